"""Visits in words."""

from __future__ import annotations

from collections.abc import Callable

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
    if contact.came_from:
        return tr("Sagen modtaget")
    if contact.visit is None:
        return tr("Første henvendelse")
    word = tr("Første henvendelse") if contact.is_first_intake else how_word(contact.visit.how)
    return tr("{how} (fejl)", how=word) if contact.is_in_error else word


def by_word(contact: Contact, who: Callable[[str], str]) -> str:
    """Who took it in, in full; at another desk the initials, and whose desk it was."""
    if contact.theirs is None:
        return who(contact.by)
    return ", ".join(part for part in (contact.by, contact.theirs.desk_name) if part)


def short_word(contact: Contact) -> str:
    """What it was about, on one line."""
    if contact.came_from:
        return tr("Fra {desk}", desk=contact.came_from)
    return contact.visit.in_short.replace("\n", " ") if contact.visit else ""


def detail_lines(contact: Contact) -> list[str]:
    """Everything about a visit, line by line; of one at another desk, whose it was."""
    visit, theirs = contact.visit, contact.theirs
    if visit is None:
        return []
    lines = [visit.in_short] if visit.in_short else []
    if theirs is not None:
        lines.append(tr("Hos {desk}, før sagen eller en ny udgave af den kom hertil.", desk=theirs.desk_name))
    if visit.companion:
        lines.append(tr("Med: {companion}", companion=visit.companion))
    if visit.not_since:
        lines.append(tr("Ikke siden sidst: {what}", what=", ".join(happened_word(one) for one in visit.not_since)))
    if visit.promised_next:
        lines.append(tr("Aftalt: {promised}", promised=visit.promised_next))
    if theirs is None:
        lines.append(tr("Nyt: {added}", added=added_said(contact)))
    if theirs is None or visit.safe_contact is not SafeContact.NOT_ASKED:
        lines.append(tr("Sikker kontakt: {safe}", safe=safe_contact_word(visit.safe_contact).lower()))
    return lines


def happened_word(question_id: str) -> str:
    """What has happened before, and was asked about again."""
    words = {"threats": tr("trusler"), "suicidal_statement": tr("tale om at tage sit eget liv")}
    return words.get(question_id, question_id)


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
