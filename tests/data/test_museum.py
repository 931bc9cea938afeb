"""Every version that was ever released still opens: a store of each lies in tests/museum/, made by the program of its time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from stalkdesk.casework.attachments import AttachmentState
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.data import schema, tables
from stalkdesk.data.answer_text import value_text
from stalkdesk.data.cipher import encrypted_engine
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.entry_text import said_bytes
from stalkdesk.data.migrations.running import STEPS, bring_up
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import CaseUnknown, StoreTooNew, WrongPassphrase
from stalkdesk.intake.answers import Answer
from tests.data.conftest import unlocked
from tests.data.format_reader import Store, hkdf, with_passphrase
from tests.data.killing import Program

MUSEUM = Path(__file__).resolve().parent.parent / "museum"
RELEASED = tuple(sorted(one.name for one in MUSEUM.iterdir() if (one / "desk.sdk").is_file()))
LEADER = "Kurator Æ"
NEVER_ALONE = ("0003",)
"""Steps that were released together with the next one: no program ever wrote them as its newest."""
KILLED_AT = """
import os, signal, shutil, sys
from pathlib import Path
from sqlalchemy import Engine, event
from stalkdesk.data.vault import SealedVault
from stalkdesk.data.migrations import running
import alembic.runtime.migration, stalkdesk.data.opening

def opened(folder, at):
    seen = {"statements": 0}
    def count(*_):
        seen["statements"] += 1
        if seen["statements"] == at: os.kill(os.getpid(), signal.SIGKILL)
    def commit(*_):
        count()
        if "until" in seen: seen.setdefault("kept", seen["statements"])
    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", commit)
    original = running.bring_up
    def noted(connection, *more):
        seen["since"] = seen["statements"]
        done = original(connection, *more)
        seen["until"] = seen["statements"]
        return done
    running.bring_up = noted
    drawer = SealedVault(folder).unlock(sys.argv[2], sys.argv[3])
    drawer.close()
    return seen

source = Path(sys.argv[1])  # what is forked below has the passphrase stretched and everything loaded
SealedVault(Path(shutil.copytree(source, source.with_name("warm")))).unlock(sys.argv[2], sys.argv[3]).close()
read, write = os.pipe()
if not os.fork():
    seen = opened(Path(shutil.copytree(source, source.with_name("counted"))), 0)
    os.write(write, f"{seen['since']} {seen['kept']}".encode())
    os._exit(0)
