"""Disks that fail: every single write, flush, cut and renaming of an act is made to fail once, and then from there on.

`python -m tests.durability.failing ROOT ERRNO HOW STEP LAST ACT…` prints, as JSON, what should not be: an act that was
acknowledged and is not there, something that is no sentence, half an act, an act that is there twice, a second try that does
not work when the disk works again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DeskError, DiskFull, KeptUnfinished, PlaceUnfit, SaveUncertain
from tests.durability import elsewhere
from tests.durability.acts import ACTS, STORE, Told, missing
from tests.durability.desk import opened
from tests.durability.shim import How, Shim

_MOST = 2000
PAST_THE_END = 3
"""An act does not always take the same number of acts on files: so often in a row nothing may be left to fail."""


@dataclass(slots=True)
class Found:
    """What came of it."""

    tries: int = 0
    refused: int = 0
    """How many tries ended in a sentence."""
    doubted: int = 0
    """How many of those said that the officer must look whether it was kept."""
    wrong: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


class _End(Enum):
    DONE = "acknowledged"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"
    KEPT = "refused, with the sentence that it is kept"


def _tried(drawer: OpenDrawer, name: str, found: Found, at: str) -> _End:
    """Does the act once. How it ended."""
    found.tries += 1
    try:
        for told in ACTS[name].do(drawer):
            found.told.append({**told, "act": name})
    except (DiskFull, PlaceUnfit) as sentence:
        found.refused += 1
        if len(str(sentence)) < 30:
            found.wrong.append(f"{at}: no sentence: {sentence}")
        found.doubted += isinstance(sentence, SaveUncertain)
        if isinstance(sentence, KeptUnfinished):
            return _End.KEPT
        return _End.IN_DOUBT if isinstance(sentence, SaveUncertain) else _End.REFUSED
    except Exception as fault:  # noqa: BLE001 -- that is what is looked for
        found.wrong.append(f"{at}: {type(fault).__name__}: {fault}")
        return _End.REFUSED
    return _End.DONE


def failing(root: Path, name: str, fault: int, how: How, step: int = 1, last: int = 0) -> Found:
    """Each act on a file in the act `name` fails in turn (or every `step`-th, or only the `last` ones); after each, the disk
    works again and the act is tried once more, as an officer would: after she has looked, where she was told to."""
    found, shim, folder = Found(), Shim(), root / STORE
    shim.begin(root)
    drawer = opened(folder)
    past_the_end = 0
    first = max(1, _length(drawer, name, found, shim) - last + 1) if last else 1
    for nth in range(first, _MOST, step):
        elsewhere.prepare(root)
        at, before = f"{name}, {os.strerror(fault)} ({how.name.lower()}) at {nth}", len(found.told)
        count = _counted(drawer, name)
        shim.arm(how, nth, fault)
        end = _tried(drawer, name, found, at)
        shim.disarm()
        past_the_end = 0 if shim.fired() else past_the_end + 1
        if past_the_end == (PAST_THE_END if step == 1 else 1):
            break
        found.wrong += [f"{at}: {one} is not there" for one in found.told[before:] if missing(drawer, one)]
        found.wrong += [f"{at}: {one}" for one in _once(drawer, name, found, at, end, count)]
        found.wrong += [f"{at}: {one}" for one in elsewhere.unsound(root)]
    else:
        found.wrong.append(f"{name}: nothing ends within {_MOST} acts on files")
    _looked_at(drawer, folder, found, name)
    return found


def _length(drawer: OpenDrawer, name: str, found: Found, shim: Shim) -> int:
    """How many acts on files the act takes when nothing fails."""
    shim.arm(How.FAIL_ONCE, 10**6, 0)
    _tried(drawer, name, found, name)
    return shim.disarm()


def _once(drawer: OpenDrawer, name: str, found: Found, at: str, end: _End, before: int) -> Iterator[str]:
    """Tries again where it was not done; what is wrong when it was then not kept exactly once."""
    now = _counted(drawer, name)
    if end is _End.REFUSED and now != before:
        yield "told as refused, and kept"
    is_done = end in (_End.DONE, _End.KEPT) or (end is _End.IN_DOUBT and now == before + 1)
    if not is_done and _tried(drawer, name, found, at + ", tried again") is not _End.DONE:
        yield "the second try did not work"
    kept = _counted(drawer, name) - before
    if kept != (1 if ACTS[name].counted else 0):
        yield f"acknowledged once, kept {kept} times"


def _counted(drawer: OpenDrawer, name: str) -> int:
    count = ACTS[name].counted
    return count(drawer) if count else 0


def _looked_at(drawer: OpenDrawer, folder: Path, found: Found, name: str) -> None:
    """Closes the store, opens it again, and looks for everything."""
    drawer.close()
    try:
        drawer = opened(folder)
    except DeskError as fault:
        found.wrong.append(f"{name}: does not open afterwards: {fault}")
        return
    found.wrong += [f"{name}: {sentence}" for sentence in drawer.faults()]
    found.wrong += [f"{name}: {one} is not there after reopening" for one in found.told if missing(drawer, one)]
    drawer.close()


def main() -> None:
    """One act after the other, in the same store."""
    root, fault, how = Path(sys.argv[1]), int(sys.argv[2]), How[sys.argv[3]]
    step, last = int(sys.argv[4]), int(sys.argv[5])
    answers = {}
    for name in sys.argv[6:]:
        found = failing(root, name, fault, how, step, last)
        answers[name] = {"tries": found.tries, "refused": found.refused, "doubted": found.doubted, "wrong": found.wrong}
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
