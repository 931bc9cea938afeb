"""The checklist out of `resources/checklist/`, with a translation laid over the Danish source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from stalkdesk.data.library_conditions import conditions_from
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin
from stalkdesk.errors import ContentBroken
from stalkdesk.intake.checklist import AnswerKind, Checklist, Choice, Compartment, Question, Section, Tense
from stalkdesk.language import Language, tr

_VERSION = re.compile(r"\d{4}-\d{1,3}")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CHOOSING = (AnswerKind.SINGLE, AnswerKind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class CurrentChecklist:
    """Which version is asked now, and the ids that were used once and never are again."""

    version: str
    retired: tuple[str, ...]


def read_current(resources: Path) -> CurrentChecklist:
    """Reads `checklist/current.toml`. Raises ContentBroken."""
    table = ContentTable.read(resources, "checklist/current.toml")
    current = CurrentChecklist(table.text("version"), table.texts("retired", ()))
    table.close()
    return current


def read_checklist(resources: Path, language: Language, version: str) -> tuple[Checklist, tuple[str, ...]]:
    """The checklist of that version in `language`, and the names of the texts that are not translated.

    Raises ContentBroken naming file and line; also for a version that is not there.
    """
    folder = resources / "checklist" / version
    if not _VERSION.fullmatch(version) or not folder.is_dir():
        raise ContentBroken(tr("Tjeklistens version {version} mangler i resources/checklist.", version=version))
    head = ContentTable.read(resources, f"checklist/{version}/checklist.toml")
    if head.text("version") != version:
        head.blame(tr("versionen er en anden end mappens navn, {version}.", version=version), "version")
    valid_from = head.day("valid_from").isoformat()
    head.close()
    names = sorted(path.name for path in folder.glob("*.toml") if path.name != "checklist.toml")
    sections = _sections(resources, version, names)
    twin = Twin(resources, language, f"checklist/{version}.toml")
    translated = tuple(_translated_section(section, twin) for section in sections)
    return Checklist(version, valid_from, translated), twin.closed()


def _sections(resources: Path, version: str, names: list[str]) -> tuple[Section, ...]:
    """The sections in the order of the files; every id is used once."""
    sections: list[Section] = []
    seen: set[str] = set()
    for name in names:
        table = ContentTable.read(resources, f"checklist/{version}/{name}")
        section = read_section(table)
        if sections and section.number <= sections[-1].number:
            table.blame(tr("afsnittets nummer skal være højere end det forrige afsnits."), "number")
        if section.id in {earlier.id for earlier in sections}:
            table.blame(tr("afsnittet »{id}« findes allerede.", id=section.id), "id")
        for question in section.questions:
            if question.id in seen:
                raise _twice(table, question.id)
            seen.add(question.id)
        sections.append(section)
    if not sections:
        raise ContentBroken(tr("Tjeklistens version {version} har ingen afsnit.", version=version))
    return tuple(sections)


def _twice(section: ContentTable, question_id: str) -> ContentBroken:
    twins = [table for table in section.tables("question") if table.text("id") == question_id]
    return twins[-1].fault(tr("id »{id}« er brugt før; hvert spørgsmål har sit eget id.", id=question_id), "id")


def read_section(table: ContentTable) -> Section:
    """One section out of its file, in Danish. Raises ContentBroken."""
    section_id = _read_id(table)
    section = Section(
        id=section_id,
        number=table.whole("number"),
        title=table.text("title"),
        intro=table.text("intro", ""),
        questions=tuple(_question(inner, section_id) for inner in table.tables("question")),
        required=table.flag("required"),
    )
    table.close()
    return section


def _read_id(table: ContentTable) -> str:
    found = table.text("id")
    if not _ID.fullmatch(found):
        table.blame(tr("id »{id}« må kun have bogstaverne a-z, tal og _.", id=found), "id")
    return found


def _question(table: ContentTable, section_id: str) -> Question:
    question = Question(
        id=_read_id(table),
        section_id=section_id,
        ask=table.text("ask"),
        kind=AnswerKind(_one_of(table, "kind", tuple(AnswerKind))),
        compartment=Compartment(_one_of(table, "compartment", tuple(Compartment))),
        why=table.text("why", ""),
        how=table.text("how", ""),
        choices=tuple(_choice(inner) for inner in table.tables("choices")),
        ask_if=conditions_from(table, "ask_if"),
        required=table.flag("required"),
        critical=table.flag("critical"),
        red=table.texts("red", ()),
        tense=Tense(_one_of(table, "tense", tuple(Tense), Tense.ANY)),
        unit=table.text("unit", ""),
        least=table.whole("least", 0),
        most=table.whole("most", 1_000_000),
        suggest=_one_of(table, "suggest", ("contacts",), ""),
    )
    table.close()
    _check_kind(table, question)
    return question


def _one_of(table: ContentTable, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    found = table.text(key, default)
    if found not in allowed and found != default:
        table.blame(tr("»{key}« skal være en af: {allowed}.", key=key, allowed=", ".join(allowed)), key)
    return found


def _choice(table: ContentTable) -> Choice:
    choice = Choice(_read_id(table), table.text("label"), table.text("note", ""))
    table.close()
    return choice


def _check_kind(table: ContentTable, question: Question) -> None:
    """Keys that only mean something for one kind of answer stand only there."""
    ids = [choice.id for choice in question.choices]
    if (question.kind in _CHOOSING) != (len(ids) > 0):
        table.blame(tr("valgmuligheder hører til kind single og multiple, og kun dér."), "choices" if ids else "kind")
    if len(set(ids)) != len(ids):
        table.blame(tr("to valgmuligheder har samme id."), "choices")
    only_for = {
        "tense": AnswerKind.DATE,
        "unit": AnswerKind.NUMBER,
        "least": AnswerKind.NUMBER,
        "most": AnswerKind.NUMBER,
        "suggest": AnswerKind.PERSON,
    }
    for key, kind in only_for.items():
        if key in table and question.kind is not kind:
            table.blame(tr("»{key}« hører kun til kind {kind}.", key=key, kind=kind.value), key)
    if question.least > question.most:
        table.blame(tr("»least« er større end »most«."), "least")
    for answer in question.red:
        if answer not in plain_answers(question):
            table.blame(tr("»red« nævner svaret »{answer}«, som spørgsmålet ikke har.", answer=answer), "red")


def plain_answers(question: Question) -> tuple[str, ...]:
    """The closed answers a question can be given, beside *don't know* and *not asked*; none for free text and numbers."""
    if question.kind is AnswerKind.YES_NO:
        return ("yes", "no")
    return tuple(choice.id for choice in question.choices)


def _translated_section(section: Section, twin: Twin) -> Section:
    place = twin.part("section", section.id)
    return replace(
        section,
        title=place.text("title", section.title),
        intro=place.text("intro", section.intro),
        questions=tuple(_translated_question(question, twin) for question in section.questions),
    )


def _translated_question(question: Question, twin: Twin) -> Question:
    place = twin.part("question", question.id)
    labels = place.part("choices")
    notes = place.part("notes")
    return replace(
        question,
        ask=place.text("ask", question.ask),
        why=place.text("why", question.why),
        how=place.text("how", question.how),
        unit=place.text("unit", question.unit),
        choices=tuple(
            Choice(choice.id, labels.text(choice.id, choice.label), notes.text(choice.id, choice.note))
            for choice in question.choices
        ),
    )
