"""A paper goes to the printer: it lies in the case before it is sent, and is printed only once somebody saw it come out.

So nothing is lost when the printer is gone, the dialog is cancelled, or the desk is locked in between: the sheets wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.papers import How, Outcome
from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.carrying import job_name
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.papers.paper import Paper, keep
from stalkdesk.ui.papers.printing import chosen_printer, print_on


class Giving(QObject):
    """Prints the papers of one case. `said(tone, sentence)`; `sent`: did they come out?; `came_out`: what became of them?;
    `settled`: it is known; `kept(papers)`: they lie in the case."""

    said = Signal(Tone, str)
    kept = Signal(object)
    sent = Signal(int)
    came_out = Signal()
    settled = Signal()

    def __init__(self, background: Background, asks: QWidget) -> None:
        super().__init__(asks)
        self._background, self._asks = background, asks
        self._drawer: Drawer | None = None
        self._reference = ""
        self._sent: tuple[Paper, ...] = ()

    def hand_out(self, drawer: Drawer, reference: str, papers: Sequence[Paper]) -> None:
        """Keeps the papers as waiting, then asks which printer and sends them, one job after another."""
        self._drawer, self._reference, self._sent = drawer, reference, ()
        self._background.run(lambda: keep(drawer, reference, papers), self._on_kept, self._on_failed)

    def answer(self, did_come_out: bool) -> None:
        """Somebody has looked at the printer."""
        if not self._sent or self._drawer is None:
            return
        if not did_come_out:
            self._sent = ()
            self.said.emit(Tone.NOTE, tr("Arkene venter i sagen. De kan printes, når printeren er klar."))
            self.settled.emit()
            return
        self._settle(None, self.came_out.emit)

    @property
    def sent_ids(self) -> frozenset[str]:
        """The lines of those that were sent last."""
        return frozenset(paper.given.id for paper in self._sent)

    def forget(self) -> None:
        """The page is left: what was not answered waits in the case."""
        self._drawer, self._sent = None, ()

    def tell(self, outcome: Outcome) -> None:
        """What became of those that came out."""
        self._settle(outcome, self._on_told)

    def _settle(self, outcome: Outcome | None, then: Callable[[], object]) -> None:
        drawer, reference, sent = self._drawer, self._reference, self._sent
        if drawer is None:
            return

        def work() -> None:
            for paper in sent:
                drawer.settle_sheet(reference, paper.given.id, How.PRINTED, outcome)

        self._background.run(work, lambda _: then(), self._on_failed)

    def _on_told(self) -> None:
        self._sent = ()
        self.said.emit(Tone.SUCCESS, tr("Det er noteret på sagen."))
        self.settled.emit()

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        self.kept.emit(papers)
        if self._drawer is None:
            return
        try:
            printer = chosen_printer(self._asks)
            if printer is None:
                self.said.emit(Tone.NOTE, tr("Der er ikke printet. Arkene venter i sagen."))
                self.settled.emit()
                return
            self._send(printer, papers)
        except PrintFailed as problem:
            self.said.emit(Tone.DANGER, tr("{problem} Arkene venter i sagen.", problem=str(problem)))
        if self._sent:
            self.sent.emit(len(self._sent))
        else:
            self.settled.emit()

    def _send(self, printer: QPrinter, papers: tuple[Paper, ...]) -> None:
        for number, paper in enumerate(papers, start=1):
            printer.setDocName(job_name(self._reference, number))
            print_on(printer, paper.pdf)
            self._sent = papers[:number]

    def _on_failed(self, problem: DeskError) -> None:
        self.said.emit(Tone.DANGER, str(problem))
