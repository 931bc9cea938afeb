"""The live assessment and the result page in plain words: what was found, why, whom to call, and both levels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from stalkdesk.casework.officers import ContactFunction, ContactPerson
from stalkdesk.errors import DiskFull
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui.intake.closing import settling_question
from stalkdesk.ui.intake.whom_to_call import PLACES, whom_to_call
from tests.ui.fakes import SUPERVISOR
from tests.ui.intake.conftest import OpenIntake, found
from tests.ui.intake.test_closing import answer_what_blocks, closing, level, shown

CALM: dict[str, Any] = {
    **dict.fromkeys(("danger_now", "threats", "weapon_access", "suicidal_statement", "violence", "strangulation"), "no"),
    **dict.fromkeys(("burst_24h", "prior_stalking", "child_threat", "victim_suicidal"), "no"),
    "directed_at_person": "yes",
    "same_source": "yes",
    "incidents_total": 3,
    "span_days": 3,
    "unwanted": "explicit",
    "continued_after_no": "no",
    "reciprocity": "none",
    "impact": "annoyance",
    "purpose": "none",
    "prohibition": "none",
    "relationship": "acquaintance",
    "acts": ["COMM"],
}
PARTLY: list[dict[str, Any]] = [
    {},
    {"incidents_total": 1},
    {"incidents_total": 2},
    {"incidents_total": 4, "span_days": 3},
    {"incidents_total": 20, "directed_at_person": "yes"},
    {"unwanted": "explicit"},
    {"unwanted": "unclear", "reciprocity": "mutual"},
    {"purpose": "co_parenting"},
    {"purpose": "co_parenting", "exceeds_purpose": "no", "unwanted": "no"},
    {"purpose": "work_service", "exceeds_purpose": "na"},
    {"impact": "unknown", "acts": ["COMM"], "prohibition": "in_force"},
    {**CALM, "incidents_total": 4, "unwanted": "implicit", "reciprocity": "none"},
]


def take(intake: OpenIntake, **answers: Any) -> None:
    for question_id, untrusted in answers.items():
        intake.page._open_talk().take(question_id, untrusted)
    intake.settle()


def to_the_end(intake: OpenIntake) -> None:
    while intake.page._open_talk().walk.blocking():
        answer_what_blocks(intake)
    closing(intake)


# -- the live panel ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", PARTLY)
def test_every_open_element_has_a_way_or_says_that_it_takes_new_information(
    whole_intake: OpenIntake, answers: dict[str, Any]
) -> None:
    take(whole_intake, **answers)
    talk, panel = whole_intake.page._open_talk(), whole_intake.page.found
    for finding in talk.assessment.elements:
        button = found(panel, QToolButton, f"elementAsk{finding.element.value}")
        said = found(panel, QLabel, f"elementState{finding.element.value}").text()
        assert button.isVisible() is (settling_question(talk)(finding) is not None)
        assert not finding.is_open or button.isVisible() or said == "åben – kræver nye oplysninger"
        assert finding.is_open or said in ("har oplysninger", "taler imod", "ingen fundet")


def test_an_open_element_names_what_is_missing(whole_intake: OpenIntake) -> None:
    take(whole_intake, unwanted="explicit")
    assert found(whole_intake.page.found, QLabel, "elementStateU").text() == "åben: om det fortsatte efter et nej"


def test_on_a_low_screen_an_open_element_takes_one_line_and_still_says_what_is_missing(whole_intake: OpenIntake) -> None:
    whole_intake.page.resize(1280, 720)
    whole_intake.qtbot.waitUntil(lambda: found(whole_intake.page.found, QLabel, "elementStateX").text() == "åben")
    for element in "PUFX":
        assert found(whole_intake.page.found, QLabel, f"elementState{element}").text() == "åben"
        assert ": åben: " in found(whole_intake.page.found, QLabel, f"elementName{element}").accessibleName()


def test_the_way_of_an_open_element_is_reached_by_the_keyboard(whole_intake: OpenIntake) -> None:
    visited = []
    for _ in range(60):
        whole_intake.qtbot.keyClick(whole_intake.focused(), Qt.Key.Key_Tab)
        visited.append(whole_intake.focused().objectName())
    assert {f"elementAsk{element}" for element in "PUFX"} <= set(visited)


# -- the result --------------------------------------------------------------------------------------------------------------


def test_a_not_says_which_element_speaks_against_and_where_to_turn(whole_intake: OpenIntake) -> None:
    take(whole_intake, **CALM)
    to_the_end(whole_intake)
    outcome = found(whole_intake.page.closing, QWidget, "resultPart")
    assert found(outcome, QLabel, "againstU").text().startswith("Kontakten er ønsket eller gensidig")
    assert "Dansk Stalking Center: 25 17 73 74" in shown(whole_intake)
    assert found(whole_intake.page.closing, QWidget, "reopenPart").isVisible()


def test_the_units_own_contact_person_is_named_with_her_number(whole_intake: OpenIntake) -> None:
    visitator = ContactPerson("c-9", "Vera Visitprøve", ContactFunction.VISITATOR, "+4500000011", "hverdage kl. 9-15")
    whole_intake.store.contacts = (*whole_intake.store.contacts, visitator)
    whole_intake.page.begin()
    whole_intake.settle()
    to_the_end(whole_intake)
    assert "Vera Visitprøve: 00 00 00 11 · hverdage kl. 9-15" in shown(whole_intake)


def test_danger_names_112_and_high_names_the_police(whole_intake: OpenIntake) -> None:
    take(whole_intake, threats="yes", weapon_access="yes")
    whole_intake.qtbot.keyClick(whole_intake.page.emergency, Qt.Key.Key_Escape)
    to_the_end(whole_intake)
    assert "Akut fare: 112 · Døgnet rundt" in shown(whole_intake)
    take(whole_intake, weapon_access="no")
    closing(whole_intake)
    assert "Politiet, når det ikke haster: 114 · I hele landet" in shown(whole_intake)


def test_nobody_who_left_and_no_number_that_is_not_verified_is_named(whole_intake: OpenIntake) -> None:
    agencies = whole_intake.page._open_talk().opening.agencies
    gone = ContactPerson("c-9", "Vera Visitprøve", ContactFunction.VISITATOR, "+4500000011", is_active=False)
    unverified = [agency.name for agency in agencies if not agency.printable]
    told = "\n".join(line for code in PLACES for line in whom_to_call(code, (gone,), agencies))
    assert unverified
    assert not [name for name in (*unverified, gone.name) if name in told]


# -- both levels -------------------------------------------------------------------------------------------------------------


def test_a_raised_level_stands_beside_the_computed_one_here_and_after_the_filing(whole_intake: OpenIntake) -> None:
    take(whole_intake, **CALM)
    to_the_end(whole_intake)
    both = found(whole_intake.page.closing, QLabel, "bothLevels")
    assert not both.isVisible()
    level(whole_intake, Urgency.HIGH).click()
    assert both.text() == "Hastegrad, beregnet: Rutine · bekræftet: Høj"
    assert found(whole_intake.page.closing, QLabel, "confirmedResponse").text() == "Lederen og politiet kontaktes samme dag."
    whole_intake.page.foot.file_button.click()
    whole_intake.settle()
    assert found(whole_intake.page.after_filing, QLabel, "filedLevels").text() == both.text()


def test_a_lowered_level_is_filed_with_both_levels(open_intake: Callable[..., OpenIntake]) -> None:
    intake = open_intake(SUPERVISOR, is_whole=True)
    to_the_end(intake)
    level(intake, Urgency.ROUTINE).click()
    intake.qtbot.keyClicks(intake.page.closing.level.reason, "Talt med vagtlederen")
    both = found(intake.page.closing, QLabel, "bothLevels").text()
    intake.page.foot.file_button.click()
    intake.settle()
    assert both == "Hastegrad, beregnet: Moderat · bekræftet: Rutine"
    assert found(intake.page.after_filing, QLabel, "filedLevels").text() == both


def test_a_confirmed_level_is_said_once(whole_intake: OpenIntake) -> None:
    take(whole_intake, **CALM)
    to_the_end(whole_intake)
    whole_intake.page.foot.file_button.click()
    whole_intake.settle()
    said = found(whole_intake.page.after_filing, QLabel, "filedLevels").text()
    assert said == "Hastegrad, beregnet og bekræftet: Rutine"


# -- acute -------------------------------------------------------------------------------------------------------------------


def test_an_acute_rule_opens_the_112_screen_and_its_banner_though_saving_fails(whole_intake: OpenIntake) -> None:
    take(whole_intake, threats="yes")
    whole_intake.go_to("weapon_access")
    whole_intake.drawer.failure = DiskFull("Disken er fuld.")
    whole_intake.qtbot.keyClicks(whole_intake.focused(), "j")
    assert whole_intake.page.emergency.isVisible()
    whole_intake.qtbot.keyClick(whole_intake.page.emergency, Qt.Key.Key_Escape)
    assert whole_intake.page.acute_banner.isVisible()
    whole_intake.settle()
    assert whole_intake.page.acute_banner.isVisible()


def test_an_acute_danger_interrupts_once_and_again_when_it_came_back(whole_intake: OpenIntake) -> None:
    take(whole_intake, threats="yes")
    for answer, is_shown in (("yes", True), ("no", False), ("yes", True)):
        take(whole_intake, weapon_access=answer)
        assert whole_intake.page.emergency.isVisible() == is_shown
        if is_shown:
            whole_intake.qtbot.keyClick(whole_intake.page.emergency, Qt.Key.Key_Escape)
            take(whole_intake, escalating="yes")
            assert not whole_intake.page.emergency.isVisible(), "the same danger interrupts once"


def test_a_number_interrupts_when_it_is_left_not_while_it_is_typed(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="yes", strangulation="no")
    whole_intake.go_to("last_violence_days")
    take(whole_intake, last_violence_days=3)
    assert whole_intake.page.acute_banner.isVisible()
    assert not whole_intake.page.emergency.isVisible()
    whole_intake.page.foot.next_button.click()
    assert whole_intake.page.emergency.isVisible()


def test_danger_now_opens_the_112_screen_though_saving_fails(whole_intake: OpenIntake) -> None:
    whole_intake.drawer.failure = DiskFull("Disken er fuld.")
    whole_intake.qtbot.keyClicks(whole_intake.focused(), "j")
    assert whole_intake.page.emergency.isVisible()
    whole_intake.settle()
    assert whole_intake.page.emergency.isVisible()
