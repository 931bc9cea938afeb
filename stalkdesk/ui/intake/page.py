"""The intake page: header, sections, the question, hints and assessment, and at the end the result and the sheets.

It shows a `Conversation` and passes on what the person does; what is next, what is open, what it adds up to is decided there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.cases import Filed
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.guidance.carrying import told_in
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.findings import Element
from stalkdesk.knowledge.pages import PageKind
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.assessment_panel import AssessmentPanel
from stalkdesk.ui.intake.banners import AcuteBanner, UnsavedBanner
from stalkdesk.ui.intake.bars import FootBar, HeaderBar
from stalkdesk.ui.intake.closing import ClosingPage, settling_question
from stalkdesk.ui.intake.columns import beside, between_bars, column, columns, stacked
from stalkdesk.ui.intake.contradiction_panel import ContradictionPanel
from stalkdesk.ui.intake.conversation import Conversation, Opening, begun, resumed
from stalkdesk.ui.intake.departure import Departure
from stalkdesk.ui.intake.emergency import EmergencyPage
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.filed import FiledPage
from stalkdesk.ui.intake.frame import IntakeFrame
from stalkdesk.ui.intake.hint_panel import HintPanel
from stalkdesk.ui.intake.question_card import QuestionCard
from stalkdesk.ui.intake.section_list import CLOSING, SectionList
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.tab_order import lead_tab, tab_stops
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.knowledge.overlay import show_knowledge


class IntakePage(IntakeFrame):
    """One intake from the first question to the sheets. `closed`: saved and left; `filed(str)`: filed and finished with, the
    reference; `lock_wanted`: the lock button was pressed.
    """

    closed = Signal()
    filed = Signal(str)
    lock_wanted = Signal()
    asked = Signal(str, str)
    """The case and the question that is on the screen now."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("intakePage")
        dress(self)  # before there is anything in it that would be dressed twice
        self._desk, self._background = desk, background
        self._talk: Conversation | None = None
        self._setting = FieldSetting()
        self.header = HeaderBar()
        self.sections = SectionList()
        self.card = QuestionCard(self._take, self._leave)
        self.hints = HintPanel()
        self.found = AssessmentPanel()
        self.unlike = ContradictionPanel()
        self.closing = ClosingPage(desk, background)
        self.after_filing = FiledPage(desk, background)
        self.foot = FootBar()
        self._departure = Departure(desk, background, self.closing, self.foot, self.leave)
        self.unsaved_banner = UnsavedBanner()
        self.acute_banner = AcuteBanner()
        self.emergency = EmergencyPage(desk, background)
        self._lay_out()
        self._connect()
        self._set_shortcuts()

    # -- what it looks like ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._centre = stacked(self.card, self.closing, self.after_filing)
        counter = (self._desk.counter_panel(),) if self._desk.counter_panel is not None else ()
        self._beside = beside(*counter, self.unlike, self.hints, self.found)
        centre = column(self.acute_banner, self.unsaved_banner, self._centre)
        self._work = between_bars(self.header, columns(self.sections, centre, self._beside), self.foot)
        self._screens = stacked(self._work, self.emergency)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._screens)

    def _connect(self) -> None:
        self.header.emergency_button.clicked.connect(self.open_emergency)
        self.emergency_wanted.connect(self.open_emergency)
        self.height_changed.connect(self.found.fit)
        for wanted in (self.knowledge_wanted, self.hints.more_wanted):
            wanted.connect(self._on_knowledge_wanted)
        self.header.lock_button.clicked.connect(self.lock_wanted)
        self.sections.chosen.connect(self._on_section_chosen)
        self.card.went_on.connect(self._on_next)
        for part in (self.found, self.unlike, self.card.contradictions):
            part.asked_for.connect(self._on_asked_for)
        self.closing.asked_for.connect(lambda question_id: self._open_talk().mend(question_id))
        self.closing.reasoned.connect(self._on_reasoned)
        self.closing.learning_wanted.connect(self._on_rule_wanted)
        self.after_filing.finished.connect(self.filed)
        self._departure.closed.connect(self.closed)
        self._departure.filed.connect(self._on_filed)
        self.emergency.resumed.connect(self._on_emergency_over)
        self.foot.close_button.clicked.connect(self._on_close_wanted)
        self.foot.back_button.clicked.connect(self._on_back)
        self.foot.next_button.clicked.connect(self._on_next)
        self.foot.file_button.clicked.connect(self._on_file_wanted)

    def _set_shortcuts(self) -> None:
        for keys, act in (
            ("Alt+Left", self._on_back),
            ("Alt+Right", self._on_next),
            ("Ctrl+S", self._on_close_wanted),
            ("Ctrl+H", self._on_hints_wanted),
        ):
            QShortcut(QKeySequence(keys), self._work, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- begin, resume, leave --------------------------------------------------------------------------------------------

    @property
    def case_id(self) -> str:
        """The draft on the screen; empty when there is none, or when it is filed."""
        return "" if self._talk is None else self._talk.case_id

    @property
    def is_settled(self) -> bool:
        """False while something given is not in the drawer."""
        return self._talk is None or self._talk.keeping.is_settled

    def begin(self) -> None:
        """Begins a new intake with the current checklist. What is not in the drawer stays instead, with a sentence."""
        self._open_from(lambda: begun(self._desk), is_new=True)

    def resume(self, case_id: str) -> None:
        """Goes on with a draft where it was left. What is not in the drawer stays instead, with a sentence."""
        self._open_from(lambda: resumed(self._desk, case_id), is_new=False)

    def _open_from(self, opening: Callable[[], Opening], *, is_new: bool) -> None:
        if not self._must_stay():
            self._show_waiting()
            self._background.run(opening, lambda opened: self._open(opened, is_new=is_new), self._on_not_opened)

    def leave(self) -> None:
        """Hands what was typed to the worker, and tries again what it could not keep. The draft stays."""
        if self._talk is not None:
            self.card.hand_in()
            self.closing.leave()
            self._talk.keeping.go_on()

    def _must_stay(self) -> bool:
        self.card.hand_in()
        if not self.is_settled:
            self.say_unsettled()
        return not self.is_settled

    def say_unsettled(self) -> None:
        """Why this intake is still here though another page was asked for."""
        self.unsaved_banner.say_unsettled()

    def _show_waiting(self) -> None:
        self._talk = None
        self.card.let_go()
        self._enable(False)
        self.unsaved_banner.clear()
        self.acute_banner.clear()

    def _enable(self, is_open: bool) -> None:
        """While an intake is fetched nothing of it can be used; the way to 112 and the lock always can."""
        for part in (self.sections, self._centre, self._beside, self.foot):
            part.setEnabled(is_open)

    def _on_not_opened(self, error: DeskError) -> None:
        self._enable(True)
        self.unsaved_banner.say(Tone.DANGER, str(error))

    def _open(self, opening: Opening, *, is_new: bool) -> None:
        self._enable(True)
        self._setting = FieldSetting(today=lambda: day(self._desk.now()), contacts=opening.contacts)
        talk = Conversation(self._desk, self._background, opening, self)
        self._talk = talk
        talk.moved.connect(self._show_question)
        talk.changed.connect(self._show_standing)
        talk.became_red.connect(self.open_emergency)
        talk.came_to_end.connect(self._show_closing)
        talk.keeping.kept.connect(self._on_kept)
        talk.keeping.failed.connect(self._on_not_kept)
        self.header.show_case(talk.reference, is_new=is_new)
        self.header.show_nothing()
        if not is_new:
            self.header.show_saved(opening.draft.saved_at)
        talk.go_to(talk.question.id)

    def _open_talk(self) -> Conversation:
        if self._talk is None:
            raise RuntimeError("no intake is open")
        return self._talk

    # -- showing ---------------------------------------------------------------------------------------------------------

    def _show_question(self) -> None:
        talk = self._open_talk()
        self._centre.setCurrentWidget(self.card)
        self._beside.show()
        self.foot.show_asking()
        self.foot.back_button.setEnabled(not talk.is_first())
        question_id = talk.question.id
        self.card.open(
            talk.section, talk.question, talk.answer_to(question_id), self._setting, talk.unfinished.get(question_id)
        )
        field = self.card.field
        self.hints.show_question(talk.section, talk.question, field.keys_hint_text() if field is not None else "")
        self._show_standing()
        self._lead_tab(self.card.tab_stops())
        self.asked.emit(talk.case_id, question_id)

    def _lead_tab(self, first: Sequence[QWidget]) -> None:
        """Tab goes through the middle, then along the foot, the sections and the bar above, last through what is beside."""
        foot, header = self.foot, self.header
        along = (foot.back_button, foot.next_button, foot.file_button, foot.close_button, self.sections.lines)
        lead_tab([*first, *along, header.lock_button, header.emergency_button, *tab_stops(self._beside)])

    def _show_standing(self) -> None:
        """Sections, assessment and banner, as they stand with the answers so far."""
        talk = self._open_talk()
        is_closing = self._centre.currentWidget() is self.closing
        unfinished = {question.section_id for question in talk.unfinished_questions()}
        self.sections.show_states(talk.walk.sections(), CLOSING if is_closing else talk.section.id, unfinished)
        self.found.show_assessment(talk.assessment, talk.explanation, talk.opening.rules, settling_question(talk))
        self.acute_banner.show_standing(talk)
        self.card.contradictions.show_at(talk.question.id, talk.pointed_out)
        self.unlike.show_all(talk.question.id, talk.pointed_out)
        if is_closing:
            self.closing.show_result(talk)

    def _show_closing(self) -> None:
        self._centre.setCurrentWidget(self.closing)
        self._beside.hide()
        self.foot.show_closing()
        self.foot.back_button.setEnabled(True)
        self._show_standing()
        self._lead_tab(self.closing.tab_stops())
        self.closing.begin()

    def open_emergency(self) -> None:
        """Lays the 112 screen over the intake at once; the intake waits."""
        talk = self._talk
        self.emergency.open_for(talk.walk if talk is not None else None, talk.reference if talk is not None else "")
        self._screens.setCurrentWidget(self.emergency)

    def _on_emergency_over(self) -> None:
        self._screens.setCurrentWidget(self._work)
        if self._centre.currentWidget() is self.card:
            self.card.take_focus()

    # -- answers and saving ----------------------------------------------------------------------------------------------

    def _take(self, question_id: str, untrusted: object) -> Answer | None:
        return self._open_talk().take(question_id, untrusted)

    def _leave(self, question_id: str, untrusted: object | None) -> None:
        self._open_talk().leave_unfinished(question_id, untrusted)

    def _on_reasoned(self, question_id: str, words: str) -> None:
        try:
            self._take(question_id, {AnswerState.NOT_ASKED.value: words})
        except BadAnswer as wrong:
            self.closing.banner.say(Tone.WARN, str(wrong))

    def _on_kept(self, at: datetime) -> None:
        self.header.show_saved(at)
        if self.is_settled:
            self.unsaved_banner.clear()
            self._departure.go_on()

    def _on_not_kept(self, sentence: str) -> None:
        self._departure.give_up()
        self.header.show_unsaved()
        self.unsaved_banner.say_not_kept(sentence)

    # -- going about -----------------------------------------------------------------------------------------------------

    def _is_asking(self) -> bool:
        return self._talk is not None and self._centre.currentWidget() is self.card

    def _on_next(self) -> None:
        if self._is_asking() and self.card.may_leave():
            self._open_talk().next()

    def _on_back(self) -> None:
        if self._is_asking():
            self.card.hand_in()
            self._open_talk().back()
        elif self._talk is not None:
            self._talk.go_to(self._talk.question.id)

    def _on_section_chosen(self, section_id: str) -> None:
        if self._talk is None:
            return
        self.card.hand_in()
        if section_id == CLOSING:
            self._show_closing()
        else:
            self._talk.go_to_section(section_id)

    def _on_asked_for(self, question_id: str) -> None:
        self.card.hand_in()
        self._open_talk().go_to(question_id)

    def _on_knowledge_wanted(self) -> None:
        """Lays what is known about the question over it; at the end, about the first rule that fired."""
        talk = self._talk
        if talk is None or self._screens.currentWidget() is not self._work:
            return
        rules = talk.assessment.rules
        about = (PageKind.RULE, rules[0]) if rules else (PageKind.ELEMENT, Element.PATTERN.value)
        if self._is_asking():
            about = (PageKind.QUESTION, talk.question.id)
        show_knowledge(self, self._desk, *about, talk.opening.windows)

    def _on_rule_wanted(self, rule_id: str) -> None:
        show_knowledge(self, self._desk, PageKind.RULE, rule_id, self._open_talk().opening.windows)

    def _on_hints_wanted(self) -> None:
        if self._is_asking():
            self.hints.setVisible(self.hints.isHidden())

    # -- closing and filing ----------------------------------------------------------------------------------------------

    def _on_close_wanted(self) -> None:
        self._departure.close(self._talk)

    def _on_file_wanted(self) -> None:
        self._departure.file(self._open_talk())

    def _on_filed(self, filed: Filed) -> None:
        talk = self._open_talk()
        computed, told = talk.assessment.urgency, told_in(talk.walk.answers)
        self._talk = None
        self.header.show_filed(filed.reference)
        self.header.show_saved(filed.filed_at)
        self.acute_banner.clear()
        self.sections.hide()
        self.foot.hide()
        self.after_filing.show_filed(filed, computed, told)
        self._centre.setCurrentWidget(self.after_filing)
