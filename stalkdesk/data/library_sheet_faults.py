"""Do the sheets agree with the checklist and with the code? And which of them should have been checked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from stalkdesk.data.library_faults import condition_faults
from stalkdesk.data.library_files import ContentFile
from stalkdesk.data.library_sheets import NO_POINT
from stalkdesk.guidance.filling_in import GUIDED
from stalkdesk.guidance.sheet_setting import WORDS
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.checklist import Checklist
from stalkdesk.language import tr


def words_faults(words: Mapping[str, str]) -> tuple[str, ...]:
    """Fixed words that the sheets take and the content doesn't have, or the other way round."""
    home = "sheets/words.toml"
    return (
        *(tr("{home}: »{code}« mangler.", home=home, code=code) for code in WORDS if code not in words),
        *(tr("{home}: »{code}« bruges ikke af noget ark.", home=home, code=code) for code in words if code not in WORDS),
    )


def sheet_faults(sheet: GuidanceSheet, checklist: Checklist, file: ContentFile) -> Iterator[str]:
    """Conditions and points of a sheet that the checklist doesn't know, with file and line."""
    questions = {question.id: question for question in checklist.questions()}
    lines = _lines_of(file)
    for sentence in condition_faults(sheet.offer_if, questions):
        yield _at(file, file.key_line("offer_if", 1), sentence)
    for part in sheet.parts:
        line = lines.get(part.key, 1)
        for sentence in condition_faults(part.only_if, questions):
            yield _at(file, file.key_line("only_if", line), sentence)
        for point in part.points:
            if point != NO_POINT and (point not in GUIDED or point not in questions):
                sentence = tr("»points« nævner »{point}«, som ikke er et kryds i tjeklisten.", point=point)
                yield _at(file, file.key_line("points", line), sentence)


def _lines_of(file: ContentFile) -> dict[str, int]:
    """The line on which each part begins."""
    untrusted = file.root.get("part", [])
    keys = [table.get("key") for table in untrusted if isinstance(table, dict)] if isinstance(untrusted, list) else []
    return {str(key): line for key, line in zip(keys, file.header_lines("part"), strict=False)}


def _at(file: ContentFile, line: int, sentence: str) -> str:
    return tr("{file}, linje {line}: {fault}", file=file.name, line=line, fault=sentence)


def overdue_sheets(shelf: Iterable[GuidanceSheet], today: date) -> tuple[str, ...]:
    """The sheets that should have been checked again before today, one sentence each. What is not translated is not said."""
    return tuple(
        _overdue(sheet) for sheet in shelf if sheet.is_overdue(today) and (sheet.is_source or sheet.translation is not None)
    )


def _overdue(sheet: GuidanceSheet) -> str:
    if sheet.is_source:
        sentence = tr("sheets/{id}.toml: arket skulle være kontrolleret igen senest {date}.", id=sheet.id, date=sheet.review_on)
    else:
        sentence = tr(
            "languages/{code}/sheets/{id}.toml: oversættelsen skulle være kontrolleret igen senest {date}.",
            code=sheet.language.value,
            id=sheet.id,
            date=sheet.review_on,
        )
    return sentence
