"""Danish personal numbers (CPR): ten digits, the birth date in them, and what looks odd. Never the sex of anyone.

Source of every rule: docs/domain.md 12. Numbers without a control digit have been issued since 1 October 2007, so a number that
fails modulus 11 is warned about and never refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

_WRITTEN = re.compile(r"([0-9]{6})[ \u00a0\u2010\u2011\u2013-]?([0-9]{4})", re.ASCII)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_LONGEST_WRITTEN = 40
_REPLACEMENT_DAYS = 60
"""Replacement (administrative) numbers are written with 60 added to the day of birth."""


@dataclass(frozen=True, slots=True)
class CprReading:
    """What a number says: its ten digits, the birth date (None when the digits give no date), and sentences to check by."""

    digits: str
    birth_date: date | None
    warnings: tuple[str, ...]


def read_cpr(untrusted: str, question_id: str = "") -> CprReading:
    """Reads a number, with or without hyphen after the sixth digit.

    Raises BadAnswer only when there are not ten digits. A failed modulus 11, a date that doesn't exist and a replacement
    number are warnings.
    """
    match = _WRITTEN.fullmatch(untrusted.strip()) if len(untrusted) <= _LONGEST_WRITTEN else None
    if match is None:
        sentence = tr("Et CPR-nummer har ti cifre. Skriv det som 010130-0000, eller skriv fødselsdatoen i stedet.")
        raise BadAnswer(sentence, question_id)
    digits = match[1] + match[2]
    is_replacement = int(digits[:2]) > _REPLACEMENT_DAYS
    birth_date = _birth_date(digits, is_replacement)
    return CprReading(digits, birth_date, _warnings(digits, birth_date, is_replacement))


def age_on(birth: date, day: date) -> int:
    """Whole years lived on `day`; negative when the birth lies after it. Born on 29 February: a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def masked(digits: str) -> str:
    """The number as it is shown where only the birth date is needed: `010130-••••`."""
    return f"{digits[:6]}-••••"


def _century(serial: int, year: int) -> int:
    """The century of the birth year by the seventh digit and the two digits of the year (table of docs/domain.md 12)."""
    if serial <= 3:
        return 1900
    if serial in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _birth_date(digits: str, is_replacement: bool) -> date | None:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        return date(_century(int(digits[6]), year) + year, month, day - _REPLACEMENT_DAYS * is_replacement)
    except ValueError:
        return None


def _warnings(digits: str, birth_date: date | None, is_replacement: bool) -> tuple[str, ...]:
    found = []
    if is_replacement:
        found.append(tr("Nummeret ligner et erstatningsnummer. Kontrollér, at fødselsdatoen i det er rigtig."))
    if birth_date is None:
        found.append(tr("De første seks cifre er ikke en dato. Kontrollér nummeret, og skriv fødselsdatoen for sig."))
    elif not is_replacement and sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11:
        found.append(tr("Nummeret består ikke kontrollen (modulus 11). Det kan godt være rigtigt: kontrollér det en gang til."))
    return tuple(found)
