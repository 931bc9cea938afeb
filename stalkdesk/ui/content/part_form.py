"""The texts of one part of a sheet, to be written anew: heading, text, points, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from stalkdesk.casework.content_changes import Value
from stalkdesk.guidance.editing import part_value
from stalkdesk.guidance.proposing import LONGEST_LINE, editable
from stalkdesk.guidance.sheets import SheetPart, Source
from stalkdesk.language import Language, tr
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.content.rests_on import RestsOn
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label, muted

_TEXT_HEIGHT, _POINTS_HEIGHT = 96, 176


class PartForm(QWidget):
    """`value()` is what was typed; `typed` when it changes."""

    typed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("part_form")
        self._part: SheetPart | None = None
        self._original = label("", "muted", "editor_original")
        self._form = Form("editor_texts")
        self._title: QLineEdit = self._form.line("editor_part_title", tr("&Overskrift"))
        self._title.setMaxLength(LONGEST_LINE)
        self._text: QPlainTextEdit = self._form.lines("editor_text", tr("T&ekst"), height=_TEXT_HEIGHT)
        self._items: QPlainTextEdit = self._form.lines(
            "editor_items", tr("&Punkter"), tr("Ét punkt på hver linje."), height=_POINTS_HEIGHT
        )
        self.plain = muted("", "editor_plain")
        """How plain the text is, and how long."""
        self._signs = label("", "wrong", "editor_signs")
        self._of_agencies = muted(tr("Numrene her retter du under Kontakter og numre."), "editor_of_agencies")
        self.rests_on = RestsOn("editor")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._original, self._form, self._of_agencies, self._signs, self.plain, self.rests_on):
            column.addWidget(widget)
        self._signs.hide()
        texts = {"title": typed_field(self._title), "text": typed_field(self._text), "items": typed_field(self._items)}
        self.begun = BegunText(desk, self, texts | self.rests_on.typed_fields(), "editor_undo")
        self._title.textChanged.connect(lambda _: self.typed.emit())
        for field in (self._text, self._items):
            field.textChanged.connect(self.typed)

    def begin(self, language: Language) -> None:
        """Another sheet. Writes from the right to the left where the language does."""
        right = Qt.LayoutDirection.RightToLeft if language.is_right_to_left else Qt.LayoutDirection.LeftToRight
        for field in (self._title, self._text, self._items):
            field.setLayoutDirection(right)

    def show_part(
        self, place: str, part: SheetPart, original: str, sources: Mapping[str, Source], source: str, today: date
    ) -> None:
        """Shows a part as it reads now; `original`: the Danish text that a translation goes beside. What was begun at this
        `place` stays."""
        stands = (part, original, sources, source, today)
        self.begun.show(place, stands, lambda: self._fill(part, original, sources, source, today))

    def _fill(self, part: SheetPart, original: str, sources: Mapping[str, Source], source: str, today: date) -> None:
        self._part = part
        self._original.setText(original)
        self._original.setVisible(bool(original))
        for name, field in (("title", self._title), ("text", self._text), ("items", self._items)):
            self._form.rows[field.objectName()].setVisible(name in editable(part))
        self._of_agencies.setVisible(part.kind in ("contacts", "qr"))
        self._title.setText(part.title)
        self._text.setPlainText(part.text)
        self._items.setPlainText("\n".join(part.items))
        self.rests_on.show_sources(sources, source, today)
        self.complain_of_signs("")

    def value(self) -> Value:
        """What was typed, as a change says it."""
        assert self._part is not None
        said, now = editable(self._part), part_value(self._part)
        items = [tidy(line) for line in self._items.toPlainText().splitlines() if tidy(line)]
        typed = {"title": tidy(self._title.text()), "text": _tidy_text(self._text.toPlainText()), "items": items}
        return {name: typed[name] if name in said else now[name] for name in now}

    def complain_of_signs(self, sentence: str) -> None:
        """Says which characters can't be printed; "" takes it back."""
        self._signs.setText(sentence)
        self._signs.setVisible(bool(sentence))


def _tidy_text(text: str) -> str:
    return "\n".join(tidy(line) for line in text.strip().splitlines())
