"""The register of an invented desk: contacts of both sides, one of them away, one that nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from stalkdesk.casework.contacts.contact_register import Away, Checked
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.demo.afterwards_plots import CONTACTS

_AWAY, _DEPUTY = 1, 2


def id_of(place: int) -> str:
    """The id of the contact at that place of `CONTACTS`, the same in every demo."""
    return str(uuid5(NAMESPACE_URL, f"stalkdesk demo {place}"))


def keep_contacts(drawer: OpenDrawer, now: datetime) -> None:
    """Keeps them, as the supervisor."""
    drawer.keep_in_register(tuple(_lines(day_in_denmark(now))))


def _lines(today: date) -> Iterator[NewLine]:
    for place, (card, days) in enumerate(CONTACTS):
        checked = None if days is None else today - timedelta(days=days)
        deputy = id_of(_DEPUTY) if place == _AWAY else ""
        yield NewLine(RegisterKind.CONTACT, id_of(place), replace(card, deputy_id=deputy, last_checked=checked))
    first, last = today - timedelta(days=2), today + timedelta(days=9)
    yield NewLine(RegisterKind.AWAY, id_of(_AWAY), Away(first, last, id_of(_DEPUTY)))
    yield NewLine(RegisterKind.CHECKED, id_of(0), Checked(today - timedelta(days=3), "Vera Visitprøve", "ringet op"))
