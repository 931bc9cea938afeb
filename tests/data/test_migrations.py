"""From nothing to the newest version, in one transaction; never back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Engine, Text, inspect, text

from stalkdesk.data import tables
from stalkdesk.data.cipher import encrypted_engine
from stalkdesk.data.keys import new_key
from stalkdesk.data.migrations import s0001_first_tables
from stalkdesk.data.migrations.running import STEPS, bring_up
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.errors import StoreForeign, StoreTooNew


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty encrypted file."""
    engine = encrypted_engine(tmp_path / "desk.sdk", new_key(), create=True)
    yield engine
    engine.dispose()


def _step(revision: str, before: str, upgrade: object) -> ModuleType:
    step = ModuleType(f"s{revision}")
    step.revision, step.down_revision, step.upgrade = revision, before, upgrade  # type: ignore[attr-defined]
    return step


def test_an_empty_store_comes_up_to_exactly_the_tables_of_the_program(engine: Engine) -> None:
    with engine.begin() as connection:
        assert bring_up(connection)
        assert not bring_up(connection)
        assert version_of(connection) == NEWEST == STEPS[-1].revision
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        strict = connection.execute(
            text("select count(*) from pragma_table_list where strict = 0 and schema = 'main'")
        ).scalar()
        assert strict == 2  # sqlite_schema and Alembic's own table


def test_checks_of_the_steps_are_those_of_the_program(engine: Engine) -> None:
    with engine.begin() as connection:
        bring_up(connection)
        for table in tables.metadata.sorted_tables:
            made = {(one["name"], one["sqltext"]) for one in inspect(connection).get_check_constraints(table.name)}
            known = {(one.name, str(one.sqltext)) for one in table.constraints if hasattr(one, "sqltext")}
            assert made == known


def test_a_later_step_runs_and_a_failing_one_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        op.add_column("store", Column("half", Text))
        raise OSError

    with engine.begin() as connection:
        bring_up(connection)
    with pytest.raises(OSError), engine.begin() as connection:  # noqa: PT011 -- its own
        bring_up(connection, (*STEPS, _step("9999", NEWEST, fail)))
    with engine.begin() as connection:
        assert version_of(connection) == NEWEST
        assert "half" not in {column["name"] for column in inspect(connection).get_columns("store")}
        later = _step("9999", NEWEST, lambda: op.add_column("store", Column("more", Text)))
        assert bring_up(connection, (*STEPS, later))
        assert version_of(connection) == "9999"
    with pytest.raises(StoreTooNew), engine.begin() as connection:
        bring_up(connection)


def test_there_is_no_way_back() -> None:
    with pytest.raises(StoreTooNew):
        s0001_first_tables.downgrade()


def test_tables_of_somebody_else_are_not_taken_for_a_store(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table other (id text)"))
    with pytest.raises(StoreForeign), engine.begin() as connection:
        bring_up(connection)
