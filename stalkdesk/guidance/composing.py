"""A sheet of the shelf made into a page: the parts of its content, filled in with what belongs to one case.

What is filled in is a `SheetSetting`, and that holds only what may lie on a kitchen table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from stalkdesk.guidance import forms
from stalkdesk.guidance.beside import part_beside, title_beside
from stalkdesk.guidance.blocks import (
    Block,
    Callout,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    PrintSize,
    QrCode,
    Table,
    Tone,
)
from stalkdesk.guidance.public_addresses import figure_of, refuse_others
from stalkdesk.guidance.sheet_setting import SheetSetting, letterhead, on_paper
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart
from stalkdesk.guidance.variants import Variant, card, entry_of
from stalkdesk.intake.conditions import holds
from stalkdesk.language import SOURCE_LANGUAGE

OWN_WORDS: Final = "OWN"
"""The source of a sentence that is our own practical wording and claims nothing; not named on paper."""

_OWN_USE_OF_TEXT: Final = ("sharing", "log_table", "log_example")
_STEPS: Final = 3
_TONES: Final = {"danger": Tone.DANGER, "advice": Tone.ADVICE, "note": Tone.NOTE}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same sheet in another language, to stand beside: with the words and agencies of that language."""

    sheet: GuidanceSheet
    words: Mapping[str, str]
    agencies: tuple[Agency, ...]


def composed(
    sheet: GuidanceSheet,
    setting: SheetSetting,
    variant: Variant = Variant.STANDARD,
    beside: OtherLanguage | None = None,
) -> Document:
    """The page that the victim takes home, or the card.

    The title in the file's metadata is always the neutral one. A card has one language. Raises ValueError when a figure for
    telephones would hold anything but a public address or number.
    """
    footer = _footer(sheet, setting, beside if variant is not Variant.CARD else None)
    if variant is Variant.CARD:
        return card(sheet, setting, footer)
    blocks = tuple(_blocks(sheet, setting, variant, beside))
    refuse_others((block for block in blocks if isinstance(block, QrCode)), setting.agencies)
    return Document(
        title=sheet.neutral_title,
        language=sheet.language,
        blocks=blocks,
        letterhead=() if variant.is_neutral else letterhead(setting.unit),
        footer=footer,
        landscape=sheet.landscape,
        size=PrintSize.LARGE if variant is Variant.LARGE else PrintSize.STANDARD,
    )


def _blocks(sheet: GuidanceSheet, setting: SheetSetting, variant: Variant, beside: OtherLanguage | None) -> Iterator[Block]:
    own = _Page(sheet, setting, variant)
    if beside is None:
        yield own.title()
        for part in own.parts():
            yield from own.blocks(part)
        return
    other = _Page(beside.sheet, replace(setting, words=beside.words, agencies=beside.agencies), variant)
    yield from title_beside(own.title(), other.title(), beside.sheet.language)
    others = {part.key: part for part in beside.sheet.parts}
    for part in own.parts():
        twin = other.blocks(others[part.key]) if part.key in others else ()
        yield from part_beside(part.kind, tuple(own.blocks(part)), tuple(twin), beside.sheet.language)


def _footer(sheet: GuidanceSheet, setting: SheetSetting, beside: OtherLanguage | None) -> str:
    """Version and date; on a receipt the journal's last line too: a number and an HMAC, which say nothing of the case. And,
    in its own language, that no translator has reviewed the text yet."""
    words = setting.words
    footer = words["footer"].format(version=sheet.version, date=on_paper(setting.on.isoformat(), words))
    is_receipt = any(part.kind == "receipt_fields" for part in sheet.parts)
    if is_receipt and setting.journal_mark:
        footer = words["footer_marked"].format(footer=footer, mark=setting.journal_mark)
    unreviewed = [words["not_reviewed"]] if sheet.needs_translator else []
    if beside is not None and beside.sheet.needs_translator:
        unreviewed.append(beside.words["not_reviewed"])
    return " · ".join((footer, *unreviewed))


def _is_wanted(part: SheetPart, setting: SheetSetting) -> bool:
    entries = [code for code in (part.entry, part.if_filled) if code]
    if any(not setting.local.get(code, "").strip() for code in entries):
        return False
    return not part.only_if or any(holds(condition, setting.answers, setting.derived) for condition in part.only_if)


