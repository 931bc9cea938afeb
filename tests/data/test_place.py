"""Where a store may lie, and passphrases that may guard it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stalkdesk.data import place
from stalkdesk.data.passphrase import check_passphrase
from stalkdesk.errors import PlaceUnfit, WeakPassphrase

MOUNTS = """22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw shared:9 - cifs //server/share rw
31 22 0:41 / /mnt/a\\040b rw - fuse.sshfs host:/ rw
32 22 8:2 / /mnt/share/local rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "is_network"),
    [
        ("/home/x", "ext4", False),
        ("/mnt/share/y", "cifs", True),
        ("/mnt/a b/c", "fuse.sshfs", True),
        ("/mnt/share/local/z", "ext4", False),
        ("/mnt/share", "cifs", True),
    ],
)
def test_a_mounted_network_drive_is_known(tmp_path: Path, path: str, kind: str, is_network: bool) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    found = place._file_system(Path(path), mounts)
    assert (found, place.is_network_type(found)) == (kind, is_network)


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Kommunen", "Dropbox (Arbejde)", "Nextcloud", "iCloud Drive", "Google Drive"]
)
def test_a_sync_folder_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlaceUnfit, match="synkroniseres"):
        place.make_place(tmp_path / name / "skab")
    assert not (tmp_path / name).exists()


def test_a_folder_that_a_sync_program_has_marked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fælles" / ".stfolder").mkdir(parents=True)
    assert place.is_in_sync_folder(tmp_path / "fælles" / "skab")
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "sky"))
    assert place.is_in_sync_folder(tmp_path / "sky" / "skab")
    assert not place.is_in_sync_folder(tmp_path / "skyen" / "onedriver")


def test_an_ordinary_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    place.make_place(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


@pytest.mark.parametrize(
    "passphrase",
    [
        "grøn cykel under æblerne hvisker",
        "Fjorten tegn!?",
        "ko ku ki ka ky",
        "g7#Kp!z0Qv9w&L",
        "hest hest sol måne bro",
    ],
)
def test_five_words_or_fourteen_characters_are_enough(passphrase: str) -> None:
    check_passphrase(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "user_name"),
    [
        ("fire ord få", ""),
        ("Adgangskode2026!", ""),
        ("abcdefghijklmnopqrst", ""),
        ("98765432109876543210", ""),
        ("hejhejhejhejhejhej", ""),
        ("correct horse battery staple", ""),
        ("annalise1annalise1", "annalise"),
        ("sommersommer2026", ""),
        ("  ", ""),
        ("\u00e5" * 30, ""),
        ("ø æ å øl is", ""),
    ],
)
def test_what_is_short_or_well_known_is_refused(passphrase: str, user_name: str) -> None:
    with pytest.raises(WeakPassphrase):
        check_passphrase(passphrase, user_name)
