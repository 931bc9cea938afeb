"""Where a package lies while it is looked into: in memory, and what is too much for that sealed on the disk.

The file has no name where the system can do without one, and its key is nowhere but in memory: a program that is killed leaves
nothing that anybody can read.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from pathlib import Path
from typing import IO

from stalkdesk.data.packages.limits import MOST_PACKAGE
from stalkdesk.data.whole_files import as_desk_error
from stalkdesk.errors import DeskError

CHUNK = 65_536
IN_MEMORY = 32_000_000 // CHUNK
"""Chunks that are held in memory; the rest goes to the disk."""
_TAG = 16


class Overfull(Exception):
    """More was written than a package may hold."""


class PrivateSpace(io.RawIOBase):
    """Written once from beginning to end, then read anywhere. Raises DiskFull, PlaceUnfit where the disk does not take it."""

    def __init__(self, folder: Path, most: int = MOST_PACKAGE) -> None:
        super().__init__()
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._folder, self._most = folder, most
        self._cipher = ChaCha20Poly1305(secrets.token_bytes(32))
        self._chunks: list[bytes] = []
        self._open = bytearray()
        self._file: IO[bytes] | None = None
        self.size = self._place = self._sealed = 0
        self._is_whole = False
        self._read_last = (-1, b"")
        self.fault: DeskError | Overfull | None = None
        """What went wrong in writing: it comes through the decryption as something else."""

    def write(self, untrusted: object) -> int:
        """Adds to the end."""
        piece = bytes(untrusted)  # type: ignore[call-overload]
        try:
            if self.size + len(piece) > self._most:
                raise Overfull
            self._open += piece
            self.size += len(piece)
            while len(self._open) >= CHUNK:
                self._put(bytes(self._open[:CHUNK]))
                del self._open[:CHUNK]
        except OSError as fault:
            self.fault = as_desk_error(fault)
            raise
        except Overfull as fault:
            self.fault = fault
            raise
        return len(piece)

    def finish(self) -> None:
        """Everything was written: from here on it is read."""
        if self._open:
            self._put(bytes(self._open))
            self._open.clear()
        self._is_whole = True

    def close(self) -> None:
        """Lets go of everything."""
        self._chunks.clear()
        if self._file is not None:
            self._file.close()
        super().close()

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return not self._is_whole

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._place = base + offset
        return self._place

    def readinto(self, into: object) -> int:
        view = memoryview(into).cast("B")  # type: ignore[arg-type]
        if self._place >= self.size or not len(view):
            return 0
        number, start = divmod(self._place, CHUNK)
        piece = self._chunk(number)[start : start + len(view)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _put(self, chunk: bytes) -> None:
        if len(self._chunks) < IN_MEMORY:
            self._chunks.append(chunk)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  closed with the space
        self._file.write(self._cipher.encrypt(self._nonce(self._sealed), chunk, b""))
        self._sealed += 1

    def _chunk(self, number: int) -> bytes:
        if number < len(self._chunks):
            return self._chunks[number]
        if self._read_last[0] != number:
            assert self._file is not None
            place = number - len(self._chunks)
            self._file.seek(place * (CHUNK + _TAG))
            self._read_last = (number, self._cipher.decrypt(self._nonce(place), self._file.read(CHUNK + _TAG), b""))
        return self._read_last[1]

    @staticmethod
    def _nonce(number: int) -> bytes:
        return number.to_bytes(12)
