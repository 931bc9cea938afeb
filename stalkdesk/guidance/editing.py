"""The shelf as the authority has changed it: approved changes laid over what came with the program (docs/content.md).

Pure: nothing is read here. A change that waits, was rejected or withdrawn has no effect; of two on the same text the later one
stands. Only what was changed is laid over: the rest stays what the program says, also after an update. When a Danish text is
changed, its translations say the Danish one, marked, until somebody has translated the change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from stalkdesk.casework.content_changes import ChangeKind, ContentChange, Value
from stalkdesk.guidance.forms import CELL_MARK
from stalkdesk.guidance.sheets import Agency, ContentStatus, GuidanceSheet, SheetPart, Source, Translation
from stalkdesk.guidance.standing import Standing
from stalkdesk.language import SOURCE_LANGUAGE, Language

AGENCY_TEXTS: Final = ("hours", "note", "neutral_name")
"""What is said in the language of the sheet; the rest of an agency is the same in all of them."""
_NAMING_AGENCIES: Final = ("contacts", "qr")

InForce = Mapping[tuple[ChangeKind, str, str], Standing]
"""What stands, by kind, target and language."""


def in_force(changes: Iterable[ContentChange]) -> InForce:
    """What was approved of each place, in the order in which it was proposed."""
    standing: dict[tuple[ChangeKind, str, str], Standing] = {}
    for change in sorted((one for one in changes if one.is_in_force), key=lambda one: one.number):
        standing.setdefault(change.place, Standing(change)).go_on_with(change)
    return standing


# -- the sheets --------------------------------------------------------------------------------------------------------------


def part_target(sheet_id: str, key: str) -> str:
    """What a change of that part is kept under."""
    return f"{sheet_id}.{key}"


def part_value(part: SheetPart) -> Value:
    """What a change of a part says."""
    return {"title": part.title, "text": part.text, "items": list(part.items), "label": part.label}


def with_texts(part: SheetPart, value: Value) -> SheetPart:
    """The part with these texts. What is missing, or of another kind, stays as it was."""
    items = value.get("items")
    return replace(
        part,
        title=_text(value, "title", part.title),
        text=_text(value, "text", part.text),
        items=tuple(str(item) for item in items) if isinstance(items, list) else part.items,
        label=_text(value, "label", part.label),
    )


def changed_shelf(
    sheets: Sequence[GuidanceSheet], danish: Sequence[GuidanceSheet], standing: InForce, sources: Mapping[str, Source]
) -> tuple[GuidanceSheet, ...]:
    """The sheets of one language with the changes in force. `danish`: the same sheets as they came with the program."""
    if not standing:
        return tuple(sheets)
    by_id = {sheet.id: sheet for sheet in danish}
    return tuple(_changed(sheet, by_id.get(sheet.id, sheet), standing, sources) for sheet in sheets)


def _changed(sheet: GuidanceSheet, danish: GuidanceSheet, standing: InForce, sources: Mapping[str, Source]) -> GuidanceSheet:
    number = max((change.number for change in touching(sheet, standing)), default=0)
    if not number:
        return sheet
    own_parts = {part.key: part for part in danish.parts}
    parts, missing = [], list(sheet.missing)
    for part in sheet.parts:
        made = _changed_part(sheet, part, own_parts.get(part.key, part), standing, sources)
        if made is not part:
            missing = [one for one in missing if not one.startswith(f"part.{part.key}.")]
            if made.language is not None:
                missing.append(f"part.{part.key}.text")
        parts.append(made)
    version = f"{sheet.version} · {number}"
    named = {source: sources[source] for part in parts for source in part.sources if source in sources}
    changed = replace(
        sheet,
        version=version,
        parts=tuple(parts),
        missing=tuple(missing),
        sources={**sheet.sources, **named},
        translation=_of_version(sheet, version),
    )
    return _checked_again(changed, sheet, danish, standing)


def _changed_part(
    sheet: GuidanceSheet, part: SheetPart, danish: SheetPart, standing: InForce, sources: Mapping[str, Source]
) -> SheetPart:
    """The part as it reads. A text that no longer fits what an update has made of the part gives way to it."""
    own, source = _own_and_danish(ChangeKind.PART, part_target(sheet.id, part.key), sheet.language, standing)
    if own is not None:
        texts = own.own if source is None or not source.own else own.change.proposal.value
        made = with_texts(part, texts)
        if texts and _is_possible(made):
            return _approved(replace(made, language=None), own.change, sources)
    if source is not None and source.own:
        made = with_texts(danish, source.own)
        if _is_possible(made):
            return _approved(replace(made, language=SOURCE_LANGUAGE), source.change, sources)
    return part


def _is_possible(part: SheetPart) -> bool:
    """Whether every tick has its point and every row its columns."""
    if part.points and len(part.points) != len(part.items):
        return False
    columns = part.text.count(CELL_MARK)
    return part.kind != "log_example" or all(row.count(CELL_MARK) == columns for row in part.items)


def _own_and_danish(
    kind: ChangeKind, target: str, language: Language, standing: InForce
) -> tuple[Standing | None, Standing | None]:
    """What stands in this language; and the Danish one that came after it. A translation that was written before the Danish
    text became another one does not stand."""
    own = standing.get((kind, target, language.value))
    source = standing.get((kind, target, SOURCE_LANGUAGE.value)) if language is not SOURCE_LANGUAGE else None
    if own is not None and source is not None and source.is_newer(own.change):
        own = None
    return own, source


def _approved(part: SheetPart, change: ContentChange, sources: Mapping[str, Source]) -> SheetPart:
    rests_on = change.proposal.source
    named = part.sources if rests_on in part.sources or rests_on not in sources else (*part.sources, rests_on)
    return replace(
        part,
        sources=named,
        version=str(change.number),
        last_checked=change.proposal.checked_on,
        checked_by=change.decider,
        status=ContentStatus.APPROVED,
    )


def _of_version(sheet: GuidanceSheet, version: str) -> Translation | None:
    """A translation that was up to date stays so: what was changed since falls to Danish part by part."""
    if sheet.translation is None or sheet.is_stale:
        return sheet.translation
    return replace(sheet.translation, of_version=version)


def touching(sheet: GuidanceSheet, standing: InForce) -> Iterator[ContentChange]:
    """The changes that are seen on the sheet."""
    entries = {code for part in sheet.parts for code in (part.entry, part.if_filled) if code}
    agencies = {agency for part in sheet.parts if part.kind in _NAMING_AGENCIES for agency in part.items}
    targets = {part_target(sheet.id, part.key) for part in sheet.parts}
    for (kind, target, language), stands in standing.items():
        if language not in (SOURCE_LANGUAGE.value, sheet.language.value):
            continue
        of_kind = {
            ChangeKind.PART: targets,
            ChangeKind.SHEET: {sheet.id},
            ChangeKind.LOCAL: entries,
            ChangeKind.AGENCY: agencies,
        }
        if target in of_kind.get(kind, ()):
            yield stands.change


def _checked_again(changed: GuidanceSheet, shipped: GuidanceSheet, danish: GuidanceSheet, standing: InForce) -> GuidanceSheet:
    """What somebody has said of the sheet as a whole: only of the texts that it was said of, not of those of an update."""
    of_danish = _last(standing, shipped.id, SOURCE_LANGUAGE)
    if of_danish is not None and of_danish.proposal.base_version == base_of_sheet(danish):
        day = of_danish.proposal.checked_on
        changed = replace(
            changed,
            last_checked=max(day, changed.last_checked),
            checked_by=of_danish.decider,
            status=ContentStatus.APPROVED,
            parts=tuple(_not_before(part, day) for part in changed.parts),
            sources={
                name: replace(source, last_checked=max(day, source.last_checked)) for name, source in changed.sources.items()
            },
        )
    own = _last(standing, shipped.id, shipped.language)
    if shipped.is_source or own is None or own.proposal.base_version != base_of_sheet(shipped):
        return changed
    translator = _text(own.proposal.value, "translator", changed.translator)
    day = own.proposal.checked_on
    return replace(changed, translation=Translation(translator, ContentStatus.APPROVED, day, own.decider, changed.version))


def _last(standing: InForce, sheet_id: str, language: Language) -> ContentChange | None:
    stands = standing.get((ChangeKind.SHEET, sheet_id, language.value))
    return stands.change if stands is not None else None


def _not_before(part: SheetPart, day: date) -> SheetPart:
    return part if part.last_checked is None else replace(part, last_checked=max(day, part.last_checked))


def sheet_value(last_checked: date, translator: str = "") -> Value:
    """What a change of a whole sheet says: it is still right on that day; and who has read the translation."""
    said = {"last_checked": last_checked.isoformat()}
    return {**said, "translator": translator} if translator else said


# -- agencies and local entries ----------------------------------------------------------------------------------------------


def agency_value(agency: Agency) -> Value:
    """What a change of an agency says."""
    return {
        "phone": agency.phone,
        "hours": agency.hours,
        "note": agency.note,
        "neutral_name": agency.neutral_name,
        "address": agency.address,
        "printable": agency.printable,
    }


def with_value(agency: Agency, value: Value) -> Agency:
    """The agency as the change says."""
    return replace(
        agency,
        phone=_text(value, "phone", agency.phone),
        hours=_text(value, "hours", agency.hours),
        note=_text(value, "note", agency.note),
        neutral_name=_text(value, "neutral_name", agency.neutral_name),
        address=_text(value, "address", agency.address),
        printable=bool(value.get("printable", agency.printable)),
    )


def changed_agencies(
    agencies: Sequence[Agency], language: Language, standing: InForce, sources: Mapping[str, Source]
) -> tuple[Agency, ...]:
    """The agencies with the changes in force."""
    return tuple(_changed_agency(agency, language, standing, sources) for agency in agencies)


def _changed_agency(agency: Agency, language: Language, standing: InForce, sources: Mapping[str, Source]) -> Agency:
    own = standing.get((ChangeKind.AGENCY, agency.id, language.value))
    source = standing.get((ChangeKind.AGENCY, agency.id, SOURCE_LANGUAGE.value)) if language is not SOURCE_LANGUAGE else None
    if source is not None and source.own:
        agency = _vouched(with_value(agency, source.own), source.change, sources)
    if own is not None and (texts := _texts_that_hold(own, source, language)):
        agency = _vouched(with_value(agency, texts), own.change, sources)
    return agency


def _texts_that_hold(own: Standing, source: Standing | None, language: Language) -> Value:
    """Of a translation: its texts, but those whose Danish became another after it was written."""
    if language is SOURCE_LANGUAGE:
        return own.own
    texts = {name: text for name, text in own.own.items() if name in AGENCY_TEXTS}
    if source is None:
        return texts
    return {name: text for name, text in texts.items() if not source.is_newer(own.change, name)}


def _vouched(agency: Agency, change: ContentChange, sources: Mapping[str, Source]) -> Agency:
    source = sources.get(change.proposal.source, agency.source)
    return replace(
        agency,
        source=replace(source, last_checked=max(change.proposal.checked_on, source.last_checked)),
        version=str(change.number),
        checked_by=change.decider,
        status=ContentStatus.APPROVED,
    )


def local_entries(standing: InForce, language: Language) -> dict[str, str]:
    """What the authority has filled in, by the code of the entry: in this language where somebody has written it."""
    filled = {}
    for target in {target for kind, target, _ in standing if kind is ChangeKind.LOCAL}:
        own, source = _own_and_danish(ChangeKind.LOCAL, target, language, standing)
        stands = own or source
        if stands is not None:
            filled[target] = _text(stands.change.proposal.value, "text", "")
    return filled


# -- what came with the program, and has changed since -------------------------------------------------------------------------


def base_of_part(sheet: GuidanceSheet, part: SheetPart) -> str:
    """Which text of the program's a change of a part stands on."""
    return f"{part.version or sheet.version} {_fingerprint(part_value(part))}"


