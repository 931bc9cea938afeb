"""The cover of a package, for the people at both ends: who hands what to whom, what is left out and why, and how to answer.

Never an address, a code, a name of the person helped, or anything else of compartment B but how she may be reached safely, and
that only where the receiver may know it.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from stalkdesk.casework.handover.handing_over import CoverFacts
from stalkdesk.casework.handover.handovers import Purpose
from stalkdesk.casework.handover.receiver_profiles import why_said
from stalkdesk.casework.sharing.consent_words import group_word, groups_said
from stalkdesk.guidance.blocks import Block, Callout, Document, Fields, Heading, Items, Paragraph, Table, Tone
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import spoken, tr

_HOME = ZoneInfo("Europe/Copenhagen")
_MEGABYTE = 1_000_000
_MOST_FILES = 40


def cover_document(facts: CoverFacts) -> Document:
    """The cover, in the language of the screen."""
    return Document(
        title=tr("Følgeseddel"),
        language=spoken(),
        blocks=(
            Heading(tr("Følgeseddel"), 1),
            Paragraph(_purpose(facts)),
            Fields(_fields(facts), compact=True),
            *_clock(facts),
            *_safety(facts),
            *_contents(facts),
            *_left_out(facts),
            *_children(facts),
            Heading(tr("Husk")),
            Items(
                (
                    tr("Den anden part kan få lov at læse i sagen. Det beskyttede ligger for sig i pakken og bliver der."),
                    tr("Brug kun oplysningerne til det, de er delt til. Del dem ikke videre uden nyt samtykke eller en regel."),
                    tr("Adressen står aldrig på papir fra skranken."),
                )
            ),
        ),
        footer=tr("Følgeseddel · sag {reference}", reference=facts.reference),
    )


def _purpose(facts: CoverFacts) -> str:
    if facts.purpose is Purpose.TRANSFER:
        return tr("Sagen overdrages. Når koden er læst tilbage, er det modtageren, der har sagen.")
    return tr("En kopi deles. Sagen bliver hos afsenderen.")


def _fields(facts: CoverFacts) -> tuple[tuple[str, str], ...]:
    found = [
        (tr("Fra"), _joined(facts.from_name, facts.from_person, shown_phone(facts.from_phone) if facts.from_phone else "")),
        (tr("Til"), _joined(facts.to_name, facts.to_person if facts.to_person != facts.to_name else "")),
        (tr("Afsenderens reference"), facts.reference),
        (tr("Lavet"), _time(facts.made_at)),
        (tr("Bygger på"), "; ".join(facts.basis_words) or tr("samtykke")),
    ]
    if facts.urgency is not None:
        found.append((tr("Hastegrad"), _urgency_words(facts.urgency)))
    return tuple(found)


def _clock(facts: CoverFacts) -> tuple[Block, ...]:
    answer = tr(
        "Åbn pakken i jeres egen StalkDesk, og ring på nummeret ovenfor. Læs de seks tegn op, som programmet viser. "
        "Vil I ikke have sagen, så afvis pakken i programmet, og ring med koden for det og grunden."
    )
    return (
        Callout(tr("Svar senest {time}", time=_time(facts.clock_until)), answer, Tone.ADVICE),
        Paragraph(
            tr("Har I ikke StalkDesk, kan pakken åbnes med ethvert program til age og jeres nøgle. Det er en zip-fil."),
            small=True,
        ),
    )


def _safety(facts: CoverFacts) -> tuple[Block, ...]:
    if not facts.safe_contact:
        unknown = tr("Ring ikke, og skriv ikke til den udsatte, før afsenderen har sagt, hvordan det kan ske sikkert.")
        return (Callout(tr("Sikker kontakt"), unknown, Tone.DANGER),)
    return (Callout(tr("Læs, før nogen ringer"), " ".join(facts.safe_contact), Tone.DANGER),)


def _contents(facts: CoverFacts) -> tuple[Block, ...]:
    counted = tr("{answers} svar, {incidents} hændelser.", answers=facts.answers, incidents=facts.incidents)
    found: list[Block] = [
        Heading(tr("Det er med")),
        Paragraph(f"{groups_said(facts.allowance.groups)}. {counted}"),
    ]
    if facts.visits:
        found.append(Paragraph(tr("Henvendelser i pakken: {count}. Hvornår og hvordan står i sagen.", count=facts.visits)))
    if facts.files:
        rows = tuple((str(number), name, _size(size)) for number, name, size in facts.files[:_MOST_FILES])
        found.append(Table((tr("Bilag"), tr("Fil"), tr("Størrelse")), rows, (1, 6, 2), numeric=(2,)))
    if len(facts.files) > _MOST_FILES:
        found.append(Paragraph(tr("Og {count} filer til.", count=len(facts.files) - _MOST_FILES)))
    return tuple(found)


def _left_out(facts: CoverFacts) -> tuple[Block, ...]:
    if not facts.allowance.left_out:
        return ()
    rows = tuple((group_word(group), why_said(why)) for group, why in facts.allowance.left_out)
    return Heading(tr("Det er ikke med")), Table((tr("Oplysninger"), tr("Hvorfor")), rows, (3, 2))


def _children(facts: CoverFacts) -> tuple[Block, ...]:
    if not facts.concerns_child:
        return ()
    text = tr(
        "Et barn er berørt. Pligten til at underrette efter barnets lov er personlig og gælder også modtageren, hvad der end "
        "er sendt og samtykket til."
    )
    if facts.parent_is_suspected:
        text += " " + tr("En forælder er den mulige udøver: skriv og ring ikke til barnet gennem den forælder.")
    return (Callout(tr("Børn"), text, Tone.NOTE),)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _time(at: datetime) -> str:
    return at.astimezone(_HOME).strftime("%d-%m-%Y %H.%M")


def _size(size: int) -> str:
    if size < _MEGABYTE:
        return tr("{size} kB", size=max(size // 1000, 1))
    return tr("{size} MB", size=size // _MEGABYTE)


def _urgency_words(urgency: Urgency) -> str:
    return {
        Urgency.ACUTE: tr("Akut"),
        Urgency.HIGH: tr("Høj"),
        Urgency.MODERATE: tr("Moderat"),
        Urgency.ROUTINE: tr("Rutine"),
    }[urgency]
