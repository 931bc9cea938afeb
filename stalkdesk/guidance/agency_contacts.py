"""The agencies of the shelf as contacts of the register: read there, changed in the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from stalkdesk.casework.contacts.contact_register import Contact, ContactCard, ContactKind, Function, Origin, Receiver
from stalkdesk.casework.contacts.opening_hours import ROUND_THE_CLOCK, Hours, read_hours
from stalkdesk.errors import BadAnswer
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.phones import dialled

_FUNCTION: Final[Mapping[str, Function]] = MappingProxyType(
    {"police": Function.POLICE, "childrens_phone": Function.CHILD_OR_YOUTH}
)
_RECEIVER: Final[Mapping[str, Receiver]] = MappingProxyType({"police": Receiver.POLICE, "dsc": Receiver.DSC})
_ALWAYS_OPEN: Final = frozenset({"alarm", "police"})
"""112 and 114 are answered day and night, whatever the content says of them."""


def agency_contacts(agencies: Sequence[Agency]) -> tuple[Contact, ...]:
    """Each agency with a verified number."""
    return tuple(_contact(agency) for agency in agencies if agency.printable and agency.phone)


def _contact(agency: Agency) -> Contact:
    hours, text = _hours(agency)
    card = ContactCard(
        ContactKind.AGENCY,
        agency.name,
        _FUNCTION.get(agency.id, Function.OTHER),
        dialled(agency.phone),
        hours=hours,
        address=agency.address,
        receiver=_RECEIVER.get(agency.id, Receiver.OTHER),
        source=agency.source.title,
    )
    checked = agency.source.last_checked
    return Contact(f"agency:{agency.id}", card, Origin.SHELF, checked_on=checked, checked_by=agency.checked_by, hours_text=text)


def _hours(agency: Agency) -> tuple[Hours, str]:
    """The opening hours; or, when they are told in other words, those words."""
    if agency.id in _ALWAYS_OPEN:
        return ROUND_THE_CLOCK, ""
    try:
        return read_hours(agency.hours), ""
    except BadAnswer:
        return (), agency.hours
