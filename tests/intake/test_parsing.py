"""Answers from outside: every kind read, refused with a sentence, kept, read back and shown."""

from __future__ import annotations

import json
import time
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue
from stalkdesk.intake.checklist import AnswerKind, Tense
from stalkdesk.intake.parsing import parsed, restored, shown, stored
from tests.intake.questions import question

NOW = datetime(2026, 11, 22, 13, 57, tzinfo=UTC)
TODAY = date(2026, 11, 22)
KINDS = tuple(AnswerKind)


def read(kind: AnswerKind, untrusted: object, **more: Any) -> Answer:
    return parsed(question(kind, **more), untrusted, NOW, "AB", TODAY)


def value_of(kind: AnswerKind, untrusted: object, **more: Any) -> object:
    return read(kind, untrusted, **more).value


def refusal(kind: AnswerKind, untrusted: object, **more: Any) -> str:
    with pytest.raises(BadAnswer) as refused:
        read(kind, untrusted, **more)
    assert refused.value.question_id == "any"
    sentence = str(refused.value)
    assert len(sentence) < 300
    return sentence


# -- every kind --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_takes_unknown_and_not_asked_with_a_reason(kind: AnswerKind) -> None:
    unknown, not_asked = read(kind, "unknown"), read(kind, {"not_asked": " ledsager var med \n"})

    assert (unknown.state, unknown.value, unknown.at, unknown.by) == (AnswerState.UNKNOWN, None, NOW, "AB")
    assert (not_asked.state, not_asked.value, not_asked.reason) == (AnswerState.NOT_ASKED, None, "ledsager var med")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reason", ["", "  ", "\u202e", None, 3, ["x"]])
def test_not_asked_needs_a_reason(kind: AnswerKind, reason: object) -> None:
    refusal(kind, {"not_asked": reason})


@pytest.mark.parametrize("kind", KINDS)
def test_not_asked_goes_with_nothing_else(kind: AnswerKind) -> None:
    assert "hvorfor" in refusal(kind, {"not_asked": "afbrudt", "name": "x"})


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_said_to_be_none(kind: AnswerKind) -> None:
    assert "intet svar" in refusal(kind, None)


HOSTILE: list[object] = [
    float("nan"),
    float("inf"),
    1.5,
    10**4000,
    -(10**4000),
    {},
    {"a": {"b": []}},
    [[]],
    [{}],
    [None],
    b"bytes",
    "x" * 2_000_000,
    ["red"] * 100_000,
    "\ud800",
    {"date": "\ud800"},
    {"name": "\udfff"},
    {"at": "x" * 100_000, "initials": "AB"},
    {1: 2},
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("untrusted", HOSTILE, ids=range(len(HOSTILE)))
def test_what_fits_no_kind_is_refused_quickly_with_a_short_sentence(kind: AnswerKind, untrusted: object) -> None:
    begun = time.process_time()
    refusal(kind, untrusted)
    assert time.process_time() - begun < 0.5


@given(
    kind=st.sampled_from(KINDS),
    untrusted=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("date", "precision", "name", "phone", "at", "initials", "not_asked", "x")), inner
            )
        ),
        max_leaves=6,
    ),
)
@settings(max_examples=300)
def test_any_json_is_read_or_refused_and_what_is_read_comes_back_the_same(kind: AnswerKind, untrusted: object) -> None:
    asked = question(kind)
    try:
        answer = parsed(asked, untrusted, NOW, "AB", TODAY)
    except BadAnswer:
        return
    kept = json.loads(json.dumps(stored(answer)))

    assert parsed(asked, kept, NOW, "AB", TODAY) == answer
    assert restored("any", kind, kept, NOW, "AB") == answer
    assert shown(asked, answer)


# -- yes and no, choices -----------------------------------------------------------------------------------------------------


def test_yes_and_no_are_taken_and_nothing_else() -> None:
    assert value_of(AnswerKind.YES_NO, "yes") == "yes"
    assert value_of(AnswerKind.YES_NO, "no") == "no"
    for untrusted in (True, False, 1, 0, "ja", "Yes", "", ["yes"]):
        refusal(AnswerKind.YES_NO, untrusted)


