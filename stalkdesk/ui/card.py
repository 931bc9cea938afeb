"""Surfaces: a card on a page, and a page that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Card(QFrame):
    """A framed surface; `body` is its column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(12)


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class _Scrolling(QScrollArea):
    """Takes its content in when it is first measured or shown: what lies in a tab that nobody opens is never measured."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._waiting: QWidget | None = content
        content.setParent(self.viewport())

    def _take_in(self) -> None:
        content, self._waiting = self._waiting, None
        if content is not None:
            self.setWidget(content)

    def sizeHint(self) -> QSize:
        """As any area's, with its content in it."""
        self._take_in()
        return super().sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the content in before anything is laid out."""
        self._take_in()
        super().showEvent(event)


def scrolling(content: QWidget, name: str) -> QScrollArea:
    """`content` in a frameless area that scrolls up and down only, and takes no tab stop of its own."""
    from PySide6.QtCore import Qt

    area = _Scrolling(content)
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("role", "scrolled")
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
