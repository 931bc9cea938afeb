"""The register in the store: lines that are only added, each with its line in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.register_checks import RegisterStanding
from stalkdesk.casework.register_kinds import REGISTER_KINDS, KindOfLine
from stalkdesk.data import tables
from stalkdesk.data.entry_rows import sum_field
from stalkdesk.data.register_rows import line_row, lines_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.errors import CaseChanged, NotAllowed
from stalkdesk.language import tr

_line = tables.register_line


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
        for one in new:
            if _how(one.kind).is_stores_own:
                raise NotAllowed(tr("Det skriver sagsskabet selv i registret."))
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
        row = line_row(line, sitting.journal, sitting.seal if how.is_sealed else None)
        connection.execute(insert(_line), row)
        standing.append(line)
        made.append(line)
        fields = (f"line:{number}", f"contact:{one.subject}", sum_field(row["mac"]))
        sitting.note(connection, one.kind.value, fields=fields, reason=one.reason)
    return tuple(made)


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
