"""A store to replace the keys of: three officers, a case with both compartments and a picture, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data import slots, vouching
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.slots import Argon
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, FIRST, OTHER_PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given
from tests.data.conftest import unlocked

THIRD = "ni blanke skeer på et bord"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


def quick(typed: bytes, salt: bytes, argon: Argon) -> bytearray:
    import hashlib

    return bytearray(hashlib.sha256(typed + salt + repr(argon).encode()).digest())


@dataclass(frozen=True, slots=True)
class Kept:
    """A store with three officers and a case, and what is known of it."""

    folder: Path
    sheet: RecoverySheet
    reference: str


def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A store of the test's own, locked, whose passphrases are stretched in no time."""
    for module in (slots, vouching):
        monkeypatch.setattr(module, "stretched", quick)
    folder = tmp_path / "store"
    sheet = SealedVault(folder, calibrate=False).set_up(FIRST)
    drawer = unlocked(folder)
    drawer.add_officer("anna", "Anna Prøve", "AP", Role.OFFICER, OTHER_PASSPHRASE)
    drawer.add_officer("tal", "Tal Opgørsen", "TO", Role.STATISTICS, THIRD)
    case = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(case.case_id, given("victim_name", "Kirsten Granskov"), B)
    drawer.keep_answer(case.case_id, given("safe_phone", "+4500000001"), B)
    drawer.keep_answer(case.case_id, given("threats", "yes"), A)
    drawer.file_case(case.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    drawer.attach(case.reference, NewAttachment(PHOTO, "billede.png"))
    for _ in range(9):
        drawer.keep_answer(drawer.begin_intake(CHECKLIST).case_id, given("other", "ord " * 500), A)
    drawer.close()
    return Kept(folder, sheet, case.reference)


def whole(kept: Kept, folder: Path | None = None) -> OpenDrawer:
    """The drawer, looked through: nothing is missing, whoever unlocks."""
    folder = folder or kept.folder
    for user_name, passphrase in (("anna", OTHER_PASSPHRASE), ("tal", THIRD)):
        unlocked(folder, user_name, passphrase).close()
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    assert {one.value for one in drawer.protected_answers(kept.reference, "prøve")} == {"Kirsten Granskov", "+4500000001"}
    assert [line.reference for line in drawer.cases("granskov")] == [kept.reference]
    assert drawer.attachment_bytes(kept.reference, 1) == PHOTO
    assert drawer.count_cases() == 10
    return drawer


def nothing(_percent: int) -> None:
    """Nobody looks."""
