"""What a telephone may read off a paper: public addresses and telephone numbers of agencies, and nothing else.

A figure for telephones is read by whoever finds the paper, and opens what it says: it never holds a word of a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from stalkdesk.guidance.blocks import QrCode
from stalkdesk.guidance.sheets import Agency

_HTTPS: Final = "https://"
_PUBLIC: Final = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[A-Za-z0-9/_.~%-]*)?", re.ASCII)
"""No user, no port, no query and no fragment: nothing that could name a person or a visit."""


def is_public_address(address: str) -> bool:
    """Whether it is an https address of a host by name, without anything that could tell of a visit."""
    return _PUBLIC.fullmatch(address) is not None


def payloads(agencies: Iterable[Agency]) -> frozenset[str]:
    """Everything that a figure may hold: the addresses and numbers of the agencies whose numbers may be printed."""
    known = [agency for agency in agencies if agency.printable]
    return frozenset(payload for agency in known for payload in (agency.address, agency.dial) if payload)


def figure_of(agency: Agency, label: str, is_neutral: bool = False) -> QrCode | None:
    """The figure of an agency, under `label`: its public address, else its number; a neutral one is never an address, which
    would tell whose it is. None when it has none, or may not be printed."""
    if not agency.printable:
        return None
    if is_public_address(agency.address) and not is_neutral:
        return QrCode(agency.address, label, agency.address.removeprefix(_HTTPS).rstrip("/"))
    return QrCode(agency.dial, label, agency.phone) if agency.phone else None


def refuse_others(figures: Iterable[QrCode], agencies: Iterable[Agency]) -> None:
    """Raises ValueError when a figure holds anything but the public address or the number of an agency."""
    allowed = payloads(agencies)
    for figure in figures:
        if figure.payload not in allowed:
            raise ValueError("a figure for telephones holds something that is no address or number of an agency")
