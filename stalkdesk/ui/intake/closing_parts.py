"""The parts of the result page: what speaks for what, what is still open, and one press to each open question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.explaining import RuleWord, RuleWords
from stalkdesk.intake.findings import Assessment, ElementFinding, Explanation
from stalkdesk.intake.parsing import shown
from stalkdesk.language import tr
from stalkdesk.ui import icons, theme
from stalkdesk.ui.buttons import button, quiet, secondary
from stalkdesk.ui.cases.case_table import URGENCY_ICON
from stalkdesk.ui.intake.assessment_panel import element_icon, element_said, speaks_against
from stalkdesk.ui.intake.not_asked import OTHER, reasons
from stalkdesk.ui.labels import heading, label, muted


def strength_said(strength: str) -> str:
    """How strong the evidence of a rule is, in words (docs/assessment.md C3)."""
    said = {
        "S": tr("Stærkt belyst i forskning"),
        "M": tr("Nogen støtte i forskning"),
        "O": tr("Regel fra praksis"),
        "E": tr("Fastsat grænse"),
    }
    return ", ".join(said[part] for part in strength.split("+"))


def part(title: str, name: str) -> tuple[QFrame, QVBoxLayout]:
    """A framed part of the page with its heading, and the column to fill."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(24, 18, 24, 18)
    column.setSpacing(10)
    if title:
        column.addWidget(heading(title))
    return frame, column


def signed(drawing: tuple[str, str], words: QWidget, size: int = 20) -> QHBoxLayout:
    """A drawing before words. A single text stands beside the middle of what follows it in the row, several at the top."""
    row = QHBoxLayout()
    row.setSpacing(12)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(*drawing, size))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter if isinstance(words, QLabel) else Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


def result_part(found: Assessment, says: Explanation) -> QFrame:
    """The two outcomes and what follows from them."""
    frame, column = part("", "resultPart")
    column.addWidget(label(tr("Resultat – støtter dig, men afgør intet"), "step"))
    column.addWidget(label(says.headline, "title", "headline"))
    column.addWidget(label(says.reasons[0]))
    told = {element: sentence for element, _name, sentence in says.elements}
    for finding in found.elements:
        if speaks_against(finding):
            column.addLayout(signed(element_icon(finding), label(told[finding.element], "", f"against{finding.element.value}")))
    column.addLayout(signed(URGENCY_ICON[found.urgency], label(says.urgency_line, "heading", "resultUrgency"), 24))
    column.addLayout(signed(("arrow-right", "accent"), label(says.response, "", "response")))
    return frame


def reasons_part() -> QFrame:
    """The heading above the reasons."""
    return part(tr("Hvorfor denne hastegrad"), "reasonsPart")[0]


def add_reasons(
    frame: QWidget, reasons: Sequence[str], found: Assessment, rules: RuleWords, learn: Callable[[str], None]
) -> None:
    """Each reason as a sentence; a rule with its strength, its sources and the way to its page. No reasons are said too.

    They stand in a block of their own, so that the blocks above need not be laid out anew.
    """
    whole, block = frame.layout(), QWidget()
    assert isinstance(whole, QVBoxLayout)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(whole.spacing())
    fired = {rules.rules[rule].sentence: rules.rules[rule] for rule in found.rules}
    for reason in reasons:
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(label(reason))
        if reason in fired:
            lines.addLayout(_rule_line(fired[reason], rules, learn))
        column.addLayout(signed(("chevron-right", "accent"), words))
    if not reasons:
        column.addWidget(label(tr("Ingen af reglerne slår til ud fra det, der er oplyst.")))
    whole.addWidget(block)


def _rule_line(rule: RuleWord, rules: RuleWords, learn: Callable[[str], None]) -> QHBoxLayout:
    sources = "; ".join(rules.sources[source] for source in rule.sources)
    said = tr("{rule} · {strength} · Kilde: {sources}", rule=rule.id, strength=strength_said(rule.strength), sources=sources)
    more = quiet(tr("Læs mere"), f"learn_{rule.id}")
    more.setAccessibleName(tr("Læs mere om reglen {rule}", rule=rule.id))
    more.clicked.connect(lambda: learn(rule.id))
    line = QHBoxLayout()
    line.addWidget(muted(said), 1)
    line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
    return line


