"""Acts between two desks: a package from another desk is taken in, one for that desk is made. The other lies beside, closed.

A package is taken in whole, with its file, or not at all; one that was made lies there whole, and its clock runs.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stalkdesk import app
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.handover.handing_over import HandoverContent
from stalkdesk.casework.handover.handovers import HandoverState, Purpose, handovers_of
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.casework.register import RegisterKind
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import PackageUnfit
from tests.data import two_desks
from tests.data.at_hand import FIRST, PASSPHRASE
from tests.durability.entries_kept import FIRST_CASE

Told = dict[str, str]
IN, OUT = "packages-in", "packages-out"
"""Where packages of the other desk lie, and where those for it are put."""
_HOW_MANY = 12
_OTHER = Unit(Authority.POLICE, "Prøvepolitiet", ("Opdigtet Plads",), "+4500000001")
_CONTENT: list[HandoverContent] = []


def prepare(drawer: OpenDrawer) -> None:
    """Another desk that knows this one, and what it has sent: packages with a file each, in the root."""
    root = drawer._folder.parent
    for name in (IN, OUT):
        (root / name).mkdir(mode=0o700)
    with tempfile.TemporaryDirectory() as scratch:
        vault = SealedVault(Path(scratch) / "other", calibrate=False)
        vault.set_up(replace(FIRST, unit=_OTHER))
        other = vault.unlock("Søren", PASSPHRASE)
        assert isinstance(other, OpenDrawer)
        _, here = two_desks.introduced(other, drawer)
        for number in range(_HOW_MANY):
            _send(other, here, root / IN / f"{number:02}.age")
        other.close()
    two_desks.consented(drawer, drawer.setting(FIRST_CASE), Receiver.POLICE)


def _send(other: OpenDrawer, here: str, place: Path) -> None:
    reference = two_desks.filed(other)
    two_desks.consented(other, reference, Receiver.MUNICIPALITY)
    other.attach(reference, NewAttachment(secrets.token_bytes(150_000), "brev.bin"))
    asked = two_desks.request(here, Receiver.MUNICIPALITY, Purpose.SHARE, attachments=(1,))
    other.prepare_package(reference, asked, app.handover_content(other), place, two_desks.draw)


def receive(drawer: OpenDrawer) -> Iterator[Told]:
    """Takes in the next package that was not taken in before."""
    for place in sorted((drawer._folder.parent / IN).glob("*.age")):
        try:
            done = drawer.receive(place, _content(drawer))
        except PackageUnfit:
            continue
        held = drawer.attachment_bytes(done.reference, 1)
        yield {"reference": done.reference, "holds": hashlib.sha256(held).hexdigest()}
        return


def is_received(drawer: OpenDrawer, told: Told) -> bool:
    """The case with its file, what it came in, and that the package was seen."""
    seen = [line.said.reference for line in drawer.register(RegisterKind.PACKAGE)]
    case = drawer.case(told["reference"])
    held = hashlib.sha256(drawer.attachment_bytes(told["reference"], 1)).hexdigest()
    return (
        seen.count(told["reference"]) == 1
        and held == told["holds"]
        and [one.kind.value for one in case.entries] == ["received"]
    )


def hand_over(drawer: OpenDrawer) -> Iterator[Told]:
    """Makes a package of the first case for the other desk."""
    reference, name = drawer.setting(FIRST_CASE), f"{secrets.token_hex(6)}.age"
    (other,) = (line.subject for line in drawer.register(RegisterKind.DESK))
    asked = two_desks.request(other, Receiver.POLICE, Purpose.SHARE)
    place = drawer._folder.parent / OUT / name
    made = drawer.prepare_package(reference, asked, _content(drawer), place, two_desks.draw)
    yield {"reference": reference, "number": str(made.number), "name": name, "holds": _sum(place)}


def is_handed_over(drawer: OpenDrawer, told: Told) -> bool:
    """The file as it was made, and the entry whose clock runs."""
    kept = handovers_of(drawer.case(told["reference"]).entries)[int(told["number"])]
    place = drawer._folder.parent / OUT / told["name"]
    return kept.state is HandoverState.PREPARED and _sum(place) == told["holds"]


def count_packages(drawer: OpenDrawer) -> int:
    """How many were made of the first case."""
    return len(handovers_of(drawer.case(drawer.setting(FIRST_CASE)).entries))


def _content(drawer: OpenDrawer) -> HandoverContent:
    """Read once a program: it is the same for every act."""
    if not _CONTENT:
        _CONTENT.append(app.handover_content(drawer))
    return _CONTENT[0]


def _sum(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else ""
