"""A program that takes packages in, one after the other, and says each, until it is killed, or kills itself at a moment.

`python -m tests.data.receiver_to_be_killed STORE PASSPHRASE MOMENT PACKAGE…`
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from stalkdesk import app
from stalkdesk.data.attachment_files import AttachmentFiles
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.handover import receiving
from stalkdesk.data.vault import SealedVault


def die(*_: object, **__: object) -> None:
    """As by kill -9."""
    os.kill(os.getpid(), 9)


def goes_on(_done: int, _of: int) -> bool:
    """Nothing happens."""
    return True


def dies_while_opening(done: int, _of: int) -> bool:
    """In the middle of the package."""
    if done > 300_000:
        die()
    return True


MOMENTS = {
    "before the rows": lambda: setattr(receiving, "write_new_case", die),
    "before the last row": lambda: setattr(receiving.Receiving, "_seen", die),
    "before the file has its name": lambda: setattr(AttachmentFiles, "finish", die),
}


def main(store: str, passphrase: str, moment: str, *packages: str) -> None:
    """Runs until it is killed, or there are no more."""
    MOMENTS.get(moment, lambda: None)()
    drawer = SealedVault(Path(store)).unlock("Søren", passphrase)
    assert isinstance(drawer, OpenDrawer)
    content = app.handover_content(drawer)
    print("ready", flush=True)
    for package in packages:
        done = drawer.receive(Path(package), content, dies_while_opening if moment == "while it is opened" else goes_on)
        print(Path(package).name, done.reference, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
