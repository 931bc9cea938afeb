"""A line on the front page that asks the drawer how something stands, and leads there. It is not there while all is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk

_T = TypeVar("_T")


class HomeLine(QWidget, Generic[_T]):
    """`reading` gives what runs on the worker; `sentence` says what it found, or nothing."""

    def __init__(self, name: str, desk: Desk, background: Background, says: QLabel, way: QPushButton) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk, self._background, self._says = desk, background, says
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(says, 1)
        row.addWidget(way)
        self.hide()

    def refresh(self) -> None:
        """Asks how it stands."""
        self._background.run(self.reading(), self._on_read, lambda _: None)

    def reading(self) -> Callable[[], _T]:
        """What tells the worker how it stands."""
        raise NotImplementedError

    def sentence(self, found: _T) -> str:
        """What is to be said of it; empty when nothing is."""
        raise NotImplementedError

    def _on_read(self, found: _T) -> None:
        said = self.sentence(found)
        self._says.setText(said)
        self.setVisible(bool(said))
