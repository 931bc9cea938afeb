"""The papers of a case in the store: what was made, the paper itself, what became of it. Each with its journal line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.papers import REACHED_HER, How, Outcome, SheetGiven
from stalkdesk.data import rows, tables
from stalkdesk.data.cases import kept_row
from stalkdesk.data.paper_rows import ACT_OF, packed, sheets_of, unpacked
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_text
from stalkdesk.errors import CaseUnknown, NotAllowed
from stalkdesk.language import tr

SETTLED = "sheet_settled"
"""It was said what became of a sheet."""
_sheet = tables.sheet_given


class Papers:
    """Keeps what was given, and gives it again."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def keep(self, reference: str, given: Sequence[SheetGiven], documents: Sequence[str] = ()) -> tuple[SheetGiven, ...]:
        """Keeps what was made, with the papers themselves (`documents`, one for each, or none); gives them with their ids.

        Raises CaseUnknown.
        """
        if not given:
            return ()
        texts = tuple(documents) or ("",) * len(given)
        kept = []
        with self._sitting.act() as connection:
            row = kept_row(connection, reference)
            for one, text in zip(given, texts, strict=True):
                paper = packed(text) if text else None
                written = rows.sheet_row(row.id, one, paper)
                connection.execute(insert(_sheet), [written])
                self._note(connection, row.reference, one)
                kept.append(replace(one, id=str(written["id"]), is_kept=paper is not None))
        return tuple(kept)

    def settle(self, reference: str, sheet_id: str, how: How, outcome: Outcome | None) -> None:
        """Says of the sheet with that id that it came out after all (now), or what became of it.

        Raises CaseUnknown, and NotAllowed when what was said before would be taken back without a word.
        """
        with self._sitting.act() as connection:
            row = kept_row(connection, reference)
            found = _one(connection, row.id, sheet_id)
            if found.how == how and found.outcome is not None and outcome is None:
                raise NotAllowed(
                    tr("Det er allerede noteret, hvad der skete med arket. Det kan ændres, men ikke tages tilbage.")
                )
            values = {"how": how.value, "outcome": "" if outcome is None else outcome.value}
            if found.how != how:
                values["at"] = time_text(self._sitting.now())
            connection.execute(update(_sheet).where(_sheet.c.id == sheet_id).values(values))
            if found.how != how:
                self._note(connection, row.reference, replace(found, how=how))
            if outcome is not None:
                self._sitting.note(connection, SETTLED, row.reference, [found.sheet_id, outcome.value])

    def document(self, reference: str, sheet_id: str) -> str:
        """The paper as it was (`guidance.kept_documents`), or empty when it was not kept. Raises CaseUnknown, StoreDamaged."""
        with self._sitting.act() as connection:
            row = kept_row(connection, reference)
            of_it = select(_sheet.c.document).where(_sheet.c.id == sheet_id, _sheet.c.case_id == row.id)
            found = connection.execute(of_it).first()
        if found is None:
            raise _unknown()
        return "" if found.document is None else unpacked(found.document)

    def _note(self, connection: Connection, reference: str, one: SheetGiven) -> None:
        whom = Recipient.VICTIM if one.how in REACHED_HER else None
        self._sitting.note(connection, ACT_OF[one.how], reference, [one.sheet_id], recipient=whom)


def _one(connection: Connection, case_id: str, sheet_id: str) -> SheetGiven:
    found = next((one for one in sheets_of(connection, case_id) if one.id == sheet_id), None)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> CaseUnknown:
    return CaseUnknown(tr("Arket findes ikke på sagen."))
