"""What becomes of a package that was made here: handed over, acknowledged by its code, declined, taken back, handed back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.handover.handover_codes import CodeOf, is_code, typed_code
from stalkdesk.casework.handover.handovers import (
    MOST_REASON,
    Handover,
    HandoverState,
    Purpose,
    Way,
    handovers_of,
    refuse_step,
    refuse_too_soon,
)
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.data import dues, rows
from stalkdesk.data.entries import write_entries
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.handover.desk_keys import DeskKeys
from stalkdesk.data.handover.packing_case import filed_row
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr


class PackagesMade:
    """Keeps the answers to packages."""

    def __init__(self, sitting: Sitting, desks: DeskKeys) -> None:
        self._sitting, self._desks = sitting, desks

    def handed_over(self, reference: str, number: int, way: Way) -> Handover:
        """It left the desk."""
        return step(self._sitting, reference, number, HandoverState.HANDED_OVER, way)

    def acknowledge(self, reference: str, untrusted_code: str, number: int) -> Handover:
        """The code for taking over was read back."""
        return self._answered(reference, untrusted_code, number, CodeOf.TAKEN_OVER, "")

    def declined(self, reference: str, untrusted_code: str, reason: str, number: int) -> Handover:
        """The code for declining was read back, with the reason."""
        return self._answered(reference, untrusted_code, number, CodeOf.DECLINED, stated(reason))

    def take_back(self, reference: str, number: int, reason: str) -> Handover:
        """The package, or the case, is ours again."""
        return step(self._sitting, reference, number, HandoverState.TAKEN_BACK, reason=stated(reason))

    def _answered(self, reference: str, untrusted_code: str, number: int, what: CodeOf, reason: str) -> Handover:
        """The step that the code says, or one more wrong code: that too is kept before it is told."""
        sitting, code = self._sitting, typed_code(untrusted_code)
        with sitting.act() as connection:
            row = filed_row(connection, reference)
            newest = _waiting(entries_of(connection, sitting.seal, row.id), number)
            said: Handover = newest.said
            state = HandoverState.ACKNOWLEDGED if what is CodeOf.TAKEN_OVER else HandoverState.DECLINED
            refuse_step(said, state)
            refuse_too_soon(newest, sitting.now())
            is_right = self._is_right(connection, said, what, code)
            after = replace(said, state=state, reason=reason) if is_right else replace(said, wrong_codes=said.wrong_codes + 1)
            kept = _write(connection, sitting, row, newest.subject, after, reason)
        if not is_right:
            raise BadAnswer(
                tr(
                    "Koden passer ikke til pakken til {receiver}. Få den læst op igen, tegn for tegn.",
                    receiver=said.receiver_name,
                ),
                "code",
            )
        return kept

    def _is_right(self, connection: Connection, said: Handover, what: CodeOf, code: str) -> bool:
        check = said.taken_over_check if what is CodeOf.TAKEN_OVER else said.declined_check
        keys = (bytes.fromhex(line.said.code_key) for line in self._desks.own_lines(connection))
        return any(is_code(key, said.package_id, what, code, check) for key in keys)


def step(
    sitting: Sitting, reference: str, number: int, state: HandoverState, way: Way | None = None, reason: str = ""
) -> Handover:
    """One step of a package, in a transaction of its own. Raises NotAllowed, BadAnswer."""
    with sitting.act() as connection:
        row = filed_row(connection, reference)
        before = handovers_of(entries_of(connection, None, row.id)).get(number)
        if before is None:
            raise BadAnswer(tr("Sagen har ingen pakke {number}.", number=number), "package")
        after = replace(before, state=state, way=way or before.way, reason=reason)
        return _write(connection, sitting, row, number, after, reason)


def handed_back(
    connection: Connection, sitting: Sitting, row: rows.StoredRow, entries: tuple[Entry, ...], version: int
) -> bool:
    """The case that was given away comes back in a package: what gave it away is handed back. Whether there was such. A package
    that is no later version was made before they had the case: it gives nothing back."""
    gone = [
        number
        for number, one in handovers_of(entries).items()
        if one.purpose is Purpose.TRANSFER and one.state is HandoverState.ACKNOWLEDGED and version > one.version
    ]
    for number in gone:
        after = replace(handovers_of(entries)[number], state=HandoverState.HANDED_BACK)
        _write(connection, sitting, row, number, after, "")
    return bool(gone)


def stated(reason: str) -> str:
    """A reason that is one. Raises NotAllowed, TooLong."""
    text = cleaned(reason, MOST_REASON, "reason")
    if not text:
        raise NotAllowed(tr("Skriv hvorfor. Begrundelsen kommer i journalen."))
    return text


def _write(
    connection: Connection, sitting: Sitting, row: rows.StoredRow, number: int, after: Handover, reason: str
) -> Handover:
    new = NewEntry(EntryKind.HANDOVER, after, number, reason, Recipient.OTHER_AUTHORITY, after.receiver_id)
    (kept,) = write_entries(connection, sitting, row, [new])
    dues.rewrite(connection, sitting.seal, row.id)
    said: Handover = kept.said
    return said


def _waiting(entries: tuple[Entry, ...], number: int) -> Entry:
    """The newest entry of that package; 0: of the one that waits for its code, else of the last one. Raises BadAnswer."""
    newest = newest_by_subject(entries, EntryKind.HANDOVER)
    if number:
        found = newest.get(number)
    else:
        open_ones = [entry for entry in newest.values() if entry.said.is_open]
        if len(open_ones) > 1:
            raise BadAnswer(tr("Flere pakker venter på en kode. Vælg den, der ringes om."), "package")
        found = next(reversed(open_ones or list(newest.values())), None)
    if found is None:
        raise BadAnswer(tr("Der er ingen pakke på sagen, der venter på en kode."), "package")
    return found
