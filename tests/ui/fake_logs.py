"""The part of the fake drawer that takes in logs."""

from __future__ import annotations

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.log.logs_taken_in import LOG_COLUMNS, LogTakenIn, check_belongs, remembering
from tests.ui.fake_visits import FakeVisits


class FakeLogs(FakeVisits):
    """Keeps the promise of `TakesInLogs` in memory."""

    def take_in_log(
        self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation, taken_in: LogTakenIn
    ) -> Evaluation:
        number, columns = check_belongs(addition, taken_in), taken_in.columns
        made = self.add_to_case(reference, addition, weighing, confirmation)
        self.keep_entries(reference, (NewEntry(EntryKind.INCIDENTS_TAKEN_IN, taken_in, number, addition.reason),))
        settings = self.store.settings
        headings, fields = [one.heading for one in columns], [one.field for one in columns]
        settings[LOG_COLUMNS] = remembering(settings.get(LOG_COLUMNS, ""), headings, fields)
        return made
