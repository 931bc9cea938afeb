"""A filed case shows how it was evaluated, each time: the levels, why, with what, and what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import Windows
from stalkdesk.ui.cases.case_reading import read_case
from stalkdesk.ui.cases.evaluation_words import levels_said
from stalkdesk.ui.cases.evaluations_part import EvaluationsPart
from tests.ui.cases.conftest import FiledCase
from tests.ui.fakes import SUPERVISOR


def part_of(qtbot: QtBot, filed_case: FiledCase) -> EvaluationsPart:
    part = EvaluationsPart(read_case(filed_case.desk, filed_case.reference))
    qtbot.addWidget(part)
    part.show()
    return part


def said(part: EvaluationsPart, name: str) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel, name) if not label.isHidden())


def choose(part: EvaluationsPart, number: int) -> None:
    row = next(row for row, one in enumerate(part.table.values) if one.number == number)
    part.view.setCurrentIndex(part.table.index(row, 0))


def rows(part: EvaluationsPart) -> list[list[str]]:
    table = part.table
    return [[str(table.index(row, column).data()) for column in range(table.columnCount())] for row in range(table.rowCount())]


def test_every_evaluation_is_a_line_with_the_newest_first(qtbot: QtBot, filed_case: FiledCase) -> None:
    filed_case.add_incident()
    filed_case.add(Addition("Hun ringer igen", (), (filed_case.answer("danger_now", "yes"),)))
    shown = rows(part_of(qtbot, filed_case))
    assert [(line[0], line[2]) for line in shown] == [("3", "Nyt svar"), ("2", "Ny hændelse"), ("1", "Sagen oprettet")]
    assert shown[0][4:] == ["Akut", "Akut", SUPERVISOR.full_name]


def test_the_history_is_a_sound_model(qtbot: QtBot, filed_case: FiledCase) -> None:
    filed_case.add_incident()
    part = part_of(qtbot, filed_case)
    QAbstractItemModelTester(part.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert part.findChild(QTableView, "evaluation_table") is part.view


def test_a_level_that_was_confirmed_otherwise_is_told_with_both_levels_who_and_why(qtbot: QtBot, filed_case: FiledCase) -> None:
    filed_case.add_incident(confirmation=Confirmation(Urgency.ACUTE, "Hun ryster"))
    part = part_of(qtbot, filed_case)
    computed = part.table.values[0].assessment.urgency
    assert computed is not Urgency.ACUTE
    assert f"Bekræftet: AKUT af {SUPERVISOR.full_name}, grund: Hun ryster" in said(part, "newest_levels")
    assert "Beregnet: " in said(part, "newest_levels")


def test_who_approved_a_lowered_level_is_named_when_it_was_another(filed_case: FiledCase) -> None:
    filed_case.add_incident(confirmation=Confirmation(Urgency.ROUTINE, "Talt med hende", SUPERVISOR.id))
    read = read_case(filed_case.desk, filed_case.reference)
    evaluation = replace(read.case.evaluations[-1], officer_name="Åge Testgaard")
    assert levels_said(evaluation, read.names).endswith(f"Godkendt af {SUPERVISOR.full_name}")


def test_the_chosen_evaluation_tells_its_reasons_and_what_changed_since_the_one_before(
    qtbot: QtBot, filed_case: FiledCase
) -> None:
    filed_case.add(Addition("Hun ringer", (), (filed_case.answer("danger_now", "yes"),)))
    part = part_of(qtbot, filed_case)
    sentence = part._read.rules.rules["A1"].sentence
    assert sentence in said(part, "chosen_reasons")
    assert f"Nu gælder: {sentence}" in said(part, "chosen_changes")
    choose(part, 1)
    assert sentence not in said(part, "chosen_reasons")
    assert said(part, "chosen_changes") == ""


def test_another_version_of_the_rules_and_other_windows_are_said(qtbot: QtBot, filed_case: FiledCase) -> None:
    answer = filed_case.answer("weapon_access", "yes")
    filed_case.add(Addition("Nyt om våben", (), (answer,)), windows=Windows(violence_days=14), rules="2031-1")
    part = part_of(qtbot, filed_case)
    assert "2031-1" in said(part, "chosen_other_words")
    assert "14" in said(part, "chosen_windows")
    choose(part, 1)
    assert said(part, "chosen_other_words") == ""
    assert said(part, "chosen_windows") == ""


def test_a_rule_that_todays_rules_have_no_words_for_is_named_by_its_code(qtbot: QtBot, filed_case: FiledCase) -> None:
    filed_case.add_incident()
    case = next(iter(filed_case.store.cases.values()))
    old = case.evaluations[-1]
    case.evaluations[-1] = replace(old, assessment=replace(old.assessment, rules=(*old.assessment.rules, "M99")))
    part = part_of(qtbot, filed_case)
    assert "M99" in said(part, "chosen_reasons")
    assert "M99" in said(part, "chosen_changes")


@pytest.mark.parametrize("number", [1, 7])
def test_the_table_is_never_taller_than_a_few_lines(qtbot: QtBot, filed_case: FiledCase, number: int) -> None:
    for day in range(1, number):
        filed_case.add_incident(f"2026-11-{day:02}")
    part = part_of(qtbot, filed_case)
    assert part.table.rowCount() == number
    assert part.view.height() < 260
