"""A store changed by somebody who has its keys: the file is opened past the program, and no line is written of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from stalkdesk.data.cipher import encrypted_engine
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import read_key_file
from stalkdesk.data.keys import Purpose, derived
from stalkdesk.data.passphrase import as_typed
from stalkdesk.data.slots import name_tag, open_with_passphrase
from tests.data.at_hand import PASSPHRASE

_LOCKED = (
    *("journal", "evaluation", "incident", "addendum", "instrument_use", "attachment", "signing_key"),
    *("case_entry", "register_line"),
)
_TRIGGERS = tuple(f"{table}_no_{act}" for table in _LOCKED for act in ("update", "delete"))


def change(connection: Connection, *statements: str) -> None:
    """Runs the statements with the locks of the tables that are only added to and the foreign keys out of the way, and puts the
    locks back."""
    made = {name: connection.execute(text(_MADE), {"name": name}).scalar() for name in _TRIGGERS}
    for name in _TRIGGERS:
        connection.execute(text(f"drop trigger if exists {name}"))
    connection.execute(text("pragma defer_foreign_keys=on"))
    for statement in statements:
        connection.execute(text(statement))
    for sql in made.values():
        if sql is not None:
            connection.execute(text(sql))


def change_open(drawer: OpenDrawer, *statements: str) -> None:
    """Changes the store of an open drawer."""
    with drawer._sitting.act() as connection:
        change(connection, *statements)


@contextmanager
def past_the_program(folder: Path) -> Iterator[Connection]:
    """The locked store, open for a change that nobody writes down."""
    content = read_key_file(folder / "desk.keys")
    slot = content.slot(name_tag(content.store_id, "Søren"))
    assert slot is not None
    keys = open_with_passphrase(slot, content.store_id, as_typed(PASSPHRASE))
    engine = encrypted_engine(folder / "desk.sdk", derived(keys.data, Purpose.FILE))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def change_locked(folder: Path, *statements: str) -> None:
    """Changes the locked store."""
    with past_the_program(folder) as connection:
        change(connection, *statements)


def with_sum(content: dict[str, Any]) -> bytes:
    """A key file of that content, its sum as it should be."""
    kept = {name: part for name, part in content.items() if name != "sum"}
    text_of_it = json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**kept, "sum": hashlib.sha256(text_of_it).hexdigest()}).encode()


_MADE = "select sql from sqlite_schema where type = 'trigger' and name = :name"