def test_an_unknown_choice_is_named() -> None:
    assert value_of(AnswerKind.SINGLE, "green") == "green"
    assert "violet" in refusal(AnswerKind.SINGLE, "violet")
    assert "violet" in refusal(AnswerKind.MULTIPLE, ["green", "violet"])


def test_choices_come_in_the_order_of_the_checklist_each_once() -> None:
    assert value_of(AnswerKind.MULTIPLE, ["blue", "red", "blue"]) == ("red", "blue")


def test_an_empty_list_means_none_of_them() -> None:
    answer = read(AnswerKind.MULTIPLE, [])

    assert (answer.state, answer.value) == (AnswerState.GIVEN, ())
    assert shown(question(AnswerKind.MULTIPLE), answer) == "Ingen af dem"


# -- text --------------------------------------------------------------------------------------------------------------------


def test_text_is_trimmed_and_put_into_one_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Åse Ærø")

    assert value_of(AnswerKind.SHORT_TEXT, f"  {decomposed}\n") == "Åse Ærø"


def test_control_characters_and_marks_that_turn_text_around_are_taken_away() -> None:
    assert value_of(AnswerKind.SHORT_TEXT, "a\x00b\x1b\u202ec\u2066d\u2069\ufeff\ufffee") == "abcde"


def test_lines_stay_in_long_text_and_become_blanks_in_short_text() -> None:
    assert value_of(AnswerKind.LONG_TEXT, "en\r\nto\tx\u2028tre") == "en\nto\tx\ntre"
    assert value_of(AnswerKind.SHORT_TEXT, "en\r\nto\tx") == "en to x"


@pytest.mark.parametrize("text", ["👩‍👧 ❤️", "مریم‌السادات", "שלום עולם", "Ngô Thị Bích", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_emoji_and_letters_of_every_script_are_kept(text: str) -> None:
    assert value_of(AnswerKind.SHORT_TEXT, text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("kind", "most"), [(AnswerKind.SHORT_TEXT, 500), (AnswerKind.LONG_TEXT, 20_000)])
def test_text_that_is_too_long_is_refused_with_its_limit_and_never_cut(kind: AnswerKind, most: int) -> None:
    assert value_of(kind, "æ" * most) == "æ" * most
    assert str(most) in refusal(kind, "æ" * (most + 1))
    assert str(most) in refusal(kind, "æ" * 2_000_000)


def test_lone_surrogates_and_stacks_of_marks_are_refused() -> None:
    assert "ikke kan gemmes" in refusal(AnswerKind.SHORT_TEXT, "a\ud83d")
    assert "oven på hinanden" in refusal(AnswerKind.LONG_TEXT, "a" + "\u0301\u0327" * 9_000)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "\u200d\u200e", "\x00"])
def test_text_with_nothing_to_see_is_no_answer(text: str) -> None:
    assert "intet svar" in refusal(AnswerKind.SHORT_TEXT, text)


# -- numbers -----------------------------------------------------------------------------------------------------------------


def test_whole_numbers_within_the_limits_are_taken() -> None:
    assert value_of(AnswerKind.NUMBER, 0) == 0
    assert value_of(AnswerKind.NUMBER, " 12 ") == 12
    assert value_of(AnswerKind.NUMBER, 10, least=1, most=10) == 10


@pytest.mark.parametrize("untrusted", [True, False, -1, 11, 1.0, "1,5", "1.000", "٣", "²", "", "12a", "9" * 5000])
def test_any_other_number_is_refused_with_its_limits(untrusted: object) -> None:
    assert "fra 0 til 10" in refusal(AnswerKind.NUMBER, untrusted, most=10)


