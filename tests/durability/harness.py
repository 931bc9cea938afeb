"""The one who kills, and looks afterwards: what was acknowledged, what is missing, what does not open, how long it took."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Timer
from types import TracebackType

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.journal import TAIL_MISSING
from stalkdesk.data.soundness import slots_dropped_faults
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError
from tests import stretched_once
from tests.data.at_hand import FIRST
from tests.durability import elsewhere, shim
from tests.durability.acts import ACTS, STORE, Told, missing, prepare, prepare_beside
from tests.durability.desk import Job, opened
from tests.durability.failing import PAST_THE_END

_ROOT = Path(__file__).parent.parent.parent
_OF_AN_UNFINISHED_HIRING = frozenset(slots_dropped_faults(1))
"""What the supervisor is told once after a kill between the slot of a new officer and her row: the program can't know whether
it was killed there or somebody with the key put it in."""
LONGEST_OPEN = 2.0
"""Seconds of work that opening may take after a kill or a power cut, Argon2id among it; a computer that is busy with other
things is not counted."""


@dataclass(slots=True)
class Tally:
    """What came of many rounds. Everything but the first three lines must be zero."""

    rounds: int = 0
    acknowledged: int = 0
    doubted: int = 0
    """How often the officer was told to look whether it was kept."""
    slowest_open: float = 0.0
    lost: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What the program itself stumbled over before it was killed."""

    def add(self, other: Tally) -> None:
        """Counts another tally in."""
        self.rounds += other.rounds
        self.acknowledged += other.acknowledged
        self.doubted += other.doubted
        self.slowest_open = max(self.slowest_open, other.slowest_open)
        for mine, theirs in zip(self._kinds(), other._kinds(), strict=True):
            mine += theirs

    def _kinds(self) -> tuple[list[str], ...]:
        return self.lost, self.unopened, self.unsound, self.slow, self.faults

    def wrong(self) -> list[str]:
        """Whatever should not be."""
        return [one for kind in self._kinds() for one in kind]

    def lines(self) -> list[str]:
        """For people to read."""
        counts = {
            "acknowledged acts lost": self.lost,
            "stores that did not open": self.unopened,
            "stores with faults or half acts": self.unsound,
            f"stores slower than {LONGEST_OPEN:.0f} s to open": self.slow,
            "unexpected errors in the program": self.faults,
        }
        head = f"{self.rounds} rounds, {self.acknowledged} acts acknowledged, slowest opening {self.slowest_open:.2f} s"
        return [head, *(f"  {len(found):>5}  {name}" for name, found in counts.items())]


def new_store(folder: Path) -> Path:
    """A store with a filed case and an officer."""
    SealedVault(folder, calibrate=False).set_up(FIRST)
    drawer = opened(folder)
    prepare(drawer)
    drawer.close()
    return folder


def new_root(root: Path) -> Path:
    """Such a store for the rounds to begin with, and beside it what else the acts need."""
    root.mkdir()
    drawer = opened(new_store(root / STORE))
    prepare_beside(drawer)
    drawer.close()
    return root


def look(root: Path, told: list[Told], tally: Tally, name: str) -> None:
    """Opens the store as an officer would, and counts in `tally` what is not as it was acknowledged."""
    tally.rounds += 1
    tally.acknowledged += len(told)
    started, worked = time.perf_counter(), time.process_time()
    try:
        drawer = opened(root / STORE)
    except DeskError as fault:
        tally.unopened.append(f"{name}: {type(fault).__name__}: {fault}")
        return
    tally.slowest_open = max(tally.slowest_open, time.perf_counter() - started)
    seconds = time.process_time() - worked
    if seconds > LONGEST_OPEN:
        tally.slow.append(f"{name}: {seconds:.2f} s")
    try:
        tally.lost += [f"{name}: {one}" for one in told if missing(drawer, one)]
        tally.unsound += [f"{name}: {fault}" for fault in _unsound(drawer)]
    except DeskError as fault:
        tally.unsound.append(f"{name}: {type(fault).__name__}: {fault}")
    finally:
        drawer.close()
    try:
        tally.unsound += [f"{name}: {fault}" for fault in elsewhere.unsound(root)]
    except DeskError as fault:
        tally.unsound.append(f"{name}: trying again does not work: {type(fault).__name__}: {fault}")


def _unsound(drawer: OpenDrawer) -> Iterator[str]:
    """Faults of the check, half acts, and a false alarm about the journal."""
    yield from (fault for fault in drawer.faults() if fault not in _OF_AN_UNFINISHED_HIRING)
    if any(line.act == TAIL_MISSING for line in drawer.journal(limit=100_000)):
        yield "the journal is said to have lost its tail"
    for line in drawer.cases(limit=100_000):
        if (line.filed_at is None) == (line.status is CaseStatus.FILED):
            yield f"{line.reference} is half filed"
    first = drawer.case(drawer.setting("first_case"))
    if len(first.incidents) != len(first.evaluations) - 1:
        yield "an addition is there by half"


