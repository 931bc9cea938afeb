"""The words for what a contact is."""

from __future__ import annotations

from datetime import date

from stalkdesk.casework.contacts.contact_register import Contact, ContactKind, Function, Origin, Side, is_away
from stalkdesk.casework.days_typed import shown_day
from stalkdesk.language import tr


def function_word(function: Function) -> str:
    """What one calls the contact for."""
    return {
        Function.VISITATOR: tr("Visitator"),
        Function.ADULT: tr("Voksne"),
        Function.CHILD_OR_YOUTH: tr("Børn/unge"),
        Function.POLICE: tr("Politi"),
        Function.DEPUTY: tr("Stedfortræder"),
        Function.OTHER: tr("Andet"),
    }[function]


def kind_word(kind: ContactKind) -> str:
    """What the contact is."""
    return {
        ContactKind.PERSON: tr("Person"),
        ContactKind.DESK: tr("Skranke eller vagt"),
        ContactKind.AGENCY: tr("Rådgivning eller myndighed"),
    }[kind]


def side_word(side: Side) -> str:
    """Whose she is."""
    return tr("Vores egen") if side is Side.OWN else tr("En anden myndighed eller organisation")


def origin_sentence(contact: Contact) -> str:
    """Where she is changed; empty for one that is changed here."""
    if contact.origin is Origin.UNIT:
        return tr("Fast kontaktperson her. Navn og nummer ændres under Indstillinger.")
    if contact.origin is Origin.SHELF:
        return tr("Står på vejledningerne. Nummeret ændres under Indhold.")
    return ""


def checked_sentence(contact: Contact, today: date) -> str:
    """When she was last checked, and whether it is time again."""
    if contact.checked_on is None:
        return tr("Nummeret er ikke tjekket endnu.")
    on = shown_day(contact.checked_on)
    if contact.is_overdue(today):
        return tr("Sidst tjekket {date}. Det er tid at ringe og spørge igen.", date=on)
    return tr("Sidst tjekket {date}.", date=on)


def checked_mark(contact: Contact, today: date) -> str:
    """The same for a row of the list."""
    if contact.checked_on is None:
        return tr("ikke tjekket")
    on = shown_day(contact.checked_on)
    return tr("tjek igen") if contact.is_overdue(today) else on


def now_mark(contact: Contact, today: date, is_reachable: bool) -> str:
    """How she stands now, for a row of the list."""
    if not contact.is_active:
        return tr("bruges ikke mere")
    if is_away(contact, today):
        away = contact.away
        return tr("væk") if away is None or away.until is None else tr("væk til {date}", date=away.until.strftime("%d-%m"))
    return tr("træffes nu") if is_reachable else tr("lukket nu")
