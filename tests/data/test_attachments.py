"""Attachments: taken in whole, read only as they were, journalled, erased for good, never readable on the disk."""

from __future__ import annotations

import hashlib
import random
import tracemalloc
from pathlib import Path

import pytest

from stalkdesk.casework.attachments import (
    MOST_SHOWN_BYTES,
    AttachmentKind,
    AttachmentState,
    NewAttachment,
)
from stalkdesk.data.attachment_files import BLOCK, CHUNK, sealed_length
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import ActStopped, AttachmentUnfit, CaseUnknown, DiskFull, NotAllowed, StoreDamaged
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, A, B
from tests.data.attached import PNG, attach, files
from tests.data.conftest import unlocked

# -- in and out


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
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
