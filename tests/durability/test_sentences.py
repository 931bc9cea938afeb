"""A store that is killed, cut, flipped, rolled back, filled or locked: what the officer is told helps her."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stalkdesk.language import SOURCE_LANGUAGE, Language, speak
from stalkdesk.places import resources
from tests.durability.sentences import FAULTS, Fault, said

FAULTS_PAPER = Path(__file__).parent.parent.parent / "docs" / "faults.md"
TOLD = {
    "killed": "",
    "cut": "Sagsskabet er beskadiget",
    "flipped": "ændret eller beskadiget",
    "rolled back": "Filen er en ældre udgave",
    "filled": "Disken er fuld",
    "locked": "allerede åbent i et andet StalkDesk-vindue",
}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file and kills in another way")


@pytest.fixture(autouse=True)
def _danish_again() -> Iterator[None]:
    yield
    speak(SOURCE_LANGUAGE, resources() / "languages")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_officer_is_told_in_a_sentence_what_was_done_to_the_store(store: Path, tmp_path: Path, fault: Fault) -> None:
    sentence = said(fault, Path(shutil.copytree(store, tmp_path / "own")))
    assert TOLD[fault.name] in sentence
    assert (len(sentence) > 60) == bool(TOLD[fault.name])
    for word in ("error", "exception", "traceback", "sqlite", "errno"):
        assert word not in sentence.casefold()


def test_the_sentence_is_english_where_english_is_spoken(store: Path, tmp_path: Path) -> None:
    speak(Language.ENGLISH, resources() / "languages")
    cut = next(fault for fault in FAULTS if fault.name == "cut")
    assert "is damaged" in said(cut, Path(shutil.copytree(store, tmp_path / "own")))


def test_what_the_paper_says_of_it_names_each_fault() -> None:
    paper = FAULTS_PAPER.read_text(encoding="utf-8").partition("## What the officer is told")[2]
    assert [fault.name for fault in FAULTS if f"| {fault.name} |" not in paper] == []
