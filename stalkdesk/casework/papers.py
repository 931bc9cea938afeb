"""The papers of a case: what was made for the person, how it left the desk, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class How(StrEnum):
    """How a sheet left the desk, if it did."""

    PRINTED = "printed"
    SAVED = "saved"
    READ_ALOUD = "read_aloud"
    """It was not safe to carry: it stayed here and was read out."""
    NOT_GIVEN = "not_given"
    """It was not safe to carry, and nothing was given instead."""
    WAITING = "waiting"
    """It did not come out of the printer; it can be printed later."""


class Outcome(StrEnum):
    """What became of a sheet that came out."""

    TAKEN = "taken"
    DECLINED = "declined"
    NOT_SAFE = "not_safe"
    """Printed, and then it turned out that carrying it is not safe: it was shredded."""
    AT_DESK = "at_desk"
    """It lies here until she comes back."""


REACHED_HER = frozenset({How.PRINTED, How.SAVED, How.READ_ALOUD})
"""The ways in which a sheet reaches the person."""


@dataclass(frozen=True, slots=True)
class SheetGiven:
    """A sheet that was made for the person, in the language and variant in which it was."""

    sheet_id: str
    sheet_version: str
    language: str
    pages: int
    how: How
    at: datetime
    by: str
    variant: str = "standard"
    beside: str = ""
    """The second language on it, or empty."""
    outcome: Outcome | None = None
    """None while nobody said."""
    id: str = ""
    """Given by the drawer."""
    first_id: str = ""
    """Of the sheet of an earlier day that this one is a copy of; empty for a sheet that was made new."""
    is_kept: bool = False
    """Whether the paper itself is kept, so that it can be printed again as it was."""

    @property
    def reached_her(self) -> bool:
        """Whether the person has had it: it counts in the week."""
        return self.how in REACHED_HER and self.outcome not in (Outcome.DECLINED, Outcome.NOT_SAFE)


class KeepsPapers(Protocol):
    """The part of the drawer that holds papers. Every method raises CaseUnknown for a case or sheet that is not there."""

    def keep_sheet_given(
        self, reference: str, given: Sequence[SheetGiven], documents: Sequence[str] = ()
    ) -> tuple[SheetGiven, ...]:
        """What was made for the person, each with a journal line, and the papers themselves (`guidance.kept_documents`; one for
        each, or none), so that they can be printed again as they were. Gives them with their ids."""
        ...

    def settle_sheet(self, reference: str, sheet_id: str, how: How, outcome: Outcome | None) -> None:
        """A sheet that waited came out, or it was said what became of it; `sheet_id` is the id that keeping gave it."""
        ...

    def sheet_document(self, reference: str, sheet_id: str) -> str:
        """The paper as it was on its day, or empty when it was not kept."""
        ...
