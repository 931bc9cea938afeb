"""The shift-change sheet on paper: references and initials only, no names and no addresses, for it lies on a desk."""

from __future__ import annotations

from collections.abc import Iterator

from stalkdesk.casework.contacts.opening_hours import HOME
from stalkdesk.casework.support.shift import ShiftLine, ShiftPart, ShiftSheet
from stalkdesk.guidance.blocks import Block, Document, Heading, Paragraph, Table
from stalkdesk.guidance.due_words import due_word, level_word, when_word
from stalkdesk.language import spoken, tr

_WIDTHS = (0.2, 0.36, 0.3, 0.14)


def shift_document(sheet: ShiftSheet) -> Document:
    """The sheet in the language of the screen: officers read it. Its title tells nothing."""
    made = tr(
        "Lavet {date} kl. {time} af {by}. Kun sagsnumre og initialer.",
        date=sheet.made_at.astimezone(HOME).strftime("%d-%m-%Y"),
        time=sheet.made_at.astimezone(HOME).strftime("%H.%M"),
        by=sheet.made_by,
    )
    return Document(
        title=tr("Vagtskifte"),
        language=spoken(),
        blocks=(Heading(tr("Vagtskifte"), 1), Paragraph(made), *_parts(sheet)),
        footer=tr("Vagtskifte · makuleres, når vagten er slut"),
    )


def part_word(part: ShiftPart) -> str:
    """What stands over a part."""
    return {
        ShiftPart.UNACKNOWLEDGED: tr("Pakker uden kvittering"),
        ShiftPart.CALLS: tr("Opkald og opfølgning til og med næste arbejdsdag"),
        ShiftPart.CLOCKS: tr("Tider, der løber"),
        ShiftPart.DRAFTS: tr("Åbne kladder"),
        ShiftPart.SHEETS: tr("Ark, der venter på print"),
    }[part]


def _parts(sheet: ShiftSheet) -> Iterator[Block]:
    if sheet.is_empty:
        yield Paragraph(tr("Der er ikke noget, der står åbent."))
        return
    for part, lines in sheet.parts.items():
        yield Heading(part_word(part))
        if lines:
            yield Table(_header(part), tuple(_row(line, sheet) for line in lines), _WIDTHS)
        else:
            yield Paragraph(tr("Der er ingen."))


def _header(part: ShiftPart) -> tuple[str, ...]:
    when = tr("Siden") if part in (ShiftPart.DRAFTS, ShiftPart.SHEETS) else tr("Hvornår")
    return (tr("Sag"), tr("Hvad"), when, tr("Af"))


def _row(line: ShiftLine, sheet: ShiftSheet) -> tuple[str, ...]:
    when = when_word(line.at, sheet.made_at)
    return (line.reference, _what(line), tr("{when}, overskredet", when=when) if line.is_overdue else when, line.by)


def _what(line: ShiftLine) -> str:
    what = due_word(line.kind) if line.kind is not None else tr("Venter")
    level = level_word(line.urgency) if line.urgency is not None and line.kind is not None else ""
    return f"{what} · {level}" if level else what
