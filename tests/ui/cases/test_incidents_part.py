"""The log on the case page: quick entry by the keyboard, found by typing, typical ones, errors; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTabWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, typical_of
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.ui.cases.incident_batch import BatchPage
from stalkdesk.ui.cases.incidents_part import IncidentsPart
from tests.ui.cases.adding import Adding
from tests.ui.cases.conftest import FiledCase

LOGGED = LoggedIncident("14:30", Channel.AT_HOME, "Indgangen", "Naboen")


class Log(Adding):
    """The case page at its log."""

    def __init__(self, qtbot: QtBot, filed_case: FiledCase) -> None:
        super().__init__(qtbot, filed_case)
        self.go()

    def go(self) -> None:
        """Goes to the log."""
        tabs = self.case_page.findChild(QTabWidget, "case_tabs")
        assert tabs is not None
        tabs.setCurrentWidget(self.part)

    @property
    def part(self) -> IncidentsPart:
        """The log as it was read last."""
        tabs = self.case_page.findChild(QTabWidget, "case_tabs")
        assert tabs is not None
        return next(part for place in range(tabs.count()) if isinstance(part := tabs.widget(place), IncidentsPart))

    def line(self, name: str) -> QLineEdit:
        """A line of the quick entry."""
        found = self.part.findChild(QLineEdit, f"quick_{name}")
        assert found is not None
        return found

    def type_line(self, when: str = "20-11-2026 14.30", channel: str | Channel = "Op", said: str = "Elleve opkald.") -> None:
        """Types a line as a person does, without Enter. Letters that come at once are one search: the next one is chosen."""
        self.qtbot.keyClicks(self.line("when"), when)
        box = self.part.findChild(QComboBox, "quick_channel")
        assert box is not None
        if isinstance(channel, Channel):
            box.setCurrentIndex(box.findData(channel))
        else:
            self.qtbot.keyClicks(box, channel)
        self.qtbot.keyClicks(self.line("said"), said)

    def enter(self) -> None:
        """Enter in the last field."""
        self.qtbot.keyClick(self.line("said"), Qt.Key.Key_Return)

    def over(self) -> BatchPage:
        """The page that lies over the case."""
        (page,) = self.case_page.findChildren(BatchPage)
        return page

    def says_in(self, name: str) -> str:
        """A text of the log."""
        found = self.part.findChild(QLabel, name)
        assert found is not None
        return found.text()


def _incidents(count: int) -> tuple[Incident, ...]:
    first = date(2024, 1, 1)
    days = ((first + timedelta(days=number)).isoformat() for number in range(count))
    return tuple(
        Incident(DateValue(day), ("VISIT",), f"Nummer {number}", log=LOGGED) for number, day in enumerate(days, start=1)
    )


@pytest.fixture
def log(qtbot: QtBot, look: object, filed_case: FiledCase) -> Log:
    filed_case.add(Addition("Ny henvendelse", _incidents(4)))
    return Log(qtbot, filed_case)


def test_the_newest_stands_first_and_the_chosen_one_is_told_in_full(log: Log) -> None:
    assert [row.number for row in log.part.table.rows] == [4, 3, 2, 1]
    assert log.says_in("incident_heading") == "04-01-2024 kl. 14.30: Møder op"
    assert log.says_in("incident_said") == "Nummer 4"
    assert "Sted: Indgangen" in log.says_in("incident_more")


def test_typing_filters_by_every_word(log: Log) -> None:
    log.qtbot.keyClicks(log.part.filter, "naboen 03-01")
    assert [row.number for row in log.part.table.rows] == [3]
    log.part.filter.clear()
    assert len(log.part.table.rows) == 4


def test_enter_takes_the_line_and_ctrl_enter_keeps_all_as_one_addition(log: Log) -> None:
    log.type_line()
    log.enter()
    log.type_line("21-11-2026", Channel.GIFT, "Blomster ved døren.")
    log.enter()
    assert len(log.part.batch.table.values) == 2
    assert log.part.batch.reason.text().startswith("Ny henvendelse ")
    log.press("batch_save")
    log.settle()
    page = log.over()
    assert page.addition.reevaluation.isVisible()
    log.press("save_addition")
    log.settle()
    case = log.filed_case.desk.open_drawer().case(log.filed_case.reference)
    assert [(one.log.channel, one.log.clock, one.acts) for one in case.incidents[:2]] == [
        (Channel.GIFT, "", ("GIFT",)),
        (Channel.CALL, "14:30", ("COMM",)),
    ]
    assert len(case.evaluations) == 3
    assert log.filed_case.desk.begun_additions == {}
    assert "vurdering 3" in log.says("case_page_banner")


def test_a_line_that_is_half_typed_is_said_and_stays(log: Log) -> None:
    log.qtbot.keyClicks(log.line("when"), "i går")
    log.enter()
    assert log.part.batch.table.values == ()
    assert log.line("when").text() == "i går"
    assert "Vælg en kanal" in log.says("incidents_banner")


@pytest.mark.parametrize(("typed", "channel"), [("ved h", Channel.AT_HOME), ("ved a", Channel.AT_WORK), ("s", Channel.SMS)])
def test_space_belongs_to_the_search_for_a_channel_and_opens_no_list(log: Log, typed: str, channel: Channel) -> None:
    log.type_line(channel=typed)
    box = log.part.findChild(QComboBox, "quick_channel")
    assert box is not None
    assert not box.view().isVisible()
    assert box.currentData() == channel
    assert log.line("said").text() == "Elleve opkald."


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_space_opens_the_channels_when_nothing_is_searched_for(log: Log) -> None:
    box = log.part.findChild(QComboBox, "quick_channel")
    assert box is not None
    log.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.view().isVisible()
    box.hidePopup()


def test_a_channel_left_standing_alone_is_no_begun_line(log: Log) -> None:
    log.type_line()
    log.enter()
    box = log.part.findChild(QComboBox, "quick_channel")
    assert box is not None
    box.setCurrentIndex(box.findData(Channel.CALL))
    log.press("batch_save")
    log.settle()
    assert log.over().addition.reevaluation.isVisible()


def test_under_a_banner_on_a_low_screen_the_begun_lines_scroll_and_cover_nothing(log: Log) -> None:
    for _ in range(3):
        log.type_line()
        log.enter()
    log.part._warn("Vælg en kanal: hvordan eller hvor det skete.")
    log.case_page.resize(1060, 640)
    log.qtbot.wait_until(lambda: log.case_page.height() == 640)
    batch = log.part.batch
    QApplication.processEvents()
    assert batch.view.geometry().bottom() < batch.reason.geometry().top()
    assert batch.rect().contains(batch.reason.geometry())
    assert batch.geometry().bottom() < log.part.filter.geometry().top()
    assert batch.view.viewport().rect().contains(batch.view.visualRect(batch.view.currentIndex()))


def test_what_the_date_is_read_as_is_said_before_it_is_taken(log: Log) -> None:
    log.qtbot.keyClicks(log.line("when"), "20-11-2026 14.30")
    assert log.says_in("quick_reads") == "fredag den 20. november 2026 kl. 14.30"


def test_the_acts_follow_the_channel_until_others_are_chosen_and_are_always_shown(log: Log) -> None:
    box = log.part.findChild(QComboBox, "quick_channel")
    assert box is not None
    box.setCurrentIndex(box.findData(Channel.FOLLOWING))
    entry = log.part.entry
    assert entry._acts.text() == "Handlinger: Følger efter"
    entry._acts_offered["SURV"].trigger()
    assert entry.line.acts == ("FOLLOW", "SURV")
    box.setCurrentIndex(box.findData(Channel.CALL))
    assert entry.line.acts_now == ("FOLLOW", "SURV")


def test_what_was_typed_is_there_again_after_leaving_and_locking(log: Log) -> None:
    log.type_line()
    log.enter()
    log.qtbot.keyClicks(log.line("said"), "Halvt skrevet")
    log.case_page.leave()
    log.open_case()
    log.go()
    assert [one.said for one in log.part.batch.table.values] == ["Elleve opkald."]
    assert log.line("said").text() == "Halvt skrevet"


def test_a_line_of_the_batch_can_be_typed_on_or_taken_out(log: Log) -> None:
    log.type_line("ca. november 2026", Channel.FOLLOWING, "Gik bag hende.")
    log.enter()
    log.press("batch_edit")
    assert log.line("when").text() == "ca. 11-2026"
    log.enter()
    (one,) = log.part.batch.table.values
    assert one.happened == DateValue("2026-11", DatePrecision.ABOUT)
    log.press("batch_remove")
    assert log.part.batch.isHidden()


def test_typical_ones_are_chosen_by_a_key_and_kept_when_asked(log: Log) -> None:
    for row in (0, 2, 1):
        log.part.view.setCurrentIndex(log.part.table.index(row, 0))
        log.part._on_mark()
    assert log.part.typical.chosen == (4, 2, 3)
    log.case_page.leave()
    log.open_case()
    log.go()
    assert log.part.typical.chosen == (4, 2, 3)
    log.press("typical_save")
    log.settle()
    case = log.filed_case.desk.open_drawer().case(log.filed_case.reference)
    assert typical_of(case.entries) == (4, 2, 3)
    assert log.filed_case.desk.begun_texts == {}
    log.go()
    assert [row.typical for row in log.part.table.rows] == [1, 3, 2, 0]


def test_a_sixth_typical_one_is_refused(qtbot: QtBot, look: object, filed_case: FiledCase) -> None:
    filed_case.add(Addition("Ny henvendelse", _incidents(7)))
    log = Log(qtbot, filed_case)
    for row in range(6):
        log.part.view.setCurrentIndex(log.part.table.index(row, 0))
        log.part._on_mark()
    assert len(log.part.typical.chosen) == 5
    assert "højst 5" in log.says("incidents_banner")
    log.part.typical._on_undo()


def test_an_incident_in_error_is_struck_through_said_and_not_counted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    drawer, reference = log.filed_case.desk.open_drawer(), log.filed_case.reference
    log.part.detail.mark(log.part.table.rows[0], "Hører til en anden sag")
    log.settle()
    log.go()
    row, index = log.part.table.rows[0], log.part.table.index(0, 0)
    assert row.error == "Hører til en anden sag"
    assert log.part.table.data(index, Qt.ItemDataRole.FontRole).strikeOut()  # type: ignore[attr-defined]
    shown = [log.part.table.data(log.part.table.index(0, column)) for column in range(log.part.table.columnCount())]
    assert any(str(text).startswith("Indtastet ved en fejl: ") for text in shown)
    assert log.part.count.text() == "3 hændelser, og 1 indtastet ved en fejl"
    assert len(drawer.case(reference).incidents) == 4


def test_a_thousand_incidents_are_a_sound_model_that_is_scrolled_through(
    qtbot: QtBot, look: object, filed_case: FiledCase, qtmodeltester: ModelTester
) -> None:
    filed_case.add(Addition("Ny henvendelse", _incidents(1000)))
    log = Log(qtbot, filed_case)
    part = log.part
    qtmodeltester.check(part.table)
    bar = part.view.verticalScrollBar()
    for share in range(0, 101, 5):
        bar.setValue(bar.maximum() * share // 100)
        part.view.viewport().repaint()
    last = part.view.rowAt(part.view.viewport().height() - 2)
    assert last == 999
    part.view.setCurrentIndex(part.table.index(999, 0))
    assert log.says_in("incident_said") == "Nummer 1"


def test_an_incident_without_a_log_reads_as_before(qtbot: QtBot, look: object, filed_case: FiledCase) -> None:
    filed_case.add_incident()
    row = Log(qtbot, filed_case).part.table.rows[0]
    assert (row.clock, row.channel, row.witnesses, row.exhibits, row.reported) == ("", "", "", "", "")
    assert replace(row, found_by="") == row


def test_the_tab_and_the_log_count_the_same_incidents(log: Log) -> None:
    error = NewEntry(EntryKind.IN_ERROR, InError(Wrong.INCIDENT, 2, True, "Forkert sag"))
    log.filed_case.desk.open_drawer().keep_entries(log.filed_case.reference, [error])
    log.open_case()
    log.go()
    tabs = log.case_page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.tabText(tabs.currentIndex()) == "Hændelser (3)"
    assert log.says_in("incident_count").startswith("3 hændelser, og 1 ")
