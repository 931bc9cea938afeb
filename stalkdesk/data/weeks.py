"""What the weekly summary reads: codes and counts of each case, no name, no free text, nothing of compartment B.

A case is counted once, in the week in which its intake began, with the level that was confirmed last and the answers as they
stand now: a summary that is made later says what is known later (docs/store.md 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, select

from stalkdesk.casework.cases import GONE
from stalkdesk.casework.drawer import WeekCase
from stalkdesk.casework.officers import Act
from stalkdesk.casework.papers import REACHED_HER, Outcome
from stalkdesk.data import tables
from stalkdesk.data.answer_text import answer_from
from stalkdesk.data.case_lists import definition_now, urgency_now
from stalkdesk.data.journal import COMBINE
from stalkdesk.data.rows import answer_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import optional_time, time_from, time_text
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.facts import CRITICAL

_REFERRALS, _JOURNALISED, _WHY_OPEN = "referrals_made", "journalised", "unanswered_reason"
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_READ = (*CRITICAL, _REFERRALS, _JOURNALISED, _WHY_OPEN)


class Weeks:
    """The cases of a span of time, as figures."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def cases(self, start: datetime, end: datetime) -> tuple[WeekCase, ...]:
        """Every case, draft or filed, that began in [start, end); that they were put together is in the journal first. Raises
        NotAllowed for who is no supervisor."""
        self._sitting.check(Act.EXPORT_WEEK)
        case = tables.case_file
        began = (case.c.started_at >= time_text(start)) & (case.c.started_at < time_text(end))
        kept = case.c.status.not_in(GONE) & (case.c.in_error == 0)
        with self._sitting.act() as connection:
            self._sitting.note(connection, COMBINE, fields=["week"], reason=_week_name(start))
            found = connection.execute(select(case).where(began, kept).order_by(case.c.started_at)).all()
            answers = _answers(connection, began & kept)
            sheets = _sheets(connection, began & kept)
        return tuple(_week_case(row, answers[row.id], tuple(sheets[row.id])) for row in found)


def _week_name(start: datetime) -> str:
    iso_year, iso_week, _ = start.astimezone(_COPENHAGEN).isocalendar()
    return f"{iso_year}-W{iso_week:02d}"


def _answers(connection: Connection, wanted: Any) -> Mapping[str, dict[str, Answer]]:
    answer, case = tables.answer, tables.case_file
    query = select(answer).join(case, case.c.id == answer.c.case_id).where(wanted, answer.c.question_id.in_(_READ))
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.case_id][row.question_id] = answer_of(row)
    added = tables.addendum
    later = select(added).join(case, case.c.id == added.c.case_id).where(wanted, added.c.question_id.in_(_READ))
    for row in connection.execute(later.where(added.c.plain.is_not(None)).order_by(added.c.case_id, added.c.number)):
        found[row.case_id][row.question_id] = answer_from(row.question_id, row.plain.encode())
    return found


def _sheets(connection: Connection, wanted: Any) -> Mapping[str, list[str]]:
    sheet, case = tables.sheet_given, tables.case_file
    query = select(sheet.c.case_id, sheet.c.sheet_id).join(case, case.c.id == sheet.c.case_id).where(wanted, _REACHED)
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query.order_by(sheet.c.at)):
        found[row.case_id].append(row.sheet_id)
    return found


_REACHED = and_(
    tables.sheet_given.c.how.in_(sorted(REACHED_HER)),
    tables.sheet_given.c.outcome.not_in((Outcome.DECLINED.value, Outcome.NOT_SAFE.value)),
)
"""The person has had the sheet (`SheetGiven.reached_her`)."""


def _week_case(row: Any, answers: Mapping[str, Answer], sheets: tuple[str, ...]) -> WeekCase:
    answered = [key for key in CRITICAL if _state(answers, key) is AnswerState.GIVEN]
    open_keys = [key for key in CRITICAL if key not in answered]
    if _state(answers, _WHY_OPEN) is AnswerState.GIVEN:
        reasoned = open_keys
    else:
        reasoned = [key for key in open_keys if _state(answers, key) is AnswerState.NOT_ASKED and answers[key].reason]
    referrals = answers[_REFERRALS].value if _REFERRALS in answers else ()
    journalised = _JOURNALISED in answers and answers[_JOURNALISED].value == "yes"
    return WeekCase(
        started_at=time_from(row.started_at),
        filed_at=optional_time(row.filed_at),
        definition=definition_now(row),
        urgency=urgency_now(row),
        referrals=referrals if isinstance(referrals, tuple) else (),
        sheets=sheets,
        critical_answered=len(answered),
        critical_reasoned=len(reasoned),
        is_filed_in_journal=journalised or bool(row.journal_number),
    )


def _state(answers: Mapping[str, Answer], key: str) -> AnswerState | None:
    return answers[key].state if key in answers else None
