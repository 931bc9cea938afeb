"""A change of the shelf before it is sent to somebody else: what is wrong with it, and what it will look like.

What stands here is asked while the person writes: nothing waits, nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from stalkdesk.casework.content_changes import ChangeKind, ContentChange, Proposal, Value
from stalkdesk.errors import BadAnswer
from stalkdesk.guidance.editing import (
    InForce,
    agency_value,
    base_of_agency,
    base_of_part,
    base_of_sheet,
    is_moved,
    is_overtaken,
    part_target,
    part_value,
    sheet_value,
    with_texts,
)
from stalkdesk.guidance.forms import CELL_MARK
from stalkdesk.guidance.public_addresses import is_public_address
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart
from stalkdesk.intake.phones import read_phone
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr

LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 4000
MOST_PAGES: Final = 2
"""Of the main sheet: more is not read by one who is afraid."""
MAIN_SHEET: Final = "guidance"
_LISTS: Final = ("items", "numbered", "boxes", "guided_points")
_SAYING: Final = ("heading", "paragraph", "danger", "advice", "note", "log_table", "log_example")
_NO_ITEMS_OF_ITS_OWN: Final = ("contacts", "qr")
_WORDLESS: Final = ("page_break", "local")
_WORDS: Final = re.compile(r"\n|[ ]*[^ \n]+|[ ]+")


def editable(part: SheetPart) -> tuple[str, ...]:
    """The texts of a part that can be changed: `title`, `text`, `items`. None for one that says nothing of its own."""
    if part.kind in _WORDLESS:
        return ()
    has_title = bool(part.title) or part.kind not in ("heading",)
    has_text = bool(part.text) or part.kind in ("paragraph", *_SAYING)
    has_items = bool(part.items) and part.kind not in _NO_ITEMS_OF_ITS_OWN
    named = (("title", has_title and (bool(part.title) or has_text or has_items)), ("text", has_text), ("items", has_items))
    return tuple(name for name, there in named if there)


def part_faults(part: SheetPart, danish: SheetPart, value: Value, language: Language) -> tuple[str, ...]:
    """Why `value` can't stand in the place of `part`, one sentence each; empty when it can. `danish`: the Danish part as it
    reads now, whose items a translation must match."""
    return tuple(_part_faults(with_texts(part, value), danish, language))


def _part_faults(wanted: SheetPart, danish: SheetPart, language: Language) -> Iterator[str]:
    if wanted.kind in _LISTS and not wanted.items:
        yield tr("Skriv mindst ét punkt.")
    if wanted.kind in _SAYING and not wanted.text.strip():
        yield tr("Skriv teksten.")
    if danish.title and not wanted.title.strip():
        yield tr("Skriv overskriften.")
    if any(not item.strip() for item in wanted.items):
        yield tr("Et punkt er tomt. Skriv det, eller fjern linjen.")
    if wanted.points and len(wanted.points) != len(wanted.items):
        yield tr("Her skal der være {count} punkter: hvert af dem hører til et kryds i tjeklisten.", count=len(wanted.points))
    elif language is not SOURCE_LANGUAGE and len(wanted.items) != len(danish.items):
        yield tr("Oversættelsen skal have {count} punkter, som den danske tekst.", count=len(danish.items))
    if wanted.kind == "log_example":
        columns = len(wanted.text.split(CELL_MARK))
        if any(len(row.split(CELL_MARK)) != columns for row in wanted.items):
            yield tr("Hver linje skal have {count} felter, som overskriften, skilt af » | «.", count=columns)
    yield from _too_long((wanted.title, *wanted.items), wanted.text)


def _too_long(lines: Sequence[str], text: str) -> Iterator[str]:
    if any(len(line) > LONGEST_LINE for line in lines):
        yield tr("En linje er for lang. Brug højst {most} tegn.", most=LONGEST_LINE)
    if len(text) > LONGEST_TEXT:
        yield tr("Teksten er for lang: der er plads til {most} tegn.", most=LONGEST_TEXT)


def agency_faults(value: Value) -> tuple[str, ...]:
    """Why an agency can't be as `value` says, one sentence each."""
    return tuple(_agency_faults(value))


