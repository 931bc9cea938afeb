"""Which shipped sheets the answers call for."""

from __future__ import annotations

import pytest

from stalkdesk.guidance.offering import derived_from, offered_for
from stalkdesk.intake.answers import Answer, AnswerState, DateValue
from stalkdesk.language import Language
from tests.guidance.shipped_shelf import LETTERS, LIBRARY, NOW
from tests.guidance.small_shelf import FACTS, answer, case, open_answer


def test_the_log_is_offered_unless_an_app_is_used() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    for kept in (answer("log_kept", "none"), answer("log_kept", "form"), open_answer("log_kept", AnswerState.UNKNOWN)):
        assert {one.id for one in offered_for(shelf, case(kept))} >= {"guidance", "incident_log", "receipt"}
    assert {one.id for one in offered_for(shelf, case())} >= {"guidance", "incident_log", "receipt"}
    with_app = {one.id for one in offered_for(shelf, case(answer("log_kept", "app")))}
    assert "incident_log" not in with_app
    assert "guidance" in with_app


def test_a_letter_is_offered_only_with_the_yes_of_the_victim() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert not {one.id for one in offered_for(shelf, case())} & set(LETTERS)
    assert not {one.id for one in offered_for(shelf, case(answer("share_with", ())))} & set(LETTERS)
    for letter, whom in LETTERS.items():
        offered = {one.id for one in offered_for(shelf, case(answer("share_with", (whom,))))}
        assert offered & set(LETTERS) == {letter}


def test_the_quick_guide_stays_at_the_desk_and_is_never_offered() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert [one.id for one in shelf if not one.leaves] == ["quick_guide"]
    assert "quick_guide" not in {one.id for one in offered_for(shelf, case(*FACTS), {"police_profile": "yes"})}


@pytest.mark.parametrize(
    ("facts", "sheet_id"),
    [
        ((answer("victim_is_alone", "yes"),), "young"),
        ((answer("shared_children", "yes"),), "children_school"),
        ((answer("children_used", "yes"),), "children_school"),
        ((answer("acts", ("COVERT",)),), "digital_safety"),
        ((answer("evidence_seen", ("tracker",)),), "digital_safety"),
        ((answer("acts", ("VISIT",)),), "address_protection"),
        ((answer("prohibition", "in_force"),), "orders"),
        ((answer("police_report", "filed"),), "five_points"),
        ((answer("police_report", "filed"),), "rights"),
        ((answer("evidence_seen", ("letters",)),), "evidence_receipt"),
        ((answer("acts", ("THIRD",)),), "relatives"),
        ((answer("latest_incident", DateValue("2026-11-20")),), "log_known"),
    ],
)
def test_the_answers_call_for_the_sheet_that_helps(facts: tuple[Answer, ...], sheet_id: str) -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert sheet_id in {one.id for one in offered_for(shelf, case(*facts))}
    assert sheet_id not in {one.id for one in offered_for(shelf, case())}


def test_at_a_police_desk_the_five_points_are_always_offered() -> None:
    checklist, shelf = LIBRARY.checklist(Language.DANISH), LIBRARY.shelf(Language.DANISH)
    for profile, is_offered in (("politi", True), ("kommune", False)):
        derived = derived_from(case(), checklist, NOW.date(), profile)
        assert ("five_points" in {one.id for one in offered_for(shelf, case(), derived)}) is is_offered
