"""A backup is whole or it is not there; the ones before it stay; the desk goes on."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from stalkdesk.casework.backups import Occasion
from stalkdesk.data import backup_copy, whole_files
from stalkdesk.data.backup import SCRATCH
from stalkdesk.data.backup_manifest import MANIFEST, anchors_in, read_manifest
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.restoring import Restorer
from stalkdesk.errors import NotAllowed, PlaceUnfit, StoreDamaged
from tests.command_desk import needs_posix
from tests.data.at_hand import OTHER_PASSPHRASE
from tests.data.backed_up import SUPERVISOR, backed_up, filed, finished_in, place_of


@pytest.fixture
def place(folder: Path) -> Path:
    """Where the backups go."""
    return place_of(folder)


def trouble(drawer: OpenDrawer, place: Path) -> str:
    """The sentence for a backup that did not work; nothing half is left that looks like one."""
    before = finished_in(place) if place.is_dir() else []
    (result,) = drawer.backups.back_up(Occasion.ASKED, [place])
    assert result.backup is None
    assert (finished_in(place) if place.is_dir() else []) == before
    return result.trouble


def test_a_backup_holds_what_the_store_held_and_says_so(drawer: OpenDrawer, place: Path) -> None:
    filed(drawer, 4)
    seen = backed_up(drawer, place)
    manifest = read_manifest(seen.folder)
    assert manifest.counts["case_file"] == 4
    assert manifest.is_sound
    assert {file.name for file in manifest.files} == {"desk.sdk", "desk.keys"}
    line = drawer.journal(1)[0]
    assert (line.act, line.reason) == ("backup", seen.folder.name)
    assert manifest.head.number == line.number - 1
    assert Restorer().looked_into(seen.folder, SUPERVISOR).cases == 4


def test_nothing_of_a_case_or_a_person_can_be_read_in_a_backup(drawer: OpenDrawer, place: Path) -> None:
    filed(drawer)
    seen = backed_up(drawer, place)
    whole = b"".join(path.read_bytes() for path in sorted(seen.folder.rglob("*")) if path.is_file())
    for word in ("ordlyd1", "Ægir", "Prøveenheden", "Søren", "anna", "SD-2026"):
        assert word.encode() not in whole
        assert word not in str(seen.folder.relative_to(place))


def test_the_attachments_come_along_and_half_made_ones_do_not(folder: Path, drawer: OpenDrawer, place: Path) -> None:
    inner = folder / "attachments" / "ab"
    inner.mkdir(parents=True)
    (inner / "abcd.sda").write_bytes(b"sealed" * 1000)
    (inner / "half.new").write_bytes(b"half")
    seen = backed_up(drawer, place)
    assert (seen.folder / "attachments/ab/abcd.sda").read_bytes() == b"sealed" * 1000
    assert read_manifest(seen.folder).attachments == 1
    assert not (seen.folder / "attachments/ab/half.new").exists()


@needs_posix
def test_an_attachment_is_kept_once_in_a_place_that_can_link(folder: Path, drawer: OpenDrawer, place: Path) -> None:
    (folder / "attachments").mkdir(exist_ok=True)
    (folder / "attachments/one.sda").write_bytes(b"x" * 5000)
    first, second = backed_up(drawer, place), backed_up(drawer, place)
    assert (first.folder / "attachments/one.sda").samefile(second.folder / "attachments/one.sda")
    (second.folder / "attachments/one.sda").write_bytes(b"y" * 5000)  # rot in the place
    third = backed_up(drawer, place)
    assert (third.folder / "attachments/one.sda").read_bytes() == b"x" * 5000


def test_a_place_that_is_gone_says_so_and_is_tried_again(drawer: OpenDrawer, place: Path) -> None:
    drawer.backups.keep_places([place])
    shutil.rmtree(place)
    (result,) = drawer.backups.back_up()
    assert "er ikke forbundet" in result.trouble
    status = drawer.backups.status()
    assert status.is_late
    assert not status.places[0].is_there
    assert status.places[0].trouble == result.trouble
    place.mkdir()
    assert list(drawer.backups.steps(Occasion.LOCKED))
    status = drawer.backups.status()
    assert status.places[0].trouble == ""
    assert not status.is_late
    assert len(status.places[0].kept) == 1


def test_a_place_with_too_little_room_says_so(drawer: OpenDrawer, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backed_up(drawer, place)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    assert "ikke plads" in trouble(drawer, place)
    assert len(finished_in(place)) == 1


@pytest.mark.parametrize(
    ("code", "sentence"), [(errno.ENOSPC, "ikke plads"), (errno.EIO, "ikke forbundet"), (errno.EROFS, "skrives")]
)
def test_a_place_that_fails_half_way_keeps_the_backups_before(
    drawer: OpenDrawer, place: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    backed_up(drawer, place)
    real = backup_copy.copied

    def failing(source: Path, target: Path):  # type: ignore[no-untyped-def]
        made = yield from real(source, target)
        if source.name == "desk.sdk":
            os.truncate(target, made.bytes // 2)
            raise OSError(code, "pulled out")
        return made

    monkeypatch.setattr(backup_copy, "copied", failing)
    assert sentence in trouble(drawer, place)
    assert len(finished_in(place)) == 1
    monkeypatch.undo()
    backed_up(drawer, place)
    assert len(finished_in(place)) == len(list(place.iterdir())) == 2


def test_a_place_that_forgets_what_was_written_gets_no_backup(
    drawer: OpenDrawer, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = whole_files.write_new

    def forgetting(path: Path, content: bytes) -> None:
        real(path, content)
        if path.name == MANIFEST:
            with (path.parent / "desk.sdk").open("r+b") as file:
                file.seek(5000)
                file.write(b"\0\0\0\0")

    monkeypatch.setattr(backup_copy, "write_new", forgetting)
    assert "ufuldstændig" in trouble(drawer, place)


@needs_posix
def test_a_read_only_place_says_so(drawer: OpenDrawer, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, content: bytes) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "write_bytes", refused)
    assert "skrivebeskyttelsen" in trouble(drawer, place)


def test_the_store_s_own_folder_is_no_place(folder: Path, drawer: OpenDrawer) -> None:
    for wrong in (folder, folder / "inside", folder.parent / "x" / ".." / "store"):
        with pytest.raises(PlaceUnfit, match="egen mappe"):
            drawer.backups.keep_places([wrong])
        assert "egen mappe" in trouble(drawer, wrong)


def test_a_folder_that_goes_to_the_cloud_is_no_place(folder: Path, drawer: OpenDrawer) -> None:
    with pytest.raises(PlaceUnfit, match="skytjeneste"):
        drawer.backups.keep_places([folder.parent / "OneDrive" / "kopier"])


def test_a_network_drive_is_a_place_because_only_whole_files_go_there(
    drawer: OpenDrawer, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stalkdesk.data import place as places

    monkeypatch.setattr(places, "is_on_network", lambda _: True)
    assert backed_up(drawer, place).folder.is_dir()


def test_a_damaged_store_makes_no_backup(folder: Path, drawer: OpenDrawer, place: Path) -> None:
    filed(drawer, 60)
    backed_up(drawer, place)
    with (folder / "desk.sdk").open("r+b") as file:
        file.seek(4096 * 20 + 99)
        file.write(b"\x00\xff\x00\xff")
    drawer._sitting.engine.dispose()
    assert "beskadiget" in trouble(drawer, place)
    assert not (folder / SCRATCH).exists()


def test_what_a_killed_backup_left_is_swept_and_never_taken_for_one(folder: Path, drawer: OpenDrawer, place: Path) -> None:
    seen = backed_up(drawer, place)
    left = place / (seen.folder.name + ".unfinished")
    shutil.copytree(seen.folder, left)
    (folder / SCRATCH).mkdir()
    (folder / SCRATCH / "desk.sdk").write_bytes(b"half")
    assert [one.folder for one in Restorer().found_in(place)] == [seen.folder]
    backed_up(drawer, place)
    assert not left.exists()
    assert not (folder / SCRATCH).exists()


def test_the_backups_of_another_store_in_the_same_place_are_left_alone(drawer: OpenDrawer, place: Path) -> None:
    other = place / "desk-backup-20260101T000000Z-00000000"
    other.mkdir()
    (place / "ferie.txt").write_text("mine")
    drawer.backups.keep_places([place])
    drawer.backups.back_up()
    assert other.is_dir()
    assert (place / "ferie.txt").is_file()


def test_old_backups_go_but_one_a_day_and_one_a_month_stay(drawer: OpenDrawer, place: Path) -> None:
    drawer.backups.keep_places([place])
    begun = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for day in [*range(0, 120, 6), *range(120, 132), 131]:
        at = begun + timedelta(days=day)
        drawer._sitting.now = lambda at=at: at  # type: ignore[misc]
        drawer.backups.back_up()
    days = sorted(seen.made_at.strftime("%m-%d") for seen in drawer.backups.status().places[0].kept)
    newest = [(begun + timedelta(days=day)).strftime("%m-%d") for day in range(122, 132)]
    assert days == ["01-31", "02-24", "03-26", "04-25", *newest] or days == ["01-31", "02-24", "03-26", "04-30", *newest]
    assert len(finished_in(place)) == len(days)


def test_a_backup_goes_after_a_year(drawer: OpenDrawer, place: Path) -> None:
    drawer.backups.keep_places([place])
    for year in (2024, 2026):
        drawer._sitting.now = lambda year=year: datetime(year, 3, 1, tzinfo=UTC)  # type: ignore[misc]
        drawer.backups.back_up()
    assert [seen.made_at.year for seen in drawer.backups.status().places[0].kept] == [2026]


def test_after_work_a_backup_is_made_only_when_something_was_written(drawer: OpenDrawer, place: Path) -> None:
    drawer.backups.keep_places([place])
    assert list(drawer.backups.steps(Occasion.CLOSED))
    assert not list(drawer.backups.steps(Occasion.CLOSED))
    filed(drawer, 1)
    assert not list(drawer.backups.steps(Occasion.LOCKED)), "not at every coffee"
    assert not list(drawer.backups.steps(Occasion.DAILY))
    assert list(drawer.backups.steps(Occasion.CLOSED))


def test_between_the_steps_the_store_can_be_used(drawer: OpenDrawer, place: Path) -> None:
    drawer.backups.keep_places([place])
    for _ in drawer.backups.steps(Occasion.CLOSED):
        filed(drawer, 1)
    seen = drawer.backups.status().places[0].kept[0]
    assert Restorer().looked_into(seen.folder, SUPERVISOR).cases == 0
    assert drawer.faults() == ()


def test_any_officer_s_locking_makes_the_backup_but_only_a_supervisor_sets_where(
    unlock: Callable[..., OpenDrawer], place: Path
) -> None:
    supervisor = unlock()
    supervisor.backups.keep_places([place])
    supervisor.close()
    officer = unlock("anna", OTHER_PASSPHRASE)
    for act in (lambda: officer.backups.keep_places([place]), officer.backups.back_up, officer.backups.drill):
        with pytest.raises(NotAllowed):
            act()
    assert list(officer.backups.steps(Occasion.CLOSED))
    assert len(finished_in(place)) == 1


def test_the_newest_backup_is_an_anchor_that_only_the_store_s_own_key_vouches_for(drawer: OpenDrawer, place: Path) -> None:
    seen = backed_up(drawer, place)
    store_id = drawer._keeping.content().store_id
    ((made_at, head),) = anchors_in(place, store_id, drawer._sitting.journal)
    assert (made_at, head.number) == (seen.made_at, drawer.journal(1)[0].number - 1)
    manifest = seen.folder / MANIFEST
    manifest.write_text(manifest.read_text().replace(head.chain, "0" * 64))
    assert anchors_in(place, store_id, drawer._sitting.journal) == ()


def test_a_drill_proves_the_newest_backup_and_leaves_a_line(folder: Path, drawer: OpenDrawer, place: Path) -> None:
    filed(drawer, 2)
    drawer.backups.keep_places([place])
    drawer.backups.back_up()
    assert drawer.backups.status().drill_is_due
    drill = drawer.backups.drill()
    assert (drill.cases, drill.faults) == (2, ())
    assert (drawer.journal(1)[0].act, drawer.journal(1)[0].reason) == ("drill", drill.backup.folder.name)
    assert not drawer.backups.status().drill_is_due
    assert not list(folder.glob("*.unfinished"))


@pytest.mark.parametrize("name", ["desk.sdk", "desk.keys", MANIFEST])
def test_a_drill_names_a_backup_that_went_bad(drawer: OpenDrawer, place: Path, name: str) -> None:
    drawer.backups.keep_places([place])
    (result,) = drawer.backups.back_up()
    assert result.backup is not None
    path = result.backup.folder / name
    if name == MANIFEST:
        path.write_text(json.dumps({**json.loads(path.read_text()), "program": "9.9"}))
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    drill = drawer.backups.drill()
    assert len(drill.faults) == 1
    assert drawer.journal(1)[0].fields == ("faults",)
    assert drawer.backups.status().drill_trouble == drill.faults[0]


def test_a_manifest_can_name_nothing_outside_its_backup(drawer: OpenDrawer, place: Path) -> None:
    seen = backed_up(drawer, place)
    path = seen.folder / MANIFEST
    whole = json.loads(path.read_text())
    for name in (
        "../desk.sdk",
        "/etc/passwd",
        "attachments/../../x",
        "attachments\\..\\x",
        "attachments//x",
        "attachments/",
        7,
        None,
    ):
        path.write_text(json.dumps({**whole, "files": [*whole["files"], {"name": name, "bytes": 1, "sha256": "0" * 64}]}))
        with pytest.raises(StoreDamaged):
            read_manifest(seen.folder)
