"""Answers that are added or corrected: the critical eight with what stands now, any other question by typing, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment, Question
from stalkdesk.intake.facts import NUMBERS, VALUES
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.question_finder import QuestionFinder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.question_card import QuestionCard
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import muted


class AnswersPanel(QWidget):
    """The finder, or the card of one question. `changed`: an answer was given or taken back; `became_red`: it calls for the
    112 screen."""

    changed = Signal()
    became_red = Signal()

    def __init__(self, desk: Desk, read: ReadCase, begun: BegunAddition, setting: FieldSetting) -> None:
        super().__init__()
        self._desk, self._read, self._begun, self._setting = desk, read, begun, setting
        self._initials = desk.open_drawer().officer.initials
        self.finder = QuestionFinder(read, begun)
        self.finder.chosen.connect(self.open_question)
        self.card = QuestionCard(self._take, self._leave)
        self.card.went_on.connect(self._go_on)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.finder)
        self._stack.addWidget(self._made_card_page())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 12, 12, 8)
        whole.addWidget(self._stack)

    def _made_card_page(self) -> QWidget:
        page = QWidget()
        self._back = quiet(tr("Til spørgsmålene"), "to_questions", "arrow-left")
        self._back.clicked.connect(self.show_finder)
        self._remark = muted("", "question_remark")
        self._go_first = secondary(tr("Gå til det spørgsmål"), "go_first", "arrow-right")
        self._go_first.clicked.connect(self._on_go_first)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._remark, 1)
        below.addWidget(self._go_first)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.card, 1)
        column.addLayout(below)
        return page

    # -- which one is on the screen --------------------------------------------------------------------------------------
    def open_question(self, question_id: str) -> None:
        """Puts that question on the screen, with what is begun there, else with what stands in the case."""
        question = self._read.checklist.question(question_id)
        section = self._read.checklist.section(question.section_id)
        self._stack.setCurrentIndex(1)
        answer = self._begun.answers.get(question_id) or self._stands(question_id)
        self.card.open(section, question, answer, self._setting, self._begun.unfinished.get(question_id))
        self._say_remark()

    def show_finder(self) -> None:
        """Back to the questions; what was typed is handed in first, and holds nobody up a second time."""
        if self.is_at_question and not self.card.may_leave():
            return
        self.card.let_go()
        self.finder.refresh()
        self._stack.setCurrentIndex(0)
        self.finder.take_focus()

    @property
    def is_at_question(self) -> bool:
        """Whether a question is on the screen."""
        return self._stack.currentIndex() == 1

    def refresh(self) -> None:
        """An answer was taken out elsewhere: shows what is so now."""
        self.finder.refresh()
        if self.card.question is not None and self.is_at_question:
            self.open_question(self.card.question.id)

    def hand_in(self) -> bool:
        """Hands in what was typed and not handed in yet. False, with the sentence shown, when it does not fit."""
        return not self.is_at_question or self.card.hand_in()

    def take_focus(self) -> None:
        """The question, or where one looks for one."""
        if self.is_at_question:
            self.card.take_focus()
        else:
            self.finder.take_focus()

    # -- answers ---------------------------------------------------------------------------------------------------------
    def _stands(self, question_id: str) -> Answer | None:
        return self._read.case.answers.get(question_id)

    def _take(self, question_id: str, untrusted: object) -> Answer | None:
        """Checks an answer; one like the one that stands adds nothing, and taking one back leaves the one that stands."""
        stands = self._stands(question_id)
        if untrusted is None:
            self._drop(question_id)
            return stands
        now = self._desk.now()
        answer = parsed(self._read.checklist.question(question_id), untrusted, now, self._initials, day(now))
        if stands is not None and (stands.state, stands.value, stands.reason) == (answer.state, answer.value, answer.reason):
            self._drop(question_id)
            return stands
        self._begun.unfinished.pop(question_id, None)
        self._begun.answers[question_id] = answer
        self._on_changed()
        if self._walk().is_red(answer):
            self.became_red.emit()
        return answer

    def _drop(self, question_id: str) -> None:
        self._begun.unfinished.pop(question_id, None)
        self._begun.answers.pop(question_id, None)
        self._on_changed()

    def _leave(self, question_id: str, untrusted: object | None) -> None:
        self._begun.unfinished.pop(question_id, None)
        if untrusted is not None:
            self._begun.unfinished[question_id] = untrusted
        self._on_changed()

    def _on_changed(self) -> None:
        self._say_remark()
        self.changed.emit()

    # -- what is to be known of the question -----------------------------------------------------------------------------
    def _say_remark(self) -> None:
        question = self.card.question
        first = None if question is None else self._asked_first(question)
        opened = None if question is None else self._opened_by(question)
        self._go_first.setVisible(first is not None or opened is not None)
        if question is None:
            return
        if first is not None:
            self._remark.setText(
                tr("Svaret tæller først med, når dette er besvaret sådan, at der spørges: {question}", question=first.ask)
            )
        elif opened is not None:
            self._remark.setText(tr("Svaret åbner et spørgsmål, som vurderingen bruger: {question}", question=opened.ask))
        elif question.compartment is Compartment.PROTECTED and question.id in self._read.case.protected_ids:
            self._remark.setText(tr("Der står et beskyttet svar i sagen. Det vises ikke her; et nyt svar træder i stedet."))
        else:
            self._remark.setText("")

    def _asked_first(self, question: Question) -> Question | None:
        """The question that decides whether this one is asked, while it is not."""
        if question.compartment is Compartment.PROTECTED:
            return None
        walk = self._walk()
        if walk.is_asked(question.id):
            return None
        keys = (key for condition in question.ask_if for key in condition.table)
        return next((one for key in keys for one in walk.asked() if one.id == key), None)

    def _opened_by(self, question: Question) -> Question | None:
        """The first question for the rules that the new answer opens, while it has no answer: *is there a plan*, *when*."""
        if question.id not in self._begun.answers:
            return None
        walk = self._walk()
        known = {*walk.counted(), *self._read.case.protected_ids}
        opened = (one for one in walk.asked() if any(question.id in condition.table for condition in one.ask_if))
        return next((one for one in opened if one.id not in known and (one.id in VALUES or one.id in NUMBERS)), None)

    def _walk(self) -> Walk:
        """Through what stands in compartment A, with what is begun."""
        answers = {**self._read.case.answers, **self._begun.answers}
        return Walk(self._read.checklist, answers, day(self._desk.now()), self._read.profile)

    def _on_go_first(self) -> None:
        question = self.card.question
        other = None if question is None else self._asked_first(question) or self._opened_by(question)
        if other is not None and self.card.may_leave():
            self.open_question(other.id)

    def _go_on(self) -> None:
        """To the question that the answer opened, as in an intake; else back to the questions."""
        question = self.card.question
        opened = None if question is None else self._opened_by(question)
        if opened is None:
            self.show_finder()
        elif self.card.may_leave():
            self.open_question(opened.id)
            self.card.take_focus()
