"""What is not taken in as an attachment, and what of it is made safe: names, kinds, sizes, disks, changes meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given as given_by_chance
from hypothesis import strategies as st

from stalkdesk.casework.attachments import (
    MOST_BYTES,
    MOST_NAME,
    AttachmentKind,
    NewAttachment,
    kind_of,
    safe_name,
)
from stalkdesk.data import attachment_files, attachments
from stalkdesk.data.attachment_files import BLOCK, CHUNK
from stalkdesk.data.attachment_source import Source
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import ActStopped, AttachmentUnfit, DiskFull
from tests.data.attached import BLOCKS, LONG, PNG, attach, files
from tests.data.killing import Program

# -- what is refused


def test_what_is_no_file_or_empty_is_refused(folder: Path, drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
    (tmp_path / "tom").write_bytes(b"")
    sources: list[Path | bytes] = [b"", tmp_path / "tom", tmp_path, tmp_path / "væk", Path("a\0b")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "rør")
        sources.append(tmp_path / "rør")
    for source in sources:
        with pytest.raises(AttachmentUnfit):
            drawer.attach(reference, NewAttachment(source, "x"))
    assert files(folder) == []
    assert drawer.case(reference).attachments == ()


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
    with (tmp_path / "film").open("wb") as film:
        film.truncate(2_000_000_000)
    with pytest.raises(AttachmentUnfit, match=str(MOST_BYTES // 1_000_000)):
        drawer.attach(reference, NewAttachment(tmp_path / "film", "film.mp4"))


@pytest.mark.parametrize("change", ["grows", "shrinks", "is_written_again"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    folder: Path, drawer: OpenDrawer, reference: str, tmp_path: Path, change: str
) -> None:
    source = tmp_path / "levende"
    source.write_bytes(BLOCKS)

    def going_on(done: int, size: int) -> bool:
        if done == BLOCK:
            length = {"grows": len(BLOCKS) + 1, "shrinks": BLOCK + CHUNK, "is_written_again": len(BLOCKS)}[change]
            source.write_bytes(bytes(length))
        return True

    with pytest.raises(AttachmentUnfit, match="ændret"):
        drawer.attach(reference, NewAttachment(source, "x"), going_on)
    assert files(folder) == []
    assert drawer.case(reference).attachments == ()


def test_a_stick_that_is_pulled_out_leaves_nothing(
    folder: Path, drawer: OpenDrawer, reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nøgle").write_bytes(LONG)
    reads = iter(range(2))

    def read(self: Source, count: int) -> bytes:
        if next(reads, None) is None:
            raise AttachmentUnfit("Filen kan ikke læses.")
        return bytes(count)

    monkeypatch.setattr(Source, "read", read)
    with pytest.raises(AttachmentUnfit):
        drawer.attach(reference, NewAttachment(tmp_path / "nøgle", "x"))
    assert files(folder) == []


def test_who_stops_it_leaves_nothing(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    with pytest.raises(ActStopped):
        drawer.attach(reference, NewAttachment(BLOCKS, "x"), lambda done, _of: done < 2 * BLOCK)
    assert files(folder) == []
    assert drawer.faults() == ()


def test_when_the_row_can_t_be_written_the_file_goes_too(
    folder: Path, drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise DiskFull("Disken er fuld.")

    monkeypatch.setattr(attachments, "mac_of_added", full)
    with pytest.raises(DiskFull):
        attach(drawer, reference)
    monkeypatch.undo()
    assert files(folder) == []
    attach(drawer, reference)
    assert drawer.faults() == ()


def test_a_disk_without_room_is_told_before_anything_is_written(
    folder: Path, drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_files, "_SPARE", 1 << 60)
    with pytest.raises(DiskFull):
        attach(drawer, reference)
    assert files(folder) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull
from tests.data.at_hand import PASSPHRASE
folder = Path(sys.argv[1])
drawer = SealedVault(folder).unlock("Søren", PASSPHRASE)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
try:
    drawer.attach(sys.argv[2], NewAttachment(bytes(5_000_000), "stor.bin"))
except DiskFull as told:
    print(told)
print(len(list((folder / "attachments").iterdir())))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(drawer.attach(sys.argv[2], NewAttachment(bytes(5_000_000), "stor.bin")).number, drawer.faults())
drawer.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files to play a full disk with")
def test_on_a_full_disk_it_is_told_and_nothing_is_left(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    drawer.close()
    code, said = Program(FULL, folder, reference).ended()
    assert code == 0, said
    told, left, after = said.splitlines()
    assert ("Disken er fuld" in told, left, after) == (True, "0", "1 ()")


# -- names and kinds


@pytest.mark.parametrize(
    ("untrusted", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.png", "x.png"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("gnp.\u202egpj.exe", "gnp.gpj.exe"),
        ("a\0b\x1b[31m.txt", "ab[31m.txt"),
        ("  . ", "bilag"),
        ("", "bilag"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("linje\nskift.txt", "linjeskift.txt"),
        ("Ærø å.jpg", "Ærø å.jpg"),
    ],
)
def test_a_name_is_made_safe(untrusted: str, kept: str) -> None:
    assert safe_name(untrusted) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("å" * 300 + ".jpeg")
    assert (len(name), name[-6:]) == (MOST_NAME, "å.jpeg")


@given_by_chance(st.text(max_size=400))
def test_any_name_becomes_a_short_printable_line(untrusted: str) -> None:
    name = safe_name(untrusted)
    assert 0 < len(name) <= MOST_NAME + 1
    assert not set(name) & set('/\\\0\n\r\t<>:"|?*\u202e')
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (PNG, AttachmentKind.PNG),
        (b"\xff\xd8\xff\xe0", AttachmentKind.JPEG),
        (b"%PDF-1.7", AttachmentKind.PDF),
        ("Kære æble\r\n".encode(), AttachmentKind.TEXT),
        ("æ".encode() * 40_000, AttachmentKind.TEXT),
        (b"<svg/>\0", AttachmentKind.OTHER),
        (b"\x00\x01", AttachmentKind.OTHER),
        (b"MZ\x90", AttachmentKind.OTHER),
    ],
)
def test_a_kind_is_seen_from_the_bytes(beginning: bytes, kind: AttachmentKind) -> None:
    assert kind_of(beginning[:65_536]) is kind
