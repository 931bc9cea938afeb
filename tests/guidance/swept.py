"""A case in which every question has an answer, and every answer of compartment B is one that would be known again anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue, TickValue, type_of_value
from stalkdesk.intake.checklist import AnswerKind, Checklist, Compartment, Question
from stalkdesk.language import Language

LIBRARY = Library(places.resources())
CHECKLIST: Checklist = LIBRARY.checklist(Language.DANISH)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

_CHOSEN = {
    "address_protection": "special",
    "sheet_language": "danish",
    "police_report": "filed",
    "is_anonymous": "no",
}


@dataclass(frozen=True, slots=True)
class Canary:
    """The answer to a question of compartment B, and every form in which it could come to light."""

    question_id: str
    value: type_of_value
    forms: tuple[str, ...]


def _canary(number: int, question: Question) -> Canary:
    """An answer that no other text holds. Choices can't be told apart by a text: of them only that nothing changes with them
    can be seen."""
    bird = f"Kanarie{number:02d}fugl"
    match question.kind:
        case AnswerKind.PHONE:
            digits = f"000000{number:02d}"
            return Canary(question.id, f"+45{digits}", (f"+45{digits}", digits, f"00 00 00 {number:02d}"))
        case AnswerKind.CPR:
            return Canary(question.id, "0000009876", ("0000009876", "000000-9876"))
        case AnswerKind.DATE:
            year = str(1900 + number)
            return Canary(
                question.id, DateValue(f"{year}-07-13"), (f"{year}-07-13", f"13-07-{year}", f"juli {year}", f"July {year}")
            )
        case AnswerKind.PERSON:
            value = PersonValue(bird, f"Relation{bird}", f"+45000000{number:02d}")
            return Canary(question.id, value, (bird, f"00 00 00 {number:02d}", f"+45000000{number:02d}"))
        case AnswerKind.SHORT_TEXT | AnswerKind.LONG_TEXT:
            return Canary(question.id, f"{bird} på Hemmelig{number:02d}vej", (bird, f"Hemmelig{number:02d}vej"))
        case _:
            return Canary(question.id, _plain(question), ())


def _plain(question: Question) -> type_of_value:
    """An ordinary answer."""
    match question.kind:
        case AnswerKind.YES_NO:
            return "yes"
        case AnswerKind.SINGLE:
            chosen = _CHOSEN.get(question.id, "")
            return chosen if chosen in {choice.id for choice in question.choices} else question.choices[-1].id
        case AnswerKind.MULTIPLE:
            return tuple(choice.id for choice in question.choices)
        case AnswerKind.NUMBER:
            return 3
        case AnswerKind.DATE:
            return DateValue("2026-11-02")
        case AnswerKind.TICK:
            return TickValue(AT, "VP")
        case AnswerKind.PERSON:
            return PersonValue("Kirsten Kontakt", "visitator")
        case AnswerKind.PHONE:
            return "+4500000011"
        case _:
            return f"Det kan siges: {question.id}"


def _answers() -> Iterator[tuple[Answer, Compartment]]:
    for question in CHECKLIST.questions():
        canary = BY_ID.get(question.id)
        value = canary.value if canary is not None else _plain(question)
        yield Answer(question.id, AnswerState.GIVEN, AT, "VP", value), question.compartment


CANARIES = tuple(
    _canary(number, question)
    for number, question in enumerate((one for one in CHECKLIST.questions() if one.compartment is Compartment.PROTECTED), 20)
)
BY_ID: Mapping[str, Canary] = {canary.question_id: canary for canary in CANARIES}
EVERY_ANSWER = tuple(_answers())
OTHER_WORDS = ("Spurvefugl", "Stærefugl", "Solsortefugl")
"""The name of an attachment of B, what is said of it, and what is in it."""
FORMS = (*(form for canary in CANARIES for form in canary.forms), *OTHER_WORDS)


def seen_in(text: str) -> list[str]:
    """The canaries that are in the text."""
    folded = text.casefold()
    return [form for form in FORMS if form.casefold() in folded]


def seen_in_bytes(content: bytes) -> list[str]:
    """The canaries that are in the bytes, in any of the ways in which a text is written."""
    return [
        form for form in FORMS if any(form.encode(way) in content for way in ("utf-8", "utf-16-be", "utf-16-le", "latin-1"))
    ]
