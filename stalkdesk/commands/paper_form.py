"""A paper form being typed in: a case filed from a JSON object of question ids, through the same acts as the window's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import BadAnswer, BadFacts
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.children import NOTIFICATION
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.texts import named
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import windows_from
from stalkdesk.language import spoken, tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.data.library import Library


@dataclass(frozen=True, slots=True)
class FiledForm:
    """What is told of the case when it is durable."""

    reference: str
    definition: Definition
    urgency: Urgency


def filed(drawer: Drawer, library: Library, untrusted: object, now: datetime) -> FiledForm:
    """Files a case from `untrusted`, a JSON object of question ids (form of the values: `intake/answers.py`).

    null and missing ids are open. Required questions that the form does not answer are kept as *not asked*, with the reason
    that they did not stand on it. One transaction: the whole case is there, or nothing of it. BadAnswer or BadFacts names
    a wrong id or value.
    """
    from stalkdesk.data.drawer import OpenDrawer
    from stalkdesk.data.filing import FiledIntake

    assert isinstance(drawer, OpenDrawer)
    checklist = library.checklist(spoken(), "")
    answers = _answers(drawer, checklist, untrusted, now)
    windows = windows_from(drawer.setting)
    found = assess(facts_from(answers), windows)  # all that stands on the form, asked in this order or not: nothing is unheard
    case = FiledIntake(
        started_at=now,
        filed_at=now,
        officer_id=drawer.officer.id,
        checklist_version=checklist.version,
        rules_version=library.rules(spoken()).version,
        answers=tuple(
            (answers[question.id], question.compartment) for question in checklist.questions() if question.id in answers
        ),
        assessment=found,
        public=without_protected(found, checklist.protected_ids()),
        confirmation=Confirmation(found.urgency),
        windows=windows,
    )
    (reference,) = drawer.file_many([case])
    return FiledForm(reference, found.definition, found.urgency)


def _answers(drawer: Drawer, checklist: Checklist, untrusted: object, now: datetime) -> Mapping[str, Answer]:
    """The answers of the form, and *not asked* for what must be answered and is not on it."""
    initials, today = drawer.officer.initials, now.astimezone(ZoneInfo("Europe/Copenhagen")).date()
    answers = _parsed_all(checklist, untrusted, now, initials, today)
    walk = Walk(checklist, answers, today, drawer.unit().authority.value)
    while blocking := walk.blocking():
        for question in blocking:
            if question.id == NOTIFICATION:
                raise BadAnswer(
                    tr(
                        "Et barn er berørt: skriv i child_notification, om der er underrettet (sent, will_be_sent eller no). "
                        "Det kan ikke springes over."
                    ),
                    NOTIFICATION,
                )
            walk = walk.answered_by(_not_on_the_form(question.id, now, initials))
    return walk.answers


def _parsed_all(checklist: Checklist, untrusted: object, now: datetime, initials: str, today: date) -> dict[str, Answer]:
    if not isinstance(untrusted, dict):
        raise BadFacts(tr("Svarene skal være ét JSON-objekt med spørgsmålenes id'er."))
    known = {question.id: question for question in checklist.questions()}
    answers: dict[str, Answer] = {}
    for question_id, untrusted_value in untrusted.items():
        question = known.get(str(question_id))
        if question is None:
            raise BadAnswer(tr("Tjeklisten har ikke noget spørgsmål {id}.", id=named(question_id)), named(question_id))
        if untrusted_value is not None:
            answers[question.id] = parsed(question, untrusted_value, now, initials, today)
    return answers


def _not_on_the_form(question_id: str, now: datetime, initials: str) -> Answer:
    return Answer(question_id, AnswerState.NOT_ASKED, now, initials, reason=tr("Stod ikke på papirskemaet."))
