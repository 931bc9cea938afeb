"""What is safe when she is called: what nobody asked is treated as the careful answer."""

from __future__ import annotations

from stalkdesk.casework.support.safe_contact import may_send_letters, number_of, safe_contact
from stalkdesk.intake.answers import Answer
from tests.casework.plans import given

NO_MESSAGE = "Læg ikke besked, hverken på svarer eller hos andre."


def answers(**said: str) -> dict[str, Answer]:
    return {question_id: given(question_id, value) for question_id, value in said.items()}


def test_no_message_is_left_unless_she_said_that_we_may() -> None:
    assert safe_contact({}).rules[0] == NO_MESSAGE
    assert safe_contact(answers(may_leave_message="no")).rules[0] == NO_MESSAGE
    assert safe_contact(answers(may_leave_message="yes")).rules[0] != NO_MESSAGE


def test_the_hours_and_the_code_word_are_told_before_the_number() -> None:
    found = safe_contact(answers(safe_hours="hverdage 9-14.", code_word="fyrtårn", safe_phone="+4500000012"))
    assert any("hverdage 9-14." in rule for rule in found.rules)
    assert any("fyrtårn" in rule for rule in found.rules)
    assert found.has_number
    assert not any("00000012" in rule.replace(" ", "") for rule in found.rules)


def test_others_may_listen_unless_she_said_that_they_cant() -> None:
    careful = safe_contact(answers(channel_is_read="yes")).rules
    assert safe_contact({}).rules == careful
    assert len(safe_contact(answers(channel_is_read="no")).rules) == len(careful) - 1


def test_letters_are_sent_only_after_a_yes() -> None:
    assert may_send_letters(answers(may_send_letters="yes"))
    assert not may_send_letters(answers(may_send_letters="no"))
    assert not may_send_letters({})


def test_there_may_be_no_number() -> None:
    assert number_of({}) == ""
    assert not safe_contact({}).has_number
