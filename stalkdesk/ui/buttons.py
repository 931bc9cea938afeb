"""Buttons by weight: the one act a page is for, the others, the dangerous one, the quiet one. All with name and place."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

_ICON_TRAIL = 5
_ICON_COLOUR = {"primary": "on_accent", "danger": "on_danger", "quiet": "accent"}


def spoken(text: str) -> str:
    """`text` without its mnemonic mark, as a screen reader says it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def button(text: str, name: str, role: str = "", icon: str = "", keys: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button named `name` with `text` (its mnemonic marked with &). `keys`: a shortcut, told in the tooltip."""
    made = QPushButton(text, parent)
    made.setObjectName(name)
    made.setAccessibleName(spoken(text))
    made.setAutoDefault(True)  # Enter presses the button that has the keyboard
    if role:
        made.setProperty("role", role)
    if icon:
        set_icon(made, icon)
    if keys:
        from PySide6.QtGui import QKeySequence

        from stalkdesk.ui.keys import shown_keys

        made.setShortcut(QKeySequence(keys))
        made.setToolTip(f"{spoken(text)} ({shown_keys(keys)})")
    return made


def set_icon(made: QPushButton, icon: str) -> None:
    """Puts a drawing before the button's text, in the colour of its weight."""
    from stalkdesk.ui import icons

    made.setIcon(icons.icon(icon, _ICON_COLOUR.get(str(made.property("role")), "text"), trail=_ICON_TRAIL))
    made.setIconSize(QSize(icons.SIZE + _ICON_TRAIL, icons.SIZE))


def primary(text: str, name: str, icon: str = "", keys: str = "") -> QPushButton:
    """The act the page is for. One on a page."""
    return button(text, name, "primary", icon, keys)


def secondary(text: str, name: str, icon: str = "", keys: str = "") -> QPushButton:
    """Another act."""
    return button(text, name, "", icon, keys)


def danger(text: str, name: str, icon: str = "", keys: str = "") -> QPushButton:
    """An act that can't be undone, or the way to help in danger."""
    return button(text, name, "danger", icon, keys)


def quiet(text: str, name: str, icon: str = "", keys: str = "") -> QPushButton:
    """An act aside, looking like a link."""
    return button(text, name, "quiet", icon, keys)
