"""Disks that fail: every single write, flush, cut and renaming of an act is made to fail once, and then from there on.

`python -m tests.durability.failing STORE ERRNO HOW STEP ACT…` prints, as JSON, what should not be: an act that was acknowledged
and is not there, something that is no sentence, half an act, a second try that does not work when the disk works again.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DeskError, DiskFull, PlaceUnfit
from tests.durability.acts import ACTS, Told, missing
from tests.durability.desk import opened
from tests.durability.shim import How, Shim

_MOST = 500


@dataclass(slots=True)
class Found:
    """What came of it."""

    tries: int = 0
    refused: int = 0
    """How many tries ended in a sentence."""
    wrong: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def _tried(drawer: OpenDrawer, name: str, found: Found, at: str) -> bool:
    """Does the act once. Whether it was acknowledged to its end."""
    found.tries += 1
    try:
        for told in ACTS[name].do(drawer):
            found.told.append({**told, "act": name})
    except (DiskFull, PlaceUnfit) as sentence:
        found.refused += 1
        if len(str(sentence)) < 30:
            found.wrong.append(f"{at}: no sentence: {sentence}")
        return False
    except Exception as fault:  # noqa: BLE001 -- that is what is looked for
        found.wrong.append(f"{at}: {type(fault).__name__}: {fault}")
        return False
    return True


def failing(folder: Path, name: str, fault: int, how: How, step: int = 1) -> Found:
    """Each act on a file in the act `name` fails in turn (or every `step`-th); after each, the disk works again and the act is
    tried once more."""
    found, shim = Found(), Shim()
    shim.begin(folder)
    drawer = opened(folder)
    for nth in range(1, _MOST, step):
        at, before = f"{name}, {os.strerror(fault)} ({how.name.lower()}) at {nth}", len(found.told)
        shim.arm(how, nth, fault)
        done = _tried(drawer, name, found, at)
        shim.disarm()
        if not shim.fired():
            break
        found.wrong += [f"{at}: {one} is not there" for one in found.told[before:] if missing(drawer, one)]
        if not done and not _tried(drawer, name, found, at + ", tried again"):
            found.wrong.append(f"{at}: the second try did not work")
    else:
        found.wrong.append(f"{name}: nothing ends within {_MOST} acts on files")
    _looked_at(drawer, folder, found, name)
    return found


def _looked_at(drawer: OpenDrawer, folder: Path, found: Found, name: str) -> None:
    """Closes the store, opens it again, and looks for everything."""
    found.wrong += [f"{name}: {sentence}" for sentence in drawer.faults()]
    drawer.close()
    try:
        drawer = opened(folder)
    except DeskError as fault:
        found.wrong.append(f"{name}: does not open afterwards: {fault}")
        return
    found.wrong += [f"{name}: {one} is not there after reopening" for one in found.told if missing(drawer, one)]
    drawer.close()


def main() -> None:
    """One act after the other, in the same store."""
    folder, fault, how, step = Path(sys.argv[1]), int(sys.argv[2]), How[sys.argv[3]], int(sys.argv[4])
    answers = {}
    for name in sys.argv[5:]:
        found = failing(folder, name, fault, how, step)
        answers[name] = {"tries": found.tries, "refused": found.refused, "wrong": found.wrong}
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
