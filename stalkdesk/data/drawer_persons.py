"""The part of the open drawer that finds persons again."""

from __future__ import annotations

from stalkdesk.casework.persons.persons import MOST_FOUND, FoundPersons, PersonHit, SkipReason, Tracing
from stalkdesk.casework.persons.same_person import Basis, LinkedCase, Whose
from stalkdesk.data.persons.persons import Persons
from stalkdesk.data.sitting import Sitting


class DrawerOfPersons:
    """Keeps `casework.persons.persons.KeepsPersons`."""

    _sitting: Sitting

    @property
    def _persons(self) -> Persons:
        return Persons(self._sitting)

    def find_persons(self, text: str, whose: Whose = Whose.VICTIM, limit: int = MOST_FOUND) -> FoundPersons:
        """The cases of the persons that a typed text fits."""
        return self._persons.find(text, whose, limit)

    def skip_search(self, reason: SkipReason, why: str = "") -> None:
        """A case is begun without looking first."""
        self._persons.skip(reason, why)

    def tracing(self) -> Tracing:
        """How many cases can be found by their persons."""
        return self._persons.catching_up.state()

    def go_on_tracing(self) -> Tracing:
        """Makes some more cases findable."""
        return self._persons.catching_up.go_on()

    def linked_cases(self, reference: str) -> tuple[LinkedCase, ...]:
        """The cases of the same persons."""
        return self._persons.linked(reference)

    def same_perpetrator(self, reference: str) -> FoundPersons:
        """The other cases of the other person."""
        return self._persons.same_perpetrator(reference)

    def compare_persons(self, reference: str, other: str, whose: Whose) -> tuple[PersonHit, PersonHit]:
        """Two cases beside each other."""
        return self._persons.compare(reference, other, whose)

    def say_same_person(self, reference: str, other: str, whose: Whose, is_same: bool, basis: Basis, reason: str) -> None:
        """That the person of both cases is one, or is not after all."""
        self._persons.say_same(reference, other, whose, is_same, basis, reason)

    def link_when_filed(self, case_id: str, other: str, basis: Basis) -> None:
        """A draft is a new case of the person of another."""
        self._persons.link_when_filed(case_id, other, basis)

    def give_code_card(self, reference: str) -> str:
        """A new code for the anonymous person of a case."""
        return self._persons.give_code_card(reference)
