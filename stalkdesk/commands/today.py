"""`today`: what waits at the desk, in groups, as JSON: references and times, nothing of what was answered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stalkdesk.casework.support.today import MOST_LINES, Day, DayGroup, DayLine, day_of_desk, read_until
from stalkdesk.commands.terminal import answer

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer


def day_told(opened: Callable[[], Drawer]) -> int:
    """Answers the day and gives the exit code. Raises what opening the store and reading it raise."""
    with closing(opened()) as drawer:
        now = datetime.now(UTC)
        dues = drawer.dues(read_until(now), MOST_LINES)
        day = day_of_desk(dues, drawer.open_work(), now, len(dues) >= MOST_LINES)
    return answer(told(day))


def told(day: Day) -> dict[str, object]:
    """The day as it is answered: every group, those that are empty too."""
    return {
        "at": day.at.isoformat(),
        "overdue": day.overdue,
        "is_cut": day.is_cut,
        "groups": {group.value: [_told(line) for line in day.of(group)] for group in DayGroup},
    }


def _told(line: DayLine) -> dict[str, object]:
    is_sheet = line.sheet is not None
    return {
        "reference": line.reference,
        "kind": line.kind.value if line.kind is not None else "sheet",
        "subject": line.sheet.sheet_id if line.sheet is not None else line.subject,
        "urgency": line.urgency.value if line.urgency is not None else None,
        "waits_since" if is_sheet else "due_at": line.at.isoformat(),
        "is_overdue": line.is_overdue,
        "receiver": line.package.receiver_name if line.package is not None else None,
    }
