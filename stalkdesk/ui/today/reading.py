"""What the day is read from: what is due, what is left open, the contacts, and the titles of papers. For the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stalkdesk.casework.contacts.contact_register import KINDS_OF_CONTACTS, Contact, contacts_now
from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.officers import Unit
from stalkdesk.casework.support.today import MOST_LINES, Day, day_of_desk, read_until
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.titles import titles_of


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day and everything it is shown with."""

    day: Day
    contacts: tuple[Contact, ...]
    unit: Unit
    sheets: Mapping[str, str]
    """Titles by id."""


def read_day(desk: Desk) -> Day:
    """The day as the drawer tells it now."""
    drawer, now = desk.open_drawer(), desk.now()
    dues = drawer.dues(read_until(now), MOST_LINES)
    return day_of_desk(dues, drawer.open_work(), now, len(dues) >= MOST_LINES)


def read_whole_day(desk: Desk) -> DayRead:
    """The day with contacts and titles."""
    unit = desk.open_drawer().unit()
    return DayRead(read_day(desk), contacts_of(desk.open_drawer(), unit), unit, titles_of(desk))


def contacts_of(drawer: Drawer, unit: Unit) -> tuple[Contact, ...]:
    """Everybody in the register, and the unit's own."""
    return contacts_now(drawer.register(*KINDS_OF_CONTACTS), drawer.contacts(), (), unit.authority)
