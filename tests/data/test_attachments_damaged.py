"""Attachments whose files or rows are damaged: named by case and number, the others stay readable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.data.attachment_files import CHUNK
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import AttachmentDamaged
from tests.data.at_hand import A, B
from tests.data.attached import LONG, PNG, attach, files
from tests.data.conftest import unlocked
from tests.data.tampering import change_open


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
