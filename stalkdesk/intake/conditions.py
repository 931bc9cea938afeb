"""When a question is asked: tables of the content, held against the answers. Tables, not expressions."""

from __future__ import annotations

from collections.abc import Mapping

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Condition

ANSWERED = "answered"
"""Any given answer."""
OPEN = "open"
"""No answer yet: neither given, unknown nor not asked."""
AT_LEAST = "at_least:"
AT_MOST = "at_most:"


def holds(condition: Condition, answers: Mapping[str, Answer], derived: Mapping[str, str]) -> bool:
    """Whether, for every key of the table, the derived fact or the answer is one of the values.

    A question without an answer fits only the value `open`. Raises ValueError when a number stands wrongly in the table.
    """
    return all(_fits(key, values, answers, derived) for key, values in condition.table.items())


def matches(answer: Answer, value: str) -> bool:
    """Whether the answer is `value`: a choice id, `unknown`, `not_asked`, `answered`, `at_least:N` or `at_most:N`."""
    if answer.state is not AnswerState.GIVEN:
        return value == answer.state.value
    if value == ANSWERED:
        return True
    given = answer.value
    if isinstance(given, int):
        return _counts(given, value)
    return value in given if isinstance(given, tuple) else given == value


def _fits(key: str, values: tuple[str, ...], answers: Mapping[str, Answer], derived: Mapping[str, str]) -> bool:
    if key in derived:
        return derived[key] in values
    answer = answers.get(key)
    if answer is None:
        return OPEN in values
    return any(matches(answer, value) for value in values)


def _counts(number: int, value: str) -> bool:
    if value.startswith(AT_LEAST):
        return number >= int(value.removeprefix(AT_LEAST))
    return value.startswith(AT_MOST) and number <= int(value.removeprefix(AT_MOST))
