"""The question that is on the screen: its words, whose eyes the answer is for, the answer, *don't know* and *not asked*."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import AnswerKind, Question, Section
from stalkdesk.language import tr
from stalkdesk.ui import icons, theme
from stalkdesk.ui.buttons import button, quiet
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.intake.contradiction_line import ContradictionLine
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting
from stalkdesk.ui.intake.fields.kinds import field_for
from stalkdesk.ui.intake.not_asked import NotAskedPanel
from stalkdesk.ui.intake.ribbon import CompartmentRibbon
from stalkdesk.ui.intake.tab_order import tab_stops
from stalkdesk.ui.labels import label

TYPING_PAUSE = 400
"""Milliseconds without a letter after which typed text is kept."""
PATIENCE = 2_000
"""Milliseconds without a letter after which a half-typed answer is pointed out, though nobody left the field."""

LOW = 600
"""Pixels of height below which the rows of a choice are thin."""
LONGEST_UNKEPT = 800
"""Milliseconds after which typed text is kept though the typing goes on."""

UNKNOWN = AnswerState.UNKNOWN.value
NOT_ASKED = AnswerState.NOT_ASKED.value
TYPED = "typed"
"""In what is left unfinished beside a half-typed reason: what stands in the field."""


class QuestionCard(QFrame):
    """Shows a question and hands its answers to `take`, which gives the checked Answer or raises BadAnswer.

    `take(question_id, untrusted)`; an untrusted None takes the answer back. Choices are handed on at once, typed text after
    a pause and on leaving the field. What is refused stays typed, with the sentence under it, and goes to `leave(question_id,
    untrusted)` to be kept as it is; None takes that away.
    """

    went_on = Signal()
    """Enter: the person is finished with this question."""

    def __init__(self, take: Callable[[str, object], Answer | None], leave: Callable[[str, object | None], None]) -> None:
        super().__init__()
        self.setObjectName("questionCard")
        self.setProperty("role", "card")
        self._take, self._leave = take, leave
        self.field: AnswerField | None = None
        self.question: Question | None = None
        self._typed: list[object] = []
        self._given: Answer | None = None
        self._was_told = False
        self._has_new_reason = False
        self._pause = self._timer(TYPING_PAUSE, self._on_pause)
        self._unkept = self._timer(LONGEST_UNKEPT, self._on_pause)
        self._patience = self._timer(PATIENCE, self._on_patience_lost)
        self._lay_out()

    def _timer(self, after: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    # -- what it looks like ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._ribbon = CompartmentRibbon()
        column.addWidget(self._ribbon)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 16, 28, 16)
        inside.setSpacing(8)
        inside.addWidget(self._made_asking(), 1)
        self.contradictions = ContradictionLine()
        inside.addWidget(self.contradictions)
        inside.addLayout(self._made_wrong())
        self.reason_panel = NotAskedPanel()
        self.reason_panel.chosen.connect(lambda words: self._give({NOT_ASKED: words}))
        self.reason_panel.typed.connect(self._on_reason_typed)
        self.reason_panel.refused.connect(self._say_wrong)
        self.reason_panel.hide()
        inside.addWidget(self.reason_panel)
        inside.addLayout(self._made_states())
        column.addLayout(inside, 1)

    def _made_asking(self) -> QScrollArea:
        """Question and answer, which scroll together where the window is low."""
        content = QWidget()
        asking = QVBoxLayout(content)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        self._section = label("", "step", "sectionName")
        self._ask = label("", "ask", "ask")
        self._how = label("", "muted", "how")
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 6, 0, 0)
        for said in (self._section, self._ask, self._how):
            asking.addWidget(said)
        asking.addLayout(self._place)
        asking.addStretch(1)
        self._room = (asking, asking.indexOf(self._place), asking.count() - 1)
        self._area = scrolling(content, "questionScroll")
        return self._area

    def _made_wrong(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._wrong_icon = QLabel()
        self._wrong_icon.setPixmap(icons.pixmap("triangle-alert", "danger"))
        self._wrong = label("", "wrong", "wrongLine")
        row.addWidget(self._wrong_icon)
        row.addWidget(self._wrong, 1)
        self._wrong_icon.hide()
        self._wrong.hide()
        return row

    def _made_states(self) -> QHBoxLayout:
        row = self._states = QHBoxLayout()
        row.setSpacing(8)
        self.unknown_button = button(tr("&Ved ikke"), "unknownButton", "state")
        self.unknown_button.clicked.connect(self._on_unknown_clicked)
        self.not_asked_button = button(tr("&Ikke spurgt …"), "notAskedButton", "state")
        self.not_asked_button.clicked.connect(self._on_not_asked_clicked)
        self._state_line = label("", "muted", "stateLine")
        self.take_back_button = quiet(tr("&Fjern svar"), "takeBackButton", "x")
        self.take_back_button.clicked.connect(self.take_back)
        for made in (self.unknown_button, self.not_asked_button, self.take_back_button):
            made.setAutoDefault(True)
        row.addWidget(self.unknown_button)
        row.addWidget(self.not_asked_button)
        row.addWidget(self._state_line, 1)
        row.addWidget(self.take_back_button)
        return row

    # -- a question on the screen ----------------------------------------------------------------------------------------

    def open(
        self, section: Section, question: Question, answer: Answer | None, setting: FieldSetting, unfinished: object | None
    ) -> None:
        """Shows `question` with what was answered, or typed and no answer yet, in a new field, and takes the keyboard."""
        self.hand_in()
        self.question = question
        self._given, self._typed, self._was_told = answer, [], False
        self._section.setText(tr("Trin {number} · {title}", number=section.number, title=section.title))
        self._ask.setText(question.ask)
        self._how.setText(question.how)
        self._how.setVisible(bool(question.how))
        self._ribbon.show_question(question)
        self._fill_place(field_for(question, setting))
        self.reason_panel.hide()
        self._say_wrong("")
        self._show_state()
        self.take_focus()
        self._show_unfinished(unfinished)

    def _show_unfinished(self, unfinished: object | None) -> None:
        """What was typed stands there again: in the field with its sentence, or as a reason, which only the person gives."""
        typed = unfinished
        if isinstance(unfinished, Mapping) and NOT_ASKED in unfinished:
            self.reason_panel.open_with(str(unfinished[NOT_ASKED]))
            typed = unfinished.get(TYPED)
        if typed is not None and self.field is not None:
            self._typed = [typed]
            self.field.show_unfinished(typed)
            self.hand_in()

    def _unfinished(self) -> object | None:
        """What stands here and is no answer yet: in the field, as a reason, or both."""
        typed, reason = self._typed[0] if self._typed else None, self.reason_panel.half_typed
        if not reason or (isinstance(typed, Mapping) and NOT_ASKED in typed):
            return typed
        return {NOT_ASKED: reason} if typed is None else {NOT_ASKED: reason, TYPED: typed}

    def let_go(self) -> None:
        """Forgets the question: another case comes on the screen, and nothing that was typed here may get into it."""
        self.question, self._typed, self._has_new_reason = None, [], False

    def _fill_place(self, field: AnswerField) -> None:
        if self.field is not None:
            for old in (self.field, self.field.aside()):
                if old is not None:
                    old.hide()
                    old.deleteLater()
        self.field = field
        field.show_answer(self._given)
        field.answered.connect(self._on_answered)
        field.refused.connect(self._say_wrong)
        field.left.connect(self._on_left)
        field.finished.connect(self._on_finished)
        field.unknown_wanted.connect(lambda: self._switch(UNKNOWN))
        self._place.addWidget(field, 1)
        inside, place, rest = self._room
        inside.setStretch(place, 1 if field.grows else 0)
        inside.setStretch(rest, 0 if field.grows else 1)
        aside = field.aside()
        if aside is not None:
            self._states.insertWidget(0, aside)
            aside.show()
        self.unknown_button.setText(tr("&Ved ikke ({key})", key=tr("V")) if field.takes_letters else tr("&Ved ikke"))
        self._fit()
        field.show()
        self._area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        if self.field is not None:
            self.field.fit(self.height() < LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Thinner rows in a low window."""
        super().resizeEvent(event)
        self._fit()

    def tab_stops(self) -> list[QWidget]:
        """What takes the keyboard, in the order of Tab: the answer, then what may stand instead of one."""
        if self.field is None:
            return []
        aside = self.field.aside()
        instead = [self.unknown_button, self.not_asked_button, *tab_stops(self.reason_panel), self.take_back_button]
        own = [*tab_stops(self.field), *([aside] if aside is not None else [])]
        return [*own, *tab_stops(self.contradictions), *instead]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A single key may answer, also while the keyboard is on *not asked* or one of its neighbours."""
        focused = QApplication.focusWidget()
        has_reason = focused is not None and self.reason_panel.isAncestorOf(focused)
        if has_reason or self.field is None or not self.field.takes_key(event):
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Puts the keyboard into the answer."""
        if self.field is not None:
            self.field.take_focus()

    # -- answers ---------------------------------------------------------------------------------------------------------

    def _on_answered(self, untrusted: object) -> None:
        self._say_wrong("")
        self._was_told = False
        if self.field is not None and self.field.types:
            self._typed = [untrusted]
            self._wait_for_pause()
            self._patience.start()
        else:
            self._give(untrusted)

    def _on_reason_typed(self) -> None:
        self._has_new_reason = True
        self._wait_for_pause()

    def _wait_for_pause(self) -> None:
        self._pause.start()
        if not self._unkept.isActive():
            self._unkept.start()

    def _give(self, untrusted: object) -> None:
        self._typed = [untrusted]
        self.hand_in()

    def hand_in(self) -> bool:
        """Hands on what was typed and not handed on yet. False, with the sentence shown, when it does not fit."""
        self._patience.stop()
        return self._try_typed(is_silent=False)

    def may_leave(self) -> bool:
        """Hands in, and whether to go on: what does not fit is pointed out once, and does not hold anyone up a second time."""
        if self.hand_in():
            return True
        was_told, self._was_told = self._was_told, True
        return was_told

    def _try_typed(self, *, is_silent: bool) -> bool:
        self._pause.stop()
        self._unkept.stop()
        if self._has_new_reason:
            self._keep_unfinished()
        if not self._typed or self.question is None:
            return True
        try:
            self._given = self._take(self.question.id, self._typed[0])
        except BadAnswer as wrong:
            self._keep_unfinished()
            if not is_silent:
                self._say_wrong(str(wrong))
            return False
        self._typed = []
        self._patience.stop()
        self._after_taken()
        return True

    def _keep_unfinished(self) -> None:
        self._has_new_reason = False
        if self.question is not None:
            self._leave(self.question.id, self._unfinished())

    def _after_taken(self) -> None:
        self._say_wrong("")
        if self.field is not None:
            self.field.show_kept(self._given)
        is_reasoned = self._given is not None and self._given.state is AnswerState.NOT_ASKED
        if is_reasoned and self.reason_panel.isVisible():
            self.not_asked_button.setFocus()
        self.reason_panel.hide()
        self._show_state()

    def _on_pause(self) -> None:
        self._try_typed(is_silent=True)

    def _on_patience_lost(self) -> None:
        self._try_typed(is_silent=False)

    def _on_left(self) -> None:
        self.hand_in()

    def _on_finished(self) -> None:
        """Enter. A question that must be answered and is empty says so once; nobody is held up a second time."""
        if self.hand_in() and self._is_missing() and not self._was_told:
            self._was_told = True
            self._say_wrong(tr("Spørgsmålet er ikke besvaret. Tryk Enter igen for at gå videre."))
        else:
            self.went_on.emit()

    def _is_missing(self) -> bool:
        return self.question is not None and self.question.required and self._given is None

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._wrong_icon.setVisible(bool(sentence))
        self.setProperty("isWrong", bool(sentence))

    # -- don't know, not asked, taken back -------------------------------------------------------------------------------

    def _show_state(self) -> None:
        """Marks which of the two was chosen, and says why a question was not asked."""
        state = self._given.state if self._given is not None else None
        for made, is_on in (
            (self.unknown_button, state is AnswerState.UNKNOWN),
            (self.not_asked_button, state is AnswerState.NOT_ASKED),
        ):
            made.setProperty("chosen", is_on)
            made.setAccessibleDescription(tr("Valgt") if is_on else "")
            made.setIcon(icons.icon("check", "accent") if is_on else QIcon())
            theme.repolish(made)
        reason = self._given.reason if self._given is not None else ""
        self._state_line.setText(reason)
        self.take_back_button.setVisible(state is not None)
        has_own = self.question is not None and self.question.kind is AnswerKind.YES_NO
        self.unknown_button.setVisible(not has_own)

    def _on_unknown_clicked(self) -> None:
        is_on = self._given is not None and self._given.state is AnswerState.UNKNOWN
        self._switch(None if is_on else UNKNOWN)

    def _on_not_asked_clicked(self) -> None:
        if self.reason_panel.isVisible():
            self.reason_panel.hide()
            self._keep_unfinished()
        else:
            self.reason_panel.open_for(self._given.reason if self._given is not None else "")

    def _switch(self, untrusted: object) -> None:
        self._give(untrusted)
        if self.field is not None:
            self.field.show_answer(self._given)

    def take_back(self) -> None:
        """Takes the answer back: the question is open again."""
        self.reason_panel.hide()
        self._switch(None)
        self.take_focus()

    @property
    def wrong_sentence(self) -> str:
        """What is said to be wrong with the answer; empty when nothing is."""
        return self._wrong.text()
