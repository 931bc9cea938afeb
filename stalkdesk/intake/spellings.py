"""Words as they are looked for, in cases and in what is known. Danish in either spelling: Ødegård, Odegaard and Oedegaard are
one (docs/store.md 7).

What is looked for is folded once: NFC, without case, æ→ae, ø→oe, å→aa, other accents off. What is stored stands in every
spelling that a person may type for it. A person's name is folded further (`name_words`): every way of writing it is one, so
that she is found with half of it, as somebody else wrote it down.
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
_GERMAN = str.maketrans({"ä": "æ", "ö": "ø"})
_ONE_LETTER = (("ae", "e"), ("oe", "o"), ("aa", "a"))
_SON = re.compile(r"(?<=[a-z]{2})ss?[oe]n$")
_SON_BEGUN = re.compile(r"(?<=[a-z]{2})ss?([oe]?)$")
LEAST_OF_NAME = 2
"""Letters of a name, folded, that make a word of it; one alone is an initial."""


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


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name in the one form that every spelling of it has: Ødegård, Oedegaard and Odegard, Sørensen and
    Soerenson. Each once, in order; single letters too."""
    return tuple(dict.fromkeys(_names_in(text)))


def name_beginnings(word: str) -> tuple[str, ...]:
    """What a folded name may begin with when `word` of it is typed so far: "anderss" is on its way to Anderssen."""
    whole = next(iter(name_words(word)), "")
    begun = _SON_BEGUN.sub(lambda match: "s" + ("e" if match[1] else ""), whole)
    return tuple(dict.fromkeys(one for one in (whole, begun) if one))


def initials_of(text: str) -> tuple[str, ...]:
    """The initials of a name: of all its words, of those between spaces (Prøve-Sørensen is one), and of the first and the
    last; nothing for a single word."""
    words = _names_in(text)
    if len(words) < 2:
        return ()
    apart = [first for part in text.split() if (first := "".join(word[0] for word in name_words(part)[:1]))]
    return tuple(dict.fromkeys(("".join(word[0] for word in words), "".join(apart), words[0][0] + words[-1][0])))


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


def _names_in(text: str) -> list[str]:
    return [
        name for word in _split(text) if (name := _as_name(_folded(word.translate(_GERMAN)), min(len(word), LEAST_OF_NAME)))
    ]


def _as_name(word: str, least: int) -> str:
    """Letters that are written in two ways as one, and -søn, -son, -sson as -sen; as often as it takes to stay the same, but
    never so that less than `least` letters stay: Aa is a name."""
    before = ""
    while word != before:
        before = word
        for pair, one in _ONE_LETTER:
            shorter = word.replace(pair, one)
            word = shorter if len(shorter) >= least else word
        word = _SON.sub("sen", word)
    return word
