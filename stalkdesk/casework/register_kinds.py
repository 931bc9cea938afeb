"""Every kind of line of the register, in one table: what it says, whether it is sealed, who may write it, what must be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stalkdesk.casework.contacts.contact_checks import check_away, check_checked, check_contact
from stalkdesk.casework.contacts.contact_register import Away, Checked, ContactCard
from stalkdesk.casework.handover.desks import Desk, OwnKeys, PackageSeen, check_desk, check_own_keys
from stalkdesk.casework.officers import Act
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.register_checks import Check, fits


@dataclass(frozen=True, slots=True)
class KindOfLine:
    """How lines of one kind are kept."""

    says: type
    needs: Act
    is_sealed: bool = False
    is_stores_own: bool = False
    """Whether only the drawer writes it, in an act of its own (`keep_in_register` refuses it)."""
    check: Check = fits


REGISTER_KINDS: Mapping[RegisterKind, KindOfLine] = MappingProxyType(
    {
        RegisterKind.CONTACT: KindOfLine(ContactCard, Act.KEEP_CONTACTS, check=check_contact),
        RegisterKind.AWAY: KindOfLine(Away, Act.KEEP_CONTACTS, check=check_away),
        RegisterKind.CHECKED: KindOfLine(Checked, Act.KEEP_CONTACTS, check=check_checked),
        RegisterKind.DESK: KindOfLine(Desk, Act.KEEP_DESKS, check=check_desk),
        RegisterKind.OWN_KEYS: KindOfLine(OwnKeys, Act.TAKE_INTAKE, is_sealed=True, is_stores_own=True, check=check_own_keys),
        RegisterKind.PACKAGE: KindOfLine(PackageSeen, Act.TAKE_INTAKE, is_stores_own=True),
    }
)
"""Kind -> how it is kept."""
