"""Conditions are tables: every key must fit, each by any of its values; a question without an answer fits nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.checklist import Condition
from stalkdesk.intake.conditions import holds

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def given(value: type_of_value) -> Answer:
    return Answer("source", AnswerState.GIVEN, NOW, "AB", value)


@pytest.mark.parametrize(
    ("answer", "value", "fits"),
    [
        (given("yes"), "yes", True),
        (given("yes"), "no", False),
        (given("yes"), "answered", True),
        (given(("a", "b")), "b", True),
        (given(("a", "b")), "c", False),
        (given(()), "answered", True),
        (given(3), "at_least:3", True),
        (given(2), "at_least:3", False),
        (given(3), "at_most:3", True),
        (given(4), "at_most:3", False),
        (given(3), "yes", False),
        (Answer("source", AnswerState.UNKNOWN, NOW, "AB"), "unknown", True),
        (Answer("source", AnswerState.UNKNOWN, NOW, "AB"), "answered", False),
        (Answer("source", AnswerState.NOT_ASKED, NOW, "AB", reason="x"), "not_asked", True),
        (Answer("source", AnswerState.NOT_ASKED, NOW, "AB", reason="x"), "unknown", False),
    ],
)
def test_an_answer_fits_its_value(answer: Answer, value: str, fits: bool) -> None:
    assert holds(Condition({"source": (value,)}), {"source": answer}, {}) is fits


def test_without_an_answer_only_open_holds() -> None:
    every = ("yes", "no", "unknown", "not_asked", "answered", "at_least:0", "at_most:9")

    assert not holds(Condition({"source": every}), {}, {})
    assert holds(Condition({"source": (*every, "open")}), {}, {})


@pytest.mark.parametrize("state", list(AnswerState))
def test_any_answer_at_all_is_no_longer_open(state: AnswerState) -> None:
    answered = Answer("source", state, NOW, "AB", "yes" if state is AnswerState.GIVEN else None, "x")

    assert not holds(Condition({"source": ("open",)}), {"source": answered}, {})


def test_every_key_must_fit_each_by_any_value() -> None:
    condition = Condition({"source": ("yes", "unknown"), "under_18": ("yes",)})

    assert holds(condition, {"source": given("yes")}, {"under_18": "yes"})
    assert not holds(condition, {"source": given("yes")}, {"under_18": "no"})
    assert not holds(condition, {"source": given("no")}, {"under_18": "yes"})
