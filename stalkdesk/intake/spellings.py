"""Words as they are looked for, in cases and in what is known. Danish in either spelling: Ødegård, Odegaard and Oedegaard are
one (docs/store.md 7).

What is looked for is folded once: NFC, without case, æ→ae, ø→oe, å→aa, other accents off. What is stored stands in every
spelling that a person may type for it.
"""

from __future__ import annotations

import re
import unicodedata

LEAST_LETTERS = 2
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})
_PLAIN_O = str.maketrans({"ø": "o"})
_PLAIN = str.maketrans({"ø": "o", "å": "a"})


def words_of(text: str, least: int = LEAST_LETTERS) -> tuple[str, ...]:
    """The words of `text` as they are looked for, each once, in order; those of `least` letters and more."""
    return tuple(dict.fromkeys(folded for word in _split(text) if len(word) >= least and (folded := _folded(word))))


def spellings_of(text: str) -> tuple[str, ...]:
    """The words of `text` in every spelling they may be looked for with: for names."""
    found: dict[str, None] = {}
    for word in _split(text):
        if len(word) >= LEAST_LETTERS:
            plain = _folded(word.translate(_PLAIN))
            found.update(dict.fromkeys((_folded(word), _folded(word.translate(_PLAIN_O)), plain, plain.replace("aa", "a"))))
    found.pop("", None)  # signs that fold to nothing
    return tuple(found)


def after_prefix(prefix: str) -> str:
    """The first text behind every word that begins with `prefix`: for a range that an index can walk."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _split(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _folded(word: str) -> str:
    if word.isascii():
        return word[:LONGEST_WORD]
    apart = unicodedata.normalize("NFKD", word.translate(_FOLD))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))[:LONGEST_WORD]
