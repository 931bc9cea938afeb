"""After a whole session, however it ends, no word of a case lies in any file outside the encrypted ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import FIRST, PASSPHRASE
from tests.session_to_be_ended import BROUGHT, CANARIES, COPIED, fill_the_stick

ROOT = Path(__file__).resolve().parent.parent
_ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")
_NOBODY = 65534
_LOUD = "*=true;qt.text.emojisegmenter=false;qt.widgets.focus=false"
"""Everything that Qt can tell, but not three million times that the letter at a place is no emoji (a number, never a word), and
not which widget is before which in the order of the tab key: it goes through the whole order each time, two thirds of a session
long, and says the same kinds, addresses and names of widgets that `qt.widgets.showhide` says."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of its own, with a store in it."""
    for name in ("store", "home", "tmp", "runtime", "work", "papers", "stick"):
        (tmp_path / name).mkdir(mode=0o700)
    SealedVault(tmp_path / "store", calibrate=False).set_up(FIRST)
    fill_the_stick(tmp_path / "stick")
    return tmp_path


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    own = {"HOME": "home", "TMPDIR": "tmp", "SQLITE_TMPDIR": "tmp", "XDG_RUNTIME_DIR": "runtime"}
    under_home = {f"XDG_{name}_HOME": str(home / "home" / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    places = {name: str(home / folder) for name, folder in own.items()}
    return {
        **kept,
        **places,
        **under_home,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": _LOUD,
    }


def _files_with(home: Path, word: str) -> list[str]:
    """The files, names and all, in which a word lies readable; what was brought and what was handed out on purpose apart."""
    needles = [form for text in (word, word.upper(), word.lower()) for form in _written(text)]
    found = []
    for path in home.rglob("*"):
        if home / "papers" in path.parents or home / "stick" in path.parents:
            continue
        content = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        if any(needle in content for needle in needles):
            found.append(str(path.relative_to(home)))
    return found


def _written(text: str) -> tuple[bytes, ...]:
    return text.encode(), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()


@_ONLY_LINUX
@pytest.mark.parametrize("how", ["lock", "kill", "crash", "fault"])
def test_a_whole_session_leaves_no_word_of_a_case_however_it_ends(home: Path, how: str) -> None:
    command = [sys.executable, "-m", "tests.session_to_be_ended", str(home / "store"), PASSPHRASE, str(home / "papers"), how]
    with (home / "out.txt").open("wb") as out, (home / "err.txt").open("wb") as err:
        done = subprocess.run(
            command, env=_environment(home), cwd=home / "work", stdout=out, stderr=err, timeout=120, check=False
        )
    said = (home / "out.txt").read_text()
    told = (home / "err.txt").read_text(errors="replace")
    assert said.split("\n")[:3] == ["shown 1", "shown 2", "at the end"], told[-2000:]
    assert done.returncode == {"kill": -9, "crash": -11}.get(how, 0)
    assert ("Fatal Python error: Segmentation fault" in told) is (how == "crash")
    assert {word: files for word in CANARIES if (files := _files_with(home, word))} == {}
    assert [path.name for path in home.rglob("*core*") if path.is_file()] == []
    assert {"printed.pdf", "saved.pdf"} < {path.name for path in (home / "papers").iterdir()}
    assert sorted(path.name for path in (home / "stick").rglob("*")) == sorted(BROUGHT)
    assert list((home / "tmp").iterdir()) + list((home / "work").iterdir()) == []
    assert [path for path in home.rglob("*") if path.suffix in (".xbel", ".conf")] == []
    if how in ("lock", "fault"):
        assert "drawer None clipboard ''" in said
        assert COPIED not in said


@_ONLY_LINUX
def test_the_search_for_traces_finds_one_that_is_there(home: Path) -> None:
    (home / "tmp" / "left.txt").write_text("Her bor Kanariefugl.")
    (home / "tmp" / "Hemmelighedsvej.txt").touch()
    assert _files_with(home, "Kanariefugl") == ["tmp/left.txt"]
    assert _files_with(home, "Hemmelighedsvej") == ["tmp/Hemmelighedsvej.txt"]


_SECRET = """if True:
    import ctypes, os, resource, sys
    from stalkdesk.data.hardening import forbid_memory_reading
    if os.getuid() == 0:
        os.setgid({nobody}); os.setuid({nobody})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
    secret = b"Kanarie" + b"fugl"
    if {is_hard}:
        forbid_memory_reading()
    print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
    sys.stdin.read()"""
_SPY = """if True:
    import ctypes, os, sys
    if os.getuid() == 0:
        os.setgid({nobody}); os.setuid({nobody})
    told = []
    try:
        open("/proc/{pid}/mem", "rb").close(); told.append("memory")
    except OSError: pass
    try:
        open("/proc/{pid}/environ", "rb").read(1); told.append("environment")
    except OSError: pass
    if ctypes.CDLL(None).ptrace(16, {pid}, 0, 0) == 0: told.append("ptrace")
    print(" ".join(told))"""
"""Ordinary users can't read every folder a Python lies in: what is imported is imported before."""


def _spied(is_hard: bool) -> tuple[str, str]:
    """What a program of the same, ordinary user gets at, and what the spied one said of itself."""
    code = _SECRET.format(nobody=_NOBODY, is_hard=is_hard)
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as spied:
        assert spied.stdout is not None
        said = spied.stdout.readline()
        spy = _SPY.format(nobody=_NOBODY, pid=spied.pid)
        got = subprocess.run([sys.executable, "-c", spy], capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()
        spied.kill()
    return got, said


@_ONLY_LINUX
def test_another_program_of_the_same_user_gets_at_nothing_in_memory() -> None:
    got, said = _spied(is_hard=True)
    assert got == ""
    assert "(0, 0)" in said


@_ONLY_LINUX
def test_without_the_hardening_the_same_program_would_get_at_it() -> None:
    got, _ = _spied(is_hard=False)
    assert "memory" in got.split()
