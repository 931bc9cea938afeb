"""What the store remembers of its backups, among its settings: the places, what came of each, and of the last drill.

The memory is written by whoever locks the desk, so it is no setting that takes a supervisor; only the places are. A backup that
was made, and a drill, have their line in the journal in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.casework.backups import Drill
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.data import tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_from, time_text
from stalkdesk.errors import StoreDamaged

PLACES, TRIES, DRILL = "backup.places", "backup.tries", "backup.drill"
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one place."""

    last_at: datetime | None = None
    line: int = 0
    """The last line of the journal in the newest good backup there."""
    tried_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that is remembered."""

    places: tuple[Path, ...] = ()
    tries: Mapping[str, Tried] = field(default_factory=dict)
    drill_at: datetime | None = None
    drill_trouble: str = ""


class Memory:
    """Reads and writes it."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def read(self) -> Remembered:
        """What is remembered. What makes no sense counts as forgotten: then a backup is made, and a drill is due."""
        with self._sitting.act() as connection:
            return _read(connection)

    def setting(self, key: str) -> str:
        """A setting of the store, or empty."""
        with self._sitting.act() as connection:
            return _text(connection, key)

    def keep_places(self, places: tuple[Path, ...]) -> None:
        """Sets the places; what is remembered of others is forgotten."""
        chosen = [str(place) for place in places[:_MOST_PLACES]]
        with self._sitting.act() as connection:
            tries = {place: tried for place, tried in _read(connection).tries.items() if place in chosen}
            _put(connection, PLACES, json.dumps(chosen))
            _put_tries(connection, tries)
            self._sitting.note(connection, "settings", fields=[PLACES])

    def succeeded(self, place: Path, at: datetime, line: int, name: str) -> None:
        """A backup was made; it is in the journal by its neutral name."""
        with self._sitting.act() as connection:
            self._keep(connection, place, Tried(at, line, at))
            self._sitting.note(connection, "backup", reason=name, recipient=Recipient.BACKUP_PLACE)

    def failed(self, place: Path, at: datetime, trouble: str) -> None:
        """A backup was not made."""
        with self._sitting.act() as connection:
            before = _read(connection).tries.get(str(place), Tried())
            self._keep(connection, place, Tried(before.last_at, before.line, at, trouble))

    def drilled(self, drill: Drill, name: str) -> None:
        """A drill was held."""
        trouble = drill.faults[0] if drill.faults else ""
        with self._sitting.act() as connection:
            _put(connection, DRILL, json.dumps({"at": time_text(drill.at), "trouble": trouble}))
            self._sitting.note(connection, "drill", fields=["faults"] if drill.faults else [], reason=name)

    def _keep(self, connection: Connection, place: Path, tried: Tried) -> None:
        remembered = _read(connection)
        if place in remembered.places:  # a place that was named once, on the command line, is not remembered
            _put_tries(connection, {**remembered.tries, str(place): tried})


def _read(connection: Connection) -> Remembered:
    places = _json(connection, PLACES)
    tries, drill = _json(connection, TRIES), _json(connection, DRILL)
    known = tuple(Path(one) for one in places if isinstance(one, str)) if isinstance(places, list) else ()
    return Remembered(
        known[:_MOST_PLACES],
        {str(place): _tried(one) for place, one in tries.items()} if isinstance(tries, dict) else {},
        _time(drill.get("at")) if isinstance(drill, dict) else None,
        str(drill.get("trouble", "")) if isinstance(drill, dict) else "",
    )


def _tried(untrusted: object) -> Tried:
    if not isinstance(untrusted, dict):
        return Tried()
    line = untrusted.get("line")
    return Tried(
        _time(untrusted.get("last_at")),
        line if type(line) is int else 0,
        _time(untrusted.get("tried_at")),
        str(untrusted.get("trouble", "")),
    )


def _put_tries(connection: Connection, tries: Mapping[str, Tried]) -> None:
    written = {
        place: {
            "last_at": time_text(one.last_at) if one.last_at else "",
            "line": one.line,
            "tried_at": time_text(one.tried_at) if one.tried_at else "",
            "trouble": one.trouble,
        }
        for place, one in tries.items()
    }
    _put(connection, TRIES, json.dumps(written))


def _put(connection: Connection, key: str, text: str) -> None:
    setting = tables.setting
    connection.execute(delete(setting).where(setting.c.key == key))
    connection.execute(insert(setting), {"key": key, "value": storable(text)})


def _text(connection: Connection, key: str) -> str:
    setting = tables.setting
    return str(connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar() or "")


def _json(connection: Connection, key: str) -> object:
    try:
        return json.loads(_text(connection, key) or "null")
    except (ValueError, RecursionError):
        return None


def _time(untrusted: object) -> datetime | None:
    try:
        return time_from(untrusted) if isinstance(untrusted, str) and untrusted else None
    except StoreDamaged:
        return None
