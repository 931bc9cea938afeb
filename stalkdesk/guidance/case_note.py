"""The case note as a document and as plain text: compartment A, in the order of the checklist, for the authority's own journal.

The other party may get to read it: nothing of compartment B is in it, and it says so (docs/domain.md 6.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from stalkdesk.casework.additions import Addendum, Incident
from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import entries_in_error, incidents_in_error
from stalkdesk.casework.exhibits import exhibits_of, full_code
from stalkdesk.casework.log.incident_log import channel_word
from stalkdesk.casework.officers import Unit
from stalkdesk.casework.visits import came_at
from stalkdesk.guidance.blocks import Block, Document, Fields, Heading, Items, Paragraph, Table
from stalkdesk.guidance.sheet_setting import letterhead
from stalkdesk.intake.answers import AnswerState
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.dates import shown_date
from stalkdesk.intake.findings import Explanation
from stalkdesk.intake.parsing import shown
from stalkdesk.language import spoken, tr

VERSION: Final = "2026-1"
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_INCIDENT_WIDTHS: Final = (0.06, 0.16, 0.18, 0.6)
_EXHIBIT_WIDTHS: Final = (0.06, 0.34, 0.6)


@dataclass(frozen=True, slots=True)
class NoteSetting:
    """What stands around the note."""

    unit: Unit
    checklist: Checklist
    """In the version of the case, in the language of the note."""
    explanation: Explanation
    """The newest evaluation in words, of compartment A."""
    level: str
    """The confirmed level in words."""
    sheet_titles: Mapping[str, str]
    journal_mark: str
    now: datetime


def case_note(case: Case, setting: NoteSetting) -> Document:
    """The note of a filed case."""
    reference = case.line.reference
    foot = tr(
        "Sagsnotat · {reference} · udgave {version} · lavet {made} · journal {mark}",
        reference=reference,
        version=VERSION,
        made=_moment(setting.now),
        mark=setting.journal_mark,
    )
    return Document(tr("Sagsnotat"), spoken(), tuple(_blocks(case, setting)), letterhead(setting.unit), foot)


def note_text(document: Document) -> str:
    """The same as plain text, for a journal that takes no files. Lines end with a line feed."""
    lines: list[str] = [*document.letterhead, ""]
    for block in document.blocks:
        lines += _lines(block)
    return "\n".join([*lines, document.footer, ""])


def _blocks(case: Case, setting: NoteSetting) -> Iterator[Block]:
    line = case.line
    yield Heading(tr("Sagsnotat: mulig stalking"), 1)
    pairs = [
        (tr("Sag"), line.reference),
        (tr("Journalnummer"), line.journal_number or tr("har sagen ikke fået endnu")),
        (tr("Modtaget"), tr("{at} af {officer}", at=_moment(line.started_at), officer=line.officer_name)),
        (tr("Hastegrad"), setting.level),
    ]
    yield Fields(tuple(pairs), compact=True)
    yield Paragraph(tr("Notatet viser kun sagens del A. Den anden part kan få indsigt i det."), small=True)
    yield Heading(tr("Vurdering"))
    yield Paragraph(setting.explanation.headline)
    yield Items((setting.explanation.urgency_line, *setting.explanation.reasons))
    yield from _answers(case, setting.checklist)
    yield from _added(case, setting.checklist)
    yield from _exhibits(case)
    yield from _given(case, setting)


def _answers(case: Case, checklist: Checklist) -> Iterator[Block]:
    for section in checklist.sections:
        told = []
        for question in section.questions:
            answer = case.answers.get(question.id)
            if answer is not None and answer.state is not AnswerState.NOT_ASKED:
                told.append((question.ask, shown(question, answer)))
        if told:
            yield Heading(tr("{number}. {title}", number=section.number, title=section.title))
            yield Fields(tuple(told), compact=True)


def _added(case: Case, checklist: Checklist) -> Iterator[Block]:
    wrong, void = incidents_in_error(case.entries), entries_in_error(case.entries)
    counted = [one for one in reversed(case.incidents) if one.number not in wrong]
    if counted:
        rows = tuple(
            (str(one.number), _when(one), channel_word(one.log.channel) if one.log else "", one.said) for one in counted
        )
        yield Heading(tr("Hændelser, der er kommet til"))
        yield Table((tr("Nr."), tr("Hvornår"), tr("Hvordan"), tr("Hvad skete der")), rows, _INCIDENT_WIDTHS)
    visits = [one for one in case.entries if one.kind is EntryKind.VISIT and one.number not in void and one.said.in_short]
    visits.sort(key=came_at)
    if visits:
        yield Heading(tr("Senere henvendelser"))
        yield Fields(tuple((_when_and_where(one), one.said.in_short) for one in visits), compact=True)
    if case.addenda:
        yield Heading(tr("Rettet eller tilføjet senere"))
        told = [one for one in case.addenda if not one.reason.startswith(tr("Følger af hændelse"))]
        yield Items(tuple(_addendum(one, checklist) for one in told) or (tr("Kun det, der følger af hændelserne."),))


def _addendum(one: Addendum, checklist: Checklist) -> str:
    """An answer that was added or put right: what it says now, what stood there before, and why."""
    question = checklist.question(one.answer.question_id)
    says = {"at": _moment(one.answer.at), "by": one.answer.by, "question": question.ask, "answer": shown(question, one.answer)}
    if one.before is None:
        return tr("{at} af {by}: {question} {answer}. {reason}", **says, reason=one.reason)
    before = shown(question, one.before)
    return tr("{at} af {by}: {question} {answer} (før: {before}). {reason}", **says, before=before, reason=one.reason)


def _when(incident: Incident) -> str:
    """The day, and the time of day where it is known."""
    day, clock = shown_date(incident.happened), incident.log.clock
    return tr("{day} kl. {clock}", day=day, clock=clock.replace(":", ".")) if clock else day


def _when_and_where(visit: Entry) -> str:
    """When she came, and whose desk it was where it was not this one."""
    theirs, at = visit.said.theirs, _moment(came_at(visit))
    return at if theirs is None else f"{at} · {theirs.desk_name}"


def _exhibits(case: Case) -> Iterator[Block]:
    kept = [one for one in exhibits_of(case.entries) if not one.is_in_error]
    if kept:
        rows = tuple((str(one.number), one.exhibit.what, full_code(one.exhibit.sha256) or "–") for one in kept)
        yield Heading(tr("Effekter"))
        yield Table((tr("Nr."), tr("Hvad"), tr("Kontrolkode")), rows, _EXHIBIT_WIDTHS)


def _given(case: Case, setting: NoteSetting) -> Iterator[Block]:
    reached = [one for one in case.sheets if one.reached_her]
    if reached:
        told = (
            tr("{at}: {sheet}", at=_moment(one.at), sheet=setting.sheet_titles.get(one.sheet_id, one.sheet_id))
            for one in reached
        )
        yield Heading(tr("Vejledning, der er givet"))
        yield Items(tuple(told))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return ["", block.text.upper() if block.level == 1 else block.text, ""]
        case Paragraph():
            return [block.text, ""]
        case Items():
            return [*(f"- {text}" for text in block.texts), ""]
        case Fields():
            return [f"{name} {value}" if name.endswith("?") else f"{name}: {value}" for name, value in block.pairs]
        case Table():
            return [" | ".join(row) for row in (block.header, *block.rows)]
        case _:
            raise ValueError("a case note has no such block")


def _moment(at: datetime) -> str:
    return at.astimezone(_COPENHAGEN).strftime("%d-%m-%Y kl. %H.%M")
