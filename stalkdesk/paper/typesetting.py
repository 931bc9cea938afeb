"""Breaking text into lines. A line that goes on keeps the blank it was broken at, so that copied words stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stalkdesk.paper.fonts import Face

_BLANKS = re.compile(r"[ \t]+")
_HOLDS_NUMBER = re.compile(
    r"[(»„“\"]*(?:§§?|kl\.|nr\.|stk\.|bilag|side|section|no\.|page|Abs\.|Nr\.|godz\.|ust\.|ст\.|№)", re.IGNORECASE
)
"""What never stands at the end of a line without the number that follows it."""
_HOLDS_MORE = re.compile(r"\+?\d+")
_GROUP = re.compile(r"\d{2,3}(?!\w|[-/.:]\w)")
"""A further group of a telephone number."""
_SECTION_LETTER = re.compile(r"[a-z](?!\w)")
"""The letter of a section, as in § 264 d."""
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])|(?<=[^\W\d]/)(?=[^\W\d])")


def broken_lines(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` points, broken at blanks, after a hyphen, and in a word only when it alone is wider.

    A line end in the text is a line end on paper. Every line but the last ends with a blank unless it was broken in a word.
    An empty text has no lines.
    """
    paragraphs = [_BLANKS.sub(" ", paragraph).strip() for paragraph in text.strip().split("\n")]
    lines = [line for paragraph in paragraphs for line in (*_filled(paragraph, face, size, width), " ")]
    return tuple(_joined(lines[:-1])) if text.strip() else ()


def unbroken(word: str) -> list[str]:
    """The parts between which a word may be broken."""
    return _AFTER_HYPHEN.split(word)


def _joined(lines: list[str]) -> Iterator[str]:
    """Puts the lone blanks that stand for line ends behind the line before."""
    for index, line in enumerate(lines):
        if line == " " and index:
            continue
        yield line + " " if index + 1 < len(lines) and lines[index + 1] == " " else line


def _filled(paragraph: str, face: Face, size: float, width: float) -> Iterator[str]:
    line, used, blank = "", 0.0, face.width(" ", size)
    for piece in _pieces(paragraph, face, size, width):
        wide = face.width(piece.rstrip(" "), size)
        if line and used + wide > width:
            yield line
            line, used = "", 0.0
        line += piece
        used += wide + blank if piece.endswith(" ") else wide
    yield line


def _pieces(paragraph: str, face: Face, size: float, width: float) -> Iterator[str]:
    """What may not be broken: words with the blank behind them, or the parts of a word that is too long."""
    words = list(_held(paragraph.split(" "), face, size, width))
    for index, word in enumerate(words):
        blank = " " if index + 1 < len(words) else ""
        parts = [part for half in _AFTER_HYPHEN.split(word) for part in _cut(half, face, size, width)]
        yield from parts[:-1]
        yield parts[-1] + blank


def _held(words: list[str], face: Face, size: float, width: float) -> Iterator[str]:
    """The words, a sign with its number and the groups of one number made one word where a line has room for it."""
    held = ""
    for index, word in enumerate(words):
        whole = f"{held} {word}" if held else word
        if held and face.width(whole, size) > width:
            yield held
            whole = word
        held = ""
        if index + 1 < len(words) and _belongs_together(whole, word, words[index + 1]):
            held = whole
        else:
            yield whole


def _belongs_together(whole: str, word: str, following: str) -> bool:
    if _HOLDS_NUMBER.fullmatch(word):
        return following[:1].isdigit()
    if not _HOLDS_MORE.fullmatch(word):
        return False
    return bool(_GROUP.match(following)) or ("§" in whole and bool(_SECTION_LETTER.match(following)))


def _cut(word: str, face: Face, size: float, width: float) -> list[str]:
    """A word wider than a line, in parts that fit, cut after a hyphen where there is one; a word that fits, whole."""
    if face.width(word, size) <= width:
        return [word]
    parts, part = [], ""
    for character in word:
        while part and face.width(part + character, size) > width:
            kept = part.rfind("-") + 1 or len(part)
            parts.append(part[:kept])
            part = part[kept:]
        part += character
    return [*parts, part]
