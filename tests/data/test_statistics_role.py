"""Who only makes summaries reads the week's figures and no case, and holds no key to compartment B, however she unlocks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import read_key_file
from stalkdesk.data.keys import DataKeys
from stalkdesk.data.signing import new_seed
from stalkdesk.data.slots import Slot, SlotKind, WrongKey, name_tag, open_with_passphrase
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import NotAllowed
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given
from tests.data.conftest import unlocked

COUNTING = "ni blanke skeer på et bord"
START, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def reference(folder: Path) -> str:
    """A filed case, in a store with somebody who makes summaries."""
    drawer = unlocked(folder)
    drawer.add_officer("tal", "Tal Opgørsen", "TO", Role.STATISTICS, COUNTING)
    case = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(case.case_id, given("safe_phone", "+4500000001"), B)
    drawer.keep_answer(case.case_id, given("threats", "yes"), A)
    drawer.file_case(case.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    drawer.close()
    return case.reference


@pytest.fixture
def counting(folder: Path, reference: str) -> Iterator[OpenDrawer]:
    """The drawer, open for her."""
    drawer = unlocked(folder, "tal", COUNTING)
    yield drawer
    drawer.close()


def _slot(folder: Path, name: str = "desk.keys") -> Slot:
    content = read_key_file(folder / name)
    slot = content.slot(name_tag(content.store_id, "tal"))
    assert slot is not None
    return slot


def test_she_reads_the_figures_of_the_week(counting: OpenDrawer) -> None:
    (case,) = counting.week_cases(START, END)
    assert case.urgency is AS_COMPUTED.urgency
    counting.note("export", fields=("week",), reason="2026-W47")
    assert counting.journal_mark()


def test_she_reads_no_case_and_searches_none(counting: OpenDrawer, reference: str) -> None:
    tries: tuple[Callable[[], object], ...] = (
        lambda: counting.case(reference),
        counting.cases,
        lambda: counting.cases("granskov"),
        counting.count_cases,
        counting.drafts,
        counting.journal,
        lambda: counting.protected_answers(reference, "prøve"),
        lambda: counting.whole_assessment(reference, "prøve"),
        lambda: counting.keep_journal_number(reference, "1"),
        lambda: counting.begin_intake(CHECKLIST),
    )
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()


def test_the_bytes_of_her_slot_hold_no_key_to_compartment_b(folder: Path, reference: str) -> None:
    supervisor = unlocked(folder)
    protected = bytes(supervisor._keeping._keys.protected or b"")
    supervisor.close()
    content = read_key_file(folder / "desk.keys")
    slot = _slot(folder)
    keys = open_with_passphrase(slot, content.store_id, COUNTING.encode())
    assert slot.wrapped_protected == b""
    assert keys.protected is None
    (written,) = (one for one in json.loads((folder / "desk.keys").read_bytes())["slots"] if one["id"] == slot.id)
    assert written["protected"] == ""
    assert len(bytes.fromhex(written["wrapped"])) == 60
    assert bytes(keys.data) != protected


def test_her_drawer_has_no_seal_and_no_second_key(counting: OpenDrawer) -> None:
    assert counting._sitting.seal_or_none is None
    assert counting._keeping._keys.protected is None


def test_another_slot_never_opens_with_her_passphrase(folder: Path, reference: str) -> None:
    content = read_key_file(folder / "desk.keys")
    for slot in content.slots:
        if slot.kind is not SlotKind.RECOVERY and slot.id != _slot(folder).id:
            with pytest.raises(WrongKey):
                open_with_passphrase(slot, content.store_id, COUNTING.encode())


def test_a_new_passphrase_a_renewed_slot_and_a_new_key_give_her_none(folder: Path, reference: str) -> None:
    drawer = unlocked(folder, "tal", COUNTING)
    drawer.change_passphrase(COUNTING, "en helt anden sætning med ord")
    drawer.close()
    assert _slot(folder).wrapped_protected == b""
    supervisor = unlocked(folder)
    supervisor.rotate_keys(lambda percent: None)
    supervisor.close()
    assert _slot(folder).handed
    assert _slot(folder).wrapped_protected == b""
    unlocked(folder, "tal", "en helt anden sætning med ord").close()
    assert not _slot(folder).handed
    assert [_slot(folder, name).wrapped_protected for name in ("desk.keys", "desk.keys.bak")] == [b"", b""]


def test_the_recovery_sheet_gives_her_a_new_passphrase_and_no_second_key(
    folder: Path, reference: str, sheet: RecoverySheet
) -> None:
    drawer = SealedVault(folder).recover(" ".join(sheet.key_groups), "tal", "en helt anden sætning med ord")
    assert isinstance(drawer, OpenDrawer)
    assert drawer._sitting.seal_or_none is None
    with pytest.raises(NotAllowed):
        drawer.protected_answers(reference, "prøve")
    drawer.close()
    assert _slot(folder).wrapped_protected == b""


def test_she_can_hand_on_no_key_that_she_does_not_have(counting: OpenDrawer) -> None:
    with pytest.raises(NotAllowed):
        counting._keeping.slot_for(counting.officers()[0], PASSPHRASE, new_seed())
    with pytest.raises(NotAllowed):
        counting._keeping.made_recovery(START)


def test_the_keys_that_were_dropped_are_overwritten() -> None:
    keys = DataKeys.fresh()
    protected = keys.protected
    keys.drop_protected()
    assert protected is not None
    assert bytes(protected) == bytes(32)
    assert keys.protected is None


def test_the_check_of_the_store_finds_nothing_wrong_with_her(folder: Path, reference: str) -> None:
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    drawer.close()
