"""A whole page over the case, of a part that asked for it, until the page is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedLayout, QWidget

from stalkdesk.ui.banner import Tone
from stalkdesk.ui.cases.part import OverPage


@runtime_checkable
class Leaves(Protocol):
    """A page that lets go of what it shows."""

    def leave(self) -> None:
        """The page is left, or the desk locked."""
        ...


def taken_away(stack: QStackedLayout, page: QWidget, ends: Sequence[SignalInstance] = ()) -> None:
    """Takes a page out of `stack`. While the drawer is at it, it waits unseen for one of `ends`."""
    assert isinstance(page, Leaves)
    page.leave()
    stack.removeWidget(page)
    page.hide()
    for end in ends:
        end.connect(page.deleteLater)
    if not ends:
        page.deleteLater()


class LaidOver:
    """Lays pages over the first of `stack`, one at a time. `left(tone, sentence)` is called when one is done, `to_part(name)`
    when it is left for another part of the case."""

    def __init__(self, stack: QStackedLayout, left: Callable[[Tone, str], object], to_part: Callable[[str], object]) -> None:
        self._stack, self._left, self._to_part = stack, left, to_part
        self._page: OverPage | None = None

    @property
    def is_there(self) -> bool:
        """Whether a page lies over the case."""
        return self._page is not None

    def lay(self, page: OverPage) -> None:
        """Shows it; one that is there already stays."""
        if self._page is not None:
            page.deleteLater()
            return
        self._page = page
        page.left.connect(self._on_left)
        page.part_asked.connect(self._to_part)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def put_away(self) -> None:
        """Takes the page away unasked: the desk is locked, or another case is shown."""
        page, self._page = self._page, None
        if page is None:
            return
        taken_away(self._stack, page)

    def _on_left(self, tone: Tone, sentence: str) -> None:
        self.put_away()
        self._left(tone, sentence)
