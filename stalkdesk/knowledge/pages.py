"""One page of what is known: why a question or a rule matters, how to ask or recognise it, what research says, and whose words.

The texts are content (`resources/knowledge/`); the hint beside a question stays the short one, and the page goes a step deeper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from stalkdesk.guidance.sheets import Source

CHECK_EVERY_YEARS = 1
"""How long a page is trusted before it must be checked again: as long as a sheet."""

TEXTS: Final = ("matters", "ask", "research")
"""The texts of a page, in the order they are read."""
MOST_WORDS = 90
"""Words of one text: a page is read while somebody waits."""


class PageKind(StrEnum):
    """What a page is about; the value is the name of its tables in the content."""

    QUESTION = "question"
    RULE = "rule"
    FLOOR = "floor"
    ELEMENT = "element"


@dataclass(frozen=True, slots=True)
class PageKey:
    """Which page: the kind, and the id of the question or the code of the rule."""

    kind: PageKind
    id: str


@dataclass(frozen=True, slots=True)
class PageTexts:
    """What was written for one page, still without its title."""

    matters: str
    ask: str
    research: str
    sources: tuple[Source, ...]
    last_checked: date

    def is_overdue(self, today: date) -> bool:
        """Whether the page should have been checked again before `today`."""
        checked = self.last_checked
        return today > date(checked.year + CHECK_EVERY_YEARS, checked.month, min(checked.day, 28))


@dataclass(frozen=True, slots=True)
class KnowledgePage:
    """One page in one language."""

    key: PageKey
    code: str
    """A1, F2, P; empty for a question."""
    title: str
    """The question's own text, or what the rule is about."""
    texts: PageTexts
    short: str = ""
    """What the question is called in short; empty where it has no such name."""
    beside: str = ""
    """What the screen says with the question, its hints and choices: found by it, not shown here."""

    @property
    def heading(self) -> str:
        """Code and title on one line."""
        return f"{self.code} · {self.title}" if self.code else self.title

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been checked again before `today`."""
        return self.texts.is_overdue(today)
