"""The house stays as it is drawn: who may import whom, how long a room may grow, what is translated, what is light."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "stalkdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
_Node = TypeVar("_Node", bound=ast.AST)

GIVEN_TOP_LEVEL = ("stalkdesk", "stalkdesk/ui", "stalkdesk/data", "resources", "tests", "pyproject.toml", "build.spec")
NETWORK = {"socket", "socketserver", "ssl", "urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "asyncio", "xmlrpc"}
NETWORK |= {"requests", "httpx", "aiohttp", "webbrowser", "PySide6.QtNetwork", "PySide6.QtWebSockets"}
MAY_SWALLOW = {"stalkdesk/ui/background.py", "stalkdesk/data/keyring_slot.py", "stalkdesk/cli.py"}
"""The worker hands every fault to the screen's thread; a keyring of the system may fail in any way; a command ends every fault
of our own in one sentence, with its kind and place in the log."""
HEAVY: tuple[str, ...] = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "cryptography",
    "reportlab",
    "xlsxwriter",
    "keyring",
    "stdnum",
    "tomllib",
)
HEAVY += ("docx", "lxml", "pdfplumber", "python_calamine")
HEAVY += ("PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "platformdirs")


@cache
def _trees() -> dict[str, ast.Module]:
    """Every module of the program, read and parsed once, by its path."""
    return {module.relative_to(ROOT).as_posix(): ast.parse(module.read_text(encoding="utf-8")) for module in MODULES}


@cache
def _nodes() -> dict[type[ast.AST], list[tuple[str, ast.AST]]]:
    """What stands in them, by its kind, with its place: gone through once."""
    found: dict[type[ast.AST], list[tuple[str, ast.AST]]] = defaultdict(list)
    for name, tree in _trees().items():
        for node in ast.walk(tree):
            if hasattr(node, "lineno"):
                found[type(node)].append((f"{name}:{node.lineno}", node))
    return found


def _all(kind: type[_Node]) -> Iterator[tuple[str, _Node]]:
    for place, node in _nodes()[kind]:
        assert isinstance(node, kind)
        yield place, node


def _sentences() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `tr`."""
    for place, call in _all(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id == "tr":
            yield place, call


def _imported() -> Iterator[tuple[str, str]]:
    for place, node in _all(ast.Import):
        yield from ((place, alias.name) for alias in node.names)
    for place, origin in _all(ast.ImportFrom):
        yield from ((place, f"{origin.module}.{alias.name}") for alias in origin.names)


def test_every_room_knows_only_whom_it_may() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_top_level_is_as_it_was_given() -> None:
    assert [name for name in GIVEN_TOP_LEVEL if not (ROOT / name).exists()] == []


def test_no_file_grows_past_400_lines() -> None:
    lengths = {module.name: len(module.read_text(encoding="utf-8").splitlines()) for module in (*MODULES, ROOT / "dev.py")}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_grows_past_40_lines() -> None:
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in _all(ast.FunctionDef)}
    assert {place: length for place, length in lengths.items() if length > 40} == {}


def test_every_module_says_which_idea_it_holds() -> None:
    assert [name for name, tree in _trees().items() if not ast.get_docstring(tree)] == []


def _is_literal_sentence(call: ast.Call) -> bool:
    return len(call.args) == 1 and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def test_what_is_translated_is_a_whole_literal_sentence() -> None:
    crooked = [place for place, call in _sentences() if not _is_literal_sentence(call)]
    assert crooked == [], "tr takes one literal sentence, never an f-string or a variable"


def _places(sentence: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def test_the_names_in_a_sentence_are_the_names_it_is_given() -> None:
    unlike = []
    for place, call in _sentences():
        given = {keyword.arg for keyword in call.keywords}
        named = _places(ast.literal_eval(call.args[0])) if _is_literal_sentence(call) else given
        unlike += [(place, named ^ given)] if named != given and None not in given else []
    assert unlike == []


def _is_network(name: str) -> bool:
    return bool({name, name.split(".")[0], name.rpartition(".")[0]} & NETWORK)


def test_nothing_reaches_for_a_network() -> None:
    assert [place for place, name in _imported() if _is_network(name)] == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException"))


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_only_those_who_may_swallow_everything() -> None:
    handlers = [(place, handler) for place, handler in _all(ast.ExceptHandler) if _catches_everything(handler)]
    swallowing = {place.partition(":")[0] for place, handler in handlers if not _raises_again(handler)}
    assert swallowing <= MAY_SWALLOW


@pytest.mark.parametrize("first", ["stalkdesk.ui.main_window", "stalkdesk.ui.unlock", "stalkdesk.app", "stalkdesk.cli"])
def test_the_first_window_waits_for_nothing_heavy(first: str) -> None:
    code = f"import sys, {first}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
