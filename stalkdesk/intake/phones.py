"""Phone numbers: kept in E.164 (`+4500000000`), or as the short number they are (112, 116 111). Source: docs/domain.md 12."""

from __future__ import annotations

import re

from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

_LONGEST_WRITTEN = 40
_BETWEEN = re.compile(r"[\s\u00a0\u2010-\u2014./()-]+")
_DANISH = re.compile(r"[0-9]{8}", re.ASCII)
_SHORT = re.compile(r"1[0-9]{2,5}", re.ASCII)
_FOREIGN = re.compile(r"\+[1-9][0-9]{5,14}", re.ASCII)


def read_phone(untrusted: object, question_id: str) -> str:
    """The number in E.164, or a short number of three to six digits. Eight digits alone are Danish.

    Raises BadAnswer with a sentence that says how to write it.
    """
    if not isinstance(untrusted, str) or len(untrusted) > _LONGEST_WRITTEN:
        raise _refused(question_id)
    bare = _BETWEEN.sub("", untrusted.strip().replace("(0)", ""))
    if _DANISH.fullmatch(bare):
        return "+45" + bare
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    if _SHORT.fullmatch(bare):
        return bare
    if _FOREIGN.fullmatch(bare) and (not bare.startswith("+45") or _DANISH.fullmatch(bare[3:])):
        return bare
    raise _refused(question_id)


def shown_phone(number: str) -> str:
    """The number as it is read: `12 34 56 78` for a Danish one, `116 111` for a short one of six, else as it is kept."""
    if number.startswith("+45"):
        digits = number[3:]
        return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
    return f"{number[:3]} {number[3:]}" if len(number) == 6 else number


def dialled(number: str) -> str:
    """A number as it is written, in E.164 or as the short number it is. Raises BadAnswer."""
    return read_phone(number, "phone")


def _refused(question_id: str) -> BadAnswer:
    return BadAnswer(
        tr("Skriv telefonnummeret med otte cifre (12 34 56 78), eller med + og landekode, hvis det er udenlandsk."), question_id
    )
