"""What every answer field promises the question card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.officers import ContactPerson
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.ui.labels import label


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall of the desk


@dataclass(frozen=True, slots=True)
class FieldSetting:
    """What a field may know of the desk: the day, and the fixed contact persons it may suggest."""

    today: Callable[[], date] = _today
    contacts: tuple[ContactPerson, ...] = ()


class AnswerField(QWidget):
    """One question's answer, in its JSON form as `answers.py` has it, not yet checked.

    Emits `answered(object)` for each change: None when nothing is left of the answer. A field that `types` emits for each
    letter; the card waits for a pause before it keeps the answer, and `left` says that the person went elsewhere.
    `refused(str)` says in a sentence why something was not taken in; what was there before stays. `finished` is Enter,
    `unknown_wanted` the key of *don't know*.
    """

    answered = Signal(object)
    refused = Signal(str)
    left = Signal()
    finished = Signal()
    unknown_wanted = Signal()

    types: ClassVar[bool] = False
    takes_letters: ClassVar[bool] = False
    """A letter or a digit answers: it need not be typed anywhere."""
    grows: ClassVar[bool] = False
    """Takes all the room there is; the others stand close under the question."""

    def __init__(self, question: Question, setting: FieldSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setting = setting
        self.setObjectName("answerField")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(10)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows what is kept (None: nothing yet). Never emits."""
        raise NotImplementedError

    def show_kept(self, answer: Answer | None) -> None:
        """The answer was taken in while the field is in use: shows what only its kept form tells. Never moves the cursor."""

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed and could not be kept. Only fields that type have something unfinished."""

    def take_focus(self) -> None:
        """Puts the keyboard where the answer is given."""
        raise NotImplementedError

    def aside(self) -> QWidget | None:
        """What stands in the row below, beside *don't know*; None for most kinds."""
        return None

    def takes_key(self, event: QKeyEvent) -> bool:
        """Answers with a single key, wherever on the card the keyboard is. False for any other key."""
        return False

    def fit(self, is_low: bool) -> None:
        """Makes itself thin where the window is low."""

    def keys_hint_text(self) -> str:
        """Which keys answer, for the hint panel."""
        raise NotImplementedError

    def is_busy_with(self, widget: QWidget | None) -> bool:
        """Whether `widget` is this field or lies in it."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def watch_leaving(self, *widgets: QWidget) -> None:
        """Emits `left` when the keyboard goes from one of `widgets` to a place outside this field."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees the keyboard leave one of the watched widgets."""
        if event.type() == QEvent.Type.FocusOut and not self.is_busy_with(QApplication.focusWidget()):
            self.left.emit()
        return super().eventFilter(watched, event)


def field_label(text: str, buddy: QWidget) -> QLabel:
    """A small label above an input that also names the input for a screen reader."""
    said = label(text, "strong")
    said.setBuddy(buddy)
    buddy.setAccessibleName(text.replace("&", ""))
    return said


def quiet_line(name: str) -> QLabel:
    """A muted line under an input, empty until there is something to say."""
    return label("", "muted", name)
