"""The part "Samtykke" of a case, by keyboard: nothing is chosen beforehand or shared by itself, withdrawing is one act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.officers import Authority
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, Withheld
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.consent.consent_part import ConsentPart
from stalkdesk.ui.table import ValuesTable
from tests.ui.cases.conftest import FiledCase, filed_case  # noqa: F401 -- a fixture
from tests.ui.fakes import PASSPHRASE, SUPERVISOR


class Consenting:
    """The case page, at its part about consent."""

    def __init__(self, qtbot: QtBot, case: FiledCase) -> None:
        case.desk.legal_bases = app._legal_bases
        self.case, self.page = case, CasePage(case.desk, case.background)
        qtbot.addWidget(self.page)
        self.page.resize(1060, 900)
        self.page.show()
        self.reopen()

    def reopen(self) -> None:
        self.page.show_case(self.case.reference, "consent_part")
        self.settle()

    def settle(self) -> None:
        self.case.background.wait_idle()

    def open(self) -> None:
        self.press("open_consent")

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = [one for one in self.page.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} of {name}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.settle()

    def type(self, name: str, text: str) -> None:
        field = self.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        if name.endswith("receiver_name"):
            field.insert(text)  # type: ignore[union-attr]  # typed, it opens the list of contacts, which has no window here
        else:
            QTest.keyClicks(field, text)

    def tick(self, name: str) -> None:
        QTest.keyClick(self.find(QCheckBox, name), Qt.Key.Key_Space)

    def choose(self, name: str, value: str) -> None:
        box = self.find(QComboBox, name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))
        assert box.currentData() == value

    def text(self, name: str) -> str:
        line = self.find(QLabel, name)
        assert isinstance(line, QLabel)
        return line.text()

    @property
    def said(self) -> str:
        banner = self.find(Banner, "consent_banner")
        assert isinstance(banner, Banner)
        return banner.sentence

    @property
    def view(self) -> QTableView:
        found = self.find(QTableView, "consent_table")
        assert isinstance(found, QTableView)
        return found

    def kept(self, kind: EntryKind) -> list[Entry]:
        entries = self.case.store.kept.entries.get(self.case.reference, [])
        return [one for one in entries if one.kind is kind]

    def keep(self, kind: EntryKind, said: object) -> None:
        self.case.desk.open_drawer().keep_entries(self.case.reference, [NewEntry(kind, said)])
        self.reopen()
        self.open()

    @property
    def today(self) -> date:
        return day_in_denmark(self.case.desk.now())


@pytest.fixture
def consenting(qtbot: QtBot, filed_case: FiledCase) -> Iterator[Consenting]:  # noqa: F811 -- a fixture
    yield Consenting(qtbot, filed_case)
    filed_case.desk.begun_texts.clear()


def yes(today: date, **more: object) -> Consent:
    return Consent(Receiver.POLICE, (Group.FACTS,), "anmeldelse", today, HowGiven.SIGNED, **more)  # type: ignore[arg-type]


def test_it_opens_with_a_reason_that_one_key_gives_and_the_reason_is_in_the_journal(consenting: Consenting) -> None:
    assert not consenting.shows("consent_section")
    consenting.open()

    assert consenting.shows("consent_section")
    assert "Arbejde med samtykke" in repr(consenting.case.store.journal[-3:])


def test_what_was_said_at_the_first_conversation_is_shown_and_taken_over_only_by_a_person(consenting: Consenting) -> None:
    consenting.open()
    assert "endnu ikke skrevet ind som samtykke: ja til stalking-visitatoren" in consenting.text("consent_said")
    assert consenting.kept(EntryKind.CONSENT) == []

    consenting.press("take_over_visitator")
    ticks = [one for one in consenting.page.findChildren(QCheckBox) if one.isVisible() and "_group_" in one.objectName()]
    assert len(ticks) == len(Group)
    assert not any(one.isChecked() for one in ticks)
    consenting.type("consent_purpose", "samtale")
    consenting.press("keep_consent")
    assert consenting.kept(EntryKind.CONSENT) == [], "no group is chosen"
    assert consenting.text("consent_groups_wrong")

    consenting.tick("consent_group_facts")
    consenting.press("keep_consent")
    (entry,) = consenting.kept(EntryKind.CONSENT)
    assert (entry.said.receiver, entry.said.groups) == (Receiver.VISITATOR, (Group.FACTS,))
    assert not consenting.shows("take_over_visitator")


def test_a_new_consent_is_typed_and_kept(consenting: Consenting) -> None:
    consenting.open()
    consenting.press("new_consent")
    consenting.choose("consent_receiver", "school")
    consenting.type("consent_receiver_name", "Prøveskolen")
    consenting.tick("consent_group_children")
    consenting.type("consent_purpose", "aftale om hentning")
    consenting.type("consent_until", "+30")
    consenting.choose("consent_how", "oral_with_witness")
    consenting.press("keep_consent")
    assert consenting.find(QLineEdit, "consent_witness").property("wrong") == "true"
    consenting.type("consent_witness", "Bo Prøve")
    consenting.press("keep_consent")

    (entry,) = consenting.kept(EntryKind.CONSENT)
    said: Consent = entry.said
    assert (said.receiver, said.receiver_name, said.witness) == (Receiver.SCHOOL, "Prøveskolen", "Bo Prøve")
    assert said.until == consenting.today + timedelta(days=30)
    assert consenting.said == "Det er noteret på sagen."
    assert consenting.case.desk.begun_texts == {}, "what was kept is begun no more"


def test_a_consent_is_withdrawn_with_one_act_that_says_what_it_means(consenting: Consenting) -> None:
    consenting.keep(EntryKind.CONSENT, yes(consenting.today))
    QTest.keyClick(consenting.view, Qt.Key.Key_T)
    assert "kan ikke kaldes tilbage" in consenting.text("withdraw_says")
    assert len(consenting.kept(EntryKind.CONSENT)) == 1, "asked, not done"

    consenting.press("withdraw_now")
    given, withdrawn = consenting.kept(EntryKind.CONSENT)
    assert (given.subject, given.said.withdrawn_on) == (withdrawn.subject, None)
    assert withdrawn.said.withdrawn_on == consenting.today
    assert not consenting.shows("withdraw_consent")


def test_a_consent_is_renewed_from_today_and_may_be_let_go(consenting: Consenting) -> None:
    consenting.keep(EntryKind.CONSENT, yes(consenting.today, until=consenting.today + timedelta(days=3)))
    QTest.keyClick(consenting.view, Qt.Key.Key_Return)
    consenting.type("consent_until", "+60")
    consenting.press("keep_consent")
    assert len(consenting.kept(EntryKind.CONSENT)) == 1, "how it was given is never said by the program"
    consenting.choose("consent_how", HowGiven.SIGNED.value)
    consenting.press("keep_consent")
    first, again = consenting.kept(EntryKind.CONSENT)
    assert (again.subject, again.said.until) == (first.subject, consenting.today + timedelta(days=60))

    consenting.press("let_consent_go")
    assert consenting.kept(EntryKind.CONSENT)[-1].said.is_let_go


def _fill_sharing(consenting: Consenting, receiver: str, basis: str, use: str = "prevention") -> None:
    consenting.open()
    consenting.press("new_sharing")
    consenting.choose("sharing_receiver", receiver)
    consenting.choose("sharing_basis", basis)
    consenting.choose("sharing_for", use)
    consenting.tick("sharing_group_risk")
    consenting.type("sharing_reason", "Kan ikke vente.")


def test_a_notification_about_a_child_is_noted_without_a_leader(consenting: Consenting) -> None:
    _fill_sharing(consenting, "municipality", "child_notification")
    consenting.press("keep_sharing")

    (entry,) = consenting.kept(EntryKind.SHARING)
    said: Sharing = entry.said
    assert (said.basis, said.shared_for, said.approved_by) == ("child_notification", SharedFor.PREVENTION, "")
    assert "Barnets lov" in said.basis_words


def test_sharing_without_consent_takes_a_leaders_passphrase_at_this_desk(consenting: Consenting) -> None:
    _fill_sharing(consenting, "police", "authority_task")
    assert not consenting.shows("keep_sharing")
    consenting.type("approverName", SUPERVISOR.user_name)
    consenting.type("approverPassphrase", "wrong words")
    consenting.press("approveButton")
    assert consenting.kept(EntryKind.SHARING) == []

    consenting.type("approverPassphrase", PASSPHRASE)
    consenting.press("approveButton")
    consenting.settle()
    (entry,) = consenting.kept(EntryKind.SHARING)
    assert entry.said.approved_by == SUPERVISOR.id


def test_a_rule_for_prevention_is_refused_for_an_investigation_before_a_leader_is_asked(consenting: Consenting) -> None:
    _fill_sharing(consenting, "police", "section_115", "investigation")
    consenting.type("approverName", SUPERVISOR.user_name)
    consenting.type("approverPassphrase", PASSPHRASE)
    consenting.press("approveButton")

    assert consenting.find(QComboBox, "sharing_for").property("wrong") == "true"
    assert consenting.kept(EntryKind.SHARING) == []


def test_the_police_desk_is_offered_its_own_rules_only(consenting: Consenting) -> None:
    unit = consenting.case.store.unit
    consenting.case.store.unit = type(unit)(Authority.POLICE, unit.name, unit.address_lines, unit.phone)
    consenting.open()
    consenting.press("new_sharing")
    consenting.choose("sharing_receiver", "municipality")
    box = consenting.find(QComboBox, "sharing_basis")
    assert isinstance(box, QComboBox)

    assert {box.itemData(row) for row in range(box.count())} == {"child_notification", "acute_danger", "section_115"}


def test_what_was_shared_in_danger_is_approved_afterwards(consenting: Consenting) -> None:
    danger = Sharing(Receiver.POLICE, (Group.RISK,), "acute_danger", "Fare nu", SharedFor.PREVENTION, consenting.today)
    consenting.keep(EntryKind.SHARING, danger)
    consenting.press("approve_later")
    consenting.type("approverName", SUPERVISOR.user_name)
    consenting.type("approverPassphrase", PASSPHRASE)
    consenting.press("approveButton")
    consenting.settle()

    first, approved = consenting.kept(EntryKind.SHARING)
    assert (approved.subject, approved.said.approved_by) == (first.subject, SUPERVISOR.id)
    assert not consenting.shows("approve_later")


def test_something_is_withheld_with_a_reason_and_lifted_again(consenting: Consenting) -> None:
    consenting.open()
    consenting.press("new_withheld")
    consenting.tick("withheld_group_address")
    consenting.press("keep_withheld")
    assert consenting.find(QLineEdit, "withheld_why").property("wrong") == "true"
    consenting.type("withheld_why", "hendes ønske")
    consenting.press("keep_withheld")
    (entry,) = consenting.kept(EntryKind.WITHHELD)
    held: Withheld = entry.said
    assert (held.receiver, held.groups) == (Receiver.POLICE, (Group.ADDRESS,))

    consenting.press("lift_withheld")
    assert consenting.kept(EntryKind.WITHHELD)[-1].said.is_lifted


def test_what_was_typed_is_there_again_after_another_part_was_looked_at(consenting: Consenting) -> None:
    consenting.open()
    consenting.press("new_consent")
    consenting.type("consent_purpose", "samtale med skolen")
    consenting.reopen()
    assert not consenting.shows("consent_section"), "what is protected is off the screen"

    consenting.open()
    consenting.press("new_consent")
    line = consenting.find(QLineEdit, "consent_purpose")
    assert isinstance(line, QLineEdit)
    assert line.text() == "samtale med skolen"


def test_the_paper_to_sign_lies_over_the_case(consenting: Consenting) -> None:
    (part,) = (one for one in consenting.page.findChildren(ConsentPart) if one.isVisible())
    over: list[QWidget] = []
    part.over_asked.connect(over.append)
    consenting.open()
    consenting.press("consent_paper")
    consenting.settle()

    assert len(over) == 1
    assert over[0].objectName() == "one_paper"


def test_the_model_keeps_its_promises(consenting: Consenting, qtmodeltester: object) -> None:
    consenting.keep(EntryKind.CONSENT, yes(consenting.today))
    model = consenting.view.model()
    assert isinstance(model, ValuesTable)
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_escape_closes_a_form_and_keeps_what_was_typed(consenting: Consenting) -> None:
    consenting.open()
    for opener, card in (
        ("new_consent", "consent_card"),
        ("new_sharing", "sharing_card"),
        ("new_withheld", "withheld_card"),
    ):
        consenting.press(opener)
        assert consenting.shows(card)
        QTest.keyClick(consenting.page.focusWidget(), Qt.Key.Key_Escape)
        assert not consenting.shows(card)
        assert not consenting.shows("consent_begun")
        assert consenting.page.focusWidget() is consenting.find(QPushButton, opener)
    consenting.press("new_consent")
    consenting.type("consent_purpose", "Støtte")
    QTest.keyClick(consenting.find(QLineEdit, "consent_purpose"), Qt.Key.Key_Escape)
    assert "Din tekst står i formularen" in consenting.text("consent_begun")
    consenting.press("new_consent")
    purpose = consenting.find(QLineEdit, "consent_purpose")
    assert isinstance(purpose, QLineEdit)
    assert purpose.text() == "Støtte"


def test_a_yes_of_the_first_conversation_is_never_beside_that_there_is_none(consenting: Consenting) -> None:
    consenting.open()
    assert "endnu ikke skrevet ind" in consenting.text("consent_said")
    assert "ikke givet samtykke til nogen" not in consenting.text("consent_none")


def test_n_is_a_new_consent_in_the_whole_section_while_there_is_none(consenting: Consenting) -> None:
    consenting.open()
    QTest.keyClick(consenting.find(QPushButton, "consent_paper"), Qt.Key.Key_N)
    assert consenting.shows("consent_card")


def test_n_is_a_letter_while_something_is_typed(consenting: Consenting) -> None:
    consenting.open()
    consenting.press("new_consent")
    line = consenting.find(QLineEdit, "consent_purpose")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "nn")
    assert line.text() == "nn"
    QTest.keyClick(consenting.find(QCheckBox, "consent_group_risk"), Qt.Key.Key_N)
    assert line.text() == "nn"


def test_a_consent_that_runs_out_without_a_reminder_says_so(consenting: Consenting) -> None:
    consenting.keep(EntryKind.CONSENT, yes(consenting.today, until=consenting.today + timedelta(days=60)))
    consenting.press("let_consent_go")
    assert "Løber ud uden påmindelse" in consenting.text("consent_detail")
