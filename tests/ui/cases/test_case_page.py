"""A case as it is read: the protected part stays shut until there is a reason, and the reason is in the journal first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition, Incident, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import Exhibit
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, TakenOver
from stalkdesk.casework.visits import HowCame, Visit
from stalkdesk.intake.answers import DateValue
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.cases.case_reading import read_case
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.protected_part import ProtectedPart
from tests.ui.cases.conftest import FiledCase


@pytest.fixture
def page(qtbot: QtBot, filed_case: FiledCase) -> CasePage:
    made = CasePage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.show()
    made.show_case(filed_case.reference)
    filed_case.background.wait_idle()
    return made


def protected(page: CasePage) -> ProtectedPart:
    found = page.findChild(ProtectedPart)
    assert found is not None
    return found


def words_of(page: CasePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_reading_is_in_the_journal_and_shows_what_was_found(page: CasePage, filed_case: FiledCase) -> None:
    assert "view" in [line.act for line in filed_case.store.journal]
    assert "Tidligere partner" in words_of(page) or "partner" in words_of(page).casefold()
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.count() >= 8


def test_a_closed_case_says_so_in_its_header_with_the_day_and_one_that_is_open_again_does_not(
    page: CasePage, filed_case: FiledCase
) -> None:
    line, drawer = page.findChild(QLabel, "case_line"), filed_case.desk.open_drawer()
    assert line is not None
    assert line.text().startswith("Modtaget ")
    day = local_time(filed_case.desk.now()).split(" ")[0]
    for said, begins in (
        (TakenOver(HolderState.ACKNOWLEDGED), "Modtaget "),
        (TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM, open_because="Prøve"), f"Afsluttet {day} · modtaget "),
        (TakenOver(HolderState.REOPENED), "Modtaget "),
    ):
        drawer.keep_entries(filed_case.reference, [NewEntry(EntryKind.TAKEN_OVER, said)])
        page.show_case(filed_case.reference)
        filed_case.background.wait_idle()
        assert line.text().startswith(begins)


def test_nothing_protected_is_shown_before_there_is_a_reason(page: CasePage, filed_case: FiledCase) -> None:
    assert "Mynte" not in words_of(page)
    protected(page).open_with("   ")
    filed_case.background.wait_idle()
    assert "Mynte" not in words_of(page)
    assert "grund" in page._banner.sentence


def test_with_a_reason_the_protected_part_opens_and_the_reason_is_kept(page: CasePage, filed_case: FiledCase) -> None:
    protected(page).open_with("Ringer hende op som aftalt")
    filed_case.background.wait_idle()
    assert "Mynte Skabelund" in words_of(page)
    line = filed_case.store.journal[-1]
    assert (line.act, line.reason) == ("view_protected", "Ringer hende op som aftalt")


def test_leaving_takes_everything_off_the_screen(page: CasePage, filed_case: FiledCase) -> None:
    protected(page).open_with("Ringer hende op")
    filed_case.background.wait_idle()
    page.leave()
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.count() == 0


def test_the_journal_number_is_written_in_one_place_and_shown_at_the_top_which_leads_there(
    page: CasePage, filed_case: FiledCase
) -> None:
    shown = page.findChild(QPushButton, "journal_number")
    assert shown is not None
    assert shown.text() == "Intet journalnummer endnu"
    shown.click()
    (line,) = page.findChildren(QLineEdit, "filing_number")
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.currentWidget().objectName() == "filing_part"
    assert page.focusWidget() is line
    line.setText("2026-000-1")
    line.returnPressed.emit()
    filed_case.background.wait_idle()
    assert [case.journal_number for case in filed_case.store.cases.values()] == ["2026-000-1"]
    assert shown.text() == "Journalnr. 2026-000-1"


def tables_of(page: CasePage) -> str:
    models = [view.model() for view in page.findChildren(QTableView)]
    cells = [
        model.index(row, column).data()
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return "\n".join(str(cell) for cell in cells)


def test_every_officer_on_the_page_is_named_in_full_wherever_she_stands(page: CasePage, filed_case: FiledCase) -> None:
    drawer, reference = filed_case.desk.open_drawer(), filed_case.reference
    when = DateValue("2026-11-20")
    filed_case.add(Addition("Nyt", (Incident(when, ("COMM",), "Ringede"),), (filed_case.answer("relationship", "neighbour"),)))
    drawer.attach(reference, NewAttachment(b"tekst", "note.txt"))
    drawer.note_instrument(reference, InstrumentUse(Instrument.SASH, when, "Politiet", InstrumentResult.HIGH))
    drawer.keep_entries(
        reference,
        [
            NewEntry(EntryKind.VISIT, Visit(HowCame.CALLED, "Igen.")),
            NewEntry(EntryKind.EXHIBIT, Exhibit("Brev", kept_where="Skab 2")),
            NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED), seen=0),
            NewEntry(EntryKind.IN_ERROR, InError(Wrong.CASE, 0, True, "Forkert"), reason="Forkert"),
        ],
    )
    given = SheetGiven("guidance", "1", "da", 1, How.PRINTED, filed_case.desk.now(), drawer.officer.initials)
    drawer.keep_sheet_given(reference, [given], [""])
    page.show_case(reference)
    filed_case.background.wait_idle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = f"{words_of(page)}\n{tables_of(page)}"
    assert drawer.officer.full_name in said
    assert not re.search(rf"\b{drawer.officer.initials}\b", said)


def test_initials_stay_where_nobody_here_has_them_or_two_have(page: CasePage, filed_case: FiledCase) -> None:
    read = replace(
        read_case(filed_case.desk, filed_case.reference),
        names={"o-1": "Anna Prøve", "o-2": "Arne Prøve", "o-3": "Bo Prøve"},
        initials={"o-1": "AP", "o-2": "AP", "o-3": "BP"},
    )
    assert (read.who("BP"), read.who("AP"), read.who("Prøveby")) == ("Bo Prøve", "AP", "Prøveby")
    assert read.who("AP", "o-2") == "Arne Prøve"
    assert read.who("Prøveby", "o-3") == "Prøveby"
