"""Which sheets are offered."""

from __future__ import annotations

from stalkdesk.guidance.offering import offered, offered_for
from stalkdesk.intake.answers import AnswerState
from stalkdesk.intake.checklist import Condition
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


def test_an_answer_of_compartment_b_calls_for_no_sheet() -> None:
    whole = case(answer("log_kept", "none"), protected_ids=("log_kept",))
    assert [one.id for one in offered_for(SHELF, whole)] == ["always"]
