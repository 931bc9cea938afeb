"""Where an attachment is read from: a file that lies still while it is read, or bytes that are in memory already."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from stalkdesk.errors import AttachmentUnfit
from stalkdesk.language import tr


class Source:
    """What is being read. Raises AttachmentUnfit where it can't be."""

    def __init__(self, stream: BinaryIO, size: int, first_look: os.stat_result | None = None) -> None:
        self._stream, self.size, self._first_look = stream, size, first_look

    def read(self, count: int) -> bytes:
        """The next `count` bytes; fewer only at the end."""
        try:
            return self._stream.read(count)
        except OSError:
            raise _unreadable() from None

    def check_unchanged(self, size: int) -> None:
        """Raises AttachmentUnfit when the file is not the one that was there when the reading began."""
        if size != self.size or (self._first_look is not None and self._look() != _looks(self._first_look)):
            raise AttachmentUnfit(
                tr(
                    "Filen blev ændret, mens den blev læst, og er ikke taget ind. "
                    "Luk det program, der bruger den, og prøv igen."
                )
            )

    def _look(self) -> tuple[int, ...]:
        try:
            return _looks(os.fstat(self._stream.fileno()))
        except OSError:
            raise _unreadable() from None


@contextmanager
def opened_source(untrusted_source: Path | bytes) -> Iterator[Source]:
    """The source, open for reading. Raises AttachmentUnfit for what is empty, no file, or not readable."""
    if isinstance(untrusted_source, bytes):
        yield Source(io.BytesIO(untrusted_source), _not_empty(len(untrusted_source)))
        return
    with _opened(untrusted_source) as stream:
        look = os.fstat(stream.fileno())
        yield Source(stream, _not_empty(look.st_size), look)


def _opened(path: Path) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe must not keep the desk waiting
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError):
        raise _unreadable() from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise AttachmentUnfit(tr("Det er ikke en fil. Vælg en fil, der ligger på computeren eller på en nøgle."))
    return os.fdopen(handle, "rb")


def _not_empty(size: int) -> int:
    if size:
        return size
    raise AttachmentUnfit(tr("Filen er tom. Vælg en anden."))


def _looks(look: os.stat_result) -> tuple[int, ...]:
    return look.st_size, look.st_mtime_ns, look.st_ino


def _unreadable() -> AttachmentUnfit:
    return AttachmentUnfit(tr("Filen kan ikke læses. Se, om den og dens drev stadig er der, og prøv igen."))
