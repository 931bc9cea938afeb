"""The answers of one case, both compartments, and the words it is found by.

A filed case is found by what it said at filing *and* by what was added since: a name that was put right is found either way.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import answer_from
from stalkdesk.data.case_additions import added_answers, added_rows, laid_over
from stalkdesk.data.protected import Seal
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment


def answers_of(
    connection: Connection, seal: Seal | None, case_id: str, only: frozenset[str] | None = None
) -> list[tuple[Answer, Compartment]]:
    """The answers of a case (or those to the questions in `only`); compartment B when there is a seal to open it."""
    plain, sealed = tables.answer, tables.sealed_answer
    of_plain, of_sealed = select(plain).where(plain.c.case_id == case_id), select(sealed).where(sealed.c.case_id == case_id)
    if only is not None:
        of_plain = of_plain.where(plain.c.question_id.in_(sorted(only)))
        of_sealed = of_sealed.where(sealed.c.question_id.in_(sorted(only)))
    found = [(rows.answer_of(row), Compartment.FACTS) for row in connection.execute(of_plain)]
    if seal is not None:
        found += [(opened_answer(seal, row), Compartment.PROTECTED) for row in connection.execute(of_sealed)]
    return found


def answers_now(connection: Connection, seal: Seal, case_id: str) -> dict[str, Answer]:
    """The answers of both compartments as they stand, with what was added since, by question."""
    addenda = added_rows(connection, tables.addendum, case_id)
    return {
        question_id: one for question_id, (one, _) in laid_over(answers_of(connection, seal, case_id), addenda, seal).items()
    }


def opened_answer(seal: Seal, row: rows.StoredRow) -> Answer:
    """The answer of a sealed row. Raises StoreDamaged."""
    return answer_from(row.question_id, seal.opened(row.sealed, row.case_id, row.question_id))


def write_words(
    connection: Connection, seal: Seal | None, case_id: str, place: int, journal_number: str, all_texts: bool
) -> None:
    """Replaces the words that a case is found by. `all_texts`: of every answer and addition, as for a filed case."""
    answers = answers_of(connection, seal, case_id, None if all_texts else rows.FOUND_AT_ONCE)
    said: list[str] = []
    if all_texts:
        answers += added_answers(connection, seal, case_id)
        said = [row.said for row in added_rows(connection, tables.incident, case_id)]
    words = rows.search_rows(place, answers, seal, journal_number, all_texts, said)
    connection.execute(delete(tables.search_word).where(tables.search_word.c.place == place))
    if words:
        connection.execute(insert(tables.search_word), words)


def add_words(connection: Connection, place: int, words: list[rows.Row]) -> None:
    """Adds words that a case is found by, but for those that it is found by already."""
    word = tables.search_word.c
    have = set(connection.execute(select(word.word).where(word.place == place)).scalars())
    fresh = [row for row in words if row["word"] not in have]
    if fresh:
        connection.execute(insert(tables.search_word), fresh)
