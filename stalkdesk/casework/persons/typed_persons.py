"""What is typed to find a person, in one field: half a name, initials, the end of a phone number, a birth date, a code …

A text is taken apart into parts that must all fit; each part may mean several things, of which one must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.persons.clues import (
    DIGITS,
    LEAST_DIGITS,
    MAIL,
    MIXED,
    PLATE,
    PROFILE,
    Clue,
    Mark,
    Marks,
    birth_dates,
    cpr_marks,
    fits,
    looked_form,
    mail_marks,
    phone_digits,
    plate_mark,
    profile_mark,
)
from stalkdesk.casework.persons.code_cards import code_typed
from stalkdesk.intake.spellings import name_beginnings, name_words

LONGEST = 200
MOST_PARTS = 8
_REFERENCE = re.compile(r"(?<!\w)sd-(\d{4})-(\d{4,6})(?!\w)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH = re.compile(r"(\d{1,2})[-./\s]{1,3}(\d{1,2})[-./\s]{1,3}(\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "maj|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
_IN_WORDS = re.compile(rf"(?<!\w)(\d{{1,2}})\.?\s*({'|'.join(_MONTHS)})[^\W\d_]*\.?\s*(\d{{4}}|\d{{2}})(?!\w)", re.IGNORECASE)
_ONE_WORD = re.compile(r"[^\W_][\w.\-]*[.\-][\w.\-]*[^\W_]")
"""A name on the net with signs in it, that would else be taken apart: "bent.b"."""
_WORD = re.compile(r"[^\W\d_]+")
_MOST_DIGITS = 15
_LONGEST_PHONE = 9
"""Signs of a Danish number in two groups of four."""
_SHORT = 3
"""A word of so many letters may be initials."""


@dataclass(frozen=True, slots=True)
class TypedPart:
    """One part of what was typed, and what it may mean."""

    marks: tuple[Mark, ...]

    def matched(self, known: Marks) -> tuple[Clue, ...]:
        """By which of its meanings a person fits; empty when by none."""
        return tuple(dict.fromkeys(mark.clue for mark in self.marks if fits(mark, known)))

    @property
    def looked_for(self) -> tuple[Mark, ...]:
        """The meanings that can be looked for; a single letter only narrows what the others find."""
        return tuple(mark for mark in self.marks if looked_form(mark))


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What a typed text may mean."""

    parts: tuple[TypedPart, ...]
    """All of them must fit."""
    whole: tuple[Mark, ...] = ()
    """What the text as a whole may mean instead: the code of a card, the number of a case."""

    @property
    def is_enough(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.whole) or any(part.looked_for for part in self.parts)

    def matched(self, known: Marks) -> tuple[Clue, ...]:
        """By what a person fits; empty when she does not."""
        whole = tuple(mark.clue for mark in self.whole if fits(mark, known))
        found = [part.matched(known) for part in self.parts]
        if self.parts and all(found):
            return tuple(dict.fromkeys((*whole, *(clue for clues in found for clue in clues))))
        return whole


def typed_person(text: str, today: date) -> TypedPerson:
    """Takes a typed text apart. Whatever it is, nothing is raised."""
    text = text[:LONGEST]
    whole = [Mark(Clue.CODE, code)] if (code := code_typed(text)) else []
    whole += [Mark(Clue.REFERENCE, f"SD-{match[1]}-{match[2]}") for match in _REFERENCE.finditer(text)]
    if _ONE_WORD.fullmatch(text.strip()):
        whole += [profile_mark(text.strip()), Mark(Clue.MAIL, text.strip().casefold())]
    parts = [TypedPart(marks) for marks in _parts(_REFERENCE.sub(" ; ", text), today) if marks]
    return TypedPerson(tuple(dict.fromkeys(parts))[:MOST_PARTS], tuple(whole))


def _parts(text: str, today: date) -> Iterator[tuple[Mark, ...]]:
    """The meanings of each part, from what is unmistakable to plain words."""
    reading: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Mark, ...]]], ...] = (
        (MAIL, lambda match: mail_marks(match[0])[:1]),
        (PROFILE, lambda match: (profile_mark(match[1]), Mark(Clue.MAIL, match[1].casefold()))),
        (_IN_WORDS, lambda match: _births(int(match[1]), _month(match[2]), match[3], today)),
        (PLATE, lambda match: (plate_mark(match), profile_mark(match[0]))),
        (MIXED, lambda match: (profile_mark(match[0]), Mark(Clue.MAIL, match[0].casefold()))),
    )
    for pattern, read in reading:
        yield from (read(match) for match in pattern.finditer(text))
        text = pattern.sub(" ; ", text)
    for match in DIGITS.finditer(text):
        yield from _numbers(match[0], today)
    yield from _words(DIGITS.sub(" ; ", text))


def _numbers(written: str, today: date) -> Iterator[tuple[Mark, ...]]:
    """A run of digits: one number, or several that stand beside each other."""
    written = written.strip()
    marks, groups = _number_marks(written, today), written.split()
    stand_alone = len(written) > _LONGEST_PHONE and all(len(group) >= LEAST_DIGITS for group in groups)
    if any(mark.clue is not Clue.PHONE for mark in marks) or (marks and not stand_alone):
        yield marks
    else:
        yield from (_number_marks(group, today) for group in groups)


def _number_marks(written: str, today: date) -> tuple[Mark, ...]:
    digits = phone_digits(written)
    if not LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return ()
    cpr = [mark for mark in cpr_marks(written) if mark.clue is Clue.CPR]
    return (*cpr, *_dates_in(written, today), Mark(Clue.PHONE, digits))


def _dates_in(written: str, today: date) -> tuple[Mark, ...]:
    bare = re.sub(r"\D", "", written)
    if match := _ISO.fullmatch(written):
        return _births(int(match[3]), int(match[2]), match[1], today)
    if match := _DANISH.fullmatch(written):
        return _births(int(match[1]), int(match[2]), match[3], today)
    if written == bare and len(bare) == 6:
        return _births(int(bare[:2]), int(bare[2:4]), bare[4:], today)
    if written == bare and len(bare) == 8:
        danish = _births(int(bare[:2]), int(bare[2:4]), bare[4:], today)
        return danish or _births(int(bare[6:]), int(bare[4:6]), bare[:4], today)
    return ()


def _births(day: int, month: int, year: str, today: date) -> tuple[Mark, ...]:
    return tuple(Mark(Clue.BIRTH, born) for born in birth_dates(day, month, year, today))


def _month(word: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, start=1) if re.match(names, word, re.IGNORECASE))


def _words(text: str) -> Iterator[tuple[Mark, ...]]:
    words = _WORD.findall(text)
    letters = [word for word in words if len(word) == 1]
    if len(letters) > 1 and len(letters) == len(words):
        yield (Mark(Clue.INITIALS, _initials(letters)),)
        return
    for word in words:
        yield _word_marks(word)


def _word_marks(word: str) -> tuple[Mark, ...]:
    marks = [Mark(Clue.NAME, beginning) for beginning in name_beginnings(word)]
    if len(word) > 1:
        plain = word.casefold()
        marks += [Mark(Clue.PROFILE, plain), Mark(Clue.MAIL, plain)]
    if 1 < len(word) <= _SHORT:
        marks.append(Mark(Clue.INITIALS, _initials(word)))
    return tuple(marks)


def _initials(letters: Iterable[str]) -> str:
    return "".join(folded[:1] for letter in letters for folded in name_words(letter))