# -- dates -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "iso", "read_as"),
    [
        ("2026-11-20", "2026-11-20", "20-11-2026"),
        ("2026-1-2", "2026-01-02", "02-01-2026"),
        ("20-11-2026", "2026-11-20", "20-11-2026"),
        ("20.11.2026", "2026-11-20", "20-11-2026"),
        ("20/11 2026", "2026-11-20", "20-11-2026"),
        ("2026-11", "2026-11", "november 2026"),
        ("11-2026", "2026-11", "november 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(written: str, iso: str, read_as: str) -> None:
    exact = read(AnswerKind.DATE, written)
    about = read(AnswerKind.DATE, {"date": written, "precision": "about"})

    assert exact.value == DateValue(iso)
    assert about.value == DateValue(iso, DatePrecision.ABOUT)
    assert shown(question(AnswerKind.DATE), exact) == read_as
    assert shown(question(AnswerKind.DATE), about) == f"ca. {read_as}"


@pytest.mark.parametrize("written", ["2026-02-29", "31-04-2026", "2026-13", "2026-00", "0000-01-01", "9999-12"])
def test_a_date_that_does_not_exist_is_refused(written: str) -> None:
    assert any(word in refusal(AnswerKind.DATE, written) for word in ("findes ikke", "kan ikke passe"))


@pytest.mark.parametrize(
    "untrusted", ["i går", "20-11-26", 2026, ["2026"], {"date": "2026", "when": 1}, {"precision": "about"}]
)
def test_what_is_no_date_is_refused_with_how_to_write_it(untrusted: object) -> None:
    assert "dato" in refusal(AnswerKind.DATE, untrusted)


def test_a_precision_that_is_unknown_is_refused() -> None:
    assert "precision" in refusal(AnswerKind.DATE, {"date": "2026", "precision": "maybe"})
    assert "precision" in refusal(AnswerKind.DATE, {"date": "2026", "precision": []})


def test_a_date_in_the_future_is_refused_where_the_past_is_asked() -> None:
    for written in ("2026-11-22", "2026-11", "2026"):
        assert value_of(AnswerKind.DATE, written, tense=Tense.PAST) == DateValue(written)
    for written in ("2026-11-23", "2026-12", "2027"):
        assert "fremtiden" in refusal(AnswerKind.DATE, written, tense=Tense.PAST)


def test_a_date_that_is_gone_is_refused_where_the_future_is_asked() -> None:
    for written in ("2026-11-22", "2026-11", "2027"):
        assert value_of(AnswerKind.DATE, written, tense=Tense.FUTURE) == DateValue(written)
    for written in ("2026-11-21", "2026-10", "2025"):
        assert "er gået" in refusal(AnswerKind.DATE, written, tense=Tense.FUTURE)


# -- numbers of people and telephones ----------------------------------------------------------------------------------------


def test_a_cpr_number_is_kept_as_ten_digits_and_shown_with_its_hyphen() -> None:
    answer = read(AnswerKind.CPR, "010130-0001")

    assert answer.value == "0101300001"
    assert shown(question(AnswerKind.CPR), answer) == "010130-0001"
    assert "ti cifre" in refusal(AnswerKind.CPR, 101300001)


@pytest.mark.parametrize(
    ("written", "kept", "read_as"),
    [
        ("00 00 00 12", "+4500000012", "00 00 00 12"),
        ("00000012", "+4500000012", "00 00 00 12"),
        ("+45 00 00 00 12", "+4500000012", "00 00 00 12"),
        ("0045 00000012", "+4500000012", "00 00 00 12"),
        ("+46 (0)00-000 00 00", "+46000000000", "+46000000000"),
        ("112", "112", "112"),
        ("1888", "1888", "1888"),
        ("116 111", "116111", "116 111"),
    ],
)
def test_phone_numbers_are_kept_in_one_form(written: str, kept: str, read_as: str) -> None:
    answer = read(AnswerKind.PHONE, written)

    assert answer.value == kept
    assert shown(question(AnswerKind.PHONE), answer) == read_as


@pytest.mark.parametrize(
    "written", ["", "1234567", "123456789", "+45 1234", "+0 123456789", "ring til mig", "9" * 5000, 12345678]
)
def test_what_is_no_phone_number_is_refused_with_how_to_write_it(written: object) -> None:
    assert "otte cifre" in refusal(AnswerKind.PHONE, written)


def test_a_person_has_a_name_and_perhaps_a_relation_and_a_phone() -> None:
    asked = question(AnswerKind.PERSON)
    whole = read(AnswerKind.PERSON, {"name": " Åse ", "relation": "moster", "phone": "00 00 00 12"})

    assert whole.value == PersonValue("Åse", "moster", "+4500000012")
    assert shown(asked, whole) == "Åse (moster), tlf. 00 00 00 12"
    assert shown(asked, read(AnswerKind.PERSON, {"name": "Åse", "phone": " "})) == "Åse"
    assert shown(asked, read(AnswerKind.PERSON, {"name": "Åse", "relation": "moster"})) == "Åse (moster)"
    assert shown(asked, read(AnswerKind.PERSON, {"name": "Åse", "phone": "112"})) == "Åse, tlf. 112"


@pytest.mark.parametrize(
    "untrusted", ["Åse", {"name": ""}, {"relation": "moster"}, {"name": "Åse", "cpr": "1"}, {"name": "Åse", "phone": 1}]
)
def test_a_person_without_name_or_with_anything_else_is_refused(untrusted: object) -> None:
    refusal(AnswerKind.PERSON, untrusted)


# -- ticks -------------------------------------------------------------------------------------------------------------------


def test_a_tick_carries_the_time_and_the_initials() -> None:
    assert value_of(AnswerKind.TICK, True) == TickValue(NOW, "AB")
    assert shown(question(AnswerKind.TICK), read(AnswerKind.TICK, True)) == "Ja, 22-11-2026 kl. 14.57, AB"


def test_the_time_of_a_tick_is_kept_in_utc() -> None:
    local = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1)))

    assert value_of(AnswerKind.TICK, {"at": local.isoformat(), "initials": "CD"}) == TickValue(local.astimezone(UTC), "CD")


