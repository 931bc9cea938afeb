"""Power cuts, replayed: what a session did to its files is written down, and then disks are built as a cut may leave them.

The least that POSIX promises: what was flushed is there; of what was not, each write is there, or not, or torn at a sector of
512 bytes, and in any order; a name (made, changed, taken away) is durable once its folder was flushed. The disk is thought
honest: what it says is flushed is (docs/faults.md).
"""

from __future__ import annotations

import json
import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from tests.durability.acts import ACTS, Told
from tests.durability.desk import Job
from tests.durability.harness import Desk, Tally, copied, look

SECTOR = 512
_HEAD = struct.Struct("<cIqI")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: written, cut or flushed, a name made, changed or taken away, or an act acknowledged."""

    op: str
    path: str
    offset: int
    more: bytes


def recorded(log: Path, root: Path) -> list[Step]:
    """The steps of a log of the shim, in their order; paths are told from `root`."""
    content, at, steps = log.read_bytes(), 0, list[Step]()
    base = str(root.resolve())
    while at < len(content):
        op, name, offset, more = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        path = content[at : at + name].decode().removeprefix(base).lstrip("/")
        data = content[at + name : at + name + more]
        at += name + more
        steps.append(Step(op.decode(), path, offset, data.removeprefix(base.encode()).lstrip(b"/") if op in b"RL" else data))
    return steps


class Kind(Enum):
    """How a cut treats what was not flushed."""

    NOTHING = "nothing of it is there"
    ALL = "all of it is there"
    SOME = "some of it is there"
    TORN = "some of its sectors are there"


@dataclass(slots=True, eq=False)
class _File:
    """One file, whatever its names: what is flushed, and what waits."""

    durable: bytearray
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Where, and what was written; None: it was cut to that length."""


@dataclass(slots=True, eq=False)
class _Folder:
    """One folder: the names that are flushed, those that the program sees, and the changes that wait."""

    durable: dict[str, _File | _Folder] = field(default_factory=dict)
    seen: dict[str, _File | _Folder] = field(default_factory=dict)
    waiting: list[dict[str, _File | _Folder | None]] = field(default_factory=list)

    def change(self, changed: dict[str, _File | _Folder | None]) -> None:
        """Sets names, or takes them away (None)."""
        _set(self.seen, changed)
        self.waiting.append(changed)

    def flush(self) -> None:
        """What waits is durable from now on."""
        for changed in self.waiting:
            _set(self.durable, changed)
        self.waiting.clear()


def _set(names: dict[str, _File | _Folder], changed: dict[str, _File | _Folder | None]) -> None:
    for name, thing in changed.items():
        names.pop(name, None)
        if thing is not None:
            names[name] = thing


class Disk:
    """A folder as the disk has it, while a program works in it."""

    def __init__(self, root: Path) -> None:
        self._root = _as_it_lies(root)

    def do(self, step: Step) -> None:
        """What the program did."""
        folder, name = self._parent(step.path)
        thing = self._found(step.path)
        match step.op:
            case "W" | "T" if isinstance(thing, _File):
                thing.waiting.append((step.offset, step.more if step.op == "W" else None))
            case "S":
                self._flush(thing)
            case "C" | "D":
                folder.change({name: _File(bytearray()) if step.op == "C" else _Folder()})
            case "U":
                folder.change({name: None})
            case "R" | "L" if thing is not None:
                other, fresh = self._parent(step.more.decode())
                gone: dict[str, _File | _Folder | None] = {name: None} if step.op == "R" else {}
                if other is folder:
                    folder.change({**gone, fresh: thing})
                else:
                    other.change({fresh: thing})
                    folder.change(gone)

    def _flush(self, thing: _File | _Folder | None) -> None:
        if isinstance(thing, _Folder):
            thing.flush()
        elif thing is not None:
            for one in thing.waiting:
                _put(thing.durable, one)
            thing.waiting.clear()

    def _parent(self, path: str) -> tuple[_Folder, str]:
        above, _, name = path.rpartition("/")
        folder = self._found(above)
        return (folder if isinstance(folder, _Folder) else _Folder()), name

    def _found(self, path: str) -> _File | _Folder | None:
        here: _File | _Folder | None = self._root
        for name in path.split("/") if path else ():
            here = here.seen.get(name) if isinstance(here, _Folder) else None
        return here

    def cut(self, kind: Kind, chance: random.Random) -> dict[str, bytes]:
        """The files as they are found when the power is back."""
        return dict(_found_after(self._root, "", kind, chance))


