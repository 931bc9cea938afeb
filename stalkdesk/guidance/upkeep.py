"""What of the shelf must be seen to: one line for each sheet in each language, for who keeps the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.content_changes import ChangeKind, ContentChange
from stalkdesk.guidance.readability import sheet_readability
from stalkdesk.guidance.sheets import ContentStatus, GuidanceSheet
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in one language, and how it stands."""

    sheet_id: str
    title: str
    language: Language
    status: ContentStatus | None
    """None while there is no translation."""
    last_checked: date
    review_on: date
    is_overdue: bool
    lix: float
    """0 for a translation: it is measured in Danish."""
    lix_limit: int | None
    is_stale: bool
    """The Danish text is another than the one that was translated."""
    in_danish: int
    """So many texts are said in Danish, because they are not translated."""
    unfilled: int
    """So many entries wait for the authority to fill them in."""
    waiting: int
    """So many changes wait for somebody to approve them."""
    moved: int
    """So many changes stand on a text that an update of the program has changed."""

    @property
    def is_hard(self) -> bool:
        """Whether it is harder to read than its readers need."""
        return self.lix_limit is not None and self.lix > self.lix_limit

    @property
    def calls(self) -> bool:
        """Whether somebody must see to it. A draft alone calls for nobody: its status stands beside it."""
        is_old = self.is_overdue or self.is_stale
        return is_old or self.is_hard or bool(self.in_danish or self.unfilled or self.waiting or self.moved)


def sheet_lines(
    shelves: Mapping[Language, Sequence[GuidanceSheet]],
    changes: Sequence[ContentChange],
    moved: Sequence[ContentChange],
    local: Mapping[str, str],
    today: date,
) -> tuple[SheetLine, ...]:
    """Every sheet in every language. `shelves`: as they read now; `moved`: changes whose original is another."""
    waiting = [change for change in changes if change.is_waiting]
    return tuple(
        _line(sheet, waiting, moved, local, today) for sheets in zip(*shelves.values(), strict=True) for sheet in sheets
    )


def _line(
    sheet: GuidanceSheet,
    waiting: Sequence[ContentChange],
    moved: Sequence[ContentChange],
    local: Mapping[str, str],
    today: date,
) -> SheetLine:
    found = sheet_readability(sheet) if sheet.is_source else None
    checked = sheet.last_checked if sheet.translation is None else sheet.translation.last_checked
    return SheetLine(
        sheet_id=sheet.id,
        title=sheet.title,
        language=sheet.language,
        status=sheet.language_status,
        last_checked=checked,
        review_on=sheet.review_on,
        is_overdue=sheet.is_overdue(today),
        lix=found.whole.lix if found is not None else 0.0,
        lix_limit=found.limit if found is not None else None,
        is_stale=sheet.is_stale,
        in_danish=len(sheet.missing),
        unfilled=len(sheet.unfilled(local)) if sheet.is_source else 0,
        waiting=sum(is_of(change, sheet) for change in waiting),
        moved=sum(is_of(change, sheet) for change in moved),
    )


def is_of(change: ContentChange, sheet: GuidanceSheet) -> bool:
    """Whether the change is of a text of this sheet in this language."""
    said = change.proposal
    if said.language != sheet.language.value:
        return False
    if said.kind is ChangeKind.SHEET:
        return said.target == sheet.id
    return said.kind is ChangeKind.PART and said.target.partition(".")[0] == sheet.id


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the front page says to who keeps the content."""

    to_decide: int
    """So many changes wait, and she may decide them."""
    own_waiting: int
    """So many of her own wait for somebody else."""
    overdue: int
    """So many Danish sheets should have been checked again."""

    @property
    def calls(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.to_decide or self.own_waiting or self.overdue)


def upkeep_of(changes: Sequence[ContentChange], danish: Sequence[GuidanceSheet], officer_id: str, today: date) -> Upkeep:
    """What waits for the officer, and for others."""
    waiting = [change for change in changes if change.is_waiting]
    own = sum(change.made_by == officer_id for change in waiting)
    return Upkeep(len(waiting) - own, own, sum(sheet.is_overdue(today) for sheet in danish))
