"""A paper form being typed in: a case filed from a JSON object of question ids, through the same acts as the window's."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stalkdesk.casework.cases import Confirmation, Filed
from stalkdesk.errors import BadAnswer, BadFacts
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import spoken, tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.data.library import Library


def filed(drawer: Drawer, library: Library, untrusted: object, now: datetime) -> Filed:
    """Files a case from `untrusted`, a JSON object of question ids (form of the values: `intake/answers.py`).

    null and missing ids are open. Required questions that the form does not answer are kept as *not asked*, with the reason
    that they did not stand on it. Nothing is stored when an id or a value is wrong: BadAnswer or BadFacts names it.
    """
    checklist = library.checklist(spoken(), "")
    today = now.astimezone(ZoneInfo("Europe/Copenhagen")).date()
    answers = _parsed_all(checklist, untrusted, now, drawer.officer.initials, today)
    walk = Walk(checklist, answers, today, drawer.unit().authority.value)
    while blocking := walk.blocking():
        for question in blocking:
            walk = walk.answered_by(_not_on_the_form(question.id, now, drawer.officer.initials))
    draft = drawer.begin_intake(checklist.version)
    for question in checklist.questions():
        answer = walk.answers.get(question.id)
        if answer is not None:
            drawer.keep_answer(draft.case_id, answer, question.compartment)
    found = assess(facts_from(walk.answers))  # all that stands on the form, asked in this order or not: nothing is unheard
    public = without_protected(found, checklist.protected_ids())
    return drawer.file_case(draft.case_id, found, public, library.rules(spoken()).version, Confirmation(found.urgency))


def _parsed_all(checklist: Checklist, untrusted: object, now: datetime, initials: str, today: date) -> dict[str, Answer]:
    if not isinstance(untrusted, dict):
        raise BadFacts(tr("Svarene skal være ét JSON-objekt med spørgsmålenes id'er."))
    known = {question.id: question for question in checklist.questions()}
    answers: dict[str, Answer] = {}
    for question_id, untrusted_value in untrusted.items():
        question = known.get(str(question_id))
        if question is None:
            raise BadAnswer(tr("Tjeklisten har ikke noget spørgsmål {id}.", id=str(question_id)[:80]), str(question_id)[:80])
        if untrusted_value is not None:
            answers[question.id] = parsed(question, untrusted_value, now, initials, today)
    return answers


def _not_on_the_form(question_id: str, now: datetime, initials: str) -> Answer:
    return Answer(question_id, AnswerState.NOT_ASKED, now, initials, reason=tr("Stod ikke på papirskemaet."))
