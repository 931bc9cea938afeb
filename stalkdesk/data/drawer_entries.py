"""The part of the open drawer that holds entries, the register and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from stalkdesk.casework.dues import DueLine
from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.data.drawer_logs import DrawerOfLogs
from stalkdesk.data.drawer_persons import DrawerOfPersons
from stalkdesk.data.drawer_visits import DrawerOfVisits
from stalkdesk.data.dues import Dues
from stalkdesk.data.entries import Entries
from stalkdesk.data.register import Register


class DrawerOfEntries(DrawerOfVisits, DrawerOfLogs, DrawerOfPersons):
    """Keeps `KeepsEntries`, `KeepsDues` and `KeepsRegister` of the desk."""

    _entries: Entries
    _dues: Dues
    _register: Register

    def keep_entries(self, reference: str, new: Sequence[NewEntry]) -> tuple[Entry, ...]:
        """Adds entries to a filed case."""
        return self._entries.keep(reference, new)

    def protected_entries(self, reference: str, reason: str) -> tuple[Entry, ...]:
        """All entries of a case, both compartments."""
        return self._entries.protected(reference, reason)

    def dues(self, until: datetime | None = None, limit: int = 500) -> tuple[DueLine, ...]:
        """What is due, the earliest first."""
        return self._dues.lines(until, limit)

    def register(self, *kinds: RegisterKind) -> tuple[RegisterLine, ...]:
        """The lines of the register."""
        return self._register.lines(kinds)

    def keep_in_register(self, new: Sequence[NewLine]) -> tuple[RegisterLine, ...]:
        """Adds lines to the register."""
        return self._register.keep(new)