def list_part(title: str, name: str, drawing: str, sentences: Sequence[str]) -> QFrame:
    """A heading and a list of sentences."""
    frame, column = part(title, name)
    for sentence in sentences:
        column.addLayout(signed((drawing, "accent"), label(sentence)))
    return frame


def go_button(question: Question, go: Callable[[str], None], text: str = "") -> QWidget:
    """One press to that question."""
    made = secondary(text or tr("Spørg nu"), f"go_{question.id}", "arrow-right")
    made.setAccessibleName(tr("Gå til spørgsmålet: {question}", question=question.ask))
    made.setToolTip(question.ask)
    made.clicked.connect(lambda: go(question.id))
    return made


def elements_part(
    found: Assessment, says: Explanation, settler: Callable[[ElementFinding], Question | None], go: Callable[[str], None]
) -> QFrame:
    """The four elements with what was found, and the question that would settle an open one."""
    frame, column = part(tr("De fire kendetegn"), "elementsPart")
    said = {element: (name, words) for element, name, words in says.elements}
    for finding in found.elements:
        name, words = said[finding.element]
        texts = QWidget()
        lines = QVBoxLayout(texts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(label(tr("{element}: {state}", element=name, state=element_said(finding)), "strong"))
        lines.addWidget(label(words))
        row = signed(element_icon(finding), texts)
        question = settler(finding)
        if question is not None:
            row.addWidget(go_button(question, go), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return frame


def blocking_part(questions: Sequence[Question], go: Callable[[str], None]) -> QFrame:
    """The questions that must be answered before the case can be filed."""
    frame, column = part(tr("Mangler, før sagen kan oprettes"), "blockingPart")
    column.addWidget(muted(tr("Svar, vælg »Ved ikke«, eller skriv, hvorfor der ikke er spurgt.")))
    for question in questions:
        row = signed(("triangle-alert", "warn"), label(question.ask))
        row.addWidget(go_button(question, go), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return frame


def unfinished_part(questions: Sequence[Question], go: Callable[[str], None]) -> QFrame:
    """The questions at which something typed is no answer yet: it is erased with the filing."""
    frame, column = part(tr("Begyndt, men ikke færdigt"), "unfinishedPart")
    column.addWidget(
        muted(tr("Det, der er begyndt på her, kommer ikke med i sagen, hvis du ikke gør det færdigt først."), "unfinishedLine")
    )
    for question in questions:
        row = signed(("triangle-alert", "warn"), label(question.ask))
        row.addWidget(go_button(question, go, tr("Gør færdig")), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return frame


class CriticalRow(QFrame):
    """An unanswered critical question: ask it now, or say why it was not asked. `reasoned(str, str)`: question id, words."""

    reasoned = Signal(str, str)

    def __init__(self, question: Question, answer: Answer | None, go: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName(f"critical_{question.id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        top = signed(("circle-help", "warn"), label(question.ask, "strong"))
        top.addWidget(go_button(question, go), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setContentsMargins(32, 0, 0, 0)
        row.setSpacing(8)
        given = answer.reason if answer is not None and answer.state is AnswerState.NOT_ASKED else ""
        for code, words in reasons():
            if code != OTHER:
                row.addWidget(self._reason_button(question, code, words, is_on=words == given))
        row.addStretch(1)
        column.addLayout(row)
        if answer is not None:
            said = muted(shown(question, answer))
            said.setContentsMargins(32, 0, 0, 0)
            column.addWidget(said)

    def _reason_button(self, question: Question, code: str, words: str, *, is_on: bool) -> QWidget:
        made = button(words, f"{code}_{question.id}", "state", "check" if is_on else "")
        made.setProperty("chosen", is_on)
        theme.repolish(made)
        made.setAccessibleName(tr("Ikke spurgt: {reason}. {question}", reason=words, question=question.ask))
        made.setAccessibleDescription(tr("Valgt") if is_on else "")
        made.clicked.connect(lambda: self.reasoned.emit(question.id, words))
        return made
