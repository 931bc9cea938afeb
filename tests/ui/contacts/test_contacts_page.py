"""The page of contacts, by keyboard: who is called now, a new contact, away and back, checked, and the list on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from stalkdesk.casework.contacts.contact_register import (
    Away,
    Checked,
    ContactCard,
    ContactKind,
    Function,
    contact_by,
    contacts_now,
)
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.errors import CaseChanged
from stalkdesk.guidance.blocks import Table
from stalkdesk.guidance.contact_list import contact_list
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.contacts.page import ContactsPage
from stalkdesk.ui.contacts.words import function_word
from stalkdesk.ui.table import ValuesTable
from tests.ui.driving import Driver
from tests.ui.fakes import SUPERVISOR

OFFICER = Officer("o-9", "skranke", "Signe Skrankeprøve", "SS", Role.OFFICER)
LONE = ContactCard(ContactKind.PERSON, "Lone Prøve", Function.POLICE, "+4500000011")


class Contacts:
    """The page, shown."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        driver.window.show_page("contacts")
        driver.wait(lambda: driver.is_at("contacts"))

    @property
    def page(self) -> ContactsPage:
        return self.driver.find(ContactsPage, "contacts")

    def text(self, name: str) -> str:
        return self.driver.find(QLabel, name).text()

    def press(self, name: str) -> None:
        button = self.driver.find(QPushButton, name)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.driver.wait(lambda: self.driver.window.is_idle)

    def type(self, name: str, text: str) -> None:
        field = self.driver.find(QLineEdit, name)
        field.clear()
        QTest.keyClicks(field, text)

    def keep(self, *new: NewLine) -> None:
        self.driver.desk.open_drawer().keep_in_register(new)
        self.page.refresh()
        self.driver.wait(lambda: self.driver.window.is_idle)

    @property
    def said(self) -> str:
        return self.driver.find(Banner, "contacts_banner").sentence

    def contacts(self) -> dict[str, ContactCard]:
        return {one.id: one.card for one in contacts_now(self.driver.store.kept.register)}


@pytest.fixture
def contacts(unlocked: Callable[..., Driver]) -> Contacts:
    return Contacts(unlocked(SUPERVISOR))


def test_the_page_is_reached_with_one_key(unlocked: Callable[..., Driver]) -> None:
    driver = unlocked(SUPERVISOR)

    (shortcut,) = (one for one in driver.window.findChildren(QShortcut) if one.key().toString() == "Ctrl+7")
    shortcut.activated.emit()

    driver.wait(lambda: driver.is_at("contacts"))


def test_a_new_contact_is_typed_and_kept_and_is_then_called(contacts: Contacts) -> None:
    contacts.press("contacts_new")
    contacts.type("contact_name", "Lone Prøve")
    contacts.type("contact_phone", "00 00 00 11")
    contacts.type("contact_hours", "døgnet rundt")
    contacts.press("contact_save")

    ((_, card),) = contacts.contacts().items()
    assert (card.name, card.phone) == ("Lone Prøve", "+4500000011")
    assert contacts.said == "Kontakten er gemt."
    assert contacts.text("contact_heading") == "Lone Prøve"


@pytest.mark.parametrize(
    ("field", "typed"), [("contact_phone", "ring"), ("contact_hours", "når vi er her"), ("contact_name", "")]
)
def test_what_cannot_be_right_is_said_by_its_field_and_nothing_is_kept(contacts: Contacts, field: str, typed: str) -> None:
    contacts.press("contacts_new")
    contacts.type("contact_name", "Lone Prøve")
    contacts.type("contact_phone", "00 00 00 11")
    contacts.type(field, typed)
    contacts.press("contact_save")

    assert contacts.driver.find(QLineEdit, field).property("wrong") == "true"
    assert contacts.contacts() == {}


def test_what_was_typed_is_there_again_after_another_row_was_looked_at(contacts: Contacts) -> None:
    contacts.keep(
        NewLine(RegisterKind.CONTACT, "lone", LONE), NewLine(RegisterKind.CONTACT, "bo", replace(LONE, name="Bo Prøve"))
    )
    contacts.page.show_contact("lone")
    contacts.type("contact_organisation", "Lokalpolitiet")
    contacts.page.show_contact("bo")
    assert contacts.driver.find(QLineEdit, "contact_organisation").text() == ""

    contacts.page.show_contact("lone")

    assert contacts.driver.find(QLineEdit, "contact_organisation").text() == "Lokalpolitiet"


def test_somebody_else_changed_it_meanwhile_and_nothing_typed_is_lost(contacts: Contacts) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    contacts.page.show_contact("lone")
    contacts.type("contact_name", "Lone Prøvesen")

    def changed(_new: object) -> None:
        raise CaseChanged("En anden har ændret det samme imens.")

    contacts.driver.desk.open_drawer().keep_in_register = changed  # type: ignore[assignment,method-assign]
    contacts.press("contact_save")

    assert "imens" in contacts.said
    assert contacts.driver.find(QLineEdit, "contact_name").text() == "Lone Prøvesen"


