"""Whether paper is safe to carry: what the intake knows, what is made instead, and names that tell nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk import app
from stalkdesk.guidance.carrying import (
    INSTEAD,
    Safe,
    Told,
    Way,
    card_of,
    file_names,
    job_name,
    told_in,
    variant_for,
    wants_neutral,
)
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.language import Language

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def given(question_id: str, value: str) -> tuple[str, Answer]:
    return question_id, Answer(question_id, AnswerState.GIVEN, AT, "SL", value)


def unknown(question_id: str) -> tuple[str, Answer]:
    return question_id, Answer(question_id, AnswerState.UNKNOWN, AT, "SL")


@pytest.mark.parametrize(
    ("answers", "safe"),
    [
        ([], None),
        ([given("has_safe_place", "yes")], Safe.YES),
        ([given("has_safe_place", "no")], Safe.NO),
        ([unknown("has_safe_place")], Safe.UNKNOWN),
        ([("has_safe_place", Answer("has_safe_place", AnswerState.NOT_ASKED, AT, "SL", reason="x"))], None),
    ],
)
def test_the_question_is_filled_in_from_the_intake(answers: list[tuple[str, Answer]], safe: Safe | None) -> None:
    assert told_in(dict(answers)).safe is safe


def test_the_rules_of_safe_contact_are_remembered_and_the_code_word_itself_is_not() -> None:
    answers = [given("may_leave_message", "no"), given("code_word", "Kvædebær"), given("safe_hours", "hverdage 9-11")]
    told = told_in(dict([*answers, unknown("may_send_letters"), given("channel_is_read", "yes")]))
    assert told == Told(None, True, True, True, True, "hverdage 9-11")
    assert told.has_rules
    assert "Kvædebær" not in repr(told)


def test_without_answers_there_is_nothing_to_remember() -> None:
    assert not told_in({}).has_rules
    assert not wants_neutral({})
    assert wants_neutral(dict([given("wants_neutral_heading", "yes")]))


@pytest.mark.parametrize(
    ("way", "is_neutral", "is_large", "variant"),
    [
        (None, False, False, Variant.STANDARD),
        (Way.PAPER, False, True, Variant.LARGE),
        (Way.PAPER, True, True, Variant.NEUTRAL),
        (Way.NEUTRAL, False, False, Variant.NEUTRAL),
        (Way.CARD, False, True, Variant.CARD),
        (Way.READ_ALOUD, True, False, Variant.STANDARD),
    ],
)
def test_what_is_made_follows_from_the_way(way: Way | None, is_neutral: bool, is_large: bool, variant: Variant) -> None:
    assert variant_for(way, is_neutral, is_large) is variant


def test_when_it_is_not_safe_there_are_four_ways_and_only_two_of_them_are_paper() -> None:
    assert [way for way in INSTEAD if way.is_paper] == [Way.NEUTRAL, Way.CARD]
    assert len(INSTEAD) == 4


def test_the_card_has_the_numbers_of_the_young_when_their_sheet_is_chosen() -> None:
    shelf = app.library().shelf(Language.DANISH)
    chosen = [card_of(shelf, ids) for ids in ((), ("guidance", "receipt"), ("guidance", "young"))]
    assert [sheet.id for sheet in chosen if sheet is not None] == ["guidance", "guidance", "young"]
    assert card_of((), ()) is None


def test_a_file_name_tells_neither_person_nor_sheet_and_takes_nobodys_place() -> None:
    assert file_names("P-2026-0001", 2, ()) == ("P-2026-0001-ark-1.pdf", "P-2026-0001-ark-2.pdf")
    assert file_names("P-2026-0001", 2, ("p-2026-0001-ARK-1.PDF", "x")) == ("P-2026-0001-ark-2.pdf", "P-2026-0001-ark-3.pdf")
    assert file_names("P-2026-0001", 1, (), is_training=True) == ("oevelse-P-2026-0001-ark-1.pdf",)


def test_a_job_in_the_queue_tells_no_sheet() -> None:
    assert job_name("P-2026-0001", 3) == "P-2026-0001 ark 3"
    assert job_name("", 1) == "Ark"
