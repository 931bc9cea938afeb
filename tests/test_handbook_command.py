"""`stalkdesk handbook`: the whole handbook as a PDF, without a store; refused in one sentence where it can't lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import command_desk
from tests.command_desk import Desk, is_refused
from tests.paper.pages_read import reader_of, text_of

demo_store, desk = command_desk.demo_store, command_desk.desk


@pytest.mark.parametrize(("language", "title"), [("da", "Håndbog til skranken"), ("en", "Handbook for the desk")])
def test_the_handbook_is_a_pdf_in_the_language_asked_for(desk: Desk, tmp_path: Path, language: str, title: str) -> None:
    target = tmp_path / "new folder" / "book.pdf"
    said = desk.run("handbook", "--language", language, "--out", target)
    assert (said.code, said.facts["language"], said.facts["version"]) == (0, language, "2026-1")
    pdf = target.read_bytes()
    assert title in text_of(pdf)
    assert str(reader_of(pdf).root_object["/Lang"]) == language
    assert said.facts["pages"] == len(reader_of(pdf).pages)
    assert list(target.parent.iterdir()) == [target]


def test_an_unknown_language_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert is_refused(desk.run("handbook", "--language", "xx", "--out", tmp_path / "book.pdf"), 2)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert is_refused(desk.run("handbook", "--language", "da", "--out", tmp_path))


def test_it_never_lies_in_the_folder_of_the_store(desk: Desk, tmp_path: Path) -> None:
    store = Path(desk.shown["store"])
    before = sorted(store.iterdir())
    assert is_refused(desk.run("--store", store, "handbook", "--language", "da", "--out", store / "book.pdf"))
    assert sorted(store.iterdir()) == before
