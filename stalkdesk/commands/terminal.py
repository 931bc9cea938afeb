"""What a command reads and what it says: JSON in and out, the passphrase, one sentence on standard error.

Whatever the terminal is (closed, full, a pipe that nobody reads, an encoding without æ), it ends in a sentence and never in a
trace.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

from stalkdesk.errors import AnswerUnwritten, BadFacts, WrongUsage
from stalkdesk.intake.texts import named
from stalkdesk.language import tr

MOST_JSON = 16 * 1024 * 1024
MOST_PASSPHRASE = 64 * 1024
_MOST_TYPED = 2000
_Double = tuple[dict[str, object], str]
"""An object of JSON and the key that stands in it more than once."""
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What JSON lets pass and a terminal obeys: escape codes, line ends, marks that turn the text around."""


def prepare() -> None:
    """Makes standard output and error take every character: one that their encoding lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")


# -- saying ------------------------------------------------------------------------------------------------------------------


def answer(facts: object, indent: int | None = 2) -> int:
    """Writes `facts` as JSON to standard output and gives exit code 0. Raises AnswerUnwritten; what was done stays done."""
    write(_as_json(facts, indent) + "\n")
    return 0


def answer_each(facts: Sequence[object]) -> int:
    """As `answer` with a list, each of it on a line of its own, which takes a fifth of the time."""
    write("[\n" + ",\n".join(_as_json(one, None) for one in facts) + "\n]\n")
    return 0


def _as_json(facts: object, indent: int | None) -> str:
    text = json.dumps(facts, ensure_ascii=not _speaks_utf8(sys.stdout), indent=indent)
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def write(text: str) -> None:
    """Writes to standard output, and sees it off. Raises AnswerUnwritten."""
    if sys.stdout is None:
        raise _unwritten()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError):
        _silence(sys.stdout)
        raise _unwritten() from None


def complain(sentence: str) -> None:
    """Says one sentence, on one line, on standard error; where that is closed, nobody can be told."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(one_line(sentence), file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text on one line: blanks for line ends, `?` for what can't be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(text.split()))


def _speaks_utf8(stream: IO[str] | None) -> bool:
    try:
        return codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name == "utf-8"
    except LookupError:
        return False


def _silence(stream: IO[str]) -> None:
    """Lets what could not be written go nowhere, so that the end of the program does not try it again."""
    with suppress(OSError, ValueError):
        target = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, target)
        os.close(nowhere)


def _unwritten() -> AnswerUnwritten:
    return AnswerUnwritten(
        tr("Kommandoen er udført, men svaret kunne ikke skrives. Se efter, om disken er fuld, eller modtageren er lukket.")
    )


# -- reading -----------------------------------------------------------------------------------------------------------------


def read_json(name: str) -> object:
    """The JSON in a file, or on standard input for `-`. Raises WrongUsage or BadFacts with a sentence."""
    untrusted = _read(name, MOST_JSON)
    if len(untrusted) > MOST_JSON:
        raise BadFacts(tr("Filen {file} er for stor: højst {most} MB.", file=name, most=MOST_JSON // 1024**2))
    doubles: list[_Double] = []
    try:
        found = json.loads(untrusted.decode("utf-8-sig"), object_pairs_hook=partial(_each_key_once, doubles))
    except (UnicodeDecodeError, RecursionError):
        raise BadFacts(tr("Filen {file} er ikke JSON i UTF-8.", file=name)) from None
    except ValueError as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 0
        raise BadFacts(tr("Filen {file} er ikke gyldig JSON (linje {line}).", file=name, line=line or "?")) from None
    if doubles:
        raise _said_twice(found, *doubles[0])
    return found


def _read(name: str, most: int) -> bytes:
    """At most one byte more than `most`: files without an end are legal names."""
    try:
        if name != "-":
            with Path(name).open("rb") as file:
                return file.read(most + 1)
        if sys.stdin is not None:
            return sys.stdin.buffer.read(most + 1)
    except OSError as problem:
        raise WrongUsage(tr("Filen {file} kunne ikke læses: {problem}", file=name, problem=problem.strerror or "?")) from None
    except ValueError:  # closed, or a name that no file can have
        raise WrongUsage(tr("Filen {file} kunne ikke læses: {problem}", file=name, problem="?")) from None
    raise WrongUsage(tr("Der er intet at læse: standard input er lukket. Angiv en fil."))


def _each_key_once(doubles: list[_Double], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object; a key that stands in it twice is noted in `doubles`: where the object belongs is known only at the end."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            doubles.append((found, key))
        found[key] = value
    return found


def _said_twice(whole: object, found: dict[str, object], key: str) -> BadFacts:
    sentence = tr("Nøglen {key} står mere end én gang. Behold den rigtige, og slet de andre.", key=named(key))
    numbers = [number for number, one in enumerate(whole, start=1) if one is found] if isinstance(whole, list) else []
    return BadFacts(tr("Nr. {number} i listen: {problem}", number=numbers[0], problem=sentence) if numbers else sentence)


def asked(question: str, option: str) -> str:
    """What is answered to a question that is written on standard error. Raises WrongUsage naming the `option` that answers it
    where nobody does."""
    if not _somebody_answers() or sys.stderr is None:
        raise WrongUsage(tr("Angiv {option}, når der ikke er nogen, der kan svare.", option=option))
    try:
        print(question, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline(_MOST_TYPED).strip()
    except (OSError, ValueError):
        raise WrongUsage(tr("Angiv {option}, når der ikke er nogen, der kan svare.", option=option)) from None


def read_passphrase(file: Path | None) -> str:
    """The passphrase from the file, else from a prompt. Raises WrongUsage where there is neither."""
    if file is not None:
        return _passphrase_in(file)
    if not _somebody_answers():
        raise WrongUsage(tr("Angiv --passphrase-file, når der ikke er nogen, der kan svare."))
    import getpass

    try:
        typed = getpass.getpass(tr("Adgangssætning: "))
        typed.encode()
    except (EOFError, OSError, ValueError):  # ValueError: no text in the terminal's encoding
        raise WrongUsage(tr("Adgangssætningen kunne ikke læses. Skriv den igen, eller angiv --passphrase-file.")) from None
    return typed


def _passphrase_in(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            untrusted = opened.read(MOST_PASSPHRASE + 1)
        if len(untrusted) <= MOST_PASSPHRASE:
            return untrusted.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError):
        pass
    raise WrongUsage(tr("Filen med adgangssætningen kunne ikke læses."))


def _somebody_answers() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False