class _Page:
    """The parts of one sheet as blocks, for one setting."""

    def __init__(self, sheet: GuidanceSheet, setting: SheetSetting, variant: Variant) -> None:
        self._sheet = sheet
        self._setting = setting
        self._is_neutral = variant.is_neutral
        self._words = setting.words
        self._in_danish: str | None = None
        self._filled: dict[str, Callable[[SheetPart], Iterator[Block]]] = {
            "items": self._items,
            "numbered": self._items,
            "boxes": self._items,
            "lines": self._lines,
            "contacts": self._contacts,
            "contact_persons": self._contact_persons,
            "next_steps": self._next_steps,
            "receipt_fields": lambda _: iter((forms.receipt_fields(setting, self._is_neutral),)),
            "sharing": self._sharing,
            "log_table": lambda part: _in(part, forms.log_form(part)),
            "log_example": lambda part: _in(part, forms.log_example(part)),
            "known_incidents": self._known_incidents,
            "guided_points": lambda part: _in(part, forms.guided_points(part, setting)),
            "evidence_table": self._evidence,
            "person_lines": lambda part: iter((forms.person_lines(part, setting),)),
            "signature": lambda _: iter((forms.signature(setting),)),
            "local": self._local,
            "qr": self._figures,
            "sources": self._sources,
        }

    def title(self) -> Heading:
        """The title of the page."""
        which = "neutral_title" if self._is_neutral else "title"
        text = self._sheet.neutral_title if self._is_neutral else self._sheet.title
        return Heading(text, 1, SOURCE_LANGUAGE if which in self._sheet.missing else None)

    def parts(self) -> tuple[SheetPart, ...]:
        """The parts that this setting calls for, each with the mark above it when it is the first of a run in Danish."""
        return tuple(part for part in self._sheet.parts if _is_wanted(part, self._setting))

    def blocks(self, part: SheetPart) -> Iterator[Block]:
        """A part in blocks; one that is not translated has a mark above it, unless the part before it was not either."""
        if part.language is not None and self._in_danish is None:
            yield Paragraph(self._words["in_danish"], small=True)
        self._in_danish = part.key if part.language is not None else None
        yield from self._said(part)

    def _said(self, part: SheetPart) -> Iterator[Block]:
        """Its title as a heading, its text, then what its kind makes of the rest."""
        if part.kind == "page_break":
            yield PageBreak()
        elif part.kind == "heading":
            yield Heading(part.text, language=part.language)
        elif part.kind in _TONES:
            yield Callout(part.title, part.text, _TONES[part.kind], part.language)
        else:
            if part.title:
                yield Heading(part.title, language=part.language)
            if part.text and part.kind not in _OWN_USE_OF_TEXT:
                yield Paragraph(part.text, language=part.language)
            if part.kind != "paragraph":
                yield from self._filled[part.kind](part)

    def _items(self, part: SheetPart) -> Iterator[Block]:
        yield Items(part.items, part.kind == "numbered", part.kind == "boxes", part.language)

    def _lines(self, part: SheetPart) -> Iterator[Block]:
        yield Fields(tuple((label, "") for label in part.items), language=part.language)

    def _contacts(self, part: SheetPart) -> Iterator[Block]:
        """The helplines that were named; one whose number is not verified, or that has none, is never printed."""
        by_id = {agency.id: agency for agency in self._setting.agencies if agency.printable and agency.phone}
        found = tuple(by_id[agency_id] for agency_id in part.items if agency_id in by_id)
        if found:
            yield PhoneList(tuple(entry_of(agency, self._words, self._is_neutral) for agency in found))

    def _figures(self, part: SheetPart) -> Iterator[Block]:
        by_id = {agency.id: agency for agency in self._setting.agencies}
        for agency in (by_id[agency_id] for agency_id in part.items if agency_id in by_id):
            name = entry_of(agency, self._words, self._is_neutral)[0]
            figure = figure_of(agency, name, self._is_neutral)
            if figure is not None:
                yield figure

    def _contact_persons(self, part: SheetPart) -> Iterator[Block]:
        setting, words = self._setting, self._words
        pairs = [(words["contact_person"], setting.contact_person.line())]
        if setting.deputy.name:
            pairs.append((words["deputy"], setting.deputy.line()))
        yield Fields(tuple(pairs))

    def _next_steps(self, part: SheetPart) -> Iterator[Block]:
        """What was agreed stands as the officer wrote it: in Danish, whatever the sheet is in."""
        setting, words = self._setting, self._words
        if setting.next_steps:
            written_in = None if self._sheet.is_source else SOURCE_LANGUAGE
            yield Items(setting.next_steps, numbered=True, language=written_in)
        else:
            yield Fields(tuple((words["step"].format(number=number), "") for number in range(1, _STEPS + 1)))
        if setting.follow_up_on:
            yield Paragraph(words["follow_up"].format(date=on_paper(setting.follow_up_on, words)))

    def _evidence(self, part: SheetPart) -> Iterator[Block]:
        """The table, and below it every digit of the codes, in small."""
        yield forms.evidence_table(self._setting, self._is_neutral)
        codes = forms.whole_codes(self._setting)
        if codes is not None:
            yield Paragraph(self._words["item_full_code"], small=True)
            yield codes

    def _sharing(self, part: SheetPart) -> Iterator[Block]:
        """What was agreed on sharing, then `text`: how to take it back."""
        share_with, words = self._setting.share_with, self._words
        if share_with is None:
            yield Fields(((words["share_open"], ""),))
        elif share_with:
            names = self._sheet.language.list_comma.join(words[f"share_{whom}"] for whom in share_with)
            yield Paragraph(words["share_named"].format(names=names))
        else:
            yield Paragraph(words["share_nobody"])
        if part.text:
            yield Paragraph(part.text, language=part.language)

    def _known_incidents(self, part: SheetPart) -> Iterator[Block]:
        """The reference above, then the log with what the case knows."""
        yield Fields(((self._words["reference"], self._setting.reference),))
        yield forms.known_incidents(self._setting)

    def _local(self, part: SheetPart) -> Iterator[Block]:
        """What the authority has filled in; a part without it was left out before."""
        yield Fields(((part.label, self._setting.local[part.entry].strip()),), language=part.language)

    def _sources(self, part: SheetPart) -> Iterator[Block]:
        """When the sources were last read, and whose they are: the publisher stands before the colon of a source's title."""
        used = [source for source in self._sheet.sources.values() if source.id != OWN_WORDS]
        if used:
            oldest = min(source.last_checked for source in used)
            publishers = dict.fromkeys(source.title.partition(":")[0] for source in used)
            read_on = on_paper(oldest.isoformat(), self._words)
            yield Paragraph(self._words["sources"].format(date=read_on, names=", ".join(publishers)), small=True)


def _in(part: SheetPart, table: Table) -> Iterator[Block]:
    yield replace(table, language=part.language)
