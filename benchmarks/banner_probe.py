"""One process with a long intake on a real encrypted store; prints how long acute danger takes to the screen, as JSON.

Measured from the key to the end of the turn in which the banner, or the 112 screen, was painted. `bare`: the same key in a
plain widget that shows a label. `held`: the longest turn of the event loop, from the key until everything is
saved; `work`: the most work of the screen's thread in a turn, which a busy machine does not stretch.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from benchmarks.stores import unlocked
from stalkdesk import app, places
from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import AnswerState
from stalkdesk.intake.checklist import AnswerKind, Question, Tense
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui import theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.intake.conversation import Conversation
from stalkdesk.ui.intake.page import IntakePage

ROUNDS = 15
LONG = 100
"""So many answers the case has at least."""
NO_REASON = {AnswerState.NOT_ASKED.value: "Samtalen blev afbrudt"}

CALM = {
    **dict.fromkeys(("danger_now", "hurt_now", "threat_plan", "weapon_access", "suicidal_statement", "violence"), "no"),
    **dict.fromkeys(("strangulation", "child_threat", "victim_suicidal", "is_anonymous"), "no"),
    "relationship": "ex_partner",
    "prohibition": "in_force",
    "unwanted": "explicit",
    "last_violence_days": 3,
    "suicidal_days": 2,
}
"""Everything but the last answer of each acute rule: threats, contact with the children and the days are there."""
LAST_ANSWERS = {
    "A1": "danger_now",
    "A2": "weapon_access",
    "A3": "violence",
    "A4": "child_threat",
    "A5": "suicidal_statement",
    "A6": "victim_suicidal",
}


class _Watch(QObject):
    """Sees a widget being painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Passes everything on."""
        if event.type() == QEvent.Type.Paint:
            self.is_painted = True
        return False


class _Bare(QWidget):
    """The least that can answer a key with a label."""

    def __init__(self) -> None:
        super().__init__()
        self.said = QLabel("Ring 112")
        QVBoxLayout(self).addWidget(self.said)
        self.said.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shows the label."""
        self.said.show()


class _Turns:
    """The longest turn of the event loop, by the clock and in work of the screen's thread alone."""

    held = work = 0.0

    def take(self, act: Callable[[], object]) -> None:
        """Does something that the screen waits for."""
        before, worked = time.perf_counter(), time.thread_time()
        act()
        self.held = max(self.held, time.perf_counter() - before)
        self.work = max(self.work, time.thread_time() - worked)


def _pressed(focused: QWidget, watch: _Watch, turns: _Turns) -> float:
    """Seconds from the key to the paint."""
    watch.is_painted = False
    before = time.perf_counter()
    turns.take(lambda: QTest.keyClick(focused, Qt.Key.Key_J))
    while not watch.is_painted:
        turns.take(QApplication.processEvents)
        if time.perf_counter() - before > 10:
            raise RuntimeError("it was never painted")
    return time.perf_counter() - before


def _bare() -> list[float]:
    widget = _Bare()
    widget.resize(1280, 800)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    watch, times = _Watch(widget.said), []
    for _ in range(ROUNDS * len(LAST_ANSWERS)):
        widget.said.hide()
        QApplication.processEvents()
        times.append(_pressed(widget, watch, _Turns()))
    widget.close()
    return times


# -- a long case -------------------------------------------------------------------------------------------------------------


def _value(question: Question, talk: Conversation) -> object:
    day = timedelta(days=30 if question.tense is not Tense.PAST else -30)
    texts = "Ærlig Øprøve ringede igen om aftenen og stod på gaden bagefter. " * 6
    values: dict[AnswerKind, object] = {
        AnswerKind.YES_NO: "yes",
        AnswerKind.SINGLE: question.choices[0].id if question.choices else "",
        AnswerKind.MULTIPLE: [choice.id for choice in question.choices[:3]],
        AnswerKind.SHORT_TEXT: "Ærlig Øprøve",
        AnswerKind.LONG_TEXT: texts,
        AnswerKind.NUMBER: max(3, question.least or 0),
        AnswerKind.DATE: (talk.walk.today + day).isoformat(),
        AnswerKind.PHONE: "+4500000009",
        AnswerKind.PERSON: {"name": "Ærlig Øprøve", "relation": "leder", "phone": "+4500000009"},
    }
    return CALM.get(question.id, values.get(question.kind, NO_REASON))


def _fill(page: IntakePage, background: Background) -> Conversation:
    talk = page._open_talk()
    for question_id in ("last_violence_days", "suicidal_days"):
        talk.take(question_id, CALM[question_id])
    while missing := [question for question in talk.walk.asked() if question.id not in talk.walk.answers]:
        for question in missing:
            try:
                talk.take(question.id, _value(question, talk))
            except BadAnswer:
                talk.take(question.id, NO_REASON)
    background.wait_idle()
    if len(talk.walk.counted()) < LONG or talk.assessment.urgency is Urgency.ACUTE:
        raise RuntimeError("the case is too short, or acute already")
    return talk


# -- each acute rule ---------------------------------------------------------------------------------------------------------


def _round(page: IntakePage, talk: Conversation, rule: str, screen: _Watch, background: Background, turns: _Turns) -> float:
    """Answers the last question of a rule with yes, and takes it back. Gives seconds to the paint."""
    question_id = LAST_ANSWERS[rule]
    talk.go_to(question_id)
    background.wait_idle()
    QApplication.processEvents()
    focused = page.window().focusWidget()
    assert focused is not None
    took = _pressed(focused, screen, turns)
    if rule not in talk.assessment.rules:
        raise RuntimeError(f"{rule} did not fire")
    while not background.is_idle:
        turns.take(QApplication.processEvents)
    page.emergency.resumed.emit()
    talk.take(question_id, "no")
    background.wait_idle()
    QApplication.processEvents()
    return took


def _measured(drawer: Drawer, store: Path) -> dict[str, float]:
    desk = app.desk_at(store)
    desk.drawer = drawer
    background = Background()
    page = IntakePage(desk, background)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowExposed(page)
    page.begin()
    background.wait_idle()
    talk = _fill(page, background)
    screen = _Watch(page.emergency)
    turns = _Turns()
    rounds = {rule: [_round(page, talk, rule, screen, background, turns) for _ in range(ROUNDS)] for rule in LAST_ANSWERS}
    page.close()
    background.stop()
    every = [took for times in rounds.values() for took in times]
    return {
        **{rule: statistics.median(times) for rule, times in rounds.items()},
        "median": statistics.median(every),
        "worst": max(every),
        "held": turns.held,
        "work": turns.work,
        "answers": float(len(talk.walk.counted())),
    }


def main() -> int:
    """Opens the store named on the command line."""
    store = Path(sys.argv[1])
    application = QApplication(sys.argv[:1])
    theme.furnish()
    theme.apply(application, places.resources(), False)
    bare = _bare()
    with unlocked(store) as drawer:
        told = _measured(drawer, store)
    print(json.dumps({**told, "bare": statistics.median(bare), "bare_worst": max(bare)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
