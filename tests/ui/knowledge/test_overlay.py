"""F1 beside a question: its page over the intake, links, and away again with the keyboard where it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from stalkdesk.errors import ContentBroken
from stalkdesk.intake.windows import Windows
from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import PageKind
from stalkdesk.language import Language
from stalkdesk.ui.knowledge.overlay import KnowledgeOverlay, show_knowledge
from stalkdesk.ui.knowledge.page_lines import PageList
from tests.ui.intake import conftest
from tests.ui.intake.conftest import OpenIntake, found

background, open_intake, intake = conftest.background, conftest.open_intake, conftest.intake


def overlay_of(intake: OpenIntake) -> KnowledgeOverlay:
    """What is laid over the intake."""
    return found(intake.page, KnowledgeOverlay, "knowledge_overlay")


def press(intake: OpenIntake, key: Qt.Key) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(intake.focused(), key)


def title_of(intake: OpenIntake) -> str:
    """What the page is called that is read."""
    return found(overlay_of(intake), QLabel, "knowledge_title").text()


def test_f1_shows_what_is_known_about_the_question_without_leaving_it(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    assert overlay_of(intake).isVisible()
    assert title_of(intake) == "Er du i fare lige nu?"
    assert found(overlay_of(intake), QLabel, "knowledge_matters").text() == "Hvorfor faren ved døren."
    assert intake.at == "danger_now"
    assert "En opdigtet kilde" in found(overlay_of(intake), QLabel, "knowledge_sources").text()


def test_esc_and_f1_take_it_away_and_the_keyboard_is_where_it_was(intake: OpenIntake) -> None:
    before = intake.focused()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
        press(intake, Qt.Key.Key_F1)
        assert intake.focused() is not before
        press(intake, key)
        assert not overlay_of(intake).isVisible()
        assert intake.focused() is before


def test_what_is_typed_over_the_page_answers_nothing(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    for key in (Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_1):
        press(intake, key)
    press(intake, Qt.Key.Key_Escape)
    intake.settle()
    assert intake.answers == {}
    assert intake.at == "danger_now"


def test_tab_stays_on_the_card(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    names = []
    for _ in range(4):
        press(intake, Qt.Key.Key_Tab)
        names.append(intake.focused().objectName())
    assert set(names) == {"knowledge_links", "knowledge_close"}


def test_a_link_leads_to_the_rule_and_back(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    links = found(overlay_of(intake), PageList, "knowledge_links")
    links.choose(0)
    links.setFocus()
    press(intake, Qt.Key.Key_Return)
    assert title_of(intake) == "Regel A1 slår til"
    found(overlay_of(intake), QPushButton, "knowledge_back").click()
    assert title_of(intake) == "Er du i fare lige nu?"
    assert not found(overlay_of(intake), QPushButton, "knowledge_back").isVisible()


def test_f9_goes_through_it_to_the_112_screen(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    press(intake, Qt.Key.Key_F9)
    assert not overlay_of(intake).isVisible()
    assert intake.page.emergency.isVisible()
    press(intake, Qt.Key.Key_F1)
    assert not overlay_of(intake).isVisible()


def test_the_button_beside_the_hints_opens_the_same_page(intake: OpenIntake) -> None:
    found(intake.page.hints, QPushButton, "hintsMore").click()
    assert title_of(intake) == "Er du i fare lige nu?"


def test_at_the_end_f1_tells_of_the_first_rule_that_fired(intake: OpenIntake) -> None:
    intake.go_to("threats")
    press(intake, Qt.Key.Key_J)
    intake.settle()
    intake.page._show_closing()
    intake.page.knowledge_wanted.emit()
    assert title_of(intake) == "Regel H1 slår til"


def test_a_question_without_a_page_says_so(intake: OpenIntake) -> None:
    intake.go_to("acts")
    press(intake, Qt.Key.Key_F1)
    assert title_of(intake) == "Der er endnu ingen side om det her."


def test_a_click_beside_the_card_takes_it_away(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    QTest.mouseClick(overlay_of(intake), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not overlay_of(intake).isVisible()


def test_it_is_as_large_as_what_it_lies_over_and_goes_when_that_is_hidden(intake: OpenIntake) -> None:
    press(intake, Qt.Key.Key_F1)
    intake.page.resize(1400, 900)
    assert overlay_of(intake).size() == intake.page.size()
    intake.page.hide()
    intake.page.show()
    assert not overlay_of(intake).isVisible()


def test_it_tells_the_numbers_of_the_authority(intake: OpenIntake) -> None:
    overlay = show_knowledge(intake.page, intake.page._desk, PageKind.QUESTION, "recent_approach_7d", Windows(approach_days=3))
    assert found(overlay, QLabel, "knowledge_title").text() == "Har personen opsøgt dig de sidste 3 dage?"
    again = show_knowledge(intake.page, intake.page._desk, PageKind.RULE, "A2")
    assert again is overlay
    assert title_of(intake) == "Regel A2 slår til"


def test_broken_content_is_told_and_the_intake_goes_on(intake: OpenIntake) -> None:
    def broken(language: Language, windows: Windows | None = None) -> Handbook:
        raise ContentBroken("knowledge/01_danger.toml, linje 1: filen er i stykker.")

    intake.page._desk.handbook = broken
    press(intake, Qt.Key.Key_F1)
    assert "i stykker" in title_of(intake)
    shown = [part for part in overlay_of(intake).findChildren(QWidget) if part.isVisible() and part.objectName()]
    assert "knowledge_links" not in [part.objectName() for part in shown]
    press(intake, Qt.Key.Key_Escape)
    assert intake.at == "danger_now"
