"""Visits in words."""

from __future__ import annotations

from stalkdesk.casework.visits import Contact, HowCame, SafeContact
from stalkdesk.language import tr


def how_word(how: HowCame) -> str:
    """How she turned to the desk."""
    return {
        HowCame.CAME: tr("Kom selv"),
        HowCame.CALLED: tr("Ringede"),
        HowCame.LETTER: tr("Skrev"),
        HowCame.HANDED_OVER: tr("Kom fra andre"),
        HowCame.OTHER: tr("På anden måde"),
    }[how]


def safe_contact_word(safe: SafeContact) -> str:
    """Whether the safe way to reach her still holds."""
    return {
        SafeContact.STILL_RIGHT: tr("Passer stadig"),
        SafeContact.CHANGED: tr("Er ændret"),
        SafeContact.NOT_ASKED: tr("Ikke spurgt"),
    }[safe]


def what_word(contact: Contact) -> str:
    """What it is in the list: the first intake, or how she came."""
    if contact.visit is None:
        return tr("Første henvendelse")
    word = how_word(contact.visit.how)
    return tr("{how} (fejl)", how=word) if contact.is_in_error else word


def added_said(contact: Contact) -> str:
    """What it brought, in short."""
    visit = contact.visit
    if visit is None:
        return tr("Sagen blev oprettet")
    parts = []
    if visit.incidents:
        parts.append(tr("hændelser: {count}", count=len(visit.incidents)))
    if visit.answers:
        parts.append(tr("svar: {count}", count=visit.answers))
    if visit.evaluation:
        parts.append(tr("vurdering {number}", number=visit.evaluation))
    return " · ".join(parts) or tr("Intet nyt")
