"""Two desks on one machine, police and municipality, that have compared their fingerprints, and a case at the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from stalkdesk import app
from stalkdesk.casework.contacts.contact_register import ContactCard, ContactKind, Function, Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.handover.desks import card_text
from stalkdesk.casework.handover.handing_over import CoverFacts, HandoverContent, PackageRequest, PreparedPackage
from stalkdesk.casework.handover.handovers import Purpose, Way
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven
from stalkdesk.commands import paper_form
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import AT, FIRST, PASSPHRASE

FORM = {
    "danger_now": "no",
    "threats": "yes",
    "threat_words": "Han skrev, at hun ville fortryde det.",
    "victim_name": "Ærlig Øprøve",
    "victim_address": "Opdigtet Plads, 0000 Ingensteds",
    "safe_phone": "+4500000099",
    "safe_hours": "hverdage 9-11",
    "may_leave_message": "no",
    "code_word": "pileblad",
    "source_name": "Bo Gammeltnavn",
    "relationship": "ex_partner",
    "incidents_total": 5,
    "acts": ["COMM"],
    "impact": "fear",
    "unwanted": "explicit",
    "directed_at_person": "yes",
    "same_source": "yes",
    "latest_incident": "2026-11-18",
    "victim_suicidal": "no",
    "needs": ["locks", "doctor"],
}
COVER = b"%PDF-1.7\n% opdigtet\n"


@dataclass(frozen=True, slots=True)
class Two:
    """Both drawers, open, and the id each desk has."""

    police: OpenDrawer
    municipality: OpenDrawer
    police_id: str
    municipality_id: str
    folder: Path
    """Where packages are put."""

    def content(self, drawer: OpenDrawer) -> HandoverContent:
        """What that desk reads packages with."""
        return app.handover_content(drawer)


def made(folder: Path) -> None:
    """Two stores in `folder`, set up and closed; each knows the other."""
    founded(folder)
    with opened(folder) as two:
        introduced(two.police, two.municipality)


def founded(folder: Path) -> None:
    """Two stores in `folder`, set up and closed, that know nobody."""
    for name, unit in (
        ("police", Unit(Authority.POLICE, "Prøvepolitiet", ("Opdigtet Plads",), "+4500000001")),
        ("municipality", Unit(Authority.MUNICIPALITY, "Prøvekommunen", ("Opdigtet Plads",), "+4500000002")),
    ):
        SealedVault(folder / name, calibrate=False).set_up(replace(FIRST, unit=unit))


@contextmanager
def opened(folder: Path) -> Iterator[Two]:
    """Both stores, open."""
    drawers = []
    for name in ("police", "municipality"):
        drawer = SealedVault(folder / name).unlock("Søren", PASSPHRASE)
        assert isinstance(drawer, OpenDrawer)
        drawers.append(drawer)
    police, municipality = drawers
    out = folder / "packages"
    out.mkdir(exist_ok=True)
    try:
        ids = police.desk_card().desk_id, municipality.desk_card().desk_id
        yield Two(police, municipality, *ids, out)
    finally:
        for drawer in drawers:
            drawer.close()


def introduced(one: OpenDrawer, other: OpenDrawer) -> tuple[str, str]:
    """Each desk gets the other's card as a file, and compares the fingerprint by telephone."""
    cards = one.desk_card(), other.desk_card()
    for drawer, card in ((one, cards[1]), (other, cards[0])):
        read = drawer.read_desk_card(card_text(card).encode())
        drawer.keep_desk(read, card.fingerprint, "Kirsten Kontakt, +4500000001")
    return cards[0].desk_id, cards[1].desk_id


def visitator_sits_there(drawer: OpenDrawer, other: OpenDrawer) -> None:
    """At the other desk it is a visitator of the register who gets what goes there."""
    vera = ContactCard(
        ContactKind.PERSON, "Vera Visitprøve", Function.VISITATOR, "+4500000011", "Prøvedesk", receiver=Receiver.VISITATOR
    )
    drawer.keep_in_register([NewLine(RegisterKind.CONTACT, "vera", vera)])
    card = other.desk_card()
    drawer.keep_desk(card, card.fingerprint, "Vera Visitprøve", "vera")


def filed(drawer: OpenDrawer, form: dict[str, object] | None = None) -> str:
    """A case; gives its reference."""
    return paper_form.filed(drawer, app.library(), {**FORM, **(form or {})}, AT).reference


def consented(drawer: OpenDrawer, reference: str, receiver: Receiver, groups: Sequence[Group] = tuple(Group)) -> None:
    """She has said yes to that."""
    said = Consent(receiver, tuple(groups), "Så de kan hjælpe", date(2026, 11, 22), HowGiven.SIGNED)
    drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, said)])


def request(desk_id: str, receiver: Receiver, purpose: Purpose = Purpose.TRANSFER, **more: object) -> PackageRequest:
    """What is asked for."""
    return PackageRequest(purpose, desk_id, receiver, **more)  # type: ignore[arg-type]


def draw(_facts: CoverFacts) -> bytes:
    """A cover that takes no time."""
    return COVER


def sent(
    two: Two, reference: str, purpose: Purpose = Purpose.TRANSFER, name: str = "pakke.age", attachments: tuple[int, ...] = ()
) -> PreparedPackage:
    """A package from the police to the municipality, prepared and handed over."""
    asked = request(two.municipality_id, Receiver.MUNICIPALITY, purpose, attachments=attachments)
    made_ = two.police.prepare_package(reference, asked, two.content(two.police), two.folder / name, draw)
    two.police.note_handed_over(reference, made_.number, Way.USB)
    return made_


def sent_back(two: Two, reference: str, purpose: Purpose = Purpose.TRANSFER, name: str = "retur.age") -> PreparedPackage:
    """A package from the municipality to the police."""
    asked = request(two.police_id, Receiver.POLICE, purpose)
    made_ = two.municipality.prepare_package(reference, asked, two.content(two.municipality), two.folder / name, draw)
    two.municipality.note_handed_over(reference, made_.number, Way.IN_PERSON)
    return made_


def whole(pair: Two) -> bool:
    """Both stores find nothing wrong with themselves."""
    return pair.police.faults() == () and pair.municipality.faults() == ()
