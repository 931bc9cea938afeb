"""Attachments: a case saved in a store that holds 1 GB of them against one without, and a file of 50 MB in and out."""

from __future__ import annotations

import hashlib
import os
import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figures import Figure, seconds, side_by_side
from benchmarks.saving import save
from benchmarks.stores import made, unlocked
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.demo.plots import PLOTS

ONE, MANY = 50_000_000, 20
ROUNDS, SAVES = 5, 20
CHUNK = 65_536
SAVE_GOAL, IN_GOAL, OUT_GOAL = 1.2, 2.0, 3.0


def _bare_seal(content: bytes) -> Callable[[], None]:
    """The same bytes sealed by ChaCha20-Poly1305 alone, chunk by chunk: neither hashed nor written."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    cipher = ChaCha20Poly1305(bytes(32))

    def sealed() -> None:
        for place in range(0, len(content), CHUNK):
            cipher.encrypt(place.to_bytes(12), content[place : place + CHUNK], None)

    return sealed


def _plain_copy(content: bytes, path: Path) -> Callable[[], None]:
    def copied() -> None:
        digest = hashlib.sha256()
        with path.open("wb") as out:
            for place in range(0, len(content), CHUNK):
                digest.update(content[place : place + CHUNK])
                out.write(content[place : place + CHUNK])
            out.flush()
            os.fsync(out.fileno())
        path.unlink()

    return copied


def _plain_read(path: Path) -> Callable[[], None]:
    def read() -> None:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)

    return read


def _read(drawer: OpenDrawer, reference: str, number: int) -> None:
    for _ in drawer.attachment_pieces(reference, number):
        pass


def _in_and_out(drawer: OpenDrawer, reference: str, folder: Path) -> Iterator[Figure]:
    content = random.Random(7).randbytes(ONE)
    sealed, copied = _bare_seal(content), _plain_copy(content, folder / "plain")
    ours, bare = side_by_side(lambda: drawer.attach(reference, NewAttachment(content, "film")), copied, ROUNDS)
    detail = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Figure("50 MB taken in and read back", "hashed, written, flushed plain", ours / bare, "×", IN_GOAL, detail)
    seal = statistics.median(seconds(sealed) for _ in range(ROUNDS))
    detail = f"{ours * 1000:.0f} ms against {seal * 1000:.0f} ms"
    yield Figure("50 MB taken in and read back", "ChaCha20-Poly1305 alone", ours / seal, "×", None, detail)
    (folder / "plain").write_bytes(content)
    number = drawer.case(reference).attachments[-1].number
    ours, bare = side_by_side(lambda: _read(drawer, reference, number), _plain_read(folder / "plain"), ROUNDS)
    detail = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Figure("50 MB read and checked", "read and hashed plain", ours / bare, "×", OUT_GOAL, detail)
    detail = f"{ours * 1000:.0f} ms against {seal * 1000:.0f} ms"
    yield Figure("50 MB read and checked", "ChaCha20-Poly1305 alone", ours / seal, "×", None, detail)


def _saving(full: OpenDrawer, empty: OpenDrawer) -> Figure:
    form: dict[str, object] = {question: choices[0] for question, choices in PLOTS[0].items()}
    ours, bare = side_by_side(lambda: save(full, form, False), lambda: save(empty, form, False), SAVES, warm=3)
    detail = f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms"
    return Figure("a case saved beside 1 GB of attachments", "beside none", ours / bare, "×", SAVE_GOAL, detail)


def figures(folder: Path) -> Iterator[Figure]:
    """In and out first; then the store is filled up to 1 GB, and saved in by turns with an empty one."""
    with ExitStack() as open_ones:
        full = open_ones.enter_context(unlocked(made(folder / "full", cases=3)))
        empty = open_ones.enter_context(unlocked(made(folder / "empty", cases=3)))
        reference = full.cases(limit=1)[0].reference
        before = len(full.case(reference).attachments)
        yield from _in_and_out(full, reference, folder)
        there = len(full.case(reference).attachments) - before
        for number in range(there, MANY):
            full.attach(reference, NewAttachment(bytes(ONE), f"{number}"))
        yield _saving(full, empty)
