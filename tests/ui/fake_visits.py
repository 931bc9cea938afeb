"""The part of the fake drawer that holds visits."""

from __future__ import annotations

from dataclasses import replace

from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.cases import CaseLine
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import mark_of_case
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.visits import NewVisit
from tests.ui.fake_entries import FakeEntries


class FakeVisits(FakeEntries):
    """Keeps the promises of `KeepsVisits`, `KeepsBegun` and `KeepsErrors` in memory."""

    def cases_in_error(self) -> tuple[CaseLine, ...]:
        entries = self.store.kept.entries
        marked = [reference for reference, made in entries.items() if mark_of_case(made) is not None]
        return tuple(self.case(reference).line for reference in marked)

    def keep_begun(self, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        self.store.begun.pop((self._officer.id, reference, kind), None)
        if untrusted is not None:
            self.store.begun[self._officer.id, reference, kind] = untrusted

    def begun(self) -> tuple[Begun, ...]:
        mine = ((place, said) for place, said in self.store.begun.items() if place[0] == self._officer.id)
        return tuple(Begun(reference, kind, said) for (_, reference, kind), said in mine)

    def keep_visit(
        self, reference: str, new: NewVisit, weighing: Weighing, confirmation: Confirmation | None
    ) -> tuple[Entry, ...]:
        visit, addition = new.visit, new.addition
        if addition is not None:
            assert confirmation is not None
            before = len(self._filed_case(reference).incidents)
            made = self.add_to_case(reference, addition, weighing, confirmation)
            added = tuple(range(before + 1, before + 1 + len(addition.incidents)))
            visit = replace(visit, evaluation=made.number, incidents=added, answers=len(addition.answers))
        return self.keep_entries(reference, (NewEntry(EntryKind.VISIT, visit), *new.entries))
