"""What a benchmark gives back, and how times are taken."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `goal` None: told, not judged. `unit` is `×` for a ratio against `baseline`."""

    what: str
    baseline: str
    value: float
    unit: str
    goal: float | None = None
    detail: str = ""

    def is_met(self) -> bool:
        """Whether the goal is kept; always, when there is none."""
        return self.goal is None or self.value <= self.goal


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes once."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def side_by_side(ours: Callable[[], object], baseline: Callable[[], object], times: int, warm: int = 1) -> tuple[float, float]:
    """Medians of both in seconds, taken by turns so that a busy moment hits both. The first `warm` rounds do not count."""
    rounds = [(seconds(ours), seconds(baseline)) for _ in range(warm + times)][warm:]
    return statistics.median(mine for mine, _ in rounds), statistics.median(theirs for _, theirs in rounds)


def child(arguments: Sequence[str], home: Path) -> str:
    """Runs Python on `arguments` in an empty home, offscreen. Gives its standard output. Raises RuntimeError when it fails."""
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code; the first rounds make it
    environment["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    environment |= {"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments[:3])} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout


def facts_of(arguments: Sequence[str], home: Path) -> dict[str, float]:
    """The JSON object of numbers that a child prints as its last line."""
    last = child(arguments, home).strip().splitlines()[-1]
    return {str(name): float(number) for name, number in json.loads(last).items()}


def peak_megabytes() -> float:
    """The most memory this process has held, in MB; 0 where the system does not tell.

    Linux is asked by /proc: there `ru_maxrss` of a child begins with what its parent held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
