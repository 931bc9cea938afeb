"""Which trades are asked what is due on a case, and what they say together."""

from __future__ import annotations

from datetime import datetime

from stalkdesk.casework.case_note import filing_due
from stalkdesk.casework.dues import Asking, CaseNow, Due, DueKind
from stalkdesk.casework.handover.handover_dues import conflicts_due, handovers_due, is_still_ours
from stalkdesk.casework.handover.level_not_sent import level_due
from stalkdesk.casework.sharing.consents import consent_dues
from stalkdesk.casework.support.follow_ups import due_of_follow_ups
from stalkdesk.casework.support.plan import due_of_plan

VERSION = 2
"""Goes up when a rule below changes: what is due is then worked out anew for the cases there are."""
ASKED: tuple[Asking, ...] = (
    handovers_due,
    conflicts_due,
    level_due,
    due_of_plan,
    due_of_follow_ups,
    consent_dues,
    filing_due,
)
"""What each trade finds due. A trade adds its function here."""


def dues_of(case: CaseNow) -> tuple[Due, ...]:
    """Everything that is due on a case, the earliest first; of one kind and subject the earliest only."""
    found: dict[tuple[DueKind, int], Due] = {}
    for due in sorted((due for asking in ASKED for due in asking(case)), key=_order):
        if is_still_ours(case.entries, due.kind):
            found.setdefault((due.kind, due.subject), due)
    return tuple(found.values())


def _order(due: Due) -> tuple[datetime, str, int]:
    return due.due_at, due.kind.value, due.subject
