"""One field: what a typed text may mean, and whom it fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stalkdesk.casework.persons.clues import Clue, Mark, fits, gathered, kept_forms, looked_form, marks_in, name_marks, shared
from stalkdesk.casework.persons.code_cards import code_typed, new_code
from stalkdesk.casework.persons.typed_persons import MOST_PARTS, typed_person
from stalkdesk.intake.spellings import initials_of, name_beginnings, name_words

TODAY = date(2026, 11, 22)
LETTERS = st.text(alphabet="abdefghijklmnoprstuvyæøåABDEFGHIJKLMNOPRSTUVYÆØÅ", min_size=3, max_size=14)
NAMES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)


def meanings(text: str) -> set[tuple[Clue, str]]:
    """Everything that a text may mean."""
    typed = typed_person(text, TODAY)
    return {(mark.clue, mark.value) for mark in (*typed.whole, *(mark for part in typed.parts for mark in part.marks))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ødegård", "Oedegaard"),
        ("Ødegård", "Odegard"),
        ("Næsby", "Naesby"),
        ("Sørensen", "Soerenson"),
        ("Andersson", "Andersen"),
        ("Jönsson", "Jønsen"),
        ("Bäkgård", "Bækgaard"),
        ("RENÉ", "rene"),
    ],
)
def test_every_spelling_of_a_name_is_one(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


@given(NAMES)
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    once = name_words(name)
    assert name_words(" ".join(once)) == once


@given(NAMES)
def test_every_person_is_found_by_each_word_of_her_name(name: str) -> None:
    known = gathered(name_marks(name))
    for word in name.split():
        assert typed_person(word, TODAY).matched(known)


@given(LETTERS, st.integers(min_value=3, max_value=14))
@example("AAABA", 4)
def test_a_beginning_finds_the_name_unless_it_cuts_a_letter_in_two(word: str, size: int) -> None:
    (whole,) = name_words(word) or ("",)
    beginnings = name_beginnings(word[:size])
    if any(whole.startswith(one) for one in beginnings):
        for one in beginnings:
            form = looked_form(Mark(Clue.NAME, one))
            if whole.startswith(one) and len(form) >= 3:  # two letters are a whole name or initials, never a beginning
                assert form in kept_forms(Mark(Clue.NAME, whole))


def test_sen_is_found_while_sson_is_being_typed() -> None:
    known = gathered(name_marks("Mette Andersen"))
    for typed in ("anders", "anderss", "andersso", "andersson", "anderso", "anderse"):
        assert typed_person(typed, TODAY).matched(known), typed


@pytest.mark.parametrize("text", ["M H", "mh", "m.h.", "M. H.", "MH"])
def test_initials_are_a_whole_match(text: str) -> None:
    assert (Clue.INITIALS, "mh") in meanings(text)
    assert typed_person(text, TODAY).matched(gathered(name_marks("Mona Prøvehansen Hede")))
    assert not typed_person(text, TODAY).matched(gathered(name_marks("Mona Prøve")))


def test_a_letter_beside_a_name_narrows_it() -> None:
    typed = typed_person("M Prøvesen", TODAY)
    assert typed.matched(gathered(name_marks("Mona Prøvesen")))
    assert not typed.matched(gathered(name_marks("Lona Prøvesen")))


@pytest.mark.parametrize(
    "text",
    ["12-03-1990", "12/3 1990", "12.3.90", "120390", "12031990", "19900312", "1990-03-12", "12. marts 1990", "12 mar 90"],
)
def test_a_birth_date_in_any_usual_form(text: str) -> None:
    assert (Clue.BIRTH, "1990-03-12") in meanings(text)


def test_a_date_of_two_digits_may_be_of_either_century_but_not_to_come() -> None:
    assert {(Clue.BIRTH, "1912-05-01"), (Clue.BIRTH, "2012-05-01")} <= meanings("010512")
    assert (Clue.BIRTH, "2090-03-12") not in meanings("120390")


@pytest.mark.parametrize("text", ["320190-0000", "3201900000", "320190 0000"])
def test_a_cpr_number_with_and_without_hyphen(text: str) -> None:
    assert (Clue.CPR, "3201900000") in meanings(text)


@pytest.mark.parametrize("text", ["00 00 00 12", "+45 00000012", "0000 0012", "0012", "00012", "0045 00 00 00 12"])
def test_a_phone_by_its_end_or_as_it_is_written(text: str) -> None:
    assert typed_person(text, TODAY).matched(gathered([Mark(Clue.PHONE, "4500000012")]))


@pytest.mark.parametrize("text", ["AB12345", "AB 12 345", "ab 12345"])
def test_a_number_plate_however_it_is_spaced(text: str) -> None:
    assert (Clue.PLATE, "ab12345") in meanings(text)


def test_mail_whole_and_before_its_sign_and_profiles_with_and_without_theirs() -> None:
    known = gathered(marks_in("bent.b@example.dk, @bent_92"))
    for text in ("bent.b@example.dk", "BENT.B@example.dk", "bent.b", "@bent_92", "bent_92"):
        assert typed_person(text, TODAY).matched(known), text
    assert not typed_person("@bent", TODAY).matched(known)


def test_free_text_gives_its_phones_mails_plates_and_profiles() -> None:
    found = set(marks_in("Ringer fra 00 00 00 77 og 0000 0078, bil AB 12 345, insta @bent_b, skriver fra bent.b@example.dk"))
    assert {Mark(Clue.PHONE, "00000077"), Mark(Clue.PHONE, "00000078"), Mark(Clue.PLATE, "ab12345")} <= found
    assert {Mark(Clue.PROFILE, "bent_b"), Mark(Clue.MAIL, "bent.b@example.dk"), Mark(Clue.MAIL, "bent.b")} <= found


def test_all_parts_must_fit() -> None:
    known = gathered([*name_marks("Mona Prøvesen"), Mark(Clue.PHONE, "4500000012")])
    assert set(typed_person("prøve 0012", TODAY).matched(known)) == {Clue.NAME, Clue.PHONE}
    assert typed_person("prøve 0013", TODAY).matched(known) == ()


@pytest.mark.parametrize("text", ["", "  ", "x", "12", "?", "-", "@", "1 2"])
def test_too_little_is_looked_for_nowhere(text: str) -> None:
    assert not typed_person(text, TODAY).is_enough


@given(st.text(max_size=400))
def test_whatever_is_typed_nothing_is_raised_and_little_is_looked_for(text: str) -> None:
    typed = typed_person(text, TODAY)
    assert len(typed.parts) <= MOST_PARTS
    typed.matched(gathered(name_marks("Mona Prøvesen")))


@given(st.text(max_size=300))
def test_whatever_a_free_text_is_nothing_is_raised(text: str) -> None:
    for mark in marks_in(text):
        assert mark.value
        assert all(kept_forms(mark))


@given(NAMES)
def test_what_fits_can_be_looked_for(name: str) -> None:
    """No one is compared who was not a candidate: a typed mark that fits has its form among those kept."""
    for known in name_marks(name):
        for size in range(2, len(known.value) + 1):
            typed = Mark(known.clue, known.value[:size])
            if fits(typed, gathered([known])) and looked_form(typed):
                assert looked_form(typed) in kept_forms(known)


def test_a_code_is_read_however_it_is_written_and_is_no_name() -> None:
    for _ in range(50):
        code = new_code()
        assert code_typed(code) == code_typed(code.upper().replace("-", " ")) == code
        assert (Clue.CODE, code) in meanings(code)
    assert code_typed("Mona Prøvesen 0012") == ""


def test_codes_have_more_than_forty_bits() -> None:
    assert 15**5 * 5**5 * 10**4 > 2**40
    assert len({new_code() for _ in range(500)}) == 500


def test_initials_of_names() -> None:
    assert initials_of("Mona K. Prøve-Sørensen") == ("mkps", "mkp", "ms")
    assert initials_of("Mona") == ()


def test_two_persons_share_what_few_people_do() -> None:
    one = gathered([*name_marks("Mona Prøvesen"), Mark(Clue.PHONE, "4500000012")])
    assert shared(one, gathered(name_marks("Mona Else Prøveson"))) == (Clue.NAME,)
    assert shared(one, gathered(name_marks("Mona Andet"))) == ()
    assert shared(one, gathered([Mark(Clue.PHONE, "4500000012")])) == (Clue.PHONE,)
