"""A double click is one click: the second would do the act again, or press what has come in the place of the button."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class SingleClicks(QObject):
    """Swallows the second press of a double click on these buttons."""

    def __init__(self, parent: QObject, buttons: Iterable[QWidget]) -> None:
        super().__init__(parent)
        for button in buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The press that Qt sends as a double click never reaches the button."""
        return event.type() is QEvent.Type.MouseButtonDblClick
