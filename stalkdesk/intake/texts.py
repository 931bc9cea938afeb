"""Text from outside made safe to keep, and refused with a sentence when it can't be: never cut short, never half kept.

Kept: every letter of every script, emoji, right-to-left letters. Taken away: control characters, the invisible marks that turn
the direction of text around, and code points that are no characters. The result is in Unicode form NFC.
"""

from __future__ import annotations

import re
import unicodedata

from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

SHORT_TEXT = 500
"""Most characters of a short text (a name, a place, a reason)."""
LONG_TEXT = 20_000
"""Most characters of a long text."""

_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNS_AND_MARKS = "\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
_UNWANTED = re.compile(f"[{_CONTROLS}{_TURNS_AND_MARKS}{_NO_CHARACTERS}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_BLANKS = re.compile("[\n\t]+")
_INVISIBLE = ("Cf", "Zs", "Cc")
_MOST_MARKS = 30
"""Longest run of combining marks (Unicode UAX 15, stream-safe text): more is no writing, and is slow to normalise."""


def cleaned(untrusted: object, most: int, question_id: str, *, has_lines: bool = False) -> str:
    """The text, trimmed and safe. `has_lines` keeps line ends (as `\\n`) and tabs; otherwise they become blanks.

    Raises BadAnswer when it is no text, longer than `most` characters, or holds code points that can't be kept. May be empty.
    """
    if not isinstance(untrusted, str):
        raise BadAnswer(tr("Svaret skal være tekst."), question_id)
    if len(untrusted) > 2 * most:
        raise _too_long(most, question_id)
    if _SURROGATES.search(untrusted):
        raise BadAnswer(tr("Teksten indeholder tegn, der ikke kan gemmes. Skriv den igen uden dem."), question_id)
    if _has_stacked_marks(untrusted):
        raise BadAnswer(tr("Teksten har for mange tegn oven på hinanden. Skriv den igen uden dem."), question_id)
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", untrusted))
    text = unicodedata.normalize("NFC", text if has_lines else _BLANKS.sub(" ", text)).strip()
    if len(text) > most:
        raise _too_long(most, question_id)
    return text if any(unicodedata.category(letter) not in _INVISIBLE for letter in text) else ""


def named(untrusted: object) -> str:
    """A short, safe way to name a wrong key or value in a sentence: at most 40 characters, on one line."""
    text = untrusted[:80] if isinstance(untrusted, str) else _described(untrusted)
    printable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"


def _described(untrusted: object) -> str:
    if isinstance(untrusted, bool | float) or untrusted is None:
        return str(untrusted)
    if isinstance(untrusted, int):
        # An int of 10,000 digits can't be turned into text (ValueError), and nobody would read it
        return str(untrusted) if abs(untrusted) < 10**30 else tr("et meget stort tal")
    if isinstance(untrusted, list | tuple | frozenset | set):
        return tr("en liste")
    return tr("en tabel") if isinstance(untrusted, dict) else tr("noget andet")


def _has_stacked_marks(text: str) -> bool:
    if text.isascii():
        return False
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > _MOST_MARKS:
            return True
    return False


def _too_long(most: int, question_id: str) -> BadAnswer:
    sentence = tr("Teksten er for lang: der er plads til {most} tegn. Skriv det vigtigste, og gem resten som bilag.", most=most)
    return BadAnswer(sentence, question_id)
