"""The recovery sheet: made anew, tried each year, and never without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.recovery import TRY_AGAIN_AFTER, RecoveryState
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import read_key_file
from stalkdesk.errors import NotAllowed, WrongRecoveryKey
from tests.data.at_hand import OTHER_PASSPHRASE
from tests.data.conftest import unlocked

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def _acts(drawer: OpenDrawer) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.act, line.fields) for line in drawer.journal()]


def _whole(sheet: RecoverySheet) -> str:
    return " ".join(sheet.key_groups) + "\n" + sheet.slot


def test_the_drill_changes_nothing_but_the_date_and_stands_in_the_journal(
    folder: Path, drawer: OpenDrawer, sheet: RecoverySheet
) -> None:
    keys = (folder / "desk.keys").read_bytes()
    assert drawer.recovery_state().tried_at is None
    for text in (" ".join(sheet.key_groups).lower(), _whole(sheet)):
        drawer.try_recovery_sheet(text)
    tried = drawer.recovery_state().tried_at
    assert tried is not None
    assert abs(datetime.now(UTC) - tried) < timedelta(minutes=5)
    assert (folder / "desk.keys").read_bytes() == keys
    assert _acts(drawer).count(("recovery_drill", ())) == 2
    assert drawer.faults() == ()


def test_a_wrong_letter_is_named_by_its_group_and_is_no_failed_drill(drawer: OpenDrawer, sheet: RecoverySheet) -> None:
    groups = list(sheet.key_groups)
    groups[6] = groups[6][:-1] + ("0" if groups[6][-1] != "0" else "1")
    with pytest.raises(WrongRecoveryKey, match="gruppe 7"):
        drawer.try_recovery_sheet(" ".join(groups))
    second = sheet.slot.split()
    second[2] = second[2][:-1] + ("0" if second[2][-1] != "0" else "1")
    with pytest.raises(WrongRecoveryKey, match="gruppe 16"):
        drawer.try_recovery_sheet(" ".join((*sheet.key_groups, *second)))
    assert "recovery_drill" not in [act for act, _ in _acts(drawer)]
    assert drawer.recovery_state().tried_at is None


def test_a_sheet_that_was_replaced_fails_and_that_stands_in_the_journal(drawer: OpenDrawer, sheet: RecoverySheet) -> None:
    new = drawer.new_recovery_sheet()
    assert not drawer.recovery_state().is_put_away
    with pytest.raises(WrongRecoveryKey, match="nyere ark"):
        drawer.try_recovery_sheet(" ".join(sheet.key_groups))
    assert ("recovery_drill", ("failed",)) in _acts(drawer)
    drawer.try_recovery_sheet(_whole(new))
    assert drawer.recovery_state().is_put_away


def test_the_second_page_of_an_older_sheet_fails_behind_the_first_of_the_new_one(
    drawer: OpenDrawer, sheet: RecoverySheet
) -> None:
    new = drawer.new_recovery_sheet()
    with pytest.raises(WrongRecoveryKey):
        drawer.try_recovery_sheet(" ".join(new.key_groups) + "\n" + sheet.slot)


def test_a_new_sheet_waits_until_it_is_said_to_be_put_away(drawer: OpenDrawer) -> None:
    assert drawer.recovery_state().is_put_away
    drawer.new_recovery_sheet()
    assert not drawer.recovery_state().is_put_away
    drawer.recovery_put_away()
    assert drawer.recovery_state().is_put_away


def test_only_a_supervisor_makes_or_tries_a_sheet(folder: Path, sheet: RecoverySheet) -> None:
    drawer = unlocked(folder, "anna", OTHER_PASSPHRASE)
    for work in (drawer.new_recovery_sheet, drawer.recovery_put_away, lambda: drawer.try_recovery_sheet(_whole(sheet))):
        with pytest.raises(NotAllowed):
            work()
    drawer.close()


def test_the_dates_are_not_kept_by_hand(drawer: OpenDrawer) -> None:
    for key in ("recovery.tried_at", "recovery.made_at", "recovery.put_away_at", "store.journal_key", "store.sealing_key"):
        with pytest.raises(ValueError, match="by hand"):
            drawer.keep_setting(key, "2026-11-22T08:57:03.120000Z")


def test_after_a_year_it_is_due_counted_from_the_last_of_its_dates() -> None:
    year = TRY_AGAIN_AFTER + timedelta(seconds=1)
    assert not RecoveryState(AT, True, None).is_due(AT + TRY_AGAIN_AFTER)
    assert RecoveryState(AT, True, None).is_due(AT + year)
    assert not RecoveryState(AT, True, AT + timedelta(days=300)).is_due(AT + year)
    assert RecoveryState(AT, True, AT + timedelta(days=300)).is_due(AT + timedelta(days=300) + year)


def test_the_recovery_slot_can_be_replaced_and_never_taken_away(folder: Path, drawer: OpenDrawer) -> None:
    with pytest.raises(ValueError, match="recovery"):
        drawer._keeping.remove("recovery")
    for act in (drawer.new_recovery_sheet, lambda: drawer.rotate_keys(lambda percent: None)):
        act()
        for name in ("desk.keys", "desk.keys.bak"):
            assert read_key_file(folder / name).recovery() is not None


def test_whatever_is_done_with_the_keys_a_supervisor_stays(folder: Path, drawer: OpenDrawer, sheet: RecoverySheet) -> None:
    for act in (
        lambda: drawer.try_recovery_sheet(_whole(sheet)),
        drawer.new_recovery_sheet,
        lambda: drawer.rotate_keys(lambda percent: None),
    ):
        act()
        with pytest.raises(NotAllowed, match="mindst én aktiv leder"):
            drawer.retire_officer(drawer.officer.id)
        content = read_key_file(folder / "desk.keys")
        assert drawer._vouching._own_slot() in content.slots
