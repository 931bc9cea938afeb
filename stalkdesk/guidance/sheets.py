"""A guidance sheet of the shelf: what it says is content (`resources/sheets/`, one file a sheet), not code.

Every text that states a law or a fact has its source and the date it was last checked; `is_overdue` says when a sheet must be
checked again before it is trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stalkdesk.intake.checklist import Condition
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from: code and words of the source, the address as text, and when it was last checked."""

    id: str
    title: str
    address: str
    last_checked: date


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of a sheet, still content: `kind` names the block it becomes or the place it is filled in from.

    kinds: heading, paragraph, items, numbered, boxes, danger, advice, note, page_break · filled in when composed:
    `contacts` (helplines by id), `contact_persons`, `next_steps`, `receipt_fields`, `sharing`, `lines`, `log_table`,
    `log_example`, `sources`.
    """

    kind: str
    text: str = ""
    title: str = ""
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Ids of sources; required for every part that states a law or a fact."""
    only_if: tuple[Condition, ...] = ()
    """The part is left out when none holds (and there is one)."""


@dataclass(frozen=True, slots=True)
class GuidanceSheet:
    """One sheet in one language. `language` is what it is written in; `missing` names parts said in the source language."""

    id: str
    version: str
    language: Language
    title: str
    neutral_title: str
    """A heading that gives nothing away, for when the sheet could be found."""
    purpose: str
    """One line for the officer: what it is for."""
    valid_from: date
    last_checked: date
    checked_by: str
    check_every_months: int
    offer_if: tuple[Condition, ...]
    parts: tuple[SheetPart, ...]
    sources: Mapping[str, Source]
    missing: tuple[str, ...] = ()
    landscape: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether the texts should have been checked again before `today`."""
        months = self.last_checked.month - 1 + self.check_every_months
        due = date(self.last_checked.year + months // 12, months % 12 + 1, min(self.last_checked.day, 28))
        return today > due


@dataclass(frozen=True, slots=True)
class Agency:
    """A helpline or authority of `resources/contacts/`, with what is known of it and when that was checked."""

    id: str
    name: str
    phone: str
    note: str
    source: Source
    printable: bool
    """False while the number is not verified: never printed for a victim."""
