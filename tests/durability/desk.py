"""The program that is killed: `python -m tests.durability.desk` takes jobs as lines of JSON and does each in a fork of its own.

Everything heavy is loaded once. A fork opens the store, does acts, and acknowledges each with a line on standard output after
the drawer has returned, never before.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from tests import stretched_once
from tests.durability.acts import ACTS, STORE
from tests.durability.elsewhere import PASSPHRASES, now_opens_with
from tests.durability.shim import How, Shim


@dataclass(frozen=True, slots=True)
class Job:
    """What one fork does: `most` acts drawn from `acts`; everything beneath `root` is watched from before the store in it is
    opened."""

    root: str
    acts: tuple[str, ...]
    seed: int
    most: int
    log: str = ""
    how: int = 0
    nth: int = 0
    fault: int = 0
    is_armed_at_once: bool = True
    """Otherwise from when the store is open."""


def say(told: Mapping[str, object]) -> None:
    """One whole line on standard output, written at once."""
    os.write(1, json.dumps(told).encode() + b"\n")


def opened(folder: Path) -> OpenDrawer:
    """The drawer, with whichever of the two passphrases is the supervisor's now."""
    from stalkdesk.errors import WrongPassphrase

    passphrase = PASSPHRASES[0]
    try:
        drawer = SealedVault(folder).unlock("Søren", passphrase)
    except WrongPassphrase:
        passphrase = PASSPHRASES[1]
        drawer = SealedVault(folder).unlock("Søren", passphrase)
    now_opens_with(folder, passphrase)
    assert isinstance(drawer, OpenDrawer)
    return drawer


def drawn(names: tuple[str, ...], chance: random.Random) -> str:
    """The next act."""
    return chance.choices(names, [ACTS[name].weight for name in names])[0]


def work(job: Job) -> None:
    """Does the job, to its end or to that of the program."""
    root, shim, chance = Path(job.root), Shim(), random.Random(job.seed)
    shim.begin(root, job.log)
    if job.how and job.is_armed_at_once:
        shim.arm(How(job.how), job.nth, job.fault)
    drawer = opened(root / STORE)
    say({"said": "open"})
    if job.how and not job.is_armed_at_once:
        shim.arm(How(job.how), job.nth, job.fault)
    for _ in range(job.most):
        name = drawn(job.acts, chance)
        for told in ACTS[name].do(drawer):
            say({**told, "act": name})
    drawer.close()


def main() -> None:
    """One fork after the other, until there are no more jobs. With `once`, what one of them stretched is known to the next."""
    learn = stretched_once.remember_what_forks_know() if sys.argv[1:] == ["once"] else lambda: None
    for line in sys.stdin:
        learn()
        asked = json.loads(line)
        job = Job(**{**asked, "acts": tuple(asked["acts"])})
        child = os.fork()
        if not child:
            try:
                work(job)
                os._exit(0)
            except BaseException as fault:  # noqa: BLE001 -- a fork has nobody above it who could say what went wrong
                say({"said": "fault", "fault": type(fault).__name__, "sentence": str(fault)})
                os._exit(3)
        say({"said": "began", "program": str(child)})
        _, ended = os.waitpid(child, 0)
        say({"said": "ended", "status": str(os.waitstatus_to_exitcode(ended))})


if __name__ == "__main__":
    main()
