"""What the part shows while it is open: read once, on the worker, with the reason in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import KINDS_OF_CONTACTS, Contact, contacts_now
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.officers import Authority
from stalkdesk.casework.sharing.consent_said import SaidAtIntake, said_at_intake
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.guidance.legal_bases import LegalBasis
from stalkdesk.language import spoken
from stalkdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class OpenedConsent:
    """All that the section is made of."""

    entries: tuple[Entry, ...]
    """Both compartments, in order."""
    said: SaidAtIntake | None
    contacts: tuple[Contact, ...]
    bases: tuple[LegalBasis, ...]
    authority: Authority
    names: Mapping[str, str]
    """Officer id -> full name."""
    today: date


def read_consent(desk: Desk, case: Case, reason: str) -> OpenedConsent:
    """Opens what is protected; the opening is in the journal with the reason. For the worker."""
    drawer = desk.open_drawer()
    entries = drawer.protected_entries(case.line.reference, reason)
    authority = drawer.unit().authority
    return OpenedConsent(
        entries,
        said_at_intake(case.answers),
        contacts_now(drawer.register(*KINDS_OF_CONTACTS), drawer.contacts(), (), authority),
        desk.legal_bases(spoken()),
        authority,
        {officer.id: officer.full_name for officer in drawer.officers()},
        day_in_denmark(desk.now()),
    )
