"""Whether the store is whole: pages, structure, journal, every answer, the key file. Each fault is one sentence.

Both checks of SQLCipher are run, since each misses what the other finds (docs/store.md 9); what neither sees, a page
rolled back to an older copy, the journal's chain finds where the page was part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.answer_text import answer_from, assessment_from
from stalkdesk.data.case_words import opened_answer
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import DeskError, StoreDamaged
from stalkdesk.language import tr

_PAGE = 500


class Soundness:
    """Looks for what is wrong; changes nothing."""

    def __init__(self, sitting: Sitting, keeping: KeyKeeping, store_file: Path) -> None:
        self._sitting, self._keeping, self._store_file = sitting, keeping, store_file

    def faults(self) -> tuple[str, ...]:
        """What is wrong, one sentence each; empty when the store is whole. Reads everything: about 0.3 GB a second."""
        looks: tuple[Callable[[Connection], Iterator[str]], ...] = (
            self._pages,
            self._structure,
            self._journal,
            self._answers,
            self._counts,
            self._key_file,
        )
        found: list[str] = []
        for look in looks:
            try:
                with self._sitting.act() as connection:
                    found += look(connection)
            except DeskError as fault:
                found.append(str(fault))
        return tuple(dict.fromkeys(found))

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
        yield from self._sitting.journal.faults(connection)

    def _answers(self, connection: Connection) -> Iterator[str]:
        case, last = tables.case_file, 0
        query = select(case.c.id, case.c.reference, case.c.place).order_by(case.c.place).limit(_PAGE)
        while found := connection.execute(query.where(case.c.place > last)).all():
            for row in found:
                try:
                    self._read_all_of(connection, row.id)
                except (StoreDamaged, ValueError):
                    yield tr("Sagen {reference} kan ikke læses helt.", reference=row.reference)
                last = row.place

    def _read_all_of(self, connection: Connection, case_id: str) -> None:
        """Reads every answer, past answer and assessment of a case. Raises StoreDamaged, ValueError."""
        seal = self._sitting.seal_or_none
        for row in connection.execute(select(tables.answer).where(tables.answer.c.case_id == case_id)):
            rows.answer_of(row)
        for row in connection.execute(select(tables.answer_past).where(tables.answer_past.c.case_id == case_id)):
            if row.plain is not None:
                answer_from(row.question_id, row.plain.encode())
            elif seal is not None:
                opened_answer(seal, row)
        for row in connection.execute(select(tables.finding).where(tables.finding.c.case_id == case_id)):
            assessment_from(row.public)
            if seal is not None and row.sealed is not None:
                assessment_from(seal.opened(row.sealed, case_id, rows.ASSESSMENT).decode())
        if seal is not None:
            for row in connection.execute(select(tables.sealed_answer).where(tables.sealed_answer.c.case_id == case_id)):
                opened_answer(seal, row)
        unfinished.of_case(connection, seal, case_id)

    def _counts(self, connection: Connection) -> Iterator[str]:
        case, counter = tables.case_file, tables.counter
        kept = select(func.count()).select_from(case).where(case.c.status != CaseStatus.DISCARDED.value)
        counted = connection.execute(select(counter.c.value).where(counter.c.name == rows.OPEN_CASES)).scalar() or 0
        if connection.execute(kept).scalar_one() != counted:
            yield tr("Sagsskabet har et andet antal sager, end det har talt.")
        for row in connection.execute(select(counter).where(counter.c.name.like("reference %"))).all():
            year = int(row.name.split()[1])
            first, last = rows.Place(year, 0).order, rows.Place(year + 1, 0).order
            given = select(func.count()).select_from(case).where(case.c.place > first, case.c.place < last)
            if connection.execute(given).scalar_one() != row.value:
                yield tr("Der er huller i sagernes numre for {year}.", year=year)

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


def has_all_pages(connection: Connection, store_file: Path) -> bool:
    """Whether the file is as long as the store says: nothing cut off, nothing added."""
    pages = connection.execute(text("pragma page_count")).scalar_one()
    size = connection.execute(text("pragma page_size")).scalar_one()
    return bool(int(pages) * int(size) == store_file.stat().st_size)