def _agency_faults(value: Value) -> Iterator[str]:
    phone, address = str(value["phone"]), str(value["address"])
    if phone:
        try:
            read_phone(phone, "phone")
        except BadAnswer as wrong:
            yield str(wrong)
    if address and not is_public_address(address):
        yield tr("Adressen skal være en åben side, der begynder med https:// og ikke har spørgsmålstegn i sig.")
    if value["printable"] and not (phone or address):
        yield tr("Uden nummer og adresse kan kontakten ikke stå på et ark.")
    yield from _too_long([str(value[name]) for name in ("hours", "note", "neutral_name", "address")], "")


def part_proposal(
    now: GuidanceSheet, shipped: GuidanceSheet, key: str, value: Value, source: str, checked_on: date
) -> Proposal:
    """A change of the part `key`. `now`: as it reads now; `shipped`: as it came with the program."""
    part, base = part_of(now, key), part_of(shipped, key)
    return Proposal(
        kind=ChangeKind.PART,
        target=part_target(now.id, key),
        language=now.language.value,
        value=value,
        before=part_value(part),
        source=source,
        checked_on=checked_on,
        base_version=base_of_part(shipped, base),
    )


def checked_proposal(
    now: GuidanceSheet, shipped: GuidanceSheet, source: str, checked_on: date, translator: str = ""
) -> Proposal:
    """Says that the sheet is still right; for a translation also who has read it, and that it is approved."""
    checked = now.last_checked if now.translation is None else now.translation.last_checked
    return Proposal(
        kind=ChangeKind.SHEET,
        target=now.id,
        language=now.language.value,
        value=sheet_value(checked_on, translator),
        before=sheet_value(checked, now.translator),
        source=source,
        checked_on=checked_on,
        base_version=base_of_sheet(shipped),
    )


def agency_proposal(now: Agency, shipped: Agency, language: Language, value: Value, source: str, checked_on: date) -> Proposal:
    """A change of an agency."""
    return Proposal(
        kind=ChangeKind.AGENCY,
        target=now.id,
        language=language.value,
        value=value,
        before=agency_value(now),
        source=source,
        checked_on=checked_on,
        base_version=base_of_agency(shipped),
    )


def local_proposal(code: str, language: Language, text: str, before: str, source: str, checked_on: date) -> Proposal:
    """What the authority fills in."""
    return Proposal(
        kind=ChangeKind.LOCAL,
        target=code,
        language=language.value,
        value={"text": text},
        before={"text": before},
        source=source,
        checked_on=checked_on,
    )


def part_of(sheet: GuidanceSheet, key: str) -> SheetPart:
    """The part of that key. Raises KeyError."""
    for part in sheet.parts:
        if part.key == key:
            return part
    raise KeyError(key)


def with_part(sheet: GuidanceSheet, key: str, value: Value) -> GuidanceSheet:
    """The sheet as it would be: for the preview, and to count how hard it is to read."""
    parts = tuple(replace(with_texts(part, value), language=None) if part.key == key else part for part in sheet.parts)
    return replace(sheet, parts=parts)


def why_it_can_not_hold(
    change: ContentChange,
    standing: InForce,
    shelves: Mapping[Language, Sequence[GuidanceSheet]],
    agencies: Mapping[Language, Sequence[Agency]],
) -> str:
    """Why a change that waited can't be approved any more, in a sentence; empty when it can. `shelves` and `agencies`: as they
    came with the program."""
    if is_moved(change, shelves, agencies):
        return tr(
            "Programmets tekst er en anden end den, ændringen er skrevet ud fra. Den kan ikke godkendes: afvis den, og skriv "
            "den igen ud fra den nye tekst."
        )
    return overtaken_sentence() if is_overtaken(change, standing) else ""


def overtaken_sentence() -> str:
    """What is said of a translation that came too late."""
    return tr("Den danske tekst er ændret, siden oversættelsen blev skrevet. Afvis den, og skriv den igen ud fra den nye.")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def differences(before: str, after: str) -> tuple[tuple[Mark, str], ...]:
    """The words of both texts, each marked: what is gone, what is new, what is the same."""
    old, new = _pieces(before), _pieces(after)
    found: list[tuple[Mark, str]] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append((Mark.SAME, "".join(old[old_from:old_to])))
            continue
        if old_from < old_to:
            found.append((Mark.GONE, "".join(old[old_from:old_to])))
        if new_from < new_to:
            found.append((Mark.NEW, "".join(new[new_from:new_to])))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Words, each with the blank or the line's end before it."""
    return _WORDS.findall(text)
