"""The file of an attachment: AEAD chunks under a random key of its own, which lies in the store (docs/store.md 14).

```
SDA1 | 7 random bytes | chunk 1 | chunk 2 | …        each: ChaCha20-Poly1305 of up to 65,536 bytes, 16 bytes longer
nonce of a chunk = 7 random bytes | its number (4 bytes) | 1 when it is the last, else 0
```
So a chunk that is flipped, cut, swapped, moved from another file or left out does not open. `<id>.new` is a file whose act was
not finished, `<id>.gone` one whose erasing was not; `<id>.sda` is never taken away but by erasing it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from stalkdesk.casework.attachments import MOST_BYTES, AttachmentKind, GoingOn, kind_of
from stalkdesk.data.attachment_source import Source
from stalkdesk.data.whole_files import as_desk_error, disk_full, flush_folder, move_over
from stalkdesk.data.work_beside import HashBeside, WorkBeside
from stalkdesk.errors import ActStopped, AttachmentUnfit, DeskError
from stalkdesk.language import tr

CHUNK = 65_536
BLOCK = 8 * CHUNK
"""Bytes that are read and hashed in one go."""
KEPT, FRESH, GOING = ".sda", ".new", ".gone"
_MAGIC = b"SDA1"
_PREFIX, _TAG = 7, 16
_HEAD = len(_MAGIC) + _PREFIX
_SPARE = 16_000_000
"""Bytes that stay free on the disk for the store itself."""


class BrokenFile(Exception):
    """The file of an attachment is missing, or is not as it was written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read from the source and lies sealed on the disk."""

    size: int
    sha256: str
    kind: AttachmentKind


class AttachmentFiles:
    """The folder of the files. It is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take_in(self, source: Source, file_id: str, key: bytes, going_on: GoingOn) -> Taken:
        """Writes the sealed copy beside, flushed and read back; `finish` gives it its name. Memory: a few blocks.

        Raises DiskFull, PlaceUnfit, AttachmentUnfit, ActStopped; nothing is left then.
        """
        path = self._path(file_id, FRESH)
        try:
            self._make_room(source.size)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as out, WorkBeside() as disk:
                taken = _sealed_copy(source, out, _Chunks(file_id, key), going_on)
                out.flush()
                disk.begin(lambda: os.fsync(handle))
                for _ in self._opened(path, file_id, key, taken.size):
                    pass
                disk.finish()
            flush_folder(self.folder)
        except OSError as fault:
            self._take_away(path)
            raise as_desk_error(fault) from None
        except BrokenFile:
            self._take_away(path)
            raise disk_full() from None
        except BaseException:
            self._take_away(path)
            raise
        return taken

    def finish(self, file_id: str, suffix: str = FRESH) -> None:
        """Gives the file its name. Where that fails it is read under the other one, and named at the next opening."""
        with suppress(OSError):
            move_over(self._path(file_id, suffix), self._path(file_id, KEPT))

    def put_aside(self, file_id: str) -> None:
        """The file is about to be erased; comes back at the next opening when it was not. Raises PlaceUnfit."""
        try:
            there = self._there(file_id)
            if there is not None and there.suffix != GOING:
                move_over(there, self._path(file_id, GOING))
        except OSError as fault:
            raise as_desk_error(fault) from None

    def take_away(self, file_id: str, *suffixes: str) -> None:
        """Unlinks the file. What can't be unlinked now is at the next opening."""
        for suffix in suffixes or (FRESH, KEPT, GOING):
            self._take_away(self._path(file_id, suffix))

    def pieces(self, file_id: str, key: bytes, size: int) -> Iterator[bytes]:
        """What the file holds, piece by piece. Raises BrokenFile at the piece that is not as it was written, so nothing that
        came before is to be used until the end was reached."""
        there = self._there(file_id)
        if there is None:
            raise BrokenFile
        yield from self._opened(there, file_id, key, size)

    def is_whole_in_length(self, file_id: str, size: int) -> bool:
        """Whether a file of the right length is there."""
        there = self._there(file_id)
        with suppress(OSError):
            return there is not None and there.stat().st_size == sealed_length(size)
        return False

    def ids(self) -> frozenset[str]:
        """The ids of all files that are there."""
        return frozenset(path.stem for path in self._all())

    def strangers(self) -> int:
        """How many things lie in the folder that are no file of an attachment."""
        return 0 if not self.folder.is_dir() else sum(1 for _ in self.folder.iterdir()) - sum(1 for _ in self._all())

    def unfinished(self) -> tuple[Path, ...]:
        """Files whose act was not finished: the program was killed, or the disk failed."""
        return tuple(path for path in self._all() if path.suffix != KEPT)

    def _all(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from (path for path in self.folder.iterdir() if path.suffix in (KEPT, FRESH, GOING) and _is_id(path.stem))

    def _there(self, file_id: str) -> Path | None:
        paths = (self._path(file_id, suffix) for suffix in (KEPT, FRESH, GOING))
        return next((path for path in paths if path.is_file()), None)

    def _path(self, file_id: str, suffix: str) -> Path:
        return self.folder / (file_id + suffix)

    def _make_room(self, size: int) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700)
            flush_folder(self.folder.parent)
        if shutil.disk_usage(self.folder).free < sealed_length(size) + _SPARE:
            raise disk_full()

    @staticmethod
    def _take_away(path: Path) -> None:
        with suppress(OSError):
            path.unlink(missing_ok=True)

    @staticmethod
    def _opened(path: Path, file_id: str, key: bytes, size: int) -> Iterator[bytes]:
        from cryptography.exceptions import InvalidTag

        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_size != sealed_length(size) or file.read(len(_MAGIC)) != _MAGIC:
                    raise BrokenFile
                chunks, left = _Chunks(file_id, key, file.read(_PREFIX)), size
                while left:
                    plain = chunks.opened(file.read(min(CHUNK, left) + _TAG), is_last=left <= CHUNK)
                    left -= len(plain)
                    yield plain
        except (OSError, InvalidTag):
            raise BrokenFile from None


