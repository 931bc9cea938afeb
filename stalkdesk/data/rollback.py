"""Whether the store is an older one that was put back, and whether a restore on purpose explains it.

The manifests of the backups in the places that are set hold the journal's last line outside the store; what is asked here
reads them and nothing else. A restore leaves its line in the journal of the restored store: the lines that it lost are those
from that number on, written before that time. Whatever else is missing is a rollback, or a chain that was written anew
(docs/store.md 15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from stalkdesk.casework.backups import Restored
from stalkdesk.casework.officers import Role
from stalkdesk.data import tables
from stalkdesk.data.backup_manifest import anchors_in, made_at_of
from stalkdesk.data.journal import Journal, end_of, misses
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.times import day_text, time_from
from stalkdesk.language import tr

RESTORE = "restore"
ENTERED = ("login", "recover")
_line, _officer = tables.journal.c, tables.officer.c

Kept = tuple[datetime, Anchor]
"""When a backup was made, and the last line of the journal in it."""


@dataclass(frozen=True, slots=True)
class RestoreLine:
    """A `restore` in the journal: its number, when it was made, and of when the backup was."""

    number: int
    at: datetime
    backup_at: datetime

    def explains(self, number: int, written_before: datetime | None = None) -> bool:
        """Whether a line of that number that is missing was lost by this restore. A line on paper has no time."""
        return self.number <= number and (written_before is None or written_before <= self.at)


def restores_of(connection: Connection) -> tuple[RestoreLine, ...]:
    """Every restore that the journal tells of, oldest first."""
    found = select(_line.number, _line.at, _line.reason).where(_line.reference == "", _line.act == RESTORE)
    told = connection.execute(found.order_by(_line.number)).all()
    return tuple(RestoreLine(row.number, time_from(row.at), _backup_at(connection, row.number, row.reason)) for row in told)


def restore_before(connection: Connection, number: int) -> RestoreLine | None:
    """The last restore at or before a line: what may have lost it."""
    return next((one for one in reversed(restores_of(connection)) if one.explains(number)), None)


def kept_in(places: Sequence[Path], store_id: str, journal: Journal) -> tuple[Kept, ...]:
    """The ends of the journal in all backups of this store that its key vouches for. Reads manifests alone."""
    return tuple(one for place in places for one in anchors_in(place, store_id, journal))


def rollback_faults(connection: Connection, kept: Sequence[Kept]) -> Iterator[str]:
    """What the backups know that the store does not, unless a restore explains it: a sentence of the one that knows most."""
    missed = [one for one in kept if misses(connection, one[1])]
    if not missed:
        return
    restores = restores_of(connection)
    unexplained = [(at, end) for at, end in missed if not any(one.explains(end.number, at) for one in restores)]
    if not unexplained:
        return
    at, end = max(unexplained, key=lambda one: (one[1].number, one[0]))
    last = end_of(connection).number
    if end.number > last:
        yield tr(
            "Sagsskabet er ældre end sin sikkerhedskopi fra {day}: kopien har journalens linje {number}, men journalen her "
            "ender med linje {last}, og ingen har hentet den fra en sikkerhedskopi. Nogen har lagt en ældre udgave på plads.",
            day=day_text(at),
            number=end.number,
            last=last,
        )
    else:
        yield tr(
            "Sagsskabets journal er en anden end den i sikkerhedskopien fra {day}: linje {number} er ikke den samme, og ingen "
            "har hentet den fra en sikkerhedskopi. Nogen har lagt en ældre udgave på plads eller skrevet journalen om.",
            day=day_text(at),
            number=end.number,
        )


def restored(connection: Connection, kept: Sequence[Kept]) -> Restored | None:
    """The last restore, when no supervisor but who sits here now has come in since: it is told once."""
    last = next(iter(reversed(restores_of(connection))), None)
    if last is None:
        return None
    entered = (
        select(func.count())
        .select_from(tables.journal.join(tables.officer, _officer.id == _line.officer_id))
        .where(_line.number > last.number, _line.act.in_(ENTERED), _officer.role == Role.SUPERVISOR.value)
    )
    if connection.execute(entered).scalar_one() > 1:
        return None
    lost = [end.number for at, end in kept if last.explains(end.number, at) and misses(connection, end)]
    return Restored(last.at, last.backup_at, last.number, max(lost, default=0), _held_cases(connection, last))


def _held_cases(connection: Connection, restore: RestoreLine) -> bool:
    """Whether a case or draft of the backup is in the store. What was erased after it stands in no line that is left."""
    of_backup = select(_line.reference).where(_line.number < restore.number, _line.reference == tables.case_file.c.reference)
    return connection.execute(select(tables.case_file.c.id).where(of_backup.exists()).limit(1)).first() is not None


def lost_by_restore(connection: Connection, number: int) -> str:
    """The sentence for a line of a paper that is not in the journal and that a restore may have lost; empty when none may."""
    found = restore_before(connection, number)
    if found is None:
        return ""
    return tr(
        "Journalens linje {number} er ikke i sagsskabet. Det blev {day} hentet fra en sikkerhedskopi fra {backup_day}, og det, "
        "der var skrevet efter den, gik tabt (fra linje {first}). Er papiret fra før {day}, er det forklaringen. Er det nyere, "
        "er sagsskabet en ældre udgave.",
        number=number,
        day=day_text(found.at),
        backup_day=day_text(found.backup_at),
        first=found.number,
    )


def lost_by_restore_of_keys(connection: Connection, anchor: Anchor) -> str:
    """The same for the line in the key file; empty when the journal has it, or no restore may have lost it."""
    found = restore_before(connection, anchor.number) if misses(connection, anchor) else None
    if found is None:
        return ""
    return tr(
        "Sagsskabet blev {day} hentet fra en sikkerhedskopi fra {backup_day}. Er nøglefilen fra før den dag, er linjerne "
        "{first} til {last} dem, der gik tabt dengang; ellers er sagsskabet en ældre udgave.",
        day=day_text(found.at),
        backup_day=day_text(found.backup_at),
        first=found.number,
        last=anchor.number,
    )


def _backup_at(connection: Connection, number: int, name: str) -> datetime:
    """Of when the backup was: by its name, or, where somebody gave it another, by the last line in it."""
    by_name = made_at_of(name)
    if by_name is not None:
        return by_name
    before = select(_line.at).where(_line.number < number).order_by(_line.number.desc()).limit(1)
    return time_from(str(connection.execute(before).scalar()))
