"""Answers, assessments and windows as text, and back. The JSON form of an answer is that of `intake/answers.py`.

JSON is written with escapes (ASCII only), so that any text that was typed, pasted or pieced together can be stored.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from stalkdesk.data.damage import unreadable
from stalkdesk.data.times import time_from, time_text
from stalkdesk.intake.answers import (
    Answer,
    AnswerState,
    DatePrecision,
    DateValue,
    PersonValue,
    TickValue,
    type_of_value,
)
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementFinding, ElementState, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows


def value_text(value: type_of_value | None) -> str | None:
    """The JSON text of a value, or None where there is none."""
    return None if value is None else json.dumps(_plain(value), separators=(",", ":"))


def value_from(text: str | None) -> type_of_value | None:
    """The value that `value_text` wrote. Raises StoreDamaged."""
    try:
        return None if text is None else _value(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable() from None


def answer_bytes(answer: Answer) -> bytes:
    """A whole answer as bytes, to be sealed."""
    value = None if answer.value is None else _plain(answer.value)
    return json.dumps([answer.state, value, answer.reason, time_text(answer.at), answer.by], separators=(",", ":")).encode()


def answer_from(question_id: str, untrusted: bytes) -> Answer:
    """The answer that `answer_bytes` wrote. Raises StoreDamaged."""
    try:
        state, value, reason, at, by = json.loads(untrusted.decode())
        return Answer(question_id, AnswerState(state), time_from(at), by, None if value is None else _value(value), reason)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable() from None


def assessment_text(assessment: Assessment) -> str:
    """An assessment as JSON text."""
    plain = {
        "definition": assessment.definition,
        "elements": [[one.element, one.state, one.used, one.settled_by] for one in assessment.elements],
        "urgency": assessment.urgency,
        "rules": assessment.rules,
        "floors": assessment.floors,
        "unanswered_critical": assessment.unanswered_critical,
        "referrals": assessment.referrals,
        "reopen": assessment.reopen,
        "several_concerns": assessment.several_concerns,
    }
    return json.dumps(plain, separators=(",", ":"))


def assessment_from(text: str) -> Assessment:
    """The assessment that `assessment_text` wrote. Raises StoreDamaged."""
    try:
        plain = json.loads(text)
        return Assessment(
            definition=Definition(plain["definition"]),
            elements=tuple(_finding(*one) for one in plain["elements"]),
            urgency=Urgency(plain["urgency"]),
            rules=tuple(plain["rules"]),
            floors=tuple(plain["floors"]),
            unanswered_critical=tuple(plain["unanswered_critical"]),
            referrals=tuple(plain["referrals"]),
            reopen=tuple(plain["reopen"]),
            several_concerns=bool(plain["several_concerns"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable() from None


def windows_text(windows: Windows) -> str:
    """Windows as JSON text."""
    return json.dumps(asdict(windows), separators=(",", ":"))


def windows_in(text: str | None) -> Windows:
    """The windows that `windows_text` wrote; the defaults where nothing stands (until 0002 there were no others). Raises
    StoreDamaged."""
    if text is None:
        return DEFAULTS
    try:
        plain = json.loads(text)
        if not isinstance(plain, dict) or any(type(number) is not int for number in plain.values()):
            raise unreadable()
        return Windows(**plain)
    except (ValueError, TypeError, RecursionError):
        raise unreadable() from None


def storable(text: str) -> str:
    """`text` without what a text column can't carry: NUL and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _plain(value: type_of_value) -> object:
    if isinstance(value, DateValue):
        return {"date": value.date, "precision": value.precision}
    if isinstance(value, PersonValue):
        return {"name": value.name, "relation": value.relation, "phone": value.phone}
    if isinstance(value, TickValue):
        return {"at": time_text(value.at), "initials": value.initials}
    return value


def _value(plain: Any) -> type_of_value:
    if isinstance(plain, list):
        return tuple(str(one) for one in plain)
    if isinstance(plain, dict):
        if "date" in plain:
            return DateValue(plain["date"], DatePrecision(plain["precision"]))
        if "name" in plain:
            return PersonValue(plain["name"], plain["relation"], plain["phone"])
        return TickValue(time_from(plain["at"]), plain["initials"])
    if type(plain) not in (str, int):
        raise ValueError
    return plain  # type: ignore[no-any-return]


def _finding(element: str, state: str, used: list[str], settled_by: list[str]) -> ElementFinding:
    return ElementFinding(Element(element), ElementState(state), tuple(used), tuple(settled_by))
