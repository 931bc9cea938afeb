"""*Ved skranken*: what the invented person says to the question on the screen, and five ways of asking her."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.training.playing import Counter
from stalkdesk.training.vignettes import Way
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.training.exercise import Exercise

_TALK_HEIGHT = 208
"""Pixels for what was said: with the five ways it is seen without scrolling in a window of 720."""


class CounterPanel(QFrame):
    """Shows what was said at one question; a button asks in another way. Keeps nothing itself."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("counter_panel")
        self.setProperty("role", "panel")
        self.setAccessibleName(tr("Ved skranken"))
        self._question_id = ""
        self._exercise = Exercise(desk, background, self)
        self._exercise.changed.connect(self._show)
        self._exercise.failed.connect(self._on_failed)
        self._who = muted("", "counter_who")
        self._banner = Banner("counter_banner")
        self._lines: list[QLabel] = []
        self._said: tuple[tuple[str, str], ...] = ()
        self._talk = QVBoxLayout()
        self._area = self._made_area()
        self._ways = {way: self._way(number, way) for number, way in enumerate(Way, start=1)}
        self._lay_out()

    def _made_area(self) -> QWidget:
        content = QWidget()
        self._talk.setContentsMargins(0, 0, 6, 0)
        self._talk.setSpacing(6)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._talk)
        column.addStretch(1)
        area = scrolling(content, "counter_talk")
        area.setFixedHeight(_TALK_HEIGHT)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(tr("Det, der er sagt"))
        area.verticalScrollBar().rangeChanged.connect(lambda _least, most: area.verticalScrollBar().setValue(most))
        return area

    def _way(self, number: int, way: Way) -> QPushButton:
        made = secondary("", f"way_{way.value}")
        made.clicked.connect(partial(self._on_way, way))
        QShortcut(QKeySequence(f"Alt+{number}"), self, made.click)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(heading(tr("Ved skranken")))
        column.addWidget(self._who)
        column.addWidget(self._banner)
        column.addWidget(self._area)
        column.addWidget(label(tr("Spørg anderledes (Alt+1–5)"), "strong", "counter_ask"))
        for button in self._ways.values():
            column.addWidget(button)
        self.setStyleSheet("QPushButton { text-align: left; padding: 3px 10px; } QPushButton:focus { padding: 2px 9px; }")

    @property
    def case_id(self) -> str:
        """The case that is played, or was played last."""
        return self._exercise.case_id

    # -- what is said ----------------------------------------------------------------------------------------------------

    def show_question(self, case_id: str, question_id: str) -> None:
        """The question was read out: shows what the person says to it, and what she was asked before."""
        self._question_id = question_id
        self._exercise.open(case_id)
        self._show()

    def _show(self) -> None:
        counter = self._exercise.counter
        self.setEnabled(counter is not None)
        if counter is None:
            self._say(())
            return
        self._who.setText(counter.vignette.who)
        for way, button in self._ways.items():
            words = counter.words.ways[way]
            button.setText(words.label.replace("&", "&&"))
            button.setAccessibleName(words.label)
            button.setAccessibleDescription(words.hint)
            button.setToolTip(words.hint)
        self._say(_dialogue(counter, self._question_id))

    def _say(self, said: tuple[tuple[str, str], ...]) -> None:
        """Puts the lines of the dialogue on: each with its part in it."""
        if said == self._said:
            return
        self._said = said
        for line in self._lines:
            self._talk.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [label(text, role, f"said_{number}") for number, (role, text) in enumerate(said)]
        for line in self._lines:
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._talk.addWidget(line)
            line.show()
        if said and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said[-1][1]))

    def _on_way(self, way: Way) -> None:
        if self._question_id:
            self._exercise.ask(self._question_id, way)

    def _on_failed(self, sentence: str) -> None:
        self._banner.say(Tone.DANGER, sentence)


def _dialogue(counter: Counter, question_id: str) -> tuple[tuple[str, str], ...]:
    """What was said at that question, in order, each with the role of its line: the opening, the plain reply, then each way."""
    lines = [("muted", counter.vignette.opening), ("", counter.said(question_id))]
    for way in counter.ways_tried(question_id):
        lines.append(("step", tr("Du: {way}", way=counter.words.ways[way].label)))
        lines.append(("", counter.asked(question_id, way)))
    return tuple(lines)
