"""Every kind of line of the register, in one table: what it says, whether it is sealed, who may write it, what must be true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from stalkdesk.casework.officers import Act, Officer
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """What a check may look at."""

    lines: Sequence[RegisterLine]
    today: date
    officer: Officer


Check = Callable[[NewLine, RegisterStanding], None]
"""Raises BadAnswer, TooLong or NotAllowed with a sentence for the person at the desk."""


def fits(_new: NewLine, _standing: RegisterStanding) -> None:
    """For kinds of which every value is right."""


@dataclass(frozen=True, slots=True)
class KindOfLine:
    """How lines of one kind are kept."""

    says: type
    needs: Act
    is_sealed: bool = False
    check: Check = fits


REGISTER_KINDS: Mapping[RegisterKind, KindOfLine] = MappingProxyType({})
"""Kind -> how it is kept."""
