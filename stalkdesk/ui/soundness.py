"""The look through the store, told to the supervisor: at her login the end of the journal at once, then the cases, a piece at a
time on the worker, while the front page is on the screen. Nothing waits for it, and it waits for everything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from stalkdesk.casework.checking import Check, OfTheFile
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk

_BREATH_MILLISECONDS = 30
"""Between two pieces, for whatever else is asked of the worker."""
_MOST_TOLD = 3


def told(faults: Sequence[str]) -> str:
    """What was found, and what to do."""
    more = len(faults) - _MOST_TOLD
    lines = [*faults[:_MOST_TOLD], *([tr("Og {count} fejl mere.", count=more)] if more > 0 else [])]
    return "\n".join((*lines, _advice(any(isinstance(one, OfTheFile) for one in faults))))


def _advice(is_of_the_file: bool) -> str:
    if is_of_the_file:
        return tr(
            "Tag ikke nye sager i dette sagsskab: de kan gå tabt, når en sikkerhedskopi bliver lagt ind. Skriv fejlen af, luk "
            "StalkDesk, gem mappen, som den er, behold alle sikkerhedskopier, og kontakt den, der passer programmet. Hele "
            "listen: Indstillinger, Kontrol."
        )
    return tr(
        "I kan tage sager som før. Slet og ret intet, behold alle sikkerhedskopier, skriv fejlen af, og kontakt den, der "
        "passer programmet. Hele listen: Indstillinger, Kontrol."
    )


class SoundnessWatch(QObject):
    """One look per sitting. Emits `found(tuple of sentences)` whenever more is known, `finished` at the end."""

    found = Signal(object)
    finished = Signal()
    moved = Signal(int)
    """How much is done, in percent."""

    def __init__(self, desk: Desk, background: Background, parent: QObject, is_whole: bool = False) -> None:
        super().__init__(parent)
        self._desk, self._background, self._is_whole = desk, background, is_whole
        self._check: Check | None = None
        self._faults: tuple[str, ...] = ()
        self._is_going = self._is_under_way = self._is_done = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BREATH_MILLISECONDS)
        self._timer.timeout.connect(self._next)

    @property
    def is_going(self) -> bool:
        """Whether it is looking, or just drawing breath."""
        return self._is_going

    def go_on(self) -> None:
        """Begins, or goes on where it was paused. Going on twice, or when it is done, is harmless."""
        if self._is_done or self._is_going:
            return
        self._is_going = True
        if not self._is_under_way:
            self._next()

    def pause(self) -> None:
        """Stops at once; what was being looked at is looked at anew."""
        self._is_going = False
        self._timer.stop()
        if self._check is not None:
            self._check.pause()

    def _next(self) -> None:
        if self._background.is_stopped or self._desk.drawer is None:
            self._is_going = False
            return
        drawer, self._is_under_way = self._desk.open_drawer(), True
        if self._check is None:
            self._check = drawer.begun_check(self._is_whole)
            self._background.run(drawer.quick_faults, self._on_quick)
        else:
            self._background.run(self._check.go_on, self._on_piece)

    def _on_quick(self, faults: tuple[str, ...]) -> None:
        self._is_under_way = False
        self._tell(faults)
        self._breathe()

    def _on_piece(self, has_more: bool) -> None:
        assert self._check is not None
        self._is_under_way = False
        self._tell(self._check.faults)
        self.moved.emit(self._check.share)
        if has_more:
            self._breathe()
        elif not self._is_done:
            self._is_done, self._is_going = True, False
            self.finished.emit()

    def _tell(self, faults: tuple[str, ...]) -> None:
        known = tuple(dict.fromkeys((*self._faults, *faults)))
        if known != self._faults:
            self._faults = known
            self.found.emit(known)

    def _breathe(self) -> None:
        if self._is_going:
            self._timer.start()
