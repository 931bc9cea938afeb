"""The third step of a visit: what it was about in short, what was promised, and when we call."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.workdays import next_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card, scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.intake.fields.dates import in_words
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import muted
from stalkdesk.ui.visits.begun_visit import CALL, IN_SHORT, PROMISED, BegunVisit

_NEAR = 7, 14


class NextPanel(QWidget):
    """`changed`: something was typed; `back`: to what is new; `ready`: it is to be evaluated."""

    changed = Signal()
    back = Signal()
    ready = Signal()

    def __init__(self, desk: Desk, begun: BegunVisit) -> None:
        super().__init__()
        self._desk, self._begun = desk, begun
        self._form = Form("visit_next")
        self.in_short = self._form.lines(
            IN_SHORT, tr("Hvad handlede henvendelsen om?"), tr("Få ord. Den anden part kan få lov at læse det.")
        )
        self.promised = self._form.lines(
            PROMISED, tr("Hvad er næste skridt, og hvem gør det? (valgfrit)"), tr("Kommer på kvitteringen.")
        )
        near = QWidget()
        row = QHBoxLayout(near)
        row.setContentsMargins(0, 0, 0, 0)
        for days in _NEAR:
            row.addWidget(self._near(days))
        self.call = self._form.line(CALL, tr("Hvornår ringer vi? (valgfrit)"), placeholder=tr("dd-mm-åååå"))
        self._form.column.addWidget(near)
        self._said = muted("", "next_call_said")
        self._form.column.addWidget(self._said)
        for name, field in ((IN_SHORT, self.in_short), (PROMISED, self.promised)):
            field.setPlainText(begun.typed.get(name, ""))
            field.textChanged.connect(lambda name=name, field=field: self._on_typed(name, field.toPlainText()))
        self.call.setText(begun.typed.get(CALL, ""))
        self.call.textChanged.connect(lambda text: self._on_typed(CALL, text))
        self._lay_out()
        self._say_call()

    def _near(self, days: int) -> QWidget:
        asked = next_workday(day(self._desk.now()) + timedelta(days=days))
        words = tr("Om en uge") if days == 7 else tr("Om 14 dage")
        button = secondary(words, f"call_in_{days}")
        button.clicked.connect(lambda: self.call.setText(asked.strftime("%d-%m-%Y")))
        return button

    def _lay_out(self) -> None:
        card = Card("visit_next_card")
        card.body.addWidget(self._form)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 8)
        column.addWidget(card)
        column.addStretch(1)
        back = secondary(tr("Tilbage"), "visit_back_to_new", "arrow-left")
        back.clicked.connect(self.back)
        on = primary(tr("Se vurderingen"), "visit_evaluate", "arrow-right", "Ctrl+Return")
        on.clicked.connect(self.go_on)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "visit_next_scroll"), 1)
        whole.addLayout(foot)

    def take_focus(self) -> None:
        """What it was about."""
        self.in_short.setFocus()

    def _on_typed(self, name: str, text: str) -> None:
        self._begun.typed[name] = text
        self._say_call()
        self.changed.emit()

    def _say_call(self) -> None:
        """The day in words; a day on which nobody sits here says so."""
        today = day(self._desk.now())
        try:
            called = self._begun.next_call(today)
        except BadAnswer:
            called = None
        if called is None:
            self._said.setText("")
        elif (open_day := next_workday(called)) != called:
            days = {"day": in_words(called), "open_day": in_words(open_day)}
            self._said.setText(tr("{day}. Der er lukket den dag; næste åbne dag er {open_day}.", **days))
        else:
            self._said.setText(in_words(called))

    def go_on(self) -> None:
        """To the evaluation, once what is typed can be kept."""
        try:
            self._begun.promise(day(self._desk.now()))
            if not self._begun.text(IN_SHORT):
                raise BadAnswer(tr("Skriv med få ord, hvad henvendelsen handlede om."), IN_SHORT)
        except BadAnswer as wrong:
            self._form.check({wrong.question_id: str(wrong)})
            return
        self.ready.emit()
