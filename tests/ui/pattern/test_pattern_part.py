"""The pattern on the screen: the same numbers as on paper, told to who can't see them; the page is printed with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.log.incident_log import ACTS_OF, Channel, LoggedIncident
from stalkdesk.casework.log.pattern import pattern_of
from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.pattern_words import chart_of
from stalkdesk.intake.answers import DateValue
from stalkdesk.ui.cases.case_reading import read_case
from stalkdesk.ui.pattern import page as pages
from stalkdesk.ui.pattern.chart import ChartTable, PatternChart
from stalkdesk.ui.pattern.page import PatternPage
from stalkdesk.ui.pattern.pattern_part import PatternPart
from tests.ui.cases.conftest import FiledCase, filed_case

__all__ = ["filed_case"]


def _incidents(count: int) -> tuple[Incident, ...]:
    channels = tuple(Channel)[:6]
    return tuple(
        Incident(
            DateValue((date(2026, 9, 1) + timedelta(days=number)).isoformat()),
            ACTS_OF[channels[number % 6]],
            f"Nummer {number}",
            number + 1,
            log=LoggedIncident(channel=channels[number % 6]),
        )
        for number in range(count)
    )


@pytest.fixture
def part(qtbot: QtBot, look: object, filed_case: FiledCase) -> PatternPart:
    filed_case.add(Addition("Ny henvendelse", _incidents(12)))
    made = PatternPart(filed_case.desk, filed_case.background, read_case(filed_case.desk, filed_case.reference))
    qtbot.addWidget(made)
    made.resize(780, 520)
    made.show()
    return made


def test_the_table_has_the_numbers_of_the_chart_the_latest_first(part: PatternPart, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(part.table)
    chart = chart_of(pattern_of(_incidents(12)), pattern_of(_incidents(12)).marks)
    rows = [[part.table.data(part.table.index(row, column)) for column in range(part.table.columnCount())] for row in (0, 1)]
    assert rows[0][:2] == [chart.spoken[-1], str(chart.sums[-1])]
    assert rows[1][3:] == [str(numbers[-2]) for _, numbers in chart.rows]


def test_an_empty_table_is_a_sound_model(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(ChartTable())


def test_the_chart_says_in_words_what_it_shows(part: PatternPart) -> None:
    assert part.chart.accessibleDescription().startswith("Søjler: 12 hændelser")
    assert part.chart.accessibleName()


def test_the_chart_is_painted_and_changes_with_the_numbers(qtbot: QtBot, look: object) -> None:
    painted = []
    for count in (1, 12):
        chart = PatternChart()
        qtbot.addWidget(chart)
        pattern = pattern_of(_incidents(count))
        chart.show_chart(chart_of(pattern, pattern.marks))
        chart.resize(700, chart.height())
        picture = QImage(700, chart.height(), QImage.Format.Format_RGB32)
        chart.render(picture)
        painted.append(picture)
    assert painted[0] != painted[1]


def test_signs_rests_and_examples_stand_below(part: PatternPart) -> None:
    said = {label.objectName(): label.text() for label in part.findChildren(QLabel)}
    assert said["pattern_counted"] == "12 hændelser fra 01-09-2026 til 12-09-2026"
    assert said["pattern_gaps"]
    assert "M7 (G70)" in said["pattern_rules"]


def test_a_case_without_incidents_says_so(qtbot: QtBot, look: object, filed_case: FiledCase) -> None:
    made = PatternPart(filed_case.desk, filed_case.background, read_case(filed_case.desk, filed_case.reference))
    qtbot.addWidget(made)
    counted = made.findChild(QLabel, "pattern_counted")
    assert counted is not None
    assert counted.text() == "Der er ingen hændelser at tælle endnu."


@pytest.fixture
def page(qtbot: QtBot, look: object, filed_case: FiledCase) -> Iterator[PatternPage]:
    filed_case.add(Addition("Ny henvendelse", _incidents(12)))
    made = PatternPage(filed_case.desk, filed_case.background, read_case(filed_case.desk, filed_case.reference), {})
    qtbot.addWidget(made)
    made.show()
    filed_case.background.wait_idle()
    yield made
    made.leave()


def test_the_page_is_one_and_can_be_printed_once_it_is_made(page: PatternPage) -> None:
    assert page._preview.pages() == 1
    assert page._print.isEnabled()


def test_what_leaves_the_unit_takes_a_reason_and_both_are_journalled(
    page: PatternPage,
    filed_case: FiledCase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("stalkdesk.ui.papers.giving.chosen_printer", lambda _parent: None)
    whom, why = page.findChild(QComboBox, "pattern_whom"), page.findChild(QLineEdit, "pattern_why")
    assert whom is not None
    assert why is not None
    whom.setCurrentIndex(1)
    page._print.click()
    assert "på hvilket grundlag" in page._banner.sentence
    why.setText("Samtykke 22. november")
    page._print.click()
    filed_case.background.wait_idle()
    case = filed_case.desk.open_drawer().case(filed_case.reference)
    line = next(line for line in case.journal if line.act == "print")
    assert (line.fields, line.reason, line.recipient) == ((pages.PAPER_ID,), "Samtykke 22. november", "other_authority")
    assert [sheet.sheet_id for sheet in case.sheets] == [pages.PAPER_ID]


def test_to_another_authority_the_page_leads_to_the_consent(page: PatternPage, qtbot: QtBot) -> None:
    whom, consent = page.findChild(QComboBox, "pattern_whom"), page.findChild(QPushButton, "pattern_to_consent")
    assert whom is not None
    assert consent is not None
    assert not consent.isVisible()
    whom.setCurrentIndex(1)
    assert consent.isVisible()
    with qtbot.waitSignal(page.part_asked) as asked:
        consent.click()
    assert asked.args == ["consent_part"]


def test_a_page_that_cannot_be_made_says_why_where_it_would_be(qtbot: QtBot, look: object, filed_case: FiledCase) -> None:
    def broken(_document: object) -> bytes:
        raise ContentBroken("Arket mangler en skrift.")

    filed_case.desk.pdf = broken
    made = PatternPage(filed_case.desk, filed_case.background, read_case(filed_case.desk, filed_case.reference), {})
    qtbot.addWidget(made)
    made.show()
    assert made._preview.sentence == ""
    filed_case.background.wait_idle()
    assert "mangler en skrift" in made._preview.sentence
    assert not made._print.isEnabled()
    made.leave()
