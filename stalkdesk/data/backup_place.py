"""Whether a folder can carry backups, and what the system's complaints mean to the person at the desk.

A network drive may: what is written there are whole files, never a store in use. A folder that a sync program sends to the
cloud may not, nor the folder of the store itself (docs/store.md 15).
"""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from stalkdesk.data.place import is_in_sync_folder
from stalkdesk.errors import DeskError, DiskFull, PlaceUnfit
from stalkdesk.language import tr

_FULL = frozenset(code for name in ("ENOSPC", "EDQUOT", "EFBIG") if (code := getattr(errno, name, 0)))
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_SPARE_BYTES = 1024 * 1024


def refuse_never(place: Path, store: Path) -> None:
    """Raises PlaceUnfit for a place that can never do: relative, the store's own folder, or one that is synchronised."""
    if not place.is_absolute() or "\0" in str(place):
        raise PlaceUnfit(tr("Skriv hele stien til stedet, hvor sikkerhedskopierne skal ligge."))
    if _is_inside(place, store):
        raise PlaceUnfit(
            tr(
                "{place} ligger i sagsskabets egen mappe. Vælg et andet sted, helst et USB-stik eller en anden disk.",
                place=place,
            )
        )
    if is_in_sync_folder(place):
        raise PlaceUnfit(
            tr("{place} synkroniseres med en skytjeneste. Vælg et sted, der bliver på enheden, fx et USB-stik.", place=place)
        )


def check_now(place: Path, store: Path, bytes_needed: int) -> None:
    """Raises PlaceUnfit or DiskFull when no backup of that size can be written there now."""
    refuse_never(place, store)
    try:
        if not place.is_dir():
            raise place_gone(place)
        trial = place / ".desk.trial"
        trial.write_bytes(b"")
        trial.unlink()
        free = shutil.disk_usage(place).free
    except OSError as fault:
        raise told(fault, place) from None
    if free < bytes_needed + _SPARE_BYTES:
        raise place_full(place)


def told(fault: OSError, place: Path) -> DeskError:
    """What an OSError of writing in `place` means."""
    if fault.errno in _FULL:
        return place_full(place)
    if fault.errno in _REFUSED:
        return PlaceUnfit(
            tr("Der kan ikke skrives i {place}. Tag skrivebeskyttelsen af, eller vælg et andet sted.", place=place)
        )
    return place_gone(place)


def place_gone(place: Path) -> PlaceUnfit:
    """The sentence for a stick that is not in, or a folder that is gone."""
    return PlaceUnfit(
        tr("{place} er ikke forbundet. Sæt USB-stikket i, eller forbind drevet; der prøves igen af sig selv.", place=place)
    )


def place_full(place: Path) -> DiskFull:
    """The sentence for a place where nothing more fits."""
    return DiskFull(tr("Der er ikke plads til en sikkerhedskopi på {place}. Gør plads, eller vælg et andet sted.", place=place))


def on_same_disk(place: Path, store: Path) -> bool:
    """Whether both would be lost together."""
    try:
        return place.stat().st_dev == store.stat().st_dev
    except OSError:
        return False


def _is_inside(place: Path, store: Path) -> bool:
    resolved, home = place.resolve(), store.resolve()
    if resolved == home or home in resolved.parents:
        return True
    return any(one.exists() and home.exists() and one.samefile(home) for one in (resolved, *resolved.parents))