def _as_it_lies(path: Path) -> _Folder:
    names = {one.name: _as_it_lies(one) if one.is_dir() else _File(bytearray(one.read_bytes())) for one in path.iterdir()}
    return _Folder(dict(names), dict(names))


def _found_after(folder: _Folder, above: str, kind: Kind, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    names = dict(folder.durable)
    for changed in folder.waiting:
        if kind is Kind.ALL or (kind is not Kind.NOTHING and chance.random() < 0.5):
            _set(names, changed)
    for name, thing in names.items():
        if isinstance(thing, _Folder):
            yield from _found_after(thing, f"{above}{name}/", kind, chance)
        else:
            yield above + name, _left(thing, kind, chance)


def _put(content: bytearray, one: tuple[int, bytes | None]) -> None:
    """Writes or cuts."""
    at, written = one
    if written is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(written)] = written


def _left(file: _File, kind: Kind, chance: random.Random) -> bytes:
    content = bytearray(file.durable)
    for one in file.waiting:
        for part in _parts(one) if kind is Kind.TORN else (one,):
            if kind is Kind.ALL or (kind is not Kind.NOTHING and chance.random() < 0.5):
                _put(content, part)
    return bytes(content)


def _parts(one: tuple[int, bytes | None]) -> Iterator[tuple[int, bytes | None]]:
    """A write, sector by sector."""
    at, written = one
    if written is None:
        yield one
        return
    start = 0
    while start < len(written):
        end = min(len(written), (at + start) // SECTOR * SECTOR + SECTOR - at)
        yield at + start, written[start:end]
        start = end


def session(root: Path, work: Path, seed: int, acts: tuple[str, ...], most: int) -> tuple[list[Step], str]:
    """What a program does to the files of a copy of `root` from unlocking to locking, and what it stumbled over."""
    log = work / f"session-{seed}.log"
    with Desk() as desk, copied(root, work / f"session-{seed}") as folder:
        _, fault = desk.done(Job(str(folder), acts, seed, most, str(log)))
        steps = recorded(log, folder)
    log.unlink()
    return steps, fault


def power_cuts(root: Path, work: Path, rounds: int, seed: int, acts: tuple[str, ...] = tuple(ACTS), most: int = 12) -> Tally:
    """`rounds` disks built from sessions that were cut at random places, each opened and looked through."""
    tally, chance = Tally(), random.Random(seed)
    for start in range(0, rounds, 100):
        steps, fault = session(root, work, seed + start, acts, most)
        tally.faults += [f"session {seed + start}: {fault}"] if fault else []
        spots = sorted(_spot(steps, chance) for _ in range(min(100, rounds - start)))
        disk, at, told = Disk(root), 0, list[Told]()
        for number, spot in enumerate(spots):
            for step in steps[at:spot]:
                disk.do(step)
                told += _told(step)
            at = spot
            kind = list(Kind)[number % len(Kind)]
            folder = _built(disk.cut(kind, chance), work / "image")
            look(folder, told, tally, f"session {seed + start} cut at {spot}, {kind.value}")
            shutil.rmtree(folder)
    return tally


def _spot(steps: list[Step], chance: random.Random) -> int:
    """Where to cut: anywhere, or right after an acknowledgement."""
    acknowledged = [number for number, step in enumerate(steps, start=1) if step.op == "A"]
    return chance.choice(acknowledged) if chance.random() < 0.4 else chance.randrange(len(steps) + 1)


def _told(step: Step) -> list[Told]:
    """The acts that a step acknowledged."""
    said = json.loads(step.more) if step.op == "A" else {"said": "nothing"}
    return [] if "said" in said else [said]


def _built(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
