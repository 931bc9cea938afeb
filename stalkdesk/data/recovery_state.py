"""How it stands with the recovery sheet, kept as settings: when it was made, put away, and last tried."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.data import tables
from stalkdesk.data.times import optional_time, time_text

MADE, PUT_AWAY, TRIED = "recovery.made_at", "recovery.put_away_at", "recovery.tried_at"
OWN_KEYS = frozenset({MADE, PUT_AWAY, TRIED})


def state_of(connection: Connection) -> RecoveryState:
    """How it stands. The sheet of the set-up was put away before the desk opened for the first time."""
    setting = tables.setting
    found = {row.key: row.value for row in connection.execute(select(setting).where(setting.c.key.in_(OWN_KEYS)))}
    made_at = optional_time(found.get(MADE)) or optional_time(connection.execute(select(tables.store.c.made_at)).scalar())
    return RecoveryState(made_at, MADE not in found or PUT_AWAY in found, optional_time(found.get(TRIED)))


def note_made(connection: Connection, at: datetime) -> None:
    """A new sheet was made; nobody has put it away or tried it."""
    _put(connection, MADE, at)
    connection.execute(delete(tables.setting).where(tables.setting.c.key.in_((PUT_AWAY, TRIED))))


def note_put_away(connection: Connection, at: datetime) -> None:
    """The sheet was printed and put away."""
    _put(connection, PUT_AWAY, at)


def note_tried(connection: Connection, at: datetime) -> None:
    """The sheet was tried, and opens the store. Who has it in hand has it."""
    _put(connection, TRIED, at)
    _put(connection, PUT_AWAY, at)


def _put(connection: Connection, key: str, at: datetime) -> None:
    setting = tables.setting
    connection.execute(delete(setting).where(setting.c.key == key))
    connection.execute(insert(setting), {"key": key, "value": time_text(at)})
