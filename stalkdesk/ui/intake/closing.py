"""The end of an intake: what was found and why, what is still open, the level that the officer confirms, and the filing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Filed
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.findings import ElementFinding
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.closing_parts import (
    CriticalRow,
    add_reasons,
    blocking_part,
    elements_part,
    list_part,
    part,
    reasons_part,
    result_part,
    unfinished_part,
)
from stalkdesk.ui.intake.conversation import Conversation
from stalkdesk.ui.intake.following_parts import contradictions_part, levels_said, referrals_part
from stalkdesk.ui.intake.level_choice import LevelChoice
from stalkdesk.ui.intake.pieces import Piece, PieceColumn
from stalkdesk.ui.intake.question_card import TYPING_PAUSE
from stalkdesk.ui.intake.tab_order import tab_stops
from stalkdesk.ui.intake.whom_to_call import whom_to_call
from stalkdesk.ui.labels import label, muted

LEVEL = "urgency"
"""What the chosen level and its reason are kept under among what is unfinished, beside the ids of questions."""
REASONS_A_TURN = 6
"""So many reasons are made in one turn of the event loop."""


def settling_question(conversation: Conversation) -> Callable[[ElementFinding], Question | None]:
    """Gives, for an open element, the first question that would settle it and is asked now."""

    def settler(finding: ElementFinding) -> Question | None:
        found = (conversation.way_to(question_id) for question_id in finding.settled_by) if finding.is_open else ()
        return next((question for question in found if question is not None), None)

    return settler


def filing(desk: Desk, conversation: Conversation, confirmation: Confirmation) -> Callable[[], Filed]:
    """The act that files the case as it stands now. Waits for the drawer: run it on the worker."""
    drawer = desk.open_drawer()
    case_id, rules, windows = conversation.case_id, conversation.opening.rules.version, conversation.opening.windows
    whole, public = conversation.assessment, conversation.public_assessment()
    return lambda: drawer.file_case(case_id, whole, public, rules, confirmation, windows)


class ClosingPage(QWidget):
    """The result. `asked_for(str)`: go to that question; `reasoned(str, str)`: question id and why it was not asked;
    `learning_wanted(str)`: the page about that rule.
    """

    asked_for = Signal(str)
    reasoned = Signal(str, str)
    learning_wanted = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("closingPage")
        self.setAccessibleName(tr("Afslut"))
        self._desk = desk
        self._talk: Conversation | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._keep_level)
        self.banner = Banner("closing_banner")
        self.level = LevelChoice(desk, background)
        self.level.changed.connect(self._pause.start)
        self._level_part, column = part(tr("Bekræft hastegraden"), "levelPart")
        column.addWidget(muted(tr("Du kan altid hæve. Kun en leder kan sætte den ned, med en begrundelse.")))
        column.addWidget(self.level)
        self._both_levels = label("", "strong", "bothLevels")
        self._raised_response = label("", "", "confirmedResponse")
        column.addWidget(self._both_levels)
        column.addWidget(self._raised_response)
        self.level.changed.connect(self._show_levels)
        self._pieces = PieceColumn()
        self._area = scrolling(self._pieces, "closingScroll")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(tr("Resultatet"))
        self._held: int | None = None
        """Where the page was scrolled to, while its parts are being made."""
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._hold_place())
        bar.actionTriggered.connect(lambda _act: self._let_scroll())
        self._pieces.tab_after = self._area
        self._pieces.focus_lost.connect(self._take_focus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.banner)
        whole.addWidget(self._area, 1)

    @property
    def is_whole(self) -> bool:
        """Whether all of the result is there; its parts are made one after another."""
        return self._pieces.is_whole

    def begin(self) -> None:
        """Shows the result from its beginning, and takes the keyboard to the first thing to do."""
        self.banner.clear()
        self._take_focus()
        self._let_scroll()
        self._area.verticalScrollBar().setValue(0)

    def tab_stops(self) -> list[QWidget]:
        """What takes the keyboard now, in the order of Tab. What is made later takes its place among it."""
        return [self._area, *tab_stops(self._pieces)]

    def leave(self) -> None:
        """Hands on what was chosen, and takes a typed passphrase off the screen: the page is left, or the desk locked."""
        self.level.approval.forget_passphrase()
        if self._pause.isActive():
            self._keep_level()

    def _keep_level(self) -> None:
        self._pause.stop()
        if self._talk is not None:
            self._talk.leave_unfinished(LEVEL, self.level.left)

    def _hold_place(self) -> None:
        bar = self._area.verticalScrollBar()
        if self._held is not None and bar.maximum() >= self._held:
            bar.setValue(self._held)

    def _let_scroll(self) -> None:
        self._held = None

    def _take_focus(self) -> None:
        """On the first question to ask; when there is none, on the level."""
        for name in ("blocking", "critical", "unfinished"):
            piece = self._pieces.make_until(name)
            first = piece.findChild(QPushButton) if piece is not None else None
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._pieces.make_until("level")
        self.level.take_focus()

    def show_result(self, conversation: Conversation) -> None:
        """Shows the result as it stands: only what changed is made anew, and where it was scrolled to stays in sight."""
        self._held = self._area.verticalScrollBar().value()
        if conversation is not self._talk:
            self._talk = conversation
            self.level.restart(conversation.unfinished.get(LEVEL))
        self.level.show_level(conversation.assessment, self._desk.open_drawer().officer)
        self._show_levels()
        self._pieces.show_pieces(self._made_pieces(conversation))

    def _show_levels(self) -> None:
        """The computed level and the chosen one, and what the chosen one asks for where it is another."""
        if self._talk is None:
            return
        computed, chosen = self._talk.assessment.urgency, self.level.chosen
        self._both_levels.setText(levels_said(computed, chosen))
        self._both_levels.setVisible(chosen is not computed)
        self._raised_response.setText(self._talk.opening.rules.phrases[f"response.{chosen.value}"])
        self._raised_response.setVisible(chosen is not computed)

    def _made_pieces(self, talk: Conversation) -> list[Piece]:
        found, says, go = talk.assessment, talk.explanation, self.asked_for.emit
        blocking = talk.walk.blocking()
        missing = tuple(question for question in blocking if question.id not in found.unanswered_critical)
        begun = tuple(question for question in talk.unfinished_questions() if question not in blocking)
        outcome = (found.urgency, found.elements, says.headline, says.reasons[0], says.urgency_line, says.response)
        return [
            Piece("result", outcome, lambda: result_part(found, says)),
            *([Piece("blocking", missing, lambda: blocking_part(missing, go))] if missing else []),
            *self._critical_piece(talk),
            *([Piece("unfinished", begun, lambda: unfinished_part(begun, go))] if begun else []),
            *_contradictions_piece(talk, go),
            Piece("level", "", lambda: self._level_part),
            self._elements_piece(talk),
            _reasons_piece(talk, self.learning_wanted.emit),
            _referrals_piece(talk),
            *_list_piece(tr("Tages op igen, hvis"), "reopenPart", "refresh-cw", says.reopen),
        ]

    def _elements_piece(self, talk: Conversation) -> Piece:
        found, says, settler = talk.assessment, talk.explanation, settling_question(talk)
        shows = (found.elements, says.elements, tuple(map(settler, found.elements)))
        return Piece("elements", shows, lambda: elements_part(found, says, settler, self.asked_for.emit))

    def _critical_piece(self, talk: Conversation) -> list[Piece]:
        ways = (talk.way_to(question_id) for question_id in talk.assessment.unanswered_critical)
        shows = tuple((question, talk.answer_to(question.id)) for question in ways if question is not None)
        return [Piece("critical", shows, lambda: self._critical_part(shows))] if shows else []

    def _critical_part(self, open_ones: Sequence[tuple[Question, Answer | None]]) -> QWidget:
        frame, column = part(tr("Kritiske spørgsmål uden svar"), "criticalPart")
        column.addWidget(muted(tr("Spørg nu, eller vælg, hvorfor der ikke er spurgt. Ukendt er aldrig et nej.")))
        for question, answer in open_ones:
            row = CriticalRow(question, answer, self.asked_for.emit)
            row.reasoned.connect(self.reasoned)
            column.addWidget(row)
        return frame

    def say_blocked(self) -> None:
        """Says that questions are missing and brings them into sight."""
        self.banner.say(Tone.WARN, tr("Sagen kan ikke oprettes endnu: svar på spørgsmålene, der mangler."))
        self._pieces.make_rest()
        missing = self._pieces.piece("blocking") or self._pieces.piece("critical")
        if missing is not None:
            self._area.ensureWidgetVisible(missing, 0, 24)
            first = missing.findChild(QPushButton)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)


def _reasons_piece(talk: Conversation, learn: Callable[[str], None]) -> Piece:
    """The reasons, a few in a turn: there may be thirty of them. `learn` lays the page about a rule over them."""
    found, rules = talk.assessment, talk.opening.rules
    unlike = {told.sentence for told in talk.pointed_out}
    reasons = tuple(reason for reason in talk.explanation.reasons[1:] if reason not in unlike)
    few = [reasons[place : place + REASONS_A_TURN] for place in range(0, len(reasons), REASONS_A_TURN)] or [()]
    more = tuple(partial(add_reasons, reasons=some, found=found, rules=rules, learn=learn) for some in few)
    return Piece("reasons", (reasons, found.rules, rules.version), reasons_part, more)


def _contradictions_piece(talk: Conversation, go: Callable[[str], None]) -> list[Piece]:
    """What does not fit; of it all here, for nothing comes after the end."""
    told = talk.pointed_out
    return [Piece("contradictions", told, lambda: contradictions_part(told, go))] if told else []


def _referrals_piece(talk: Conversation) -> Piece:
    pairs = zip(talk.assessment.referrals, talk.explanation.referrals, strict=True)
    contacts, agencies = talk.opening.contacts, talk.opening.agencies
    told = tuple((sentence, whom_to_call(code, contacts, agencies)) for code, sentence in pairs)
    return Piece("referrals", told, lambda: referrals_part(told))


def _list_piece(title: str, name: str, drawing: str, sentences: tuple[str, ...]) -> list[Piece]:
    return [Piece(name, sentences, lambda: list_part(title, name, drawing, sentences))] if sentences else []
