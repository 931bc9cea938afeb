"""The look of the desk: a palette and a style sheet built from `tokens`, over Fusion (see `start`), and the bundled font.

A widget says what it is with the property `role`, set by itself or by the makers in `buttons`, `labels`, `card`, `banner`:

* QLabel: title, heading, strong, step, muted, wrong, brand, bar, bar-muted, compartment, success, danger-title, demo
* QPushButton: primary, danger, quiet, choice (checkable, a whole row) — without a role it is a secondary button
* QToolButton: nav (in the sidebar)
* QFrame: card, panel (side panel), bar (dark header or sidebar), foot (bar of buttons at the bottom), rule (a line),
  banner-danger, banner-warn, banner-success, banner-note
* QLineEdit, QPlainTextEdit: property `wrong` = "true" while what stands in it is refused

`apply` dresses what the entrance shows and is cheap; `furnish` adds what only the open desk needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from stalkdesk.ui import style, tokens

if TYPE_CHECKING:  # not for a cycle: the start does not need it
    from pathlib import Path

FONT_FAMILY = "Noto Sans"
TEXT_POINTS = 10.5
_FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


class _Look:
    """What is shown now."""

    is_dark: bool = False
    is_furnished: bool = False
    has_fonts: bool = False


def colours() -> dict[str, str]:
    """The tokens that are shown now: name -> #RRGGBB."""
    return tokens.DARK if _Look.is_dark else tokens.LIGHT


def colour(name: str) -> QColor:
    """One token as a colour. Raises KeyError for an unknown name."""
    return QColor(colours()[name])


def is_dark() -> bool:
    """Whether the dark tokens are shown."""
    return _Look.is_dark


def apply(app: QApplication, resources: Path, dark: bool) -> None:
    """Dresses the program light or dark. May be called again at any time; what is open changes at once."""
    _Look.is_dark = dark
    if not _Look.has_fonts:
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources / "fonts" / name))
        font = QFont(FONT_FAMILY)
        font.setPointSizeF(TEXT_POINTS)
        app.setFont(font)
        _Look.has_fonts = True
    app.setPalette(_palette())
    _lay_on(app)


def furnish() -> None:
    """Adds the part of the style sheet that the open desk needs. Doing it twice costs nothing."""
    app = QApplication.instance()
    if not _Look.is_furnished and isinstance(app, QApplication):
        from PySide6.QtCore import QDir

        from stalkdesk.places import resources

        QDir.addSearchPath("look", str(resources() / "style"))
        _Look.is_furnished = True
        _lay_on(app)


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget that is already shown another role."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Lets the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _lay_on(app: QApplication) -> None:
    sheet = style.ENTRANCE + style.DESK if _Look.is_furnished else style.ENTRANCE
    wanted = sheet.format_map({**colours(), "shade": "dark" if _Look.is_dark else "light"})
    if app.styleSheet() != wanted:  # Qt would dress every widget anew, for nothing
        app.setStyleSheet(wanted)


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "surface_soft"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.PlaceholderText, "muted"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "surface"),
        (role.Link, "accent"),
        (role.Accent, "accent"),
        (role.Mid, "edge"),
        (role.Dark, "line"),
        (role.Light, "surface_soft"),
    ):
        palette.setColor(where, colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colour("disabled"))
    return palette
