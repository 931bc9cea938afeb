"""Attachments of a case: what they are, how large they may be, and which of them can be shown without harm.

Everything is kept as it was read, whatever it says it is; only pictures, PDF and plain text are ever opened here, and only from
memory. Sexual images are never taken in: they are the police's (docs/domain.md).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from stalkdesk.intake.checklist import Compartment

MOST_BYTES = 500_000_000
"""The largest file that is taken in: a film of some minutes."""
MOST_SHOWN_BYTES = 60_000_000
"""The largest file that is opened into memory to be shown."""
MOST_OF_A_CASE = 500
"""Most attachments of one case."""
MOST_SAID = 500
"""Most characters of what is said of an attachment."""
MOST_NAME = 120
"""Most characters of the name that is kept."""

GoingOn = Callable[[int, int], bool]
"""Told how many bytes of how many are in; answers whether to go on."""

_NO_NAME = "bilag"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
_MOST_ENDING = 10
_LOOKS = 65_536
_BEGINNINGS: tuple[tuple[bytes, str], ...] = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"%PDF-", "pdf"))


class AttachmentKind(StrEnum):
    """What a file is, seen from its first bytes and never from its name."""

    PNG = "png"
    JPEG = "jpeg"
    PDF = "pdf"
    TEXT = "text"
    OTHER = "other"


class AttachmentState(StrEnum):
    """Whether it is there."""

    KEPT = "kept"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that is to be taken in, from where it lies or from memory. The name is for showing, and made safe."""

    untrusted_source: Path | bytes
    untrusted_name: str
    compartment: Compartment = Compartment.FACTS
    said: str = ""
    """What it is, in short."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment of a case. Of one in compartment B that was not opened with a reason, `name`, `sha256` and `said` are empty
    and `kind` is `OTHER`, as they are of one that was erased."""

    number: int
    """From 1, in the order in which they were taken in; never given twice."""
    compartment: Compartment
    state: AttachmentState
    size: int
    """Bytes of the file as it was read."""
    at: datetime
    by: str
    name: str = ""
    kind: AttachmentKind = AttachmentKind.OTHER
    sha256: str = ""
    """Of the file as it was read, in hex."""
    said: str = ""
    why: str = ""
    """Why it was erased."""

    @property
    def is_readable(self) -> bool:
        """Whether it is told what it is: kept, and not behind the door of compartment B."""
        return self.state is AttachmentState.KEPT and bool(self.sha256)

    @property
    def can_be_shown(self) -> bool:
        """Whether it is of a kind and a size that is opened here."""
        return self.is_readable and self.kind is not AttachmentKind.OTHER and self.size <= MOST_SHOWN_BYTES


def field_of(number: int) -> str:
    """How the journal names an attachment: never by the name of its file."""
    return f"attachment_{number}"


def safe_name(untrusted: str) -> str:
    """The name of a file as it is kept and shown: one line, no folders, no characters that hide or turn others, none that a
    file system refuses; at most `MOST_NAME` characters, the ending kept."""
    last = re.split(r"[/\\]", untrusted.replace("\0", ""))[-1]
    text = unicodedata.normalize("NFC", last[: 4 * MOST_NAME] + last[4 * MOST_NAME :][-MOST_NAME:])
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C" or letter == "\t")
    text = _FORBIDDEN.sub("_", " ".join(text.split())).strip(" .")
    if len(text) > MOST_NAME:
        stem, dot, ending = text.rpartition(".")
        kept = dot + ending if dot and 0 < len(ending) <= _MOST_ENDING else ""
        text = (stem if kept else text)[: MOST_NAME - len(kept)].rstrip(" .") + kept
    if text.split(".")[0].strip().casefold() in _DEVICES:
        text = f"_{text}"
    return text or _NO_NAME


def kind_of(beginning: bytes) -> AttachmentKind:
    """What a file is, by its first bytes (64 KiB of them when there are so many)."""
    for mark, kind in _BEGINNINGS:
        if beginning.startswith(mark):
            return AttachmentKind(kind)
    return AttachmentKind.TEXT if _is_text(beginning[:_LOOKS]) else AttachmentKind.OTHER


def _is_text(beginning: bytes) -> bool:
    """Whether it reads as UTF-8 without control characters; where more may follow, a letter may be cut in two at its end."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(beginning, final=len(beginning) < _LOOKS)
    except UnicodeDecodeError:
        return False
    return bool(text) and not any(letter < " " and letter not in "\t\n\r\f" for letter in text)
