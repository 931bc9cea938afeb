"""The parts of the result page that say what follows: whom to turn to and call, what does not fit, both levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.intake.checklist import Question
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.cases.case_table import urgency_word
from stalkdesk.ui.intake.closing_parts import part, signed
from stalkdesk.ui.intake.pointing_out import PointedOut
from stalkdesk.ui.labels import label, muted

type_of_referral = tuple[str, tuple[str, ...]]
"""The sentence of a referral, and a line for each whom to call."""


def referrals_part(referrals: Sequence[type_of_referral]) -> QFrame:
    """Each referral with the names and numbers it means."""
    frame, column = part(tr("Henvis til og gør"), "referralsPart")
    for sentence, people in referrals:
        words, lines = _lines()
        lines.addWidget(label(sentence))
        for line in people:
            told = label(line, "strong", "whomToCall")
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(told)
        column.addLayout(signed(("arrow-right", "accent"), words))
    return frame


def contradictions_part(pointed_out: Sequence[PointedOut], go: Callable[[str], None]) -> QFrame:
    """What does not fit, each with the questions where it can be mended. It blocks nothing."""
    frame, column = part(tr("Svar, der ikke passer sammen"), "contradictionsPart")
    column.addWidget(muted(tr("Spørg igen, mens den udsatte er her, eller lad det stå: sagen kan oprettes alligevel.")))
    for told in pointed_out:
        words, lines = _lines()
        lines.addWidget(label(told.sentence))
        for question in told.leads:
            lines.addLayout(_way(question, go))
        column.addLayout(signed(("info", "accent"), words))
    return frame


def levels_said(computed: Urgency, confirmed: Urgency) -> str:
    """Both levels, where they differ; else the one."""
    names = {"computed": urgency_word(computed), "confirmed": urgency_word(confirmed)}
    if confirmed is computed:
        return tr("Hastegrad, beregnet og bekræftet: {confirmed}", confirmed=names["confirmed"])
    return tr("Hastegrad, beregnet: {computed} · bekræftet: {confirmed}", **names)


def _lines() -> tuple[QWidget, QVBoxLayout]:
    words = QWidget()
    lines = QVBoxLayout(words)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    return words, lines


def _way(question: Question, go: Callable[[str], None]) -> QHBoxLayout:
    made = quiet(tr("Gå til »{question}«", question=question.ask).replace("&", "&&"), f"mend_{question.id}", "arrow-right")
    made.setAccessibleName(tr("Gå til spørgsmålet: {question}", question=question.ask))
    made.clicked.connect(lambda: go(question.id))
    row = QHBoxLayout()
    row.addWidget(made)
    row.addStretch(1)
    return row
