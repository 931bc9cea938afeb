"""The person at the counter answers what she is asked, tells more when asked well, and never by chance."""

from __future__ import annotations

import pytest

from stalkdesk.training.vignettes import Way
from tests.training.small_vignettes import HIDDEN, WORDS, counter


def test_a_question_that_is_read_out_gets_the_plain_reply() -> None:
    assert counter().said("strangulation") == HIDDEN.says
    assert counter().said("threats") == "Svar på threats"


def test_a_question_about_herself_is_answered_out_of_the_person() -> None:
    assert counter().said("victim_name") == "Asta Øvesen"
    assert counter().said("children_in_home").startswith("0")
    assert counter().said("interpreter_needed") == "Nej"


def test_a_question_without_a_reply_gets_the_default() -> None:
    assert counter().said("code_word") == WORDS.default


def test_the_helping_way_brings_out_more_and_another_does_not() -> None:
    person = counter()
    assert person.asked("strangulation", Way.ALONE) == HIDDEN.by_way[Way.ALONE]
    assert person.asked("strangulation", Way.DIRECT) == "Det vil jeg ikke tale om her."
    assert person.asked("strangulation", Way.WAIT) == WORDS.ways[Way.WAIT].unhelpful


@pytest.mark.parametrize("way", Way)
def test_every_way_can_be_tried_on_every_question(way: Way) -> None:
    for question_id in ("strangulation", "threats", "victim_name", "code_word", "relationship"):
        assert counter().asked(question_id, way)


def test_asking_does_not_change_the_counter_but_trying_makes_one_that_remembers() -> None:
    person = counter()
    later = person.trying("strangulation", Way.DIRECT).trying("strangulation", Way.ALONE).trying("threats", Way.WAIT)
    assert person.tried == ()
    assert later.ways_tried("strangulation") == (Way.DIRECT, Way.ALONE)
    assert later.ways_tried("threats") == (Way.WAIT,)
    assert later.trying("threats", Way.WAIT) == later, "the same way twice is remembered once"


def test_the_truth_is_told_only_after_a_helping_way() -> None:
    person = counter()
    assert not person.is_told("strangulation")
    assert not person.trying("strangulation", Way.DIRECT).is_told("strangulation")
    assert person.trying("strangulation", Way.ALONE).is_told("strangulation")


def test_the_opening_and_a_plain_reply_tell_by_themselves() -> None:
    assert counter().is_told("relationship")
    assert counter().is_told("threats")
    assert not counter().is_told("violence_history")


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = counter(), counter()
    for way in Way:
        assert first.asked("strangulation", way) == second.asked("strangulation", way)
        first = first.trying("strangulation", way)
    assert first.said("strangulation") == second.said("strangulation")
