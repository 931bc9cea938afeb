"""The shelf out of `resources/`: sources, agencies and guidance sheets. What states a law or a fact names its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stalkdesk.data.library_conditions import conditions_from
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin, TwinPart
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart, Source
from stalkdesk.language import Language, tr

SOURCED = ("paragraph", "items", "numbered", "boxes", "danger", "advice", "note")
"""Kinds of parts that say something and must name at least one source. Our own advice names the source `OWN`."""

FILLED_IN = (
    *("contacts", "contact_persons", "next_steps", "receipt_fields", "sharing"),
    *("lines", "log_table", "log_example", "sources"),
)
"""Kinds of parts that are filled in when the sheet is composed."""

WORDS_FILE = "sheets/words.toml"
"""The fixed words of every sheet; the one file in its folder that is no sheet."""

PART_KINDS = ("heading", "page_break", *SOURCED, *FILLED_IN)
_LISTS = ("items", "numbered", "boxes")
_SAYING = ("heading", "paragraph", "danger", "advice", "note")


def read_sources(resources: Path) -> dict[str, Source]:
    """Every source by its code. Raises ContentBroken."""
    table = ContentTable.read(resources, "sources.toml")
    sources = table.table("source")
    found = {source_id: _source(sources.table(source_id), source_id) for source_id in sources}
    table.close()
    return found


def _source(table: ContentTable, source_id: str) -> Source:
    source = Source(source_id, table.text("title"), table.text("address", ""), table.day("last_checked"))
    table.close()
    return source


def read_agencies(
    resources: Path, language: Language, sources: Mapping[str, Source]
) -> tuple[tuple[Agency, ...], tuple[str, ...]]:
    """Helplines and authorities in `language`, and the names of the texts that are not translated. Raises ContentBroken."""
    file = ContentTable.read(resources, "contacts/agencies.toml")
    twin = Twin(resources, language, "contacts.toml")
    agencies: list[Agency] = []
    for table in file.tables("agency"):
        agency = _agency(table, sources, twin)
        if agency.id in {earlier.id for earlier in agencies}:
            table.blame(tr("id »{id}« er brugt før.", id=agency.id), "id")
        agencies.append(agency)
    file.close()
    return tuple(agencies), twin.closed()


def _agency(table: ContentTable, sources: Mapping[str, Source], twin: Twin) -> Agency:
    agency_id = table.text("id")
    words = twin.part("agency", agency_id)
    agency = Agency(
        id=agency_id,
        name=words.text("name", table.text("name")),
        phone=table.text("phone", ""),
        note=words.text("note", table.text("note", "")),
        source=sources[_known(table, "source", table.text("source"), sources)],
        printable=table.flag("printable"),
    )
    if agency.printable and not agency.phone:
        table.blame(tr("en kontakt, der må trykkes, skal have et telefonnummer."), "printable")
    table.close()
    return agency


def _known(table: ContentTable, key: str, source: str, sources: Mapping[str, Source]) -> str:
    if source not in sources:
        table.blame(tr("kilden »{source}« står ikke i sources.toml.", source=source), key)
    return source


def sheet_names(resources: Path) -> tuple[str, ...]:
    """The files of the shelf, relative to resources/, in the order of their names."""
    names = (f"sheets/{path.name}" for path in (resources / "sheets").glob("*.toml"))
    return tuple(sorted(name for name in names if name != WORDS_FILE))


def read_words(resources: Path, language: Language) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fixed words of every sheet in `language`, by code, and the codes that are not translated. Raises ContentBroken."""
    file = ContentTable.read(resources, WORDS_FILE)
    twin = Twin(resources, language, WORDS_FILE)
    table, translated = file.table("words"), twin.root.part("words")
    words = {code: translated.text(code, table.text(code)) for code in table}
    table.close()
    file.close()
    return words, twin.closed()


def read_sheet(
    resources: Path, language: Language, name: str, sources: Mapping[str, Source], agencies: tuple[Agency, ...]
) -> GuidanceSheet:
    """One sheet out of its file, in `language`. Raises ContentBroken naming file and line."""
    table = ContentTable.read(resources, name)
    sheet_id = table.text("id")
    if name != f"sheets/{sheet_id}.toml":
        table.blame(tr("id »{id}« er et andet end filens navn.", id=sheet_id), "id")
    twin = Twin(resources, language, name)
    parts = _parts(table, twin, sources, agencies)
    sheet = GuidanceSheet(
        id=sheet_id,
        version=table.text("version"),
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
    )
    table.close()
    return sheet


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
        parts.append(_part(inner, twin.part("part", key), sources, agencies))
    if not parts:
        table.blame(tr("arket har ingen dele."))
    return tuple(parts)


def _part(table: ContentTable, words: TwinPart, sources: Mapping[str, Source], agencies: tuple[Agency, ...]) -> SheetPart:
    kind = table.text("kind")
    if kind not in PART_KINDS:
        table.blame(tr("delen »{kind}« kendes ikke. Der findes: {kinds}.", kind=kind, kinds=", ".join(PART_KINDS)), "kind")
    items = table.texts("items", ())
    part = SheetPart(
        kind=kind,
        text=words.text("text", table.text("text", "")),
        title=words.text("title", table.text("title", "")),
        items=items if kind == "contacts" else words.texts("items", items),
        sources=table.texts("sources", ()),
        only_if=conditions_from(table, "only_if"),
    )
    table.close()
    _check_part(table, part, sources, agencies)
    return part


def _check_part(table: ContentTable, part: SheetPart, sources: Mapping[str, Source], agencies: tuple[Agency, ...]) -> None:
    if part.kind in SOURCED and not part.sources:
        table.blame(tr("delen siger noget og skal nævne en kilde under »sources« (OWN for egne råd)."), "kind")
    for source in part.sources:
        _known(table, "sources", source, sources)
    if part.kind in _LISTS and not part.items:
        table.blame(tr("delen mangler »items«."), "kind")
    if part.kind in _SAYING and not part.text:
        table.blame(tr("delen mangler »text«."), "kind")
    if part.kind == "contacts":
        known = {agency.id for agency in agencies}
        for agency_id in part.items:
            if agency_id not in known:
                table.blame(tr("kontakten »{agency}« står ikke i contacts/agencies.toml.", agency=agency_id), "items")
