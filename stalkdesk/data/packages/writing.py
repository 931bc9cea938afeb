"""Making a package: the parts one behind the other into a zip, the zip as it grows into an age file. Memory: a few blocks."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from stalkdesk.data.packages.limits import MOST_PACKAGE, too_large_to_send
from stalkdesk.data.whole_files import flush_folder
from stalkdesk.errors import ActStopped, DeskError, DiskFull, PlaceUnfit
from stalkdesk.language import tr

MANIFEST, SIGNATURE, CASE, COVER = "manifest.json", "signature", "case.json", "cover.pdf"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The zip says no time: the manifest does."""
_BLOCK = 262_144
_SPARE = 1_000_000


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """One part: its name, and what it holds."""

    name: str
    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]


def part_of(name: str, content: bytes) -> PartToWrite:
    """A part that is in memory."""
    return PartToWrite(name, len(content), hashlib.sha256(content).hexdigest(), lambda: (content,))


def file_name(number: int) -> str:
    """The name of the part that holds an attachment."""
    return f"attachments/{number:03}"


class _Sink:
    """Takes what the zip writes and hands it on; can't be sought in."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, piece: bytes) -> int:
        self.waiting += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing lies here."""

    def taken(self) -> bytes:
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def zipped(parts: Sequence[PartToWrite], going_on: Callable[[int, int], bool]) -> Iterator[bytes]:
    """The zip of the parts, as they are, piece by piece. Raises ActStopped."""
    sink, done, of = _Sink(), 0, sum(part.size for part in parts)
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_STORED, allowZip64=False) as made:
        for part in parts:
            told = zipfile.ZipInfo(part.name, _DATE)
            told.external_attr = 0o600 << 16
            with made.open(told, "w") as out:
                for piece in part.pieces():
                    out.write(piece)
                    done += len(piece)
                    yield sink.taken()
                    if not going_on(done, of):
                        raise ActStopped(tr("Pakken blev ikke lavet: du stoppede undervejs. Der er intet tilbage af den."))
            yield sink.taken()
    yield sink.taken()


class _Told:
    """What the encryption reads from and writes to. Remembers what went wrong: it comes through the encryption as its own."""

    def __init__(self, pieces: Iterator[bytes], out: IO[bytes]) -> None:
        self._pieces, self._out, self._left = pieces, out, b""
        self.fault: Exception | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            while not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._left = piece
        except Exception as fault:
            self.fault = fault
            raise
        taken, self._left = (self._left, b"") if count < 0 else (self._left[:count], self._left[count:])
        return taken

    def write(self, piece: bytes) -> int:
        try:
            return self._out.write(piece)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        """What is written is flushed at the end."""


def write_package(
    path: Path, parts: Sequence[PartToWrite], recipients: Sequence[str], going_on: Callable[[int, int], bool]
) -> int:
    """Writes the package to a new file, flushed; gives its size. On any failure nothing is left there.

    Raises PlaceUnfit, DiskFull, ActStopped, PackageUnfit, and what reading the parts raises."""
    from pyrage import EncryptError, encrypt_io

    from stalkdesk.data.handover.desk_keys import recipient

    if sum(part.size for part in parts) > MOST_PACKAGE - _SPARE:
        raise too_large_to_send()
    try:
        with path.open("xb") as out:
            told = _Told(zipped(parts, going_on), out)
            try:
                encrypt_io(told, told, [recipient(one) for one in recipients])
            except EncryptError:
                if told.fault is None:
                    raise
                raise told.fault from None
            out.flush()
            os.fsync(out.fileno())
        with suppress(OSError):  # a stick may have no such call
            flush_folder(path.parent)
        return path.stat().st_size
    except FileExistsError:
        raise PlaceUnfit(tr("Der ligger allerede en fil med det navn. Vælg et andet navn.")) from None
    except BaseException as fault:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise unwritable(path, fault) from None
        raise


def unwritable(path: Path, fault: OSError) -> DeskError:
    """The sentence for a place that does not take the package."""
    if fault.errno in (errno.ENOSPC, errno.EFBIG):
        return DiskFull(tr("Der er ikke plads til pakken. Gør plads, eller vælg et andet sted."))
    return PlaceUnfit(tr("Filen {file} kunne ikke skrives: {problem}", file=str(path), problem=fault.strerror or "?"))
