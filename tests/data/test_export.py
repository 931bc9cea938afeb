"""Everything out: whole, explained by its schema, written down first, and never by half."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from stalkdesk import places
from stalkdesk.casework.additions import Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.exporting import Exported
from stalkdesk.casework.handover.desks import OwnKeys
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.data import export_place, tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.entry_text import said_bytes
from stalkdesk.data.persons.traces import ALL_ARE_TRACED
from stalkdesk.data.register import write_lines
from stalkdesk.errors import ActStopped, DiskFull, NotAllowed, PlaceUnfit, TooLong
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, A, B, given, not_asked
from tests.data.conftest import unlocked
from tests.data.export_schema import faults_in
from tests.data.proposed import proposal
from tests.data.tampering import change_open
from tests.data.test_museum import LEADER, MUSEUM, RELEASED

WHY = "Sagsskabet lukkes, sagerne flyttes"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300
SECRETS = {"officer": ("slot_id", "user_key"), "attachment": ("file_id", "key", "mac"), "contact_person": ("place",)}
NOT_OUT = ("search_word", "due", "trace", "counter", "alembic_version")
"""Tables that are made of the others, or say how to read them."""
needs_posix = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")


@pytest.fixture
def told(drawer: OpenDrawer) -> OpenDrawer:
    """A store with a little of everything in it."""
    reference = file_case(drawer)
    change = addition((given("impact", "fear"), A), (given("safe_phone", "+4500000044"), B))
    drawer.add_to_case(reference, change, weighing(), weighed_as(Urgency.ACUTE))
    use = InstrumentUse(Instrument.SASH, DateValue("2026-11-03"), "Pia Politiprøve", InstrumentResult.HIGH, "Høj")
    drawer.note_instrument(reference, use)
    drawer.attach(reference, NewAttachment(PICTURE, "Mit hus på Ærø.png", A, "Set fra vejen"))
    drawer.attach(reference, NewAttachment("Hemmelig adresse: Øen".encode(), "adresse.txt", B))
    drawer.keep_entries(reference, kept.every_entry(drawer))
    drawer.keep_in_register([kept.contact(), kept.away(), kept.checked()])
    drawer.keep_journal_number(reference, "26/777")
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("threats", "no"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Halv Øvelse"), B)
    drawer.keep_answer(draft.case_id, not_asked("impact", "Ville ikke svare"), A)
    drawer.keep_unfinished(draft.case_id, "latest_incident", {"date": "2026-0", "precision": "exact"})
    gone = drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(gone.case_id, "Gik igen")
    drawer.keep_setting("idle_lock_minutes", "9")
    drawer.propose_change(proposal())
    return drawer


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where it is written to."""
    return tmp_path / "out"


def _documents(folder: Path) -> dict[str, Any]:
    return {
        path.relative_to(folder).as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.json"))
        if path.name != "export.schema.json"
    }


def _scalars(part: Any) -> Iterator[object]:
    if isinstance(part, dict):
        for name, one in part.items():
            yield name
            yield from _scalars(one)
    elif isinstance(part, list):
        for one in part:
            yield from _scalars(one)
    else:
        yield part


