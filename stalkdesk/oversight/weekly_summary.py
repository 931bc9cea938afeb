"""The week in figures: whether people get the right help, with nobody recognisable in them (docs/domain.md 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Hidden(StrEnum):
    """Why a figure is not shown; each has its own mark, and neither ever says something untrue."""

    SMALL = "small"
    """It is smaller than the least count that may be shown: `<5`."""
    COVER = "cover"
    """It is small, or it would give a small one away: `–`. Says nothing of how large it is."""


COVER_MARK = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the summary: what is counted and the count; `count` is None where it is hidden."""

    label: str
    count: int | None
    hidden: Hidden = Hidden.SMALL
    """How it is hidden; means nothing while `count` is shown."""

    def shown(self, least: int) -> str:
        """The figure as it is printed: the number, `<5` with the least count that may be shown, or `–`."""
        return _shown(self.count, self.hidden, least)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A group of figures that add up to `total` (or don't, when `may_overlap`), after disclosure control.

    In a table whose figures may overlap each figure is a part of `total`, and one case can be in several.
    """

    title: str
    figures: tuple[Figure, ...]
    total: int | None
    may_overlap: bool = False
    total_hidden: Hidden = Hidden.SMALL

    def total_shown(self, least: int) -> str:
        """The total as it is printed."""
        return _shown(self.total, self.total_hidden, least)


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """An ISO week: Monday 00:00 to Monday 00:00 Europe/Copenhagen."""

    iso_year: int
    iso_week: int
    starts_at: datetime
    ends_at: datetime
    unit_name: str
    least_shown: int
    tables: tuple[FigureTable, ...]
    notes: tuple[str, ...]
    made_at: datetime
    journal_mark: str = ""
    """The last line of the journal when it was made: `1234 · 8F3A-22C1` (docs/store.md 6)."""


def _shown(count: int | None, hidden: Hidden, least: int) -> str:
    if count is not None:
        return str(count)
    return f"<{least}" if hidden is Hidden.SMALL else COVER_MARK
