"""A form: labelled fields in a column, each with its place for a hint and for the one sentence about what is wrong in it."""

from __future__ import annotations

import unicodedata

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.buttons import spoken
from stalkdesk.ui.labels import label

LINE_MOST = 200
"""Characters that fit in a line of a form."""


def tidy(text: str) -> str:
    """As a typed line is kept: NFC, no control characters, single spaces, nothing at the ends."""
    kept = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


class Row(QWidget):
    """Label, field, hint or complaint."""

    def __init__(self, text: str, field: QWidget, hint: str = "", aside: QWidget | None = None, width: int = 0) -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        name = field.objectName()
        says = self._says = label(text, "strong", f"{name}_label")
        says.setBuddy(field)
        self._remark = label(hint, "muted", f"{name}_remark")
        if not hint:
            self._remark.hide()  # never shown from here: it has no place yet, and would be a window of its own
        field.setAccessibleName(spoken(text))
        field.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(says)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(field, 0 if width else 1)
        if width:
            field.setFixedWidth(width)
            line.addStretch(1)
        if aside is not None:
            line.addWidget(aside)
        column.addLayout(line)
        column.addWidget(self._remark)

    @property
    def remark(self) -> QLabel:
        """What stands under the field."""
        return self._remark

    def rename(self, text: str) -> None:
        """Asks for something else."""
        self._says.setText(text)
        self.field.setAccessibleName(spoken(text))

    def complain(self, sentence: str) -> None:
        """Says under the field what is wrong in it; "" takes the complaint back."""
        self._remark.setText(sentence or self._hint)
        self._remark.setVisible(bool(sentence or self._hint))
        theme.set_role(self._remark, "wrong" if sentence else "muted")
        self.field.setAccessibleDescription(sentence or self._hint)
        if bool(self.field.property("wrong") == "true") != bool(sentence):
            self.field.setProperty("wrong", "true" if sentence else "")
            theme.repolish(self.field)


class Form(QWidget):
    """Fields in a column. Typing in a field takes its complaint back."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.rows: dict[str, Row] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def add(self, name: str, text: str, field: QWidget, hint: str = "", aside: QWidget | None = None, width: int = 0) -> None:
        """A field of any kind, named `name`, as wide as the form or `width` pixels."""
        field.setObjectName(name)
        self.rows[name] = Row(text, field, hint, aside, width)
        self.column.addWidget(self.rows[name])

    def line(self, name: str, text: str, hint: str = "", placeholder: str = "") -> QLineEdit:
        """A line of text. A longer text that is pasted is refused with a sentence."""
        field = QLineEdit()
        field.setMaxLength(LINE_MOST)
        field.setPlaceholderText(placeholder)
        self.add(name, text, field, hint)
        field.textEdited.connect(lambda text: self.complain(name, "") if len(text) < LINE_MOST else None)
        field.inputRejected.connect(
            lambda: self.complain(name, tr("Her er plads til {most} tegn. Resten kom ikke med.", most=LINE_MOST))
        )
        return field

    def lines(self, name: str, text: str, hint: str = "", height: int = 80) -> QPlainTextEdit:
        """A few lines of text. Tab goes on to the next field."""
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setFixedHeight(height)
        self.add(name, text, field, hint)
        field.textChanged.connect(lambda: self.complain(name, ""))
        return field

    def choice(self, name: str, text: str, choices: tuple[tuple[str, str], ...], hint: str = "", width: int = 0) -> QComboBox:
        """One of `choices`, each (value, what is shown)."""
        field = QComboBox()
        for value, shown in choices:
            field.addItem(shown, value)
        self.add(name, text, field, hint, width=width)
        return field

    def side_by_side(self, *names: str) -> None:
        """Puts fields that are there already into one line at the end of the form, equally wide."""
        row = QHBoxLayout()
        row.setSpacing(14)
        for name in names:
            row.addWidget(self.rows[name], 1)
        self.column.addLayout(row)

    def complain(self, name: str, sentence: str) -> None:
        """Says by the field `name` what is wrong; "" takes it back."""
        self.rows[name].complain(sentence)

    def check(self, complaints: dict[str, str]) -> bool:
        """Shows each field's complaint, or none; puts the cursor in the first that has one. Gives whether all is well."""
        for name in self.rows:
            self.complain(name, complaints.get(name, ""))
        for name, row in self.rows.items():
            if complaints.get(name):
                row.field.setFocus()
                return False
        return True
