"""All that the page of the content shows, read in one go on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.content_changes import ContentChange
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.guidance.editing import in_force, moved_under
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, Source
from stalkdesk.guidance.upkeep import SheetLine, sheet_lines
from stalkdesk.language import SOURCE_LANGUAGE, Language
from stalkdesk.ui.content.words import Places
from stalkdesk.ui.desk import Desk

Shelves = Mapping[Language, tuple[GuidanceSheet, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """How the content stands. `shelves` and `agencies` as they are in force, `shipped` as they came with the program."""

    officer: Officer
    today: date
    shelves: Shelves
    shipped: Shelves
    agencies: Mapping[Language, tuple[Agency, ...]]
    shipped_agencies: Mapping[Language, tuple[Agency, ...]]
    local: Mapping[Language, Mapping[str, str]]
    sources: Mapping[str, Source]
    changes: tuple[ContentChange, ...]
    """Newest first."""
    moved: tuple[ContentChange, ...]
    lines: tuple[SheetLine, ...]
    deciders: tuple[Officer, ...]
    """Everyone who may approve."""

    @property
    def waiting(self) -> tuple[ContentChange, ...]:
        """What waits, oldest first."""
        return tuple(change for change in reversed(self.changes) if change.is_waiting)

    @property
    def others_can_decide(self) -> bool:
        """Whether anybody but who sits here may approve."""
        return any(one.id != self.officer.id for one in self.deciders)

    def sheet(self, sheet_id: str, language: Language) -> GuidanceSheet:
        """A sheet as it reads now."""
        return next(sheet for sheet in self.shelves[language] if sheet.id == sheet_id)

    def shipped_sheet(self, sheet_id: str, language: Language) -> GuidanceSheet:
        """A sheet as it came with the program."""
        return next(sheet for sheet in self.shipped[language] if sheet.id == sheet_id)

    def entries(self) -> dict[str, str]:
        """The entries that can be filled in here, by code, each with the words before it."""
        return {code: words for sheet in self.shelves[SOURCE_LANGUAGE] for code, words in sheet.local_entries.items()}

    def places(self) -> Places:
        """What names the place of a change."""
        return Places(self.shelves[SOURCE_LANGUAGE], self.agencies[SOURCE_LANGUAGE], self.entries())


def read_known(desk: Desk) -> Known:
    """Reads everything. Raises ContentBroken, StoreDamaged."""
    drawer = desk.open_drawer()
    changes, today = desk.read_changes(), desk.now().astimezone().date()
    shelves = {language: desk.shelf(language) for language in Language}
    shipped = {language: desk.shipped_shelf(language) for language in Language}
    shipped_agencies = {language: desk.shipped_agencies(language) for language in Language}
    moved = moved_under(in_force(changes), shipped, shipped_agencies)
    local = {language: desk.local(language) for language in Language}
    return Known(
        officer=drawer.officer,
        today=today,
        shelves=shelves,
        shipped=shipped,
        agencies={language: desk.agencies(language) for language in Language},
        shipped_agencies=shipped_agencies,
        local=local,
        sources=desk.sources(),
        changes=changes,
        moved=moved,
        lines=sheet_lines(shelves, changes, moved, local[SOURCE_LANGUAGE], today),
        deciders=tuple(one for one in drawer.officers() if one.may(Act.APPROVE_CONTENT)),
    )
