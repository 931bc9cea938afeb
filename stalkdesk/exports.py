"""Files that are handed out: each whole or not at all, never in the place of the store, and noted before they can be seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from stalkdesk.errors import PlaceUnfit, WrongUsage
from stalkdesk.language import tr


def refuse_place(target: Path, store: Path) -> None:
    """Raises WrongUsage when `target` lies in the folder of the store, by whatever name or link; PlaceUnfit when it can't be
    looked at."""
    try:
        resolved, home = target.resolve(), store.resolve()
        inside = any(_is_same(place, home) for place in (resolved, *resolved.parents))
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        raise _unwritten(target, None) from None
    if inside:
        raise WrongUsage(tr("{file} ligger i sagsskabets mappe. Vælg et andet sted.", file=str(target)))


def write_out(files: Mapping[Path, bytes], store: Path, noted: Callable[[], object]) -> None:
    """Writes the files beside their names, calls `noted` (the journal line), and only then gives them their names.

    Raises what `refuse_place` and `noted` raise, and PlaceUnfit. On failure nothing new is left, and what was there is whole.
    """
    for target in files:
        _check(target, store)
    fresh = {target: target.with_name(target.name + ".new") for target in files}
    target = Path()
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_fresh(fresh[target], content)
        noted()
        for target in files:
            fresh[target].replace(target)
    except OSError as problem:
        raise _unwritten(target, problem) from None
    finally:
        for leftover in fresh.values():
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _check(target: Path, store: Path) -> None:
    refuse_place(target, store)
    try:
        is_file, is_there = target.is_file(), target.exists()
        may_replace = not is_there or os.access(target, os.W_OK)
    except OSError as problem:
        raise _unwritten(target, problem) from None
    if is_there and not is_file:
        raise WrongUsage(tr("{file} er ikke en fil. Angiv navnet på en fil.", file=str(target)))
    if not may_replace:
        raise PlaceUnfit(tr("Filen {file} er skrivebeskyttet. Vælg et andet navn.", file=str(target)))


def _is_same(place: Path, home: Path) -> bool:
    return place == home or (place.exists() and home.exists() and place.samefile(home))


def _write_fresh(path: Path, content: bytes) -> None:
    """Writes a file that is ours: what a stopped program left is taken away first, and a link is never followed."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unwritten(target: Path, problem: OSError | None) -> PlaceUnfit:
    reason = (problem.strerror if problem is not None else None) or "?"
    return PlaceUnfit(tr("Filen {file} kunne ikke skrives: {problem}", file=str(target), problem=reason))
