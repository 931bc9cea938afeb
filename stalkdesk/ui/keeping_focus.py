"""A button that was pressed and waits is disabled. Qt then hands the focus on, often to the sidebar, and whoever pressed twice
would leave the page she works on. Here the focus stays on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

if TYPE_CHECKING:  # not for a cycle: only the signature needs it
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class KeepingFocus(QObject):
    """Watches from `sidebar`; the focus that a disabled control lost to it goes to `page`."""

    def __init__(self, sidebar: QWidget, page: Callable[[], QWidget | None]) -> None:
        super().__init__(sidebar)
        self._sidebar, self._page = sidebar, page
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not isValid(old) or not isValid(new) or old.isEnabled():
            return
        page = self._page()
        if page is not None and page.isAncestorOf(old) and self._sidebar.isAncestorOf(new):
            page.setFocus()
