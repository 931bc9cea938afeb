"""A part of the case page that a trade adds: what happens after the door. The list of them is `parts_after.PARTS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk


class CasePart(QWidget):
    """One part. It is made anew each time the case is read.

    `changed(tone, sentence)`: something was kept; the case is read again, opens at this part, and says the sentence.
    `over_asked(page)`: lays a whole page over the case until the page emits `left`; the case is then read again.
    `case_asked(reference)`: goes to another case.
    """

    changed = Signal(Tone, str)
    over_asked = Signal(QWidget)
    case_asked = Signal(str)

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self.desk, self.background, self.read = desk, background, read

    def leave(self) -> None:
        """Called before the part is put away: what is protected goes off the screen, what was typed is kept with the desk."""


class OverPage(QWidget):
    """A page that lies over the case (`CasePart.over_asked`).

    `left(tone, sentence)`: it is done; the sentence may be empty.
    `part_asked(name)`: it is left for another part of the same case, by its objectName.
    """

    left = Signal(Tone, str)
    part_asked = Signal(str)

    def take_focus(self) -> None:
        """Puts the keyboard where the person begins."""

    def leave(self) -> None:
        """Called when the desk is locked or another page is shown: what was typed is kept with the desk."""


@dataclass(frozen=True, slots=True)
class PartOfCase:
    """How a part is offered on the case page."""

    name: str
    """Names the part among the others: an objectName."""
    title: Callable[[ReadCase], str]
    """What stands in the list of parts, with a count where that helps."""
    made: Callable[[Desk, Background, ReadCase], CasePart]
    is_offered: Callable[[Desk, ReadCase], bool] = lambda _desk, _read: True
