"""The end of an intake: what was found and why, what is still open, the level that the officer confirms, and the filing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Confirmation, Filed
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.findings import ElementFinding
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.closing_parts import (
    CriticalRow,
    blocking_part,
    elements_part,
    list_part,
    part,
    reasons_part,
    result_part,
)
from stalkdesk.ui.intake.conversation import Conversation
from stalkdesk.ui.intake.level_choice import LevelChoice
from stalkdesk.ui.labels import muted


def settling_question(conversation: Conversation) -> Callable[[ElementFinding], Question | None]:
    """Gives, for an open element, the first question that would settle it and is asked now."""

    def settler(finding: ElementFinding) -> Question | None:
        found = (conversation.way_to(question_id) for question_id in finding.settled_by) if finding.is_open else ()
        return next((question for question in found if question is not None), None)

    return settler


def filing(desk: Desk, conversation: Conversation, confirmation: Confirmation) -> Callable[[], Filed]:
    """The act that files the case as it stands now. Waits for the drawer: run it on the worker."""
    drawer = desk.open_drawer()
    case_id, rules = conversation.case_id, conversation.opening.rules.version
    whole, public = conversation.assessment, conversation.public_assessment()
    return lambda: drawer.file_case(case_id, whole, public, rules, confirmation)


class ClosingPage(QWidget):
    """The result. `asked_for(str)`: go to that question; `reasoned(str, str)`: question id and why it was not asked."""

    asked_for = Signal(str)
    reasoned = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closingPage")
        self.setAccessibleName(tr("Afslut"))
        self.banner = Banner("closing_banner")
        self.level = LevelChoice()
        self._level_part, column = part(tr("Bekræft hastegraden"), "levelPart")
        column.addWidget(muted(tr("Du kan altid hæve. At sætte ned kræver en leder og en grund.")))
        column.addWidget(self.level)
        self._area = scrolling(QWidget(), "closingScroll")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(tr("Resultatet"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.banner)
        whole.addWidget(self._area, 1)

    def begin(self) -> None:
        """Shows the result from its beginning, and takes the keyboard: the arrows scroll."""
        self.banner.clear()
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self, desk: Desk, conversation: Conversation) -> None:
        """Shows the result as it stands. Where the page was scrolled to stays in sight."""
        scrolled = self._area.verticalScrollBar().value()
        had_focus = self._area.isAncestorOf(QApplication.focusWidget() or self)
        self.level.show_level(conversation.assessment.urgency, desk.open_drawer().officer)
        content = QWidget()
        content.setProperty("role", "scrolled")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        for made in self._parts(conversation):
            column.addWidget(made)
        column.addStretch(1)
        old = self._area.takeWidget()
        self._area.setWidget(content)
        content.setAutoFillBackground(False)
        old.deleteLater()
        self._area.verticalScrollBar().setValue(scrolled)
        if had_focus:
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self, conversation: Conversation) -> list[QWidget]:
        found, says = conversation.assessment, conversation.explanation
        go = self.asked_for.emit
        parts: list[QWidget] = [result_part(found, says)]
        critical = set(found.unanswered_critical)
        if blocking := [question for question in conversation.walk.blocking() if question.id not in critical]:
            parts.append(blocking_part(blocking, go))
        if critical:
            parts.append(self._critical_part(conversation))
        parts.append(self._level_part)
        parts.append(reasons_part(found, says, conversation.opening.rules))
        parts.append(elements_part(found, says, settling_question(conversation), go))
        if says.referrals:
            parts.append(list_part(tr("Henvis til og gør"), "referralsPart", "arrow-right", says.referrals))
        if says.reopen:
            parts.append(list_part(tr("Tages op igen, hvis"), "reopenPart", "refresh-cw", says.reopen))
        return parts

    def _critical_part(self, conversation: Conversation) -> QWidget:
        frame, column = part(tr("Kritiske spørgsmål uden svar"), "criticalPart")
        column.addWidget(muted(tr("Spørg nu, eller vælg, hvorfor der ikke er spurgt. Ukendt er aldrig et nej.")))
        for question_id in conversation.assessment.unanswered_critical:
            question = conversation.way_to(question_id)
            if question is not None:
                row = CriticalRow(question, conversation.answer_to(question.id), self.asked_for.emit)
                row.reasoned.connect(self.reasoned)
                column.addWidget(row)
        return frame

    def say_blocked(self) -> None:
        """Says that questions are missing and brings them into sight."""
        self.banner.say(Tone.WARN, tr("Sagen kan ikke arkiveres endnu: svar på spørgsmålene, der mangler."))
        missing = self.findChild(QWidget, "blockingPart") or self.findChild(QWidget, "criticalPart")
        if missing is not None:
            self._area.ensureWidgetVisible(missing, 0, 24)
            first = missing.findChild(QPushButton)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
