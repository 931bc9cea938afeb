"""A column of pieces, made one in a turn of the event loop, and again only those that changed.

The result of an intake has a hundred lines that wrap. Made in one go, and anew with each answer, they would hold the screen's
thread for longer than 50 ms.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stalkdesk.ui.intake.tab_order import tab_stops


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page. While `shows` is equal, the widget that was made stays; `more` adds to it, a turn each."""

    name: str
    shows: object
    make: Callable[[], QWidget]
    more: tuple[Callable[[QWidget], None], ...] = ()


class PieceColumn(QWidget):
    """Shows pieces in the order given. `focus_lost`: what had the keyboard is gone, and nothing of that name came instead."""

    focus_lost = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.tab_after: QWidget = self
        """What has the keyboard before Tab comes to the first piece."""
        self._order: list[str] = []
        self._made: dict[str, QWidget] = {}
        self._shows: dict[str, object] = {}
        """What the pieces that are whole show."""
        self._steps: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked for is there."""
        return not self._steps

    def piece(self, name: str) -> QWidget | None:
        """The widget of that piece, if it is made."""
        return self._made.get(name)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Shows these pieces: the first that changed at once, the others a turn of the event loop each."""
        self._order = [piece.name for piece in pieces]
        changed = [piece for piece in pieces if piece.name not in self._shows or self._shows[piece.name] != piece.shows]
        self._steps = deque(partial(self._make, piece) for piece in changed)
        for name in [name for name in self._made if name not in self._order]:
            self._take_away(name)
        self._on_turn()
        if self._steps:
            self._turn.start()

    def make_until(self, name: str) -> QWidget | None:
        """Makes at once what comes up to that piece, and gives it; None when it is not shown at all."""
        while self._steps and name in self._order and name not in self._made:
            self._on_turn()
        return self._made.get(name)

    def make_rest(self) -> None:
        """Makes at once what is still to come: for someone who has to see it now."""
        while self._steps:
            self._on_turn()

    def _on_turn(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._turn.stop()

    def _make(self, piece: Piece) -> None:
        self._shows.pop(piece.name, None)
        before, widget = self._made.pop(piece.name, None), piece.make()
        above = self._order[: self._order.index(piece.name)]
        self._column.insertWidget(sum(name in self._made for name in above), widget)
        widget.show()
        self._made[piece.name] = widget
        self._lead_tab_through(piece.name)
        if before is not None:
            self._put_away(before, widget)
        self._grow(piece, deque(piece.more))

    def _grow(self, piece: Piece, more: deque[Callable[[QWidget], None]]) -> None:
        """Has the next addition made in a turn of its own. A piece counts as made once it is whole."""
        if not more:
            self._shows[piece.name] = piece.shows
            return

        def add() -> None:
            more.popleft()(self._made[piece.name])
            self._grow(piece, more)

        self._steps.appendleft(add)

    def _take_away(self, name: str) -> None:
        self._shows.pop(name, None)
        self._put_away(self._made.pop(name), None)

    def _put_away(self, before: QWidget, instead: QWidget | None) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and before.isAncestorOf(focused)
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()
        if focused is not None and had_focus:
            successor = instead.findChild(QWidget, focused.objectName()) if instead is not None else None
            if successor is None:
                self.focus_lost.emit()
            else:
                successor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead_tab_through(self, name: str) -> None:
        """Tab goes through the pieces as they stand: what is made later would else come last."""
        above = [self._made[one] for one in reversed(self._order[: self._order.index(name)]) if one in self._made]
        last = next((stops[-1] for piece in above if (stops := tab_stops(piece))), self.tab_after)
        for stop in tab_stops(self._made[name]):
            QWidget.setTabOrder(last, stop)
            last = stop
