"""Which cases a query finds, newest first, as fast at 50,000 cases as at 100.

Each word of the query stands for a few *postings*: the words of the index that begin with it, the victim's name as a whole word
(unreadable, by its HMAC), the officers so called. A posting lists its cases in order of their place, so the newest that also
have the other words are found by walking one posting and asking the index for the rest, no longer than until the page is full.
A beginning that fits very many words ("a") is common enough to walk the cases themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from stalkdesk.casework.cases import GONE
from stalkdesk.data import tables
from stalkdesk.data.protected import Seal
from stalkdesk.data.rows import Place, counted_year
from stalkdesk.intake.spellings import after_prefix, words_of

MOST_WORDS = 8
_MOST_POSTINGS = 12
_MOST_SORTED = 5000
_ENOUGH_TO_COMPARE = 1000
_DIGITS, _TYPED_DIGITS = 6, 4
"""Digits of a number in a reference: at most, and as it is written at least."""
_MOST_YEARS = 10
_REFERENCE = re.compile(r"(?:sd-)?(\d{4})-(\d{0,6})", re.IGNORECASE)
_case, _word, _officer = tables.case_file, tables.search_word, tables.officer
_other, _theirs = tables.search_word.alias("other"), tables.case_file.alias("theirs")
_PlaceOf = ColumnElement[int]
_Span = tuple[int, int]
"""First and last place of a range."""


@dataclass(frozen=True, slots=True)
class _Posting:
    """Places of cases, as a query to which conditions on `place` can be added."""

    query: Select[Any]
    place: _PlaceOf

    def newest(self, connection: Connection, below: int, limit: int, others: Sequence[_Sought]) -> list[int]:
        """The newest places under `below` in which all the others are found too."""
        query = self.query.where(self.place < below, *(other.holds(self.place) for other in others))
        return list(connection.execute(query.order_by(self.place.desc()).limit(limit)).scalars())


@dataclass(frozen=True, slots=True)
class _Sought:
    """One word of the query."""

    holds: Callable[[_PlaceOf], ColumnElement[bool]]
    """The condition that a case has it, for a column with the case's place."""
    postings: tuple[_Posting, ...] | None
    """None when they are too many."""

    def rarity(self, connection: Connection) -> int:
        """How many cases have it, counted as far as it is worth."""
        if self.postings is None:
            return _ENOUGH_TO_COMPARE + 1
        return min(_ENOUGH_TO_COMPARE, sum(_counted(connection, one.query, _ENOUGH_TO_COMPARE) for one in self.postings))


def found_places(connection: Connection, seal: Seal | None, query: str, below: int, limit: int) -> list[int]:
    """The places of the newest cases that every word of `query` is found in, at most `limit`, newest first."""
    sought = list(_all_sought(connection, seal, query))
    if not sought:
        return []
    if len(sought) > 1:
        sought.sort(key=lambda one: one.rarity(connection))
    first, *others = sought
    if first.postings is None:
        return _every_case().newest(connection, below, limit, sought)
    found: set[int] = set()
    for posting in first.postings:
        found.update(posting.newest(connection, below, limit, others))
    return sorted(found, reverse=True)[:limit]


def _all_sought(connection: Connection, seal: Seal | None, query: str) -> Iterator[_Sought]:
    names = connection.execute(select(_officer.c.id, _officer.c.full_name)).all()
    for part in query.split()[:MOST_WORDS]:
        if match := _REFERENCE.fullmatch(part):
            yield _reference(match[1], match[2])
            continue
        for word in words_of(part, least=1):
            officers = [row.id for row in names if any(name.startswith(word) for name in words_of(row.full_name))]
            spans = _spans_of_number(connection, word)
            yield _sought(connection, word, seal.name_word(word) if seal else "", officers, spans)


