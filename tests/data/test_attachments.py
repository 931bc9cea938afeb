"""Attachments: taken in whole or not at all, read only as they were, named when damaged, never readable on the disk."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given as given_by_chance
from hypothesis import strategies as st

from stalkdesk.casework.attachments import (
    MOST_BYTES,
    MOST_NAME,
    MOST_SHOWN_BYTES,
    AttachmentKind,
    AttachmentState,
    NewAttachment,
    kind_of,
    safe_name,
)
from stalkdesk.data import attachment_files, attachments
from stalkdesk.data.attachment_files import CHUNK, sealed_length
from stalkdesk.data.attachment_source import Source
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import ActStopped, AttachmentDamaged, AttachmentUnfit, CaseUnknown, DiskFull, NotAllowed, StoreDamaged
from tests.data.added import file_case
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, A, B
from tests.data.conftest import unlocked
from tests.data.tampering import change_open

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
LONG = random.Random(3).randbytes(3 * CHUNK + 17)


@pytest.fixture
def reference(drawer: OpenDrawer) -> str:
    """A filed case."""
    return file_case(drawer)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "attachments").iterdir()) if (folder / "attachments").is_dir() else []


def attach(drawer: OpenDrawer, reference: str, content: bytes = LONG, compartment: object = A) -> None:
    assert compartment in (A, B)
    drawer.attach(reference, NewAttachment(content, "billede.png", B if compartment is B else A, "fra telefonen"))


# -- in and out


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_taken_in_comes_out_as_it_was(folder: Path, drawer: OpenDrawer, reference: str, size: int) -> None:
    content = random.Random(size).randbytes(size)
    made = drawer.attach(reference, NewAttachment(content, "fil.bin", A, " fra telefonen "))
    assert (made.number, made.size, made.sha256) == (1, size, hashlib.sha256(content).hexdigest())
    assert (made.name, made.said, made.by, made.state) == ("fil.bin", "fra telefonen", "SL", AttachmentState.KEPT)
    assert drawer.attachment_bytes(reference, 1) == content
    assert drawer.case(reference).attachments == (made,)
    (path,) = files(folder)
    assert (path.suffix, path.stat().st_size) == (".sda", sealed_length(size))
    assert drawer.faults() == ()


def test_it_is_there_after_locking_and_unlocking(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    attach(drawer, reference, PNG)
    drawer.close()
    again = unlocked(folder)
    assert again.attachment_bytes(reference, 1) == PNG
    assert again.case(reference).attachments[0].kind is AttachmentKind.PNG
    again.close()


def test_a_file_is_read_from_where_it_lies_and_stays_there(drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
    source = tmp_path / "Kære æble.png"
    source.write_bytes(PNG)
    assert drawer.attach(reference, NewAttachment(source, source.name)).name == "Kære æble.png"
    assert source.read_bytes() == PNG


def test_a_consultation_is_in_the_journal_before_it_is_shown(
    drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(drawer, reference)
    drawer.attachment_bytes(reference, 1)
    acts = [(line.act, line.fields) for line in drawer.journal(2)]
    assert acts == [("view_attachment", ("attachment_1",)), ("attach", ("attachment_1",))]

    def fails(*_: object, **__: object) -> None:
        raise DiskFull("Disken er fuld.")

    monkeypatch.setattr(type(drawer._sitting), "note", fails)
    with pytest.raises(DiskFull):
        drawer.attachment_bytes(reference, 1)
    monkeypatch.undo()


def test_one_of_b_is_told_and_opened_only_with_a_reason(drawer: OpenDrawer, reference: str) -> None:
    attach(drawer, reference, PNG, B)
    (listed,) = drawer.case(reference).attachments
    assert (listed.name, listed.sha256, listed.said, listed.is_readable) == ("", "", "", False)
    for act in (lambda: drawer.attachment_bytes(reference, 1), lambda: drawer.protected_attachments(reference, " ")):
        with pytest.raises(NotAllowed):
            act()
    (opened,) = drawer.protected_attachments(reference, "Skal til retten")
    assert (opened.name, opened.kind) == ("billede.png", AttachmentKind.PNG)
    assert drawer.attachment_bytes(reference, 1, "Skal til retten") == PNG
    assert [line.reason for line in drawer.journal(2)] == ["Skal til retten"] * 2


def test_a_draft_takes_none_and_an_unknown_number_is_told(drawer: OpenDrawer, reference: str) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    with pytest.raises(CaseUnknown):
        attach(drawer, draft.reference)
    with pytest.raises(CaseUnknown, match="bilag 7"):
        drawer.attachment_bytes(reference, 7)


# -- erasing


def test_erasing_takes_file_key_and_words_and_leaves_the_number(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    attach(drawer, reference)
    attach(drawer, reference, PNG, B)
    drawer.erase_attachment(reference, 1, "Forkert sag")
    drawer.erase_attachment(reference, 2, "Forkert sag")
    assert files(folder) == []
    gone = drawer.case(reference).attachments
    assert [(one.number, one.state, one.name, one.why) for one in gone] == [
        (number, AttachmentState.ERASED, "", "Forkert sag") for number in (1, 2)
    ]
    with pytest.raises(CaseUnknown):
        drawer.attachment_bytes(reference, 1)
    assert drawer.attach(reference, NewAttachment(PNG, "x")).number == 3
    assert drawer.faults() == ()


def test_only_a_supervisor_erases_and_only_with_a_reason(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    attach(drawer, reference)
    with pytest.raises(NotAllowed):
        drawer.erase_attachment(reference, 1, " ")
    drawer.close()
    officer = unlocked(folder, "anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        officer.erase_attachment(reference, 1, "Forkert sag")
    officer.close()


@pytest.mark.parametrize(
    "statement", ["delete from attachment", "update attachment set said = 'x'", "update attachment set size=3"]
)
def test_a_row_is_locked_against_any_other_change(drawer: OpenDrawer, reference: str, statement: str) -> None:
    attach(drawer, reference)
    with pytest.raises(StoreDamaged), drawer._sitting.act() as connection:
        connection.exec_driver_sql(statement)


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
    source.write_bytes(LONG)

    def going_on(done: int, size: int) -> bool:
        if done == CHUNK:
            length = {"grows": len(LONG) + 1, "shrinks": 2 * CHUNK, "is_written_again": len(LONG)}[change]
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
        drawer.attach(reference, NewAttachment(LONG, "x"), lambda done, _of: done < 2 * CHUNK)
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
    done = subprocess.run([sys.executable, "-c", FULL, str(folder), reference], capture_output=True, text=True, check=False)
    told, left, after = done.stdout.splitlines()
    assert ("Disken er fuld" in told, left, after, done.stderr) == (True, "0", "1 ()", "")


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


# -- damage


def _flip(content: bytes) -> bytes:
    return content[:CHUNK] + bytes([content[CHUNK] ^ 1]) + content[CHUNK + 1 :]


def _swap(content: bytes) -> bytes:
    one, two = 11, 11 + CHUNK + 16
    length = CHUNK + 16
    return content[:one] + content[two : two + length] + content[one : one + length] + content[two + length :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "flipped": _flip,
    "swapped": _swap,
    "cut": lambda content: content[:-1],
    "cut at a chunk": lambda content: content[: 11 + 3 * (CHUNK + 16)],
    "longer": lambda content: content + b"x",
    "emptied": lambda content: b"",
    "other": lambda content: b"PDF1" + content[4:],
    "other nonce": lambda content: content[:5] + bytes([content[5] ^ 1]) + content[6:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_the_others_stay_readable(
    folder: Path, drawer: OpenDrawer, reference: str, damage: str
) -> None:
    attach(drawer, reference)
    (path,) = files(folder)
    attach(drawer, reference, PNG)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    with pytest.raises(AttachmentDamaged, match="Bilag 1"):
        drawer.attachment_bytes(reference, 1)
    assert drawer.attachment_bytes(reference, 2) == PNG
    assert drawer.faults() == (f"Bilag 1 til sagen {reference} mangler eller er beskadiget.",)


@pytest.mark.parametrize("compartment", [A, B])
def test_a_missing_file_and_the_file_of_another_are_named(
    folder: Path, drawer: OpenDrawer, reference: str, compartment: object
) -> None:
    attach(drawer, reference, LONG, compartment)
    (path,) = files(folder)
    attach(drawer, reference, LONG, compartment)
    (other,) = (one for one in files(folder) if one != path)
    named = (f"Bilag 1 til sagen {reference} mangler eller er beskadiget.",)
    path.write_bytes(other.read_bytes())
    assert drawer.faults() == named
    path.unlink()
    assert drawer.faults() == named


def test_a_file_that_belongs_to_nothing_is_named_and_left(folder: Path, drawer: OpenDrawer, reference: str) -> None:
    attach(drawer, reference)
    for name in ("0" * 32 + ".sda", "Thumbs.db"):
        (folder / "attachments" / name).write_bytes(b"x")
    drawer.close()
    again = unlocked(folder)
    assert again.faults() == ("2 filer i mappen attachments hører ikke til noget bilag.",)
    assert len(files(folder)) == 3
    again.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("update attachment set name = 'x' where number = 1", "Et bilag til sagen {} er ændret, efter at det blev taget ind."),
        ("delete from attachment where number = 1", "Et bilag til sagen {} mangler eller hører ikke til."),
        ("delete from attachment where number = 2", "Bilagene til sagen {} passer ikke til journalen."),
        ("delete from attachment", "Bilagene til sagen {} passer ikke til journalen."),
    ],
)
def test_a_row_that_was_changed_or_taken_out_is_named(
    drawer: OpenDrawer, reference: str, statement: str, sentence: str
) -> None:
    attach(drawer, reference)
    attach(drawer, reference)
    change_open(drawer, statement)
    assert sentence.format(reference) in drawer.faults()


# -- memory and traces


def test_memory_stays_small_whatever_the_size(drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
    size = MOST_SHOWN_BYTES + 1
    with (tmp_path / "film").open("wb") as film:
        film.truncate(size)
    drawer.attach(reference, NewAttachment(PNG, "warm"))
    tracemalloc.start()
    drawer.attach(reference, NewAttachment(tmp_path / "film", "film.mp4"))
    assert sum(map(len, drawer.attachment_pieces(reference, 2))) == size
    assert drawer.faults() == ()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000
    with pytest.raises(AttachmentUnfit, match="for stort"):
        drawer.attachment_bytes(reference, 2)


def test_neither_name_nor_content_lies_readable_on_the_disk(
    drawer: OpenDrawer, reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    words = [b"Kanariefugl", "Nattergalesangen".encode("utf-16-le"), b"Solsortens", b"Musvitten"]
    content = b"Kanariefugl " * 9000 + "Nattergalesangen".encode("utf-16-le")
    for compartment in (A, B):
        drawer.attach(reference, NewAttachment(content, "Solsortens.txt", compartment, "Musvitten"))
        with pytest.raises(ActStopped):
            drawer.attach(reference, NewAttachment(content, "Solsortens.txt", compartment), lambda _done, _of: False)
    drawer.attachment_bytes(reference, 1)
    drawer.attachment_bytes(reference, 2, "se efter")
    for state in ("open", "closed"):
        found = [path for path in tmp_path.rglob("*") if path.is_file()]
        everything = b"\n".join(str(path).encode() + path.read_bytes() for path in found)
        assert [word for word in words if word in everything] == [], state
        drawer.close()


def test_the_words_and_the_key_of_one_of_b_are_sealed_in_its_row(drawer: OpenDrawer, reference: str) -> None:
    drawer.attach(reference, NewAttachment(b"tekst", "Solsortens.txt", B, "Musvitten"))
    with drawer._sitting.act() as connection:
        (row,) = connection.exec_driver_sql("select * from attachment").all()
    assert (row.name, row.kind, row.sha256, row.said, row.key) == (None,) * 5
    assert b"Solsortens" not in row.sealed


# -- killed in the middle


KILLED = """
import os, sys
from pathlib import Path
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data import attachment_files, attachments
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import PASSPHRASE, A, B
def die(*_, **__): os.kill(os.getpid(), 9)
drawer = SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE)
where = sys.argv[3]
going_on = lambda done, of: True
if where == "reading": going_on = lambda done, of: done < 200_000 or die()
if where == "before row": attachments.Attachments._keep = die
if where == "before name": attachment_files.AttachmentFiles.finish = die
if not where.startswith("erasing"):
    drawer.attach(sys.argv[2], NewAttachment(bytes(400_000), "x.bin"), going_on)
