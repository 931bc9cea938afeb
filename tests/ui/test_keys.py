"""The list of the keys: it names every key that the screens listen to, and the README names none that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QTableView

from stalkdesk.ui.buttons import button
from stalkdesk.ui.keys import all_keys, shown_keys
from tests.ui.driving import Driver
from tests.ui.fakes import SUPERVISOR

ROOT = Path(__file__).parents[2]
A_KEY = re.compile(r"(?:Ctrl|Alt|Shift)\+\S+|F\d\d?|Del|[A-Z0-9]")
LISTENS = {"QKeySequence", "on_key", "Way", "nav", "button", "primary", "secondary", "danger", "quiet"}
STANDARD = {"Find": "Ctrl+F", "Print": "Ctrl+P", "Key_Escape": "Esc"}
ELSEWHERE = {"Alt+F4"}
"""What belongs to the system."""


def named() -> set[str]:
    """The keys of the list, one by one, as the program writes them."""
    found: set[str] = set()
    for line in all_keys():
        for one in line.keys.split(", "):
            span = re.fullmatch(r"(.*?)(\d)–(\d)", one)
            digits = range(int(span[2]), int(span[3]) + 1) if span else ()
            found |= {f"{span[1]}{digit}" for digit in digits} if span else {one}
    return found


def listened_to(path: Path) -> Iterator[str]:
    """The keys that a module of the screens gives to Qt."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in LISTENS:
            yield from (text for one in (*node.args, *(word.value for word in node.keywords)) for text in _keys_in(one))
        elif isinstance(node, ast.Tuple):
            texts = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from (text for text in texts if re.fullmatch(r"(?:Ctrl|Alt)\+\S+", text))
        elif isinstance(node, ast.Attribute) and node.attr in STANDARD and _name(node.value) in ("StandardKey", "Key"):
            yield STANDARD[node.attr]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _keys_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and A_KEY.fullmatch(node.value):
        yield node.value


def test_the_list_names_every_key_that_the_screens_listen_to() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in sorted((ROOT / "stalkdesk" / "ui").rglob("*.py"))
        if path.name != "keys.py"
        for key in listened_to(path)
        if key not in named() | ELSEWHERE
    }
    assert not missing


def test_the_list_names_no_key_that_no_screen_listens_to() -> None:
    heard = {key for path in (ROOT / "stalkdesk" / "ui").rglob("*.py") if path.name != "keys.py" for key in listened_to(path)}
    with_modifier = {key for key in named() if key.startswith(("Ctrl+", "F"))}
    from_qt = {"Ctrl+Tab", "Ctrl+Shift+Tab"}
    assert with_modifier - from_qt - heard == set()


def test_the_readme_names_no_key_that_the_list_does_not_name() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Keyboard")[1].split("##")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| ") and "keys" not in row]
    in_list = {shown_keys(one) for one in named()} | {"…"}
    keys = {key for row in rows for key in re.split(r"[,\s]+", row.strip()) if key}
    assert keys
    assert keys - in_list == set()


def test_a_key_is_written_as_it_stands_on_the_keyboard() -> None:
    assert shown_keys("Ctrl+Return") == "Ctrl+Enter"
    assert shown_keys("Alt+Left") == "Alt+←"
    assert shown_keys("Alt+1–4") == "Alt+1–4"


@pytest.mark.usefixtures("qapp")
def test_a_button_says_its_key_when_one_points_at_it() -> None:
    assert button("&Gem", "keep", keys="Ctrl+Return").toolTip() == "Gem (Ctrl+Enter)"


def test_the_list_is_reached_from_the_page_of_knowledge_and_escape_goes_back(unlocked: Callable[..., Driver]) -> None:
    driver = unlocked(SUPERVISOR)
    driver.window.show_page("knowledge")
    driver.wait(lambda: driver.is_at("knowledge_page"))
    driver.find(QPushButton, "show_keys").setFocus()
    driver.click("show_keys")
    table = driver.find(QTableView, "keys_table")
    QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert driver.window.focusWidget() is table
    assert any("Ctrl+Enter" in str(table.model().index(row, 1).data()) for row in range(table.model().rowCount()))
    driver.key(Qt.Key.Key_Escape)
    assert not driver.shows("keys_table")
    assert driver.window.focusWidget() is driver.find(QPushButton, "show_keys")
