"""A key that means something while a list has the keyboard; the list itself would search with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(view: QWidget, key: str, act: Callable[[], object]) -> None:
    """Has `act` called when the key is pressed in the list, and nowhere else."""
    QShortcut(QKeySequence(key), view, act, context=Qt.ShortcutContext.WidgetShortcut)
