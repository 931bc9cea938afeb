"""The half of a page that shows a paper. While there is none it says why, and has the button that leads to what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary, set_icon, spoken
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import heading, label
from stalkdesk.ui.papers.preview import PdfPreview

_CARD_WIDTH = 420


class NoPaper(Card):
    """Why there is no paper, and the way to what is missing. `way_taken`: its button was pressed."""

    way_taken = Signal()

    def __init__(self) -> None:
        super().__init__("no_paper")
        self.setFixedWidth(_CARD_WIDTH)
        self._heading, self._why = heading("", "no_paper_heading"), label("", "", "no_paper_why")
        self._way = secondary("", "no_paper_way", "arrow-right")
        self._way.clicked.connect(self.way_taken)
        for part in (self._heading, self._why):
            self.body.addWidget(part)
        self.body.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)
        self._way.hide()

    @property
    def sentence(self) -> str:
        """Why there is none."""
        return self._why.text()

    def say(self, says: str, why: str, way: str = "", drawing: str = "arrow-right") -> None:
        """`says`: what is not there; `why`: what is missing, whole; `way`: the words of the button, which goes without them."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        is_new = (self._heading.text(), self._why.text()) != (says, why)
        self._heading.setText(says)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._way.setText(way)
        set_icon(self._way, drawing)
        self._way.setAccessibleName(spoken(way))
        self._way.setVisible(bool(way))
        self.setAccessibleName(f"{says}. {why}")
        if is_new and why and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def take_focus(self) -> None:
        """The way to what is missing."""
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)


class PreviewHalf(QWidget):
    """A paper, or why there is none. Begins with that it is being made. `way_taken`: the way to what is missing is wanted."""

    way_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview, self._none = PdfPreview(), NoPaper()
        self._none.way_taken.connect(self.way_taken)
        self._stack = QStackedLayout(self)
        for page in (in_the_middle(self._none), self._preview):
            self._stack.addWidget(page)
        self.say(tr("Arket laves …"), "")

    @property
    def sentence(self) -> str:
        """Why there is no paper; empty when there is one."""
        return "" if self._stack.currentWidget() is self._preview else self._none.sentence

    def show_pdf(self, pdf: bytes) -> None:
        """Shows a paper."""
        self._preview.show_pdf(pdf)
        self._stack.setCurrentWidget(self._preview)

    def say(self, says: str, why: str, way: str = "") -> None:
        """Takes the paper away, and says why there is none."""
        self._preview.clear()
        self._none.say(says, why, way)
        self._stack.setCurrentIndex(0)

    def clear(self) -> None:
        """Lets go of the pages."""
        self._preview.clear()

    def pages(self) -> int:
        """How many pages are shown."""
        return self._preview.pages()


def in_the_middle(card: QWidget) -> QWidget:
    """A page with the card in its middle, as high as its words need."""
    page = QWidget()
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
    return page
