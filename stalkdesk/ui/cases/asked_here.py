"""Questions that the case page asks itself, with the fields of the intake: when it was, what happened, in which words."""

from __future__ import annotations

from dataclasses import replace

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.checklist import AnswerKind, Checklist, Compartment, Question, Tense
from stalkdesk.language import tr
from stalkdesk.ui.cases.act_words import ACTS


def date_question(name: str, ask: str) -> Question:
    """A day, a month or a year that has been."""
    return Question(name, "", ask, AnswerKind.DATE, Compartment.FACTS, tense=Tense.PAST)


def acts_question(checklist: Checklist) -> Question:
    """The acts of one incident: the choices are those of the checklist. Raises BadAnswer when the checklist has none."""
    for question in checklist.questions():
        if question.id == ACTS:
            return replace(question, ask=tr("Hvad skete der?"), ask_if=(), why="", how="")
    raise BadAnswer(tr("Tjeklisten i denne sag har ingen liste over handlinger."), ACTS)


def words_question() -> Question:
    """What happened, in short."""
    return Question("incident_said", "", tr("Kort om, hvad der skete"), AnswerKind.LONG_TEXT, Compartment.FACTS)
