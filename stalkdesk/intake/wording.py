"""The authority's numbers in the sentences of the content: `{violence_days}` becomes 7, or what was decided instead.

A question takes the bare numbers (`NUMBERS`). A sentence of the rules takes those too, and the response times in words
(`RESPONSE_TIMES`), whose singular and plural are phrases of the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Final, TypeVar

from stalkdesk.intake.checklist import Checklist, Choice, Question, Section
from stalkdesk.intake.windows import Windows

RESPONSE_TIMES: Final = ("high_days", "moderate_working_days")
"""Windows that are said in words, as in "the same day" and "within 2 days"."""
NUMBERS: Final = tuple(field.name for field in fields(Windows) if field.name not in RESPONSE_TIMES)
"""Windows that are said as a number; their bounds keep them above 1, so that what is counted always stands in the plural."""
WINDOW_PHRASES: Final = (
    "window.same_day",
    "window.within_days.one",
    "window.within_days.many",
    "window.working_days.one",
    "window.working_days.many",
)
"""The phrases that the response times are made of; each but the first says its `{number}`."""

_PLACE = re.compile(r"{([^{}]*)}")
_Said = TypeVar("_Said")


class Told(Mapping[str, _Said]):
    """The words of `source`, each made ready by `telling` when it is asked for."""

    def __init__(self, source: Mapping[str, _Said], telling: Callable[[_Said], _Said]):
        self._source, self._telling = source, telling

    def __getitem__(self, code: str) -> _Said:
        return self._telling(self._source[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


def filled_in(text: str, numbers: Mapping[str, str]) -> str:
    """The text with its places filled; a place that `numbers` does not know stays as it is."""
    if "{" not in text:
        return text
    return _PLACE.sub(lambda place: numbers.get(place[1], place[0]), text)


def unknown_places(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The names between { and } that are not in `known`."""
    return tuple(name for name in _PLACE.findall(text) if name not in known)


def numbers_of(windows: Windows) -> Mapping[str, str]:
    """The windows that are said as a number, by name."""
    return {name: str(getattr(windows, name)) for name in NUMBERS}


def spoken_windows(windows: Windows, phrases: Mapping[str, str]) -> Mapping[str, str]:
    """Every window as a sentence of the rules says it. Raises KeyError when the content lacks a phrase that is needed."""
    working = "one" if windows.moderate_working_days == 1 else "many"
    moderate = filled_in(phrases[f"window.working_days.{working}"], {"number": str(windows.moderate_working_days)})
    return {**numbers_of(windows), "high_days": _within_days(windows.high_days, phrases), "moderate_working_days": moderate}


def _within_days(days: int, phrases: Mapping[str, str]) -> str:
    if days == 0:
        return phrases["window.same_day"]
    return filled_in(phrases[f"window.within_days.{'one' if days == 1 else 'many'}"], {"number": str(days)})


def in_windows(checklist: Checklist, windows: Windows) -> Checklist:
    """The checklist as it is asked in these windows."""
    numbers = numbers_of(windows)
    return replace(checklist, sections=tuple(_section(section, numbers) for section in checklist.sections))


def _section(section: Section, numbers: Mapping[str, str]) -> Section:
    questions = tuple(_question(question, numbers) for question in section.questions)
    return replace(section, intro=filled_in(section.intro, numbers), questions=questions)


def _question(question: Question, numbers: Mapping[str, str]) -> Question:
    if not any("{" in text for text in texts_of(question)):
        return question
    return replace(
        question,
        ask=filled_in(question.ask, numbers),
        why=filled_in(question.why, numbers),
        how=filled_in(question.how, numbers),
        choices=tuple(
            Choice(choice.id, filled_in(choice.label, numbers), filled_in(choice.note, numbers)) for choice in question.choices
        ),
    )


def texts_of(question: Question) -> Iterator[str]:
    """Every text of a question that may say a number."""
    yield from (question.ask, question.why, question.how)
    for choice in question.choices:
        yield from (choice.label, choice.note)
