"""The sheets of the shelf out of `resources/sheets/`. What states a law or a fact names its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from stalkdesk.data.library_conditions import conditions_from
from stalkdesk.data.library_contacts import known_source, status_of
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin, TwinPart
from stalkdesk.guidance.forms import CELL_MARK
from stalkdesk.guidance.public_addresses import figure_of
from stalkdesk.guidance.sheets import Agency, Audience, GuidanceSheet, SheetPart, Source, Translation
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr

SOURCED = ("paragraph", "items", "numbered", "boxes", "danger", "advice", "note")
"""Kinds of parts that say something and must name at least one source. Our own advice names the source `OWN`."""

FILLED_IN = (
    *("contacts", "contact_persons", "next_steps", "receipt_fields", "sharing"),
    *("lines", "log_table", "log_example", "known_incidents", "sources"),
    *("guided_points", "evidence_table", "person_lines", "signature", "qr", "local"),
)
"""Kinds of parts that are filled in when the sheet is composed."""

WORDS_FILE = "sheets/words.toml"
"""The fixed words of every sheet; the one file in its folder that is no sheet."""

PART_KINDS = ("heading", "page_break", *SOURCED, *FILLED_IN)
_LISTS = ("items", "numbered", "boxes", "guided_points", "qr")
_SAYING = ("heading", "paragraph", "danger", "advice", "note", "log_table", "log_example")
_NAMING_AGENCIES = ("contacts", "qr")
_OF_TRANSLATION = ("translator", "status", "last_checked", "checked_by", "of_version")
NO_POINT = "-"
"""Stands in `points` for an item that no tick of the checklist belongs to."""


def sheet_names(resources: Path) -> tuple[str, ...]:
    """The files of the shelf, relative to resources/, in the order of their names."""
    names = (f"sheets/{path.name}" for path in (resources / "sheets").glob("*.toml"))
    return tuple(sorted(name for name in names if name != WORDS_FILE))


def read_words(resources: Path, language: Language) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fixed words of every sheet in `language`, by code, and the codes that are not translated. Raises ContentBroken."""
    file = ContentTable.read(resources, WORDS_FILE)
    twin = Twin(resources, language, WORDS_FILE)
    twin.set_aside(*_OF_TRANSLATION)
    table, translated = file.table("words"), twin.root.part("words")
    words = {code: translated.text(code, table.text(code)) for code in table}
    table.close()
    file.close()
    return words, twin.closed()


def read_sheet(
    resources: Path, language: Language, name: str, sources: Mapping[str, Source], agencies: tuple[Agency, ...]
) -> GuidanceSheet:
    """One sheet out of its file, in `language`. Raises ContentBroken naming file and line."""
    return sheet_in(ContentTable.read(resources, name), resources, language, name, sources, agencies)


def sheet_in(
    table: ContentTable,
    resources: Path,
    language: Language,
    name: str,
    sources: Mapping[str, Source],
    agencies: tuple[Agency, ...],
) -> GuidanceSheet:
    """The sheet that stands in a file that was opened, and closes it. Raises ContentBroken."""
    sheet_id, version = _id_of(table, name), table.text("version")
    twin = Twin(resources, language, name)
    translation = _translation(twin.table) if twin.table is not None else None
    if translation is not None and translation.of_version != version:
        twin.is_of_older_version()
    parts = _parts(table, twin, sources, agencies)
    sheet = GuidanceSheet(
        id=sheet_id,
        version=version,
        language=language,
        title=twin.root.text("title", table.text("title")),
        neutral_title=twin.root.text("neutral_title", table.text("neutral_title")),
        purpose=twin.root.text("purpose", table.text("purpose")),
        valid_from=table.day("valid_from"),
        last_checked=table.day("last_checked"),
        checked_by=table.text("checked_by"),
        check_every_months=_months(table),
        offer_if=conditions_from(table, "offer_if"),
        parts=parts,
        sources={source: sources[source] for part in parts for source in part.sources},
        missing=twin.closed(),
        landscape=table.flag("landscape"),
        status=status_of(table),
        audience=_audience(table),
        leaves=table.flag("leaves", default=True),
        translation=translation,
    )
    table.close()
    return sheet


def _id_of(table: ContentTable, name: str) -> str:
    sheet_id = table.text("id")
    if name.partition("/")[2] != f"{sheet_id}.toml":
        table.blame(tr("id »{id}« er et andet end filens navn.", id=sheet_id), "id")
    return sheet_id


def _translation(table: ContentTable) -> Translation:
    """What the twin says of itself: all of it must be said, `checked_by` may be empty."""
    if "checked_by" not in table:
        table.blame(tr("»{key}« mangler.", key="checked_by"))
    return Translation(
        translator=table.text("translator"),
        status=status_of(table),
        last_checked=table.day("last_checked"),
        checked_by=table.text("checked_by", ""),
        of_version=table.text("of_version"),
    )


