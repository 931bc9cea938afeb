"""What is attached in these tests, how, and where it lies then."""

from __future__ import annotations

import random
from pathlib import Path

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data.attachment_files import BLOCK, CHUNK
from stalkdesk.data.drawer import OpenDrawer
from tests.data.at_hand import A, B

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
LONG = random.Random(3).randbytes(3 * CHUNK + 17)
BLOCKS = random.Random(5).randbytes(2 * BLOCK + CHUNK + 17)


def files(folder: Path) -> list[Path]:
    """The files of the attachments of a store."""
    return sorted((folder / "attachments").iterdir()) if (folder / "attachments").is_dir() else []


def attach(drawer: OpenDrawer, reference: str, content: bytes = LONG, compartment: object = A) -> None:
    """One more attachment of the case."""
    assert compartment in (A, B)
    drawer.attach(reference, NewAttachment(content, "billede.png", B if compartment is B else A, "fra telefonen"))
