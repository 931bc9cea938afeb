"""Desks that exchange packages: this one's keys and card, and the others', each with how its fingerprint was compared.

A fingerprint is compared by telephone, once, before anything goes either way: a desk whose fingerprint nobody compared gets
nothing and nothing of it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec

from stalkdesk.casework.officers import Act
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine, newest_of
from stalkdesk.casework.register_checks import RegisterStanding
from stalkdesk.errors import BadAnswer, NotAllowed, PackageUnfit
from stalkdesk.language import tr

CARD_FORMAT = "stalkdesk-desk-card"
CARD_SCHEMA = 1
MOST_CARD = 20_000
"""Most bytes of the file of a card."""
_DIGITS = 30
_GROUP = 5
_ID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a card."""

    format: str
    schema: int
    desk_id: Annotated[str, msgspec.Meta(pattern=_ID, max_length=36)]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    authority: Annotated[str, msgspec.Meta(max_length=40)]
    phone: Annotated[str, msgspec.Meta(max_length=40)]
    age_recipient: Annotated[str, msgspec.Meta(pattern="^age1[0-9a-z]{10,100}$", max_length=110)]
    signing_key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
    made_at: datetime
    fingerprint: Annotated[str, msgspec.Meta(max_length=60)]
    signature: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$", max_length=128)]


