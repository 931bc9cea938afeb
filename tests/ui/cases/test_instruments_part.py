"""What others found with instruments of their own: noted by whom, when and with what result, and never how they ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Instrument, InstrumentResult
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import DiskFull
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui.cases.instruments_part import InstrumentsPart
from tests.ui.cases.adding import Adding
from tests.ui.cases.conftest import FiledCase
from tests.ui.fakes import FakeDrawer


@pytest.fixture
def case(qtbot: QtBot, look: object, filed_case: FiledCase) -> Adding:
    return Adding(qtbot, filed_case)


def part(case: Adding) -> InstrumentsPart:
    tabs = case.case_page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    found = next(widget for place in range(tabs.count()) if isinstance(widget := tabs.widget(place), InstrumentsPart))
    tabs.setCurrentWidget(found)
    return found


def fill_in(case: Adding, instrument: Instrument = Instrument.SASH, by: str = "Vera Visitprøve, Prøveby Politi") -> None:
    form = part(case)
    for name, value in (("instrument", instrument), ("instrument_result", InstrumentResult.MODERATE)):
        box = form.findChild(QComboBox, name)
        assert box is not None
        box.setCurrentIndex(box.findData(value.value))
    form._date.line.clear()
    case.qtbot.keyClicks(form._date.line, "november 2026")
    form._done_by.setText(by)
    form._note.setText("Ses igen om en måned")
    case.press("keep_instrument")
    case.settle()
    case.settle()


def test_an_instrument_is_noted_with_who_when_result_and_their_words(case: Adding) -> None:
    fill_in(case)
    (use,) = next(iter(case.filed_case.store.cases.values())).instruments
    assert (use.instrument, use.done_on.date, use.result) == (Instrument.SASH, "2026-11", InstrumentResult.MODERATE)
    shown = part(case)
    QAbstractItemModelTester(shown.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [shown.table.index(0, column).data() for column in range(5)] == [
        "SASH",
        "ca. november 2026",
        "Vera Visitprøve, Prøveby Politi",
        "Moderat",
        "Ses igen om en måned",
    ]


def test_noting_one_changes_no_evaluation(case: Adding) -> None:
    fill_in(case)
    assert len(next(iter(case.filed_case.store.cases.values())).evaluations) == 1


def test_who_used_it_must_be_said(case: Adding) -> None:
    fill_in(case, by="  ")
    assert "hvem der har brugt" in case.says("instrument_banner")
    assert not next(iter(case.filed_case.store.cases.values())).instruments


@pytest.mark.parametrize("name", ["instrument", "instrument_result"])
def test_no_instrument_and_no_result_is_noted_that_nobody_chose(case: Adding, name: str) -> None:
    box = part(case).findChild(QComboBox, name)
    assert box is not None
    assert box.currentData() is None
    fill_in(case, by="  ")
    box.setCurrentIndex(-1)
    part(case)._done_by.setText("Vera Visitprøve")
    case.press("keep_instrument")
    case.settle()
    assert case.says("instrument_banner").startswith("Vælg, hv")
    assert not next(iter(case.filed_case.store.cases.values())).instruments


def test_a_failure_keeps_what_was_typed(case: Adding) -> None:
    drawer = case.filed_case.desk.open_drawer()
    assert isinstance(drawer, FakeDrawer)
    drawer.failure = DiskFull("Disken er fuld.")
    fill_in(case)
    assert "står her stadig" in case.says("instrument_banner")
    assert part(case)._done_by.text() == "Vera Visitprøve, Prøveby Politi"


def reminds(case: Adding) -> bool:
    return bool(part(case).findChildren(QLabel, "sash_reminder"))


def test_from_moderate_up_a_quiet_line_reminds_of_sash_until_one_is_noted(case: Adding) -> None:
    assert reminds(case)
    fill_in(case, Instrument.PATRIARK)
    assert reminds(case)
    fill_in(case, Instrument.SASH)
    assert not reminds(case)


def test_a_routine_case_is_not_reminded(case: Adding) -> None:
    kept = next(iter(case.filed_case.store.cases.values()))
    first = kept.evaluations[0]
    assessment = replace(first.assessment, urgency=Urgency.ROUTINE)
    kept.evaluations[0] = replace(first, assessment=assessment, confirmation=Confirmation(Urgency.ROUTINE))
    case.open_case()
    assert not reminds(case)