def base_of_sheet(sheet: GuidanceSheet) -> str:
    """Which texts of the program's a change of a whole sheet stands on."""
    return f"{sheet.version} {_fingerprint([sheet.title, *(part_value(part) for part in sheet.parts)])}"


def base_of_agency(agency: Agency) -> str:
    """Which entry of the program's a change of an agency stands on."""
    return f"{agency.version} {_fingerprint(agency_value(agency))}".strip()


def moved_under(
    standing: InForce, shelves: Mapping[Language, Sequence[GuidanceSheet]], agencies: Mapping[Language, Sequence[Agency]]
) -> tuple[ContentChange, ...]:
    """The changes in force whose original has changed, or is gone, since they were written: somebody must look at them.
    `shelves` and `agencies`: as they came with the program."""
    bases = dict(_bases(shelves, agencies))
    last = sorted((stands.change for stands in standing.values()), key=lambda change: change.number)
    return tuple(change for change in last if _is_of_other(change, bases))


def is_moved(
    change: ContentChange, shelves: Mapping[Language, Sequence[GuidanceSheet]], agencies: Mapping[Language, Sequence[Agency]]
) -> bool:
    """Whether its original has changed, or is gone, since it was written. Shelves and agencies as for `moved_under`."""
    return _is_of_other(change, dict(_bases(shelves, agencies)))


