"""What an officer has typed in a form and not sent yet. It lives in memory only, on the desk, and never on the disk.

It is written through with each change, so that another row, another page or a locked desk loses nothing: the same officer
finds it again where she wrote it, and nobody else does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class TypedField:
    """One thing that is typed: how it is read, put back, and known to be another."""

    read: Callable[[], object]
    write: Callable[[object], None]
    changed: SignalInstance


def typed_field(widget: QWidget) -> TypedField:
    """A line, a text, a choice or a tick."""
    if isinstance(widget, QLineEdit):
        return TypedField(widget.text, lambda text: widget.setText(str(text)), widget.textChanged)
    if isinstance(widget, QPlainTextEdit):
        return TypedField(widget.toPlainText, lambda text: widget.setPlainText(str(text)), widget.textChanged)
    if isinstance(widget, QComboBox):
        choose = widget.setCurrentIndex
        return TypedField(widget.currentData, lambda value: choose(max(widget.findData(value), 0)), widget.currentIndexChanged)
    assert isinstance(widget, QCheckBox)
    return TypedField(widget.isChecked, lambda ticked: widget.setChecked(bool(ticked)), widget.toggled)


class BegunText(QObject):
    """Keeps what is typed in a form by the place it is of. `undo` is the button that throws it away; it is there only while
    something is typed."""

    def __init__(self, desk: Desk, form: QWidget, fields: Mapping[str, TypedField], name: str) -> None:
        super().__init__(form)
        self._desk, self._form, self._fields = desk, form, dict(fields)
        self._officer_id = desk.open_drawer().officer.id
        self._place = ""
        self._stands: object = None
        self._fill: Callable[[], object] = lambda: None
        self._filled: dict[str, object] = {}
        self._is_filling = False
        self.undo = quiet(tr("Fortr&yd"), name)
        self.undo.setToolTip(tr("Det, du har skrevet her, kasseres."))
        self.undo.hide()
        self.undo.clicked.connect(self.discard)
        for field in self._fields.values():
            field.changed.connect(self._on_typed)

    def show(self, place: str, stands: object, fill: Callable[[], object]) -> None:
        """Fills the form for `place` and puts back what was begun there. Nothing is touched while both are as they were:
        `stands` is what the form is filled with."""
        if place == self._place and stands == self._stands:
            return
        self._place, self._stands, self._fill = place, stands, fill
        self._fill_in()

    def typed(self) -> Mapping[str, object]:
        """What is typed and differs from what stands."""
        return self._desk.begun_texts.get(self._key, {})

    def sending(self) -> Callable[[], None]:
        """Gives what is called once the form as it reads now was sent: then it is begun no more. What was typed since stays."""
        key, typed = self._key, dict(self.typed())

        def on_sent() -> None:
            if self._desk.begun_texts.get(key, {}) == typed:
                self._desk.begun_texts.pop(key, None)
                if key == self._key:
                    self._fill_in()

        return on_sent

    def discard(self) -> None:
        """Throws away what was typed: the form is as it was."""
        self._desk.begun_texts.pop(self._key, None)
        self._fill_in()

    @property
    def _key(self) -> tuple[str, str]:
        return (self._officer_id, self._place)

    def _fill_in(self) -> None:
        typed = dict(self.typed())
        self._is_filling = True
        try:
            self._fill()
            self._filled = self._read()
            for name, value in typed.items():
                self._fields[name].write(value)
        finally:
            self._is_filling = False
        self._keep()

    def _read(self) -> dict[str, object]:
        return {name: field.read() for name, field in self._fields.items()}

    def _on_typed(self) -> None:
        if self._place and not self._is_filling:
            self._keep()

    def _keep(self) -> None:
        differs = {name: value for name, value in self._read().items() if value != self._filled[name]}
        if differs:
            self._desk.begun_texts[self._key] = differs
            guard_closing(self._desk, self._form.window())
        else:
            self._desk.begun_texts.pop(self._key, None)
        self.undo.setVisible(bool(differs))


def stays_said() -> str:
    """What is said where a form was closed with something in it."""
    return tr("Du er begyndt at skrive her. Din tekst står i formularen, når du åbner den igen.")
