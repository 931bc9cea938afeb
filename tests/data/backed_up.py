"""What the tests of backups have at hand: a place, a store with cases, and the newest backup."""

from __future__ import annotations

from pathlib import Path

from stalkdesk.casework.backups import BackupSeen, Occasion, RestoreKey
from stalkdesk.data.drawer import OpenDrawer
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE, A, B, given, intake

SUPERVISOR = RestoreKey("Søren", PASSPHRASE)
OFFICER = RestoreKey("anna", OTHER_PASSPHRASE)


def filed(drawer: OpenDrawer, count: int = 3) -> tuple[str, ...]:
    """Files cases, each with a word of its own."""
    return drawer.file_many(
        intake(drawer.officer.id, (given("threat_words", f"ordlyd{number}"), A), (given("victim_name", "Ægir Opdigtet"), B))
        for number in range(count)
    )


def place_of(folder: Path, name: str = "stick") -> Path:
    """A place beside the store."""
    place = folder.parent / name
    place.mkdir(exist_ok=True)
    return place


def backed_up(drawer: OpenDrawer, place: Path) -> BackupSeen:
    """A backup that worked."""
    (result,) = drawer.backups.back_up(Occasion.ASKED, [place])
    assert result.backup is not None, result.trouble
    return result.backup


def finished_in(place: Path) -> list[str]:
    """The names that a person would take for a backup."""
    return sorted(one.name for one in place.iterdir() if not one.name.endswith(".unfinished"))
