"""A store that was rolled back is told apart from one that was restored: by its backups, by its papers, by its key file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stalkdesk.casework.backups import Restored
from stalkdesk.casework.journal_marks import JournalMark, parsed_mark
from stalkdesk.casework.officers import WayInKind
from stalkdesk.data.backup_manifest import made_at_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.restoring import Restorer
from stalkdesk.data.times import day_text
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE
from tests.data.backed_up import OFFICER, SUPERVISOR, backed_up, filed, place_of
from tests.data.conftest import unlocked
from tests.data.tampering import change_open, past_the_program

FILES = ("desk.sdk", "desk.keys")


def today() -> str:
    """Asked when it is compared: a run of the tests may go on over midnight."""
    return day_text(datetime.now(UTC))


def put_back(copy: Path, folder: Path, names: tuple[str, ...] = FILES) -> None:
    for name in names:
        shutil.copy(copy / name, folder / name)


def with_a_place(drawer: OpenDrawer, cases: int = 3) -> Path:
    """A place that is set, with a backup from before one more case."""
    place = place_of(Path(drawer._folder))
    drawer.backups.keep_places([place])
    filed(drawer, cases)
    backed_up(drawer, place)
    return place


def last_line(drawer: OpenDrawer) -> int:
    return drawer.journal(1)[0].number


# -- rolled back -----------------------------------------------------------------------------------------------------------


def test_both_files_put_back_are_seen_at_login_without_any_paper_when_a_backup_place_is_set(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    drawer.close()
    shutil.copytree(folder, tmp_path / "older")
    drawer = unlock()
    filed(drawer, 1)
    newest = backed_up(drawer, place)
    known = Restorer().looked_into(newest.folder, SUPERVISOR).journal_number
    drawer.close()
    put_back(tmp_path / "older", folder)
    drawer = unlock()
    (fault,) = drawer.quick_faults()
    assert f"ældre end sin sikkerhedskopi fra {today()}" in fault
    assert f"linje {known}" in fault
    assert drawer.faults() == (fault,)
    assert drawer.backups.status().restored is None


def test_a_store_that_was_rolled_back_and_worked_on_is_still_named(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    drawer.close()
    shutil.copytree(folder, tmp_path / "older")
    drawer = unlock()
    filed(drawer, 1)
    backed_up(drawer, place)
    drawer.close()
    put_back(tmp_path / "older", folder)
    drawer = unlock()
    filed(drawer, 20)
    backed_up(drawer, place)
    (fault,) = drawer.quick_faults()
    assert "journal er en anden end den i sikkerhedskopien" in fault


def test_a_store_that_goes_on_from_its_backups_is_not_named(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    filed(drawer, 2)
    backed_up(drawer, place)
    drawer.close()
    drawer = unlock()
    assert drawer.quick_faults() == drawer.faults() == ()


def test_a_place_that_is_not_there_and_a_manifest_that_was_forged_say_nothing(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    (backup,) = place.iterdir()
    manifest = backup / "manifest.json"
    number = str(Restorer().looked_into(backup, SUPERVISOR).journal_number)
    manifest.write_text(manifest.read_text().replace(f'"number": {number}', '"number": 99999'))
    assert drawer.quick_faults() == ()
    shutil.rmtree(place)
    assert drawer.quick_faults() == ()


# -- restored --------------------------------------------------------------------------------------------------------------


def put_by(place: Path, tmp_path: Path) -> Path:
    """The one backup in the place, copied to where the next of the day does not take its turn."""
    (backup,) = place.iterdir()
    return Path(shutil.copytree(backup, tmp_path / "kept" / backup.name))


def restored_from(drawer: OpenDrawer, place: Path, tmp_path: Path) -> tuple[OpenDrawer, str, int]:
    """The first backup restored, after a newer one was made. Gives what a paper said by then, and the last line lost."""
    backup = put_by(place, tmp_path)
    filed(drawer, 2)
    paper = drawer.journal_mark()
    newer = backed_up(drawer, place)
    lost = Restorer().looked_into(newer.folder, SUPERVISOR).journal_number
    drawer.close()
    Restorer().restore(backup, SUPERVISOR, tmp_path / "again")
    return unlocked(tmp_path / "again"), paper, lost


def test_a_restored_store_says_once_from_when_it_is_and_which_lines_are_lost(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    (backup,) = place.iterdir()
    first_lost = Restorer().looked_into(backup, SUPERVISOR).journal_number + 1
    again, _, lost = restored_from(drawer, place, tmp_path)
    assert again.quick_faults() == again.faults() == ()
    told = again.backups.status().restored
    assert isinstance(told, Restored)
    assert (told.first_lost, told.last_lost, told.backup_at) == (first_lost, lost, made_at_of(backup.name))
    assert again.backups.status().restored == told  # as often as she looks in that sitting
    again.close()
    again = unlocked(tmp_path / "again")
    assert again.backups.status().restored is None
    assert again.quick_faults() == ()
    again.close()


@pytest.mark.parametrize("holds", [True, False])
def test_only_a_backup_that_held_something_can_have_brought_back_what_was_erased(
    tmp_path: Path, unlock: Callable[..., OpenDrawer], holds: bool
) -> None:
    drawer = unlock()
    backup = put_by(with_a_place(drawer, 3 if holds else 0), tmp_path)
    drawer.close()
    Restorer().restore(backup, SUPERVISOR, tmp_path / "again")
    again = unlocked(tmp_path / "again")
    again.begin_intake(CHECKLIST)  # of after the restore
    told = again.backups.status().restored
    assert told is not None
    assert told.may_hold_erased is holds
    again.close()


def test_an_officer_who_comes_in_first_does_not_use_up_the_telling(tmp_path: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    again, _, _ = restored_from(drawer, with_a_place(drawer), tmp_path)
    again.close()
    other = tmp_path / "other"
    Restorer().restore(next((tmp_path / "kept").iterdir()), OFFICER, other)
    for _ in range(2):
        officer = unlocked(other, "anna", OTHER_PASSPHRASE)
        assert officer.backups.status().restored is None
        officer.close()
    supervisor = unlocked(other)
    assert supervisor.backups.status().restored is not None
    supervisor.close()


def test_a_paper_among_the_lost_lines_is_explained_and_not_held_against_the_store(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    again, paper, _ = restored_from(drawer, with_a_place(drawer), tmp_path)
    (explanation,) = again.mark_faults(parsed_mark(paper))
    assert f"hentet fra en sikkerhedskopi fra {today()}" in explanation
    assert "Er papiret fra før" in explanation
    filed(again, 20)  # the number is taken again, by another line
    (explanation,) = again.mark_faults(parsed_mark(paper))
    assert "Er papiret fra før" in explanation
    again.close()


def test_a_paper_from_before_the_backup_is_held_and_a_forged_one_of_then_is_named(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    early = parsed_mark(drawer.journal_mark())
    again, _, _ = restored_from(drawer, with_a_place(drawer), tmp_path)
    assert again.mark_faults(early) == ()
    (fault,) = again.mark_faults(JournalMark(early.number, "00000000"))
    assert "er en anden end den på papiret" in fault
    again.close()


def test_a_chain_written_anew_before_the_restore_is_named_by_the_backups(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    again, _, _ = restored_from(drawer, place, tmp_path)
    (kept,) = (tmp_path / "kept").iterdir()
    shutil.copytree(kept, place / kept.name)
    (row,) = [line for line in again.journal(500) if line.act == "restore"]
    change_open(again, f"update journal set chain = '{'0' * 64}' where number = {row.number - 1}")
    assert any("er en anden end den i sikkerhedskopien" in fault for fault in again.quick_faults())
    again.close()


def test_a_restored_store_that_is_then_rolled_back_is_named(tmp_path: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    again, _, _ = restored_from(drawer, place, tmp_path)
    again.close()
    shutil.copytree(tmp_path / "again", tmp_path / "older")
    again = unlocked(tmp_path / "again")
    filed(again, 30)
    backed_up(again, place)
    again.close()
    put_back(tmp_path / "older", tmp_path / "again")
    again = unlocked(tmp_path / "again")
    (fault,) = again.quick_faults()
    assert "ældre end sin sikkerhedskopi" in fault
    again.close()


def test_a_backup_made_after_the_restore_by_a_store_that_was_given_up_is_named(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    (backup,) = place.iterdir()
    Restorer().restore(backup, SUPERVISOR, tmp_path / "again")
    later = datetime.now(UTC) + timedelta(hours=2)
    drawer._sitting.now = lambda: later
    filed(drawer, 5)
    backed_up(drawer, place)  # the old computer goes on
    drawer.close()
    again = unlocked(tmp_path / "again")
    (fault,) = again.quick_faults()
    assert "sikkerhedskopi" in fault
    again.close()


# -- the key file ----------------------------------------------------------------------------------------------------------


def test_the_key_file_of_a_restored_store_ends_with_the_restore_so_an_older_store_beside_it_is_missed(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    (backup,) = place.iterdir()
    drawer.close()
    Restorer().restore(backup, SUPERVISOR, tmp_path / "again")
    shutil.copy(backup / "desk.sdk", tmp_path / "again" / "desk.sdk")
    again = unlocked(tmp_path / "again")
    assert any("som den endte med sidst" in fault for fault in again.quick_faults())
    again.close()


def test_a_key_file_from_before_the_restore_is_named_with_the_explanation(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    again, _, _ = restored_from(drawer, with_a_place(drawer), tmp_path)
    again.close()
    put_back(folder, tmp_path / "again", ("desk.keys",))
    again = unlocked(tmp_path / "again")
    faults = again.quick_faults()
    assert any("som den endte med sidst" in fault for fault in faults)
    assert any("Er nøglefilen fra før den dag" in fault for fault in faults)
    again.close()


def test_a_backup_that_was_given_another_name_is_dated_by_its_last_line(
    tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    place = with_a_place(drawer)
    (backup,) = place.iterdir()
    renamed = backup.rename(place / "kopi")
    drawer.close()
    Restorer().restore(renamed, SUPERVISOR, tmp_path / "again")
    again = unlocked(tmp_path / "again")
    told = again.backups.status().restored
    assert told is not None
    at = {line.number: line.at for line in again.journal(100)}
    restored = next(line.number for line in again.journal(100) if line.act == "restore")
    assert told.backup_at == at[restored - 1]
    assert told.last_lost == 0
    again.close()


def test_a_name_that_is_no_time_is_no_date() -> None:
    assert made_at_of("desk-backup-20261122T184156Z-552a93f5") == datetime(2026, 11, 22, 18, 41, 56, tzinfo=UTC)
    assert made_at_of("desk-backup-20269922T184156Z-552a93f5") is None
    assert made_at_of("kopi") is None


# -- slots of nobody -------------------------------------------------------------------------------------------------------


def test_a_slot_that_belongs_to_nobody_is_taken_away_and_named_at_login(
    folder: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    unlock().close()
    with past_the_program(folder) as connection:
        connection.exec_driver_sql("update officer set is_active = 0, retired_at = added_at where user_name = 'anna'")
    drawer = unlock()
    (fault,) = drawer.quick_faults()
    assert "en adgang, som ikke hørte til nogen" in fault
    drawer.close()
    assert unlock().quick_faults() == ()


def test_the_supervisor_gets_every_way_in_listed(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    ways = drawer.ways_in()
    assert {way.officer_id for way in ways} == {"", *(one.id for one in drawer.officers())}
    assert [way.kind for way in ways if not way.officer_id] == [WayInKind.RECOVERY_SHEET]
    assert not any(way.is_nobodys for way in ways)
    change_open(drawer, "update officer set is_active = 0, retired_at = added_at where user_name = 'anna'")
    assert sum(way.is_nobodys for way in drawer.ways_in()) == 1
