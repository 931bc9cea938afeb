"""A list that is on the screen keeps no save waiting: it is read whole, and nothing of it stays open in the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from stalkdesk.data import cipher
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.places import STORE_FILE
from tests.data.at_hand import CHECKLIST, A, given
from tests.durability.desk import opened
from tests.durability.entries_kept import FIRST_CASE

READINGS: dict[str, Callable[[OpenDrawer], object]] = {
    "the list of cases": lambda drawer: drawer.cases(limit=1),
    "a search": lambda drawer: drawer.cases("gammeltnavn", limit=1),
    "the drafts": lambda drawer: drawer.drafts(),
    "a case": lambda drawer: drawer.case(drawer.setting(FIRST_CASE)),
    "what is protected": lambda drawer: drawer.protected_answers(drawer.setting(FIRST_CASE), "Prøve"),
    "the journal": lambda drawer: drawer.journal(limit=1),
    "the officers": lambda drawer: drawer.officers(),
    "a week": lambda drawer: drawer.week_cases(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    "the beginning of an attachment": lambda drawer: next(drawer.attachment_pieces(drawer.setting(FIRST_CASE), 1)),
    "half a check": lambda drawer: drawer.begun_check(True).go_on(),
}


@pytest.fixture
def drawer(store: Path, tmp_path: Path) -> Iterator[OpenDrawer]:
    """An open store of the test's own."""
    drawer = opened(Path(shutil.copytree(store, tmp_path / "own")))
    yield drawer
    drawer.close()


@pytest.mark.parametrize("reading", READINGS)
def test_whatever_was_read_leaves_nothing_open_that_a_save_would_wait_for(drawer: OpenDrawer, reading: str) -> None:
    kept = READINGS[reading](drawer)
    with _other(drawer) as other:
        other.execute("begin exclusive")  # as a commit needs it: nobody else may be reading
        other.execute("rollback")
    assert kept is not None


def test_an_open_reading_would_be_seen(drawer: OpenDrawer) -> None:
    with drawer._sitting.act() as connection:
        connection.exec_driver_sql("select * from journal").fetchone()
        with _other(drawer) as other, pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("begin exclusive")


def test_saving_goes_on_while_lists_are_read(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                for name in ("the list of cases", "a search", "the journal", "a case"):
                    READINGS[name](drawer)
        except BaseException as fault:  # noqa: BLE001 -- told by the test
            failed.append(fault)

    reader = Thread(target=read)
    reader.start()
    for number in range(30):
        drawer.keep_answer(draft.case_id, given("impact", f"gang {number}"), A)
    reader.join()
    assert failed == []
    assert drawer.draft(draft.case_id).answers["impact"].value == "gang 29"


@contextmanager
def _other(drawer: OpenDrawer) -> Iterator[Any]:
    """Another connection to the same store, that waits for nobody."""
    connection = cipher._connected(drawer._folder / STORE_FILE, drawer._file_key, b"", "rw")
    try:
        connection.execute("pragma busy_timeout = 0")
        yield connection
    finally:
        connection.close()
