"""The commands when the world fails them: nothing is half-made, nothing is lost, and all that is heard is one sentence."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from stalkdesk import app, cli, exports, places
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DiskFull
from tests import command_desk
from tests.command_desk import Desk, Said, answers_file, ended, is_refused, needs_posix, started

demo_store, desk = command_desk.demo_store, command_desk.desk
FORM = {"danger_now": "no", "next_step_1": "Vi ringer i morgen."}


# -- handing out -------------------------------------------------------------------------------------------------------------


def test_nothing_is_handed_out_into_the_place_of_the_store(desk: Desk, tmp_path: Path) -> None:
    store = Path(desk.shown["store"])
    before = (store / "desk.sdk").read_bytes(), sorted(store.iterdir())
    (tmp_path / "way").symlink_to(store)
    (tmp_path / "link.pdf").symlink_to(store / "desk.sdk")
    for target in (
        store / "desk.sdk",
        store / "new.pdf",
        store / "sub" / "a.pdf",
        tmp_path / "way" / "a.pdf",
        tmp_path / "link.pdf",
    ):
        said = desk.as_user("vagt", "sheet", "receipt", "--case", "SD-2026-0001", "--language", "da", "--out", target)
        assert is_refused(said, 2), said
    for target in (store, store / "weeks", tmp_path / "way"):
        assert is_refused(desk.as_user("leder", "week", "2026-W10", "--out", target), 2)
    assert ((store / "desk.sdk").read_bytes(), sorted(store.iterdir())) == before


def sheet_of(desk: Desk, target: Path) -> Said:
    """The command that saves a receipt of some case in `target`."""
    reference = max(desk.references())
    return desk.as_user("vagt", "sheet", "receipt", "--case", reference, "--language", "da", "--out", target)


def test_a_sheet_that_can_not_be_noted_is_not_handed_out(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("the old one", encoding="utf-8")
    seen: list[set[str]] = []

    def full(*_: object) -> None:
        seen.append({file.name for file in tmp_path.iterdir()})
        raise DiskFull("fuld")

    monkeypatch.setattr(OpenDrawer, "keep_sheet_given", full)
    assert is_refused(sheet_of(desk, target), 1)
    assert seen == [{"sheet.pdf", "sheet.pdf.new"}]
    assert target.read_text(encoding="utf-8") == "the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_breaks_off_leaves_the_files_that_were_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[object] = []

    def half(path: Path, content: bytes) -> None:
        path.write_bytes(content[:100])
        if path.name.endswith(".csv.new"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "_write_fresh", half)
    monkeypatch.setattr(OpenDrawer, "note", lambda _, act, *rest, **more: noted.append(act) if act == "export" else None)
    (tmp_path / "uge-2026-W10.pdf").write_text("the old one", encoding="utf-8")
    assert is_refused(desk.as_user("leder", "week", "2026-W10", "--out", tmp_path), 1)
    assert noted == []
    assert [file.name for file in tmp_path.iterdir()] == ["uge-2026-W10.pdf"]
    assert (tmp_path / "uge-2026-W10.pdf").read_text(encoding="utf-8") == "the old one"


def test_what_a_killed_program_left_beside_a_file_is_in_nobodys_way(desk: Desk, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.write_text("untouched", encoding="utf-8")
    (tmp_path / "sheet.pdf.new").symlink_to(away)
    assert sheet_of(desk, tmp_path / "sheet.pdf").code == 0
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert away.read_text(encoding="utf-8") == "untouched"
    assert not (tmp_path / "sheet.pdf.new").is_symlink()


@needs_posix
def test_a_sheet_goes_into_a_file_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for target in (
        tmp_path,
        "/dev/null",
        tmp_path / "circle" / "a.pdf",
        tmp_path / ("n" * 300),
        "",
    ):
        said = desk.as_user("vagt", "sheet", "receipt", "--case", max(desk.references()), "--language", "da", "--out", target)
        assert is_refused(said)


# -- intake ------------------------------------------------------------------------------------------------------------------


def full_device() -> io.TextIOWrapper:
    """A disk without room."""
    return open("/dev/full", "w", encoding="utf-8")  # noqa: PTH123


def closed_stream() -> io.TextIOWrapper:
    """A stream that somebody closed."""
    stream = io.TextIOWrapper(io.BytesIO())
    stream.close()
    return stream


@needs_posix
@pytest.mark.parametrize("stream", [full_device, closed_stream, lambda: None])
def test_a_case_that_is_filed_is_named_although_the_answer_can_not_be_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: Callable[[], Any]
) -> None:
    before = desk.references()
    with monkeypatch.context() as broken:
        broken.setattr(sys, "stdout", out := stream())
        said = desk.as_user("vagt", "intake", "--answers", answers_file(tmp_path, FORM))
        with suppress(AttributeError, OSError, ValueError):
            out.close()
    (reference,) = desk.references() - before
    assert is_refused(said, 1)
    assert said.err.strip() == f"Sagen er oprettet som {reference}, men svaret kunne ikke skrives."


def test_an_intake_that_breaks_off_leaves_no_draft(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.references()

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as broken:
        broken.setattr("stalkdesk.data.filing._acts", full)
        assert is_refused(desk.as_user("vagt", "intake", "--answers", answers_file(tmp_path, FORM)), 1)
    assert desk.references() == before
    assert set(desk.as_user("vagt", "intake", "--answers", answers_file(tmp_path, FORM)).facts) == {
        "reference",
        "definition",
        "urgency",
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"threats": "no", "threats": "yes"}', "threats"),
        ('[{"acts": [], "acts": []}]', "acts"),
        ('{"x": {"a": 1, "a": 1}}', "a"),
    ],
)
def test_a_key_that_stands_twice_is_named(desk: Desk, tmp_path: Path, text: str, named: str) -> None:
    target = tmp_path / "twice.json"
    target.write_text(text, encoding="utf-8")
    for words in (("assess", target), (*desk.words_of("vagt"), "intake", "--answers", target)):
        said = desk.run(*words)
        assert is_refused(said, 2)
        assert f"Nøglen {named} står" in said.err


def test_a_wrong_id_with_control_characters_is_named_on_one_line(desk: Desk, tmp_path: Path) -> None:
    wrong = {"no\nsuch\x1b[31m\u202equestion": "yes"}
    for words in (("assess",), (*desk.words_of("vagt"), "intake", "--answers")):
        said = desk.run(*words, answers_file(tmp_path, wrong))
        assert is_refused(said, 2)
        assert "no?such?[31m?question" in said.err


# -- no trace, ever ----------------------------------------------------------------------------------------------------------


def test_an_encoding_without_danish_letters_gets_json_and_a_sentence(tmp_path: Path) -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    said = ended(started("content", "questions", env=plain))
    assert said.code == 0
    assert said.out.isascii()
    assert any("æ" in question["ask"] for question in said.facts)
    assert is_refused(ended(started("assess", tmp_path / "æ.json", env=plain)), 2)


@needs_posix
@pytest.mark.parametrize("words", [("--help",), ("--version",), ("sheets",), ("assess", "-")])
def test_an_answer_that_nobody_can_read_ends_in_one_sentence(words: tuple[str, ...]) -> None:
    with full_device() as full:
        said = ended(started(*words, stdout=full))
    assert said.code in (1, 2)
    assert said.sentences == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize("stdin", [None, closed_stream()])
def test_a_closed_standard_input_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch, stdin: object) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert is_refused(desk.run("assess", "-"), 2)
    assert is_refused(desk.run("--store", desk.shown["store"], "--user", "vagt", "cases"), 2)


def test_no_streams_at_all_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert cli.main(["sheets"]) == 1
    assert cli.main(["nothing"]) == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [(EOFError(), 2), (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), 2), (KeyboardInterrupt(), 130), ("\udcff", 2)],
)
def test_a_prompt_that_gets_no_passphrase_ends_in_one_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: BaseException | str, code: int
) -> None:
    def typed(_: str) -> str:
        if isinstance(fault, str):
            return fault
        raise fault

    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("getpass.getpass", typed)
    assert is_refused(desk.run("--store", desk.shown["store"], "--user", "vagt", "cases"), code)


@needs_posix
def test_a_file_without_an_end_is_refused(desk: Desk) -> None:
    assert is_refused(desk.run("assess", "/dev/zero"), 2)
    assert is_refused(desk.run("--store", desk.shown["store"], "--user", "vagt", "--passphrase-file", "/dev/zero", "cases"), 2)


@pytest.mark.parametrize(
    "words",
    [
        ("cases", "--limit", "0"),
        ("cases", "--limit", "many"),
        ("content",),
        ("demo", "--store", ""),
        ("--store", "", "cases"),
        ("demo", "--cases", "-1", "--store", "x"),
        ("assess", "a\0b"),
        ("sheet", "receipt", "--language", "da", "--out", "a.pdf", "--case", "SD-2026-\udcff"),
        ("cases", "--query", "\udcff"),
        ("assess", "no\nsuch\x1bfile"),
        ("noth\nsuch",),
    ],
)
def test_words_that_make_no_sense_are_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    assert is_refused(desk.as_user("leder", *words) if words[0] in ("cases", "sheet") else desk.run(*words), 2)


def test_bare_content_and_a_wrong_limit_are_said_in_danish(desk: Desk) -> None:
    assert desk.run("content").err == "Angiv, hvad der ønskes: content check, content questions eller content vignettes.\n"
    assert desk.run("cases", "--limit", "0").err == "Angiv --limit som et helt tal fra 1.\n"


def test_a_limit_beyond_all_numbers_means_every_case(desk: Desk) -> None:
    assert len(desk.as_user("leder", "cases", "--limit", "9" * 20).facts) >= 12


@pytest.mark.parametrize("command", ["demo", "cases"])
def test_a_folder_that_can_not_be_is_said(desk: Desk, tmp_path: Path, command: str) -> None:
    passphrase = desk.words_of("vagt")[2:]
    for folder in (tmp_path / ("n" * 300), tmp_path / "file" / "store"):
        (tmp_path / "file").write_text("a file", encoding="utf-8")
        assert is_refused(desk.run("--store", folder, *passphrase, command), 1)


@needs_posix
def test_a_store_named_from_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for words in (("--store", "store", "cases"), ("demo", "--store", "store"), ("--store", "store")):
        assert is_refused(desk.run("--user", "vagt", *words) if "cases" in words else desk.run(*words), 1)


def test_preferences_of_any_shape_do_no_harm(desk: Desk, own_folders: Path) -> None:
    preferences = places.preferences_file()
    preferences.parent.mkdir(parents=True)
    for text in ("[" * 50_000, "{" * 90_000, '{"language": ["en"]}', '{"language": "\\ud800"}', "\x00\xff"):
        preferences.write_text(text, encoding="latin-1")
        assert desk.run("sheets").code == 0
    assert preferences.is_relative_to(own_folders)


def test_a_fault_of_our_own_is_one_sentence_and_a_line_without_content(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("Mynte Skabelund")

    monkeypatch.setattr(app, "library", broken)
    said = desk.run("sheets")
    assert is_refused(said, 1)
    log = (places.log_folder() / "stalkdesk.log").read_text(encoding="utf-8")
    assert "ValueError < cli.py:" in log
    assert "test_commands_failures.py:" in log
    assert log.split()[1] in said.err
    assert "Mynte" not in log + said.err


def test_interrupting_ends_with_130(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "library", interrupted)
    assert desk.run("sheets") == Said(130, "", "Afbrudt.\n")


def test_json_from_standard_input_may_begin_with_a_mark_and_is_no_longer_than_the_cap() -> None:
    with started("assess", "-", stdin=subprocess.PIPE) as program:
        out, _ = program.communicate(b"\xef\xbb\xbf{}", timeout=60)
    assert json.loads(out)["definition"] == "possible"
    with started("assess", "-", stdin=subprocess.PIPE) as program:
        out, err = program.communicate(b" " * (17 * 1024**2), timeout=60)
    assert is_refused(Said(program.returncode, out.decode(), err.decode()), 2)
