"""What a check of an entry may look at: the case as it stands before the entry. Each trade writes the checks of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.officers import Officer
from stalkdesk.errors import BadAnswer, TooLong
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class Standing:
    """What a check may look at: the case as it stands before the entry."""

    entries: Sequence[Entry]
    """Every entry there is, both compartments, in order."""
    incidents: int
    """How many incidents were added."""
    attachments: int
    today: date
    """The day in Denmark."""
    officer: Officer
    approvers: frozenset[str] = frozenset()
    """Ids of the active officers who may approve that something is shared without consent."""
    answers: Callable[[], Mapping[str, Answer]] = dict
    """Reads the answers of both compartments as they stand: only for the few checks that need them."""


Check = Callable[[NewEntry, Standing], None]
"""Raises BadAnswer, TooLong or NotAllowed with a sentence for the person at the desk."""


def fits(_new: NewEntry, _standing: Standing) -> None:
    """For kinds of which every value is right."""


def check_safe(text: str, most: int) -> None:
    """Raises TooLong, and BadAnswer for text that can't be kept: what is typed is cleaned before it comes here."""
    if len(text) > most:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=most))
    if cleaned(text, most, "said", has_lines=True) != text.strip():
        raise BadAnswer(tr("Teksten indeholder tegn, der ikke kan gemmes. Skriv den igen uden dem."), "said")
