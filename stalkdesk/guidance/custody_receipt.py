"""The receipt for an exhibit that left the desk: what, who got it, why, with lines to sign on. In the language of the screen.

It carries no name of the person it is about, and of a file the code that tells whether it is still the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from stalkdesk.casework.entries import Entry
from stalkdesk.casework.exhibits import CustodyAct, KeptExhibit, full_code, short_code
from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import Block, Document, Fields, Heading, Paragraph, Table
from stalkdesk.guidance.sheet_setting import letterhead
from stalkdesk.language import spoken, tr

SHEET: Final = "custody_receipt"
"""How the paper is named among those of the case."""
VERSION: Final = "2026-1"
RECEIPTED: Final = (CustodyAct.GIVEN_BACK, CustodyAct.HANDED_ON)
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_WIDTHS: Final = (0.1, 0.62, 0.28)


@dataclass(frozen=True, slots=True)
class CustodySetting:
    """What stands around it."""

    reference: str
    unit: Unit
    officer_name: str
    journal_mark: str
    now: datetime


def last_leaving(kept: Sequence[KeptExhibit]) -> tuple[tuple[KeptExhibit, Entry], ...]:
    """The exhibits that left in the newest act, each with its line of custody; empty when none ever left."""
    left = [(one, entry) for one in kept for entry in one.counted if entry.said.act in RECEIPTED]
    newest = max((entry.at for _, entry in left), default=None)
    return tuple((one, entry) for one, entry in left if entry.at == newest)


def custody_document(left: Sequence[tuple[KeptExhibit, Entry]], setting: CustodySetting) -> Document:
    """The receipt for what left in one act: the same receiver and reason for all of it. `left` is not empty."""
    line = left[0][1]
    is_back = line.said.act is CustodyAct.GIVEN_BACK
    name = tr("Kvittering: givet tilbage") if is_back else tr("Kvittering: givet videre")
    pairs = [
        (tr("Vores nummer"), setting.reference),
        (tr("Tidspunkt"), _moment(line.at)),
        (tr("Modtager"), line.said.to_whom),
        (tr("Udleveret af"), setting.officer_name),
    ]
    if line.said.why:
        pairs.append((tr("Hvorfor"), line.said.why))
    rows = tuple((str(one.number), _what(one), short_code(one.exhibit.sha256) or "–") for one, _ in left)
    blocks: list[Block] = [
        Heading(name, 1),
        Fields(tuple(pairs)),
        Heading(tr("Det er udleveret")),
        Table((tr("Nr."), tr("Hvad"), tr("Kontrolkode")), rows, _WIDTHS),
        *_whole_codes(left),
        Heading(tr("Udleveret af")),
        Fields(_to_sign()),
        Heading(tr("Modtaget af")),
        Fields(_to_sign()),
        Paragraph(tr("Hver part beholder et eksemplar. Kvitteringen er ikke en politianmeldelse."), small=True),
    ]
    footer = tr(
        "{reference} · Udgave {version} · Journal {mark}",
        reference=setting.reference,
        version=VERSION,
        mark=setting.journal_mark,
    )
    return Document(tr("Kvittering"), spoken(), tuple(blocks), letterhead(setting.unit), footer)


def _what(one: KeptExhibit) -> str:
    exhibit = one.exhibit
    if exhibit.is_sexual_reference:
        return tr("{what} (henvisning)", what=exhibit.what)
    if exhibit.is_file:
        return tr("{what} (kopi af en fil)", what=exhibit.what)
    return tr("{what} · mærket {marking}", what=exhibit.what, marking=exhibit.marking) if exhibit.marking else exhibit.what


def _whole_codes(left: Sequence[tuple[KeptExhibit, Entry]]) -> tuple[Block, ...]:
    """Every digit of the codes, in small."""
    files = [one for one, _ in left if one.exhibit.sha256]
    if not files:
        return ()
    pairs = tuple((tr("Nr. {number}", number=one.number), full_code(one.exhibit.sha256)) for one in files)
    return (Paragraph(tr("Hele kontrolkoden (SHA-256):"), small=True), Fields(pairs, compact=True))


def _to_sign() -> tuple[tuple[str, str], ...]:
    return (tr("Dato"), ""), (tr("Navn"), ""), (tr("Underskrift"), "")


def _moment(at: datetime) -> str:
    local = at.astimezone(_COPENHAGEN)
    return tr("{date} kl. {time}", date=local.strftime("%d-%m-%Y"), time=local.strftime("%H.%M"))
