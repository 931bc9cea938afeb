"""The threat model claims nothing that no test shows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def _tests_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_test_that_is_named_is_there() -> None:
    named = _NAMED.findall(TEXT)
    missing = [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / path).is_file() or (test and test not in _tests_in(ROOT / path))
    ]
    assert len(named) > 30
    assert missing == []


def test_every_line_that_claims_a_defence_names_what_shows_it_and_every_other_line_says_that_it_does_not() -> None:
    rows = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("| ") and line.count("|") == 4]
    claims = [row for row in rows if row[0].strip() not in ("attempt", "question", "chapter")]
    bare = [row[0].strip() for row in claims if not row[0].strip().startswith("**") and not _NAMED.search(row[2])]
    assert len(claims) > 40
    assert bare == []
