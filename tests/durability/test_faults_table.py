"""docs/faults.md is true: it has every row, and every test that it names is there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TABLE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(test_\w+)::(test_\w+)`")


@cache
def _tests() -> frozenset[tuple[str, str]]:
    found = re.compile(r"^def (test_\w+)", re.MULTILINE)
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset((file.stem, name) for file in files for name in found.findall(file.read_text(encoding="utf-8")))


def test_every_test_in_the_table_of_faults_is_there() -> None:
    named = set(_TEST.findall(TABLE))
    assert len(named) > 60
    assert named - _tests() == set()


def test_the_table_of_faults_has_every_row_with_a_test_or_a_reason() -> None:
    rows = {int(number): text for number, text in _ROW.findall(TABLE)}
    assert sorted(rows) == list(range(1, 46))
    bare = [number for number, text in rows.items() if not _TEST.search(text) and "not built yet" not in text]
    assert bare == []


def test_nothing_in_the_table_looks_like_a_test_and_is_none() -> None:
    assert set(re.findall(r"`[^`]*test_[^`]*::[^`]*`", TABLE)) == {f"`{file}::{name}`" for file, name in _TEST.findall(TABLE)}
