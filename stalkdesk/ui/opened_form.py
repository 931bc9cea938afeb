"""A form that is opened inside a part: Esc closes it, and the keyboard goes back to where it came from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class OpenedForm(QObject):
    """Watches over `form`. `close` is called when Esc is pressed in it and nothing in it wants the key: a list that is open
    over a field closes first."""

    def __init__(self, form: QWidget, close: Callable[[], object]) -> None:
        super().__init__(form)
        self._form, self._close = form, close
        self._came_from: QWidget | None = None
        form.installEventFilter(self)

    def opens(self) -> None:
        """Called before the form is shown: where the keyboard is now, it goes back to."""
        now = QApplication.focusWidget()
        if now is not None and not self._form.isAncestorOf(now) and now is not self._form:
            self._came_from = now
            now.destroyed.connect(self._forget)

    def give_back(self, otherwise: QWidget) -> QWidget:
        """Puts the keyboard back, or where it is `otherwise` to go when it can't be there any more. Gives where it is now."""
        before, self._came_from = self._came_from, None
        if before is not None:
            before.destroyed.disconnect(self._forget)
        is_there = before is not None and before.isVisible() and before.isEnabled()
        goes_to = before if before is not None and is_there else otherwise
        goes_to.setFocus(Qt.FocusReason.OtherFocusReason)
        return goes_to

    def _forget(self) -> None:
        self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that came up to the form."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.KeyPress and self._form.isVisible():
            self._close()
            return True
        return super().eventFilter(watched, event)
