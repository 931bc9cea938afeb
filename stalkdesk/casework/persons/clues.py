"""By what a person is known: what a written text says of it, and what a typed text may mean.

Nothing here is stored as it is: the drawer keeps each clue as a token that can't be read back (docs/store.md 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.cpr import read_cpr
from stalkdesk.intake.spellings import LEAST_OF_NAME, initials_of, name_words


class Clue(StrEnum):
    """What kind of thing is known of a person."""

    NAME = "name"
    INITIALS = "initials"
    BIRTH = "birth"
    CPR = "cpr"
    PHONE = "phone"
    MAIL = "mail"
    PLATE = "plate"
    PROFILE = "profile"
    CODE = "code"
    """The code card of somebody who wanted to be anonymous."""
    REFERENCE = "reference"
    """The case's own number."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing that is known, in the form in which it is compared."""

    clue: Clue
    value: str


Marks = Mapping[Clue, frozenset[str]]
"""All that is known of a person, by kind."""

LEAST_DIGITS = 4
"""Digits of a phone number that are looked for: fewer fit far too many."""
STRONG = frozenset({Clue.CPR, Clue.PHONE, Clue.MAIL, Clue.PLATE, Clue.PROFILE, Clue.CODE})
"""What two persons seldom share."""
_FOREIGN_DIGITS = 10
"""Digits from which on a leading `00` is the way abroad, and not the number's own."""
_BEGINNINGS = (3, 5, 8)
"""How many first letters of a name can be looked for at once; what lies between is compared after opening (docs/store.md 7)."""

MAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>().]+")
PROFILE = re.compile(r"(?<![\w.])@([\w.\-]*\w)")
PLATE = re.compile(r"(?<!\w)([^\W\d_]{2})[ \u00a0-]?(\d{2})[ \u00a0]?(\d{3})(?!\w)")
DIGITS = re.compile(r"(?<!\w)\+?\(?\d(?:[\s\u00a0./()\u2010-\u2014-]{0,3}\d)*(?!\w)")
MIXED = re.compile(r"(?<![\w@.])(?=[\w.\-]*[^\W\d_])(?=[\w.\-]*[\d_])[\w.\-]*\w")
"""Letters and digits in one word, as names on the net are made."""
_CALLED = re.compile(r"(?<=:)\s*([^\W\d][\w.\-]{2,})")
_CAPITAL = re.compile(r"(?<!\w)[A-ZÆØÅÄÖÜÉ][\w'’]+")