def test_away_and_back_are_one_act_each_and_the_deputy_is_called_meanwhile(contacts: Contacts) -> None:
    duty = ContactCard(ContactKind.DESK, "Vagthavende", Function.DEPUTY, "+4500000012")
    contacts.keep(
        NewLine(RegisterKind.CONTACT, "lone", replace(LONE, deputy_id="duty")), NewLine(RegisterKind.CONTACT, "duty", duty)
    )
    contacts.page.show_contact("lone")
    contacts.page.panel.tabs.setCurrentIndex(1)
    contacts.type("away_until", "+5")
    contacts.press("contact_away_set")

    (line,) = contacts.driver.desk.open_drawer().register(RegisterKind.AWAY)
    away: Away = line.said
    assert (line.subject, away.until is not None) == ("lone", True)
    assert "væk til og med" in contacts.text("contact_away")

    contacts.press("contact_back")
    lone = contact_by(contacts_now(contacts.driver.store.kept.register), "lone")
    assert lone is not None
    assert lone.away is not None
    assert lone.away.is_back


def test_days_that_cannot_be_are_said_by_their_field(contacts: Contacts) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    contacts.page.show_contact("lone")
    contacts.page.panel.tabs.setCurrentIndex(1)
    contacts.type("away_until", "i overmorgen")
    contacts.press("contact_away_set")

    assert contacts.driver.find(QLineEdit, "away_until").property("wrong") == "true"
    assert contacts.driver.desk.open_drawer().register(RegisterKind.AWAY) == ()


def test_a_number_is_noted_as_checked_today_with_one_key(contacts: Contacts) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    contacts.page.show_contact("lone")
    contacts.page.panel.tabs.setCurrentIndex(1)
    assert "ikke tjekket endnu" in contacts.text("contact_checked")
    contacts.press("contact_check")

    (line,) = contacts.driver.desk.open_drawer().register(RegisterKind.CHECKED)
    checked: Checked = line.said
    assert (checked.by_name, checked.how) == (SUPERVISOR.full_name, "Ringet op")
    assert "Sidst tjekket" in contacts.text("contact_checked")


def test_the_list_narrows_while_a_name_is_typed_and_says_when_nobody_fits(contacts: Contacts) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    view = contacts.driver.find(QTableView, "contacts_table")
    contacts.type("contacts_find", "lone")
    assert view.model().rowCount() == 1

    contacts.type("contacts_find", "nobody here")
    assert view.model().rowCount() == 0
    assert contacts.text("contacts_none") == "Ingen kontakt passer på det, der er skrevet."


def test_an_officer_sees_who_to_call_and_changes_nothing(unlocked: Callable[..., Driver], contacts: Contacts) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    contacts.driver.desk.open_drawer()._officer = OFFICER  # type: ignore[attr-defined]
    contacts.page.refresh()
    contacts.driver.wait(lambda: contacts.driver.window.is_idle)
    contacts.page.show_contact("lone")

    assert not contacts.driver.shows("contacts_new")
    assert not contacts.driver.shows("contact_save")
    assert "00 00 00 11" in contacts.text("contact_says")
    assert contacts.driver.shows("call_politi")


def test_every_control_has_a_name(contacts: Contacts) -> None:
    contacts.press("contacts_new")
    nameless = [
        one.objectName()
        for one in contacts.page.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and one.objectName()
        and not one.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_model_keeps_its_promises(contacts: Contacts, qtmodeltester: object) -> None:
    contacts.keep(NewLine(RegisterKind.CONTACT, "lone", LONE))
    model = contacts.driver.find(QTableView, "contacts_table").model()
    assert isinstance(model, ValuesTable)
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_the_paper_list_has_everybody_in_use_under_what_they_are_called_for(contacts: Contacts) -> None:
    contacts.keep(
        NewLine(RegisterKind.CONTACT, "lone", LONE),
        NewLine(RegisterKind.CONTACT, "gone", replace(LONE, name="Forhenværende Prøve", is_active=False)),
    )
    drawer = contacts.driver.desk.open_drawer()
    found = contacts_now(drawer.register(), drawer.contacts())
    today = contacts.driver.desk.now().date()
    document = contact_list(found, drawer.unit(), today, {function: function_word(function) for function in Function})

    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert [row[1] for row in rows if row[0] == "Lone Prøve"] == ["00 00 00 11"]
    assert not any("Forhenværende" in cell for row in rows for cell in row)


def test_escape_leaves_a_new_contact_and_keeps_what_was_typed(contacts: Contacts) -> None:
    contacts.press("contacts_new")
    QTest.keyClick(contacts.driver.find(QLineEdit, "contact_name"), Qt.Key.Key_Escape)
    assert not contacts.page.panel.is_new
    assert contacts.driver.window.focusWidget() is contacts.driver.find(QPushButton, "contacts_new")
    assert not contacts.driver.shows("contacts_banner")
    contacts.press("contacts_new")
    contacts.type("contact_name", "Lone")
    QTest.keyClick(contacts.driver.find(QLineEdit, "contact_name"), Qt.Key.Key_Escape)
    assert "Din tekst står i formularen" in contacts.said
    contacts.press("contacts_new")
    assert contacts.driver.find(QLineEdit, "contact_name").text() == "Lone"
