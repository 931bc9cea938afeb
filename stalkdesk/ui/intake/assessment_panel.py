"""What the answers add up to so far, beside the questions: four elements and the urgency. It supports, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from stalkdesk.intake.checklist import Question
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.findings import Assessment, Element, ElementFinding, ElementState, Explanation, Urgency
from stalkdesk.language import tr
from stalkdesk.ui import icons, theme
from stalkdesk.ui.card import rule
from stalkdesk.ui.cases.case_table import URGENCY_ICON
from stalkdesk.ui.labels import heading, label, muted


def speaks_against(finding: ElementFinding) -> bool:
    """Whether the element speaks against stalking: for the other explanation that is *present*, for the rest *absent*."""
    against = ElementState.PRESENT if finding.element is Element.EXPLANATION else ElementState.ABSENT
    return finding.state is against


def element_said(finding: ElementFinding) -> str:
    """How an element stands, in two words."""
    if finding.is_open:
        return tr("åben")
    if finding.state is ElementState.ABSENT and finding.element is Element.EXPLANATION:
        return tr("ingen fundet")
    return tr("taler imod") if speaks_against(finding) else tr("har oplysninger")


def element_name(element: Element) -> str:
    """What an element asks, in plain words: the law's own are on the result page."""
    return {
        Element.PATTERN: tr("Det gentager sig"),
        Element.UNWANTED: tr("Uønsket og ensidigt"),
        Element.PEACE: tr("Krænker freden"),
        Element.EXPLANATION: tr("Anden forklaring"),
    }[element]


LOW = 780
"""Pixels of the page's height below which an open element names what is missing in its tooltip only."""


def _state_said(finding: ElementFinding, settler: Question | None, rules: RuleWords) -> str:
    """How an element stands, and of an open one what would settle it."""
    said = element_said(finding)
    if not finding.is_open:
        return said
    if settler is None:
        return tr("{state} – kræver nye oplysninger", state=said)
    for code in (f"critical.{settler.id}", f"fact.{settler.id}"):
        if code in rules.phrases:
            return tr("{state}: {name}", state=said, name=rules.phrases[code])
    return said


def element_icon(finding: ElementFinding) -> tuple[str, str]:
    """Drawing and colour of an element's state."""
    if finding.is_open:
        return ("circle-help", "muted")
    return ("minus", "warn") if speaks_against(finding) else ("circle-check", "success")


def _critical_said(count: int) -> str:
    """How many of the critical questions have no answer yet."""
    if count == 1:
        return tr("1 af {all} kritiske mangler svar", all=len(CRITICAL))
    return tr("{count} af {all} kritiske mangler svar", count=count, all=len(CRITICAL))


class _ElementRow:
    """The widgets of one element in the grid."""

    def __init__(self, element: Element, grid: QGridLayout, row: int, go: Callable[[str], None]) -> None:
        self._go = go
        self._question = self._whole = self._brief = ""
        self._icon = QLabel()
        self._icon.setObjectName(f"elementIcon{element.value}")
        self._name = label("", "strong", f"elementName{element.value}")
        self._state = muted("", f"elementState{element.value}")
        for text in (self._name, self._state):
            text.setMinimumHeight(text.fontMetrics().height())
        self.button = QToolButton()
        self.button.setObjectName(f"elementAsk{element.value}")
        self.button.setIcon(icons.icon("arrow-right", "accent"))
        self.button.setIconSize(QSize(18, 18))
        self.button.setFixedSize(34, 34)
        self.button.clicked.connect(lambda: self._go(self._question))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._state)
        grid.addWidget(self._icon, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, row, 1)
        grid.addWidget(self.button, row, 2, Qt.AlignmentFlag.AlignVCenter)

    def show_finding(self, finding: ElementFinding, settler: Question | None, rules: RuleWords) -> None:
        """Shows the state, and the question that would settle it."""
        name, said = element_name(finding.element), _state_said(finding, settler, rules)
        self._icon.setPixmap(icons.pixmap(*element_icon(finding)))
        self._name.setText(name)
        self._whole, self._brief = said, element_said(finding) if settler is not None else said
        self._name.setAccessibleName(tr("{element}: {state}", element=name, state=said))
        self.button.setVisible(settler is not None)
        if settler is not None:
            self._question = settler.id
            self.button.setToolTip(tr("Spørg: {question}", question=settler.ask))
            self.button.setAccessibleName(tr("Gå til spørgsmålet: {question}", question=settler.ask))

    def fit(self, is_low: bool) -> None:
        """In a low window the state alone; what is missing is said by the button and to a screen reader."""
        self._state.setText(self._brief if is_low else self._whole)

    def explain(self, sentence: str) -> None:
        """What was found, in a whole sentence, for whoever points at it."""
        for text in (self._name, self._state):
            text.setToolTip(sentence)


class AssessmentPanel(QFrame):
    """The four elements and the urgency so far. `asked_for(str)`: the question that would settle an element."""

    asked_for = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assessmentPanel")
        self._is_low = False
        self.setProperty("role", "panel")
        self.setAccessibleName(tr("Foreløbig vurdering"))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(heading(tr("Indtil videre")))
        line = QHBoxLayout()
        line.setSpacing(10)
        self._urgency_icon = QLabel()
        self._urgency_icon.setObjectName("urgencyIcon")
        self._urgency = label("", "strong", "urgencyLine")
        line.addWidget(self._urgency_icon, 0, Qt.AlignmentFlag.AlignTop)
        self._critical = muted("", "criticalLine")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._urgency)
        words.addWidget(self._critical)
        line.addLayout(words, 1)
        column.addLayout(line)
        column.addWidget(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._rows = {element: _ElementRow(element, grid, row, self.asked_for.emit) for row, element in enumerate(Element)}
        column.addLayout(grid)
        column.addWidget(muted(tr("Støtter dig, men afgør intet."), "supportLine"))

    def fit(self, height: int) -> None:
        """Takes less room on a page that is not high."""
        self._is_low = height < LOW
        for row in self._rows.values():
            row.fit(self._is_low)

    def show_assessment(
        self, found: Assessment, says: Explanation, rules: RuleWords, settler: Callable[[ElementFinding], Question | None]
    ) -> None:
        """Shows an assessment in its words; `settler` gives the question that would settle an open element, if it is asked."""
        told = {element: sentence for element, _name, sentence in says.elements}
        for finding in found.elements:
            row = self._rows[finding.element]
            row.show_finding(finding, settler(finding), rules)
            row.fit(self._is_low)
            row.explain(told.get(finding.element, ""))
        self._urgency_icon.setPixmap(icons.pixmap(*URGENCY_ICON[found.urgency]))
        level, count = rules.phrases[f"urgency.{found.urgency.value}"], len(found.unanswered_critical)
        is_least = count and found.urgency is not Urgency.ACUTE
        self._urgency.setText(tr("Mindst: {level}", level=level) if is_least else level)
        self._urgency.setToolTip(says.urgency_line)
        self._critical.setText(_critical_said(count))
        self._critical.setVisible(bool(count))
        theme.set_role(self._urgency, "wrong" if found.urgency is Urgency.ACUTE else "strong")
