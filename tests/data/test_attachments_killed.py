"""Attachments of a program that was killed: all of one or nothing."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from stalkdesk.casework.attachments import (
    AttachmentState,
)
from stalkdesk.data.drawer import OpenDrawer
from tests.data.attached import attach, files
from tests.data.conftest import unlocked
from tests.data.killing import Program, said_until_killed

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
    assert Program(KILLED, folder, reference, where).ended() == (-signal.SIGKILL, "")
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
        program = Program(LOOP, folder, reference)
        assert program.lines.readline().strip() == "ready"
        for what, number in said_until_killed(program, chance.uniform(0.02, 0.3)):
            (kept if what == "kept" else erased).add(int(number))
    again = unlocked(folder)
    there = {one.number: one for one in again.case(reference).attachments}
    assert kept <= set(there)
    assert all(there[number].state is AttachmentState.ERASED for number in erased)
    assert all(number in erased or number + 1 not in kept or there[number].size for number in kept)
    assert again.faults() == ()
    assert len(kept) > 4
    again.close()