os.wait()
since, kept = map(int, os.read(read, 100).split())
points = sorted({since + 1 + (kept - since - 1) * nr // 4 for nr in range(5)} | {kept + 1})
for point in points:
    if not os.fork():
        opened(Path(shutil.copytree(source, source.with_name(f"killed {point}"))), point)
        os._exit(0)
    assert os.WTERMSIG(os.wait()[1]) == signal.SIGKILL
print(len(points))
"""


@pytest.fixture(params=RELEASED)
def exhibit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of each exhibit in turn."""
    return Path(shutil.copytree(MUSEUM / str(request.param), tmp_path / "exhibit"))


def _holds(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "holds.json").read_text(encoding="utf-8"))
    return content


def _unlocked(folder: Path) -> OpenDrawer:
    return unlocked(folder, LEADER, _holds(folder)["passphrases"][LEADER])


@contextmanager
def _past_the_program(folder: Path) -> Iterator[Connection]:
    keys = with_passphrase(folder, LEADER, _holds(folder)["passphrases"][LEADER])
    engine = encrypted_engine(folder / "desk.sdk", bytearray(hkdf(keys.data, "file")))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _shape(folder: Path) -> tuple[str, frozenset[str]]:
    """The version of a locked store, and everything that is made in it."""
    with _past_the_program(folder) as connection:
        made = connection.execute(text("select type || ' ' || name || coalesce(sql, '') from sqlite_schema")).scalars()
        return version_of(connection), frozenset(made)


def _given(answers: Any) -> dict[str, object]:
    """The values of given answers in their JSON form."""
    assert all(isinstance(one, Answer) for one in answers)
    return {one.question_id: json.loads(value_text(one.value) or "") for one in answers if one.value is not None}


def _said(said: object) -> object:
    return json.loads(said_bytes(said))


def _same_or_more(read: list[list[Any]], holds: list[list[Any]]) -> None:
    """What is read is what was said then; a field that came later has its default beside it."""
    assert [one[:2] for one in read] == [one[:2] for one in holds]
    for (_, _, now), (_, _, then) in zip(read, holds, strict=True):
        assert {name: value for name, value in now.items() if name in then} == then


def test_the_museum_has_every_version_that_there_ever_was() -> None:
    assert [*RELEASED] == [step.revision for step in STEPS if step.revision not in NEVER_ALONE]
    assert [_holds(MUSEUM / version)["version"] for version in RELEASED] == list(RELEASED)


def test_no_exhibit_was_touched_since_it_was_put_there() -> None:
    lines = (MUSEUM / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = [path for version in RELEASED for path in (MUSEUM / version).rglob("*") if path.is_file()]
    assert {path.relative_to(MUSEUM).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in there} == sums


def test_an_exhibit_opens_is_brought_up_and_everything_in_it_is_read(exhibit: Path) -> None:
    holds = _holds(exhibit)
    assert _shape(exhibit)[0] == holds["version"]
    drawer = _unlocked(exhibit)
    assert drawer.faults() == ()
    case = drawer.case(holds["filed"])
    assert _given(case.answers.values()) == holds["facts"]
    assert _given(drawer.protected_answers(holds["filed"], "se efter")) == holds["protected"]
    assert (len(case.evaluations), len(case.incidents)) == (holds["evaluations"], holds["incidents"])
    assert len([one for one in case.attachments if one.state is AttachmentState.KEPT]) == len(holds["attachments"])
    for number, (_, digest) in enumerate(holds["attachments"], start=1):
        content = drawer.attachment_bytes(holds["filed"], number, "se efter")
        assert hashlib.sha256(content).hexdigest() == digest
    assert (case.line.journal_number, len(case.sheets)) == ("26/1234", holds.get("sheets", 1))
    papers = [drawer.sheet_document(holds["filed"], sheet.id) for sheet in case.sheets if sheet.is_kept]
    assert papers == ([holds["paper"]] if "paper" in holds else [])
    assert sorted(one.state.value for one in drawer.content_changes()) == sorted(holds.get("changes", []))
    entries = drawer.protected_entries(holds["filed"], "se efter")
    _same_or_more([[one.kind.value, one.subject, _said(one.said)] for one in entries], holds.get("entries", []))
    open_lines = [one for one in drawer.register() if not REGISTER_KINDS[one.kind].is_sealed]
    _same_or_more([[one.kind.value, one.subject, _said(one.said)] for one in open_lines], holds.get("register", []))
    (draft,) = drawer.drafts()
    assert draft.reference == holds["draft"]
    assert drawer.draft(draft.case_id).unfinished == {"latest_incident": {"date": "2026-0", "precision": "exact"}}
    assert {line.status for line in drawer.cases()} == {CaseStatus.FILED, CaseStatus.DRAFT}
    with pytest.raises(CaseUnknown):
        drawer.case(holds["discarded"])
    assert [line.reference for line in drawer.cases("montreproeve")] == [holds["filed"]]
    drawer.close()
    assert _shape(exhibit)[0] == NEWEST


def test_an_exhibit_goes_on_as_any_store(exhibit: Path) -> None:
    drawer = _unlocked(exhibit)
    draft = drawer.drafts()[0]
    drawer.discard_draft(draft.case_id, "Prøve")
    begun = drawer.begin_intake("2026-1")
    assert begun.reference == "SD-2026-0004"
    drawer.close()
    drawer = unlocked(exhibit, "anna", _holds(exhibit)["passphrases"]["anna"])
    assert drawer.faults() == ()
    drawer.close()
    with pytest.raises(WrongPassphrase):
        unlocked(exhibit, "ole", _holds(exhibit)["passphrases"]["ole"])


def test_the_sheet_of_its_time_opens_an_exhibit_whose_key_file_is_lost(exhibit: Path) -> None:
    (exhibit / "desk.keys").unlink()
    drawer = SealedVault(exhibit).recover(_holds(exhibit)["sheet"], LEADER, "splinterny sætning til gammel montre")
    assert drawer.case(_holds(exhibit)["filed"]).line.status is CaseStatus.FILED
    drawer.close()


def test_an_exhibit_that_was_brought_up_is_in_nothing_unlike_a_new_store(exhibit: Path) -> None:
    _unlocked(exhibit).close()
    with _past_the_program(exhibit) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert list(schema.schema_faults(connection)) == []


def test_each_step_takes_the_rows_of_the_step_before_along(exhibit: Path) -> None:
    behind = [step.revision for step in STEPS].index(_shape(exhibit)[0]) + 1
    before = _counted(exhibit)
    for steps in (STEPS[:upto] for upto in range(behind + 1, len(STEPS) + 1)):
        with _past_the_program(exhibit) as connection:
            assert bring_up(connection, steps)
            assert version_of(connection) == steps[-1].revision
        after = _counted(exhibit)
        assert {table: after[table] for table in before} == before
    drawer = _unlocked(exhibit)
    assert drawer.faults() == ()
    drawer.close()


def test_an_old_store_lies_copied_beside_before_it_is_brought_up(exhibit: Path) -> None:
    holds, kept = _holds(exhibit), (exhibit / "desk.sdk").read_bytes()
    _unlocked(exhibit).close()
    copies = list((exhibit / "before-update").glob("*")) if (exhibit / "before-update").exists() else []
    assert len(copies) == (holds["version"] != NEWEST)
    for copy in copies:
        store = Store(copy, with_passphrase(copy, LEADER, holds["passphrases"][LEADER]))
        assert store.rows("select version_num from alembic_version")[0][0] == holds["version"]
        assert store.protected(holds["filed"]) == holds["protected"]
        assert (store.broken_lines(), store.wrong_macs()) == ([], [])
        assert (copy / "desk.sdk").stat().st_size == len(kept)


def _counted(folder: Path) -> dict[str, int]:
    with _past_the_program(folder) as connection:
        names = inspect(connection).get_table_names()
        return {name: connection.execute(text(f"select count(*) from {name}")).scalar_one() for name in names}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork to kill")
@pytest.mark.parametrize("version", RELEASED[:-1])
def test_a_kill_while_a_store_is_brought_up_leaves_the_old_or_the_new_one(version: str, tmp_path: Path) -> None:
    source = Path(shutil.copytree(MUSEUM / version, tmp_path / "exhibit"))
    code, said = Program(KILLED_AT, source, LEADER, _holds(source)["passphrases"][LEADER]).ended()
    assert code == 0, said
    old, new = _shape(source), _shape(tmp_path / "counted")
    killed = sorted(tmp_path.glob("killed *"))
    assert len(killed) == int(said) >= 6
    left = [_shape(folder) for folder in killed]
    assert set(left) == {old, new}
    for folder in (killed[0], killed[len(killed) // 2], killed[-1]):
        drawer = _unlocked(folder)
        assert drawer.faults() == ()
        drawer.close()
        assert _shape(folder) == new


def test_a_store_of_a_newer_program_is_refused_and_left_alone(exhibit: Path) -> None:
    with _past_the_program(exhibit) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    before = (exhibit / "desk.sdk").read_bytes()
    with pytest.raises(StoreTooNew, match="Sagsskabet er skrevet af en nyere udgave af StalkDesk"):
        _unlocked(exhibit)
    assert (exhibit / "desk.sdk").read_bytes() == before


@pytest.mark.parametrize("step", STEPS, ids=[step.revision for step in STEPS])
def test_no_step_has_a_way_back(step: Any) -> None:
    with pytest.raises(StoreTooNew):
        step.downgrade()
