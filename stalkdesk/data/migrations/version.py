"""Which version an open store has, asked without loading Alembic: a store that is up to date needs none of it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from stalkdesk.data.damage import other_tables
from stalkdesk.errors import StoreForeign, StoreTooNew
from stalkdesk.language import tr

NEWEST = "0007"
"""The version that this program writes: the last of `running.STEPS`."""


def version_of(connection: Connection) -> str:
    """The version of the store, or empty when it has no tables yet. Raises StoreForeign when it has tables and no
    place for a version, StoreDamaged when the version is gone."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise StoreForeign(tr("Filen er krypteret med den rigtige nøgle, men er ikke et sagsskab fra StalkDesk."))
        return ""
    found = connection.execute(text("select version_num from alembic_version")).scalars().all()
    if len(found) != 1 or not found[0]:
        raise other_tables()
    return str(found[0])


def newer_store() -> StoreTooNew:
    """The sentence for a store that a newer program has written."""
    return StoreTooNew(tr("Sagsskabet er skrevet af en nyere udgave af StalkDesk. Opdatér programmet på denne computer."))
