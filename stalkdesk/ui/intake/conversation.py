"""An intake as it goes on between officer and victim: where it is, what was answered, what that adds up to so far.

Decides nothing itself: the walk says what is asked, the assessment what it means, the drawer what is kept. The page shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from stalkdesk.casework.cases import Draft
from stalkdesk.casework.contacts.contact_register import persons_offered
from stalkdesk.casework.officers import Authority, ContactPerson
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import AnswerKind, Checklist, Question, Section
from stalkdesk.intake.explaining import RuleWords, explained, words_in
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Assessment, Explanation, Urgency
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import Windows, windows_from
from stalkdesk.language import spoken
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.keeping import Keeping
from stalkdesk.ui.intake.pointing_out import PointedOut, pointed_out
from stalkdesk.ui.intake.times import day

_STILL_TYPED = (AnswerKind.NUMBER, AnswerKind.DATE, AnswerKind.SHORT_TEXT, AnswerKind.LONG_TEXT)
"""Kinds that are taken while they are typed: »3« may be on its way to »30«, so they interrupt only when they are left."""
FIRST_STEP = 1
"""The number of the section that a new intake begins with: danger comes before everything else (docs/domain.md 13)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the drawer and the library gave for one intake."""

    draft: Draft
    checklist: Checklist
    rules: RuleWords
    authority: Authority
    contacts: tuple[ContactPerson, ...]
    agencies: tuple[Agency, ...]
    windows: Windows
    """Those that the authority has decided now; checklist and rules already say them."""


def begun(desk: Desk) -> Opening:
    """A new draft with the current checklist. Waits for the drawer: call it on the worker."""
    drawer = desk.open_drawer()
    windows = windows_from(drawer.setting)
    checklist = desk.checklist(spoken(), "", windows)
    return _opening(desk, checklist, drawer.begin_intake(checklist.version), windows)


def resumed(desk: Desk, case_id: str) -> Opening:
    """A draft that was left, with the checklist it was begun with. Waits for the drawer: call it on the worker."""
    drawer = desk.open_drawer()
    draft, windows = drawer.draft(case_id), windows_from(drawer.setting)
    return _opening(desk, desk.checklist(spoken(), draft.checklist_version, windows), draft, windows)


def _opening(desk: Desk, checklist: Checklist, draft: Draft, windows: Windows) -> Opening:
    drawer = desk.open_drawer()
    rules = words_in(desk.rules(spoken()), windows)
    return Opening(draft, checklist, rules, drawer.unit().authority, persons_offered(drawer), desk.agencies(spoken()), windows)


class Conversation(QObject):
    """One open intake. `moved`: another question is on the screen; `changed`: an answer changed, and with it walk and
    assessment; `became_red`: an answer, or a rule, calls for the 112 screen; `came_to_end`: there is no further question."""

    moved = Signal()
    changed = Signal()
    became_red = Signal()
    came_to_end = Signal()

    def __init__(self, desk: Desk, background: Background, opening: Opening, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._initials = desk.open_drawer().officer.initials
        self.opening = opening
        self.keeping = Keeping(background, desk.open_drawer(), opening.draft.case_id, self)
        self.walk = self._walk_with(opening.draft.answers)
        self.unfinished: dict[str, object] = dict(opening.draft.unfinished)
        """What was typed and is no answer yet, by question."""
        self._has_interrupted = False
        """Whether the acute danger that the answers show has called for the 112 screen already."""
        self._is_mending = False
        """Whether *next* and *back* go through what is missing only, and then to the end."""
        self.question: Question = self._first_question()
        self._assess()
        self._has_interrupted = self.is_acute()  # of a draft that was left: it has been seen

    # -- what it is ------------------------------------------------------------------------------------------------------

    @property
    def case_id(self) -> str:
        """The draft it fills."""
        return self.opening.draft.case_id

    @property
    def reference(self) -> str:
        """`SD-2026-0001`."""
        return self.opening.draft.reference

    @property
    def section(self) -> Section:
        """The section of the question on the screen."""
        return self.opening.checklist.section(self.question.section_id)

    def answer_to(self, question_id: str) -> Answer | None:
        """What was answered, or None."""
        return self.walk.answers.get(question_id)

    def unfinished_questions(self) -> tuple[Question, ...]:
        """The questions that are asked and have something unfinished."""
        return tuple(question for question in self.walk.asked() if question.id in self.unfinished)

    def public_assessment(self) -> Assessment:
        """The assessment without the rules that only speak of compartment B."""
        return without_protected(self.assessment, self.opening.checklist.protected_ids())

    def is_acute(self) -> bool:
        """Whether the answers so far call for 112 or the duty officer."""
        return self.assessment.urgency is Urgency.ACUTE

    # -- answers ---------------------------------------------------------------------------------------------------------

    def take(self, question_id: str, untrusted: object) -> Answer | None:
        """Checks an answer and sends it to the drawer; None takes the kept one back. Raises BadAnswer.

        With either, what was left unfinished at the question is gone. A red answer says so before anything is written.
        """
        question = self.opening.checklist.question(question_id)
        if untrusted is None:
            self._take_back(question)
            return None
        now = self._desk.now()
        answer = parsed(question, untrusted, now, self._initials, day(now))
        before = self.walk.answers.get(question_id)
        if before is not None and (before.state, before.value, before.reason) == (answer.state, answer.value, answer.reason):
            self.leave_unfinished(question.id, None)
            return before
        self.unfinished.pop(question.id, None)
        self.walk = self.walk.answered_by(answer)
        self._assess()
        if self.walk.is_red(answer):
            self._interrupt()
        elif question.kind not in _STILL_TYPED:
            self._interrupt_if_acute()
        self.keeping.keep(question, answer)
        self.changed.emit()
        return answer

    def _interrupt(self) -> None:
        self._has_interrupted = True
        self.became_red.emit()

    def _interrupt_if_acute(self) -> None:
        """Acute danger interrupts once, as soon as a rule finds it; when it is gone, the next one does again."""
        if not self.is_acute():
            self._has_interrupted = False
        elif not self._has_interrupted:
            self._interrupt()

    def _take_back(self, question: Question) -> None:
        if question.id not in self.walk.answers:
            self.leave_unfinished(question.id, None)
            return
        self.unfinished.pop(question.id, None)
        self.walk = self.walk.without(question.id)
        self._assess()
        self.keeping.keep(question, None)
        self.changed.emit()

    def leave_unfinished(self, question_id: str, untrusted: object | None) -> None:
        """Sends what was typed and is no answer yet to the drawer, beside an answer given before; None takes it away."""
        if self.unfinished.get(question_id) == untrusted:
            return
        self.unfinished.pop(question_id, None)
        if untrusted is not None:
            self.unfinished[question_id] = untrusted
        self.keeping.keep_unfinished(question_id, untrusted)

    # -- where it is -----------------------------------------------------------------------------------------------------

    def go_to(self, question_id: str) -> None:
        """Puts that question on the screen, if it is asked."""
        if not self.walk.is_asked(question_id):
            return
        self._is_mending = False
        self.question = self.opening.checklist.question(question_id)
        self.keeping.keep_place(question_id)
        self.moved.emit()

    def mend(self, question_id: str) -> None:
        """Puts a question on the screen that the end of the intake asks for: from here to what else is missing, and back."""
        self.go_to(question_id)
        self._is_mending = True

    def missing(self) -> tuple[Question, ...]:
        """The questions without any answer that block the filing, or are critical, in their order."""
        critical = (self.way_to(question_id) for question_id in self.assessment.unanswered_critical)
        wanted = {question.id for question in (*self.walk.blocking(), *critical) if question is not None}
        return tuple(one for one in self._path() if one.id in wanted and one.id not in self.walk.answers)

    def way_to(self, question_id: str) -> Question | None:
        """That question, if it is asked; otherwise an asked one that its being asked depends on; else None.

        A checklist of another version may not have the question at all.
        """
        asked = {question.id: question for question in self.walk.asked()}
        if question_id in asked:
            return asked[question_id]
        hidden = (question for question in self.opening.checklist.questions() if question.id == question_id)
        keys = (key for question in hidden for condition in question.ask_if for key in condition.table)
        return next((asked[key] for key in keys if key in asked), None)

    def go_to_section(self, section_id: str) -> None:
        """Puts the first open question of a section on the screen, else its first."""
        asked = [question for question in self.walk.asked() if question.section_id == section_id]
        target = next((question for question in asked if question.id not in self.walk.answers), asked[0] if asked else None)
        if target is not None:
            self.go_to(target.id)

    def next(self) -> None:
        """Goes on, or says that there is nothing further."""
        self._interrupt_if_acute()  # a number that was typed is whole now
        if self._is_mending:
            self._mend_other(1)
            return
        path = self._path()
        place = self._place_on(path)
        if place + 1 < len(path):
            self.go_to(path[place + 1].id)
        else:
            self.came_to_end.emit()

    def back(self) -> None:
        """Goes back one question; stays at the first."""
        if self._is_mending:
            self._mend_other(-1)
            return
        path = self._path()
        place = self._place_on(path)
        if place > 0:
            self.go_to(path[place - 1].id)

    def _mend_other(self, step: int) -> None:
        """The missing question after (1) or before (-1) this one; after the last, or before the first, the end."""
        places = {question.id: place for place, question in enumerate(self._path())}
        here = self._place_on(self._path())
        beyond = [one for one in self.missing()[::step] if (places[one.id] - here) * step > 0]
        if beyond:
            self.mend(beyond[0].id)
        else:
            self._is_mending = False
            self.came_to_end.emit()

    def is_first(self) -> bool:
        """Whether nothing comes before the question on the screen."""
        return not self._is_mending and self._place_on(self._path()) <= 0

    def _path(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked aloud: danger first, then the rest as the checklist has it."""
        first = {section.id for section in self.opening.checklist.sections if section.number == FIRST_STEP}
        asked = self.walk.asked()
        return tuple(q for q in asked if q.section_id in first) + tuple(q for q in asked if q.section_id not in first)

    def _place_on(self, path: tuple[Question, ...]) -> int:
        """Where the question on the screen stands; an answer may have taken it out of the path meanwhile."""
        places = [place for place, question in enumerate(path) if question.id == self.question.id]
        if places:
            return places[0]
        before = self.walk.before(self.question.id)
        return next((place for place, question in enumerate(path) if before and question.id == before.id), 0)

    def _first_question(self) -> Question:
        """Where it was left; a new one begins with danger."""
        at = self.opening.draft.at_question
        asked = {question.id: question for question in self.walk.asked()}
        return asked.get(at) or (self.walk.first_open() if at else None) or self._path()[0]

    # -- what it adds up to ----------------------------------------------------------------------------------------------

    def _walk_with(self, answers: Mapping[str, Answer]) -> Walk:
        return Walk(self.opening.checklist, answers, day(self._desk.now()), self.opening.authority.value)

    def _assess(self) -> None:
        facts = facts_from(self.walk.counted())
        self.assessment: Assessment = assess(facts, self.opening.windows)
        self.explanation: Explanation = explained(self.assessment, facts, self.opening.rules, self.opening.windows)
        self.pointed_out: tuple[PointedOut, ...] = pointed_out(
            self.walk, facts, self.opening.rules.phrases, self.opening.windows
        )
