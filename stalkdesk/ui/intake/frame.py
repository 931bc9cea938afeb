"""What the intake page is around its contents: its own F1 and F9, and its colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from stalkdesk.ui.intake.style import dress


class IntakeFrame(QWidget):
    """`emergency_wanted`: F9 was pressed somewhere in it; `knowledge_wanted`: F1; `height_changed(int)`: pixels."""

    emergency_wanted = Signal()
    height_changed = Signal(int)
    knowledge_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Takes F9 for itself, so that the 112 screen knows what was answered, and F1, so that the intake is not left; the
        window's own open everywhere else."""
        own = (Qt.Key.Key_F1, Qt.Key.Key_F9)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 opens the 112 screen, F1 what is known about what is shown."""
        if event.key() == Qt.Key.Key_F9:
            self.emergency_wanted.emit()
        elif event.key() == Qt.Key.Key_F1:
            self.knowledge_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tells how high it is now."""
        super().resizeEvent(event)
        self.height_changed.emit(event.size().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dress(self)
