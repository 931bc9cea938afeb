"""What was copied or marked here is gone when the desk is locked; what others put there stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stalkdesk.ui import clipboard

Mode = QClipboard.Mode


class Board(QObject):
    """A clipboard of X11, which Qt's offscreen platform does not have: with a selection, and with what others put there."""

    changed = Signal(QClipboard.Mode)
    Mode = QClipboard.Mode

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[QClipboard.Mode, str] = {}
        self.own: set[QClipboard.Mode] = set()

    def put(self, mode: QClipboard.Mode, text: str, is_told_as_ours: bool = False) -> None:
        self.texts[mode] = text
        self.own = self.own | {mode} if is_told_as_ours else self.own - {mode}
        self.changed.emit(mode)

    def text(self, mode: QClipboard.Mode) -> str:
        return self.texts.get(mode, "")

    def clear(self, mode: QClipboard.Mode) -> None:
        self.texts.pop(mode, None)

    def supportsSelection(self) -> bool:
        return True

    def supportsFindBuffer(self) -> bool:
        return False

    def ownsClipboard(self) -> bool:
        return Mode.Clipboard in self.own

    def ownsSelection(self) -> bool:
        return Mode.Selection in self.own


@pytest.fixture
def board(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Board:
    board = Board()
    monkeypatch.setattr(clipboard, "_clipboard", lambda: board)
    monkeypatch.setattr(clipboard, "_is_watching", False)
    monkeypatch.setattr(clipboard, "_ours", {})
    clipboard.watch()
    return board


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A field of ours, in use."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QGuiApplication.focusObject() is field)
    return field


@pytest.mark.parametrize("is_told_as_ours", [True, False])
def test_what_was_marked_here_is_not_left_in_the_selection(board: Board, field: QLineEdit, is_told_as_ours: bool) -> None:
    board.put(Mode.Selection, "Hemmelighedsvej", is_told_as_ours)
    board.put(Mode.Clipboard, "Kanariefugl", is_told_as_ours)
    clipboard.empty_what_is_ours()
    assert board.texts == {}


def test_what_others_marked_or_copied_stays(board: Board, field: QLineEdit, monkeypatch: pytest.MonkeyPatch) -> None:
    board.put(Mode.Selection, "Hemmelighedsvej")
    monkeypatch.setattr(QGuiApplication, "focusObject", lambda: None)
    board.put(Mode.Selection, "andres")
    board.put(Mode.Clipboard, "andres")
    clipboard.empty_what_is_ours()
    assert board.texts == {Mode.Selection: "andres", Mode.Clipboard: "andres"}


def test_the_words_themselves_are_not_kept(board: Board, field: QLineEdit) -> None:
    board.put(Mode.Selection, "Hemmelighedsvej")
    assert "Hemmelighedsvej" not in repr(clipboard._ours)
    clipboard.empty_what_is_ours()
    assert clipboard._ours == {}