def test_every_file_keeps_the_schema_that_lies_beside_it(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    schema = json.loads((target / "export.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads((places.resources() / "export.schema.json").read_text(encoding="utf-8"))
    documents = _documents(target)
    assert {name: found for name, one in documents.items() if (found := faults_in(one, schema))} == {}
    kinds = {one["kind"] for one in documents.values()}
    assert kinds == {"manifest", "unit", "officers", "settings", "content_changes", "register", "journal", "case"}
    for name, one in documents.items():
        assert faults_in(one, {"$ref": f"#/$defs/{one['kind']}", "$defs": schema["$defs"]}) == []
        assert faults_in(one | {"more": 1}, schema), name
        written = (target / name).read_text(encoding="utf-8")
        assert "Æ" in written or "\\u00" not in written
        assert list(one) == sorted(one)


def test_the_manifest_counts_and_vouches_for_every_file(told: OpenDrawer, target: Path) -> None:
    exported = told.export_all(target, WHY)
    manifest = _documents(target)["manifest.json"]
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == there - {"manifest.json"}
    for name, said in manifest["files"].items():
        content = (target / name).read_bytes()
        assert said == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    lines = told.journal(1000)
    counts = {"filed": 1, "draft": 1, "discarded": 1, "erased": 0, "attachments": 2, "officers": 2, "journal_lines": len(lines)}
    assert manifest["counts"] == counts
    assert exported == Exported(target, len(manifest["files"]), 3, 2, len(lines))
    with told._sitting.act() as connection:
        last = connection.execute(select(tables.journal).order_by(tables.journal.c.number.desc())).first()
        store = connection.execute(select(tables.store)).one()
    assert last is not None
    assert manifest["journal"] == {"number": last.number, "chain": last.chain}
    assert (manifest["store"]["id"], manifest["store"]["kind"], manifest["reason"]) == (store.id, "desk", WHY)


def test_names_of_files_tell_nothing_but_references(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    names = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    fixed = {"manifest.json", "export.schema.json", "unit.json", "officers.json", "settings.json", "journal.json"}
    fixed |= {"content_changes.json", "register.json"}
    assert fixed <= names
    for name in names - fixed:
        assert re.fullmatch(r"cases/SD-\d{4}-\d{4}\.json|attachments/SD-\d{4}-\d{4}/\d{3}", name)


def test_both_compartments_and_the_attachments_are_in_it_as_they_were(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    case = next(one for one in _documents(target).values() if one.get("status") == "filed")
    answers = {one["question_id"]: one for one in case["answers"]}
    assert (answers["victim_name"]["value"], answers["victim_name"]["compartment"]) == ("Ærlig Øprøve", "B")
    assert (answers["acts"]["value"], answers["acts"]["compartment"]) == (["COMM"], "A")
    phone = next(one for one in case["addenda"] if one["question_id"] == "safe_phone")
    assert (phone["answer"]["value"], phone["answer"]["compartment"], phone["before"]) == ("+4500000044", "B", None)
    assert [(one["number"], one["occasion"]) for one in case["evaluations"]] == [(1, "filed"), (2, "incident")]
    assert case["evaluations"][1]["urgency"] == "acute"
    assert all(set(one["whole"]["rules"]) >= set(one["public"]["rules"]) for one in case["evaluations"])
    picture, address = case["attachments"]
    assert (picture["name"], picture["compartment"], picture["kind"]) == ("Mit hus på Ærø.png", "A", "png")
    assert (target / picture["file"]).read_bytes() == PICTURE
    assert (target / address["file"]).read_bytes().decode() == "Hemmelig adresse: Øen"
    assert hashlib.sha256(PICTURE).hexdigest() == picture["sha256"]
    draft = next(one for one in _documents(target).values() if one.get("status") == "draft")
    assert draft["unfinished"] == {"latest_incident": {"date": "2026-0", "precision": "exact"}}
    assert [one["value"] for one in draft["past_answers"]] == ["yes"]


def test_the_entries_of_both_compartments_are_in_it_as_they_were_said(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    case = next(one for one in _documents(target).values() if one.get("status") == "filed")
    wanted = kept.every_entry(told)
    assert [(one["number"], one["kind"]) for one in case["entries"]] == [
        (number, one.kind.value) for number, one in enumerate(wanted, start=1)
    ]
    assert [one["said"] for one in case["entries"]] == [json.loads(said_bytes(one.said)) for one in wanted]
    assert [one["compartment"] for one in case["entries"]] == [KINDS[one.kind].compartment.value for one in wanted]
    assert {one["compartment"] for one in case["entries"]} == {"A", "B"}


def test_the_register_is_in_it_without_this_desks_own_keys(told: OpenDrawer, target: Path) -> None:
    keys = OwnKeys("AGE-SECRET-KEY-1PRØVE", "age1prøve", "a1" * 32, "b2" * 32, "c3" * 32)
    with told._sitting.act() as connection:
        write_lines(connection, told._sitting, [NewLine(RegisterKind.OWN_KEYS, "skranken", keys)])
    told.export_all(target, WHY)
    lines = _documents(target)["register.json"]["lines"]
    said = [kept.contact(), kept.away(), kept.checked()]
    assert [(one["kind"], one["said"]) for one in lines] == [(one.kind.value, json.loads(said_bytes(one.said))) for one in said]
    written = "".join(path.read_text(encoding="utf-8") for path in target.rglob("*.json"))
    assert [one for one in ("AGE-SECRET", "a1" * 32, "c3" * 32) if one in written] == []


def test_whatever_stands_in_a_table_stands_in_the_export(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    there = set(_scalars(list(_documents(target).values())))
    missing = []
    with told._sitting.act() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name in NOT_OUT:
                continue
            for row in connection.execute(select(table)).mappings():
                if row.get("key") == ALL_ARE_TRACED["key"]:
                    continue  # how far the store is with its traces
                for column, value in row.items():
                    left_out = column in ("id", "case_id", "mac", *SECRETS.get(table.name, ()))
                    if not left_out and isinstance(value, str | int) and not _is_in(value, there):
                        missing.append(f"{table.name}.{column}")
    assert set(missing) == {"case_file.place"}  # it is the reference as a number


def _is_in(value: str | int, there: set[object]) -> bool:
    if value == "" or value in there:
        return True
    if isinstance(value, int):
        return value in (0, 1)
    try:
        parts = set(_scalars(json.loads(value)))
    except ValueError:
        parts = set(re.split(r"[,\n]", value))
    return parts <= there


def test_nothing_that_opens_a_store_is_in_it(told: OpenDrawer, target: Path) -> None:
    told.export_all(target, WHY)
    keys = json.loads((told._folder / "desk.keys").read_text(encoding="utf-8"))
    with told._sitting.act() as connection:
        secret = {row.slot_id for row in connection.execute(select(tables.officer))}
        secret |= {row.key.hex() for row in connection.execute(select(tables.attachment)) if row.key is not None}
        setting = tables.setting.c
        own = select(setting.value).where(setting.key.like("store.%"), setting.key != ALL_ARE_TRACED["key"])
        secret |= set(connection.execute(own).scalars())
    secret |= {slot[name] for slot in keys["slots"] for name in ("wrapped", "protected", "salt", "tag") if slot[name]}
    written = "".join(path.read_text(encoding="utf-8") for path in target.rglob("*.json"))
    assert {one for one in secret if one in written} == set()


def test_it_is_the_officers_own_folder(told: OpenDrawer, target: Path) -> None:
    target.mkdir(mode=0o700)
    told.export_all(target, WHY)
    assert (target / "manifest.json").is_file()
    if os.name != "nt":
        folders = [target, *(path for path in target.rglob("*") if path.is_dir())]
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
        assert {stat.S_IMODE(path.stat().st_mode) for path in target.rglob("*") if path.is_file()} == {0o600}


def test_the_journal_has_it_first_with_the_reason_and_each_case_whose_b_was_read(told: OpenDrawer, target: Path) -> None:
    before = told.journal(1)[0].number
    told.export_all(target, WHY)
    lines = [line for line in reversed(told.journal(100)) if line.number > before]
    assert [line.act for line in lines] == ["export", "view_protected", "view_protected"]
    assert {line.reason for line in lines} == {WHY}
    assert lines[0].fields == ("all",)
    filed = next(line for line in lines if "attachments" in line.fields)
    assert {"victim_name", "safe_phone", "assessment"} <= set(filed.fields)
    assert told.faults() == ()


def test_what_is_not_in_the_journal_is_not_written(told: OpenDrawer, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(told._sitting.journal, "write", full)
    with pytest.raises(DiskFull):
        told.export_all(target, WHY)
    assert not target.exists()
    assert list(target.parent.glob("out*")) == []


def test_a_disk_that_fails_leaves_nothing_and_the_journal_says_that_it_was_stopped(
    told: OpenDrawer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as then:
        then.setattr(export_place, "_flush", full)
        with pytest.raises(DiskFull):
            told.export_all(target, WHY)
    assert list(target.parent.glob("out*")) == []
    assert told.journal(1)[0].fields == ("all", "stopped")
    told.export_all(target, WHY)


@pytest.mark.parametrize("after", [0, 1, 5])
def test_whoever_stops_it_finds_nothing_left_and_the_journal_says_so(told: OpenDrawer, target: Path, after: int) -> None:
    asked = []

    def going_on(done: int, total: int) -> bool:
        asked.append((done, total))
        return len(asked) <= after

    with pytest.raises(ActStopped):
        told.export_all(target, WHY, going_on)
    assert asked[0] == (0, 3)
    assert list(target.parent.glob("out*")) == []
    assert told.journal(1)[0].fields == ("all", "stopped")


def test_it_tells_how_far_it_is_up_to_the_end(told: OpenDrawer, target: Path) -> None:
    asked: list[tuple[int, int]] = []

    def going_on(done: int, total: int) -> bool:
        asked.append((done, total))
        return True

    told.export_all(target, WHY, going_on)
    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == ((0, 3), (3, 3))


def test_it_takes_a_supervisor_and_a_reason(told: OpenDrawer, unlock: Callable[..., OpenDrawer], target: Path) -> None:
    before = told.journal(1)[0].number
    for reason in ("", "  \n"):
        with pytest.raises(NotAllowed, match="hvorfor"):
            told.export_all(target, reason)
    with pytest.raises(TooLong):
        told.export_all(target, "x" * 501)
    assert told.journal(1)[0].number == before
    told.close()
    with pytest.raises(NotAllowed):
        unlock("anna", OTHER_PASSPHRASE).export_all(target, WHY)
    assert not target.exists()


def test_a_place_that_is_not_fit_is_refused_before_anything_is_noted(told: OpenDrawer, folder: Path, tmp_path: Path) -> None:
    before = told.journal(1)[0].number
    full, a_file, in_the_way = tmp_path / "full", tmp_path / "file", tmp_path / "way.unfinished"
    full.mkdir(mode=0o700)
    (full / "holiday.jpg").write_bytes(b"")
    a_file.write_bytes(b"")
    in_the_way.mkdir()
    (in_the_way / "mine.txt").write_bytes(b"")
    for place in (folder, folder / "out", full, a_file, tmp_path / "no" / "such", tmp_path / "way"):
        with pytest.raises(PlaceUnfit):
            told.export_all(place, WHY)
    assert (in_the_way / "mine.txt").is_file()
    assert told.journal(1)[0].number == before


@needs_posix
def test_a_folder_that_others_can_read_or_a_link_is_refused(told: OpenDrawer, folder: Path, tmp_path: Path) -> None:
    shared, link, into = tmp_path / "shared", tmp_path / "link", tmp_path / "into"
    shared.mkdir()
    shared.chmod(0o755)
    link.symlink_to(tmp_path / "elsewhere")
    into.symlink_to(folder)
    for place in (shared, link, into / "out"):
        with pytest.raises(PlaceUnfit):
            told.export_all(place, WHY)


def test_a_sync_folder_is_warned_of(tmp_path: Path) -> None:
    assert export_place.warnings_of(tmp_path / "out") == ()
    (warning,) = export_place.warnings_of(tmp_path / "OneDrive" / "out")
    assert "skytjeneste" in warning


def test_what_cannot_be_read_is_named_and_the_rest_is_there(told: OpenDrawer, target: Path) -> None:
    other = file_case(told)
    next(iter((told._folder / "attachments").glob("*.sda"))).write_bytes(b"SDA1")
    change_open(told, f"update answer set value = '[' where case_id = (select id from case_file where reference = '{other}')")
    exported = told.export_all(target, WHY)
    assert len(exported.faults) == 2
    assert f"Sagen {other} kan ikke læses helt." in exported.faults
    assert any(fault.startswith("Bilag ") for fault in exported.faults)
    documents = _documents(target)
    assert documents["manifest.json"]["faults"] == list(exported.faults)
    assert f"cases/{other}.json" not in documents
    case = next(one for one in documents.values() if one.get("status") == "filed")
    assert sorted(one["file"] is None for one in case["attachments"]) == [False, True]


@needs_posix
def test_a_killed_export_leaves_only_what_the_next_one_takes_away(told: OpenDrawer, folder: Path, target: Path) -> None:
    told.close()
    code = """if True:
        import os, sys; from pathlib import Path
        from stalkdesk.data import export_content; from stalkdesk.data.vault import SealedVault
        from tests.data.at_hand import PASSPHRASE
        export_content.journal_content = lambda connection: os.kill(os.getpid(), 9)
        SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE).export_all(Path(sys.argv[2]), "Prøve")"""
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in target.parent.glob("out*")] == ["out.unfinished"]
    assert stat.S_IMODE((target.parent / "out.unfinished").stat().st_mode) == 0o700
    drawer = unlocked(folder)
    drawer.export_all(target, WHY)
    drawer.close()
    assert [path.name for path in target.parent.glob("out*")] == ["out"]


@pytest.mark.parametrize("version", RELEASED)
def test_an_old_store_goes_out_as_whole_as_a_new_one(version: str, tmp_path: Path, target: Path) -> None:
    exhibit = Path(shutil.copytree(MUSEUM / version, tmp_path / "exhibit"))
    holds = json.loads((exhibit / "holds.json").read_text(encoding="utf-8"))
    drawer = unlocked(exhibit, LEADER, holds["passphrases"][LEADER])
    assert drawer.export_all(target, WHY).faults == ()
    drawer.close()
    schema = json.loads((target / "export.schema.json").read_text(encoding="utf-8"))
    documents = _documents(target)
    assert [fault for one in documents.values() for fault in faults_in(one, schema)] == []
    case = documents[f"cases/{holds['filed']}.json"]
    stands = {one["question_id"]: one["value"] for one in case["answers"] if one["state"] == "given"}
    stands |= {one["question_id"]: one["answer"]["value"] for one in case["addenda"]}
    assert stands == holds["facts"] | holds["protected"]


def test_a_training_store_says_that_it_is_one(told: OpenDrawer, target: Path) -> None:
    with told._sitting.act() as connection:
        connection.execute(text("insert into setting (key, value) values ('store.kind', 'training')"))
    told.export_all(target, WHY)
    documents = _documents(target)
    assert documents["manifest.json"]["store"]["kind"] == "training"
    assert "store.kind" not in documents["settings.json"]["settings"]
