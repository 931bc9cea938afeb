"""What handovers make due on a case: a package that is not acknowledged, and two versions that say different things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, newest_by_subject
from stalkdesk.casework.handover.handovers import handovers_of, stub_of


def handovers_due(case: CaseNow) -> Sequence[Due]:
    """Every package whose clock runs, at the time it runs out."""
    return tuple(
        Due(DueKind.ACKNOWLEDGEMENT, number, one.clock_until)
        for number, one in handovers_of(case.entries).items()
        if one.is_open
    )


def conflicts_due(case: CaseNow) -> Sequence[Due]:
    """That there are conflicts to settle: due since the first of them came."""
    newest = newest_by_subject(case.entries, EntryKind.CONFLICT).values()
    open_ones = [entry.at for entry in newest if entry.said.choice is None]
    return (Due(DueKind.CONFLICT, 0, min(open_ones)),) if open_ones else ()


def is_still_ours(entries: Iterable[Entry], kind: DueKind) -> bool:
    """Whether that kind of thing is for this desk to do: what went along with the responsibility is not. Of calls the
    follow-ups themselves say which are."""
    gone = stub_of(entries)
    if gone is None or kind in (DueKind.ACKNOWLEDGEMENT, DueKind.CONFLICT, DueKind.JOURNAL):
        return True
    return kind in (DueKind.CALL, DueKind.FOLLOW_UP)
