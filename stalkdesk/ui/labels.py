"""Text on a page, by its part in it. Everything wraps: nothing is cut when the words grow.

`said` is for the program's own words on the screens that are painted first: it leaves the namespace `Qt` alone, which takes
25 ms to come up. Everything else is a `label`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def said(text: str, role: str = "", name: str = "") -> QLabel:
    """A wrapping label for a fixed sentence of the program's own, never for anything that was typed."""
    made = QLabel(text)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def label(text: str, role: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """A wrapping plain-text label. Never rich text: what was typed is shown as it was typed."""
    from PySide6.QtCore import Qt

    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def title(text: str, name: str = "") -> QLabel:
    """What the page is."""
    return label(text, "title", name)


def heading(text: str, name: str = "") -> QLabel:
    """A part of the page."""
    return label(text, "heading", name)


def muted(text: str, name: str = "") -> QLabel:
    """A remark."""
    return label(text, "muted", name)
