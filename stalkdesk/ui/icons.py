"""The icons: line drawings of `resources/icons/` (Lucide, ISC), in a colour of the theme, sharp at 100 % and at 200 %."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon, QPixmap

from stalkdesk.places import resources
from stalkdesk.ui import theme

if TYPE_CHECKING:  # not for a cycle: the start does not need it
    from pathlib import Path

SIZE = 20
_SHARP = 2


@lru_cache(maxsize=1)
def _folder() -> Path:
    return resources() / "icons"


@lru_cache(maxsize=256)
def _pixmap(name: str, shade: str, size: int, trail: int) -> QPixmap:
    drawing = (_folder() / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", shade)
    for old, new in (
        ('width="24"', f'width="{(size + trail) * _SHARP}"'),
        ('height="24"', f'height="{size * _SHARP}"'),
        ('viewBox="0 0 24 24"', f'viewBox="0 0 {24 * (size + trail) / size:.3f} 24"'),
    ):
        drawing = drawing.replace(old, new, 1)
    drawn = QPixmap()
    if not drawn.loadFromData(drawing.encode("utf-8"), "SVG"):
        raise OSError(f"the drawing {name} can't be read")
    drawn.setDevicePixelRatio(_SHARP)
    return drawn


def pixmap(name: str, colour: str = "text", size: int = SIZE, trail: int = 0) -> QPixmap:
    """The drawing `name`, `size` wide and high, in `colour`: a token, or #RRGGBB. Raises OSError for an unknown name.

    `trail`: empty room after it, for a button that would set its text too near.
    """
    return _pixmap(name, colour if colour.startswith("#") else theme.colours()[colour], size, trail)


def icon(name: str, colour: str = "text", size: int = SIZE, trail: int = 0) -> QIcon:
    """As `pixmap`, for buttons and lists; a selected row and a disabled button keep the colour's meaning."""
    drawn = QIcon(pixmap(name, colour, size, trail))
    drawn.addPixmap(pixmap(name, colour, size, trail), QIcon.Mode.Selected)
    drawn.addPixmap(pixmap(name, "disabled", size, trail), QIcon.Mode.Disabled)
    return drawn
