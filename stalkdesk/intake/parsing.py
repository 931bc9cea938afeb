"""Answers read from outside, kept, and shown: the one JSON form of `answers.py`, there and back.

`parsed` checks everything; `restored` reads what the store gave back without checking it again (an old answer stays readable
when the rules have changed); `shown` says an answer in the words of the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue, type_of_value
from stalkdesk.intake.checklist import AnswerKind, Question
from stalkdesk.intake.cpr import read_cpr
from stalkdesk.intake.dates import read_date, shown_date
from stalkdesk.intake.phones import read_phone, shown_phone
from stalkdesk.intake.texts import LONG_TEXT, SHORT_TEXT, cleaned, named
from stalkdesk.language import tr

UNKNOWN = "unknown"
NOT_ASKED = "not_asked"
YES_NO = ("yes", "no")
_MOST_CHOICES = 1000
_MOST_DIGITS = 12
_LONGEST_TIME = 40
_CLOCK_SLACK = timedelta(minutes=5)
"""How far a tick set on another machine may lie ahead of this clock."""


def parsed(question: Question, untrusted: object, at: datetime, by: str, today: date) -> Answer:
    """The answer to `question` that the JSON form `untrusted` means, given `at` (aware) by the officer with initials `by`.

    Raises BadAnswer, with the question's id and a sentence that says what to do, when it fits no answer of that kind.
    `today` is the day at the desk: dates of the past and of the future are seen from it.
    """
    if untrusted is None:
        raise _no_answer(question)
    if untrusted == UNKNOWN:
        return Answer(question.id, AnswerState.UNKNOWN, at, by)
    if isinstance(untrusted, dict) and NOT_ASKED in untrusted:
        return Answer(question.id, AnswerState.NOT_ASKED, at, by, reason=_reason(question, untrusted))
    value = _READERS[question.kind](question, untrusted, at, by, today)
    return Answer(question.id, AnswerState.GIVEN, at, by, value)


def stored(answer: Answer) -> object:
    """The JSON form of the answer: what `parsed` and `restored` read."""
    if answer.state is AnswerState.UNKNOWN:
        return UNKNOWN
    if answer.state is AnswerState.NOT_ASKED:
        return {NOT_ASKED: answer.reason}
    value = answer.value
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, DateValue):
        is_exact = value.precision is DatePrecision.EXACT
        return value.date if is_exact else {"date": value.date, "precision": value.precision.value}
    if isinstance(value, PersonValue):
        return {"name": value.name, "relation": value.relation, "phone": value.phone}
    if isinstance(value, TickValue):
        return {"at": value.at.isoformat(), "initials": value.initials}
    return value


def restored(question_id: str, kind: AnswerKind, value: object, at: datetime, by: str) -> Answer:
    """The answer that `stored` gave `value` for. Checks nothing; raises ValueError when it is no stored form at all."""
    if value == UNKNOWN:
        return Answer(question_id, AnswerState.UNKNOWN, at, by)
    if isinstance(value, dict) and NOT_ASKED in value:
        return Answer(question_id, AnswerState.NOT_ASKED, at, by, reason=str(value[NOT_ASKED]))
    return Answer(question_id, AnswerState.GIVEN, at, by, _restored_value(kind, value))


def shown(question: Question, answer: Answer) -> str:
    """The answer as it is read on screen and paper, in the language of the screen."""
    if answer.state is AnswerState.UNKNOWN:
        return tr("Ved ikke")
    if answer.state is AnswerState.NOT_ASKED:
        return tr("Ikke spurgt: {reason}", reason=answer.reason)
    value = answer.value
    if isinstance(value, tuple):
        return ", ".join(_label(question, choice) for choice in value) or tr("Ingen af dem")
    if isinstance(value, DateValue):
        return shown_date(value)
    if isinstance(value, PersonValue):
        return _shown_person(value)
    if isinstance(value, TickValue):
        return _shown_tick(value)
    if isinstance(value, int):
        return f"{value} {question.unit}".rstrip()
    return _shown_text(question, value or "")


# -- reading, one function for each kind -------------------------------------------------------------------------------------


def _reason(question: Question, untrusted: dict[object, object]) -> str:
    reason = cleaned(untrusted[NOT_ASKED], SHORT_TEXT, question.id) if len(untrusted) == 1 else ""
    if not reason:
        raise BadAnswer(tr("Skriv, hvorfor der ikke er spurgt."), question.id)
    return reason


def _read_yes_no(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    if untrusted in YES_NO:
        return str(untrusted)
    raise BadAnswer(tr("Svaret {answer} findes ikke her: svar ja (yes) eller nej (no).", answer=named(untrusted)), question.id)


def _read_single(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    if isinstance(untrusted, str) and any(choice.id == untrusted for choice in question.choices):
        return untrusted
    raise _unknown_choice(question, untrusted)


def _read_multiple(question: Question, untrusted: object, at: datetime, by: str, today: date) -> tuple[str, ...]:
    if not isinstance(untrusted, list | tuple) or len(untrusted) > _MOST_CHOICES:
        raise BadAnswer(tr("Svaret skal være en liste af valg; en tom liste betyder: ingen af dem."), question.id)
    known = [choice.id for choice in question.choices]
    for wanted in untrusted:
        if wanted not in known:
            raise _unknown_choice(question, wanted)
    return tuple(choice for choice in known if choice in untrusted)


def _read_short_text(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    return _read_text(question, untrusted, SHORT_TEXT)


def _read_long_text(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    return _read_text(question, untrusted, LONG_TEXT)


def _read_text(question: Question, untrusted: object, most: int) -> str:
    text = cleaned(untrusted, most, question.id, has_lines=question.kind is AnswerKind.LONG_TEXT)
    if not text:
        raise _no_answer(question)
    return text


def _read_number(question: Question, untrusted: object, at: datetime, by: str, today: date) -> int:
    number = untrusted
    if isinstance(untrusted, str) and len(untrusted) <= 2 * _MOST_DIGITS:
        digits = untrusted.strip()
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None
    if isinstance(number, int) and not isinstance(number, bool) and question.least <= number <= question.most:
        return number
    sentence = tr("Skriv et helt tal fra {least} til {most}.", least=question.least, most=question.most)
    raise BadAnswer(sentence, question.id)


def _read_date(question: Question, untrusted: object, at: datetime, by: str, today: date) -> DateValue:
    return read_date(untrusted, question.tense, today, question.id)


def _read_cpr(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    return read_cpr(untrusted if isinstance(untrusted, str) else "", question.id).digits


def _read_phone(question: Question, untrusted: object, at: datetime, by: str, today: date) -> str:
    return read_phone(untrusted, question.id)


def _read_person(question: Question, untrusted: object, at: datetime, by: str, today: date) -> PersonValue:
    if not isinstance(untrusted, dict) or set(untrusted) - {"name", "relation", "phone"}:
        raise BadAnswer(tr("En person har navn, relation og telefon, og ikke andet."), question.id)
    name = cleaned(untrusted.get("name", ""), SHORT_TEXT, question.id)
    if not name:
        raise BadAnswer(tr("Skriv personens navn, eller hvad personen kaldes."), question.id)
    relation = cleaned(untrusted.get("relation", ""), SHORT_TEXT, question.id)
    phone = untrusted.get("phone", "")
    is_blank = isinstance(phone, str) and not phone.strip()
    return PersonValue(name, relation, "" if is_blank else read_phone(phone, question.id))


def _read_tick(question: Question, untrusted: object, at: datetime, by: str, today: date) -> TickValue:
    if untrusted is True:
        return TickValue(at.astimezone(UTC), by)
    if untrusted is False:
        raise _no_answer(question)
    if isinstance(untrusted, dict) and set(untrusted) == {"at", "initials"} and isinstance(untrusted["at"], str):
        ticked = _aware(untrusted["at"][:_LONGEST_TIME])
        initials = cleaned(untrusted["initials"], SHORT_TEXT, question.id)
        if ticked and initials and ticked <= at + _CLOCK_SLACK:
            return TickValue(ticked, initials)
    raise BadAnswer(tr("En afkrydsning har et tidspunkt, der har været, og initialer."), question.id)


def _aware(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


type_of_reader = Callable[[Question, object, datetime, str, date], type_of_value]

_READERS: dict[AnswerKind, type_of_reader] = {
    AnswerKind.YES_NO: _read_yes_no,
    AnswerKind.SINGLE: _read_single,
    AnswerKind.MULTIPLE: _read_multiple,
    AnswerKind.SHORT_TEXT: _read_short_text,
    AnswerKind.LONG_TEXT: _read_long_text,
    AnswerKind.NUMBER: _read_number,
    AnswerKind.DATE: _read_date,
    AnswerKind.CPR: _read_cpr,
    AnswerKind.PHONE: _read_phone,
    AnswerKind.PERSON: _read_person,
    AnswerKind.TICK: _read_tick,
}


def _no_answer(question: Question) -> BadAnswer:
    return BadAnswer(tr("Der er intet svar endnu. Svar, vælg ved ikke, eller skriv, hvorfor der ikke er spurgt."), question.id)


def _unknown_choice(question: Question, untrusted: object) -> BadAnswer:
    return BadAnswer(tr("Valget {choice} findes ikke ved dette spørgsmål.", choice=named(untrusted)), question.id)


# -- back from the store -----------------------------------------------------------------------------------------------------


def _restored_value(kind: AnswerKind, value: object) -> type_of_value:
    if kind is AnswerKind.MULTIPLE and isinstance(value, list | tuple):
        return tuple(str(choice) for choice in value)
    if kind is AnswerKind.NUMBER and isinstance(value, int):
        return value
    if kind is AnswerKind.DATE and isinstance(value, dict):
        return DateValue(str(value["date"]), DatePrecision(value["precision"]))
    if kind is AnswerKind.PERSON and isinstance(value, dict):
        return PersonValue(str(value["name"]), str(value["relation"]), str(value["phone"]))
    if kind is AnswerKind.TICK and isinstance(value, dict):
        return TickValue(datetime.fromisoformat(str(value["at"])), str(value["initials"]))
    if not isinstance(value, str):
        raise ValueError("not a stored answer of that kind")
    return DateValue(value) if kind is AnswerKind.DATE else value


# -- in the words of the screen ----------------------------------------------------------------------------------------------


def _label(question: Question, choice_id: str) -> str:
    return next((choice.label for choice in question.choices if choice.id == choice_id), choice_id)


def _shown_text(question: Question, value: str) -> str:
    match question.kind:
        case AnswerKind.YES_NO:
            return tr("Ja") if value == "yes" else tr("Nej")
        case AnswerKind.SINGLE:
            return _label(question, value)
        case AnswerKind.CPR:
            return f"{value[:6]}-{value[6:]}"
        case AnswerKind.PHONE:
            return shown_phone(value)
        case _:
            return value


def _shown_person(value: PersonValue) -> str:
    names = {"name": value.name, "relation": value.relation, "phone": shown_phone(value.phone)}
    if value.relation and value.phone:
        return tr("{name} ({relation}), tlf. {phone}", **names)
    if value.relation:
        return tr("{name} ({relation})", **names)
    return tr("{name}, tlf. {phone}", **names) if value.phone else value.name


def _shown_tick(value: TickValue) -> str:
    from zoneinfo import ZoneInfo  # loads the time zone files, which the first window need not wait for

    local = value.at.astimezone(ZoneInfo("Europe/Copenhagen"))
    return tr("Ja, {date} kl. {time}, {initials}", date=f"{local:%d-%m-%Y}", time=f"{local:%H.%M}", initials=value.initials)
