"""The intake page: header, sections, the question, hints and assessment, and at the end the result and the sheets.

It shows a `Conversation` and passes on what the person does; what is next, what is open, what it adds up to is decided there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.cases import Filed
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.assessment_panel import AssessmentPanel
from stalkdesk.ui.intake.bars import FootBar, HeaderBar
from stalkdesk.ui.intake.closing import ClosingPage, filing, settling_question
from stalkdesk.ui.intake.columns import beside, between_bars, column, columns, stacked
from stalkdesk.ui.intake.conversation import Conversation, Opening, begun, resumed
from stalkdesk.ui.intake.emergency import EmergencyPage
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.filed import FiledPage
from stalkdesk.ui.intake.hint_panel import HintPanel
from stalkdesk.ui.intake.question_card import QuestionCard
from stalkdesk.ui.intake.section_list import CLOSING, SectionList
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.tab_order import lead_tab, tab_stops
from stalkdesk.ui.intake.times import day


class IntakePage(QWidget):
    """One intake from the first question to the sheets. `closed`: saved and left; `filed(str)`: filed and finished with, the
    reference; `lock_wanted`: the lock button was pressed.
    """

    closed = Signal()
    filed = Signal(str)
    lock_wanted = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("intakePage")
        self._desk, self._background = desk, background
        self._talk: Conversation | None = None
        self._setting = FieldSetting()
        self._wants: str = ""
        self.header = HeaderBar()
        self.sections = SectionList()
        self.card = QuestionCard(self._take, self._leave)
        self.hints = HintPanel()
        self.found = AssessmentPanel()
        self.closing = ClosingPage(desk, background)
        self.after_filing = FiledPage(desk, background)
        self.foot = FootBar()
        self.unsaved_banner = Banner("unsaved_banner")
        self.acute_banner = Banner("acute_banner")
        self.emergency = EmergencyPage(desk, background)
        self._lay_out()
        self._connect()
        self._set_shortcuts()
        dress(self)

    # -- what it looks like ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._centre = stacked(self.card, self.closing, self.after_filing)
        self._beside = beside(self.hints, self.found)
        centre = column(self.acute_banner, self.unsaved_banner, self._centre)
        self._work = between_bars(self.header, columns(self.sections, centre, self._beside), self.foot)
        self._screens = stacked(self._work, self.emergency)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._screens)

    def _connect(self) -> None:
        self.header.emergency_button.clicked.connect(self.open_emergency)
        self.header.lock_button.clicked.connect(self.lock_wanted)
        self.sections.chosen.connect(self._on_section_chosen)
        self.card.went_on.connect(self._on_next)
        self.found.asked_for.connect(self._on_asked_for)
        self.closing.asked_for.connect(self._on_mending_wanted)
        self.closing.reasoned.connect(self._on_reasoned)
        self.after_filing.finished.connect(self._on_finished_with)
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
            ("F1", self._on_hints_wanted),
        ):
            QShortcut(QKeySequence(keys), self._work, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def event(self, event: QEvent) -> bool:
        """Takes F9 for itself, so that the 112 screen knows what was answered; the window's own opens everywhere else."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F9:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 opens the 112 screen."""
        if event.key() == Qt.Key.Key_F9:
            self.open_emergency()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dress(self)

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
        if self._must_stay():
            return
        self._show_waiting()
        self._background.run(lambda: begun(self._desk), lambda opening: self._open(opening, is_new=True), self._on_not_opened)

    def resume(self, case_id: str) -> None:
        """Goes on with a draft where it was left. What is not in the drawer stays instead, with a sentence."""
        if self._must_stay():
            return
        self._show_waiting()
        self._background.run(
            lambda: resumed(self._desk, case_id), lambda opening: self._open(opening, is_new=False), self._on_not_opened
        )

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
        sentence = tr(
            "Sagen her er ikke gemt endnu, så den bliver stående. Vent, til der står »Gemt« foroven, og prøv så igen."
        )
        self.unsaved_banner.say(Tone.DANGER, sentence, tr("Ikke gemt"))

    def _show_waiting(self) -> None:
        self._talk = None
        self.card.let_go()
        self._work.setEnabled(False)
        self.unsaved_banner.clear()
        self.acute_banner.clear()

    def _on_not_opened(self, error: DeskError) -> None:
        self._work.setEnabled(True)
        self.unsaved_banner.say(Tone.DANGER, str(error))

    def _open(self, opening: Opening, *, is_new: bool) -> None:
        self._work.setEnabled(True)
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
        if not talk.is_acute():
            self.acute_banner.clear()
        elif self.acute_banner.sentence != talk.explanation.response:
            self.acute_banner.say(Tone.DANGER, talk.explanation.response, tr("Akut fare – tryk F9 for 112-skærmen"))
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
            self._do_what_waited()

    def _on_not_kept(self, sentence: str) -> None:
        self._wants = ""
        self.foot.setEnabled(True)
        self.header.show_unsaved()
        said = tr("{problem} Det, du har skrevet, står her endnu, og der prøves igen hele tiden.", problem=sentence)
        self.unsaved_banner.say(Tone.DANGER, said, tr("Ikke gemt"))

    # -- going about -----------------------------------------------------------------------------------------------------

    def _is_asking(self) -> bool:
        return self._talk is not None and self._centre.currentWidget() is self.card

    def _on_next(self) -> None:
        if self._is_asking() and self.card.may_leave():
            self._open_talk().next()

    def _on_back(self) -> None:
        if self._talk is None or self._centre.currentWidget() is self.after_filing:
            return
        if self._is_asking():
            self.card.hand_in()
            self._talk.back()
        else:
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

    def _on_mending_wanted(self, question_id: str) -> None:
        self._open_talk().mend(question_id)

    def _on_hints_wanted(self) -> None:
        if self._is_asking():
            self.hints.setVisible(self.hints.isHidden())

    # -- closing and filing ----------------------------------------------------------------------------------------------

    def _on_close_wanted(self) -> None:
        self._when_settled("close")

    def _on_file_wanted(self) -> None:
        talk = self._open_talk()
        if talk.walk.blocking():
            self.closing.say_blocked()
        elif self.closing.level.confirmation() is not None:
            self._when_settled("file")

    def _when_settled(self, wanted: str) -> None:
        """Closes or files as soon as everything given is in the drawer."""
        self.leave()
        self._wants = wanted
        if self.is_settled:
            self._do_what_waited()

    def _do_what_waited(self) -> None:
        wanted, self._wants = self._wants, ""
        if wanted == "close":
            self.closed.emit()
        elif wanted == "file":
            self._file()

    def _file(self) -> None:
        confirmation = self.closing.level.confirmation()
        if confirmation is None:
            return
        self._set_filing(True)
        self._open_talk().keeping.forget_place()
        self._background.run(filing(self._desk, self._open_talk(), confirmation), self._on_filed, self._on_not_filed)

    def _set_filing(self, is_filing: bool) -> None:
        """While the case is being filed nothing of it can be changed."""
        for part in (self.foot, self.closing):
            part.setEnabled(not is_filing)

    def _on_filed(self, filed: Filed) -> None:
        self._talk = None
        self._set_filing(False)
        self.header.show_filed(filed.reference)
        self.header.show_saved(filed.filed_at)
        self.acute_banner.clear()
        self.sections.hide()
        self.foot.hide()
        self.after_filing.show_filed(filed)
        self._centre.setCurrentWidget(self.after_filing)

    def _on_not_filed(self, error: DeskError) -> None:
        self._set_filing(False)
        self.closing.banner.say(Tone.DANGER, str(error), tr("Ikke oprettet"))

    def _on_finished_with(self, reference: str) -> None:
        self.filed.emit(reference)
