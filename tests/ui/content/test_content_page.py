"""The content is kept in the window: a text is changed with a preview, a second person approves, and it holds at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QTextEdit,
)

from stalkdesk.casework.content_changes import ChangeKind, ChangeState
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import Language
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from tests.ui.content.keeping import POINTS, VISITATOR, at_content, shelf, to_tab
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR

Unlocked = Callable[..., Driver]
NEW = "Skriv det ned samme dag.\nGem det."


def _edited(driver: Driver, text: str = NEW) -> None:
    """The points of the sheet are written anew and sent."""
    at_content(driver)
    driver.click("content_edit")
    driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    driver.settle()
    driver.type("editor_items", text)
    driver.click("editor_send")
    driver.settle()


def _login(driver: Driver, user_name: str) -> None:
    driver.window.lock()
    driver.settle()
    driver.unlock(user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


def _points(driver: Driver) -> tuple[str, ...]:
    return driver.desk.shelf(Language.DANISH)[0].parts[1].items


def test_a_text_that_was_sent_waits_and_changes_nothing_yet(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    (change,) = driver.store.changes
    assert (change.proposal.kind, change.proposal.target, change.proposal.language) == (ChangeKind.PART, "guidance.log", "da")
    assert change.proposal.value["items"] == NEW.split("\n")
    assert change.proposal.before["items"] == list(POINTS.items)
    assert (change.proposal.source, change.proposal.base_version.split(" ")[0]) == ("T1", "1")
    assert "Sendt til godkendelse" in driver.says("content_editor_banner")
    assert _points(driver) == POINTS.items


def test_a_second_person_approves_at_her_own_login_and_it_holds_at_once(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    _login(driver, VISITATOR.user_name)
    assert "Én ændring venter på din godkendelse" in driver.find(QLabel, "home_content").text()
    driver.click("home_to_content")
    driver.settle()
    tabs = driver.find(QTabWidget, "content_tabs")
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["Til godkendelse (1)", "Alle ændringer"]
    driver.click("change_approve")
    driver.settle()
    assert _points(driver) == tuple(NEW.split("\n"))
    assert driver.desk.shelf(Language.DANISH)[0].version == "1 · 1"
    assert driver.store.changes[0].decider == VISITATOR.full_name
    assert driver.shows("nothing_waits")


def test_a_second_person_approves_at_the_same_desk_with_her_passphrase(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    driver.click("editor_back")
    to_tab(driver, "Til godkendelse")
    driver.click("change_approve")
    assert driver.store.changes[0].is_waiting  # her own change: nothing without a name and a passphrase
    driver.type("decider_name", VISITATOR.user_name)
    driver.type("decider_passphrase", "forkert forkert")
    driver.click("change_approve")
    driver.settle()
    assert "passer ikke sammen" in driver.says("content_approvals_banner")
    assert driver.find(QLineEdit, "decider_passphrase").text() == ""
    driver.type("decider_passphrase", PASSPHRASE)
    driver.click("change_approve")
    driver.settle()
    assert _points(driver) == tuple(NEW.split("\n"))


def test_a_rejection_asks_for_a_reason_and_the_text_stays(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    _login(driver, VISITATOR.user_name)
    at_content(driver, "Til godkendelse", with_visitator=False)
    driver.click("change_reject")
    assert "hvorfor" in driver.find(QLabel, "decision_reason_remark").text()
    driver.type("decision_reason", "Kilden siger noget andet.")
    driver.click("change_reject")
    driver.settle()
    assert driver.store.changes[0].state is ChangeState.REJECTED
    assert _points(driver) == POINTS.items
    to_tab(driver, "Alle")
    assert "Kilden siger noget andet." in driver.find(QLabel, "change_decided").text()


def test_old_and_new_stand_side_by_side_marked_by_more_than_colour(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver, "Skriv det op.\nGem det.")
    driver.click("editor_back")
    to_tab(driver, "Til godkendelse")
    before, after = driver.find(QTextEdit, "comparison_before"), driver.find(QTextEdit, "comparison_after")
    assert "Skriv det [ned.]" in before.toPlainText()
    assert "Skriv det «op.»" in after.toPlainText()
    assert "[" not in after.toPlainText()
    assert "Lærke Prøvesen" in driver.find(QLabel, "change_made").text()


def test_who_proposed_it_takes_it_back(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    driver.click("editor_back")
    to_tab(driver, "Til godkendelse")
    driver.click("change_withdraw")
    driver.settle()
    assert driver.store.changes[0].state is ChangeState.WITHDRAWN
    assert driver.shows("nothing_waits")


def test_with_nobody_else_to_approve_it_the_sentence_says_what_to_do(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver, "Udfyldes", with_visitator=False)
    driver.type("entry_text", "hverdage kl. 9-15")
    driver.click("entry_send")
    driver.settle()
    assert "ingen anden leder eller visitator" in driver.says("content_entries_banner")
    to_tab(driver, "Til godkendelse")
    assert not driver.shows("change_approve")


def test_an_entry_stands_on_the_sheet_once_it_is_approved(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver, "Udfyldes")
    driver.type("entry_text", "hverdage kl. 9-15")
    driver.click("entry_send")
    driver.settle()
    assert driver.desk.local(Language.DANISH) == {}
    to_tab(driver, "Til godkendelse")
    driver.type("decider_name", VISITATOR.user_name)
    driver.type("decider_passphrase", PASSPHRASE)
    driver.click("change_approve")
    driver.settle()
    assert driver.desk.local(Language.ENGLISH) == {"visitator_hours": "hverdage kl. 9-15"}
    to_tab(driver, "Udfyldes")
    assert driver.find(QLineEdit, "entry_text").text() == "hverdage kl. 9-15"


def test_a_wrong_number_is_refused_and_a_right_one_waits(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver, "Kontakter")
    driver.type("agency_phone", "ring bare")
    driver.click("agency_send")
    assert "otte cifre" in driver.says("content_agencies_banner")
    assert driver.store.changes == []
    driver.type("agency_phone", "00 00 00 07")
    driver.type("agency_day", "31-02-2026")
    driver.click("agency_send")
    assert driver.store.changes == []
    driver.type("agency_day", "01-10-2026")
    driver.click("agency_send")
    driver.settle()
    assert driver.store.changes[0].proposal.value["phone"] == "00 00 00 07"
    assert driver.store.changes[0].proposal.checked_on == date(2026, 10, 1)
    assert driver.desk.agencies(Language.DANISH)[0].phone == "1-1-2"


def test_a_text_that_can_not_stand_is_not_sent_and_stays_on_the_screen(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver, " ")
    assert "mindst ét punkt" in driver.says("content_editor_banner")
    assert driver.store.changes == []
    assert driver.find(QPlainTextEdit, "editor_items").toPlainText() == " "


def test_while_typing_the_page_its_length_and_how_plain_it_is_are_shown(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver)
    drawn: list[str] = []
    made = driver.desk.pdf

    def drawing(document: object) -> bytes:
        drawn.append(repr(document))
        return made(document)  # type: ignore[arg-type]

    driver.desk.pdf, driver.desk.page_count = drawing, lambda _: 3
    driver.desk.unprintable = lambda text: {"☃"} & set(text)
    driver.click("content_edit")
    driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    driver.type("editor_items", "Skriv det samme dag ☃")
    driver.wait(lambda: "samme dag" in drawn[-1])
    driver.settle()
    assert "LIX" in driver.find(QLabel, "editor_plain").text()
    assert "30 tegn" in driver.find(QLabel, "editor_plain").text()
    assert "☃" in driver.find(QLabel, "editor_signs").text()
    assert "højst fylde to" in driver.find(QLabel, "editor_pages").text()


def test_a_translation_is_written_beside_the_danish_text_and_approved_with_its_translator(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver)
    driver.find(LanguageBox, "content_language").choose(Language.ARABIC)
    driver.settle()
    driver.click("content_edit")
    driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    driver.settle()
    assert "Skriv det ned." in driver.find(QLabel, "editor_original").text()
    assert driver.find(QPlainTextEdit, "editor_items").layoutDirection() is Qt.LayoutDirection.RightToLeft
    driver.click("editor_back")
    driver.click("content_checked")
    dialog = driver.find(QDialog, "checked_dialog")
    driver.click("checked_send")
    assert dialog.isVisible()
    assert "navnet" in driver.find(QLabel, "checked_translator_remark").text()
    driver.type("checked_translator", "Tora Tolk")
    driver.click("checked_send")
    driver.settle()
    assert driver.store.changes[0].proposal.value["translator"] == "Tora Tolk"
    assert driver.store.changes[0].proposal.language == "ar"


def test_the_list_shows_what_must_be_seen_to_and_only_that_when_asked(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)

    def half_old(language: Language) -> tuple[GuidanceSheet, ...]:
        (one,) = shelf(language)
        return (replace(one, parts=one.parts[:2]), replace(one, id="old", title="Gammelt", last_checked=date(2020, 1, 1)))

    at_content(driver)
    driver.desk.shipped_shelf = half_old
    at_content_again = driver.window.show_page("content")
    driver.settle()
    assert at_content_again.isVisible()
    view = driver.find(QTableView, "content_lines")
    assert view.model().rowCount() == 2 * len(Language)
    driver.find(QCheckBox, "content_only_calling").setChecked(True)
    titles = {view.model().index(row, 0).data() for row in range(view.model().rowCount())}
    assert titles == {"Gammelt"}
    assert "skal gennemgås igen" in str(view.model().index(0, 6).data())


def test_the_text_before_a_change_is_brought_back_as_a_new_change(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    driver.click("editor_back")
    to_tab(driver, "Til godkendelse")
    driver.type("decider_name", VISITATOR.user_name)
    driver.type("decider_passphrase", PASSPHRASE)
    driver.click("change_approve")
    driver.settle()
    to_tab(driver, "Alle")
    driver.click("change_bring_back")
    driver.settle()
    again = driver.store.changes[1].proposal
    assert again.value["items"] == list(POINTS.items)
    assert again.before["items"] == NEW.split("\n")
    assert driver.store.changes[1].is_waiting


def test_an_officer_has_no_way_there_and_sees_no_line_of_it(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    assert not driver.shows("nav_content")
    assert not driver.shows("content_line")


def test_what_is_locked_away_is_not_in_force_on_a_locked_desk(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _edited(driver)
    driver.store.changes[0] = replace(driver.store.changes[0], state=ChangeState.APPROVED, decider="Vita")
    driver.desk.read_changes()
    assert _points(driver) == tuple(NEW.split("\n"))
    driver.window.lock()
    driver.settle()
    assert _points(driver) == POINTS.items


def test_the_list_is_driven_by_keys(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver)
    driver.find(QTableView, "content_lines").setFocus()
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.shows("editor_parts")
    assert driver.find(QListWidget, "editor_parts").hasFocus()


@pytest.mark.parametrize("tab", ["Arkene", "Kontakter", "Udfyldes", "Til godkendelse", "Alle"])
def test_a_shelf_that_can_not_be_read_is_said(unlocked: Unlocked, tab: str) -> None:
    from stalkdesk.errors import ContentBroken

    driver = unlocked(SUPERVISOR)
    at_content(driver, tab)

    def broken(language: Language) -> tuple[GuidanceSheet, ...]:
        raise ContentBroken("sheets/guidance.toml, linje 3: noget mangler.")

    driver.desk.shipped_shelf = cast(Callable[[Language], tuple[GuidanceSheet, ...]], broken)
    driver.window.show_page("content")
    driver.settle()
    assert "linje 3" in driver.says("content_banner")
