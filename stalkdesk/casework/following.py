"""What the drawer holds of a case after the door: each trade's promises, in one place for the drawer to inherit."""

from __future__ import annotations

from typing import Protocol

from stalkdesk.casework.begun import KeepsBegun
from stalkdesk.casework.dues import KeepsDues
from stalkdesk.casework.entries import KeepsEntries
from stalkdesk.casework.errors_entered import KeepsErrors
from stalkdesk.casework.handover.handing_over import HandsOver
from stalkdesk.casework.log.logs_taken_in import TakesInLogs
from stalkdesk.casework.persons.persons import KeepsPersons
from stalkdesk.casework.register import KeepsRegister
from stalkdesk.casework.support.shift import KeepsOpenWork
from stalkdesk.casework.visits import KeepsVisits


class KeepsWhatFollows(
    KeepsEntries,
    KeepsErrors,
    KeepsVisits,
    KeepsBegun,
    KeepsPersons,
    KeepsDues,
    KeepsRegister,
    KeepsOpenWork,
    HandsOver,
    TakesInLogs,
    Protocol,
):
    """The part of the drawer that holds what follows the intake."""
