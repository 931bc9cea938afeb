"""A store of fictional cases and a way to type commands at it, for every test of the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stalkdesk import cli

needs_posix = pytest.mark.skipif(os.name == "nt", reason="a file of POSIX systems")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """Its JSON."""
        return json.loads(self.out)

    @property
    def sentences(self) -> int:
        """How many lines it said on standard error."""
        return len(self.err.splitlines())


class Desk:
    """A store and the words that open it, at the command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str], shown: dict[str, Any] | None = None) -> None:
        self._capsys, self.shown = capsys, shown or {}

    def run(self, *words: object) -> Said:
        """One command, as typed."""
        self._capsys.readouterr()
        code = cli.main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def as_user(self, name: str, *words: object) -> Said:
        """One command as one of the demo's people."""
        return self.run(*self.words_of(name), *words)

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words that open the store for one of the demo's people."""
        user = next(user for user in self.shown["users"] if user["name"] == name)
        return ("--store", self.shown["store"], "--user", name, "--passphrase-file", user["passphrase_file"])

    def references(self) -> set[str]:
        """Every case and draft of the store."""
        return {case["reference"] for case in self.as_user("leder", "cases", "--limit", 1000).facts}


def is_refused(said: Said, *codes: int) -> bool:
    """Whether it said one sentence and nothing else, without a trace."""
    return said.code in (codes or (1, 2)) and said.out == "" and said.sentences == 1 and "Traceback" not in said.err


def started(
    *words: object, stdin: int = subprocess.DEVNULL, stdout: Any = subprocess.PIPE, env: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    typed = [sys.executable, "-m", "stalkdesk", *(str(word) for word in words)]
    return subprocess.Popen(typed, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT, env=env)


def ended(program: subprocess.Popen[bytes]) -> Said:
    """What it said until its end."""
    out, err = program.communicate(timeout=100)
    return Said(program.returncode, (out or b"").decode(), (err or b"").decode())


_made: list[dict[str, Any]] = []


def demo_copied(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A copy, in `folder`, of a demo of twelve fictional cases that is made once in a session; what its command said."""
    from stalkdesk.demo import making as demo

    if not _made:
        _made.append(demo.made(tmp_path_factory.mktemp("demo") / "store", 12, 7, datetime.now(UTC)))
    (made,) = _made
    shutil.copytree(made["store"], folder)
    people = [{**one, "passphrase_file": _moved(one["passphrase_file"], made["store"], folder)} for one in made["users"]]
    return {**made, "store": str(folder), "users": people}


def _moved(file: str, old: str, new: Path) -> str:
    return str(new / Path(file).relative_to(old))


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One such store for all tests of a file; those that write use their own cases in it."""
    return demo_copied(tmp_path_factory.mktemp("demo") / "store", tmp_path_factory)


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str], demo_store: dict[str, Any]) -> Desk:
    """The desk of the demo store."""
    return Desk(capsys, demo_store)


def answers_file(folder: Path, answers: object) -> Path:
    """`answers` as a file to type in."""
    target = folder / "answers.json"
    target.write_text(json.dumps(answers), encoding="utf-8")
    return target
