"""Letters: only to whom it was agreed, never more than the receiver needs, and nothing of where she is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from stalkdesk import places
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, Withheld
from stalkdesk.data.library import Library
from stalkdesk.guidance.blocks import Document, PageBreak
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.letters import Letter, LetterFilling, composed_letter, covered, letters_for, named_in
from stalkdesk.intake.answers import DateValue, PersonValue
from stalkdesk.language import Language
from stalkdesk.paper.pdf import page_count, rendered
from tests.guidance.small_shelf import CONTACTS, UNIT, answer, case

LIBRARY = Library(places.resources())
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LETTERS = LIBRARY.letters(Language.DANISH)
IDS = [letter.id for letter in LETTERS]
SECRETS = (
    answer("victim_name", "Mynte Skabelund"),
    answer("victim_birth_date", DateValue("1991-04-12")),
    answer("victim_cpr", "1204910000"),
    answer("victim_address", "Hemmelig Vænge"),
    answer("safe_phone", "+4500000777"),
    answer("code_word", "fyrtårn"),
    answer("needs_status", "Flytter til Skjulested"),
)
FILLING = LetterFilling(("Dr. Læge Lægesen", "Lægehuset"), "Mynte Skabelund", "12-04-1991", "Vi ringede i går.")


def letter(letter_id: str, language: Language = Language.DANISH) -> Letter:
    return next(one for one in LIBRARY.letters(language) if one.id == letter_id)


def made(one: Letter, filling: LetterFilling = FILLING) -> Document:
    """A letter for a case in which everything is answered, B too."""
    language = one.sheet.language
    whole = case(
        answer("contact_person", PersonValue("Vera Visitprøve")), *SECRETS, protected_ids=tuple(a.question_id for a in SECRETS)
    )
    around = (UNIT, CONTACTS, LIBRARY.agencies(language), LIBRARY.words(language), NOW)
    return composed_letter(one, setting_for(whole, *around), filling)


def consent(receiver: Receiver, *groups: Group, until: date | None = None, number: int = 1) -> Entry:
    said = Consent(receiver, groups, "Hjælp", date(2026, 11, 1), HowGiven.SIGNED, until=until)
    return Entry(number, EntryKind.CONSENT, number, said, NOW, "VP", "v")


@pytest.mark.parametrize("letter_id", IDS)
@pytest.mark.parametrize("language", [Language.DANISH, Language.ENGLISH])
def test_every_letter_is_whole_in_both_languages_and_fits_on_a_page(letter_id: str, language: Language) -> None:
    one = letter(letter_id, language)
    assert one.sheet.missing == ()
    assert page_count(rendered(made(one), places.resources() / "fonts")) == 1


@pytest.mark.parametrize("letter_id", IDS)
@pytest.mark.parametrize("is_neutral", [False, True])
def test_no_letter_tells_where_she_is_nor_how_she_is_reached(letter_id: str, is_neutral: bool) -> None:
    one = letter(letter_id)
    person, born = named_in(one, {answer.question_id: answer for answer in SECRETS})
    text = str(made(one, LetterFilling(("Modtager",), person, born, is_neutral=is_neutral, has_envelope=True)))
    for secret in ("Hemmelig Vænge", "+4500000777", "00 00 07 77", "fyrtårn", "Skjulested", "1204910000"):
        assert secret not in text


@pytest.mark.parametrize("letter_id", IDS)
def test_only_a_letter_that_covers_her_identity_names_her(letter_id: str) -> None:
    one = letter(letter_id)
    named = named_in(one, {answer.question_id: answer for answer in SECRETS})
    assert named == (("Mynte Skabelund", "12-04-1991") if Group.IDENTITY in one.groups else ("", ""))
    assert one.is_to_victim or Group.IDENTITY in one.groups


def test_no_letter_calls_the_other_a_stalker() -> None:
    for one in LETTERS:
        words = " ".join((part.text + part.title + " ".join(part.items)) for part in one.sheet.parts)
        assert "stalker" not in words.casefold().replace("stalking", "")


def test_a_neutral_letter_has_no_letterhead_and_its_file_never_tells_what_it_is() -> None:
    doctor = letter("to_doctor")
    open_one, neutral = made(doctor), made(doctor, LetterFilling(("A",), is_neutral=True))
    assert open_one.letterhead
    assert not neutral.letterhead
    assert open_one.title == neutral.title == doctor.sheet.neutral_title
    assert doctor.sheet.title not in str(neutral.blocks)


def test_a_page_for_the_envelope_has_the_receiver_and_neutral_not_the_unit() -> None:
    plain = made(letter("to_doctor"), LetterFilling(("Dr. Læge Lægesen",), is_neutral=True, has_envelope=True))
    at = plain.blocks.index(PageBreak())
    envelope = str(plain.blocks[at:])
    assert "Dr. Læge Lægesen" in envelope
    assert UNIT.name not in envelope
    assert all(line in envelope for line in UNIT.address_lines)


def test_what_the_desk_adds_stands_as_it_was_typed() -> None:
    assert "Vi ringede i går." in str(made(letter("to_doctor")).blocks)


# -- consent -----------------------------------------------------------------------------------------------------------------
def test_a_letter_needs_consent_for_its_receiver_and_for_all_that_it_tells() -> None:
    doctor = letter("to_doctor")
    found = covered(doctor, (), TODAY)
    assert found is not None
    assert found.missing == frozenset(doctor.groups)
    half = covered(doctor, (consent(Receiver.DOCTOR, Group.IDENTITY),), TODAY)
    assert half is not None
    assert half.missing == frozenset(doctor.groups) - {Group.IDENTITY}
    other = covered(doctor, (consent(Receiver.SCHOOL, *doctor.groups),), TODAY)
    assert other is not None
    assert not other.is_whole
    whole = covered(doctor, (consent(Receiver.DOCTOR, *doctor.groups),), TODAY)
    assert whole is not None
    assert whole.is_whole


def test_a_consent_that_ran_out_or_something_withheld_stops_it() -> None:
    doctor = letter("to_doctor")
    gone = covered(doctor, (consent(Receiver.DOCTOR, *doctor.groups, until=date(2026, 11, 21)),), TODAY)
    assert gone is not None
    assert not gone.is_whole
    held = Entry(2, EntryKind.WITHHELD, 1, Withheld(Receiver.DOCTOR, (Group.NEEDS,), "Ikke lægen"), NOW, "VP", "v")
    found = covered(doctor, (consent(Receiver.DOCTOR, *doctor.groups), held), TODAY)
    assert found is not None
    assert found.withheld == {Group.NEEDS}


def test_a_letter_to_herself_asks_for_no_consent() -> None:
    assert covered(letter("to_victim"), (), TODAY) is None


def test_the_letters_that_serve_the_plan_come_first() -> None:
    found = letters_for(LETTERS, ["housing"])
    assert found[0].id == "to_housing"
    assert {one.id for one in found} == set(IDS)
