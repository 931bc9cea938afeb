"""One page of the handbook laid over what is being done: F1 or Esc takes it away, and the keyboard is where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from stalkdesk.errors import ContentBroken
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import KnowledgePage, PageKey, PageKind
from stalkdesk.language import spoken, tr
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.knowledge.reading import Reading

_CARD_WIDTH = 800
_EDGE = 36
_SHADE = QColor(10, 16, 24, 130)
_ITS_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_F1)


def show_knowledge(parent: QWidget, desk: Desk, kind: PageKind, page_id: str, windows: Windows = DEFAULTS) -> KnowledgeOverlay:
    """Lays the page about that question or rule over `parent`, which stays as it is below. One at a time.

    `windows`: those that the numbers in the texts are to be, the same as on the page below.
    """
    there = parent.findChild(KnowledgeOverlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
    overlay = there if there is not None else KnowledgeOverlay(parent, desk)
    overlay.open_at(PageKey(kind, page_id), windows)
    return overlay


class KnowledgeOverlay(QWidget):
    """A card over its parent. Keys that it does not know (F9, F12, Ctrl+L) go where they always go, and it gives way."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setObjectName("knowledge_overlay")
        self.setAccessibleName(tr("Viden"))
        self._desk, self._under = desk, parent
        self._before: QWidget | None = None
        self._is_open = False
        self._handbook: Handbook | None = None
        self._trail: list[KnowledgePage] = []
        self._card = Card("knowledge_card")
        self._reading = Reading()
        self._back = quiet(tr("Tilbage"), "knowledge_back", "arrow-left")
        self._close = primary(tr("Luk (Esc)"), "knowledge_close", "x")
        self._back.clicked.connect(self._on_back)
        self._close.clicked.connect(self.leave)
        self._reading.wanted.connect(self._go_on)
        self._lay_out()
        parent.installEventFilter(self)

    def _lay_out(self) -> None:
        card = self._card
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._close)
        card.body.addWidget(self._reading, 1)
        card.body.addLayout(foot)
        card.setMaximumWidth(_CARD_WIDTH)
        column = QVBoxLayout()
        column.setContentsMargins(0, _EDGE, 0, _EDGE)
        column.addWidget(card)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)

    def open_at(self, key: PageKey, windows: Windows) -> None:
        """Shows the page, or says that there is none."""
        if not self._is_open:
            self._before = QApplication.focusWidget()
        self._is_open = True
        self._trail.clear()
        self.setGeometry(self._under.rect())
        try:
            self._handbook = self._desk.handbook(spoken(), windows)
            page = self._handbook.page(key.kind, key.id)
        except ContentBroken as fault:
            self._reading.say(str(fault))
        except KeyError:
            self._reading.say(tr("Der er endnu ingen side om det her."))
        else:
            self._go_on(page)
        self._back.setVisible(False)
        self.show()
        self.raise_()
        self._close.setFocus()

    def leave(self) -> None:
        """Goes away; the keyboard is where it was before."""
        if not self._is_open:
            return
        self._is_open = False
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.hide()

    def _go_on(self, page: KnowledgePage) -> None:
        self._trail.append(page)
        self._show_last()

    def _on_back(self) -> None:
        self._trail.pop()
        self._show_last()

    def _show_last(self) -> None:
        if self._handbook is not None:
            self._reading.show_page(self._handbook, self._trail[-1], self._desk.now().date())
        self._back.setVisible(len(self._trail) > 1)
        if self.isVisible():
            self._close.setFocus()

    # -- what happens around it ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Takes its own keys before any shortcut does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ITS_OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and F1 take it away; so does F9, which then goes on to the page below and opens the 112 screen."""
        if event.key() == Qt.Key.Key_F9:
            self.leave()
            event.ignore()
        elif event.key() in _ITS_OWN_KEYS:
            self.leave()
        else:
            event.accept()  # nothing that is typed reaches what lies below

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab stays on the card, until it goes: then the keyboard may leave."""
        if not self._is_open:
            return super().focusNextPrevChild(forwards)
        stops = [stop for stop in (self._reading.links, self._back, self._close) if stop.isVisible()]
        now = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(now + (1 if forwards else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card takes it away."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Is always as large as what it lies over, and goes when that is hidden: locked, covered, or left."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        elif event.type() == QEvent.Type.Hide:
            self.leave()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._close.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies below is dimmed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SHADE)