@pytest.mark.parametrize(
    "untrusted",
    [
        False,
        1,
        "yes",
        {"at": "2026-11-22T13:00:00", "initials": "AB"},
        {"at": "2026-11-22T15:00:00+00:00", "initials": "AB"},
        {"at": "2026-11-22T13:00:00+00:00", "initials": ""},
        {"at": "2026-11-22T13:00:00+00:00"},
        {"at": "0001-01-01T00:00:00+14:00", "initials": "AB"},
    ],
)
def test_a_tick_without_time_zone_initials_or_in_the_future_is_refused(untrusted: object) -> None:
    refusal(AnswerKind.TICK, untrusted)


# -- kept and shown ----------------------------------------------------------------------------------------------------------


def test_an_answer_of_an_older_checklist_stays_readable() -> None:
    answer = restored("any", AnswerKind.SINGLE, "gone", NOW, "AB")

    assert shown(question(AnswerKind.SINGLE), answer) == "gone"


def test_what_is_no_stored_answer_is_a_fault_of_the_store() -> None:
    with pytest.raises(ValueError, match="stored answer"):
        restored("any", AnswerKind.SINGLE, 3, NOW, "AB")


@pytest.mark.parametrize(
    ("kind", "untrusted", "read_as"),
    [
        (AnswerKind.YES_NO, "yes", "Ja"),
        (AnswerKind.YES_NO, "no", "Nej"),
        (AnswerKind.SINGLE, "green", "Grøn"),
        (AnswerKind.MULTIPLE, ["green", "red"], "Rød, Grøn"),
        (AnswerKind.SHORT_TEXT, "yes", "yes"),
        (AnswerKind.NUMBER, 12, "12"),
        (AnswerKind.NUMBER, "unknown", "Ved ikke"),
        (AnswerKind.NUMBER, {"not_asked": "afbrudt"}, "Ikke spurgt: afbrudt"),
    ],
)
def test_answers_are_shown_in_words(kind: AnswerKind, untrusted: object, read_as: str) -> None:
    assert shown(question(kind), read(kind, untrusted)) == read_as


def test_a_number_is_shown_with_its_unit() -> None:
    asked = question(AnswerKind.NUMBER, unit="dage")

    assert shown(asked, parsed(asked, 12, NOW, "AB", TODAY)) == "12 dage"
