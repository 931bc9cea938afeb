"""The week in figures: whether people get the right help, with nobody recognisable in them (denmark 6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the summary: what is counted and the count; `count` is None where it is hidden."""

    label: str
    count: int | None

    def shown(self, least: int) -> str:
        """The figure as it is printed: the number, or `<5` with the least count that may be shown."""
        return f"<{least}" if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A group of figures that add up to `total` (or don't, when `may_overlap`), after disclosure control."""

    title: str
    figures: tuple[Figure, ...]
    total: int | None
    may_overlap: bool = False


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """An ISO week, frozen: Monday 00:00 to Monday 00:00 Europe/Copenhagen."""

    iso_year: int
    iso_week: int
    starts_at: datetime
    ends_at: datetime
    unit_name: str
    least_shown: int
    tables: tuple[FigureTable, ...]
    notes: tuple[str, ...]
    made_at: datetime
