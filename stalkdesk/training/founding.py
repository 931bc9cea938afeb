"""What a training store begins with: the learner, and a unit and contact persons that do not exist."""

from __future__ import annotations

import hashlib
import unicodedata

from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.language import tr

_NO_NUMBER = "+450000000"
"""Danish numbers never begin with 0: what is printed in training can't be dialled."""


def folder_of(user_name: str) -> str:
    """The name of the folder of that learner's training store. Her own name can't be read from it; case and outer blanks
    don't matter, as at unlock."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", user_name[:200]).strip().casefold())
    return hashlib.sha256(f"StalkDesk training\0{folded}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def first_run(user_name: str, full_name: str, passphrase: str, authority: Authority = Authority.MUNICIPALITY) -> FirstRun:
    """The set-up of a training store for the learner with that user name. Nobody else is in it."""
    name = full_name.strip() or user_name.strip()
    initials = "".join(word[0] for word in name.split())[:4].upper()
    unit = Unit(authority, tr("Øveskranken (opdigtet)"), (tr("Ingen adresse: dette er en øvelse"),), f"{_NO_NUMBER}0")
    return FirstRun(unit, _contacts(), user_name.strip(), name, initials, passphrase)


def _contacts() -> tuple[ContactPerson, ...]:
    """One for each function, so that every sheet has somebody to name."""
    names = {
        ContactFunction.ADULT: "Asta Øvesen",
        ContactFunction.CHILD_OR_YOUTH: "Bo Prøvested",
        ContactFunction.POLICE: "Cleo Opdigtet",
        ContactFunction.VISITATOR: "Dan Tænktmand",
        ContactFunction.DEPUTY: "Eja Legesen",
    }
    return tuple(
        ContactPerson("", name, function, f"{_NO_NUMBER}{number}", tr("kun i øvelsen"))
        for number, (function, name) in enumerate(names.items(), start=1)
    )
