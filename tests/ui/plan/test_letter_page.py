"""A letter on the screen: nothing is made before it is agreed on; what is printed lies in the case, and to whom is noted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QTabWidget

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.papers import How
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.errors import ContentBroken
from stalkdesk.ui.plan.letter_page import LetterPage
from tests.ui.plan.conftest import FakePrinters, Planning


def lay(planning: Planning, letter_id: str) -> LetterPage:
    """Opens the plan and the letter."""
    planning.open()
    planning.choose("letter_choice", letter_id)
    planning.press("make_letter")
    page = planning.page.findChild(LetterPage)
    assert page is not None
    return page


def may_print(page: LetterPage) -> bool:
    button = page.findChild(QPushButton, "print_letter")
    assert button is not None
    return button.isEnabled()


def test_without_consent_there_is_a_stop_that_says_what_is_missing(planning: Planning) -> None:
    page = lay(planning, "to_doctor")
    page._other.setText("Dr. Læge Lægesen")
    page._make()
    planning.settle()
    assert "Der mangler samtykke" in page._preview.sentence
    assert not may_print(page)
    assert page._paper is None


def test_the_half_without_a_letter_says_what_is_missing_and_leads_to_the_consent(planning: Planning) -> None:
    page = lay(planning, "to_doctor")
    page._own.setPlainText("Ring helst om formiddagen.")
    assert planning.says("no_paper_heading") == "Brevet kan ikke laves endnu"
    assert "Der mangler samtykke" in planning.says("no_paper_why")
    planning.press("no_paper_way")
    assert planning.shows("open_consent")
    assert planning.page.findChild(QTabWidget, "case_tabs").currentWidget().objectName() == "consent_part"  # type: ignore[union-attr]
    planning.page.show_case(planning.case.reference, "plan_part")
    planning.settle()
    assert lay(planning, "to_doctor")._own.toPlainText() == "Ring helst om formiddagen."


def test_what_no_consent_can_mend_leads_nowhere(planning: Planning) -> None:
    lay(planning, "to_victim")
    assert "ikke sendes breve" in planning.says("no_paper_why")
    assert not planning.shows("no_paper_way")


def test_a_letter_that_is_addressed_to_nobody_says_so(planning: Planning) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    planning.settle()
    assert "hvem brevet er til" in planning.says("letter_unaddressed")
    page._other.setText("Dr. Læge Lægesen")
    page._make()
    planning.settle()
    assert not planning.shows("letter_unaddressed")


def test_a_letter_that_cannot_be_made_says_why_where_it_would_be(planning: Planning) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)

    def broken(_document: object) -> bytes:
        raise ContentBroken("Arket mangler en skrift.")

    planning.case.desk.pdf = broken
    lay(planning, "to_doctor")
    planning.settle()
    assert "mangler en skrift" in planning.says("no_paper_why")


def test_a_letter_to_her_is_stopped_while_no_letters_may_be_sent(planning: Planning) -> None:
    page = lay(planning, "to_victim")
    assert "ikke sendes breve" in page._preview.sentence
    assert not may_print(page)


def test_with_consent_it_names_her_and_not_where_she_is(planning: Planning) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    page._other.setText("Dr. Læge Lægesen, Lægehuset")
    page._make()
    planning.settle()
    assert page._preview.sentence == ""
    assert page._paper is not None
    text = str(page._paper.document)
    assert "Mynte Skabelund" in text
    assert "Lægehuset" in text
    assert "fyrtårn" not in text
    assert "00000777" not in text


def test_it_is_not_printed_before_it_is_addressed(planning: Planning) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    planning.settle()
    assert not may_print(page)


def test_what_was_printed_lies_in_the_case_and_the_journal_says_to_whom(planning: Planning, printers: FakePrinters) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    page._other.setText("Dr. Læge Lægesen")
    page._make()
    planning.settle()
    planning.press("print_letter")
    planning.page.window().repaint()
    planning.settle()
    (given,) = next(iter(planning.case.store.cases.values())).sheets
    assert (given.sheet_id, given.how) == ("to_doctor", How.WAITING)
    line = next(line for line in planning.case.store.journal if line.act == "print")
    assert line.recipient == Recipient.OTHER_AUTHORITY.value
    assert "letter:to_doctor" in line.fields
    assert not any("Lægesen" in str(one) for one in planning.case.store.journal)


def test_a_printer_that_is_not_there_leaves_the_letter_waiting(planning: Planning, printers: FakePrinters) -> None:
    printers.fault = "Der er ingen printer."
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    page._other.setText("Dr. Læge Lægesen")
    page._make()
    planning.settle()
    planning.press("print_letter")
    planning.settle()
    assert "venter i sagen" in page._banner.sentence
    assert [one.how for one in next(iter(planning.case.store.cases.values())).sheets] == [How.WAITING]


@pytest.mark.parametrize("words", ["x" * 1501])
def test_a_letter_is_no_case_file(planning: Planning, words: str) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    page._other.setText("Dr. Læge Lægesen")
    page._own.setPlainText(words)
    page._make()
    planning.settle()
    assert not may_print(page)


def test_what_was_typed_in_a_letter_is_there_again(planning: Planning) -> None:
    planning.consent(Receiver.DOCTOR, Group.IDENTITY, Group.NEEDS)
    page = lay(planning, "to_doctor")
    page._own.setPlainText("Ring helst om formiddagen.")
    planning.press("leave_letter")
    assert lay(planning, "to_doctor")._own.toPlainText() == "Ring helst om formiddagen."
