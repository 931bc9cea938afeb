"""What holds for every child, in any case: nobody passes the question of the notification by, and a parent whom it is about is
never named as the one who is safe (Barnets lov § 133; docs/domain.md 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from stalkdesk.errors import NotAllowed
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue
from stalkdesk.intake.cpr import age_on, read_cpr
from stalkdesk.intake.dates import date_range
from stalkdesk.intake.spellings import words_of
from stalkdesk.language import tr

NOTIFICATION: Final = "child_notification"
GROWN: Final = 18
_ASKED_OF_CHILDREN: Final = frozenset(
    {
        *("victim_is_alone", "safe_adult", "parent_is_source"),
        *("children_used", "school_informed", "school_may_be_contacted", "who_may_collect", "child_view_heard", NOTIFICATION),
    }
)
"""Asked only when a child is affected: whoever answered one has told that."""


def child_question_open(answers: Mapping[str, Answer], today: date | None = None) -> bool:
    """Whether these answers tell that a child is affected, and nobody has said whether the municipality was notified.

    *Don't know* and *not asked* leave it open. `answers` may be those of compartment A alone; then a child whose age is known
    from compartment B only is seen by what else was asked. `today`: for the age."""
    notified = answers.get(NOTIFICATION)
    if notified is not None and notified.state is AnswerState.GIVEN:
        return False
    return child_affected(answers, today)


def refuse_open_child(answers: Mapping[str, Answer], today: date | None = None) -> None:
    """Raises NotAllowed, saying what to do, while `child_question_open`: before a case is closed or given to others."""
    if child_question_open(answers, today):
        raise NotAllowed(
            tr(
                "Et barn er berørt, og det er ikke noteret, om der er underrettet. Vælg »Tilføj til sagen«, og svar på "
                "spørgsmålet om underretning, før sagen lukkes eller gives videre."
            )
        )


def child_affected(answers: Mapping[str, Answer], today: date | None = None) -> bool:
    """Whether these answers tell that a child is affected."""
    at_home = _value(answers, "children_in_home")
    if isinstance(at_home, int) and at_home > 0:
        return True
    if _value(answers, "shared_children") == "yes" or not _ASKED_OF_CHILDREN.isdisjoint(answers):
        return True
    return today is not None and _is_child(answers, today)


def guardian_of(answers: Mapping[str, Answer]) -> PersonValue | None:
    """The adult whom a paper may name as safe for the child; None when there is none, or when it may be whom it is about."""
    adult = _value(answers, "safe_adult")
    if not isinstance(adult, PersonValue) or not adult.name.strip():
        return None
    return None if is_source(adult, answers) else adult


def is_source(adult: PersonValue, answers: Mapping[str, Answer]) -> bool:
    """Whether the adult is the one whom it is about, or may be: the same name in any spelling, the same number, or a parent,
    while it is a parent and nobody has said which."""
    source = _value(answers, "source_name")
    name = source.name if isinstance(source, PersonValue) else source
    named = isinstance(name, str) and bool(name.strip())
    if isinstance(name, str) and same_name(adult.name, name):
        return True
    if adult.phone and _last_digits(adult.phone) in _digits(_value(answers, "source_identifiers")):
        return True
    may_be_parent = _value(answers, "parent_is_source") == "yes"
    return may_be_parent and not named and _is_parent(adult.relation)


def same_name(one: str, other: str) -> bool:
    """Whether two names can be of one person: every word of the shorter one stands in the other, in any Danish spelling."""
    first, second = set(words_of(one)), set(words_of(other))
    if not first or not second:
        return False
    return first <= second or second <= first


_PARENT: Final = frozenset(
    {
        *("far", "faren", "mor", "moren", "moder", "fader", "foraelder", "foraeldre", "stedfar", "stedmor", "papfar", "papmor"),
        *("plejefar", "plejemor", "father", "mother", "parent", "stepfather", "stepmother", "vaerge", "guardian"),
    }
)


def _is_parent(relation: str) -> bool:
    return not _PARENT.isdisjoint(words_of(relation))


def _value(answers: Mapping[str, Answer], question_id: str) -> object:
    answer = answers.get(question_id)
    return answer.value if answer is not None and answer.state is AnswerState.GIVEN else None


def _last_digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())[-8:]


def _digits(text: object) -> str:
    """The digits of what identifies him, in their order."""
    return "".join(sign for sign in text if sign.isdigit()) if isinstance(text, str) else ""


def _is_child(answers: Mapping[str, Answer], today: date) -> bool:
    born = _value(answers, "victim_birth_date")
    if isinstance(born, DateValue):
        return age_on(date_range(born.date)[1], today) < GROWN
    number = _value(answers, "victim_cpr")
    birth_date = read_cpr(number).birth_date if isinstance(number, str) else None
    return birth_date is not None and age_on(birth_date, today) < GROWN
