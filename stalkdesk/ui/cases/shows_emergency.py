"""The window, as far as a page of a case asks something of it in danger."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class ShowsEmergency(Protocol):
    """What lays the 112 screen over everything."""

    def show_emergency(self) -> None:
        """Lays it there."""
        ...


def show_emergency(page: QWidget) -> None:
    """An answer that opens the 112 screen in an intake opens it on `page` too."""
    window = page.window()
    if isinstance(window, ShowsEmergency):
        window.show_emergency()
