"""Every sentence of the screen is whole, can be found, and has its English."""

from __future__ import annotations

import ast
import json
import string
from functools import cache
from pathlib import Path

import pytest

from stalkdesk.language import Language, speak, spoken, tr

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "resources" / "languages" / "en" / "screen.json"


@cache
def sentences() -> dict[str, str]:
    """Every Danish sentence in a `tr(…)`, with the place where it stands."""
    found: dict[str, str] = {}
    for source in sorted((ROOT / "stalkdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                said = node.args[0]
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    found[said.value] = f"{source.relative_to(ROOT)}:{node.lineno}"
    return found


def names(sentence: str) -> set[str]:
    """The `{names}` of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.fixture
def catalogue() -> dict[str, str]:
    translated: dict[str, str] = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return translated


def test_every_sentence_of_the_screen_has_its_english(catalogue: dict[str, str]) -> None:
    missing = {sentence: place for sentence, place in sentences().items() if not catalogue.get(sentence)}
    assert missing == {}


def test_the_english_fills_in_the_same_names(catalogue: dict[str, str]) -> None:
    wrong = {danish: english for danish, english in catalogue.items() if names(danish) != names(english)}
    assert wrong == {}


def test_no_translation_is_left_over(catalogue: dict[str, str]) -> None:
    assert sorted(set(catalogue) - set(sentences())) == []


def test_a_sentence_without_translation_is_said_in_danish(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "screen.json").write_text('{"Lås op": "Unlock"}', encoding="utf-8")
    before = spoken()
    try:
        speak(Language.ENGLISH, tmp_path)
        assert (tr("Lås op"), tr("Ny sag {n}", n=3)) == ("Unlock", "Ny sag 3")
    finally:
        speak(before, ROOT / "resources" / "languages")
