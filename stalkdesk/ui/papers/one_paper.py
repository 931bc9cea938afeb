"""One paper over the case: made on the worker, looked at, asked about, printed. For receipts that belong to an act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.errors import DeskError
from stalkdesk.guidance.blocks import Document
from stalkdesk.language import Language, spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import title
from stalkdesk.ui.papers.making import Making, Wanted, offer_of
from stalkdesk.ui.papers.paper import Again, Paper, paper_of
from stalkdesk.ui.papers.preview_half import NoPaper, in_the_middle
from stalkdesk.ui.papers.print_again import PrintAgain


class OnePaper(OverPage):
    """Shows the paper that `made` gives, and prints it."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        reference: str,
        name: str,
        made: Callable[[], Paper],
        said: str = "",
        *,
        is_for_her: bool = True,
    ) -> None:
        """`name`: what the paper is called on the screen; `said`: what is told when the page is left without printing;
        `is_for_her`: whether the person takes the paper with her."""
        super().__init__()
        self.setObjectName("one_paper")
        self._reference, self._name, self._said, self._is_left = reference, name, said, False
        self._none = NoPaper()
        self._middle = in_the_middle(self._none)
        self._none.way_taken.connect(lambda: self.left.emit(Tone.NOTE, ""))
        self._print = PrintAgain(desk, background, tr("Færdig"), is_for_her=is_for_her)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(32, 16, 32, 0)
        row.addWidget(title(name, "one_paper_title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(top)
        column.addWidget(self._print, 1)
        column.addWidget(self._middle, 1)
        self._print.left.connect(self._on_left)
        self._print.walk_asked.connect(self._on_unsafe)
        self._print.hide()
        self._none.say(tr("Arket laves …"), "")
        background.run(made, self._on_made, self._on_failed)

    def _on_made(self, paper: Paper) -> None:
        if self._is_left:
            return
        self._middle.hide()
        self._print.show()
        self._print.show_papers(self._reference, (Again(paper.given, self._name, is_new=True),), (paper,))

    def _on_left(self, tone: Tone, sentence: str) -> None:
        self.left.emit(*((tone, sentence) if sentence else (Tone.SUCCESS, self._said)))

    def _on_unsafe(self) -> None:
        self.left.emit(Tone.NOTE, tr("Der er ikke printet noget. Andre måder at give det på ligger under »Ark og kvittering«."))

    def _on_failed(self, problem: DeskError) -> None:
        """Where the paper would be stands why it is not, and the way back."""
        if not self._is_left:
            self._none.say(tr("Arket kan ikke laves"), str(problem), tr("Til&bage til sagen"), "arrow-left")
            self._none.take_focus()

    def leave(self) -> None:
        """Takes the paper off the screen; what was sent and not answered waits in the case."""
        self._is_left = True
        self._print.leave()


def sheet_of(desk: Desk, reference: str, sheet_id: str) -> Paper:
    """A sheet of the shelf for a case as it stands now, in the language of the screen. For the worker. Raises ContentBroken,
    CaseUnknown."""
    offer = offer_of(desk, reference)
    return paper_of(Making(desk, offer.case, offer.derived).made(Wanted(sheet_id, spoken())), desk)


def document_paper(desk: Desk, sheet_id: str, version: str, language: Language, document: Document) -> Paper:
    """A paper that is composed here and lies on no shelf. For the worker."""
    pdf = desk.pdf(document)
    initials = desk.open_drawer().officer.initials
    given = SheetGiven(sheet_id, version, language.value, desk.page_count(pdf), How.WAITING, desk.now(), initials)
    return Paper(given, document, pdf)