def _sought(connection: Connection, word: str, name_word: str, officers: list[str], spans: list[_Span]) -> _Sought:
    words = _words_beginning(connection, word)
    exact = [*(words or ()), name_word]
    begins = and_(_word.c.word >= word, _word.c.word < after_prefix(word))

    def holds(place: _PlaceOf) -> ColumnElement[bool]:
        either = [exists().where(_other.c.place == place, _other.c.word.in_(exact))]
        if words is None:
            either.append(exists().where(_other.c.place == place, _other.c.word >= word, _other.c.word < after_prefix(word)))
        if officers:
            either.append(exists().where(_theirs.c.place == place, _theirs.c.officer_id.in_(officers)))
        return or_(*either, *(place.between(*span) for span in spans))

    postings = [_Posting(select(_word.c.place).where(_word.c.word == one), _word.c.place) for one in exact]
    if words is None:
        if _is_common(connection, begins):
            return _Sought(holds, None)
        postings.append(_Posting(select(_word.c.place).distinct().where(begins), _word.c.place))
    postings += [_of_cases(_case.c.officer_id == one) for one in officers]
    postings += [_of_cases(_case.c.place.between(*span)) for span in spans]
    return _Sought(holds, tuple(postings))


def _spans_of_number(connection: Connection, word: str) -> list[_Span]:
    """The places that digits may mean as the last part of a reference, in any year: `18` and `0018` the case 0018, and `18` and
    `001` what begins so, since it is still being typed. Each a range, so that an index walks it."""
    if not (word.isascii() and word.isdigit() and len(word) <= _DIGITS):
        return []
    counters = connection.execute(select(tables.counter.c.name)).scalars()
    years = sorted(filter(None, map(counted_year, counters)), reverse=True)[:_MOST_YEARS]
    spans = {(Place(year, int(word)).order,) * 2 for year in years}
    if len(word) < _TYPED_DIGITS:
        step = 10 ** (_TYPED_DIGITS - len(word))
        first = int(word) * step
        spans |= {(Place(year, first).order, Place(year, first + step - 1).order) for year in years}
    return sorted(spans)


def _words_beginning(connection: Connection, prefix: str) -> list[str] | None:
    """The words of the index that begin with `prefix`, or None when they are too many: jumps from one to the next."""
    found: list[str] = []
    begin: ColumnElement[bool] = _word.c.word >= prefix
    while len(found) <= _MOST_POSTINGS:
        following = select(_word.c.word).where(begin, _word.c.word < after_prefix(prefix)).order_by(_word.c.word).limit(1)
        word = connection.execute(following).scalar()
        if word is None:
            return found
        found.append(word)
        begin = _word.c.word > word
    return None


def _is_common(connection: Connection, begins: ColumnElement[bool]) -> bool:
    """Whether a beginning is found so often that walking the cases is the shorter way."""
    return _counted(connection, select(_word.c.place).where(begins), _MOST_SORTED + 1) > _MOST_SORTED


def _counted(connection: Connection, query: Select[Any], limit: int) -> int:
    """How many rows a query gives, counted no further than `limit`."""
    return int(connection.execute(select(func.count()).select_from(query.limit(limit).subquery())).scalar_one())


def _reference(year: str, digits: str) -> _Sought:
    """What was typed looks like a reference, or its beginning: `SD-2026-0001`, `2026-1`, `SD-2026-`."""
    first, last = Place(int(year), 0).order, Place(int(year) + 1, 0).order
    prefix = f"SD-{year}-{digits}"

    def of(columns: Any) -> ColumnElement[bool]:
        if not digits:
            return and_(columns.place > first, columns.place < last)
        begins = and_(columns.reference >= prefix, columns.reference < after_prefix(prefix))
        return or_(begins, columns.place == Place(int(year), int(digits)).order)

    def holds(place: _PlaceOf) -> ColumnElement[bool]:
        return exists().where(_theirs.c.place == place, of(_theirs.c))

    return _Sought(holds, (_of_cases(of(_case.c)),))


def _of_cases(condition: ColumnElement[bool]) -> _Posting:
    kept = _case.c.status.not_in(GONE)
    return _Posting(select(_case.c.place).where(kept, condition), _case.c.place)


def _every_case() -> _Posting:
    return _of_cases(_case.c.place > 0)
