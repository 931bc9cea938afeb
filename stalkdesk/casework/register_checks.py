"""What a check of a register line may look at: the register as it stands before the line. Each trade writes its own checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.officers import Officer
from stalkdesk.casework.register import NewLine, RegisterLine


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
