"""How the sections keep what was decided: on the worker, with what was on the screen, and told once it is durable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.errors import DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk


class Keeping(QObject):
    """`kept(entries)`: these are in the drawer now. `failed(problem)`: nothing was kept."""

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, reference: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background, self._reference = desk, background, reference
        self._is_left = False
        self.is_busy = False

    def keep(self, new: Sequence[NewEntry], then: Callable[[], object] = lambda: None) -> None:
        """Keeps them in one act; `then` is called when they are durable."""
        if self.is_busy:
            return
        self.is_busy = True
        drawer, reference = self._desk.open_drawer(), self._reference
        typed = _places(drawer.officer.id, reference, new)
        self._background.run(
            lambda: drawer.keep_entries(reference, new), lambda entries: self._on_kept(entries, then, typed), self._on_failed
        )

    def leave(self) -> None:
        """The part is put away: what still comes is not shown any more."""
        self._is_left = True

    def _on_kept(self, entries: tuple[Entry, ...], then: Callable[[], object], typed: tuple[tuple[str, str], ...]) -> None:
        """When the part was put away meanwhile, its forms are gone: what they had typed is kept now, and begun no more."""
        self.is_busy = False
        if not self._is_left:
            then()
            self.kept.emit(entries)
            return
        for key in [key for key in self._desk.begun_texts if any(key[0] == who and key[1].startswith(at) for who, at in typed)]:
            del self._desk.begun_texts[key]

    def _on_failed(self, problem: DeskError) -> None:
        self.is_busy = False
        if not self._is_left:
            self.failed.emit(problem)


def place_of(reference: str, kind: EntryKind) -> str:
    """How the places begin at which the desk keeps what is typed about things of that kind; then comes the thing's number."""
    return f"plan:{reference}:{kind.value}:"


def _places(officer_id: str, reference: str, new: Sequence[NewEntry]) -> tuple[tuple[str, str], ...]:
    return tuple((officer_id, f"{place_of(reference, one.kind)}{one.subject}:") for one in new)
