"""The code card of somebody who wants to be anonymous: a small paper by which she is found again, and nobody else knows whom.

The code is made here and printed once. The drawer keeps only what a typed code is compared with.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from stalkdesk.intake.spellings import words_of

_CONSONANTS = "bdfghjklmnprstv"
_VOWELS = "aeiou"
_SYLLABLES = (3, 2)
_DIGITS = 4
_CODE = re.compile(r"\s*((?:[a-z]{2}){3})[\s.,-]+((?:[a-z]{2}){2})[\s.,-]+(\d{4})\s*", re.ASCII)
_NEVER = re.compile("fis|pis|pik|pul|kus|lud|lor|nig|naz|tis|bolle|rovu")
"""What no card should say."""


@dataclass(frozen=True, slots=True)
class CodeCard:
    """A card was made for the person of this case."""

    verifier: str
    """What a typed code is compared with: it can't be turned back into the code."""


def new_code() -> str:
    """A new code, easy to read out: `balumi-teko-4821`. Some 44 bits."""
    while True:
        words = ("".join(_syllable() for _ in range(count)) for count in _SYLLABLES)
        code = "-".join((*words, f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"))
        if not _NEVER.search(code):
            return code


def code_typed(text: str) -> str:
    """The code that a text is, in the form in which it is compared; empty when it is none."""
    match = _CODE.fullmatch(" ".join(words_of(text)) if text.isascii() else "")
    return "-".join(match.groups()) if match else ""


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
