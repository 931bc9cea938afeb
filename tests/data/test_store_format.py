"""docs/store-format.md says enough: a reader written from it alone opens every version, and a store made just now.

Neither this file nor `format_reader.py` knows anything of the program; today's store is made by a process of its own.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.data.format_reader import Store, key_file, plain_database, with_passphrase, with_sheet, with_sheet_alone
from tests.data.killing import Program

ROOT = Path(__file__).resolve().parent.parent.parent
MUSEUM = ROOT / "tests" / "museum"
RELEASED = tuple(sorted(one.name for one in MUSEUM.iterdir() if (one / "desk.sdk").is_file()))
LEADER = "Kurator Æ"


@pytest.fixture(scope="module")
def todays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the program of today has made."""
    folder = tmp_path_factory.mktemp("today") / "store"
    code = "import pathlib, sys; from tests.museum import making; making.main(pathlib.Path(sys.argv[1]))"
    assert Program(code, folder).ended() == (0, "")
    return folder


@pytest.fixture(params=[*RELEASED, "today"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Each store in turn."""
    if request.param == "today":
        made = request.getfixturevalue("todays")
        assert isinstance(made, Path)
        return made
    return MUSEUM / str(request.param)


@pytest.fixture
def holds(folder: Path) -> dict[str, Any]:
    """What must be read in it."""
    content: dict[str, Any] = json.loads((folder / "holds.json").read_text(encoding="utf-8"))
    return content


def test_from_a_passphrase_to_the_answers_of_both_compartments(folder: Path, holds: dict[str, Any]) -> None:
    store = Store(folder, with_passphrase(folder, LEADER, holds["passphrases"][LEADER]))
    assert store.answers(holds["filed"]) == holds["facts"]
    assert store.protected(holds["filed"]) == holds["protected"]
    assert store.unfinished(holds["draft"]) == {"latest_incident": {"date": "2026-0", "precision": "exact"}}
    whole = store.assessments(holds["filed"])
    assert len(whole) == holds["evaluations"]
    assert whole[-1]["urgency"] == store.case(holds["filed"])[_level(store)]


def test_attachments_of_both_compartments_are_read(folder: Path, holds: dict[str, Any]) -> None:
    store = Store(folder, with_passphrase(folder, LEADER, holds["passphrases"][LEADER]))
    found = [[name, hashlib.sha256(content).hexdigest()] for name, content in store.attachments(holds["filed"])]
    assert found == holds["attachments"]


def _level(store: Store) -> str:
    return "urgency_now" if store.has("evaluation") else "urgency"


def test_every_officer_comes_in_and_who_was_retired_does_not(folder: Path, holds: dict[str, Any]) -> None:
    for user in (" kurator æ ", "ANNA"):
        name = LEADER if "k" in user else "anna"
        assert with_passphrase(folder, user, holds["passphrases"][name]).protected is not None
    with pytest.raises(StopIteration):
        with_passphrase(folder, "ole", holds["passphrases"]["ole"])


def test_the_sheet_opens_it_with_the_key_file_and_without(folder: Path, holds: dict[str, Any]) -> None:
    groups = holds["sheet"].split()
    keys = with_passphrase(folder, LEADER, holds["passphrases"][LEADER])
    assert with_sheet(folder, groups) == with_sheet_alone(groups) == keys


def test_journal_and_every_hmac_are_as_the_page_says(folder: Path, holds: dict[str, Any]) -> None:
    store = Store(folder, with_passphrase(folder, LEADER, holds["passphrases"][LEADER]))
    assert store.broken_lines() == []
    assert store.unsigned_lines() == []
    assert store.wrong_macs() == []
    last = store.rows("select * from journal order by number desc limit 1")[0]
    assert last["number"] == holds["journal"] == store.rows("select value from counter where name = 'journal'")[0]["value"]
    assert key_file(folder)["journal"] == {"number": last["number"], "chain": last["chain"]}


def test_a_damaged_salt_is_read_with_that_of_the_key_file(folder: Path, holds: dict[str, Any], tmp_path: Path) -> None:
    damaged = Path(shutil.copytree(folder, tmp_path / "damaged"))
    pages = bytearray((damaged / "desk.sdk").read_bytes())
    pages[:16] = bytes(16)
    (damaged / "desk.sdk").write_bytes(pages)
    keys = with_passphrase(damaged, LEADER, holds["passphrases"][LEADER])
    with pytest.raises(AssertionError, match="page 1"):
        plain_database(damaged, keys)
    salt = bytes.fromhex(key_file(damaged)["salt"])
    assert plain_database(damaged, keys, salt).execute("select count(*) from journal").fetchone()[0] == holds["journal"]


@pytest.fixture(scope="module")
def rotated(todays: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """That store after its keys were replaced, with the groups of its new sheet."""
    folder = Path(shutil.copytree(todays, tmp_path_factory.mktemp("rotated") / "store"))
    code = """if True:
        import json, sys; from pathlib import Path; from stalkdesk.data.vault import SealedVault
        folder, passphrases = Path(sys.argv[1]), json.loads(sys.argv[2])
        for user in ("anna", "Kurator Æ"):
            drawer = SealedVault(folder, calibrate=False).unlock(user, passphrases[user])
            if user == "anna": drawer.close()
        sheet = drawer.rotate_keys(lambda percent: None)
        drawer.close()
        print(*sheet.key_groups, *sheet.slot.split())"""
    words = json.loads((folder / "holds.json").read_text(encoding="utf-8"))["passphrases"]
    ended, said = Program(code, folder, json.dumps(words)).ended()
    assert ended == 0, said
    return folder, said.split()


def test_a_store_whose_keys_were_replaced_is_read_by_everyone_and_by_the_new_sheet(rotated: tuple[Path, list[str]]) -> None:
    folder, groups = rotated
    holds = json.loads((folder / "holds.json").read_text(encoding="utf-8"))
    assert any("handed" in slot for slot in key_file(folder)["slots"])
    keys = with_passphrase(folder, LEADER, holds["passphrases"][LEADER])
    assert with_passphrase(folder, "anna", holds["passphrases"]["anna"]) == keys
    assert with_sheet(folder, groups) == with_sheet_alone(groups) == keys
    store = Store(folder, keys)
    assert store.answers(holds["filed"]) == holds["facts"]
    assert store.protected(holds["filed"]) == holds["protected"]
    assert [name for name, _ in store.attachments(holds["filed"])] == [name for name, _ in holds["attachments"]]
    assert (store.broken_lines(), store.unsigned_lines(), store.wrong_macs()) == ([], [], [])
    with pytest.raises(InvalidTag):
        with_sheet(folder, holds["sheet"].split())


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
@pytest.mark.parametrize("is_moved", [False, True])
def test_a_store_that_was_killed_while_its_keys_were_replaced_is_read(todays: Path, tmp_path: Path, is_moved: bool) -> None:
    folder = Path(shutil.copytree(todays, tmp_path / "store"))
    holds = json.loads((folder / "holds.json").read_text(encoding="utf-8"))
    code = """if True:
        import os, sys; from pathlib import Path; from stalkdesk.data import rotation
        from stalkdesk.data.vault import SealedVault
        def killed(source, target):
            if sys.argv[4] == "True": os.replace(source, target)
            os.kill(os.getpid(), 9)
        rotation.move_over = killed
        drawer = SealedVault(Path(sys.argv[1]), calibrate=False).unlock(sys.argv[2], sys.argv[3])
        drawer.retire_officer(next(one.id for one in drawer.officers() if one.user_name == "anna"))
        drawer.rotate_keys(lambda percent: None)"""
    assert Program(code, folder, LEADER, holds["passphrases"][LEADER], is_moved).ended() == (-signal.SIGKILL, "")
    assert "next" in json.loads((folder / "desk.keys").read_bytes())
    store = Store(folder, with_passphrase(folder, LEADER, holds["passphrases"][LEADER]))
    assert store.protected(holds["filed"]) == holds["protected"]
    assert (store.broken_lines(), store.wrong_macs()) == ([], [])


def test_every_table_and_column_of_today_stands_on_the_page(todays: Path) -> None:
    holds = json.loads((todays / "holds.json").read_text(encoding="utf-8"))
    store = Store(todays, with_passphrase(todays, LEADER, holds["passphrases"][LEADER]))
    page = (ROOT / "docs" / "store-format.md").read_text(encoding="utf-8")
    tables = page.partition("\n## 5 ")[2].partition("\n## 6 ")[0]
    rows = {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)` \|.*$", tables, re.MULTILINE)}
    missing = []
    for (table,) in store.rows("select name from sqlite_schema where type = 'table' and name <> 'alembic_version'"):
        columns = [row["name"] for row in store.rows("select name from pragma_table_info(?)", table)]
        missing += [f"{table}.{column}" for column in columns if f"`{column}`" not in rows.get(table, "")]
    assert missing == []
    assert f"this is version {holds['version']}" in page
    assert f"| {holds['version']} |" in page


def test_every_field_of_the_key_file_stands_on_the_page(rotated: tuple[Path, list[str]]) -> None:
    page = (ROOT / "docs" / "store-format.md").read_text(encoding="utf-8")
    content = key_file(rotated[0])
    names = {*content, *(name for slot in content["slots"] for name in slot), *content["argon"], *content["journal"]}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_the_reader_knows_nothing_of_the_program() -> None:
    for name in ("format_reader.py", "test_store_format.py"):
        tree = ast.parse((ROOT / "tests" / "data" / name).read_text(encoding="utf-8"))
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert {module for module in imported if module.startswith("stalkdesk")} == set()
