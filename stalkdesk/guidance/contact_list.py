"""The contacts on one paper, for the wall by the desk: who is called for what. Offices and colleagues, nothing of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from stalkdesk.casework.contacts.contact_register import Contact, Function, Origin
from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import Block, Document, Heading, Paragraph, Table
from stalkdesk.guidance.sheet_setting import letterhead
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import spoken, tr

_ORDER: Final = (
    *(Function.VISITATOR, Function.ADULT, Function.CHILD_OR_YOUTH),
    *(Function.POLICE, Function.DEPUTY, Function.OTHER),
)


def contact_list(contacts: Sequence[Contact], unit: Unit, today: date, words: dict[Function, str]) -> Document:
    """The list in the language of the screen. `words`: what each function is called."""
    names = {one.id: one.name for one in contacts}
    shown = [one for one in contacts if one.is_active and (one.phone or one.card.safe_channel)]
    blocks: list[Block] = [
        Heading(tr("Kontakter"), 1),
        Paragraph(tr("Ved fare: ring 112. Listen viser ikke, hvem der er væk i dag; det står på skærmen.")),
    ]
    for function in _ORDER:
        rows = tuple(_row(one, names) for one in shown if one.function is function)
        if rows:
            blocks += [Heading(words[function]), Table(_header(), rows, (0.34, 0.16, 0.24, 0.26))]
    footer = tr("Kontakter · printet {date}", date=today.strftime("%d-%m-%Y"))
    return Document(tr("Kontakter"), spoken(), tuple(blocks), letterhead(unit), footer)


def _header() -> tuple[str, ...]:
    return tr("Navn"), tr("Telefon"), tr("Åbent"), tr("Stedfortræder eller sikker vej")


def _row(contact: Contact, names: dict[str, str]) -> tuple[str, ...]:
    card = contact.card
    name = contact.name if not card.organisation else f"{contact.name}, {card.organisation}"
    aside = " · ".join(text for text in (names.get(card.deputy_id, ""), card.safe_channel) if text)
    hours = contact.hours_shown or ("" if contact.origin is Origin.SHELF else tr("ikke oplyst"))
    return name, shown_phone(contact.phone), hours, aside
