"""Which cases the persons of a typed text are in: tokens give candidates, newest first; each is opened and compared.

As fast at 100,000 persons as at 1,000: each part of the text stands for a few tokens, the rarest part is walked by its index,
the others are asked of each place, and no more are opened than fit on the screen, or `_MOST_OPENED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, exists, func, select

from stalkdesk.casework.cases import GONE, CaseStatus
from stalkdesk.casework.persons.clues import Clue, Mark, Marks, gathered, looked_form
from stalkdesk.casework.persons.persons import (
    QUESTIONS,
    PersonHit,
    marks_of,
    shown_born,
    shown_name,
    shown_phone,
)
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.casework.persons.typed_persons import TypedPerson
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import answer_from
from stalkdesk.data.case_additions import answers_in
from stalkdesk.data.case_lists import urgency_now
from stalkdesk.data.damage import known
from stalkdesk.data.persons.traces import codes_of, marks_looked_for, token_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from
from stalkdesk.intake.answers import Answer

_case, _officer, _trace = tables.case_file, tables.officer, tables.trace
_other = tables.trace.alias("other")
_ABOVE_ALL = rows.Place(2147, 0).order
_PAGE = 50
_MOST_OPENED = 400
"""Candidates that are opened for one search at most; with more there is more to be typed, and it is said."""
_ENOUGH_TO_COMPARE = 1000
_IS_ANONYMOUS = "is_anonymous"
_SHOWN = select(_case, _officer.c.full_name).join(_officer, _officer.c.id == _case.c.officer_id)


@dataclass(frozen=True, slots=True)
class Known:
    """A case, and what is known of one of its persons."""

    row: rows.StoredRow
    answers: Mapping[str, Answer]
    """As they stand now."""
    marks: Marks
    """Of everything that was ever said."""
    phone_tail: str

    def hit(self, whose: Whose, matched: Sequence[Clue]) -> PersonHit:
        """As it is shown."""
        row, anonymous = self.row, self.answers.get(_IS_ANONYMOUS)
        return PersonHit(
            reference=row.reference,
            case_id=row.id,
            status=known(CaseStatus, row.status),
            started_at=time_from(row.started_at),
            officer_name=row.full_name,
            urgency=urgency_now(row),
            name=shown_name(self.answers, whose),
            born=shown_born(self.answers) if whose is Whose.VICTIM else "",
            phone_tail=self.phone_tail,
            matched=tuple(matched),
            contacts=0,
            is_anonymous=anonymous is not None and anonymous.value == "yes",
            is_in_error=bool(row.in_error),
        )


def found_persons(
    connection: Connection, seal: Seal, typed: TypedPerson, whose: Whose, limit: int
) -> tuple[list[PersonHit], bool]:
    """At most `limit` cases, the newest first, and whether there are more or may be."""
    typed = replace(typed, whole=marks_looked_for(typed.whole, seal))
    found: list[PersonHit] = []
    opened = 0
    for places in _pages(_candidates(connection, seal, typed, whose)):
        if opened >= _MOST_OPENED:
            return found, True
        opened += len(places)
        here = _case.c.place.in_(places)
        for one in known_persons(connection, seal, here, whose, has_codes=bool(typed.whole)):
            if matched := typed.matched(one.marks):
                found.append(one.hit(whose, matched))
        if len(found) > limit:
            return found[:limit], True
    return found, False


def known_persons(
    connection: Connection, seal: Seal, here: ColumnElement[bool], whose: Whose, has_codes: bool = False
) -> list[Known]:
    """What is known of the persons of some cases, the newest case first; nothing of those that are gone."""
    shown = connection.execute(_SHOWN.where(here, _case.c.status.not_in(GONE)).order_by(_case.c.place.desc())).all()
    ids = [row.id for row in shown]
    said = _answers(connection, seal, ids, whose)
    codes: dict[str, list[Mark]] = {}
    if has_codes and whose is Whose.VICTIM:
        for case_id, code in codes_of(connection, ids):
            codes.setdefault(case_id, []).append(Mark(Clue.CODE, code))
    found = []
    for row in shown:
        answers = said.get(row.id, [])
        now = {answer.question_id: answer for answer in answers}
        marks = [*marks_of(whose, answers), *codes.get(row.id, []), Mark(Clue.REFERENCE, row.reference)]
        tail = shown_phone(list(marks_of(whose, reversed(answers))))
        found.append(Known(row, now, gathered(marks), tail))
    return found


def _answers(connection: Connection, seal: Seal, ids: Sequence[str], whose: Whose) -> dict[str, list[Answer]]:
    """What was said of one person of each case: at filing first, then what was added, in order."""
    wanted = sorted((*QUESTIONS[whose], _IS_ANONYMOUS))
    found: dict[str, list[Answer]] = {}
    plain, sealed, addendum = tables.answer, tables.sealed_answer, tables.addendum
    for row in connection.execute(select(plain).where(plain.c.case_id.in_(ids), plain.c.question_id.in_(wanted))):
        found.setdefault(row.case_id, []).append(rows.answer_of(row))
    if whose is Whose.VICTIM:
        for row in connection.execute(select(sealed).where(sealed.c.case_id.in_(ids), sealed.c.question_id.in_(wanted))):
            answer = answer_from(row.question_id, seal.opened(row.sealed, row.case_id, row.question_id))
            found.setdefault(row.case_id, []).append(answer)
    added = select(addendum).where(addendum.c.case_id.in_(ids), addendum.c.question_id.in_(wanted))
    for row in connection.execute(added.order_by(addendum.c.case_id, addendum.c.number)):
        found.setdefault(row.case_id, []).extend(answer for answer, _ in answers_in([row], seal))
    return found


def _pages(places: Iterator[int]) -> Iterator[list[int]]:
    page: list[int] = []
    for place in places:
        page.append(place)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


def _candidates(connection: Connection, seal: Seal, typed: TypedPerson, whose: Whose) -> Iterator[int]:
    """The places that have every part of what was typed, or what it means as a whole, newest first."""
    first = {place.order for mark in typed.whole if mark.clue is Clue.REFERENCE and (place := rows.split_reference(mark.value))}
    tokens = [int(mark.value, 16) for mark in typed.whole if mark.clue is Clue.CODE]
    tokens += _tokens(seal, [mark for mark in typed.whole if mark.clue not in (Clue.CODE, Clue.REFERENCE)], whose)
    if tokens:
        newest = select(_trace.c.place).where(_trace.c.token.in_(tokens)).order_by(_trace.c.place.desc())
        first.update(connection.execute(newest.limit(_PAGE)).scalars())
    yield from sorted(first, reverse=True)
    sought = [tokens for part in typed.parts if (tokens := _tokens(seal, part.looked_for, whose))]
    if not sought:
        return
    if len(sought) > 1:
        sought.sort(key=lambda tokens: _rarity(connection, tokens))
    below = _ABOVE_ALL
    while places := _newest(connection, sought, below):
        yield from (place for place in places if place not in first)
        if len(places) < _PAGE:
            return
        below = places[-1]


def _tokens(seal: Seal, marks: Sequence[Mark], whose: Whose) -> list[int]:
    return sorted({token_of(seal, whose, mark.clue, looked_form(mark)) for mark in marks})


def _rarity(connection: Connection, tokens: Sequence[int]) -> int:
    counted = select(_trace.c.place).where(_trace.c.token.in_(tokens)).limit(_ENOUGH_TO_COMPARE)
    return int(connection.execute(select(func.count()).select_from(counted.subquery())).scalar_one())


def _newest(connection: Connection, sought: Sequence[Sequence[int]], below: int) -> list[int]:
    """The newest places under `below` that have one token of each part: the first part's tokens are walked by their index."""
    walked, *others = sought
    found: set[int] = set()
    for token in walked:
        query = select(_trace.c.place).where(_trace.c.token == token, _trace.c.place < below)
        for tokens in others:
            query = query.where(exists().where(_other.c.token.in_(tokens), _other.c.place == _trace.c.place))
        found.update(connection.execute(query.order_by(_trace.c.place.desc()).limit(_PAGE)).scalars())
    return sorted(found, reverse=True)[:_PAGE]
