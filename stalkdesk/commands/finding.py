"""`find`: who was here before, masked as on the screen, as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from stalkdesk.casework.persons.persons import PersonHit
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.commands.terminal import answer
from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer


def add_find_options(parser: argparse.ArgumentParser) -> None:
    """What `find` takes."""
    parser.add_argument("text", metavar="TEXT", help=tr("navn, telefon, fødselsdato, CPR, mail, nummerplade, profil, kode"))
    roles = ", ".join(Whose)
    parser.add_argument("--role", default=Whose.VICTIM.value, metavar="ROLE", help=tr("en af: {codes}", codes=roles))


def found(opened: Callable[[], Drawer], text: str, role: str) -> int:
    """Looks for a person, and gives the exit code. Raises WrongUsage for a role that there is not, or for too little."""
    try:
        whose = Whose(role)
    except ValueError:
        codes = ", ".join(Whose)
        raise WrongUsage(tr("Rollen {code} findes ikke. Vælg en af: {codes}.", code=role, codes=codes)) from None
    with closing(opened()) as drawer:
        persons, tracing = drawer.find_persons(text, whose), drawer.tracing()
    if not persons.is_enough:
        raise WrongUsage(tr("Skriv lidt mere: tre bogstaver af et navn eller fire cifre er nok."))
    return answer(
        {
            "role": whose.value,
            "hits": [_told(hit) for hit in persons.hits],
            "more": persons.has_more,
            "other_cases": persons.others,
            "all_cases_searchable": tracing.is_complete,
        }
    )


def _told(hit: PersonHit) -> dict[str, Any]:
    return {
        "reference": hit.reference,
        "status": hit.status.value,
        "started_at": hit.started_at.isoformat(),
        "officer": hit.officer_name,
        "urgency": None if hit.urgency is None else hit.urgency.value,
        "name": hit.name,
        "born": hit.born,
        "phone_ends_with": hit.phone_tail,
        "found_by": [clue.value for clue in hit.matched],
        "contacts_in_30_days": hit.contacts,
        "same_person": list(hit.linked),
        "anonymous": hit.is_anonymous,
        "in_error": hit.is_in_error,
    }
