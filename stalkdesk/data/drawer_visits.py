"""The part of the open drawer that holds visits and what is begun, and lists what was entered in error."""

from __future__ import annotations

from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.cases import CaseLine
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.visits import NewVisit
from stalkdesk.data.begun import BegunThings
from stalkdesk.data.case_lists import CaseLists
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.visiting import Visits


class DrawerOfVisits:
    """Keeps `KeepsVisits`, `KeepsBegun` and `KeepsErrors` of the desk."""

    _sitting: Sitting

    def keep_visit(
        self, reference: str, new: NewVisit, weighing: Weighing, confirmation: Confirmation | None
    ) -> tuple[Entry, ...]:
        """The visit, what it added, and what follows from it."""
        return Visits(self._sitting).keep(reference, new, weighing, confirmation)

    def keep_begun(self, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        """Keeps what this officer has begun on a case."""
        BegunThings(self._sitting).keep(reference, kind, untrusted)

    def begun(self) -> tuple[Begun, ...]:
        """What this officer has begun."""
        return BegunThings(self._sitting).all()

    def cases_in_error(self) -> tuple[CaseLine, ...]:
        """The cases that are marked as entered in error, the newest first."""
        return CaseLists(self._sitting).in_error()
