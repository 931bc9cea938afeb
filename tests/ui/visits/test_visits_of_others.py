"""Henvendelser of a case that came in a package: what was at the other desk stands there as theirs, and is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.handover.handovers import Purpose, Received
from stalkdesk.casework.visits import AtAnotherDesk, HowCame, Visit
from stalkdesk.intake.answers import DateValue
from stalkdesk.ui.visits.visits_part import VISITS, VisitsPart
from tests.ui.cases.case_window import CaseWindow
from tests.ui.cases.conftest import FiledCase

DESK = "01a205c4-bb37-78cf-81c6-4cd5130d737e"


def _receive(filed_case: FiledCase) -> None:
    """The case came from the police, where she had been twice."""
    now = filed_case.store.clock()
    received = Received(
        package_id="p",
        desk_id=DESK,
        desk_name="Prøvepolitiet",
        their_reference="SD-2026-0007",
        origin_desk=DESK,
        origin_case=DESK,
        version=1,
        purpose=Purpose.TRANSFER,
        made_at=now,
        definition="",
        urgency="",
        checklist_version="2026-1",
        rules_version="",
        groups=("visits",),
        withheld=(),
    )
    first = Visit(HowCame.OTHER, theirs=AtAnotherDesk(DESK, "Prøvepolitiet", 1, now - timedelta(days=9), "SL"))
    again = Visit(
        HowCame.CALLED,
        "Han ringede hele natten.",
        theirs=AtAnotherDesk(DESK, "Prøvepolitiet", 2, now - timedelta(days=4), "SL"),
    )
    new = [NewEntry(EntryKind.RECEIVED, received), NewEntry(EntryKind.VISIT, first), NewEntry(EntryKind.VISIT, again)]
    filed_case.desk.open_drawer().keep_entries(filed_case.reference, new)


@pytest.fixture
def window(qtbot: QtBot, look: object, filed_case: FiledCase) -> CaseWindow:
    _receive(filed_case)
    filed_case.desk.now = filed_case.store.clock
    made = CaseWindow(qtbot, filed_case)
    made.open_at("visits_part")
    return made


def _part(window: CaseWindow) -> VisitsPart:
    return next(one for one in window.findChildren(VisitsPart) if one.isVisible())


def test_each_contact_says_when_how_and_whose_desk_it_was(window: CaseWindow) -> None:
    table = _part(window).table
    shown = [[str(table.index(row, column).data()) for column in (0, 2, 3, 4)] for row in range(table.rowCount())]
    assert shown[0][:3] == ["–", "Sagen modtaget", "Fra Prøvepolitiet"]
    assert shown[1:] == [
        ["2", "Ringede", "Han ringede hele natten.", "SL, Prøvepolitiet"],
        ["1", "Første henvendelse", "", "SL, Prøvepolitiet"],
    ]


def test_how_often_she_came_counts_theirs_and_not_the_receipt(window: CaseWindow) -> None:
    assert window.find(QLabel, "visits_often").text().startswith("Anden henvendelse på 30 dage")
    assert VISITS.title(_part(window).read) == "Henvendelser (2)"


def test_the_one_that_is_chosen_says_that_it_was_at_the_other_desk(window: CaseWindow) -> None:
    part = _part(window)
    part.view.setCurrentIndex(part.table.index(1, 0))
    said = window.find(QLabel, "visit_detail").text()
    assert "Hos Prøvepolitiet" in said
    assert "Nyt:" not in said
    assert window.find(QPushButton, "visit_in_error").isEnabled()
    part.view.setCurrentIndex(part.table.index(0, 0))
    assert window.find(QLabel, "visit_detail").text() == ""


def test_a_level_that_was_not_sent_is_said_at_the_top_until_it_is_confirmed(window: CaseWindow, filed_case: FiledCase) -> None:
    said = window.find(QLabel, "level_strip_sentence").text()
    assert said.startswith("Prøvepolitiet sendte ikke hastegraden. »Høj« er regnet ud her")
    window.open_at("filing_part")
    window.press("level_to_visits")
    assert window.shows("new_visit")
    filed_case.add(Addition("Talt med hende", (Incident(DateValue("2026-11-20"), ("COMM",), "Ringede"),)))
    window.open_at("visits_part")
    assert not window.shows("level_strip")


def test_such_a_level_stands_in_the_day(window: CaseWindow, filed_case: FiledCase) -> None:
    kinds = [line.due.kind for line in filed_case.desk.open_drawer().dues()]
    assert DueKind.LEVEL in kinds
    filed_case.add(Addition("Talt med hende", (Incident(DateValue("2026-11-20"), ("COMM",), "Ringede"),)))
    assert DueKind.LEVEL not in [line.due.kind for line in filed_case.desk.open_drawer().dues()]