def is_overtaken(change: ContentChange, standing: InForce) -> bool:
    """Whether it is a translation that can't hold, since the Danish text became another after it was written."""
    kind, target, language = change.place
    source = standing.get((kind, target, SOURCE_LANGUAGE.value))
    if (
        language == SOURCE_LANGUAGE.value
        or source is None
        or kind not in (ChangeKind.PART, ChangeKind.LOCAL, ChangeKind.AGENCY)
    ):
        return False
    if kind is not ChangeKind.AGENCY:
        return source.is_newer(change)
    value, before = change.proposal.value, change.proposal.before
    return any(source.is_newer(change, name) for name in AGENCY_TEXTS if value.get(name) != before.get(name))


def _is_of_other(change: ContentChange, bases: Mapping[tuple[ChangeKind, str, str], str]) -> bool:
    kept_by_base = (ChangeKind.PART, ChangeKind.SHEET, ChangeKind.AGENCY)
    return change.proposal.kind in kept_by_base and bases.get(change.place, "") != change.proposal.base_version


def _bases(
    shelves: Mapping[Language, Sequence[GuidanceSheet]], agencies: Mapping[Language, Sequence[Agency]]
) -> Iterator[tuple[tuple[ChangeKind, str, str], str]]:
    for language, sheets in shelves.items():
        for sheet in sheets:
            yield (ChangeKind.SHEET, sheet.id, language.value), base_of_sheet(sheet)
            for part in sheet.parts:
                yield (ChangeKind.PART, part_target(sheet.id, part.key), language.value), base_of_part(sheet, part)
    for language, listed in agencies.items():
        for agency in listed:
            yield (ChangeKind.AGENCY, agency.id, language.value), base_of_agency(agency)


def _fingerprint(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _text(value: Value, name: str, otherwise: str) -> str:
    said = value.get(name)
    return said if isinstance(said, str) else otherwise
