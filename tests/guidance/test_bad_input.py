"""Odd names, empty answers and contacts without a number: the paper is made all the same, and nothing of it is cut away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stalkdesk import app, places
from stalkdesk.casework.officers import ContactFunction, ContactPerson, Unit
from stalkdesk.data.library import Library
from stalkdesk.guidance.composing import OtherLanguage, composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.sheet_setting import SheetSetting
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState, PersonValue
from stalkdesk.language import Language
from tests.guidance.small_shelf import FACTS, NOW, UNIT, answer, case, open_answer
from tests.paper.pages_read import text_of

LIBRARY = Library(places.resources())
LONG = "Øå" * 100
ODD = {
    "200 letters": LONG,
    "200 letters with blanks": "Åse Æbleø " * 20,
    "right to left": "علي حسن",
    "both directions": "Ali (علي) 12",
    "emoji": "Sol 😀👩‍👩‍👧‍👦🏳️‍🌈",
    "marks": "Zoe\u0301 \u0328\u0301\u0302",
    "markup": "<b>&amp;</b> {reference} %s \\n (x)",
    "a line end": "Sten\nStedprøve",
    "only a blank": " ",
}


def sheet(sheet_id: str, language: Language = Language.DANISH) -> GuidanceSheet:
    """A shipped sheet."""
    return next(one for one in LIBRARY.shelf(language) if one.id == sheet_id)


def setting(*answers: Answer, language: Language = Language.DANISH, contacts: tuple[ContactPerson, ...] = ()) -> SheetSetting:
    """The setting of a case with these answers."""
    return setting_for(case(*answers), UNIT, contacts, LIBRARY.agencies(language), LIBRARY.words(language), NOW)


def named(name: str) -> tuple[Answer, ...]:
    """A case in which everybody and everything is called that."""
    person = PersonValue(name, name, "+4500000001")
    steps = (answer(f"next_step_{number}", name) for number in (1, 2, 3))
    return (*steps, answer("contact_person", person), answer("deputy_person", person), answer("police_journal_number", name))


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_any_name_at_all_is_printed_in_every_variant(name: str, variant: Variant) -> None:
    odd = replace(setting(*named(name)), officer_name=name, unit=Unit(UNIT.authority, name, (name,), ""))
    pdf = app.pdf(composed(sheet("receipt"), odd, variant))
    assert app.page_count(pdf) >= 1
    if name == LONG and variant is not Variant.CARD:
        assert LONG in "".join(text_of(pdf).split()), "no letter is lost where a word is broken"


@pytest.mark.parametrize("language", [Language.ARABIC, Language.PERSIAN, Language.POLISH])
def test_an_odd_name_is_printed_in_any_language_and_beside_another(language: Language) -> None:
    odd = setting(*named(ODD["both directions"]), language=language)
    both = OtherLanguage(sheet("receipt"), LIBRARY.words(Language.DANISH), LIBRARY.agencies(Language.DANISH))
    assert app.page_count(app.pdf(composed(sheet("receipt", language), odd, beside=both))) >= 1


@pytest.mark.parametrize("state", [AnswerState.UNKNOWN, AnswerState.NOT_ASKED])
def test_questions_left_open_leave_lines_to_write_on(state: AnswerState) -> None:
    nothing = setting(*(open_answer(one.question_id, state) for one in FACTS))
    for variant in Variant:
        assert app.page_count(app.pdf(composed(sheet("receipt"), nothing, variant))) == (2 if variant is Variant.LARGE else 1)


def test_empty_answers_leave_lines_to_write_on_too() -> None:
    empty = setting(*(answer(f"next_step_{number}", "") for number in (1, 2, 3)), answer("contact_person", PersonValue("")))
    assert empty.next_steps == ()
    assert empty.contact_person.line() == ""


def test_a_contact_person_without_a_telephone_stands_with_her_name_alone() -> None:
    contact = ContactPerson("1", "Vera Visitprøve", ContactFunction.VISITATOR, "")
    filled = setting(answer("contact_person", PersonValue("Vera Visitprøve")), contacts=(contact,))
    assert filled.contact_person.line() == "Vera Visitprøve"
    for variant in Variant:
        assert "Vera Visitprøve" in text_of(app.pdf(composed(sheet("receipt"), filled, variant)))


def test_an_agency_without_a_telephone_is_in_no_list_of_numbers() -> None:
    silent = tuple(replace(agency, phone="") for agency in LIBRARY.agencies(Language.DANISH))
    for variant in Variant:
        document = composed(sheet("guidance"), replace(setting(), agencies=silent), variant)
        assert "PhoneList" not in repr(document)
