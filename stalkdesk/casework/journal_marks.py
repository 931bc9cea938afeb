"""What of the journal stands outside the store: on receipts and weekly summaries, and who a paper or file went to.

A mark is the number of a line and the first 8 hex digits of its chain, `1234 · 8F3A-22C1`. Paper that left the desk can't be
rolled back: whether the store still holds that line tells whether its journal is the one it was (docs/store.md 6). It says
nothing of any case: the chain is an HMAC, the number counts acts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr

HEAD_LENGTH = 8
_WRITTEN = re.compile(r"(?<![0-9A-Z])([0-9]{1,15})[\s·.,:;/-]+([0-9A-F]{4})[\s-]?([0-9A-F]{4})\.?$", re.ASCII | re.IGNORECASE)
_MOST_TYPED = 80
_MISREAD = str.maketrans("OoIiLl", "001111")


class Recipient(StrEnum):
    """Who got a paper or a file. Written in the journal as this word, never as a name."""

    VICTIM = "victim"
    OWN_UNIT = "own_unit"
    """The supervisor, for the unit: summaries, extracts."""
    OTHER_AUTHORITY = "other_authority"
    """Another desk or authority; which one stands beside it, by its id in the register."""
    BACKUP_PLACE = "backup_place"
    """A place that the supervisor chose for copies that only the store's own keys open."""


@dataclass(frozen=True, slots=True)
class JournalMark:
    """One line of the journal, as it is printed."""

    number: int
    head: str
    """The first 8 digits of its chain, upper case."""

    @property
    def text(self) -> str:
        """As it is printed."""
        return f"{self.number} · {self.head[:4]}-{self.head[4:]}"


def mark_of(number: int, chain: str) -> JournalMark:
    """The mark of a line."""
    return JournalMark(number, chain[:HEAD_LENGTH].upper())


def parsed_mark(untrusted: str) -> JournalMark:
    """The mark that was typed off a paper, with or without the word before it. Raises WrongUsage."""
    typed = untrusted.strip()[: _MOST_TYPED + 1]
    number, gap, head = typed.rpartition(" ")
    match = _WRITTEN.search(typed) or _WRITTEN.search(f"{number}{gap}{head.translate(_MISREAD)}")
    if match is None or len(typed) > _MOST_TYPED:
        raise WrongUsage(tr("Skriv linjen, som den står på papiret: tallet og de to grupper, fx 1234 8F3A-22C1."))
    return JournalMark(int(match[1]), (match[2] + match[3]).upper())
