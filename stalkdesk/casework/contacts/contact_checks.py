"""What must be true of what is kept about a contact."""

from __future__ import annotations

from dataclasses import replace

from stalkdesk.casework.contacts.contact_register import Away, Checked, ContactCard
from stalkdesk.casework.contacts.opening_hours import in_order
from stalkdesk.casework.entry_checks import check_safe
from stalkdesk.casework.register import NewLine
from stalkdesk.casework.register_checks import RegisterStanding
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.phones import read_phone
from stalkdesk.language import tr

MOST = 200
"""Characters of a name, an organisation, a channel."""


def tidy_card(card: ContactCard) -> ContactCard:
    """The card with its texts trimmed and its number in E.164. Raises BadAnswer naming the field."""
    return replace(
        card,
        name=" ".join(card.name.split()),
        organisation=" ".join(card.organisation.split()),
        safe_channel=" ".join(card.safe_channel.split()),
        address=" ".join(card.address.split()),
        source=" ".join(card.source.split()),
        phone=read_phone(card.phone, "phone") if card.phone.strip() else "",
        hours=in_order(card.hours),
    )


def check_contact(new: NewLine, standing: RegisterStanding) -> None:
    """What must be true of a CONTACT line. Raises BadAnswer."""
    card: ContactCard = new.said
    if tidy_card(card) != card:
        raise BadAnswer(tr("Skriv telefonnummeret og teksterne igen uden mellemrum i enderne."), "phone")
    if not card.name:
        raise BadAnswer(tr("Skriv, hvem der skal ringes til."), "name")
    for text in (card.name, card.organisation, card.safe_channel, card.address, card.source):
        check_safe(text, MOST)
    if not card.phone and not card.safe_channel:
        raise BadAnswer(tr("Skriv et telefonnummer eller en sikker vej at skrive ad."), "phone")
    if card.deputy_id == new.subject:
        raise BadAnswer(tr("En kontakt kan ikke være sin egen stedfortræder. Vælg en anden."), "deputy")
    if card.last_checked is not None and card.last_checked > standing.today:
        raise BadAnswer(tr("Datoen for tjekket ligger i fremtiden. Ret den."), "last_checked")


def check_away(new: NewLine, _standing: RegisterStanding) -> None:
    """What must be true of an AWAY line. Raises BadAnswer."""
    away: Away = new.said
    if away.until is not None and away.until < away.first:
        raise BadAnswer(tr("Den sidste dag ligger før den første. Ret dagene."), "until")
    if away.deputy_id == new.subject:
        raise BadAnswer(tr("En kontakt kan ikke være sin egen stedfortræder. Vælg en anden."), "deputy")


def check_checked(new: NewLine, standing: RegisterStanding) -> None:
    """What must be true of a CHECKED line. Raises BadAnswer."""
    checked: Checked = new.said
    if checked.on > standing.today:
        raise BadAnswer(tr("Datoen for tjekket ligger i fremtiden. Ret den."), "last_checked")
    check_safe(checked.by_name, MOST)
    check_safe(checked.how, MOST)
    if not checked.by_name.strip() or not checked.how.strip():
        raise BadAnswer(tr("Skriv, hvem der har tjekket, og hvordan."), "how")
