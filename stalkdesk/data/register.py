"""The register in the store: lines that are only added, each with its line in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.register_kinds import REGISTER_KINDS, KindOfLine, RegisterStanding
from stalkdesk.data import journal as journals
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.entry_text import said_bytes, said_from
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of, time_from, time_text
from stalkdesk.errors import CaseChanged, NotAllowed
from stalkdesk.language import tr

_line = tables.register_line
_NO_CASE = "(register)"


class Register:
    """Reads and adds to the register."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def lines(self, kinds: Iterable[RegisterKind]) -> tuple[RegisterLine, ...]:
        """The lines of these kinds, in order; all when none is named."""
        with self._sitting.act() as connection:
            return lines_of(connection, self._sitting.seal_or_none, kinds)

    def keep(self, new: Sequence[NewLine]) -> tuple[RegisterLine, ...]:
        """All of them or none. Raises NotAllowed, BadAnswer, TooLong, CaseChanged."""
        with self._sitting.act() as connection:
            return write_lines(connection, self._sitting, new)


def write_lines(connection: Connection, sitting: Sitting, new: Sequence[NewLine]) -> tuple[RegisterLine, ...]:
    """Adds lines in the caller's transaction, with their lines in the journal."""
    standing = list(lines_of(connection, sitting.seal_or_none, ()))
    last, at, made = (
        connection.execute(select(_line.c.number).order_by(_line.c.number.desc()).limit(1)).scalar(),
        sitting.now(),
        [],
    )
    for number, one in enumerate(new, start=(last or 0) + 1):
        how = _how(one.kind)
        sitting.check(how.needs)
        _check_unchanged(one, standing)
        how.check(one, RegisterStanding(tuple(standing), day_of(at), sitting.officer))
        line = RegisterLine(number, one.kind, one.subject, one.said, at, sitting.officer.initials, sitting.officer.id)
        connection.execute(insert(_line), line_row(line, sitting.journal, sitting.seal if how.is_sealed else None))
        standing.append(line)
        made.append(line)
        sitting.note(connection, one.kind.value, fields=[f"line:{number}", f"contact:{one.subject}"], reason=one.reason)
    return tuple(made)


def line_row(line: RegisterLine, journal: journals.Journal, seal: Seal | None) -> rows.Row:
    """The row of a line; sealed when there is a seal."""
    text = said_bytes(line.said)
    row: rows.Row = {
        "number": line.number,
        "kind": line.kind.value,
        "subject": line.subject,
        "at": time_text(line.at),
        "by": storable(line.by),
        "officer_id": line.officer_id,
        "plain": text.decode() if seal is None else None,
        "sealed": None if seal is None else seal.sealed(text, _NO_CASE, line_bound(line.number, line.kind.value)),
    }
    return {**row, "mac": mac_of_added(journal, _line, row)}


def lines_of(connection: Connection, seal: Seal | None, kinds: Iterable[RegisterKind]) -> tuple[RegisterLine, ...]:
    """The lines of these kinds in order, all when none is named; sealed ones when there is a seal to open them."""
    query, wanted = select(_line).order_by(_line.c.number), [kind.value for kind in kinds]
    if wanted:
        query = query.where(_line.c.kind.in_(wanted))
    return tuple(line_of(row, seal) for row in connection.execute(query) if row.plain is not None or seal is not None)


def line_of(row: rows.StoredRow, seal: Seal | None) -> RegisterLine:
    """A line as it is read. Raises StoreDamaged."""
    kind = known(RegisterKind, row.kind)
    if kind not in REGISTER_KINDS:
        raise unreadable()
    if row.plain is not None:
        text = row.plain.encode()
    elif seal is not None:
        text = seal.opened(row.sealed, _NO_CASE, line_bound(row.number, row.kind))
    else:
        raise unreadable()
    said = said_from(REGISTER_KINDS[kind].says, text)
    return RegisterLine(row.number, kind, row.subject, said, time_from(row.at), row.by, row.officer_id)


def line_bound(number: int, kind: str) -> str:
    """What a sealed line is bound to."""
    return f"(line {number}) {kind}"


def _how(kind: RegisterKind) -> KindOfLine:
    if kind not in REGISTER_KINDS:
        raise NotAllowed(tr("Det kan denne udgave af programmet ikke gemme i registret."))
    return REGISTER_KINDS[kind]


def _check_unchanged(new: NewLine, standing: Iterable[RegisterLine]) -> None:
    if new.seen is None:
        return
    about = [line.number for line in standing if line.kind is new.kind and line.subject == new.subject]
    if about and about[-1] > new.seen:
        raise CaseChanged(tr("En anden har ændret det samme imens. Se, hvad der står nu, og gem så. Din tekst er her endnu."))
