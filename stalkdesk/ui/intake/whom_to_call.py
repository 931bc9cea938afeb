"""Whom a referral means: the unit's own contact persons first, else the agencies of the content. Verified numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.casework.officers import ContactFunction, ContactPerson
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a referral leads: contact persons with one of the functions; `agencies` when there is none, or also."""

    functions: tuple[ContactFunction, ...] = ()
    agencies: tuple[str, ...] = ()
    is_both: bool = False


_POLICE: Final = _Place((ContactFunction.POLICE,), ("police",))
_CHILD: Final = _Place((ContactFunction.CHILD_OR_YOUTH,))

PLACES: Final[Mapping[str, _Place]] = {
    "112_or_duty_officer": _Place(agencies=("alarm",)),
    "suicide_crisis_help": _Place(agencies=("alarm", "lifeline")),
    "police_same_day": _POLICE,
    "report_breach": _POLICE,
    "possible_offence": _POLICE,
    "stalking_visitator": _Place((ContactFunction.VISITATOR,), ("dsc",), is_both=True),
    "partner_violence_route": _Place(agencies=("live_without_violence",)),
    "municipal_notification": _CHILD,
    "support_for_vulnerable": _Place((ContactFunction.CHILD_OR_YOUTH, ContactFunction.ADULT)),
    "welfare_and_health_contact": _Place((ContactFunction.ADULT,)),
    "counselling": _Place(agencies=("dsc", "victim_support", "live_without_violence")),
}
"""By referral code. The others lead to someone whom the unit knows best itself."""


def whom_to_call(code: str, contacts: Sequence[ContactPerson], agencies: Sequence[Agency]) -> tuple[str, ...]:
    """A line for each person or agency that the referral `code` means: name, number, when."""
    place = PLACES.get(code, _Place())
    people = [one for one in contacts if one.is_active and one.function in place.functions and one.phone]
    known = {agency.id: agency for agency in agencies if agency.printable}
    others = [known[agency] for agency in place.agencies if agency in known]
    told = [_line(one.name, shown_phone(one.phone), one.hours) for one in people]
    if not people or place.is_both:
        told += [_line(one.name, one.phone, one.hours or one.note) for one in others]
    return tuple(told)


def _line(name: str, phone: str, when: str) -> str:
    if when:
        return tr("{name}: {phone} · {when}", name=name, phone=phone, when=when)
    return tr("{name}: {phone}", name=name, phone=phone)