class _Chunks:
    """Seals or opens the chunks of one file, in order."""

    def __init__(self, file_id: str, key: bytes, prefix: bytes = b"") -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self.prefix = prefix or secrets.token_bytes(_PREFIX)
        self._cipher, self._bound, self._count = ChaCha20Poly1305(key), f"stalkdesk attachment 1\n{file_id}".encode(), 0

    def sealed(self, plain: memoryview, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), plain, self._bound)

    def opened(self, sealed: bytes, is_last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(is_last), sealed, self._bound)

    def _nonce(self, is_last: bool) -> bytes:
        self._count += 1
        return self.prefix + (self._count - 1).to_bytes(4) + bytes([is_last])


def sealed_length(size: int) -> int:
    """How long the file of an attachment of `size` bytes is."""
    return _HEAD + size + _TAG * -(-size // CHUNK)


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(letter in "0123456789abcdef" for letter in text)


def _sealed_copy(source: Source, out: BinaryIO, chunks: _Chunks, going_on: GoingOn) -> Taken:
    """Reads the source to its end and writes it sealed; what is written is hashed meanwhile. Raises OSError of writing only."""
    size = 0
    out.write(_MAGIC + chunks.prefix)
    with HashBeside() as digest:
        ahead = beginning = source.read(BLOCK)
        while ahead:
            block, ahead = ahead, source.read(BLOCK)
            size += len(block)
            if size > MOST_BYTES:
                raise too_large()
            digest.update(block)
            for place in range(0, len(block), CHUNK):
                piece = memoryview(block)[place : place + CHUNK]
                out.write(chunks.sealed(piece, is_last=not ahead and place + CHUNK >= len(block)))
            if not going_on(size, source.size):
                raise ActStopped(tr("Filen blev ikke taget ind: du stoppede undervejs. Der er intet gemt af den."))
        source.check_unchanged(size)
        return Taken(size, digest.hexdigest(), kind_of(beginning[:CHUNK]))


def too_large() -> DeskError:
    """The sentence for a file above `MOST_BYTES`."""
    return AttachmentUnfit(
        tr(
            "Filen er større end {most} MB og kan ikke tages ind. Skriv i stedet i sagen, hvor originalen ligger.",
            most=MOST_BYTES // 1_000_000,
        )
    )
