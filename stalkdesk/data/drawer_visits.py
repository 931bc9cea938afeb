"""The part of the open drawer that holds visits, and lists what was entered in error."""

from __future__ import annotations

from stalkdesk.casework.cases import CaseLine
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.visits import NewVisit
from stalkdesk.data.case_lists import CaseLists
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.visiting import Visits


class DrawerOfVisits:
    """Keeps `KeepsVisits` and `KeepsErrors` of the desk."""

    _sitting: Sitting

    def keep_visit(
        self, reference: str, new: NewVisit, weighing: Weighing, confirmation: Confirmation | None
    ) -> tuple[Entry, ...]:
        """The visit, what it added, and what follows from it."""
        return Visits(self._sitting).keep(reference, new, weighing, confirmation)

    def cases_in_error(self) -> tuple[CaseLine, ...]:
        """The cases that are marked as entered in error, the newest first."""
        return CaseLists(self._sitting).in_error()
