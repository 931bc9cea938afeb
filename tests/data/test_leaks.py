"""What must never be found: a word of any case, a name, a passphrase or a key, in any file beside the key file's wrapping."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, StatementError

from stalkdesk.casework.additions import Addition, Incident, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.hardening import forbid_memory_reading
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError, StoreDamaged
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data.added import weighing
from tests.data.at_hand import AS_COMPUTED as CONFIRMED
from tests.data.at_hand import CHECKLIST, FIRST, OTHER_PASSPHRASE, PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given
from tests.data.conftest import unlocked

CANARIES = ("Kanariefugl", "Hemmelighedsvej", "Øjenvidnesen", "voldstruede", "+4500000099")

ADDED = (
    "Nattergalen",
    "Lærkesang",
    "+4500000088",
    "Gærdesmutten",
    "Rødhalsgrund",
    "Solsortgrund",
    "Musvitdommer",
    "Blåmejsetal",
)
"""What is added to the case: an incident, answers of A and B, reasons, an instrument."""


def _everything(folder: Path) -> bytes:
    return b"\n".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _take_a_case(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("victim_name", CANARIES[0]), B)
    drawer.keep_answer(draft.case_id, given("victim_address", CANARIES[1] + " 1"), B)
    drawer.keep_answer(draft.case_id, given("source_name", CANARIES[2]), A)
    drawer.keep_answer(draft.case_id, given("threat_words", (CANARIES[3] + " ") * 3000), A)
    drawer.keep_answer(draft.case_id, given("safe_phone", CANARIES[4]), B)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, CONFIRMED)
    drawer.case(draft.reference)
    drawer.protected_answers(draft.reference, CANARIES[3])
    drawer.cases(CANARIES[2])
    said = Incident(DateValue("2026-11-02"), ("FOLLOW",), ADDED[0])
    answers = ((given("threat_words", ADDED[1]), A), (given("safe_phone", ADDED[2]), B), (given("victim_name", ADDED[3]), B))
    addition = Addition(ADDED[4], (said,), answers)
    drawer.weigh(draft.reference, addition, weighing())
    drawer.add_to_case(draft.reference, addition, weighing(), Confirmation(Urgency.ACUTE, ADDED[5]))
    use = InstrumentUse(Instrument.SAM, DateValue("2026-11"), ADDED[6], InstrumentResult.LOW, ADDED[7])
    drawer.note_instrument(draft.reference, use)
    drawer.cases(ADDED[0])


def test_no_word_of_a_case_lies_readable_in_the_folder(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    drawer = unlocked(folder)
    _take_a_case(drawer)
    secrets = [bytes(drawer._keeping._keys.data), bytes(drawer._keeping._keys.protected or b""), bytes(drawer._file_key)]
    words = [*CANARIES, *ADDED, PASSPHRASE, OTHER_PASSPHRASE, FIRST.full_name, "Anna Prøve", "Kirsten Kontakt"]
    needles = [word.encode(form) for word in words for form in ("utf-8", "utf-16-le")]
    needles += [*secrets, *(secret.hex().encode() for secret in secrets), b"SQLite format"]
    for state in ("open", "closed"):
        found = [needle for needle in needles if needle in _everything(tmp_path)]
        assert found == [], state
        drawer.close()


def test_compartment_b_is_sealed_inside_the_encrypted_file_too(folder: Path, drawer: OpenDrawer) -> None:
    _take_a_case(drawer)
    with drawer._sitting.act() as connection:
        readable = "\n".join(
            str(value) for table in tables.metadata.sorted_tables for row in connection.execute(table.select()) for value in row
        )
    b_words = (CANARIES[0], CANARIES[1], CANARIES[4], ADDED[2], ADDED[3])
    assert [word for word in b_words if word.casefold() in readable.casefold()] == []
    assert json.dumps(CANARIES[2]) in readable


def test_neither_errors_nor_logs_hold_what_was_to_be_written(drawer: OpenDrawer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    for column, value in (("value", CANARIES[1]), ("state", CANARIES[1]), ("at", 7)):
        row = {
            "case_id": CANARIES[1],
            "question_id": "q",
            "state": "given",
            "value": CANARIES[1],
            "reason": "",
            "at": "",
            "by": "",
        }
        with pytest.raises((DBAPIError, StatementError, DeskError)) as failed, drawer._sitting.act() as connection:
            connection.execute(insert(tables.answer), {**row, column: value})
        told.append(f"{failed.value!r}{failed.value}{failed.value.__cause__!r}")
    assert [said for said in (*told, caplog.text) if CANARIES[1] in said] == []


def test_logging_turned_up_as_far_as_it_goes_writes_no_row_that_is_read(
    unlock: Callable[..., OpenDrawer], caplog: pytest.LogCaptureFixture
) -> None:
    loggers = [logging.getLogger(name) for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine")]
    before = [one.level for one in loggers]
    try:
        for one in loggers:
            one.setLevel(logging.DEBUG)
        caplog.set_level(logging.DEBUG)
        drawer = unlock()
        _take_a_case(drawer)
        drawer.close()
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
    assert [word for word in (*CANARIES, *ADDED) if word in caplog.text] == []


def test_nothing_can_be_attached_exported_or_switched_off(drawer: OpenDrawer, tmp_path: Path) -> None:
    forbidden = (
        f"attach database '{tmp_path / 'plain.db'}' as plain key ''",
        "select sqlcipher_export('main')",
        "pragma rekey = 'x'",
        "pragma synchronous = off",
        "pragma journal_mode = wal",
        "pragma temp_store = 1",
    )
    for statement in forbidden:
        with pytest.raises((DBAPIError, DeskError)), drawer._sitting.act() as connection:
            connection.execute(text(statement))
    with drawer._sitting.act() as connection:
        settings = [
            connection.execute(text(f"pragma {name}")).scalar() for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert settings == ["truncate", 2, 1]


def test_text_in_a_number_is_refused(drawer: OpenDrawer) -> None:
    with pytest.raises(StoreDamaged), drawer._sitting.act() as connection:
        connection.execute(text("insert into counter (name, value) values ('x', 'many')"))


def test_python_s_own_sqlite_reads_nothing(folder: Path) -> None:
    connection = sqlcipher.connect(folder / "desk.sdk")
    with pytest.raises(sqlcipher.DatabaseError):
        connection.execute("select count(*) from sqlite_schema")
    connection.close()


def test_a_locked_store_needs_nothing_heavy(folder: Path) -> None:
    code = f"""if True:
        import sys; from pathlib import Path; from stalkdesk.data.vault import SealedVault
        assert SealedVault(Path({str(folder)!r})).is_there()
        print(*[name for name in ("sqlalchemy", "alembic", "sqlcipher3", "cryptography", "keyring") if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_an_unlock_of_a_store_that_is_up_to_date_needs_no_alembic(folder: Path) -> None:
    code = f"""if True:
        import sys; from pathlib import Path; from stalkdesk.data.vault import SealedVault
        SealedVault(Path({str(folder)!r})).unlock("anna", {OTHER_PASSPHRASE!r}).close()
        print(*[name for name in ("alembic", "keyring", "sqlalchemy.orm") if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_memory_of_the_process_can_be_closed_to_others() -> None:
    if sys.platform != "linux":
        assert forbid_memory_reading() is False
        return
    code = """if True:
        import ctypes; from stalkdesk.data.hardening import forbid_memory_reading
        assert forbid_memory_reading(); print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_folder_may_lie_anywhere_a_path_can(tmp_path: Path, unlock: Callable[..., OpenDrawer]) -> None:
    if os.name == "nt":
        pytest.skip("Windows allows no such names")
    folder = tmp_path / "æøå #1 ?%20 'x'"
    SealedVault(folder, calibrate=False).set_up(FIRST)
    unlocked(folder).close()
    assert (folder / "desk.sdk").is_file()
