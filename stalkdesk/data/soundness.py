"""Whether the store is whole: pages, structure, journal, every answer, the key file. Each fault is one sentence.

Both checks of SQLCipher are run, since each misses what the other finds (docs/store.md 9); what neither sees, a page
rolled back to an older copy, the journal's chain finds where the page was part of it. What is told twice is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import SQLAlchemyError

from stalkdesk.casework.officers import Role
from stalkdesk.data import tables
from stalkdesk.data.case_checks import case_faults, count_faults, filing_faults
from stalkdesk.data.damage import unreadable
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.people import contacts_of, officers_of, unit_of
from stalkdesk.data.schema import schema_faults
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import DeskError
from stalkdesk.language import tr

_Look = Callable[[Connection], Iterator[str]]


class Soundness:
    """Looks for what is wrong; changes nothing."""

    def __init__(self, sitting: Sitting, keeping: KeyKeeping, store_file: Path) -> None:
        self._sitting, self._keeping, self._store_file = sitting, keeping, store_file

    def faults(self) -> tuple[str, ...]:
        """What is wrong, one sentence each; empty when the store is whole. Reads everything: about 0.3 GB a second."""
        looks: tuple[tuple[str, _Look], ...] = (
            (tr("sider"), self._pages),
            (tr("opbygning"), self._structure),
            (tr("tabeller"), schema_faults),
            (tr("journal"), self._journal),
            (tr("sager"), self._cases),
            (tr("afslutninger"), filing_faults),
            (tr("tællere"), count_faults),
            (tr("medarbejdere"), _people),
            (tr("nøglefil"), self._key_file),
        )
        return tuple(dict.fromkeys(fault for name, look in looks for fault in self._found_by(name, look)))

    def _found_by(self, name: str, look: _Look) -> list[str]:
        """What one look finds; what it stumbles over is a fault with the name of the look, and the next one goes on."""
        found: list[str] = []
        try:
            with self._sitting.act() as connection:
                for fault in look(connection):
                    found.append(fault)
        except DeskError as fault:
            found.append(tr("Kontrollen af {part} stoppede: {fault}", part=name, fault=str(fault)))
        except (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            found.append(tr("Kontrollen af {part} stoppede: {fault}", part=name, fault=str(unreadable())))
        return found

    def _pages(self, connection: Connection) -> Iterator[str]:
        bad = connection.execute(text("pragma cipher_integrity_check")).all()
        if bad:
            yield tr("{count} sider i sagsskabet er ændret eller beskadiget.", count=len(bad))
        if not has_all_pages(connection, self._store_file):
            yield tr("Sagsskabets fil er kortere eller længere, end den skal være.")

    def _structure(self, connection: Connection) -> Iterator[str]:
        if connection.execute(text("pragma integrity_check(1)")).scalar() != "ok":
            yield tr("Sagsskabets opbygning er beskadiget.")
        if connection.execute(text("pragma foreign_key_check")).first() is not None:
            yield tr("Sagsskabet har svar, der ikke hører til nogen sag.")

    def _journal(self, connection: Connection) -> Iterator[str]:
        yield from self._sitting.journal.faults(connection, self._keeping.content().anchor)

    def _cases(self, connection: Connection) -> Iterator[str]:
        yield from case_faults(connection, self._sitting.journal, self._sitting.seal_or_none)

    def _key_file(self, connection: Connection) -> Iterator[str]:
        content = self._keeping.content()
        if content.store_id != connection.execute(select(tables.store.c.id)).scalar():
            yield tr("Nøglefilen hører til et andet sagsskab.")
        if content.recovery() is None:
            yield tr("Nøglefilen har ingen plads til genskabelsesnøglen.")
        active = set(connection.execute(select(tables.officer.c.slot_id).where(tables.officer.c.is_active == 1)).scalars())
        there = {slot.id for slot in content.slots} - {"recovery"}
        if active - there:
            yield tr(
                "{count} aktive medarbejdere mangler i nøglefilen. Giv dem en ny adgangssætning.", count=len(active - there)
            )
        if there - active:
            yield tr("{count} pladser i nøglefilen hører ikke til nogen aktiv medarbejder.", count=len(there - active))


def _people(connection: Connection) -> Iterator[str]:
    unit_of(connection)
    contacts_of(connection)
    if not any(officer.is_active and officer.role is Role.SUPERVISOR for officer in officers_of(connection)):
        yield tr("Sagsskabet har ingen aktiv leder.")


def has_all_pages(connection: Connection, store_file: Path) -> bool:
    """Whether the file is as long as the store says: nothing cut off, nothing added."""
    pages = connection.execute(text("pragma page_count")).scalar_one()
    size = connection.execute(text("pragma page_size")).scalar_one()
    return bool(int(pages) * int(size) == store_file.stat().st_size)
