"""What an officer has begun to add to a filed case and not saved yet: it survives a program that is killed.

It is nobody's but hers, is no part of the case, and goes when it is saved or thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

MOST_BEGUN: Final = 1_000_000
"""Most bytes of what is begun in one place, as JSON."""


class BegunKind(StrEnum):
    """What is begun."""

    ADDITION = "addition"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Begun:
    """Something begun, as it was typed."""

    reference: str
    kind: BegunKind
    untrusted: object
    """Its JSON form, unchecked: only the page that wrote it reads it."""


class KeepsBegun(Protocol):
    """What the drawer does for it."""

    def keep_begun(self, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        """Keeps what this officer has begun there, sealed, in the place of what was kept before; None takes it away. The first
        time and the last are journalled. Raises CaseUnknown for what is no filed case, TooLong above a million bytes: what was
        kept before stays."""
        ...

    def begun(self) -> Sequence[Begun]:
        """Everything that this officer has begun and not saved, in the order of the cases. Not journalled: she wrote it."""
        ...