class Trust(StrEnum):
    """Whether packages go to and come from a desk."""

    UNCONFIRMED = "unconfirmed"
    TRUSTED = "trusted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """This desk's own keys; the subject of the line is the desk's id. Sealed."""

    age_identity: str
    """`AGE-SECRET-KEY-1…`: opens what was packed for this desk."""
    age_recipient: str
    signing_seed: str
    """Ed25519, hex."""
    signing_key: str
    """Its open half, hex."""
    code_key: str
    """For checking the codes that are read back, hex."""


@dataclass(frozen=True, slots=True)
class DeskCard:
    """What a desk tells of itself to those it exchanges packages with. Nothing in it is secret."""

    desk_id: str
    name: str
    authority: str
    """`kommune` or `politi`."""
    phone: str
    age_recipient: str
    signing_key: str
    """Hex."""
    made_at: datetime
    signature: str = ""
    """Ed25519 over `card_text` without it, hex: who made the card holds the key on it."""

    @property
    def fingerprint(self) -> str:
        """Thirty digits in groups of five, to be compared by telephone."""
        return fingerprint_of(self.desk_id, self.age_recipient, self.signing_key)


@dataclass(frozen=True, slots=True)
class Desk:
    """Another desk as the register knows it; the subject of the line is its id."""

    desk_id: str
    name: str
    authority: str
    phone: str
    age_recipient: str
    signing_key: str
    fingerprint: str
    state: Trust = Trust.UNCONFIRMED
    contact_id: str = ""
    """Who of the register sits there."""
    compared_at: datetime | None = None
    compared_by: str = ""
    """Initials of who compared the fingerprint by telephone."""
    compared_with: str = ""
    """Whom she spoke to."""


@dataclass(frozen=True, slots=True)
class PackageSeen:
    """A package that was opened here, or declined; the subject of the line is its id."""

    desk_id: str
    desk_name: str
    origin_desk: str
    origin_case: str
    made_at: datetime
    reference: str = ""
    """The case here; empty for one that was declined."""
    is_declined: bool = False


def fingerprint_of(desk_id: str, age_recipient: str, signing_key: str) -> str:
    """Thirty digits of SHA-256 over id and keys, one a line: as hard to imitate as a key of 99 bits."""
    digest = sha256(f"stalkdesk desk 1\n{desk_id}\n{age_recipient}\n{signing_key}\n".encode()).digest()
    digits = f"{int.from_bytes(digest) % 10**_DIGITS:0{_DIGITS}}"
    return " ".join(digits[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def card_text(card: DeskCard, with_signature: bool = True) -> str:
    """The card as its file holds it, JSON: to be given by hand or by mail, nothing in it is secret."""
    facts = {
        "format": CARD_FORMAT,
        "schema": CARD_SCHEMA,
        "desk_id": card.desk_id,
        "name": card.name,
        "authority": card.authority,
        "phone": card.phone,
        "age_recipient": card.age_recipient,
        "signing_key": card.signing_key,
        "made_at": card.made_at.isoformat(),
        "fingerprint": card.fingerprint,
    }
    if with_signature:
        facts["signature"] = card.signature
    return json.dumps(facts, indent=1, ensure_ascii=True)


def card_from(untrusted: bytes) -> DeskCard:
    """The card in a file; whether it is signed with its own key is for the drawer to see. Raises PackageUnfit."""
    try:
        read = msgspec.json.decode(untrusted[: MOST_CARD + 1], type=_Card)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise unfit_card() from None
    if len(untrusted) > MOST_CARD or read.format != CARD_FORMAT or read.made_at.tzinfo is None:
        raise unfit_card()
    if read.schema > CARD_SCHEMA:
        raise PackageUnfit(tr("Skrankekortet er lavet med en nyere udgave af programmet. Opdatér programmet her."))
    return DeskCard(
        read.desk_id,
        " ".join(read.name.split()),
        read.authority,
        " ".join(read.phone.split()),
        read.age_recipient,
        read.signing_key,
        read.made_at,
        read.signature,
    )


def unfit_card() -> PackageUnfit:
    """For a file that is no card."""
    return PackageUnfit(tr("Filen er ikke et skrankekort. Bed den anden skranke om at lave et nyt og sende det igen."))


def same_fingerprint(untrusted: str, fingerprint: str) -> bool:
    """Whether the digits that were heard are those, however they were spaced."""
    return "".join(one for one in untrusted if one.isdigit()) == fingerprint.replace(" ", "")


def desks_of(lines: Iterable[RegisterLine]) -> dict[str, Desk]:
    """Every other desk as it stands now, by its id."""
    return {subject: line.said for subject, line in newest_of(tuple(lines), RegisterKind.DESK).items()}


def check_desk(new: NewLine, standing: RegisterStanding) -> None:
    """A desk is trusted only with a fingerprint that fits its keys and was compared. Raises NotAllowed, BadAnswer."""
    said: Desk = new.said
    if said.fingerprint != fingerprint_of(said.desk_id, said.age_recipient, said.signing_key) or said.desk_id != new.subject:
        raise BadAnswer(tr("Fingeraftrykket hører ikke til skrankens nøgler. Bed om et nyt skrankekort."), "fingerprint")
    if any(line.kind is RegisterKind.OWN_KEYS and line.subject == said.desk_id for line in standing.lines):
        raise BadAnswer(tr("Det er jeres eget skrankekort. Hent det kort, som den anden skranke har lavet."), "desk")
    if said.state is Trust.TRUSTED and (said.compared_at is None or not said.compared_with.strip()):
        raise NotAllowed(tr("Ring til skranken, sammenlign fingeraftrykket ciffer for ciffer, og skriv, hvem du talte med."))


def check_own_keys(_new: NewLine, standing: RegisterStanding) -> None:
    """The first keys are made by whoever needs them; only a supervisor replaces them. Raises NotAllowed."""
    there = any(line.kind is RegisterKind.OWN_KEYS for line in standing.lines)
    if there and not standing.officer.may(Act.KEEP_KEYS):
        raise NotAllowed(tr("Kun en leder kan udskifte skrankens nøgler."))


def refuse_unless_trusted(desk: Desk) -> None:
    """Raises NotAllowed, with what to do, when no package goes to or comes from that desk."""
    if desk.state is Trust.WITHDRAWN:
        raise NotAllowed(tr("Tilliden til {desk} er trukket tilbage. Ring til dem, og få et nyt skrankekort.", desk=desk.name))
    if desk.state is not Trust.TRUSTED:
        raise NotAllowed(
            tr(
                "Fingeraftrykket for {desk} er ikke sammenlignet. Ring til dem på et nummer, I kender, og gør det først.",
                desk=desk.name,
            )
        )
