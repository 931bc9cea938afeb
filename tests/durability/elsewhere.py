"""Acts that leave the store alone: a backup is restored beside it, and a store of the museum is brought up to this version.

Both lie in the same root as the store, so that what is done there is watched too. What was acknowledged opens and is whole;
what was not is either not there under its name, or whole too, and trying again works.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stalkdesk.casework.backups import BackupOpened, RestoreKey
from stalkdesk.data.answer_text import value_text
from stalkdesk.data.backup_manifest import UNFINISHED
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.migrations.version import NEWEST
from stalkdesk.data.restoring import Restorer
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError, WrongPassphrase
from stalkdesk.intake.answers import Answer
from tests.data.at_hand import PASSPHRASE

PASSPHRASES = (PASSPHRASE, "blæsende strand uden en eneste måge")
"""What the supervisor's passphrase may be by now."""
_OPENS_WITH: dict[Path, str] = {}
STICK, FIRST_STICK = "stick", "first-stick"
"""Where backups go, and where the one lies that is restored."""
_MUSEUM = Path(__file__).parent.parent / "museum"
_LEADER = "Kurator Æ"
_RESTORED, _OLD = "restored-", "old-"
_LOOKED = "looked.at"
"""Lies in a folder that was looked through whole, so that it is not done again."""


def now_opens_with(store: Path, passphrase: str) -> None:
    """Remembers which passphrase the supervisor has."""
    _OPENS_WITH[store] = passphrase


def opens_with(store: Path) -> str:
    """The one that opened the store the last time."""
    return _OPENS_WITH[store]


def prepare(root: Path) -> None:
    """Puts the old stores of the museum into the root, as they were left. Whatever became of those there is thrown away."""
    for exhibit in sorted(one for one in _MUSEUM.iterdir() if (one / "holds.json").is_file() and one.name != NEWEST):
        place = root / (_OLD + exhibit.name)
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(exhibit, place)


def restored(root: Path) -> str:
    """Restores the first backup; gives the name of the folder."""
    backup = next(one for one in (root / FIRST_STICK).iterdir() if not one.name.endswith(UNFINISHED))
    there = sum(1 for one in root.glob(_RESTORED + "*") if not one.name.endswith(UNFINISHED))
    target = root / f"{_RESTORED}{there}"
    Restorer().restore(backup, RestoreKey("Søren", PASSPHRASE), target)
    return target.name


def brought_up(root: Path) -> Iterator[str]:
    """Opens each old store, as its leader would; gives their names."""
    for place in sorted(root.glob(_OLD + "*")):
        drawer = SealedVault(place).unlock(_LEADER, _holds(place)["passphrases"][_LEADER])
        drawer.close()
        yield place.name


def is_whole(folder: Path) -> bool:
    """Whether a restored store, or one of the museum, opens with everything in it. Looked through only once."""
    is_untouched = folder.name.startswith(_OLD) and not (folder / "desk.lock").exists()
    if is_untouched or (folder / _LOOKED).exists():
        return True
    try:
        found = list(_faults_of_old(folder) if folder.name.startswith(_OLD) else _faults_of_restored(folder))
    except (DeskError, OSError):
        return False
    if not found:
        (folder / _LOOKED).touch()
    return not found


def is_proved(backup: Path) -> bool:
    """Whether a backup that lies there under its name can be restored from. Looked through only once."""
    if (backup / _LOOKED).exists():
        return True
    try:
        is_sound = not _looked_into(backup).faults
    except (DeskError, OSError):
        return False
    if is_sound:
        (backup / _LOOKED).touch()
    return is_sound


def _looked_into(backup: Path) -> BackupOpened:
    try:
        return Restorer().looked_into(backup, RestoreKey("Søren", PASSPHRASES[0]))
    except WrongPassphrase:
        return Restorer().looked_into(backup, RestoreKey("Søren", PASSPHRASES[1]))


def unsound(root: Path) -> Iterator[str]:
    """What is not whole of all that lies beside the store, and whether trying again works."""
    left = [one.name for one in root.glob(_RESTORED + "*" + UNFINISHED)]
    if left and (root / restored(root)).with_name(left[0]).exists():
        yield f"{left[0]} is still there after it was tried again"
    for backup in (root / STICK).glob("*"):
        if not backup.name.endswith(UNFINISHED) and not is_proved(backup):
            yield f"the backup {backup.name} lies there and is not whole"
    for folder in sorted([*root.glob(_RESTORED + "*"), *root.glob(_OLD + "*")]):
        if not folder.name.endswith(UNFINISHED) and not is_whole(folder):
            yield f"{folder.name} lies there and is not whole"


def _faults_of_restored(folder: Path) -> Iterator[str]:
    drawer = SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert isinstance(drawer, OpenDrawer)
    try:
        yield from drawer.faults()
        case = drawer.case(drawer.setting("first_case"))
        if not case.answers or drawer.attachment_bytes(case.line.reference, 1) != ATTACHED:
            yield "the case is not as it was"
        if drawer.journal(limit=1_000_000)[0].number < 5 or not any(one.act == "restore" for one in drawer.journal(50)):
            yield "the journal does not say that it was restored"
    finally:
        drawer.close()


ATTACHED = bytes(range(256)) * 100
"""What the first case of the prepared store has as an attachment."""


def _faults_of_old(folder: Path) -> Iterator[str]:
    holds = _holds(folder)
    drawer = SealedVault(folder).unlock(_LEADER, holds["passphrases"][_LEADER])
    assert isinstance(drawer, OpenDrawer)
    try:
        yield from drawer.faults()
        case = drawer.case(holds["filed"])
        if _given(case.answers.values()) != holds["facts"]:
            yield "facts are missing"
        if _given(drawer.protected_answers(holds["filed"], "se efter")) != holds["protected"]:
            yield "protected answers are missing"
        if (len(case.evaluations), len(case.incidents)) != (holds["evaluations"], holds["incidents"]):
            yield "evaluations or incidents are missing"
        for number, (_, digest) in enumerate(holds["attachments"], start=1):
            if hashlib.sha256(drawer.attachment_bytes(holds["filed"], number, "se efter")).hexdigest() != digest:
                yield f"attachment {number} is another"
        if [draft.reference for draft in drawer.drafts()] != [holds["draft"]]:
            yield "the draft is missing"
    finally:
        drawer.close()


def _holds(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "holds.json").read_text(encoding="utf-8"))
    return content


def _given(answers: Any) -> dict[str, object]:
    assert all(isinstance(one, Answer) for one in answers)
    return {one.question_id: json.loads(value_text(one.value) or "") for one in answers if one.value is not None}
