"""A few invented attachments for the newest cases of a demo: messages as text, and a picture of a flower pot on a doorstep."""

from __future__ import annotations

import struct
import zlib

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.exhibits import Exhibit
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.checklist import Compartment

_MOST_CASES = 3
_MESSAGES = """Skrevet af efter telefonen, opdigtet til øvelse.

12-11 kl. 07.02  Jeg så dig ved bussen.
12-11 kl. 07.04  Hvorfor svarer du ikke?
12-11 kl. 21.40  Jeg ved, hvornår du har fri.
13-11 kl. 06.58  Den røde jakke klæder dig.
"""
_PLAN = """Opdigtet til øvelse.

Henter børnene sammen med en kollega i uge 48.
Ny vej hjem fra arbejde, aldrig den samme to dage i træk.
"""
_WIDE, _HIGH = 480, 320
_SKY, _STEP, _POT, _LEAF = b"\xd8\xe6\xee", b"\x9a\x93\x8a", b"\xb0\x5c\x3c", b"\x4c\x8a\x4f"


def attach_examples(drawer: OpenDrawer) -> None:
    """Attaches them to the newest filed cases; the same content each time."""
    filed = [line.reference for line in drawer.cases(limit=20) if line.status is CaseStatus.FILED][:_MOST_CASES]
    for number, reference in enumerate(filed):
        said = "Beskeder på telefonen, skrevet af"
        made = drawer.attach(reference, NewAttachment(_MESSAGES.encode(), "beskeder.txt", said=said))
        file = Exhibit(said, is_file=True, attachment=made.number, sha256=made.sha256)
        drawer.keep_entries(reference, [NewEntry(EntryKind.EXHIBIT, file)])
        if number == 0:
            drawer.attach(reference, NewAttachment(picture(), "krukke.png", said="Krukken, der stod på trappen"))
            drawer.attach(reference, NewAttachment(_PLAN.encode(), "plan.txt", Compartment.PROTECTED, "Plan for ugen"))


def picture() -> bytes:
    """A small PNG: a flower pot on a doorstep."""
    lines = b"".join(b"\0" + b"".join(_colour(x, y) for x in range(_WIDE)) for y in range(_HIGH))
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 2, 0, 0, 0)
    parts = (_part(b"IHDR", head), _part(b"IDAT", zlib.compress(lines, 9)), _part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _colour(x: int, y: int) -> bytes:
    if 170 <= y < 250 and abs(x - 240) < 70 - (y - 170) // 4:
        return _POT
    if (x - 240) ** 2 + (y - 120) ** 2 < 62**2 and (x // 9 + y // 7) % 3:
        return _LEAF
    return _STEP if y >= 250 else _SKY
