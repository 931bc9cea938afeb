"""Whether the store is whole: pages, structure, journal, every answer, the key file. Each fault is one sentence.

Both checks of SQLCipher are run, since each misses what the other finds (docs/store.md 9); what neither sees, a page
rolled back to an older copy, the journal's chain finds where the page was part of it. What is told twice is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select, text

from stalkdesk.casework.checking import OfTheFile
from stalkdesk.casework.officers import Role
from stalkdesk.data import tables
from stalkdesk.data.attachment_checks import AttachmentReading, LookAtAttachments
from stalkdesk.data.attachment_files import AttachmentFiles
from stalkdesk.data.case_checks import PAGE as CASES
from stalkdesk.data.case_checks import CaseReading, count_faults, filing_faults
from stalkdesk.data.checking import CheckOfStore, LookAt, LookAtCases, LookAtChain, Piece
from stalkdesk.data.content_changes import faults_of_content
from stalkdesk.data.entry_checks import EntryReading, register_faults
from stalkdesk.data.journal_checks import PAGE as LINES
from stalkdesk.data.journal_checks import ChainReading, faults_of_ends, quick_faults
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.people import contacts_of, officers_of, unit_of
from stalkdesk.data.rollback import lost_by_restore_of_keys
from stalkdesk.data.schema import schema_faults
from stalkdesk.data.signature_checks import key_file_faults
from stalkdesk.data.sitting import Sitting
from stalkdesk.language import tr
from stalkdesk.places import ATTACHMENTS_FOLDER

_FEW_CASES = 40
_FEW_LINES = 500
"""What a piece of a check reads that must not keep the desk waiting: some 0.1 s."""
_LARGE_ONES = 3
"""The last pieces, each of which takes seconds in a large store."""


class Soundness:
    """Looks for what is wrong; changes nothing."""

    def __init__(self, sitting: Sitting, keeping: KeyKeeping, store_file: Path) -> None:
        self._sitting, self._keeping, self._store_file = sitting, keeping, store_file
        self._files = AttachmentFiles(store_file.parent / ATTACHMENTS_FOLDER)

    def faults(self) -> tuple[str, ...]:
        """What is wrong, one sentence each; empty when the store is whole. Reads everything."""
        return _all_of(self._pieces(LINES, CASES), self._sitting)

    def begun(self, is_whole: bool) -> CheckOfStore:
        """The same in small pieces, between the acts of the desk. Unless it is to be whole, what can't be cut small is left
        out: pages that no case lies on, the structure, the files of the attachments."""
        pieces = self._pieces(_FEW_LINES, _FEW_CASES)
        return CheckOfStore(self._sitting, pieces if is_whole else pieces[:-_LARGE_ONES])

    def quick_faults(self) -> tuple[str, ...]:
        """What a look at the ends of the journal finds."""
        return _all_of([LookAt(tr("journal"), self._ends_quickly)], self._sitting)

    def _pieces(self, lines: int, cases: int) -> list[Piece]:
        """What is looked at, the quickest and most telling first."""
        journal, seal = self._sitting.journal, self._sitting.seal_or_none
        return [
            LookAt(tr("nøglefil"), self._key_file),
            LookAt(tr("journal"), self._ends),
            LookAtChain(tr("journal"), ChainReading(journal, is_signed=True), lines),
            LookAt(tr("tabeller"), schema_faults),
            LookAt(tr("medarbejdere"), _people),
            LookAt(tr("tællere"), count_faults),
            LookAt(tr("afslutninger"), filing_faults),
            LookAt(tr("ændringer af indholdet"), faults_of_content),
            LookAtCases(tr("sager"), CaseReading(journal, seal), cases),
            LookAtCases(tr("det, der er føjet til sagerne"), EntryReading(journal, seal), cases),
            LookAt(tr("kontakter"), lambda connection: register_faults(connection, journal, seal)),
            LookAt(tr("sider"), self._pages, weight=2),
            LookAt(tr("opbygning"), self._structure, weight=4),
            LookAtAttachments(tr("bilag"), AttachmentReading(journal, seal, self._files)),
        ]

    def _pages(self, connection: Connection) -> Iterator[str]:
        bad = connection.execute(text("pragma cipher_integrity_check")).all()
        if len(bad) == 1:
            yield OfTheFile(tr("1 side i sagsskabets fil er ændret eller beskadiget."))
        elif bad:
            yield OfTheFile(tr("{count} sider i sagsskabets fil er ændret eller beskadiget.", count=len(bad)))
        if not has_all_pages(connection, self._store_file):
            yield OfTheFile(tr("Sagsskabets fil er kortere eller længere, end den skal være."))

    def _structure(self, connection: Connection) -> Iterator[str]:
        if connection.execute(text("pragma integrity_check(1)")).scalar() != "ok":
            yield OfTheFile(tr("Sagsskabets opbygning er beskadiget."))
        if connection.execute(text("pragma foreign_key_check")).first() is not None:
            yield tr("Sagsskabet har svar, der ikke hører til nogen sag.")

    def _ends(self, connection: Connection) -> Iterator[str]:
        anchor = self._keeping.content().anchor
        yield from faults_of_ends(connection, anchor)
        if explanation := lost_by_restore_of_keys(connection, anchor):
            yield explanation

    def _ends_quickly(self, connection: Connection) -> Iterator[str]:
        anchor = self._keeping.content().anchor
        yield from quick_faults(connection, self._sitting.journal, anchor)
        if explanation := lost_by_restore_of_keys(connection, anchor):
            yield explanation

    def _key_file(self, connection: Connection) -> Iterator[str]:
        content = self._keeping.content()
        if content.store_id != connection.execute(select(tables.store.c.id)).scalar():
            yield tr("Nøglefilen hører til et andet sagsskab.")
        if content.recovery() is None:
            yield tr("Nøglefilen har ingen plads til genskabelsesnøglen.")
        active = set(connection.execute(select(tables.officer.c.slot_id).where(tables.officer.c.is_active == 1)).scalars())
        there = {slot.id for slot in content.slots} - {"recovery"}
        if len(active - there) == 1:
            yield tr("En aktiv medarbejder mangler i nøglefilen. Giv vedkommende en ny adgangssætning.")
        elif active - there:
            yield tr(
                "{count} aktive medarbejdere mangler i nøglefilen. Giv dem en ny adgangssætning.", count=len(active - there)
            )
        if len(there - active) == 1:
            yield tr("En plads i nøglefilen hører ikke til nogen aktiv medarbejder.")
        elif there - active:
            yield tr("{count} pladser i nøglefilen hører ikke til nogen aktiv medarbejder.", count=len(there - active))
        yield from key_file_faults(connection, content)


def _all_of(pieces: list[Piece], sitting: Sitting) -> tuple[str, ...]:
    check = CheckOfStore(sitting, pieces)
    while check.go_on():
        pass
    return check.faults


def _people(connection: Connection) -> Iterator[str]:
    unit_of(connection)
    contacts_of(connection)
    if not any(officer.is_active and officer.role is Role.SUPERVISOR for officer in officers_of(connection)):
        yield tr("Sagsskabet har ingen aktiv leder.")


def slots_dropped_faults(count: int) -> Iterator[str]:
    """What it means that the key file had slots of nobody when it was opened."""
    if count == 1:
        yield tr(
            "I nøglefilen var der en adgang, som ikke hørte til nogen. Den er taget væk. Blev programmet afbrudt, mens nogen "
            "fik eller mistede adgang, er det forklaringen; ellers har nogen, der har nøglen, lagt den der."
        )
    elif count:
        yield tr(
            "I nøglefilen var der {count} adgange, som ikke hørte til nogen. De er taget væk. Blev programmet afbrudt, mens "
            "nogen fik eller mistede adgang, er det forklaringen; ellers har nogen, der har nøglen, lagt dem der.",
            count=count,
        )


def has_all_pages(connection: Connection, store_file: Path) -> bool:
    """Whether the file is as long as the store says: nothing cut off, nothing added."""
    pages = connection.execute(text("pragma page_count")).scalar_one()
    size = connection.execute(text("pragma page_size")).scalar_one()
    return bool(int(pages) * int(size) == store_file.stat().st_size)
