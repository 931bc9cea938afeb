"""What the forms for an entry of a case have in common: title, fields, one act that keeps, a way out; what is typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.begun_text import BegunText, TypedField
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label


class EntryForm(Card):
    """`wanted(new)`: an entry that is to be kept; then `done` is called. `left`: nothing is."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, name: str, desk: Desk, at: str) -> None:
        """`at`: how the places begin at which the desk keeps what is typed here."""
        super().__init__(f"{name}_card")
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(10)
        self._name, self._desk, self._at = name, desk, at
        self.title = heading("", f"{name}_title")
        self.says = label("", "", f"{name}_says")
        self._begun: BegunText | None = None
        self._on_kept: Callable[[], None] = lambda: None
        self.body.addWidget(self.title)
        self.body.addWidget(self.says)

    def lay_out(self, keep: QPushButton, fields: dict[str, TypedField], *parts: QWidget) -> None:
        """The fields in a column, and below them what keeps."""
        self._begun = BegunText(self._desk, self, fields, f"undo_{self._name}")
        back = quiet(tr("Lu&k"), f"leave_{self._name}")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(keep)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self._begun.undo)
        for part in parts:
            self.body.addWidget(part)
        self.body.addLayout(row)

    def begin(self, place: str, stands: object, fill: Callable[[], Any], title: str, says: str = "") -> None:
        """Shows the form for a place, filled, with what was begun there put back."""
        self.title.setText(title)
        self.says.setText(says)
        self.says.setVisible(bool(says))
        if self._begun is not None:
            self._begun.show(f"{self._at}{place}", stands, fill)
        self.show()

    @property
    def is_begun(self) -> bool:
        """Whether something is typed here that is not kept."""
        return self._begun is not None and bool(self._begun.typed())

    def send(self, new: object) -> None:
        """Hands an entry on."""
        if self._begun is not None:
            self._on_kept = self._begun.sending()
        self.wanted.emit(new)

    def done(self) -> None:
        """What was sent is kept: it is begun no more."""
        self._on_kept()
