"""The recovery sheet."""

from __future__ import annotations

from datetime import UTC, datetime

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.guidance.blocks import Fields, PhoneList
from stalkdesk.guidance.recovery import recovery_document
from tests.guidance.small_shelf import UNIT

GROUPS = tuple(f"AB{number:02d}K" for number in range(13))
SHEET = RecoverySheet("store-0001", GROUPS, "SLOTA SLOTB\nSLOTC", datetime(2026, 11, 22, 23, 30, tzinfo=UTC))


def test_the_recovery_sheet_has_every_group_large_and_in_order_the_slot_the_store_and_the_day() -> None:
    document = recovery_document(SHEET, UNIT)
    (key,) = [block for block in document.blocks if isinstance(block, PhoneList)]
    assert tuple(group for _, group, _ in key.entries) == GROUPS
    assert [name for name, _, _ in key.entries][:2] == ["Gruppe 1", "Gruppe 2"]
    text = str(document.blocks)
    assert all(part in text for part in ("store-0001", "23-11-2026", "Prøveby Kommune"))


def test_the_groups_of_the_slot_are_counted_on_from_the_key() -> None:
    last = recovery_document(SHEET, UNIT).blocks[-1]
    assert last == Fields((("Fra gruppe 14", "SLOTA SLOTB"), ("Fra gruppe 16", "SLOTC")))


def test_the_recovery_sheet_does_not_tell_where_the_unit_is() -> None:
    assert "Rådhuset" not in str(recovery_document(SHEET, UNIT))
