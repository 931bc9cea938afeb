"""The first step of a visit: how she came, whether there is danger now, and whether the safe way to reach her still holds."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.visits import HAPPENED, HowCame, SafeContact
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import AnswerKind, Question
from stalkdesk.intake.parsing import parsed, shown
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.card import Card, scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.intake.fields.choosing import UNKNOWN
from stalkdesk.ui.intake.fields.keys import yes_no_keys
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.visits.asked_row import AskedRow
from stalkdesk.ui.visits.begun_visit import COMPANION, BegunVisit
from stalkdesk.ui.visits.visit_words import how_word, safe_contact_word

DANGER = "danger"
"""The section of the checklist that comes first."""
_LINE_HEIGHT = 44
_KINDS = (AnswerKind.YES_NO, AnswerKind.SINGLE)


def asked_again(read: ReadCase) -> tuple[Question, ...]:
    """The questions about danger that every visit begins with: the required ones that take one press."""
    section = next((one for one in read.checklist.sections if one.id == DANGER), None)
    return tuple(one for one in section.questions if one.required and one.kind in _KINDS) if section else ()


def must_be_asked(read: ReadCase) -> tuple[Question, ...]:
    """Those of them without an answer to which a visit is not taken in: what opens the 112 screen and decides the level."""
    return tuple(one for one in asked_again(read) if one.red and one.critical)


class NowPanel(QWidget):
    """`changed`: something was answered; `became_red`: it calls for the 112 screen; `refused(str)`; `ready`: go on."""

    changed = Signal()
    became_red = Signal()
    refused = Signal(str)
    ready = Signal()

    def __init__(self, desk: Desk, read: ReadCase, begun: BegunVisit) -> None:
        super().__init__()
        self._desk, self._read, self._begun = desk, read, begun
        self._initials = desk.open_drawer().officer.initials
        self._form = Form("visit_how")
        self.how = self._form.choice("how_came", tr("Hvordan?"), tuple((one.value, how_word(one)) for one in HowCame))
        self.how.setMinimumHeight(_LINE_HEIGHT)
        asked = tr("Hvem er med? (valgfrit)")
        self.companion = self._form.line(COMPANION, asked, placeholder=tr("fx en veninde; er det trygt?"))
        self._form.side_by_side("how_came", COMPANION)
        self._rows = {one.id: self._row(one) for one in asked_again(read)}
        self._safe = AskedRow(
            "safe_contact",
            tr("Passer det stadig, hvordan vi trygt kan kontakte dig?"),
            tuple((one.value, safe_contact_word(one), "") for one in SafeContact),
            tr("Er det ændret, så ret det i næste trin under »Svar på spørgsmål«. Det ligger beskyttet."),
            172,
        )
        self._lay_out()
        self._show_begun()
        self._connect()

    def _row(self, question: Question) -> AskedRow:
        choices = _choices(question)
        if self._stays(question):
            choices = tuple(one for one in choices if one[0] != UNKNOWN)  # what stands is known: new or not
        row = AskedRow(f"again_{question.id}", question.ask, choices, self._stood(question))
        row.chosen.connect(lambda choice_id: self._on_answered(question, choice_id))
        return row

    def _stood(self, question: Question) -> str:
        stands = self._read.case.answers.get(question.id)
        if stands is not None and self._stays(question):
            return tr("Sidst: {answer}. Det bliver stående. Nej betyder: ikke siden sidst.", answer=shown(question, stands))
        if stands is not None:
            return tr("Sidst: {answer}", answer=shown(question, stands))
        if question.id in self._read.case.protected_ids:
            return tr("Der er svaret før; svaret er beskyttet og vises ikke her.")
        return ""

    def _stays(self, question: Question) -> bool:
        """Whether a yes stands there, or may stand where it is not shown, that no single key takes back."""
        stands = self._read.case.answers.get(question.id)
        is_hidden = question.id in self._read.case.protected_ids
        return question.id in HAPPENED and (is_hidden if stands is None else stands.value == "yes")

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 8)
        column.setSpacing(12)
        column.addWidget(self._form)
        danger = Card("danger_again")
        danger.body.setContentsMargins(20, 14, 20, 16)
        danger.body.setSpacing(8)
        danger.body.addWidget(heading(tr("Er der fare nu?")))
        says = tr("Spørg igen, også når det blev spurgt sidst. Et ja, der betyder fare nu, åbner 112-skærmen.")
        danger.body.addWidget(muted(says))
        for row in self._rows.values():
            danger.body.addWidget(row)
        column.addWidget(danger)
        safe = Card("safe_again_card")
        safe.body.setContentsMargins(20, 14, 20, 16)
        safe.body.addWidget(self._safe)
        column.addWidget(safe)
        column.addStretch(1)
        self._on = primary(tr("Videre"), "visit_on_from_now", "arrow-right", "Ctrl+Return")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "visit_now"), 1)
        whole.addLayout(foot)

    def _show_begun(self) -> None:
        self.how.setCurrentIndex(max(self.how.findData(self._begun.how.value), 0))
        self.companion.setText(self._begun.typed.get(COMPANION, ""))
        self._safe.show_choice(self._begun.safe_contact.value)
        for question_id, row in self._rows.items():
            again = self._begun.again.get(question_id, "")
            row.show_choice(again or _choice_of(self._begun.addition.answers.get(question_id)))

    def _connect(self) -> None:
        self.how.currentIndexChanged.connect(self._on_how)
        self.companion.textChanged.connect(self._on_companion)
        self._safe.chosen.connect(self._on_safe)
        self._on.clicked.connect(self.go_on)
        rows = [*self._rows.values(), self._safe]
        for row, following in pairwise(rows):
            row.finished.connect(following.take_focus)
        self._safe.finished.connect(self.go_on)

    def take_focus(self) -> None:
        """How she came."""
        self.how.setFocus()

    # -- what is answered ------------------------------------------------------------------------------------------------
    def _on_how(self) -> None:
        self._begun.how = HowCame(self.how.currentData())
        self.changed.emit()

    def _on_companion(self, text: str) -> None:
        self._begun.typed[COMPANION] = text
        self.changed.emit()

    def _on_safe(self, choice_id: str) -> None:
        self._begun.safe_contact = SafeContact(choice_id)
        self.changed.emit()

    def _on_answered(self, question: Question, choice_id: str) -> None:
        self._begun.again.pop(question.id, None)
        if choice_id != "yes" and self._stays(question):
            self._begun.addition.answers.pop(question.id, None)
            self._begun.again[question.id] = choice_id
            self.changed.emit()
            return
        now = self._desk.now()
        answer = parsed(question, choice_id, now, self._initials, day(now))
        self._begun.addition.answers[question.id] = answer
        self.changed.emit()
        if Walk(self._read.checklist, {question.id: answer}, day(now), self._read.profile).is_red(answer):
            self.became_red.emit()

    def go_on(self) -> None:
        """To the next step, once it was asked whether there is danger now."""
        for question in must_be_asked(self._read):
            if question.id not in self._begun.addition.answers:
                self.refused.emit(tr("Spørg først: {question}", question=question.ask))
                self._rows[question.id].take_focus()
                return
        self.ready.emit()


def _choices(question: Question) -> tuple[tuple[str, str, str], ...]:
    """Id, label and letter of each answer."""
    if question.kind is AnswerKind.YES_NO:
        return (("yes", tr("Ja"), tr("J")), ("no", tr("Nej"), tr("N")), (UNKNOWN, tr("Ved ikke"), tr("V")))
    keys = yes_no_keys(question.choices)
    return tuple((one.id, one.label, keys.get(one.id, "")) for one in question.choices)


def _choice_of(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return UNKNOWN if answer.state is AnswerState.UNKNOWN else str(answer.value)
