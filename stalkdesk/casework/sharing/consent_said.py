"""What was said about sharing at the first conversation, so that it can be taken over as consents, one receiver at a time.

Nothing is taken over by itself, and no group is chosen: what was said of it is free text, for a person to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.sharing.consents import HowGiven
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.intake.answers import Answer, AnswerState, DateValue
from stalkdesk.intake.dates import date_range

_HOW: Final = {
    "written": HowGiven.SIGNED,
    "oral_with_witness": HowGiven.ORAL_WITNESS,
    "oral": HowGiven.ORAL,
}


@dataclass(frozen=True, slots=True)
class SaidAtIntake:
    """The answers of step 11."""

    receivers: tuple[Receiver, ...]
    what: str
    purpose: str
    until: date | None
    how: HowGiven
    said_on: date


def said_at_intake(answers: Mapping[str, Answer]) -> SaidAtIntake | None:
    """What was said; None when nobody was named."""
    named = answers.get("share_with")
    if named is None or named.state is not AnswerState.GIVEN or not isinstance(named.value, tuple) or not named.value:
        return None
    known = tuple(Receiver(code) for code in named.value if code in tuple(Receiver))
    until = _given(answers, "share_until")
    return SaidAtIntake(
        known,
        _text(answers, "share_what"),
        _text(answers, "share_purpose"),
        date_range(until.date)[1] if isinstance(until, DateValue) else None,
        _HOW.get(_text(answers, "consent_how"), HowGiven.ORAL),
        day_in_denmark(named.at),
    )


def not_taken_over(said: SaidAtIntake | None, entries: Sequence[Entry]) -> tuple[Receiver, ...]:
    """The receivers who were named and for whom there is no consent yet, given or withdrawn."""
    if said is None:
        return ()
    taken = {entry.said.receiver for entry in entries if entry.kind is EntryKind.CONSENT}
    return tuple(receiver for receiver in said.receivers if receiver not in taken)


def _given(answers: Mapping[str, Answer], question_id: str) -> object:
    answer = answers.get(question_id)
    return answer.value if answer is not None and answer.state is AnswerState.GIVEN else None


def _text(answers: Mapping[str, Answer], question_id: str) -> str:
    value = _given(answers, question_id)
    return value if isinstance(value, str) else ""
