"""What comes onto the paper from a case, and what never does."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import blank_setting, setting_for, sheet_setting_from
from stalkdesk.guidance.sheet_setting import PersonOnPaper, SheetSetting
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import AnswerState, PersonValue
from stalkdesk.intake.checklist import Condition
from tests.guidance.small_shelf import (
    AGENCIES,
    CONTACTS,
    FACTS,
    NOW,
    SECRET_WORDS,
    SECRETS,
    UNIT,
    WORDS_OF_TESTS,
    answer,
    case,
    open_answer,
    sheet,
)

EVERY_PLACE = tuple(
    SheetPart(kind, "Tekst", "Titel", ("line",))
    for kind in ("next_steps", "contact_persons", "receipt_fields", "sharing", "contacts", "log_table", "sources")
)


def setting(*answers_of: object) -> SheetSetting:
    """The setting of a case with these answers."""
    return setting_for(case(*answers_of), UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)  # type: ignore[arg-type]


def test_the_setting_tells_what_was_agreed() -> None:
    made = setting(*FACTS)
    assert made.reference == "SD-2026-0001"
    assert made.officer_name == "Villads Vagtprøve"
    assert made.next_steps == ("Vi ringes ved.", "Du skriver log.")
    assert made.follow_up_on == "2026-11-30"
    assert (made.police_report, made.police_journal_number) == ("filed", "0000-PRØVE")
    assert made.share_with == ("police", "school")


def test_the_day_on_paper_is_the_day_in_copenhagen() -> None:
    assert setting(*FACTS).on == date(2026, 11, 23)


def test_a_contact_person_of_the_register_has_her_telephone_and_hours() -> None:
    assert setting(*FACTS).contact_person == PersonOnPaper("Vera Visitprøve", "+4500000001", "hverdage kl. 9-15")


def test_a_telephone_that_was_given_for_the_person_counts_before_the_register() -> None:
    assert setting(*FACTS).deputy == PersonOnPaper("Sten Stedprøve", "+4500000077")


def test_a_contact_person_outside_the_register_is_printed_as_she_was_named() -> None:
    made = setting(answer("contact_person", PersonValue("Gro Gåetprøve", "", "+4500000008")))
    assert made.contact_person == PersonOnPaper("Gro Gåetprøve", "+4500000008")


def test_what_was_not_answered_leaves_lines_to_write_on() -> None:
    made = setting(open_answer("share_with", AnswerState.UNKNOWN), open_answer("next_step_1", AnswerState.NOT_ASKED))
    assert made.share_with is None
    assert made.next_steps == ()
    assert made.contact_person == PersonOnPaper()


def test_nobody_to_share_with_is_not_the_same_as_not_answered() -> None:
    assert setting(answer("share_with", ())).share_with == ()


def test_nothing_of_compartment_b_reaches_the_paper_even_when_it_is_given() -> None:
    protected = tuple(one.question_id for one in SECRETS)
    for with_ids in (protected, ()):
        whole = case(*FACTS, *SECRETS, protected_ids=with_ids)
        filled = setting_for(whole, UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
        for variant in Variant:
            printed = str(asdict(composed(sheet(*EVERY_PLACE), filled, variant)))
            assert ("Vi ringes ved." in printed) is (variant is not Variant.CARD)
            assert [word for word in SECRET_WORDS if word in printed] == []


def test_a_printed_question_that_moves_to_compartment_b_is_no_longer_printed() -> None:
    whole = case(*FACTS, protected_ids=("next_step_1", "contact_person"))
    made = setting_for(whole, UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
    assert made.next_steps == ("Du skriver log.",)
    assert made.contact_person == PersonOnPaper()


def test_no_part_of_a_sheet_comes_or_goes_by_an_answer_of_compartment_b() -> None:
    part = SheetPart("paragraph", "Kun for nogle", only_if=(Condition({"victim_suicidal": ("yes",)}),))
    protected = tuple(one.question_id for one in SECRETS)
    filled = sheet_setting_from(
        {one.question_id: one for one in (*FACTS, *SECRETS)},
        unit=UNIT,
        contacts=CONTACTS,
        agencies=AGENCIES,
        words=WORDS_OF_TESTS,
        now=NOW,
        protected_ids=protected,
    )
    assert "Kun for nogle" not in str(composed(sheet(part), filled))


def test_a_blank_setting_knows_only_the_unit_and_the_day() -> None:
    made = blank_setting(UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
    empty = SheetSetting(on=date(2026, 11, 23), unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
    assert made == empty
    assert replace(made, reference="SD-2026-0001") != empty
