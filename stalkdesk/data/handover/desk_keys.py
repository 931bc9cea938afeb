"""This desk's own keys for packages, made once and kept sealed in the register, and its card and those of other desks."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from stalkdesk.casework.handover.desks import (
    Desk,
    DeskCard,
    OwnKeys,
    Trust,
    card_from,
    card_text,
    desks_of,
    fingerprint_of,
    same_fingerprint,
    unfit_card,
)
from stalkdesk.casework.officers import Act
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.data import rows
from stalkdesk.data.people import People
from stalkdesk.data.register import write_lines
from stalkdesk.data.register_rows import lines_of
from stalkdesk.data.signing import matching, new_seed, public_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import NotAllowed, PackageUnfit
from stalkdesk.language import tr

if TYPE_CHECKING:
    from pyrage import x25519

_KEY_BYTES = 32


class DeskKeys:
    """The keys of this desk, and what is known of the others."""

    def __init__(self, sitting: Sitting, people: People) -> None:
        self._sitting, self._people = sitting, people

    def own(self, connection: Connection) -> tuple[str, OwnKeys]:
        """The desk's id and its newest keys; they are made here when there are none."""
        lines = self.own_lines(connection)
        if not lines:
            lines = self._write(connection, rows.new_id(), "")
        return lines[-1].subject, lines[-1].said

    def own_lines(self, connection: Connection) -> tuple[RegisterLine, ...]:
        """Every line of own keys, the newest last."""
        return lines_of(connection, self._sitting.seal, (RegisterKind.OWN_KEYS,))

    def card(self) -> DeskCard:
        """This desk's card, signed."""
        unit = self._people.unit()
        with self._sitting.act() as connection:
            desk_id, keys = self.own(connection)
            line = self.own_lines(connection)[-1]
        bare = DeskCard(desk_id, unit.name, unit.authority.value, unit.phone, keys.age_recipient, keys.signing_key, line.at)
        return replace(bare, signature=signed(keys, card_text(bare, with_signature=False).encode()))

    def renew(self, reason: str) -> DeskCard:
        """New keys under the same id."""
        self._sitting.check(Act.KEEP_KEYS)
        if not reason.strip():
            raise NotAllowed(tr("Skriv hvorfor. Begrundelsen kommer i journalen."))
        with self._sitting.act() as connection:
            desk_id, _ = self.own(connection)
            self._write(connection, desk_id, reason)
        return self.card()

    def keep(self, card: DeskCard, fingerprint: str, compared_with: str, contact_id: str) -> Desk:
        """Keeps another desk. Raises PackageUnfit when the digits that were heard are others."""
        is_compared = bool(fingerprint.strip())
        if is_compared and not same_fingerprint(fingerprint, card.fingerprint):
            raise PackageUnfit(
                tr(
                    "Fingeraftrykket passer ikke. Brug ikke kortet: få et nyt på en anden måde, og sammenlign igen på et "
                    "nummer, I kender."
                )
            )
        sitting = self._sitting
        said = Desk(
            desk_id=card.desk_id,
            name=card.name,
            authority=card.authority,
            phone=card.phone,
            age_recipient=card.age_recipient,
            signing_key=card.signing_key,
            fingerprint=card.fingerprint,
            state=Trust.TRUSTED if is_compared else Trust.UNCONFIRMED,
            contact_id=contact_id,
            compared_at=sitting.now() if is_compared else None,
            compared_by=sitting.officer.initials if is_compared else "",
            compared_with=compared_with.strip(),
        )
        with sitting.act() as connection:
            self.own(connection)
            write_lines(connection, sitting, [NewLine(RegisterKind.DESK, card.desk_id, said)])
        return said

    def seat(self, desk_id: str, contact_id: str) -> Desk:
        """Says who sits at a desk that is known; its keys and its trust stay as they are."""
        with self._sitting.act() as connection:
            said = replace(desk_of(connection, desk_id), contact_id=contact_id)
            write_lines(connection, self._sitting, [NewLine(RegisterKind.DESK, desk_id, said)])
        return said

    def withdraw(self, desk_id: str, reason: str) -> Desk:
        """Takes the trust away."""
        if not reason.strip():
            raise NotAllowed(tr("Skriv hvorfor. Begrundelsen kommer i journalen."))
        with self._sitting.act() as connection:
            said = replace(desk_of(connection, desk_id), state=Trust.WITHDRAWN)
            write_lines(connection, self._sitting, [NewLine(RegisterKind.DESK, desk_id, said, reason)])
        return said

    def _write(self, connection: Connection, desk_id: str, reason: str) -> tuple[RegisterLine, ...]:
        return write_lines(connection, self._sitting, [NewLine(RegisterKind.OWN_KEYS, desk_id, made_keys(), reason)])


def made_keys() -> OwnKeys:
    """New keys."""
    from pyrage import x25519

    identity, seed = x25519.Identity.generate(), new_seed()
    return OwnKeys(
        age_identity=str(identity),
        age_recipient=str(identity.to_public()),
        signing_seed=seed.hex(),
        signing_key=public_of(seed).hex(),
        code_key=secrets.token_hex(_KEY_BYTES),
    )


def desk_of(connection: Connection, desk_id: str) -> Desk:
    """The desk as it stands now. Raises NotAllowed for one that nobody knows here."""
    desk = desks_of(lines_of(connection, None, (RegisterKind.DESK,))).get(desk_id)
    if desk is None:
        raise NotAllowed(tr("Skranken er ukendt her. Få dens skrankekort, og sammenlign fingeraftrykket på telefonen."))
    return desk


def signed(keys: OwnKeys, text: bytes) -> str:
    """The signature of this desk under `text`, hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.signing_seed)).sign(text).hex()


def is_signed(signing_key: str, untrusted_sig: str, text: bytes) -> bool:
    """Whether `text` is signed with that key."""
    return matching([signing_key], untrusted_sig, text) is not None


def read_card(untrusted: bytes) -> DeskCard:
    """The card in a file, signed with the key that is on it. Raises PackageUnfit."""
    card = card_from(untrusted)
    bare = card_text(replace(card, signature=""), with_signature=False)
    recipient(card.age_recipient)
    if not is_signed(card.signing_key, card.signature, bare.encode()):
        raise unfit_card()
    return card


def recipient(text: str) -> x25519.Recipient:
    """The recipient in a card. Raises PackageUnfit."""
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(text)
    except (RecipientError, ValueError):
        raise unfit_card() from None


def own_fingerprint(desk_id: str, keys: OwnKeys) -> str:
    """What this desk reads aloud."""
    return fingerprint_of(desk_id, keys.age_recipient, keys.signing_key)
