"""The child that reads logs: one that hangs, dies or lies is ended, told in one sentence, and nothing is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stalkdesk import log_reading_child, places
from stalkdesk.casework.log.log_tables import MOST_FILE_BYTES, Refusal, refusal_said
from stalkdesk.errors import ActStopped, AttachmentUnfit
from stalkdesk.ui import apart
from stalkdesk.ui.logimport import reading_apart
from stalkdesk.ui.logimport.reading_apart import ReadApart, content_of
from tests.reading import logs

_ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")
_CHILD = """import json, os, sys, time
from stalkdesk.ui.logimport.reading_apart import ASK, READY, TOLD
def say(words):
    sys.stdout.buffer.write(words); sys.stdout.buffer.flush()
def tell(answer):
    words = json.dumps(answer).encode(); say(TOLD.pack(len(words)) + words)
"""
_CHILD += """def many(table):
    return {**json.loads(table), "rows": [["a"]] * 20_002}
"""
_TABLE = {
    "format": "word",
    "tables": [{"name": "", "rows": 1, "columns": 1}],
    "chosen": 0,
    "rows": [["x"]],
    "has_macros": False,
}


def _lying(**other: object) -> str:
    return f"say(READY); tell({{'table': json.loads({json.dumps({**_TABLE, **other})!r}), 'refused': None}})"


_BEHAVES = {
    "hangs before it is ready": ("time.sleep(60)", Refusal.TOO_SLOW),
    "hangs": ("say(READY); sys.stdin.buffer.read(1); time.sleep(60)", Refusal.TOO_SLOW),
    "hangs in the middle": ("say(READY + TOLD.pack(100) + b'{'); time.sleep(60)", Refusal.TOO_SLOW),
    "dies": ("say(READY); os.kill(os.getpid(), 9)", Refusal.DAMAGED),
    "says nothing": ("say(READY)", Refusal.DAMAGED),
    "says half of it": ("say(READY + TOLD.pack(100) + b'{')", Refusal.DAMAGED),
    "says too much": ("say(READY + TOLD.pack(2**40)); [say(bytes(1 << 20)) for _ in range(10**6)]", Refusal.DAMAGED),
    "is another program": ("print('Hello.')", Refusal.DAMAGED),
    "does not start": ("raise SystemExit(3)", Refusal.DAMAGED),
    "says no JSON": ("say(READY + TOLD.pack(3) + b'xyz')", Refusal.DAMAGED),
    "says deep JSON": ("say(READY + TOLD.pack(200000) + b'[' * 200000)", Refusal.DAMAGED),
    "says neither": ("say(READY); tell({})", Refusal.DAMAGED),
    "says numbers": (_lying(rows=[[1]]), Refusal.DAMAGED),
    "says uneven rows": (_lying(rows=[["a"], ["a", "b"]]), Refusal.DAMAGED),
    "says too many columns": (_lying(rows=[["a"] * 41]), Refusal.DAMAGED),
    "says too many rows": (_lying(rows=["MANY"]).replace("json.loads(", "many("), Refusal.DAMAGED),
    "says too long a cell": (_lying(rows=[["a" * 4002]]), Refusal.DAMAGED),
    "says a table that is not there": (_lying(chosen=1), Refusal.DAMAGED),
    "says a long name": (_lying(tables=[{"name": "a" * 81, "rows": 1, "columns": 1}]), Refusal.DAMAGED),
    "says no rows": (_lying(rows=[]), Refusal.DAMAGED),
}


def behaving(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    words = [sys.executable, "-c", _CHILD + code]
    monkeypatch.setattr(places, "own_program", lambda word: (words, Path(log_reading_child.__file__).parent.parent))


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child that was started; none of them outlives its reading."""
    children: list[subprocess.Popen[bytes]] = []
    started = reading_apart._child

    def child() -> subprocess.Popen[bytes]:
        children.append(started())
        return children[-1]

    monkeypatch.setattr(reading_apart, "_child", child)
    yield children
    assert [one.returncode for one in children if one.returncode is None] == []


@pytest.mark.parametrize("behaviour", _BEHAVES)
def test_a_child_that_hangs_dies_or_lies_is_ended_and_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]], behaviour: str
) -> None:
    code, why = _BEHAVES[behaviour]
    monkeypatch.setattr(reading_apart, "MOST_SECONDS", 1.2 if why is Refusal.TOO_SLOW else 30.0)
    behaving(monkeypatch, code)
    with pytest.raises(AttachmentUnfit) as problem:
        ReadApart().read(bytes(3_000_000))
    assert str(problem.value) == refusal_said(why)
    assert len(alive) == 1


def test_an_honest_child_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    behaving(monkeypatch, _lying())
    assert ReadApart().read(b"x").rows == (("x",),)


def test_a_program_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "own_program", lambda word: ([str(tmp_path / "none")], tmp_path))
    with pytest.raises(AttachmentUnfit):
        ReadApart().read(b"a;b")


def test_stopping_ends_the_child_and_no_other_is_started(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]]
) -> None:
    behaving(monkeypatch, "time.sleep(60)")
    reads, said = ReadApart(), list[str]()

    def read() -> None:
        try:
            reads.read(b"a;b")
        except ActStopped as stopped:
            said.append(str(stopped))

    reading = threading.Thread(target=read)
    reading.start()
    until = time.monotonic() + 30
    while not alive and time.monotonic() < until:
        threading.Event().wait(0.01)
    reads.stop()
    reading.join(30)
    read()
    assert said == [refusal_said(Refusal.STOPPED)] * 2
    assert len(alive) == 1


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "log.xlsx"
    with large.open("wb") as file:
        file.truncate(2_000_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(AttachmentUnfit) as problem:
        content_of(large)
    assert str(problem.value) == refusal_said(Refusal.TOO_LARGE)


def test_bytes_beyond_the_largest_file_go_to_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart, "_child", lambda: pytest.fail("a child was started"))
    with pytest.raises(AttachmentUnfit):
        ReadApart().read(bytes(MOST_FILE_BYTES + 1))
    with pytest.raises(AttachmentUnfit):
        ReadApart().read(b"")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe"):
        with pytest.raises(AttachmentUnfit) as problem:
            content_of(path)
        assert str(problem.value) == refusal_said(Refusal.NO_FILE)


@_ONLY_LINUX
def test_nothing_of_the_log_is_in_arguments_environment_or_a_file(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", "/home/Kanariefugl")
    told: dict[str, bytes] = {}
    read = apart.read

    def looked(out: object, count: int) -> bytes:
        words = read(out, count)  # type: ignore[arg-type]
        for name in ("cmdline", "environ"):
            try:
                told[name] = (Path(f"/proc/{alive[0].pid}") / name).read_bytes()
            except PermissionError:
                told[name] = b"closed"
        return words

    monkeypatch.setattr(apart, "read", looked)
    ReadApart().read(logs.as_word([("Dato", "Hvad"), ("1-2-2026", "Kanariefugl")]))
    assert places.READ.encode() in told["cmdline"]
    assert b"Kanariefugl" not in b"".join(told.values())
    assert list(tmp_path.iterdir()) == []


def test_the_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/stalkdesk/stalkdesk")
    assert places.own_program(places.READ) == (["/opt/stalkdesk/stalkdesk", places.READ], Path("/opt/stalkdesk"))
