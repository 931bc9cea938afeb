"""`stalkdesk export --all`: who may, what is asked, and what it answers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests import command_desk
from tests.command_desk import Desk, is_refused

demo_store, desk = command_desk.demo_store, command_desk.desk


class _Keyboard(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


def test_a_supervisor_gets_everything_out(desk: Desk, tmp_path: Path) -> None:
    said = desk.as_user("leder", "export", "--all", "--out", tmp_path / "out", "--reason", "Flytning", "--understood")
    assert (said.code, said.err) == (0, "")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert said.facts["cases"] == len(list((tmp_path / "out" / "cases").iterdir())) == manifest["counts"]["filed"] >= 12
    assert (said.facts["encrypted"], said.facts["faults"], manifest["reason"]) == (False, [], "Flytning")


def test_nobody_else_does_and_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    for name in ("vagt", "skranke", "visitator"):
        words = ("export", "--all", "--out", tmp_path / "out", "--reason", "Flytning", "--understood")
        assert is_refused(desk.as_user(name, *words), 1)
    assert list(tmp_path.iterdir()) == []


def test_it_asks_for_the_word_and_the_reason(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Keyboard("KLARTEKST\nFlytning til et andet system\n"))
    said = desk.as_user("leder", "export", "--all", "--out", tmp_path / "out")
    assert said.code == 0
    assert "klartekst" in said.err
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["reason"] == "Flytning til et andet system"


@pytest.mark.parametrize("typed", ["\n", "ja\n", "klartekst\n", ""])
def test_without_the_word_nothing_happens(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", _Keyboard(typed))
    said = desk.as_user("leder", "export", "--all", "--out", tmp_path / "out", "--reason", "Flytning")
    assert (said.code, said.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left_out", ["--understood", "--reason"])
def test_where_nobody_answers_the_option_is_named(desk: Desk, tmp_path: Path, left_out: str) -> None:
    options = {"--understood": ("--understood",), "--reason": ("--reason", "Flytning")}
    given = [word for name, words in options.items() if name != left_out for word in words]
    said = desk.as_user("leder", "export", "--all", "--out", tmp_path / "out", *given)
    assert said.code == 2
    assert f"Angiv {left_out}," in said.err
    assert list(tmp_path.iterdir()) == []


def test_all_must_be_said_and_a_bad_place_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert is_refused(desk.as_user("leder", "export", "--out", tmp_path / "out", "--reason", "x", "--understood"), 2)
    inside = Path(desk.shown["store"]) / "out"
    said = desk.as_user("leder", "export", "--all", "--out", inside, "--reason", "x", "--understood")
    assert is_refused(said, 1)
    assert not inside.exists()


def test_a_sync_folder_is_warned_of_and_not_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    target = tmp_path / "Dropbox" / "out"
    said = desk.as_user("leder", "export", "--all", "--out", target, "--reason", "Flytning", "--understood")
    assert said.code == 0
    assert "skytjeneste" in said.err
    assert (target / "manifest.json").is_file()