class Desk:
    """A running `tests.durability.desk`, with the shim beneath it where there is one."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.desk", *(["once"] if stretched_once.is_remembered() else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=_environment(),
            cwd=_ROOT,
        )

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._program.communicate()

    def done(self, job: Job, kill_after: float | None = None) -> tuple[list[Told], str]:
        """What was acknowledged until the fork ended, and what it stumbled over. Killed `kill_after` seconds after the store
        was open."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(asdict(job)) + "\n")
        self._program.stdin.flush()
        told: list[Told] = []
        fault, program, timer = "", 0, None
        for line in self._program.stdout:
            said = json.loads(line)
            match said.get("said"):
                case "began":
                    program = int(said["program"])
                case "open":
                    if kill_after is not None:
                        timer = Timer(kill_after, _kill, (program,))
                        timer.start()
                case "fault":
                    fault = f"{said['fault']}: {said['sentence']}"
                case "ended":
                    break
                case None:
                    told.append(said)
        if timer is not None:
            timer.cancel()
        return told, fault


def failed(root: Path, work: Path, fault: int, how: shim.How, acts: tuple[str, ...], step: int = 1, last: int = 0) -> Tally:
    """Each act on a file fails in turn, in each of these acts; with `last` only so many at its end."""
    tally = Tally()
    with copied(root, work / "failing") as folder:
        words = [
            sys.executable,
            "-m",
            "tests.durability.failing",
            str(folder),
            str(fault),
            how.name,
            str(step),
            str(last),
            *acts,
        ]
        done = subprocess.run(words, env=_environment(), cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        tally.faults.append(done.stderr[-2000:])
        return tally
    for found in json.loads(done.stdout).values():
        tally.rounds += found["tries"]
        tally.acknowledged += found["tries"] - found["refused"]
        tally.unsound += found["wrong"]
        tally.doubted += found["doubted"]
    return tally


def _environment() -> dict[str, str]:
    """That of a program with the shim beneath it, where there is one."""
    library = shim.library()
    return {**os.environ, "LD_PRELOAD": str(library)} if library else dict(os.environ)


def _kill(program: int) -> None:
    try:
        os.kill(program, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def copied(source: Path, place: Path) -> Iterator[Path]:
    """A copy of a folder that is gone afterwards."""
    folder = Path(shutil.copytree(source, place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def kills(root: Path, work: Path, rounds: int, seed: int, acts: tuple[str, ...] = tuple(ACTS)) -> Tally:
    """`rounds` times the program is killed: at a random moment, or in the middle of a random act on a file. The store is the
    same all along, as a desk's would be, and renewed now and then, so that looking at it stays quick."""
    tally, chance, has_shim = Tally(), random.Random(seed), shim.library() is not None
    with Desk() as desk:
        for start in range(0, rounds, 25):
            with copied(root, work / f"killed-{start}") as folder:
                everything: list[Told] = []
                for number in range(start, min(start + 25, rounds)):
                    told, fault = _killed(desk, folder, acts, chance, has_shim and number % 2 == 0)
                    tally.faults += [f"kill {number}: {fault}"] if fault else []
                    everything += told
                    look(folder, everything if number % 5 == 0 or number == rounds - 1 else told, tally, f"kill {number}")
                    tally.acknowledged -= 0 if number % 5 else len(everything) - len(told)
                    elsewhere.prepare(folder)
    return tally


def swept(root: Path, work: Path, name: str, step: int = 1) -> Tally:
    """The act `name`, killed before its first act on a file, its second, and so on until it ends by itself."""
    tally, past_the_end = Tally(), 0
    with Desk() as desk:
        for number, nth in enumerate(range(1, 10_000, step)):
            how = shim.How.TEAR_AND_KILL if number % 2 else shim.How.KILL
            with copied(root, work / f"swept-{name}") as folder:
                told, fault = desk.done(Job(str(folder), (name,), nth, 1, "", int(how), nth, is_armed_at_once=False))
                tally.faults += [f"{name} at {nth}: {fault}"] if fault else []
                was_killed = (folder / STORE / "desk.lock").read_bytes() != b""
                look(folder, told, tally, f"{name} killed at {nth}")
            past_the_end = 0 if was_killed else past_the_end + 1
            if past_the_end == (PAST_THE_END if step == 1 else 1):
                break
    return tally


def _killed(desk: Desk, folder: Path, acts: tuple[str, ...], chance: random.Random, at_a_file: bool) -> tuple[list[Told], str]:
    job = Job(str(folder), acts, chance.randrange(10**9), 10_000)
    if not at_a_file:
        return desk.done(job, kill_after=chance.uniform(0.0, 0.5))
    how = chance.choice((shim.How.KILL, shim.How.TEAR_AND_KILL))
    return desk.done(Job(job.root, acts, job.seed, job.most, "", int(how), chance.randint(1, 600)))
