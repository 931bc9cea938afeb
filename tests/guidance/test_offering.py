"""Which sheets are offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.guidance.offering import derived_from, offered, offered_for, offered_when
from stalkdesk.intake.answers import AnswerState, DateValue
from stalkdesk.intake.checklist import Condition
from stalkdesk.language import Language
from tests.guidance.small_shelf import answer, case, open_answer, sheet

ALWAYS = sheet(sheet_id="always")
LOG = sheet(
    sheet_id="log", offer_if=(Condition({"log_kept": ("none", "unknown")}), Condition({"incidents_total": ("at_least:3",)}))
)
YOUNG = sheet(sheet_id="young", offer_if=(Condition({"under_18": ("yes",)}),))
SHELF = (LOG, ALWAYS, YOUNG)


def ids(*sheets: object) -> list[str]:
    """The ids of the sheets that are offered for these answers."""
    return [one.id for one in offered_for(SHELF, case(*sheets))]  # type: ignore[arg-type]


def test_a_sheet_without_a_condition_is_always_offered() -> None:
    assert ids() == ["always"]


def test_a_sheet_is_offered_when_any_of_its_conditions_holds_in_the_order_of_the_shelf() -> None:
    assert ids(answer("log_kept", "none")) == ["log", "always"]
    assert ids(open_answer("log_kept", AnswerState.UNKNOWN)) == ["log", "always"]
    assert ids(answer("log_kept", "app"), answer("incidents_total", 3)) == ["log", "always"]
    assert ids(answer("log_kept", "app"), answer("incidents_total", 2)) == ["always"]


def test_a_derived_fact_can_call_for_a_sheet() -> None:
    assert [one.id for one in offered(SHELF, {}, {"under_18": "yes"})] == ["always", "young"]


def test_a_derived_fact_of_a_filed_case_rests_on_compartment_a_alone() -> None:
    checklist = Library(places.resources()).checklist(Language.DANISH)
    born = answer("victim_birth_date", DateValue("2012-03-01"))
    whole = case(born, answer("children_in_home", 2))
    derived = derived_from(whole, checklist, date(2026, 11, 22), "kommune")
    assert (derived["under_18"], derived["child_involved"], derived["police_profile"]) == ("unknown", "yes", "no")
    assert [one.id for one in offered_for(SHELF, whole, {"under_18": "yes"})] == ["always", "young"]


def test_a_sheet_that_stays_at_the_desk_is_never_offered() -> None:
    quick = replace(ALWAYS, leaves=False)
    assert offered((quick,), {}, {}) == ()
    assert offered_when(quick, Library(places.resources()).checklist(Language.DANISH)) == "Bliver ved skranken."


def test_when_a_sheet_is_offered_is_said_in_the_words_of_the_checklist() -> None:
    checklist = Library(places.resources()).checklist(Language.DANISH)
    assert offered_when(ALWAYS, checklist) == "Altid."
    said = offered_when(LOG, checklist)
    first, second = said.split(" / ")
    assert first == f"{checklist.question('log_kept').ask} Nej, ikke endnu, Ved ikke"
    assert second == f"{checklist.question('incidents_total').ask} mindst 3"
    assert offered_when(YOUNG, checklist) == "Under 18 år? Ja"


def test_an_answer_of_compartment_b_calls_for_no_sheet() -> None:
    whole = case(answer("log_kept", "none"), protected_ids=("log_kept",))
    assert [one.id for one in offered_for(SHELF, whole)] == ["always"]
