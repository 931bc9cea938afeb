"""By what persons are found, in a table that nobody can read: a token for each clue, and the place of the case it leads to.

A token is 63 bits of an HMAC under a key of compartment B, apart for each of the two persons and each kind of clue. It finds
candidates only: what it finds is opened and compared (`person_search`). All of it can be made anew from the rest at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from stalkdesk.casework.cases import GONE
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.clues import Clue, Mark, kept_forms
from stalkdesk.casework.persons.persons import TRACED, Tracing, marks_of
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.data import rows, tables
from stalkdesk.data.case_additions import answers_in
from stalkdesk.data.case_words import answers_of
from stalkdesk.data.entry_rows import entry_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.intake.answers import Answer

_case, _trace, _setting = tables.case_file, tables.trace, tables.setting
TRACED_DOWN_TO = "store.traced_down_to"
"""Cases below this place wait to be made findable: those of an older store, the newest first."""
ALL_ARE_TRACED = {"key": TRACED_DOWN_TO, "value": "0"}
"""The setting of a store in which nothing has to be caught up."""
_AT_ONCE = 40
"""Cases that one act of catching up opens: some 0.1 s."""
_ABOVE_ALL = rows.Place(2147, 0).order


def token_of(seal: Seal, whose: Whose, clue: Clue, form: str) -> int:
    """The token of one form of a clue, in the space of that person and that kind."""
    return seal.token(f"{whose.value} {clue.value}", form)


def code_verifier(seal: Seal, code: str) -> str:
    """What a typed code is compared with: its token, as text."""
    return f"{token_of(seal, Whose.VICTIM, Clue.CODE, code):016x}"


def trace_rows(place: int, answers: Iterable[Answer], seal: Seal, codes: Iterable[str] = ()) -> list[rows.Row]:
    """The tokens of a case, each once, in order. `codes`: what its code cards are compared with."""
    tokens = {int(code, 16) for code in codes}
    known = [answer for answer in answers if answer.question_id in TRACED]
    for whose in Whose:
        for mark in marks_of(whose, known):
            tokens.update(token_of(seal, whose, mark.clue, form) for form in kept_forms(mark))
    return [{"token": token, "place": place} for token in sorted(tokens)]


def retrace(connection: Connection, seal: Seal | None, case_id: str, place: int) -> None:
    """Makes the tokens of a case those that its answers and additions call for. Without the key of B nothing is changed."""
    if seal is None:
        return
    wanted = {row["token"] for row in trace_rows(place, _known(connection, seal, case_id), seal, _codes(connection, case_id))}
    here = _trace.c.place == place
    standing = set(connection.execute(select(_trace.c.token).where(here)).scalars())
    if gone := standing - wanted:
        connection.execute(delete(_trace).where(here, _trace.c.token.in_(gone)))
    if fresh := wanted - standing:
        connection.execute(insert(_trace), [{"token": token, "place": place} for token in sorted(fresh)])


def untrace(connection: Connection, place: int) -> None:
    """Takes every token of a case away."""
    connection.execute(delete(_trace).where(_trace.c.place == place))


def is_traced_by(question_ids: Iterable[str]) -> bool:
    """Whether one of these answers says who a person is."""
    return not TRACED.isdisjoint(question_ids)


def codes_of(connection: Connection, case_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the code cards of cases are compared with, each with its case."""
    entry = tables.case_entry
    here = entry.c.case_id.in_(list(case_ids)) & (entry.c.kind == EntryKind.CODE_CARD.value)
    for row in connection.execute(select(entry).where(here)):
        yield row.case_id, entry_of(row, None).said.verifier


def _codes(connection: Connection, case_id: str) -> list[str]:
    return [code for _, code in codes_of(connection, [case_id])]


def _known(connection: Connection, seal: Seal, case_id: str) -> list[Answer]:
    """What was said of both persons, at filing and since: a name that was put right is found either way."""
    addendum = tables.addendum
    added = connection.execute(
        select(addendum).where(addendum.c.case_id == case_id, addendum.c.question_id.in_(sorted(TRACED)))
    ).all()
    return [answer for answer, _ in (*answers_of(connection, seal, case_id, TRACED), *answers_in(added, seal))]


class CatchingUp:
    """Makes the cases of an older store findable by their persons, some at a time, so that the desk is never kept waiting."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def state(self) -> Tracing:
        """How far it is."""
        with self._sitting.act() as connection:
            return _state(connection, _below(connection))

    def go_on(self) -> Tracing:
        """The next cases, the newest first; each act is whole, so that it goes on from there after a kill or a lock."""
        sitting = self._sitting
        sitting.check(Act.TAKE_INTAKE)
        with sitting.act() as connection:
            below = _below(connection)
            if below:
                waiting = select(_case.c.id, _case.c.place).where(_open_below(below)).order_by(_case.c.place.desc())
                found = connection.execute(waiting.limit(_AT_ONCE)).all()
                for row in found:
                    retrace(connection, sitting.seal, row.id, row.place)
                below = found[-1].place if len(found) == _AT_ONCE else 0
                connection.execute(delete(_setting).where(_setting.c.key == TRACED_DOWN_TO))
                connection.execute(insert(_setting), {"key": TRACED_DOWN_TO, "value": str(below)})
            return _state(connection, below)


def _below(connection: Connection) -> int:
    found = connection.execute(select(_setting.c.value).where(_setting.c.key == TRACED_DOWN_TO)).scalar()
    return int(found) if found and found.isascii() and found.isdecimal() else _ABOVE_ALL


def _open_below(below: int) -> ColumnElement[bool]:
    return _case.c.status.not_in(GONE) & (_case.c.place < below)


def _state(connection: Connection, below: int) -> Tracing:
    if not below:
        return Tracing(0, 0)

    def count(under: int) -> int:
        return int(connection.execute(select(func.count()).select_from(_case).where(_open_below(under))).scalar_one())

    every = count(_ABOVE_ALL)
    return Tracing(every - count(below), every)


def marks_looked_for(marks: Iterable[Mark], seal: Seal) -> tuple[Mark, ...]:
    """Marks as they are compared: a code as what is kept of it."""
    return tuple(Mark(Clue.CODE, code_verifier(seal, mark.value)) if mark.clue is Clue.CODE else mark for mark in marks)
