"""Is it safe to take paper home? What can be done instead, what the intake already knows of it, and names that tell nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stalkdesk.guidance.sheets import Audience, GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState


class Safe(StrEnum):
    """What she says when she is asked whether it is safe to take paper home."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """What is done: the sheets as they are, or what is safer than them."""

    PAPER = "paper"
    NEUTRAL = "neutral"
    CARD = "card"
    READ_ALOUD = "read_aloud"
    NOTHING = "nothing"

    @property
    def is_paper(self) -> bool:
        """Whether something leaves the desk."""
        return self not in (Way.READ_ALOUD, Way.NOTHING)


MAIN_SHEET: Final = "guidance"
"""The sheet that everybody is offered."""
INSTEAD: Final = (Way.NEUTRAL, Way.CARD, Way.READ_ALOUD, Way.NOTHING)
"""What can be chosen when it is not safe, or nobody knows."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the intake knows of carrying and of contact, while it is open: some of it is of compartment B, and for the eyes of
    the officer who has just asked. It comes on no paper."""

    safe: Safe | None = None
    no_message: bool = False
    no_letters: bool = False
    is_read: bool = False
    """Somebody else may read along on telephone or mail, or nobody knows."""
    has_code_word: bool = False
    hours: str = ""

    @property
    def has_rules(self) -> bool:
        """Whether there is anything to remember when she is called or written to."""
        return any((self.no_message, self.no_letters, self.is_read, self.has_code_word, self.hours))


def told_in(answers: Mapping[str, Answer]) -> Told:
    """What the answers of an open intake say."""
    code_word, hours = (_text(answers, question_id) for question_id in ("code_word", "safe_hours"))
    return Told(
        safe=_safe(answers.get("has_safe_place")),
        no_message=_safe(answers.get("may_leave_message")) in (Safe.NO, Safe.UNKNOWN),
        no_letters=_safe(answers.get("may_send_letters")) in (Safe.NO, Safe.UNKNOWN),
        is_read=_safe(answers.get("channel_is_read")) in (Safe.YES, Safe.UNKNOWN),
        has_code_word=bool(code_word),
        hours=hours,
    )


def wants_neutral(answers: Mapping[str, Answer]) -> bool:
    """Whether she has asked for a heading that gives nothing away."""
    return _safe(answers.get("wants_neutral_heading")) is Safe.YES


def variant_for(way: Way | None, is_neutral: bool, is_large: bool) -> Variant:
    """How the sheets are made. Neutral goes before large: the letters of a neutral sheet can be large too."""
    if way is Way.CARD:
        return Variant.CARD
    if way is Way.NEUTRAL or (is_neutral and way in (Way.PAPER, None)):
        return Variant.NEUTRAL
    return Variant.LARGE if is_large else Variant.STANDARD


def card_of(shelf: Iterable[GuidanceSheet], chosen: Collection[str]) -> GuidanceSheet | None:
    """The sheet whose numbers stand on the card: that for the young when it is chosen, else a chosen one with numbers, else
    the first of the shelf with numbers."""
    named = [sheet for sheet in shelf if sheet.leaves and any(part.kind == "contacts" for part in sheet.parts)]
    named.sort(key=lambda sheet: (sheet.id not in chosen, sheet.audience is not Audience.YOUNG, sheet.id != MAIN_SHEET))
    best = next(iter(named), None)
    if best is not None and best.id not in chosen:
        return next((sheet for sheet in named if sheet.id == MAIN_SHEET), best)
    return best


def file_names(reference: str, count: int, taken: Collection[str], is_training: bool = False) -> Sequence[str]:
    """`<reference>-ark-<number>.pdf` for so many sheets, none of them a name that is taken. Neither person, sheet nor matter
    is in it; what was made in training says so."""
    stem = f"{'oevelse-' if is_training else ''}{reference}-ark-"
    known = {name.casefold() for name in taken}
    names: list[str] = []
    number = 0
    while len(names) < count:
        number += 1
        name = f"{stem}{number}.pdf"
        if name.casefold() not in known:
            names.append(name)
    return tuple(names)


def job_name(reference: str, number: int) -> str:
    """What the queue of the printer shows: anybody in the office may read it."""
    return f"{reference} ark {number}" if reference else "Ark"


def _safe(answer: Answer | None) -> Safe | None:
    if answer is None or answer.state is AnswerState.NOT_ASKED:
        return None
    if answer.state is AnswerState.UNKNOWN:
        return Safe.UNKNOWN
    return Safe(answer.value) if answer.value in ("yes", "no") else None


def _text(answers: Mapping[str, Answer], question_id: str) -> str:
    answer = answers.get(question_id)
    return answer.value.strip() if answer is not None and isinstance(answer.value, str) else ""
