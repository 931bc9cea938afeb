"""Our own faults: a polite word, a number, and a log that tells nothing of what was typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import fault_log
from stalkdesk.ui import problems
from stalkdesk.ui.background import Background


@pytest.fixture
def installed(tmp_path: Path, look: QApplication) -> Iterator[Path]:
    hook = sys.excepthook
    problems.install(tmp_path)
    yield tmp_path
    sys.excepthook = hook
    qInstallMessageHandler(None)


def _fault_with(secret: str) -> None:
    raise ValueError(f"could not read {secret}")


def test_the_log_names_kind_and_place_and_never_the_text(
    installed: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    try:
        _fault_with("Sofie Eksempelsen")
    except ValueError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    log = (installed / "stalkdesk.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "_fault_with" in log
    assert "test_problems.py" in log
    assert "Sofie" not in log + capsys.readouterr().err
    assert str(Path(__file__).parent) not in log
    box = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox))
    number = log.split()[1]
    assert number in box.text()
    assert "Sofie" not in box.text()
    box.close()


def test_a_computer_out_of_memory_is_told_so_and_the_desk_goes_on(installed: Path, qtbot: QtBot) -> None:
    window, worker, told = QWidget(), Background(), list[str]()
    qtbot.addWidget(window)
    window.show()

    def starved() -> None:
        raise MemoryError("Sofie Eksempelsen")

    with qtbot.captureExceptions() as risen:
        worker.run(starved, always=lambda: told.append("tidied"))
        worker.run(lambda: "saved", told.append)
        qtbot.waitUntil(lambda: worker.is_idle)
    ((kind, fault, trace),) = risen
    sys.excepthook(kind, fault, trace)  # as it rises where no test catches it
    box = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox))
    assert "for lidt hukommelse" in box.text()
    assert "Sofie" not in box.text() + (installed / "stalkdesk.log").read_text(encoding="utf-8")
    assert told == ["tidied", "saved"]
    box.close()
    worker.stop()


def test_a_log_that_can_not_be_written_is_no_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    fault_log.write_log(tmp_path / "file", "line")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_the_log_begins_anew_when_it_is_large_and_keeps_one_older(tmp_path: Path) -> None:
    (tmp_path / "stalkdesk.log").write_text("x" * 1_000_001, encoding="utf-8")
    fault_log.write_log(tmp_path, "line")
    assert (tmp_path / "stalkdesk.log").read_text(encoding="utf-8").endswith("line\n")
    assert (tmp_path / "stalkdesk.old.log").stat().st_size == 1_000_001


def test_no_two_faults_share_a_number() -> None:
    numbers = {fault_log.error_number() for _ in range(50)}
    assert len(numbers) == 50
    assert all(number.startswith("F-") and len(number) == 7 for number in numbers)
