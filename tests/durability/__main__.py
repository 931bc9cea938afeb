"""The long form, by hand: `python -m tests.durability --rounds 800` prints what was done, and the zeros.

`--only kills|cuts|sweeps|failures` does one part; `--acts save add …` limits what the officer does meanwhile.
"""

from __future__ import annotations

import argparse
import errno
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.durability import shim
from tests.durability.acts import ACTS
from tests.durability.harness import Tally, failed, kills, new_root, swept
from tests.durability.power import power_cuts

PARTS = ("kills", "cuts", "sweeps", "failures")
FAULTS = (errno.EIO, errno.ENOSPC, errno.EROFS)


def _parts(root: Path, work: Path, rounds: int, seed: int, acts: tuple[str, ...], step: int) -> dict[str, Callable[[], Tally]]:
    def sweeps() -> Tally:
        tally = Tally()
        for name in acts:
            tally.add(swept(root, work, name, step))
        return tally

    def failures() -> Tally:
        tally = Tally()
        for fault in FAULTS:
            for how in (shim.How.FAIL_ONCE, shim.How.FAIL_FROM_THEN_ON):
                tally.add(failed(root, work, fault, how, acts, step))
        return tally

    return {
        "kills": lambda: kills(root, work, rounds, seed, acts),
        "cuts": lambda: power_cuts(root, work, rounds, seed, acts),
        "sweeps": sweeps,
        "failures": failures,
    }


NAMES = {
    "kills": "Killed at random moments, and at random acts on files",
    "cuts": "Power cuts, replayed",
    "sweeps": "Each act killed at each of its acts on files",
    "failures": "EIO, ENOSPC and EROFS at each act on files, once and from then on",
}


def main() -> int:
    """Runs the parts; ends with 1 when anything is not zero."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability", description=__doc__)
    parser.add_argument("--rounds", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--step", type=int, default=1, help="only every so many-th act on a file, in sweeps and failures")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--acts", nargs="+", choices=tuple(ACTS), default=tuple(ACTS))
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="stalkdesk-durability-") as work:
        root = new_root(Path(work) / "root")
        parts = _parts(root, Path(work), options.rounds, options.seed, tuple(options.acts), options.step)
        for name in options.only:
            if name != "kills" and shim.library() is None:
                print(f"{NAMES[name]}: left out: {shim.WHY_NOT}")
                continue
            started = time.monotonic()
            tally = parts[name]()
            print(f"{NAMES[name]} ({time.monotonic() - started:.0f} s)", *tally.lines(), sep="\n", flush=True)
            print(*(f"    {one}" for one in tally.wrong()[:40]), sep="\n", flush=True)
            wrong += len(tally.wrong())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
