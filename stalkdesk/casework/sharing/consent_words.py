"""The words of consent: who, what, how; and what is withheld from whom, as it stands on a cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.sharing.consents import (
    Consent,
    Group,
    HowGiven,
    SharedFor,
    Sharing,
    Withheld,
    is_in_force,
    withheld_groups,
)
from stalkdesk.language import tr


def receiver_word(receiver: Receiver) -> str:
    """Who something can be shared with."""
    return {
        Receiver.POLICE: tr("Politiet"),
        Receiver.VISITATOR: tr("Stalking-visitatoren"),
        Receiver.MUNICIPALITY: tr("Kommunen"),
        Receiver.DSC: tr("Dansk Stalking Center"),
        Receiver.SCHOOL: tr("Skole eller institution"),
        Receiver.DOCTOR: tr("Egen læge"),
        Receiver.EMPLOYER: tr("Arbejdspladsen"),
        Receiver.OTHER: tr("En anden"),
    }[receiver]


def receiver_in_sentence(receiver: Receiver) -> str:
    """The same, in the middle of a sentence."""
    return {
        Receiver.POLICE: tr("politiet"),
        Receiver.VISITATOR: tr("stalking-visitatoren"),
        Receiver.MUNICIPALITY: tr("kommunen"),
        Receiver.DSC: tr("Dansk Stalking Center"),
        Receiver.SCHOOL: tr("skole eller institution"),
        Receiver.DOCTOR: tr("egen læge"),
        Receiver.EMPLOYER: tr("arbejdspladsen"),
        Receiver.OTHER: tr("en anden"),
    }[receiver]


def receiver_said(said: Consent | Sharing | Withheld) -> str:
    """The receiver with her name, where there is one."""
    if said.receiver is Receiver.OTHER:
        return said.receiver_name
    word = receiver_word(said.receiver)
    return f"{word} · {said.receiver_name}" if said.receiver_name else word


def group_word(group: Group) -> str:
    """What is shared together."""
    return {
        Group.IDENTITY: tr("Navn og CPR"),
        Group.SAFE_CONTACT: tr("Sikker kontakt"),
        Group.ADDRESS: tr("Adresse, arbejde og skole"),
        Group.PERPETRATOR: tr("Udøveren"),
        Group.FACTS: tr("Hvad der er sket"),
        Group.INCIDENTS: tr("Logskema"),
        Group.VISITS: tr("Tidligere henvendelser"),
        Group.EXHIBITS: tr("Beviser"),
        Group.RISK: tr("Vurdering og fare"),
        Group.CHILDREN: tr("Børnene"),
        Group.NEEDS: tr("Behov"),
        Group.PLAN: tr("Støtteplan og sikkerhed"),
        Group.HEALTH: tr("Helbred"),
    }[group]


def groups_said(groups: Iterable[Group]) -> str:
    """The groups in words, always in the same order."""
    chosen = frozenset(groups)
    return ", ".join(group_word(group) for group in Group if group in chosen)


def how_word(how: HowGiven) -> str:
    """How a consent was given."""
    return {
        HowGiven.SIGNED: tr("Underskrevet"),
        HowGiven.WRITTEN: tr("Skriftligt, i brev eller besked"),
        HowGiven.ORAL_WITNESS: tr("Mundtligt med vidne"),
        HowGiven.ORAL: tr("Mundtligt, noteret her"),
    }[how]


def shared_for_word(shared_for: SharedFor) -> str:
    """What it is to be used for."""
    return tr("Efterforskning") if shared_for is SharedFor.INVESTIGATION else tr("Forebyggelse og hjælp")


def consent_state(consent: Consent, today: date) -> str:
    """How a consent stands now."""
    if consent.withdrawn_on is not None:
        return tr("trukket tilbage {date}", date=_day(consent.withdrawn_on))
    if consent.until is None:
        return tr("gælder uden slutdato")
    if not is_in_force(consent, today):
        return tr("udløbet {date}", date=_day(consent.until))
    return tr("til og med {date}", date=_day(consent.until))


def withheld_words(entries: Sequence[Entry], receiver: Receiver, receiver_id: str = "", receiver_name: str = "") -> str:
    """What is withheld from the receiver, as a sentence for the cover; empty when nothing is. It names groups, never what is
    in them, and not why. `entries`: those of both compartments."""
    held = withheld_groups(entries, receiver, receiver_id)
    if not held:
        return ""
    named = receiver_name or receiver_in_sentence(receiver)
    return tr("Holdt tilbage for {receiver}: {groups}.", receiver=named, groups=groups_said(held))


def _day(on: date) -> str:
    return on.strftime("%d-%m-%Y")