def _audience(table: ContentTable) -> Audience:
    audience = table.text("audience")
    if audience not in {known.value for known in Audience}:
        table.blame(tr("»{key}« skal være en af: {allowed}.", key="audience", allowed=", ".join(Audience)), "audience")
    return Audience(audience)


def _months(table: ContentTable) -> int:
    months = table.whole("check_every_months")
    if not 1 <= months <= 24:
        table.blame(tr("»check_every_months« skal ligge mellem 1 og 24."), "check_every_months")
    return months


def _parts(
    table: ContentTable, twin: Twin, sources: Mapping[str, Source], agencies: tuple[Agency, ...]
) -> tuple[SheetPart, ...]:
    seen: set[str] = set()
    parts: list[SheetPart] = []
    for inner in table.tables("part"):
        key = inner.text("key")
        if key in seen:
            inner.blame(tr("nøglen »{key}« er brugt før i arket.", key=key), "key")
        seen.add(key)
        parts.append(_part(key, inner, twin.part("part", key), sources, agencies))
    if not parts:
        table.blame(tr("arket har ingen dele."))
    return tuple(parts)


def _part(
    key: str, table: ContentTable, words: TwinPart, sources: Mapping[str, Source], agencies: tuple[Agency, ...]
) -> SheetPart:
    kind = table.text("kind")
    if kind not in PART_KINDS:
        table.blame(tr("delen »{kind}« kendes ikke. Der findes: {kinds}.", kind=kind, kinds=", ".join(PART_KINDS)), "kind")
    part = SheetPart(
        kind=kind,
        text=table.text("text", ""),
        title=table.text("title", ""),
        items=table.texts("items", ()),
        sources=table.texts("sources", ()),
        only_if=conditions_from(table, "only_if"),
        key=key,
        version=table.text("version", ""),
        last_checked=table.day("last_checked") if "last_checked" in table else None,
        checked_by=table.text("checked_by", ""),
        status=status_of(table) if "status" in table else None,
        entry=table.text("entry", ""),
        label=table.text("label", ""),
        if_filled=table.text("if_filled", "").removeprefix("local."),
        points=table.texts("points", ()),
    )
    table.close()
    _check_part(table, part, sources, agencies)
    return _translated(part, words)


def _translated(part: SheetPart, words: TwinPart) -> SheetPart:
    """The part in the language of the twin; as it stands in Danish, all of it, when any of it is not translated."""
    in_language = replace(
        part,
        text=words.text("text", part.text),
        title=words.text("title", part.title),
        items=part.items if part.kind in _NAMING_AGENCIES else words.texts("items", part.items),
        label=words.text("label", part.label),
    )
    return replace(part, language=SOURCE_LANGUAGE) if words.is_lacking else in_language


def _check_part(table: ContentTable, part: SheetPart, sources: Mapping[str, Source], agencies: tuple[Agency, ...]) -> None:
    if part.kind in SOURCED and not part.sources:
        table.blame(tr("delen siger noget og skal nævne en kilde under »sources« (OWN for egne råd)."), "kind")
    for source in part.sources:
        known_source(table, "sources", source, sources)
    if part.kind in _LISTS and not part.items:
        table.blame(tr("delen mangler »items«."), "kind")
    if part.kind in _SAYING and not part.text:
        table.blame(tr("delen mangler »text«."), "kind")
    if part.kind == "local" and not (part.entry and part.label):
        table.blame(tr("delen skal nævne, hvad myndigheden udfylder: »entry« og »label«."), "kind")
    if part.points and len(part.points) != len(part.items):
        table.blame(tr("»points« skal have ét kryds for hvert punkt i »items« (- hvor der ikke er noget)."), "points")
    if part.kind == "log_example":
        _check_cells(table, part)
    if part.kind in _NAMING_AGENCIES:
        _check_agencies(table, part, agencies)


def _check_cells(table: ContentTable, part: SheetPart) -> None:
    columns = len(part.text.split(CELL_MARK))
    if any(len(row.split(CELL_MARK)) != columns for row in part.items):
        table.blame(tr("hver række skal have {count} felter, som overskriften, skilt af » | «.", count=columns), "items")


def _check_agencies(table: ContentTable, part: SheetPart, agencies: tuple[Agency, ...]) -> None:
    known = {agency.id: agency for agency in agencies}
    for agency_id in part.items:
        if agency_id not in known:
            table.blame(tr("kontakten »{agency}« står ikke i contacts/agencies.toml.", agency=agency_id), "items")
        if part.kind == "qr" and known[agency_id].printable and figure_of(known[agency_id], "-") is None:
            table.blame(tr("kontakten »{agency}« har hverken telefonnummer eller adresse.", agency=agency_id), "items")
