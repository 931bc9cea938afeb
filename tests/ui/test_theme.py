"""The look: contrast by computation, both looks whole, and nothing of Qt's names in the way of the first paint."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from stalkdesk.places import resources
from stalkdesk.ui import icons, style, theme, tokens
from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.small_desk import small_desk

TEXT_ON = {
    "text": ("window", "surface", "surface_soft", "accent_soft", "danger_soft", "warn_soft", "success_soft"),
    "muted": ("window", "surface", "surface_soft"),
    "accent": ("window", "surface", "surface_soft"),
    "danger": ("window", "surface", "danger_soft"),
    "warn": ("window", "surface", "warn_soft"),
    "success": ("window", "surface", "success_soft"),
    "bar_text": ("bar", "bar_chosen", "bar_hover"),
    "bar_muted": ("bar",),
    "on_accent": ("accent", "accent_deep"),
    "on_danger": ("danger_fill", "danger_deep"),
    "acute": ("surface",),
    "high": ("surface",),
    "moderate": ("surface",),
    "routine": ("surface",),
}
EDGES_ON = {"edge": ("window", "surface"), "focus": ("window", "surface", "surface_soft"), "bar_focus": ("bar", "bar_chosen")}
LOOKS = {"light": tokens.LIGHT, "dark": tokens.DARK}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look_name", LOOKS)
def test_every_text_meets_aa_on_every_surface_it_stands_on(look_name: str) -> None:
    shades = LOOKS[look_name]
    too_low = [
        (text, ground)
        for text, grounds in TEXT_ON.items()
        for ground in grounds
        if _contrast(shades[text], shades[ground]) < 4.5
    ]
    assert too_low == []


@pytest.mark.parametrize("look_name", LOOKS)
def test_edges_and_the_focus_ring_stand_out_three_to_one(look_name: str) -> None:
    shades = LOOKS[look_name]
    too_low = [
        (edge, ground)
        for edge, grounds in EDGES_ON.items()
        for ground in grounds
        if _contrast(shades[edge], shades[ground]) < 3
    ]
    assert too_low == []


def test_both_looks_have_the_same_tokens() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_the_style_sheet_names_only_tokens_and_files_that_exist() -> None:
    named = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", style.ENTRANCE + style.DESK)) - {"shade"}
    assert named <= tokens.LIGHT.keys()
    files = re.findall(r"url\(look:([\w-]+)-\{shade\}\.svg\)", style.DESK)
    assert files
    assert all((resources() / "style" / f"{name}-{shade}.svg").is_file() for name in files for shade in LOOKS)


@pytest.mark.parametrize("shade", LOOKS)
def test_the_drawings_of_the_style_sheet_have_the_colours_of_their_look(shade: str) -> None:
    wanted = {"chevron-down": "text", "chevron-up": "text", "check": "on_accent"}
    for name, token in wanted.items():
        assert LOOKS[shade][token] in (resources() / "style" / f"{name}-{shade}.svg").read_text(encoding="utf-8")


def test_the_bundled_font_is_the_one_that_is_shown(look: QApplication) -> None:
    assert QFontInfo(look.font()).family() == theme.FONT_FAMILY
    assert look.font().pointSizeF() == theme.TEXT_POINTS


def test_every_icon_can_be_drawn_sharp(look: QApplication) -> None:
    names = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))
    assert len(names) > 20
    for name in names:
        drawn = icons.pixmap(name, "text", 20)
        assert (drawn.width(), drawn.devicePixelRatio()) == (40, 2.0)
        assert not drawn.toImage().allGray() or drawn.hasAlpha()


def test_an_unknown_icon_is_an_error_and_not_an_empty_space(look: QApplication) -> None:
    with pytest.raises(OSError, match="no-such"):
        icons.pixmap("no-such-icon")


def test_dark_is_dark_and_light_is_light(opened: Callable[[Desk], Driver], look: QApplication, tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    light = driver.window.grab().toImage().pixelColor(20, 400)
    theme.apply(look, resources(), dark=True)
    dark = driver.window.grab().toImage().pixelColor(20, 400)
    assert light.name().upper() == tokens.LIGHT["window"]
    assert dark.name().upper() == tokens.DARK["window"]


def test_a_button_reached_by_the_tab_key_has_a_border_and_no_box_around_its_word(
    opened: Callable[[Desk], Driver], tmp_path: Path
) -> None:
    driver = opened(small_desk(tmp_path, None))
    field, button = driver.find(QLineEdit, "passphrase"), driver.find(QPushButton, "show_passphrase")
    field.setFocus()
    QApplication.processEvents()
    inside = button.rect().adjusted(4, 4, -4, -4)
    before = button.grab(inside).toImage()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab(inside).toImage() == before


def test_the_unlock_screen_brings_nothing_heavy_along(tmp_path: Path) -> None:
    heavy = ("sqlalchemy", "alembic", "cryptography", "reportlab", "xlsxwriter", "keyring", "PySide6.QtPdf", "tomllib", "json")
    program = (
        "import sys\n"
        "from stalkdesk.ui import start\n"
        "from stalkdesk.ui.main_window import MainWindow\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
        "print([name for name in sys.modules if name.startswith('stalkdesk.') and name.count('.') == 1])\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.splitlines()
    assert told[0] == "[]"
    rooms = set(re.findall(r"stalkdesk\.\w+", told[1]))
    assert rooms <= {"stalkdesk.ui", "stalkdesk.errors", "stalkdesk.language", "stalkdesk.places"}
