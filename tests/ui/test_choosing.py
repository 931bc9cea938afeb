"""Choosing files and folders leaves no word of what was chosen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from stalkdesk.ui import choosing

ROOT = Path(__file__).resolve().parent.parent.parent
_CHOOSING = """
import sys
from pathlib import Path
import stalkdesk.ui
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from stalkdesk.ui import choosing
from tests.ui.answering import answer_with
application = QApplication([])
window, how, folder = QWidget(), sys.argv[1], Path(sys.argv[2])
answer_with(folder, "" if how in ("folder", "Qt's own") else "Solsort.pdf")
if how == "file":
    print(choosing.chosen_file(window, "?"))
if how == "target":
    print(choosing.chosen_target(window, "?", str(Path.home() / "x.pdf"), "PDF (*.pdf)"))
if how == "folder":
    print(choosing.chosen_folder(window, "?"))
if how == "Qt's own":
    print(QFileDialog.getExistingDirectory(window))
"""


def chosen(home: Path, how: str) -> tuple[str, list[Path]]:
    """What was chosen in a home of its own, and the files of that home in which the folder is named."""
    folder = home / "Kanariefugl"
    folder.mkdir()
    if how != "target":
        (folder / "Solsort.pdf").write_bytes(b"x")
    kept = {name: text for name, text in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    here = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "TMPDIR": str(home), "PYTHONPATH": str(ROOT)}
    environment = {**kept, **here, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _CHOOSING, how, str(folder)]
    said = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=True, timeout=60).stdout
    return said.strip(), [path for path in home.rglob("*") if path.is_file() and b"Kanariefugl" in path.read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt's settings lie where the person's own do")
@pytest.mark.parametrize("how", ["file", "target", "folder"])
def test_what_was_chosen_is_written_down_nowhere(tmp_path: Path, how: str) -> None:
    said, told = chosen(tmp_path, how)
    folder = tmp_path / "Kanariefugl"
    assert said == str(folder if how == "folder" else folder / "Solsort.pdf")
    assert told == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt's settings lie where the person's own do")
def test_left_to_itself_qt_would_write_it_down(tmp_path: Path) -> None:
    said, told = chosen(tmp_path, "Qt's own")
    assert said == str(tmp_path / "Kanariefugl")
    assert told != []


def test_what_was_written_down_all_the_same_is_taken_away(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///media/Kanariefugl")
    settings.sync()
    choosing.forget_folders()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Kanariefugl" in path.read_bytes()]


@pytest.mark.parametrize("asked", ["getOpenFileName", "getSaveFileName", "getExistingDirectory"])
def test_no_dialog_of_the_system_is_asked_and_none_chosen_is_none(
    qapp: object, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    options: list[object] = []

    def answer(*words: object) -> object:
        options.append(words[-1])
        return "" if asked == "getExistingDirectory" else ("", "")

    monkeypatch.setattr(QFileDialog, asked, answer)
    window = QWidget()
    acts: dict[str, Callable[[], Path | None]] = {
        "getOpenFileName": lambda: choosing.chosen_file(window, "?"),
        "getSaveFileName": lambda: choosing.chosen_target(window, "?", "", ""),
        "getExistingDirectory": lambda: choosing.chosen_folder(window, "?"),
    }
    assert acts[asked]() is None
    (option,) = options
    assert isinstance(option, QFileDialog.Option)
    assert QFileDialog.Option.DontUseNativeDialog in option


def test_files_are_chosen_in_one_place_alone() -> None:
    folder = ROOT / "stalkdesk"
    naming = [path for path in folder.rglob("*.py") if re.search(r"\bQFileDialog\b", path.read_text(encoding="utf-8"))]
    assert naming == [folder / "ui" / "choosing.py"]
