"""A guidance sheet of the shelf: what it says is content (`resources/sheets/`, one file a sheet), not code.

Every text that states a law or a fact has its source and the date it was last checked; `is_overdue` says when a sheet must be
checked again before it is trusted. Danish is the source: a translation says which Danish version it translates, and by whom.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stalkdesk.intake.checklist import Condition
from stalkdesk.intake.phones import dialled
from stalkdesk.language import SOURCE_LANGUAGE, Language


class ContentStatus(StrEnum):
    """How far a text has come: written, read by one who knows the matter, approved by the authority."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class Audience(StrEnum):
    """Who reads the sheet; how plain it must be follows from it."""

    VICTIM = "victim"
    YOUNG = "young"
    OTHER = "other"
    """Relatives, the doctor, the school, the employer."""
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from: code and words of the source, the address as text, and when it was last checked."""

    id: str
    title: str
    address: str
    last_checked: date


@dataclass(frozen=True, slots=True)
class Translation:
    """Who made a translation, of which Danish version, and how far it has come."""

    translator: str
    status: ContentStatus
    last_checked: date
    checked_by: str
    of_version: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of a sheet, still content: `kind` names the block it becomes or the place it is filled in from.

    kinds: heading, paragraph, items, numbered, boxes, danger, advice, note, page_break · filled in when composed:
    `contacts` (helplines by id), `contact_persons`, `next_steps`, `receipt_fields`, `sharing`, `lines`, `log_table`,
    `log_example`, `known_incidents`, `guided_points`, `evidence_table`, `person_lines`, `signature`, `qr` (agencies by id),
    `local`, `sources`.
    """

    kind: str
    text: str = ""
    title: str = ""
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Ids of sources; required for every part that states a law or a fact."""
    only_if: tuple[Condition, ...] = ()
    """The part is left out when none holds (and there is one)."""
    key: str = ""
    version: str = ""
    """This and the three below stand for the part where they are said, and are the sheet's own where they are not."""
    last_checked: date | None = None
    checked_by: str = ""
    status: ContentStatus | None = None
    entry: str = ""
    """Of a `local` part: the code of what the authority fills in."""
    label: str = ""
    """Of a `local` part: what stands before it."""
    if_filled: str = ""
    """The code of an entry without which the part is left out."""
    points: tuple[str, ...] = ()
    """Of `guided_points`: the tick of the checklist that belongs to each item, or `-`; empty when none does."""
    language: Language | None = None
    """What the texts are in when it is not the language of the sheet: Danish, while a translation is missing."""


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
    status: ContentStatus = ContentStatus.DRAFT
    """Of the Danish text."""
    audience: Audience = Audience.VICTIM
    leaves: bool = True
    """Whether it may leave the desk; the officer's own quick guide does not."""
    translation: Translation | None = None
    """None for the source, and for a language that has no translation yet."""

    @property
    def review_on(self) -> date:
        """The last day on which everything in it is trusted: the earliest of the sheet, its parts and its translation."""
        checked = [self.last_checked, *(part.last_checked for part in self.parts if part.last_checked is not None)]
        if self.translation is not None:
            checked.append(self.translation.last_checked)
        return _months_after(min(checked), self.check_every_months)

    def is_overdue(self, today: date) -> bool:
        """Whether the texts should have been checked again before `today`."""
        return today > self.review_on

    @property
    def is_source(self) -> bool:
        """Whether it is the Danish one that the others translate."""
        return self.language is SOURCE_LANGUAGE

    @property
    def is_stale(self) -> bool:
        """Whether the Danish text has another version than the one that was translated."""
        return self.translation is not None and self.translation.of_version != self.version

    @property
    def translator(self) -> str:
        """Who translated it, or empty."""
        return self.translation.translator if self.translation is not None else ""

    @property
    def language_status(self) -> ContentStatus | None:
        """How far the text in this language has come; None while there is no translation."""
        if self.is_source:
            return self.status
        return self.translation.status if self.translation is not None else None

    @property
    def needs_translator(self) -> bool:
        """Whether it must say that no translator has reviewed it yet."""
        return not self.is_source and (self.language_status is not ContentStatus.APPROVED or self.is_stale)

    @property
    def local_entries(self) -> Mapping[str, str]:
        """What the authority may fill in, by code, each with the words before it."""
        return {part.entry: part.label for part in self.parts if part.entry}

    def unfilled(self, filled: Mapping[str, str]) -> tuple[str, ...]:
        """The codes of the entries that the authority has not filled in; their parts are left out of print."""
        named = (code for part in self.parts for code in (part.entry, part.if_filled) if code)
        return tuple(code for code in dict.fromkeys(named) if not filled.get(code, "").strip())


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
    neutral_name: str = ""
    """What it is called where its name would tell what the paper is about; empty while it has none."""
    address: str = ""
    """Its public https address, or empty."""
    hours: str = ""
    version: str = ""
    checked_by: str = ""
    status: ContentStatus = ContentStatus.DRAFT

    @property
    def dial(self) -> str:
        """The number as a telephone dials it, behind `tel:`; empty when there is none. Raises BadAnswer for what is none."""
        return f"tel:{dialled(self.phone)}" if self.phone else ""


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
