"""How the intake is laid out: between the bar above and the bar below the sections, the question, and what stands beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.ui.card import scrolling

SECTIONS_WIDTH = 236
HINTS_WIDTH = 290


def stacked(*pages: QWidget) -> QStackedWidget:
    """Pages of which one is seen, the first."""
    made = QStackedWidget()
    for page in pages:
        made.addWidget(page)
    return made


def column(*parts: QWidget) -> QVBoxLayout:
    """Parts below one another; the last takes the room that is left."""
    made = QVBoxLayout()
    made.setSpacing(10)
    for part in parts:
        made.addWidget(part)
    made.setStretchFactor(parts[-1], 1)
    return made


def beside(*parts: QWidget) -> QScrollArea:
    """The narrow column at the right; scrolls when the window is low."""
    content = QWidget()
    inside = QVBoxLayout(content)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(12)
    for part in parts:
        inside.addWidget(part)
    inside.addStretch(1)
    made = scrolling(content, "besideArea")
    made.setFixedWidth(HINTS_WIDTH)
    return made


def columns(left: QWidget, centre: QVBoxLayout, right: QWidget) -> QHBoxLayout:
    """The three columns: the middle one takes the room that is left."""
    left.setFixedWidth(SECTIONS_WIDTH)
    row = QHBoxLayout()
    row.setContentsMargins(20, 18, 20, 18)
    row.setSpacing(18)
    row.addWidget(left)
    row.addLayout(centre, 1)
    row.addWidget(right)
    return row


def between_bars(above: QWidget, middle: QHBoxLayout, below: QWidget) -> QWidget:
    """The whole, from edge to edge."""
    made = QWidget()
    whole = QVBoxLayout(made)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(above)
    whole.addLayout(middle, 1)
    whole.addWidget(below)
    return made
