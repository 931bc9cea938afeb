"""Persons who were here before: looked for, compared, linked, and the code cards of those who want to be anonymous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.clues import STRONG, Clue, Mark, Marks, shared
from stalkdesk.casework.persons.code_cards import CodeCard, new_code
from stalkdesk.casework.persons.persons import FoundPersons, PersonHit, SkipReason
from stalkdesk.casework.persons.same_person import Basis, LinkedCase, Whose
from stalkdesk.casework.persons.typed_persons import TypedPart, TypedPerson, typed_person
from stalkdesk.casework.visits import contacts_within
from stalkdesk.data import dues, journal, tables
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entries import write_entries
from stalkdesk.data.persons import linking
from stalkdesk.data.persons.person_search import Known, found_persons, known_persons
from stalkdesk.data.persons.traces import CatchingUp, code_verifier, retrace
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr

_case = tables.case_file
_MOST_WHY = 300
_PERSONS = "persons"
_MOST_SAME = 200


class Persons:
    """Finds persons again, and says which cases are of one."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.catching_up = CatchingUp(sitting)

    def find(self, text: str, whose: Whose, limit: int) -> FoundPersons:
        """What a typed text finds; journalled with whose person was looked for and how many were found."""
        sitting = self._sitting
        typed = typed_person(text, day_of(sitting.now()))
        if not typed.is_enough:
            return FoundPersons((), has_more=False, is_enough=False)
        with sitting.act() as connection:
            found = self._found(connection, typed, whose, limit)
            self._note(connection, journal.SEARCH, "", whose, len(found.hits) + found.others)
        return found

    def _found(self, connection: Connection, typed: TypedPerson, whose: Whose, limit: int) -> FoundPersons:
        sitting = self._sitting
        hits, has_more = found_persons(connection, sitting.seal, typed, whose, limit)
        if whose is Whose.PERPETRATOR and not sitting.officer.may(Act.SEARCH_PERPETRATORS):
            return FoundPersons((), has_more, is_enough=True, others=len(hits))
        return FoundPersons(self._counted(connection, hits, whose), has_more, is_enough=True)

    def _counted(self, connection: Connection, hits: Sequence[PersonHit], whose: Whose) -> tuple[PersonHit, ...]:
        """With how often she came, on each case and on those it belongs to."""
        chains = linking.chains_of(connection, [hit.reference for hit in hits], whose)
        counted = []
        for hit in hits:
            chain = chains[hit.reference]
            times = linking.times_together(chain) if whose is Whose.VICTIM else ()
            linked = tuple(sorted((one for one in chain if one != hit.reference), reverse=True))
            counted.append(replace(hit, contacts=contacts_within(times, self._sitting.now()), linked=linked))
        return tuple(counted)

    def skip(self, reason: SkipReason, why: str) -> None:
        """Journals that nobody was looked for."""
        why = cleaned(why, _MOST_WHY, "why")
        if reason is SkipReason.OTHER and not why:
            raise NotAllowed(tr("Skriv med få ord, hvorfor der ikke blev søgt. Det kommer i journalen."))
        self._sitting.note_alone(journal.SEARCH_SKIPPED, fields=[reason.value], reason=why)

    def linked(self, reference: str) -> tuple[LinkedCase, ...]:
        """The cases of the same persons, without this one; those of the other person for who may see in whose cases he is."""
        may_see = self._sitting.officer.may(Act.SEARCH_PERPETRATORS)
        with self._sitting.act() as connection:
            row = kept_row(connection, reference)
            asked = [whose for whose in Whose if may_see or whose is not Whose.PERPETRATOR]
            chains = [linking.chains_of(connection, [row.reference], whose)[row.reference] for whose in asked]
        found = [case for chain in chains for case in chain.values()]
        others = (case for case in found if case.reference != row.reference)
        return tuple(sorted(others, key=lambda case: (case.started_at, case.whose), reverse=True))

    def same_perpetrator(self, reference: str) -> FoundPersons:
        """The other cases of the other person; only how many, for a role that may not see which."""
        sitting, whose = self._sitting, Whose.PERPETRATOR
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            here = known_persons(connection, sitting.seal, _case.c.id == row.id, whose)[0]
            others = [one for one in self._alike(connection, here) if one.row.id != row.id]
            hits = [one.hit(whose, shared(here.marks, one.marks)) for one in others]
            may_see = sitting.officer.may(Act.SEARCH_PERPETRATORS)
            self._note(connection, journal.SEARCH, row.reference, whose, len(hits))
            shown = self._counted(connection, hits, whose) if may_see else ()
        return FoundPersons(shown, has_more=False, is_enough=True, others=0 if may_see else len(hits))

    def _alike(self, connection: Connection, here: Known) -> list[Known]:
        """Cases whose other person has a strong clue of this one, or every word of the name."""
        found: dict[str, Known] = {}
        for typed in _ways_to(here.marks):
            hits, _ = found_persons(connection, self._sitting.seal, typed, Whose.PERPETRATOR, _MOST_SAME)
            ids = [hit.case_id for hit in hits]
            for one in known_persons(connection, self._sitting.seal, _case.c.id.in_(ids), Whose.PERPETRATOR):
                if shared(here.marks, one.marks):
                    found[one.row.id] = one
        return sorted(found.values(), key=lambda one: int(one.row.place), reverse=True)

    def compare(self, reference: str, other: str, whose: Whose) -> tuple[PersonHit, PersonHit]:
        """Two cases beside each other; journalled on both before it is shown."""
        self._check_whose(whose)
        with self._sitting.act() as connection:
            both = linking.compared(connection, self._sitting, reference, other, whose)
            for hit in both:
                self._note(connection, journal.SEARCH, hit.reference, whose, 1)
            counted = self._counted(connection, both, whose)
        return counted[0], counted[1]

    def say_same(self, reference: str, other: str, whose: Whose, is_same: bool, basis: Basis, reason: str) -> None:
        """The entry on both cases, in one transaction."""
        self._check_whose(whose)
        with self._sitting.act() as connection:
            linking.say(connection, self._sitting, (reference, other), whose, is_same, basis, reason.strip())

    def link_when_filed(self, case_id: str, other: str, basis: Basis) -> None:
        """Of a draft of one's own: the entries come with its filing."""
        with self._sitting.act() as connection:
            draft = connection.execute(select(_case).where(_case.c.id == case_id)).first()
            if draft is None or draft.status != CaseStatus.DRAFT.value:
                raise unknown_case()
            linking.keep_waiting(connection, case_id, kept_row(connection, other).reference, basis)

    def give_code_card(self, reference: str) -> str:
        """A new code; kept is only what it is compared with."""
        sitting, code = self._sitting, new_code()
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            if row.status != CaseStatus.FILED.value:
                raise unknown_case()
            card = CodeCard(code_verifier(sitting.seal, code))
            write_entries(connection, sitting, row, [NewEntry(EntryKind.CODE_CARD, card)])
            retrace(connection, sitting.seal, row.id, row.place)
            dues.rewrite(connection, sitting.seal, row.id)
        return code

    def _check_whose(self, whose: Whose) -> None:
        if whose is Whose.PERPETRATOR:
            self._sitting.check(Act.SEARCH_PERPETRATORS)

    def _note(self, connection: Connection, act: str, reference: str, whose: Whose, hits: int) -> None:
        self._sitting.note(connection, act, reference, [_PERSONS, whose.value, f"hits:{hits}"])


def _ways_to(marks: Marks) -> list[TypedPerson]:
    """What would be typed to find the same person: each strong clue by itself, and the whole name."""
    ways = [TypedPerson((TypedPart((Mark(clue, value),)),)) for clue in STRONG for value in sorted(marks.get(clue, ()))]
    names = sorted(marks.get(Clue.NAME, ()))
    if len(names) >= 2:
        ways.append(TypedPerson(tuple(TypedPart((Mark(Clue.NAME, name),)) for name in names)))
    return ways
