"""Who a package goes to: a desk whose card is here, and whoever of the register sits there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.handover.desks import Desk
from stalkdesk.casework.officers import Authority
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class Addressee:
    """A desk, and the contact there when one is named."""

    desk: Desk
    receiver: Receiver
    contact_id: str = ""
    name: str = ""


def addressee_of(desk: Desk, contact: Contact | None) -> Addressee:
    """The desk with the contact, or as such: then its authority says what it may get."""
    if contact is not None:
        return Addressee(desk, contact.receiver, contact.id, contact.name)
    is_police = desk.authority == Authority.POLICE.value
    return Addressee(desk, Receiver.POLICE if is_police else Receiver.MUNICIPALITY, "", desk.name)


def addressees(desks: Iterable[Desk], contacts: Sequence[Contact]) -> tuple[Addressee, ...]:
    """Everyone a package can be made for: each desk, with its contact where it has one."""
    by_id = {contact.id: contact for contact in contacts}
    return tuple(addressee_of(desk, by_id.get(desk.contact_id)) for desk in desks)


def addressee_named(untrusted: str, desks: Sequence[Desk], contacts: Sequence[Contact]) -> Addressee:
    """The one whose id or name was typed: of a contact or of a desk. Raises NotAllowed when there is none, or more than one."""
    typed = untrusted.strip().casefold()
    found = [
        one
        for one in addressees(desks, contacts)
        if typed in (one.desk.desk_id.casefold(), one.desk.name.casefold(), one.contact_id.casefold(), one.name.casefold())
    ]
    if len(found) > 1:
        raise NotAllowed(tr("Flere skranker hedder det. Angiv skrankens id i stedet."))
    if not found:
        raise NotAllowed(tr("Der er ingen skranke med det navn eller den kontakt. Få dens skrankekort, og læs det ind først."))
    return found[0]
