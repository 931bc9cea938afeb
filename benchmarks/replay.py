"""What the program writes, written down, and written again by plain `sqlite3` with the same durability."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

_WRITES = ("insert", "update", "delete", "create", "alter", "replace")

Step = list[tuple[str, list[Any]]]
"""One transaction: statements, each with its rows."""


@contextmanager
def written_down() -> Iterator[list[Step]]:
    """Every transaction with a write in it that any engine makes inside the block."""
    steps: list[Step] = []
    now: Step = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.lstrip().lower().startswith(_WRITES):
            now.append((statement, list(parameters) if many else [parameters]))

    def commit(connection: Any) -> None:
        if now:
            steps.append(list(now))
            now.clear()

    event.listen(Engine, "after_cursor_execute", note)
    event.listen(Engine, "commit", commit)
    try:
        yield steps
    finally:
        event.remove(Engine, "after_cursor_execute", note)
        event.remove(Engine, "commit", commit)


class PlainStore:
    """An unencrypted SQLite file with the same tables, reached without SQLAlchemy; TRUNCATE and FULL as in the program."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=truncate", "synchronous=full", "foreign_keys=on", "temp_store=memory"):
            self._connection.execute(f"pragma {pragma}")

    def write(self, steps: Sequence[Step]) -> None:
        """Writes every step in a transaction of its own."""
        for step in steps:
            self._connection.execute("begin immediate")
            for statement, rows in step:
                self._connection.executemany(statement, rows) if rows[0] else self._connection.execute(statement)
            self._connection.execute("commit")

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self._connection.execute(f"select count(*) from {table}").fetchone()[0])

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()