else:
    if where == "erasing, put aside":
        put_aside = attachment_files.AttachmentFiles.put_aside
        attachment_files.AttachmentFiles.put_aside = lambda self, file_id: (put_aside(self, file_id), die())
    else:
        attachment_files.AttachmentFiles.take_away = die
    drawer.erase_attachment(sys.argv[2], 1, "Forkert sag")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("reading", 1),
        ("before row", 1),
        ("before name", 2),
        ("erasing, put aside", 1),
        ("erasing, decided", 0),
    ],
)
def test_a_kill_in_the_middle_leaves_all_of_it_or_nothing(
    folder: Path, drawer: OpenDrawer, reference: str, where: str, kept: int
) -> None:
    attach(drawer, reference)
    drawer.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), reference, where], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
    again = unlocked(folder)
    readable = [one for one in again.case(reference).attachments if one.state is AttachmentState.KEPT]
    assert len(readable) == kept
    assert [path.suffix for path in files(folder)] == [".sda"] * kept
    for one in readable:
        assert len(again.attachment_bytes(reference, one.number)) == one.size
    assert again.faults() == ()
    again.close()


LOOP = """
import sys
from pathlib import Path
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import PASSPHRASE, A, B
drawer = SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE)
print("ready", flush=True)
for number in range(400):
    made = drawer.attach(sys.argv[2], NewAttachment(bytes(90_000 + number), f"{number}.bin", B if number % 2 else A))
    print("kept", made.number, flush=True)
    if number % 3 == 2:
        drawer.erase_attachment(sys.argv[2], made.number - 1, "Forkert sag")
        print("erased", made.number - 1, flush=True)
"""


def test_after_kills_every_acknowledged_attachment_is_there_and_no_half_one(
    folder: Path, drawer: OpenDrawer, reference: str
) -> None:
    drawer.close()
    chance, kept, erased = random.Random(4), set[int](), set[int]()
    for _ in range(4):
        command = [sys.executable, "-c", LOOP, str(folder), reference]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "ready"
        until = time.monotonic() + chance.uniform(0.02, 0.3)
        lines = [program.stdout.readline()]
        while time.monotonic() < until:
            lines.append(program.stdout.readline())
        program.kill()
        lines += program.communicate()[0].splitlines()
        for words in (line.split() for line in lines):
            if len(words) == 2:
                (kept if words[0] == "kept" else erased).add(int(words[1]))
    again = unlocked(folder)
    there = {one.number: one for one in again.case(reference).attachments}
    assert kept <= set(there)
    assert all(there[number].state is AttachmentState.ERASED for number in erased)
    assert all(number in erased or number + 1 not in kept or there[number].size for number in kept)
    assert again.faults() == ()
    assert len(kept) > 4
    again.close()
