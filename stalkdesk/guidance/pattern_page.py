"""The pattern page: one page for the investigator, with the chart, what escalates, the rests and the typical examples.

Compartment A only. The other party may get to see it, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from stalkdesk.casework.cases import Case
from stalkdesk.casework.log.pattern import Example, Mark, Pattern, examples_of, pattern_of_case, telling_marks
from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import Block, Chart, Document, Fields, Heading, Items, Paragraph
from stalkdesk.guidance.pattern_words import chart_of, counted_said, dates_said, gaps_said, mark_said, rules_said
from stalkdesk.guidance.sheet_setting import letterhead
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import spoken, tr

VERSION: Final = "2026-1"
MOST_MARKS: Final = 4
MOST_ROWS: Final = 7
"""More channels go together into one row: the page is one page."""
_EXAMPLE_ROOM: Final = 600
"""Characters for all examples together."""
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def pattern_page(case: Case, unit: Unit, act_words: Mapping[str, str], at: datetime, journal_mark: str = "") -> Document:
    """The page of a case, in the language of the screen: an officer reads it. `act_words`: code of an act -> its words; `at`:
    when it is printed, aware; `journal_mark`: the last line of the journal, which the paper carries out of the desk."""
    pattern = pattern_of_case(case)
    made = at.astimezone(_COPENHAGEN).strftime("%d-%m-%Y %H.%M")
    foot = tr("Mønsterside · {reference} · {made}", reference=case.line.reference, made=made)
    return Document(
        title=tr("Mønsterside"),
        language=spoken(),
        blocks=tuple(_blocks(case, pattern, act_words)),
        letterhead=letterhead(unit),
        footer=f"{foot} · {journal_mark}" if journal_mark else foot,
    )


def _blocks(case: Case, pattern: Pattern, act_words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(tr("Mønsterside"), 1)
    number, reference = case.line.journal_number, case.line.reference
    said = tr("{reference} · journalnummer {number}", reference=reference, number=number) if number else reference
    warning = tr("Den anden part kan få siden at se. Den viser kun sagens del A.")
    yield Fields(((tr("Sag"), said), (tr("Omfang"), counted_said(pattern)), (tr("Bemærk"), warning)), compact=True)
    marks = telling_marks(pattern, MOST_MARKS)
    if pattern.periods:
        yield _fitted(chart_of(pattern, marks))
    if sentences := dates_said(pattern):
        yield Paragraph(" ".join(sentences), small=True)
    if pattern.periods:
        yield from _escalation(pattern, marks, act_words)
    yield from _examples(examples_of(case))
    if marks:
        yield Paragraph(" ".join(rules_said()), small=True)


def _fitted(chart: Chart) -> Chart:
    """The chart; the channels that were used least go together when they are more than the page has room for."""
    if len(chart.rows) <= MOST_ROWS:
        return chart
    by_use = sorted(chart.rows, key=lambda row: -sum(row[1]))
    kept, rest = by_use[: MOST_ROWS - 1], by_use[MOST_ROWS - 1 :]
    together = tuple(sum(numbers) for numbers in zip(*(numbers for _, numbers in rest), strict=True))
    rows = tuple(row for row in chart.rows if row in kept)
    return replace(chart, rows=(*rows, (tr("Øvrige kanaler"), together)))


def _escalation(pattern: Pattern, marks: Sequence[Mark], act_words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(tr("Tegn på optrapning"))
    if marks:
        yield Items(tuple(mark_said(mark, act_words) for mark in marks), numbered=True)
    else:
        yield Paragraph(tr("Ingen efter de regler, der tælles med."))
    more = len(pattern.marks) - len(marks)
    hidden = (tr("{count} tegn mere kan ses på skærmen.", count=more),) if more else ()
    rests = (gaps_said(pattern),) if pattern.gaps else ()
    if hidden or rests:
        yield Paragraph(" ".join((*hidden, *rests)))


def _examples(examples: Sequence[Example]) -> Iterator[Block]:
    yield Heading(tr("Typiske eksempler"))
    if not examples:
        yield Paragraph(tr("Ingen er valgt."))
        return
    room = _EXAMPLE_ROOM // len(examples)
    yield Items(tuple(_example_said(one, room) for one in examples), numbered=True)


def _example_said(example: Example, room: int) -> str:
    said = _short(" ".join(example.said.split()), room)
    if example.happened is None:
        return tr("Fra den første samtale: {said}", said=said)
    return tr("{date} (hændelse {number}): {said}", date=shown_date(example.happened), number=example.number, said=said)


def _short(text: str, most: int) -> str:
    """The text, or its beginning up to a whole word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
