"""A case that came from another desk without its level: this desk's rules set one, and a person is to look at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind


def level_to_confirm(entries: Sequence[Entry], evaluated_at: Iterable[datetime]) -> Entry | None:
    """The receipt of a case whose level nobody here has confirmed yet; None for any other case. `evaluated_at`: the times of
    its evaluations. Each later version that brought something made one by itself."""
    came = [entry for entry in entries if entry.kind is EntryKind.RECEIVED]
    if not came or not came[0].said.is_new_case or any(entry.said.urgency for entry in came):
        return None
    by_themselves = sum(entry.said.added > 0 for entry in came[1:])
    since = sum(at > came[0].at for at in evaluated_at)
    return came[0] if since <= by_themselves else None


def level_due(case: CaseNow) -> Sequence[Due]:
    """That the level is to be confirmed: due since the case came."""
    came = level_to_confirm(case.entries, case.evaluated_at)
    return (Due(DueKind.LEVEL, 0, came.at),) if came is not None else ()
