"""Begun additions and visits as JSON forms and back: how they lie in the drawer between two sittings.

What is read back is checked for its shape alone; it goes to the fields it was typed in, and is checked there when it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.visits import HowCame, SafeContact
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue, TickValue
from stalkdesk.ui.cases.begun_addition import BegunAddition, BegunIncident
from stalkdesk.ui.cases.quick_line import QuickLine
from stalkdesk.ui.visits.begun_visit import BegunVisit

_VALUES: Mapping[str, Any] = {
    "str": str,
    "int": int,
    "tuple": tuple[str, ...],
    "DateValue": DateValue,
    "PersonValue": PersonValue,
    "TickValue": TickValue,
    "NoneType": None,
}


def form_of(begun: BegunAddition | BegunVisit) -> object:
    """Its JSON form."""
    if isinstance(begun, BegunVisit):
        whole: dict[str, object] = msgspec.to_builtins(replace(begun, addition=BegunAddition(begun.addition.reference)))
        return whole | {"addition": _addition_form(begun.addition)}
    return _addition_form(begun)


def begun_from(kept: Begun) -> BegunAddition | BegunVisit | None:
    """What was begun; None when another version of the program wrote it in a form that this one does not know."""
    try:
        form: Any = kept.untrusted
        return _visit(form) if kept.kind is BegunKind.VISIT else _addition(form)
    except (msgspec.ValidationError, KeyError, TypeError, ValueError, AttributeError):
        return None


def _addition_form(begun: BegunAddition) -> dict[str, object]:
    whole: dict[str, object] = msgspec.to_builtins(replace(begun, answers={}))
    return whole | {"answers": [_answer_form(answer) for answer in begun.answers.values()]}


def _answer_form(answer: Answer) -> dict[str, object]:
    """The answer, with the kind of its value: from the value alone a date can't be told from a text."""
    whole: dict[str, object] = msgspec.to_builtins(answer)
    return {"kind": type(answer.value).__name__} | whole


def _answer(form: Any) -> Answer:
    value = msgspec.convert(form["value"], _VALUES[form["kind"]])
    at = msgspec.convert(form["at"], datetime)
    return Answer(str(form["question_id"]), AnswerState(form["state"]), at, str(form["by"]), value, str(form["reason"]))


def _addition(form: Any) -> BegunAddition:
    answers = [_answer(one) for one in form["answers"]]
    return BegunAddition(
        reference=str(form["reference"]),
        incidents=msgspec.convert(form["incidents"], list[Incident]),
        answers={one.question_id: one for one in answers},
        unfinished=msgspec.convert(form["unfinished"], dict[str, object]),
        incident=msgspec.convert(form["incident"], BegunIncident),
        reason=str(form["reason"]),
        quick=msgspec.convert(form["quick"], QuickLine),
    )


def _visit(form: Any) -> BegunVisit:
    return BegunVisit(
        addition=_addition(form["addition"]),
        own_reason=str(form["own_reason"]),
        how=HowCame(form["how"]),
        safe_contact=SafeContact(form["safe_contact"]),
        typed=msgspec.convert(form["typed"], dict[str, str]),
        again=msgspec.convert(form["again"], dict[str, str]),
    )
