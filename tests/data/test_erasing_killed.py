"""An erasing that is killed, or meets a full disk: the case is all there or gone, and what lay about is swept."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import CaseUnknown, DiskFull
from tests.data.conftest import unlocked
from tests.data.erased import FILE, erase
from tests.data.killing import Program


def test_an_erasing_that_fails_leaves_the_whole_case(drawer: OpenDrawer, full: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(file_id: str) -> None:
        really(file_id)
        raise DiskFull("fuld")

    really = drawer._attachments.files.put_aside
    monkeypatch.setattr(drawer._attachments.files, "put_aside", full_disk)
    with pytest.raises(DiskFull):
        erase(drawer, full)
    assert drawer.attachment_bytes(full, 1) == FILE
    assert drawer.faults() == ()
    assert {path.suffix for path in drawer._attachments.files.folder.iterdir()} == {".sda"}


def test_files_that_a_killed_erasing_left_are_swept(folder: Path, drawer: OpenDrawer, full: str) -> None:
    attachments = folder / "attachments"
    before = {path.name: path.read_bytes() for path in attachments.iterdir()}
    erase(drawer, full)
    drawer.close()
    for name, content in before.items():  # killed behind the transaction, before the files were unlinked
        (attachments / name).with_suffix(".gone").write_bytes(content)
    again = unlocked(folder)
    assert list(attachments.iterdir()) == []
    assert again.faults() == ()
    again.close()


def test_files_put_aside_by_an_erasing_that_was_killed_come_back(folder: Path, drawer: OpenDrawer, full: str) -> None:
    drawer.close()
    for path in (folder / "attachments").iterdir():  # killed in the transaction
        path.rename(path.with_suffix(".gone"))
    again = unlocked(folder)
    assert again.attachment_bytes(full, 1) == FILE
    assert again.faults() == ()
    again.close()


# -- killed for real ---------------------------------------------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from pathlib import Path
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.data import attachment_files, erasing
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import PASSPHRASE
folder, reference, where = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
drawer = SealedVault(folder).unlock("Søren", PASSPHRASE)
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
really = {"put_aside": attachment_files.AttachmentFiles.put_aside}
def after_the_first(self, file_id):
    really["put_aside"](self, file_id)
    if not done: done.append(1)
    else: die()
done = []
if where == "rows": erasing.rows.counted_up = die
if where == "files": attachment_files.AttachmentFiles.put_aside = after_the_first
if where == "unlinking": attachment_files.AttachmentFiles.take_away = die
drawer.erase_case(reference, Erasing(ErasureReason.MISTAKE, reference), PASSPHRASE)
print("not killed")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
@pytest.mark.parametrize(("where", "is_there"), [("rows", True), ("files", True), ("unlinking", False)])
def test_killed_in_the_middle_the_case_is_all_there_or_gone(
    folder: Path, drawer: OpenDrawer, full: str, where: str, is_there: bool
) -> None:
    drawer.close()
    assert Program(_KILLED, folder, full, where).ended() == (-signal.SIGKILL, "")
    again = unlocked(folder)
    if is_there:
        assert again.attachment_bytes(full, 1) == FILE
        assert len(again.case(full).evaluations) == 4
    else:
        with pytest.raises(CaseUnknown, match=full):
            again.case(full)
        assert list((folder / "attachments").iterdir()) == []
    assert again.faults() == ()
    again.close()
