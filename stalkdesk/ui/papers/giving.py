"""A paper goes to the printer: it lies in the case before it is sent, and is printed only once somebody saw it come out.

So nothing is lost when the printer is gone, the dialog is cancelled, or the desk is locked in between: the sheets wait.
Between two sheets the screen breathes: a key that hides or locks the desk comes through, and nothing more is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
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


@dataclass(slots=True, eq=False)
class _Job:
    """What is on its way to the printer, and how far it has come."""

    drawer: Drawer
    reference: str
    is_wanted: Callable[[], bool]
    papers: tuple[Paper, ...] = ()
    sent: int = 0


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
        self._job: _Job | None = None
        self._is_printing = self._is_settling = False
        self._sent: tuple[Paper, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Whether papers are on their way to the printer, and nobody was asked about them yet."""
        return self._is_printing

    def hand_out(self, drawer: Drawer, reference: str, papers: Sequence[Paper], is_wanted: Callable[[], bool]) -> None:
        """Keeps the papers as waiting, then asks which printer and sends them, one job after another, while it is wanted."""
        if self._is_printing:
            return
        job = self._job = _Job(drawer, reference, is_wanted)
        self._is_printing, self._sent = True, ()
        self._background.run(
            lambda: keep(drawer, reference, papers),
            lambda kept: self._on_kept(job, kept),
            lambda problem: self._on_not_kept(job, problem),
        )

    def answer(self, did_come_out: bool) -> None:
        """Somebody has looked at the printer."""
        if not self._sent or self._job is None:
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
        self._job, self._sent = None, ()
        self._is_printing = self._is_settling = False

    def tell(self, outcome: Outcome) -> None:
        """What became of those that came out."""
        self._settle(outcome, self._on_told)

    def _settle(self, outcome: Outcome | None, then: Callable[[], object]) -> None:
        job, sent = self._job, self._sent
        if job is None or self._is_settling:
            return
        self._is_settling = True

        def work() -> None:
            for paper in sent:
                job.drawer.settle_sheet(job.reference, paper.given.id, How.PRINTED, outcome)

        self._background.run(work, lambda _: self._on_done(job, then), lambda problem: self._on_not_settled(job, problem))

    def _on_done(self, job: _Job, then: Callable[[], object]) -> None:
        if self._job is job:
            self._is_settling = False
            then()

    def _on_not_settled(self, job: _Job, problem: DeskError) -> None:
        """It is said, and can be tried again."""
        if self._job is job:
            self._is_settling = False
        self.said.emit(Tone.DANGER, str(problem))

    def _on_told(self) -> None:
        self._sent = ()
        self.said.emit(Tone.SUCCESS, tr("Det er noteret på sagen."))
        self.settled.emit()

    # -- sending ---------------------------------------------------------------------------------------------------------
    def _on_not_kept(self, job: _Job, problem: DeskError) -> None:
        self.said.emit(Tone.DANGER, str(problem))
        self._finish(job)

    def _on_kept(self, job: _Job, papers: tuple[Paper, ...]) -> None:
        if self._job is not job:
            return
        job.papers = papers
        self.kept.emit(papers)
        try:
            printer = chosen_printer(self._asks) if job.is_wanted() else None
        except PrintFailed as problem:
            self._on_stopped(job, problem)
            return
        if printer is not None:
            self._send_soon(job, printer)
        elif self._job is job:
            self._on_unwanted(job)

    def _send_soon(self, job: _Job, printer: QPrinter) -> None:
        QTimer.singleShot(0, self, lambda: self._send_next(job, printer))

    def _send_next(self, job: _Job, printer: QPrinter) -> None:
        """One sheet; between it and the next one comes what was pressed meanwhile."""
        if self._job is not job:
            return
        if not job.is_wanted():
            self._on_unwanted(job)
            return
        try:
            printer.setDocName(job_name(job.reference, job.sent + 1))
            print_on(printer, job.papers[job.sent].pdf)
        except PrintFailed as problem:
            self._on_stopped(job, problem)
            return
        job.sent += 1
        self._sent = job.papers[: job.sent]
        if job.sent < len(job.papers):
            self._send_soon(job, printer)
        else:
            self._finish(job)

    def _on_unwanted(self, job: _Job) -> None:
        """The dialog was cancelled, or it was answered that paper is not safe after all."""
        nothing = tr("Der er ikke printet. Arkene venter i sagen.")
        self.said.emit(Tone.NOTE, tr("Der er ikke printet mere. Resten venter i sagen.") if job.sent else nothing)
        self._finish(job)

    def _on_stopped(self, job: _Job, problem: PrintFailed) -> None:
        self.said.emit(Tone.DANGER, tr("{problem} Arkene venter i sagen.", problem=str(problem)))
        self._finish(job)

    def _finish(self, job: _Job) -> None:
        """Nothing more is sent; somebody looks whether what was sent came out."""
        if self._job is not job:
            return
        self._is_printing = False
        if self._sent:
            self.sent.emit(len(self._sent))
        else:
            self.settled.emit()
