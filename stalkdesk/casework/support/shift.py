"""The change of shift: what is left open at the desk, whoever began it. References and initials only: it may lie on a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from stalkdesk.casework.dues import DueKind, DueLine
from stalkdesk.casework.workdays import day_in_denmark, end_of_day, next_workday, tomorrow
from stalkdesk.intake.findings import Urgency


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """An intake that is not filed."""

    reference: str
    started_at: datetime
    by: str
    """Initials."""


@dataclass(frozen=True, slots=True)
class SheetWaiting:
    """A sheet that did not come out of the printer."""

    reference: str
    sheet_id: str
    """Which sheet of the shelf."""
    language: str
    at: datetime
    by: str
    """Initials."""


@dataclass(frozen=True, slots=True)
class PackageOut:
    """A package that left the desk and is not acknowledged."""

    reference: str
    number: int
    receiver_id: str
    receiver_name: str
    clock_until: datetime


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What is begun and not done, over all cases and all officers; the oldest first."""

    drafts: tuple[OpenDraft, ...] = ()
    sheets: tuple[SheetWaiting, ...] = ()
    packages: tuple[PackageOut, ...] = ()


class KeepsOpenWork(Protocol):
    """The part of the drawer that tells what is left open."""

    def open_work(self) -> OpenWork:
        """Drafts, waiting sheets and packages over all cases, whoever made them; nothing of what was answered."""
        ...


class ShiftPart(StrEnum):
    """The parts of the sheet, in their order."""

    UNACKNOWLEDGED = "unacknowledged"
    CALLS = "calls"
    CLOCKS = "clocks"
    DRAFTS = "drafts"
    SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One line: which case, by when or since when, who, and what of it."""

    reference: str
    at: datetime
    by: str
    kind: DueKind | None = None
    """Of what is due; None for a draft and a sheet."""
    urgency: Urgency | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """Everything that whoever comes has to know, as it stood at `made_at`."""

    made_at: datetime
    made_by: str
    parts: Mapping[ShiftPart, tuple[ShiftLine, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left open."""
        return not any(self.parts.values())


_CLOCKS: Final = frozenset({DueKind.TAKING_OVER, DueKind.PLAN, DueKind.CONFLICT, DueKind.LEVEL})
_CALLS: Final = frozenset({DueKind.CALL, DueKind.FOLLOW_UP})


def shift_sheet(work: OpenWork, dues: Sequence[DueLine], initials: Mapping[str, str], now: datetime, by: str) -> ShiftSheet:
    """The sheet: clocks that run, calls until the next workday has ended, drafts and sheets. `initials`: by full name; whoever
    has none there is left out rather than named."""
    until = end_of_day(next_workday(tomorrow(day_in_denmark(now))))

    def of(kinds: frozenset[DueKind], is_bounded: bool = False) -> tuple[ShiftLine, ...]:
        return tuple(
            ShiftLine(
                line.reference,
                line.due.due_at,
                initials.get(line.officer_name, ""),
                line.due.kind,
                line.urgency,
                line.due.due_at < now,
            )
            for line in dues
            if line.due.kind in kinds and (not is_bounded or line.due.due_at <= until)
        )

    return ShiftSheet(
        now,
        by,
        {
            ShiftPart.UNACKNOWLEDGED: of(frozenset({DueKind.ACKNOWLEDGEMENT})),
            ShiftPart.CALLS: of(_CALLS, is_bounded=True),
            ShiftPart.CLOCKS: of(_CLOCKS),
            ShiftPart.DRAFTS: tuple(ShiftLine(one.reference, one.started_at, one.by) for one in work.drafts),
            ShiftPart.SHEETS: tuple(ShiftLine(one.reference, one.at, one.by) for one in work.sheets),
        },
    )
