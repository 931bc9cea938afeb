"""The house stays as it is drawn: who may import whom, how long a room may grow, what is translated, what is light."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "stalkdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))

GIVEN_TOP_LEVEL = ("stalkdesk", "stalkdesk/ui", "stalkdesk/data", "resources", "tests", "pyproject.toml", "build.spec")
NETWORK = {"socket", "socketserver", "ssl", "urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "asyncio", "xmlrpc"}
NETWORK |= {"requests", "httpx", "aiohttp", "webbrowser", "PySide6.QtNetwork", "PySide6.QtWebSockets"}
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
HEAVY += ("PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "platformdirs")


def _name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _sentences(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            yield node


@pytest.fixture(params=MODULES, ids=_name)
def module(request: pytest.FixtureRequest) -> Path:
    """Each module of the program in turn."""
    assert isinstance(request.param, Path)
    return request.param


def test_every_room_knows_only_whom_it_may() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_top_level_is_as_it_was_given() -> None:
    assert [name for name in GIVEN_TOP_LEVEL if not (ROOT / name).exists()] == []


def test_no_file_grows_past_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_function_grows_past_40_lines(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_every_module_says_which_idea_it_holds(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_what_is_translated_is_a_whole_literal_sentence(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    crooked = [
        call.lineno
        for call in _sentences(tree)
        if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant) or not isinstance(call.args[0].value, str)
    ]
    assert crooked == [], "tr takes one literal sentence, never an f-string or a variable"


def _places(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def test_the_names_in_a_sentence_are_the_names_it_is_given(module: Path) -> None:
    unlike: dict[int, set[str | None]] = {}
    for call in _sentences(ast.parse(module.read_text(encoding="utf-8"))):
        given = {keyword.arg for keyword in call.keywords}
        if call.args and isinstance(call.args[0], ast.Constant) and None not in given:
            named: set[str | None] = {*_places(str(call.args[0].value))}
            unlike |= {call.lineno: named ^ given} if named != given else {}
    assert unlike == {}


def _is_network(name: str) -> bool:
    return bool({name, name.split(".")[0], name.rpartition(".")[0]} & NETWORK)


def test_nothing_reaches_for_a_network(module: Path) -> None:
    imported = set(_imported(ast.parse(module.read_text(encoding="utf-8"))))
    assert {name for name in imported if _is_network(name)} == set()


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException"))


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_only_the_background_worker_swallows_everything(module: Path) -> None:
    handlers = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)]
    swallowing = [handler.lineno for handler in handlers if _catches_everything(handler) and not _raises_again(handler)]
    assert swallowing == [] or module.name == "background.py"


@pytest.mark.parametrize("first", ["stalkdesk.ui.main_window", "stalkdesk.ui.unlock", "stalkdesk.app", "stalkdesk.cli"])
def test_the_first_window_waits_for_nothing_heavy(first: str) -> None:
    code = f"import sys, {first}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
