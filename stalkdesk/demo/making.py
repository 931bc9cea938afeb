"""A store of fictional cases, for a newcomer who wants to see a working desk, and for checks that need many cases."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stalkdesk import app
from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Officer, Role, Unit
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.persons.same_person import Basis, Whose
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing import FiledIntake
from stalkdesk.data.vault import SealedVault
from stalkdesk.data.whole_files import write_new
from stalkdesk.demo.after_the_door import AfterTheDoor, stride_of
from stalkdesk.demo.attachments import attach_examples
from stalkdesk.demo.folder import HINT_FILE, claimed, passphrase_file
from stalkdesk.demo.history import Afterwards
from stalkdesk.demo.plots import EXAMPLES, FIRST_NAMES, LAST_NAMES, NEXT_STEPS, PLOTS, SAME_MAN
from stalkdesk.demo.register import keep_contacts
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.language import SOURCE_LANGUAGE, tr

if TYPE_CHECKING:
    from stalkdesk.intake.answers import Answer
    from stalkdesk.intake.checklist import Checklist

_PEOPLE = (
    ("leder", "Ditte Demoleder", "DD", Role.SUPERVISOR),
    ("vagt", "Villads Vagtprøve", "VV", Role.OFFICER),
    ("skranke", "Signe Skrankeprøve", "SS", Role.OFFICER),
    ("visitator", "Vera Visitprøve", "VP", Role.VISITATOR),
)
_UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune, Borgerservice", ("Rådhuset", "0000 Prøveby"), "+4500000000")
_CONTACTS = (
    ContactPerson("", "Vera Visitprøve", ContactFunction.VISITATOR, "+4500000001", "hverdage kl. 9-15"),
    ContactPerson("", "Bo Børneprøve", ContactFunction.CHILD_OR_YOUTH, "+4500000002", "hverdage kl. 9-14"),
    ContactPerson("", "Pia Politiprøve", ContactFunction.POLICE, "+4500000003", "hverdage kl. 8-16"),
    ContactPerson("", "Sten Stedprøve", ContactFunction.DEPUTY, "+4500000004", "hverdage kl. 9-15"),
)
_WORDS = (
    "anemone",
    "bølge",
    "cykel",
    "drage",
    "engsø",
    "fjer",
    "gulvtæppe",
    "havtorn",
    "isbræ",
    "jordbær",
    "klokke",
    "lanterne",
)
_DAYS = 730
"""Over so many days the cases are spread."""
_LEAST_LINKED = 4
"""From so many cases on, two of them are of the same perpetrator."""
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def made(folder: Path, cases: int, seed: int, now: datetime) -> dict[str, object]:
    """Makes a store of `cases` fictional cases in `folder` and gives what the command prints.

    The same seed and day give the same cases. Passphrases are drawn anew each time and lie in files beside the store: a demo
    has nothing to hide. Whatever stops it leaves the folder as it was, or else for the next demo to clear. Raises StoreExists
    when a store lies there, StoreInUse when another demo is being made there, PlaceUnfit when nothing can be written.
    """
    passphrases = {name: " ".join(secrets.SystemRandom().sample(_WORDS, 5)) for name, *_ in _PEOPLE}
    with claimed(folder, passphrases) as claim:
        vault = SealedVault(folder)
        name, full_name, initials, _ = _PEOPLE[0]
        vault.set_up(FirstRun(_UNIT, _CONTACTS, name, full_name, initials, passphrases[name]))
        claim.has_store = True
        drawer = vault.unlock(name, passphrases[name])
        assert isinstance(drawer, OpenDrawer)
        with closing(drawer):
            for name, full_name, initials, role in _PEOPLE[1:]:
                drawer.add_officer(name, full_name, initials, role, passphrases[name])
            _filled(drawer, cases, seed, now)
            attach_examples(drawer)
        _keep_passphrases(folder, passphrases)
    return {
        "store": str(folder),
        "cases": cases,
        "users": [
            {"name": name, "role": role.value, "passphrase_file": str(passphrase_file(folder, name))}
            for name, _, _, role in _PEOPLE
        ],
    }


def _keep_passphrases(folder: Path, passphrases: dict[str, str]) -> None:
    passphrase_file(folder, "").parent.mkdir(mode=0o700, exist_ok=True)
    for name, passphrase in passphrases.items():
        write_new(passphrase_file(folder, name), f"{passphrase}\n".encode())
    name, passphrase = next(iter(passphrases.items()))
    hint = tr("Opdigtede sager. Log ind som {user} med adgangssætningen: {passphrase}", user=name, passphrase=passphrase)
    write_new(folder / HINT_FILE, f"{hint}\n".encode())


def _filled(drawer: OpenDrawer, cases: int, seed: int, now: datetime) -> None:
    checklist = app.library().checklist(SOURCE_LANGUAGE, "")
    officers = tuple(officer for officer in drawer.officers() if officer.role is not Role.VISITATOR)
    afterwards = Afterwards(checklist, officers, _UNIT.authority.value, now, random.Random(f"{seed} afterwards"))  # noqa: S311
    chance, everybody = random.Random(f"{seed} after the door"), tuple(drawer.officers())  # noqa: S311
    going_on = AfterTheDoor(afterwards, everybody, now, chance, stride_of(cases, _DAYS))
    intakes = enumerate(_intakes(checklist, officers, cases, seed, now))
    made = drawer.file_many(going_on.told(cases - 1 - number, afterwards.told(number, case)) for number, case in intakes)
    keep_contacts(drawer, now)
    if len(made) >= _LEAST_LINKED:
        drawer.say_same_person(made[-2], made[-4], Whose.PERPETRATOR, True, Basis.KNOWN, SAME_MAN)


def _intakes(
    checklist: Checklist, officers: tuple[Officer, ...], cases: int, seed: int, now: datetime
) -> Iterator[FiledIntake]:
    """`cases` fictional intakes, evenly over the two years up to `now`, oldest first."""
    chance = random.Random(seed)  # noqa: S311  invented cases, not secrets
    midnight = now.astimezone(_COPENHAGEN).replace(hour=0, minute=0, second=0, microsecond=0)
    rules_version = app.library().rules(SOURCE_LANGUAGE).version
    sheet_version = {sheet.id: sheet.version for sheet in app.library().shelf(SOURCE_LANGUAGE)}
    protected = checklist.protected_ids()
    for number in range(cases):
        day = midnight - timedelta(days=_DAYS * (cases - 1 - number) // max(cases - 1, 1))
        started = (day.replace(hour=8) + timedelta(minutes=chance.randrange(8 * 60))).astimezone(now.tzinfo)
        started = min(started, now - timedelta(hours=2))
        filed_at = started + timedelta(minutes=chance.choice((9, 14, 22, 35, 70)))
        officer = chance.choice(officers)
        answers = _answers(checklist, chance, started, officer)
        found = assess(facts_from(answers))
        sheets = tuple(
            SheetGiven(sheet_id, version, chance.choice(("da", "da", "en")), 2, How.PRINTED, filed_at, officer.initials)
            for sheet_id, version in sheet_version.items()
            if chance.random() < 0.8
        )
        yield FiledIntake(
            started_at=started,
            filed_at=filed_at,
            officer_id=officer.id,
            checklist_version=checklist.version,
            rules_version=rules_version,
            answers=tuple((answer, checklist.question(key).compartment) for key, answer in answers.items()),
            assessment=found,
            public=without_protected(found, protected),
            confirmation=Confirmation(found.urgency),
            sheets=sheets,
        )


def _answers(checklist: Checklist, chance: random.Random, at: datetime, officer: Officer) -> dict[str, Answer]:
    plot = chance.choice(PLOTS)
    values: dict[str, object] = {question_id: chance.choice(choices) for question_id, choices in plot.items()}
    values |= {
        "received_how": "desk",
        "victim_name": _name(chance),
        "source_known": "yes",
        "source_name": _name(chance),
        "safe_phone": f"+45000{chance.randrange(100, 99999):05d}",
        "example_1": chance.choice(EXAMPLES),
        "latest_incident": (at - timedelta(days=chance.randrange(5))).date().isoformat(),
        "share_with": chance.choice((["visitator"], ["visitator", "police"], [])),
        "told_other_party_may_see": True,
        "next_step_1": chance.choice(NEXT_STEPS),
        "contact_person": {"name": _CONTACTS[0].name, "relation": "visitator", "phone": _CONTACTS[0].phone},
        "journalised": chance.choice(("yes", "no")),
    }
    today = at.astimezone(_COPENHAGEN).date()
    return {
        question_id: parsed(checklist.question(question_id), value, at, officer.initials, today)
        for question_id, value in values.items()
    }


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
