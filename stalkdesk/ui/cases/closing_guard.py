"""Asks before the window is closed while something begun, an addition or a text, is nowhere but in this program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.desk import Desk

NAME = "begun_additions_guard"


class ClosingGuard(QObject):
    """Sits on the window, and outlives the pages in it: a locked desk has none."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self.desk, self._window, self._is_let_go = desk, window, False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds the first closing up while something would be lost."""
        is_closing = watched is self._window and event.type() == QEvent.Type.Close
        if is_closing and not self._is_let_go and self._lost():
            event.ignore()
            self._ask()
            return True
        return super().eventFilter(watched, event)

    def _lost(self) -> str:
        addition, text = (
            tr("Der er begyndt på en tilføjelse til en sag, og den er ikke gemt. Lukkes programmet nu, går den tabt."),
            tr("Der er skrevet noget, som ikke er sendt til godkendelse. Lukkes programmet nu, går det tabt."),
        )
        additions, visits = self.desk.begun_additions.values(), self.desk.begun_visits.values()
        is_added = any(not one.is_empty for one in additions) or any(not one.is_empty for one in visits)
        is_added = is_added and bool(self.desk.unkept or not self.desk.are_begun_kept)
        is_added = is_added or any(not one.is_empty for one in self.desk.begun_logs.values())
        lost = ((addition, is_added), (text, bool(self.desk.begun_texts)))
        return "\n\n".join(sentence for sentence, is_lost in lost if is_lost)

    def _ask(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning, "StalkDesk", self._lost(), QMessageBox.StandardButton.NoButton, self._window
        )
        box.setObjectName("close_begun_addition")
        stay = box.addButton(tr("&Bliv"), QMessageBox.ButtonRole.RejectRole)
        close = box.addButton(tr("&Luk alligevel"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        close.clicked.connect(self._on_close_anyway)
        box.finished.connect(box.deleteLater)
        box.open()

    def _on_close_anyway(self) -> None:
        """What lies in memory only goes; what is begun on a case can still be kept on the way out."""
        self.desk.begun_logs.clear()
        self.desk.begun_texts.clear()
        self._is_let_go = True
        self._window.close()
        self._is_let_go = False


def guard_closing(desk: Desk, window: QWidget) -> None:
    """Has `window` ask; once for each desk (that of the training twin is another) is enough."""
    if not any(guard.desk is desk for guard in window.findChildren(ClosingGuard, NAME)):
        ClosingGuard(desk, window)