def phone_digits(written: str) -> str:
    """The digits of a number, without `00` of a foreign one."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return digits[2:] if re.match(r"\D*00", written) and len(digits) > _FOREIGN_DIGITS else digits


def mail_marks(written: str) -> tuple[Mark, ...]:
    """An address as a whole, and what stands before its @."""
    whole = written.casefold()
    return Mark(Clue.MAIL, whole), Mark(Clue.MAIL, whole.split("@", 1)[0])


def profile_mark(written: str) -> Mark:
    """The name of a profile, with or without @."""
    return Mark(Clue.PROFILE, written.casefold().lstrip("@"))


def plate_mark(match: re.Match[str]) -> Mark:
    """A Danish number plate, however it is spaced."""
    return Mark(Clue.PLATE, "".join(match.groups()).casefold())


def name_marks(text: str) -> tuple[Mark, ...]:
    """The words of a name and its initials."""
    words = [Mark(Clue.NAME, word) for word in name_words(text) if len(word) >= LEAST_OF_NAME]
    return (*words, *(Mark(Clue.INITIALS, letters) for letters in initials_of(text)))


def cpr_marks(written: str) -> tuple[Mark, ...]:
    """A number of ten digits, and the birth date in it."""
    try:
        reading = read_cpr(written)
    except BadAnswer:
        return ()
    born = (Mark(Clue.BIRTH, reading.birth_date.isoformat()),) if reading.birth_date else ()
    return (Mark(Clue.CPR, reading.digits), *born)


def marks_in(text: str) -> tuple[Mark, ...]:
    """What a free text names: phones, mails, number plates, profiles."""
    found: list[Mark] = []
    rest = text
    for pattern, read in (
        (MAIL, lambda match: mail_marks(match[0])),
        (PROFILE, lambda match: (profile_mark(match[1]),)),
        (PLATE, lambda match: (plate_mark(match),)),
        (MIXED, lambda match: (profile_mark(match[0]),)),
        (DIGITS, _phone_marks),
    ):
        for match in pattern.finditer(rest):
            found += read(match)
        rest = pattern.sub(" ; ", rest)
    return tuple(dict.fromkeys(found))


def words_in(text: str) -> tuple[Mark, ...]:
    """Names among other things: what is written with a capital, and what stands behind a colon ("snap: bentb")."""
    names = [Mark(Clue.NAME, word) for match in _CAPITAL.finditer(text) for word in name_words(match[0]) if word.isalpha()]
    called = [profile_mark(match[1]) for match in _CALLED.finditer(text)]
    return tuple(dict.fromkeys([*(mark for mark in names if len(mark.value) > LEAST_OF_NAME), *called]))


def _phone_marks(match: re.Match[str]) -> tuple[Mark, ...]:
    digits = phone_digits(match[0])
    return (Mark(Clue.PHONE, digits),) if LEAST_DIGITS <= len(digits) <= 15 else ()


def gathered(marks: Iterable[Mark]) -> Marks:
    """Marks by their kind."""
    by_clue: dict[Clue, set[str]] = {}
    for mark in marks:
        by_clue.setdefault(mark.clue, set()).add(mark.value)
    return {clue: frozenset(values) for clue, values in by_clue.items()}


def kept_forms(mark: Mark) -> tuple[str, ...]:
    """The forms in which a mark can be looked for: beginnings of a name, ends of a number, else as it is."""
    value = mark.value
    if mark.clue is Clue.NAME:
        return (value,) if len(value) < _BEGINNINGS[0] else tuple(value[:size] for size in _BEGINNINGS if size <= len(value))
    if mark.clue is Clue.PHONE:
        return (value[-LEAST_DIGITS:],) if len(value) >= LEAST_DIGITS else ()
    return (value,)


def looked_form(mark: Mark) -> str:
    """The one form by which what was typed is looked for, or empty when that is too little. What it finds must `fits`."""
    value = mark.value
    if mark.clue is Clue.NAME:
        size = max((size for size in _BEGINNINGS if size <= len(value)), default=0)
        return value[:size] if size else value if len(value) >= LEAST_OF_NAME else ""
    if mark.clue is Clue.PHONE:
        return value[-LEAST_DIGITS:] if len(value) >= LEAST_DIGITS else ""
    return value


def fits(typed: Mark, known: Marks) -> bool:
    """Whether what was typed is among what is known: a name by its beginning, a number by its end."""
    values = known.get(typed.clue, frozenset())
    if typed.clue is Clue.NAME and (len(typed.value) == 1 or len(typed.value) >= _BEGINNINGS[0]):
        return any(value.startswith(typed.value) for value in values)
    if typed.clue is Clue.PHONE:
        return any(value.endswith(typed.value) or (typed.value.endswith(value) and len(value) >= 8) for value in values)
    return typed.value in values


def shared(one: Marks, other: Marks) -> tuple[Clue, ...]:
    """By what two persons look like one: what they have in common, names only when every word of the shorter one is there."""
    common: list[Clue] = [
        clue
        for clue in Clue
        if clue not in (Clue.NAME, Clue.INITIALS) and one.get(clue, frozenset()) & other.get(clue, frozenset())
    ]
    names = sorted((one.get(Clue.NAME, frozenset()), other.get(Clue.NAME, frozenset())), key=len)
    if len(names[0]) >= 2 and names[0] <= names[1]:
        common.append(Clue.NAME)
    return tuple(clue for clue in Clue if clue in common)


def birth_dates(day: int, month: int, year: str, today: date) -> tuple[str, ...]:
    """The dates that a written birth date may mean; two digits of a year may be of either century."""
    years = (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year))
    found = []
    for one in years:
        try:
            born = date(one, month, day)
        except ValueError:
            continue
        if born.year >= 1850 and born <= today:
            found.append(born.isoformat())
    return tuple(found)
