"""The recovery sheet: the paper that opens the store when passphrases or the key file are lost. Printed once, at set-up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import Callout, Document, Fields, Heading, Items, PageBreak, Paragraph, PhoneList, Tone
from stalkdesk.language import spoken, tr

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def recovery_document(sheet: RecoverySheet, unit: Unit) -> Document:
    """The recovery sheet as two pages, in the language of the screen: the supervisor reads it, no victim does.

    The key on the first page, the slot that it opens on the second. Nothing on it tells where the unit is.
    """
    made_on = sheet.made_at.astimezone(_COPENHAGEN).strftime("%d-%m-%Y")
    groups = tuple((tr("Gruppe {number}", number=number), group, "") for number, group in enumerate(sheet.key_groups, 1))
    return Document(
        title=tr("Genskabelsesark"),
        language=spoken(),
        blocks=(
            Heading(tr("Genskabelsesark"), 1),
            Callout(
                tr("Pas på dette ark"),
                tr("Med arket og sagsskabet kan alle sager læses. Fotografér det ikke, og gem det ikke på en computer."),
                Tone.DANGER,
            ),
            Fields(((tr("Enhed"), unit.name), (tr("Sagsskabets id"), sheet.store_id), (tr("Lavet"), made_on))),
            Heading(tr("Nøglen")),
            PhoneList(groups),
            Heading(tr("Sådan bruger du arket")),
            Items(
                (
                    tr("Læg det i en lukket kuvert i et pengeskab. Skriv dato og to navne hen over lukningen."),
                    tr("Opbevar det et andet sted end computeren og sikkerhedskopierne."),
                    tr("Er alle adgangssætninger glemt? Vælg »Brug genskabelsesnøgle« på låseskærmen, og skriv grupperne."),
                    tr("Er et tegn skrevet forkert, siger programmet, hvilken gruppe det står i."),
                    tr("Kan andre have set arket? Sig det straks til lederen og til den, der passer jeres it."),
                ),
                numbered=True,
            ),
            PageBreak(),
            Heading(tr("Kun hvis nøglefilen er væk")),
            Paragraph(tr("Skriv først nøglens grupper, og derefter grupperne her, i samme felt og i samme rækkefølge.")),
            Fields(_slot_lines(sheet)),
        ),
        footer=tr("Genskabelsesark · lavet {date}", date=made_on),
    )


def _slot_lines(sheet: RecoverySheet) -> tuple[tuple[str, str], ...]:
    """The slot line by line, each with the number of its first group, counted on from the key."""
    lines = []
    number = len(sheet.key_groups) + 1
    for line in sheet.slot.splitlines():
        lines.append((tr("Fra gruppe {number}", number=number), line))
        number += len(line.split())
    return tuple(lines)
