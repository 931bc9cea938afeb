"""Everything out: whole, and explained by its schema."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from stalkdesk import places
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.exporting import Exported
from stalkdesk.casework.handover.desks import OwnKeys
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.entry_text import said_bytes
from stalkdesk.data.persons.traces import ALL_ARE_TRACED
from stalkdesk.data.register import write_lines
from tests.data import kept
from tests.data.added import file_case
from tests.data.conftest import unlocked
from tests.data.export_schema import faults_in
from tests.data.exported import PICTURE, WHY
from tests.data.tampering import change_open
from tests.data.test_museum import LEADER, MUSEUM, RELEASED

SECRETS = {"officer": ("slot_id", "user_key"), "attachment": ("file_id", "key", "mac"), "contact_person": ("place",)}
NOT_OUT = ("search_word", "due", "trace", "counter", "alembic_version")
"""Tables that are made of the others, or say how to read them."""


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
