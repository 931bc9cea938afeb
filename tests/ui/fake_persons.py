"""The part of the fake drawer that finds persons again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.clues import Clue, Mark, gathered, shared
from stalkdesk.casework.persons.persons import (
    MOST_FOUND,
    FoundPersons,
    PersonHit,
    SkipReason,
    Tracing,
    marks_of,
    shown_born,
    shown_name,
    shown_phone,
)
from stalkdesk.casework.persons.same_person import Basis, LinkedCase, Whose
from stalkdesk.casework.persons.typed_persons import typed_person
from stalkdesk.errors import CaseUnknown, NotAllowed


@dataclass(slots=True)
class KeptPersons:
    """What lies in the fake drawer of it."""

    same: dict[str, set[str]] = field(default_factory=dict)
    """Which cases are linked with a case."""
    contacts: dict[str, int] = field(default_factory=dict)
    """How often she came in 30 days, where a test says so."""
    linking: dict[str, tuple[str, Basis]] = field(default_factory=dict)
    """Drafts that are new cases of the person of another."""
    tracing: Tracing = field(default_factory=lambda: Tracing(0, 0))


class FakePersons:
    """Keeps the promises of `KeepsPersons` in memory."""

    store: Any
    _officer: Any
    _write: Any
    _check: Any

    def find_persons(self, text: str, whose: Whose = Whose.VICTIM, limit: int = MOST_FOUND) -> FoundPersons:
        self._check()
        typed = typed_person(text, date(2026, 11, 22))
        if not typed.is_enough:
            return FoundPersons((), has_more=False, is_enough=False)
        found = [hit for case in self.store.cases.values() if (hit := self._hit(case, typed, whose)) is not None]
        found.sort(key=lambda hit: hit.reference, reverse=True)
        self._write("search", "", ["persons", whose.value, f"hits:{len(found)}"])
        if whose is Whose.PERPETRATOR and not self._officer.may(Act.SEARCH_PERPETRATORS):
            return FoundPersons((), has_more=False, is_enough=True, others=len(found))
        return FoundPersons(tuple(found[:limit]), len(found) > limit, is_enough=True)

    def _hit(self, case: Any, typed: Any, whose: Whose) -> PersonHit | None:
        if case.status not in (CaseStatus.DRAFT, CaseStatus.FILED):
            return None
        known = gathered([*marks_of(whose, case.answers.values()), Mark(Clue.REFERENCE, case.draft.reference)])
        matched = typed.matched(known)
        return self._person(case, whose, matched) if matched else None

    def _person(self, case: Any, whose: Whose, matched: tuple[Clue, ...]) -> PersonHit:
        line, linked = case.line(), self._linked(case.draft.reference)
        return PersonHit(
            reference=line.reference,
            case_id=case.draft.case_id,
            status=case.status,
            started_at=line.started_at,
            officer_name=line.officer_name,
            urgency=line.urgency,
            name=shown_name(case.answers, whose),
            born=shown_born(case.answers),
            phone_tail=shown_phone(list(marks_of(whose, case.answers.values()))),
            matched=matched,
            contacts=self.store.persons.contacts.get(line.reference, 1 + len(linked)),
            linked=linked,
        )

    def _linked(self, reference: str) -> tuple[str, ...]:
        return tuple(sorted(self.store.persons.same.get(reference, ())))

    def skip_search(self, reason: SkipReason, why: str = "") -> None:
        self._check()
        if reason is SkipReason.OTHER and not why:
            raise NotAllowed("Skriv med få ord, hvorfor der ikke blev søgt.")
        self._write("search_skipped", "", [reason.value], why)

    def tracing(self) -> Tracing:
        return self.store.persons.tracing  # type: ignore[no-any-return]

    def go_on_tracing(self) -> Tracing:
        now = self.store.persons.tracing
        self.store.persons.tracing = replace(now, done=min(now.done + 40, now.of))
        return self.store.persons.tracing  # type: ignore[no-any-return]

    def linked_cases(self, reference: str) -> tuple[LinkedCase, ...]:
        found = []
        for other in self._linked(reference):
            case = self._case_of(other)
            line = case.line()
            found.append(
                LinkedCase(
                    other,
                    Whose.VICTIM,
                    case.status,
                    line.started_at,
                    line.officer_name,
                    line.urgency,
                    is_direct=True,
                    contact_times=(line.started_at,),
                )
            )
        return tuple(found)

    def same_perpetrator(self, reference: str) -> FoundPersons:
        here = gathered(marks_of(Whose.PERPETRATOR, self._case_of(reference).answers.values()))
        found = []
        for case in self.store.cases.values():
            known = gathered(marks_of(Whose.PERPETRATOR, case.answers.values()))
            if case.draft.reference != reference and (common := shared(here, known)):
                found.append(self._person(case, Whose.PERPETRATOR, common))
        if self._officer.may(Act.SEARCH_PERPETRATORS):
            return FoundPersons(tuple(found), has_more=False, is_enough=True)
        return FoundPersons((), has_more=False, is_enough=True, others=len(found))

    def compare_persons(self, reference: str, other: str, whose: Whose) -> tuple[PersonHit, PersonHit]:
        if reference == other:
            raise NotAllowed("Det er den samme sag.")
        ours, theirs = self._case_of(reference), self._case_of(other)
        common = shared(*(gathered(marks_of(whose, case.answers.values())) for case in (ours, theirs)))
        return self._person(ours, whose, common), self._person(theirs, whose, common)

    def say_same_person(self, reference: str, other: str, whose: Whose, is_same: bool, basis: Basis, reason: str) -> None:
        if not reason.strip():
            raise NotAllowed("Skriv, hvordan I ved det. Grunden står på begge sager.")
        for one, two in ((reference, other), (other, reference)):
            self._write("same_person", one, [], reason)
            links = self.store.persons.same.setdefault(one, set())
            (links.add if is_same else links.discard)(two)

    def link_when_filed(self, case_id: str, other: str, basis: Basis) -> None:
        self._write("linking", other)
        self.store.persons.linking[case_id] = (other, basis)

    def give_code_card(self, reference: str) -> str:
        self._write("code_card", reference)
        return "balumi-teko-4821"

    def _case_of(self, reference: str) -> Any:
        for case in self.store.cases.values():
            if case.draft.reference == reference:
                return case
        raise CaseUnknown("Sagen findes ikke.")
