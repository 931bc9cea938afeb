"""What must be known before she is called: read from the answers each time, shown before the number is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.language import tr

PHONE: Final = "safe_phone"


@dataclass(frozen=True, slots=True)
class SafeContact:
    """The rules of calling one person, and whether there is a number."""

    rules: tuple[str, ...]
    """Whole sentences, the strictest first."""
    has_number: bool


def safe_contact(answers: Mapping[str, Answer]) -> SafeContact:
    """The rules that the answers give. What nobody asked is treated as the careful answer."""
    return SafeContact(tuple(_rules(answers)), bool(_text(answers, PHONE)))


def number_of(answers: Mapping[str, Answer]) -> str:
    """The safe number as it is kept, or empty."""
    return _text(answers, PHONE)


def may_send_letters(answers: Mapping[str, Answer]) -> bool:
    """Whether she has said that we may send letters; what was not asked is a no."""
    return _text(answers, "may_send_letters") == "yes"


def _rules(answers: Mapping[str, Answer]) -> list[str]:
    hours, code_word = _text(answers, "safe_hours"), _text(answers, "code_word")
    rules = [
        tr("Du må lægge en besked, som det er aftalt.")
        if _text(answers, "may_leave_message") == "yes"
        else tr("Læg ikke besked, hverken på svarer eller hos andre.")
    ]
    if hours:
        rules.append(tr("Ring kun, når det er aftalt: {hours}.", hours=hours.rstrip(".")))
    else:
        rules.append(tr("Der er ikke aftalt et sikkert tidspunkt. Spørg først, om det er et godt tidspunkt at tale."))
    if _text(answers, "channel_is_read") != "no":
        rules.append(tr("Andre kan måske læse med eller lytte. Sig ikke, hvor du ringer fra, før du ved, hvem der svarer."))
    if code_word:
        rules.append(tr("Bed om kodeordet, før du siger noget: {word}.", word=code_word))
    rules.append(tr("Tager en anden telefonen, så sig, at du har tastet forkert, og læg på."))
    return rules


def _text(answers: Mapping[str, Answer], question_id: str) -> str:
    answer = answers.get(question_id)
    if answer is None or answer.state is not AnswerState.GIVEN or not isinstance(answer.value, str):
        return ""
    return answer.value.strip()
