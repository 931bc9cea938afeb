"""Whether the tables, indexes and locks of an open store are those of its version: nobody took one out or slipped one in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, create_engine, text

from stalkdesk.data import tables
from stalkdesk.data.damage import other_tables
from stalkdesk.language import tr

_COLUMNS = text(
    'select made.name as made, col.name, col.type, col."notnull" as must, col.pk from sqlite_schema as made '
    "join pragma_table_xinfo(made.name) as col "
    "where made.type = 'table' and made.name not like 'sqlite\\_%' escape '\\' and made.name <> 'alembic_version'"
)
_OBJECTS = text("select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'")
_SPACES = re.compile(r"[\s\"]+")

_Column = tuple[str, str, str, bool, bool]


def check_tables(connection: Connection) -> None:
    """Raises StoreDamaged when a table or column is missing, or one is there that the program does not know."""
    found = connection.execute(_COLUMNS).all()
    if {(row.made, row.name, row.type, bool(row.must), bool(row.pk)) for row in found} != _known_columns():
        raise other_tables()


def schema_faults(connection: Connection) -> Iterator[str]:
    """What differs from a store that is made now: tables, indexes, and the locks of the journal, with all they say."""
    differing = sorted({name for _, name, _ in _objects(connection) ^ _objects_of_a_new_store()})
    if differing:
        yield tr("Sagsskabets tabeller og låse er ikke, som de skal være: {names}.", names=", ".join(differing))


@cache
def _known_columns() -> frozenset[_Column]:
    return frozenset(
        (table.name, column.name, str(column.type), not column.nullable, column.primary_key)
        for table in tables.metadata.tables.values()
        for column in table.columns
    )


@cache
def _objects_of_a_new_store() -> frozenset[tuple[str, str, str]]:
    import sqlcipher3.dbapi2 as sqlcipher

    from stalkdesk.data.migrations.running import bring_up

    engine = create_engine("sqlite://", module=sqlcipher)
    try:
        with engine.begin() as connection:
            bring_up(connection)
            return _objects(connection)
    finally:
        engine.dispose()


def _objects(connection: Connection) -> frozenset[tuple[str, str, str]]:
    return frozenset((row.type, row.name, _SPACES.sub(" ", row.sql)) for row in connection.execute(_OBJECTS))
