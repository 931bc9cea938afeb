"""The pattern page for the investigator: for whom it is, how it looks, and to the printer. It is kept with the case."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_REASON
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.guidance.pattern_page import VERSION, pattern_page
from stalkdesk.language import spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.fields.writing import Line
from stalkdesk.ui.labels import label, muted, title
from stalkdesk.ui.papers.one_paper import document_paper
from stalkdesk.ui.papers.paper import Paper
from stalkdesk.ui.papers.paper_page import PaperPage

PAPER_ID = "pattern_page"
_SIDE_WIDTH = 320


class PatternPage(PaperPage):
    """Asks who gets it; what leaves the unit asks for a reason, and both stand in the journal."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase, words: Mapping[str, str]) -> None:
        super().__init__(desk, background, read.reference, "pattern")
        self._read, self._words = read, words
        self._whom = self._made_whom()
        self._why = Line("pattern_why", fits=lambda text: len(text) <= MOST_REASON)
        self._print = primary(tr("&Print mønstersiden"), "print_pattern", "printer")
        self._back = secondary(tr("&Tilbage til sagen"), "leave_pattern", "arrow-left")
        self._lay_out()
        self._whom.currentIndexChanged.connect(lambda: self._outside.setVisible(self._is_outside))
        self._connect_printing(self._print, self._back)
        background.run(self._made, self._on_made, self._on_not_made)

    def _made_whom(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("pattern_whom")
        box.setAccessibleName(tr("Hvem får siden?"))
        box.setMinimumHeight(40)
        box.addItem(tr("Egen enhed"), Recipient.OWN_UNIT)
        box.addItem(tr("En anden myndighed"), Recipient.OTHER_AUTHORITY)
        return box

    def _lay_out(self) -> None:
        asked, why = label(tr("Hvem får siden?"), "strong"), label(tr("Hvorfor, og på hvilket grundlag?"), "strong")
        asked.setBuddy(self._whom)
        why.setBuddy(self._why)
        self._why.setAccessibleName(tr("Hvorfor, og på hvilket grundlag?"))
        outside = muted(tr("Det kræver samtykke eller et andet grundlag."), "pattern_outside")
        consent = quiet(tr("Se &samtykket …"), "pattern_to_consent", "arrow-right")
        consent.clicked.connect(self.to_consent)
        self._outside = QWidget()
        column = QVBoxLayout(self._outside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (why, self._why, outside):
            column.addWidget(part)
        column.addWidget(consent, 0, Qt.AlignmentFlag.AlignLeft)
        self._outside.hide()
        side = QVBoxLayout()
        side.addWidget(title(tr("Mønsterside"), "pattern_title"))
        side.addWidget(muted(tr("Én side til efterforskeren. Den anden part kan få den at se; den viser kun sagens del A.")))
        for widget in (asked, self._whom, self._outside, self._banner, self._after):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(self._print)
        side.addWidget(self._back)
        self._lay_beside(side, _SIDE_WIDTH)
        self._print.setEnabled(False)

    @property
    def _is_outside(self) -> bool:
        return bool(self._whom.currentData() == Recipient.OTHER_AUTHORITY)

    def take_focus(self) -> None:
        """Who gets it."""
        self._whom.setFocus()

    # -- making ----------------------------------------------------------------------------------------------------------
    def _made(self) -> Paper:
        """For the worker."""
        desk, drawer = self._desk, self._desk.open_drawer()
        document = pattern_page(self._read.case, drawer.unit(), self._words, desk.now(), drawer.journal_mark())
        return document_paper(desk, PAPER_ID, VERSION, spoken(), document)

    def _on_made(self, paper: Paper) -> None:
        if not self._is_left:
            self._paper = paper
            self._preview.show_pdf(paper.pdf)
            self._print.setEnabled(True)

    # -- printing --------------------------------------------------------------------------------------------------------
    def _on_print(self) -> None:
        if self._is_outside and not self._why.text().strip():
            self._banner.say(Tone.WARN, tr("Skriv, hvorfor siden gives videre, og på hvilket grundlag."))
            self._why.setFocus()
            return
        if self._paper is not None:
            self._print.setEnabled(False)
            papers = (self._paper,)
            self._giving.hand_out(self._desk.open_drawer(), self._reference, papers, lambda: not self._is_left)

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        """It lies with the case; the journal says who gets it, and why."""
        self._paper = papers[0]
        drawer, reference = self._desk.open_drawer(), self._reference
        whom, why = Recipient(self._whom.currentData()), self._why.text().strip() if self._is_outside else ""
        self._background.run(lambda: drawer.note("print", reference, (PAPER_ID,), why, whom), lambda _: None, self._on_failed)

    def _on_said(self, tone: Tone, sentence: str) -> None:
        super()._on_said(tone, sentence)
        self._print.setEnabled(self._paper is not None and not self._giving.is_busy)

    def _on_came_out(self) -> None:
        self._said = (Tone.SUCCESS, tr("Mønstersiden er printet og ligger i sagen."))
        self._on_back()
