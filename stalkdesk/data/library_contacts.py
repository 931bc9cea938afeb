"""Sources, and the helplines and authorities that rest on them, out of `resources/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin
from stalkdesk.errors import BadAnswer
from stalkdesk.guidance.public_addresses import is_public_address
from stalkdesk.guidance.sheets import Agency, ContentStatus, Source
from stalkdesk.intake.phones import dialled
from stalkdesk.language import Language, tr

_TWIN: Final = "contacts.toml"


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
    twin = Twin(resources, language, _TWIN)
    twin.set_aside("translator", "status", "last_checked", "checked_by", "of_version")
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
        phone=_phone(table),
        note=words.text("note", table.text("note", "")),
        source=sources[known_source(table, "source", table.text("source"), sources)],
        printable=table.flag("printable"),
        neutral_name=words.text("neutral_name", table.text("neutral_name", "")),
        address=_address(table),
        hours=words.text("hours", table.text("hours", "")),
        version=table.text("version", ""),
        checked_by=table.text("checked_by", ""),
        status=status_of(table, ContentStatus.DRAFT),
    )
    if agency.printable and not agency.phone and not agency.address:
        table.blame(tr("en kontakt, der må trykkes, skal have et telefonnummer eller en adresse."), "printable")
    table.close()
    return agency


def _phone(table: ContentTable) -> str:
    """The number as it is written, when it is one."""
    phone = table.text("phone", "")
    if phone:
        try:
            dialled(phone)
        except BadAnswer as fault:
            table.blame(tr("»{phone}« er ikke et telefonnummer. {how}", phone=phone, how=str(fault)), "phone")
    return phone


def _address(table: ContentTable) -> str:
    address = table.text("address", "")
    if address and not is_public_address(address):
        table.blame(tr("»{address}« er ikke en offentlig adresse, der begynder med https://.", address=address), "address")
    return address


def status_of(table: ContentTable, default: ContentStatus | None = None) -> ContentStatus:
    """How far the text of the table has come; required without `default`. Raises ContentBroken."""
    status = table.text("status", None if default is None else default.value)
    if status not in {known.value for known in ContentStatus}:
        table.blame(tr("»{key}« skal være en af: {allowed}.", key="status", allowed=", ".join(ContentStatus)), "status")
    return ContentStatus(status)


def known_source(table: ContentTable, key: str, source: str, sources: Mapping[str, Source]) -> str:
    """`source` when it is a code of `sources.toml`. Raises ContentBroken."""
    if source not in sources:
        table.blame(tr("kilden »{source}« står ikke i sources.toml.", source=source), key)
    return source
