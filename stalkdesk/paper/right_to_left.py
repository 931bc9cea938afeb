"""Arabic and Persian on paper: letters joined, lines in the order they are seen, marks over their letters.

Lines are broken in the order they are read (`shaped` text); only the pen turns a line into the order it is seen (`as_seen`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from unicodedata import mirrored

_FIRST: Final = "\u0590"
"""No letter before it is written from the right to the left."""
_LETTERS: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MARKS: Final = frozenset(map(chr, (*range(0x64B, 0x656), 0x670)))
"""Vowel signs: drawn over or under the letter before them."""
APART, TOGETHER = "\u2066", "\u2069"
"""Around a number of several groups, whose groups must not change places (LRI and PDI)."""
UNSEEN: Final = frozenset({APART, TOGETHER})
JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f")
"""Signs that steer the shaping and are not drawn."""
_GROUPS: Final = re.compile(r"(?:\b[A-Za-z]{1,6}-)?\+?\d+(?:[ \u00a0./:-]\d+)+|\+\d+")
_RANGE: Final = re.compile(r"\d{1,2}-\d{1,2}")
"""From 8 to 16: such a pair does change places."""
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_BEGINS_WITH_LATIN: Final = re.compile("[^\\w]*[A-Za-z\u00c0-\u024f]")
_LAST_RUN: Final = re.compile("\u2066?[A-Za-z\u00c0-\u024f][^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*$")
"""What stands behind the last letter from the right to the left, from its first Latin letter on."""
_PROBE: Final = "\u0300"
_FACING: Final = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line from the left to the right as it is seen. `marks`: at which letter of `text` each mark belongs."""

    text: str
    marks: tuple[tuple[int, str], ...] = ()


def has_right_to_left(text: str) -> bool:
    """Whether a letter of `text` is written from the right to the left."""
    return bool(text) and max(text) >= _FIRST and _LETTERS.search(text) is not None


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper  # 20 ms that only Arabic and Persian need

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True, "language": "Arabic"})


def shaped(text: str) -> str:
    """`text` with its letters in the form their neighbours ask for, still in the order it is read."""
    return str(_reshaper().reshape(text))


def with_numbers_kept(text: str) -> str:
    """`text` with each telephone number, date or reference held together, so that its groups stay from left to right."""
    return _GROUPS.sub(_held, text)


def with_runs_kept(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of one text, each as it stands in the whole: text from the left to the right that has no other, or that goes on
    in the next line, is held together, so that its commas and full stops stay at its end."""
    if not any(has_right_to_left(line) for line in lines):
        return tuple(_isolated(line) for line in lines)
    kept = list(lines)
    for index, following in enumerate(lines[1:]):
        if _BEGINS_WITH_LATIN.match(following):
            kept[index] = _LAST_RUN.sub(lambda found: _isolated(found[0]), kept[index])
    return tuple(kept)


def _isolated(run: str) -> str:
    """A run held from the left to the right, numbers in it too; the blank behind it stays outside."""
    text = run.rstrip(" ")
    if not _LATIN.search(text):
        return run
    return f"{APART}{text}{TOGETHER}{run[len(text) :]}"


def _held(found: re.Match[str]) -> str:
    number = found[0]
    return number if _RANGE.fullmatch(number) else f"{APART}{number.replace(' ', chr(0xA0))}{TOGETHER}"


def as_seen(line: str, is_right_to_left: bool) -> SeenLine:
    """A line of shaped text in the order it is seen, brackets turned where they stand in text from the right to the left."""
    from bidi import get_display  # only Arabic and Persian need it

    if line.isalnum() and not has_right_to_left(line):
        return SeenLine(line)
    probed = "".join(sign + _PROBE if mirrored(sign) else sign for sign in line)
    return _without_probes(get_display(probed, base_dir="R" if is_right_to_left else "L"))


def _without_probes(seen: str) -> SeenLine:
    """Takes the probes out: one before its bracket says that the bracket is read from the right to the left."""
    drawn: list[str] = []
    marks: list[tuple[int, str]] = []
    waiting: list[str] = []
    is_probed = is_answered = False
    for sign in seen:
        if sign == _PROBE:
            is_probed, is_answered = not is_answered, False
        elif sign in MARKS:
            waiting.append(sign)
        elif sign not in UNSEEN:
            if mirrored(sign):
                drawn.append(_FACING.get(sign, sign) if is_probed else sign)
                is_answered, is_probed = not is_probed, False
            else:
                drawn.append(sign)
            marks += [(len(drawn) - 1, mark) for mark in reversed(waiting)]
            waiting.clear()
    marks += [(len(drawn) - 1, mark) for mark in waiting if drawn]
    return SeenLine("".join(drawn), tuple(marks))
