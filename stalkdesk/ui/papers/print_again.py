"""A sheet that was made before: looked at, asked about once more, and printed as it was on its day or as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError
from stalkdesk.guidance.carrying import Safe
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.papers.after_printing import AfterPrinting
from stalkdesk.ui.papers.carrying_question import SafeChoice
from stalkdesk.ui.papers.giving import Giving
from stalkdesk.ui.papers.paper import Again, Paper
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.papers.single_clicks import SingleClicks

_SIDE_WIDTH = 350


class PrintAgain(QWidget):
    """Shows the paper, and prints it. `left(tone, sentence)`: done, with what there is to say of it. `walk_asked`: it is not
    safe to carry, and the other ways are offered there."""

    left = Signal(object, str)
    walk_asked = Signal()

    def __init__(self, desk: Desk, background: Background, back: str = "", *, is_for_her: bool = True) -> None:
        """`back`: what the button says that leaves; back to the sheets when it is empty. `is_for_her`: whether the person takes
        the paper with her, so that it must be asked whether that is safe."""
        super().__init__()
        self._desk, self._background = desk, background
        self._reference, self._is_for_her = "", is_for_her
        self._papers: tuple[Paper, ...] = ()
        self._said: tuple[Tone, str] = (Tone.NOTE, "")
        self._has_changed = False
        self._banner = Banner("print_again_banner")
        self._preview = PdfPreview()
        self._heading = heading("", "print_again_title")
        self._which = muted("", "print_again_which")
        self._question = SafeChoice("safe_again")
        self._unsafe = muted(
            tr("Så print det ikke sådan. Neutral overskrift, kort og højtlæsning ligger under Ark og kvittering."),
            "not_safe_again",
        )
        self._after = AfterPrinting()
        self._print = primary(tr("Print"), "print_again", "printer")
        self._walk = primary(tr("Til Ark og kvittering"), "other_ways", "arrow-right")
        self._back = secondary(back or tr("Tilbage til arkene"), "leave_print_again", "arrow-left")
        self._giving = Giving(background, self)
        self._lay_out()
        self._connect()
        self._clicks = SingleClicks(self, (self._print,))

    def _lay_out(self) -> None:
        asked = QWidget()
        above = QVBoxLayout(asked)
        above.setContentsMargins(0, 0, 8, 0)
        above.setSpacing(10)
        for part in (self._heading, self._which, self._question, self._unsafe, self._banner, self._after):
            above.addWidget(part)
        above.addStretch(1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(scrolling(asked, "print_again_asked"), 1)
        for act in (self._print, self._walk, self._back):
            side.addWidget(act)
        column = QWidget()
        column.setLayout(side)
        column.setFixedWidth(_SIDE_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 10)
        row.setSpacing(16)
        row.addWidget(column)
        row.addWidget(self._preview, 1)

    def _connect(self) -> None:
        self._question.changed.connect(self._refresh)
        self._print.clicked.connect(self._on_print)
        self._walk.clicked.connect(self.walk_asked)
        self._back.clicked.connect(self._on_left)
        self._giving.kept.connect(self._on_kept)
        self._giving.said.connect(self._on_said)
        self._giving.sent.connect(self._after.ask_whether_out)
        self._giving.sent.connect(self._refresh)
        self._giving.came_out.connect(self._after.ask_what_became)
        self._giving.settled.connect(self._on_settled)
        self._after.answered.connect(self._giving.answer)
        self._after.told.connect(self._giving.tell)
        self._after.later.connect(self._on_left)

    def show_papers(self, reference: str, again: Sequence[Again], papers: tuple[Paper, ...]) -> None:
        """Shows them, the first one on the screen; nothing is printed before the question is answered."""
        self._reference, self._papers = reference, papers
        first, version = again[0], papers[0].given.sheet_version
        self._heading.setText(first.title)
        which = tr("Som det er nu: version {version}", version=version)
        if not first.is_new:
            which = tr("Som det var: version {version}", version=version)
        if len(papers) > 1:
            self._heading.setText(tr("{count} ark", count=len(papers)))
            which = ", ".join(one.title for one in again)
        self._which.setText(which)
        self._preview.show_pdf(papers[0].pdf)
        self._question.answer(None if self._is_for_her else Safe.YES)
        self._refresh()
        if self._is_for_her:
            self._question.take_focus()
        else:
            self._print.setFocus()

    def leave(self) -> None:
        """Lets go of the paper. What was not answered waits in the case."""
        self._giving.forget()
        self._papers = ()
        self._preview.clear()

    def _refresh(self) -> None:
        is_asking = not self._after.isHidden()
        is_unsafe = self._question.safe in (Safe.NO, Safe.UNKNOWN)
        self._which.setVisible(not is_asking)
        self._question.setVisible(not is_asking and self._is_for_her)
        self._unsafe.setVisible(is_unsafe)
        self._walk.setVisible(is_unsafe and not is_asking)
        self._print.setVisible(not is_unsafe and not is_asking)
        self._print.setEnabled(self._is_safe() and not self._giving.is_busy)

    def _on_print(self) -> None:
        if self._papers:
            self._giving.hand_out(self._desk.open_drawer(), self._reference, self._papers, self._is_safe)
            self._refresh()

    def _is_safe(self) -> bool:
        return self._question.safe is Safe.YES

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        self._papers, self._has_changed = papers, True

    def _on_said(self, tone: Tone, sentence: str) -> None:
        self._said = (tone, sentence)
        self._banner.say(tone, sentence)

    def _on_settled(self) -> None:
        """It is known what became of it: there is nothing more to do here. One that waits can be tried again at once."""
        was_asking = not self._after.isHidden()
        self._after.hide()
        if was_asking:
            self._on_left()
        else:
            self._refresh()

    def _on_left(self) -> None:
        self.left.emit(*(self._said if self._has_changed else (Tone.NOTE, "")))

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
