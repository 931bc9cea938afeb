"""The variants of a sheet: as it is, in large print, neutral for one whose papers are seen by others, or a card for the purse.

The card and the neutral sheet never name an agency whose name would tell what the paper is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from stalkdesk.guidance.blocks import Block, Document, Fields, Form, Heading, PhoneList
from stalkdesk.guidance.sheet_setting import SheetSetting, on_paper
from stalkdesk.guidance.sheets import Agency, GuidanceSheet

MOST_NUMBERS: Final = 4
"""So many telephone numbers are on a card at most."""
_FIRST_ON_CARD: Final = ("alarm", "police")


class Variant(StrEnum):
    """How a sheet is made."""

    STANDARD = "standard"
    LARGE = "large"
    NEUTRAL = "neutral"
    CARD = "card"

    @property
    def is_neutral(self) -> bool:
        """Whether it gives away neither unit nor matter."""
        return self in (Variant.NEUTRAL, Variant.CARD)


def entry_of(agency: Agency, words: Mapping[str, str], is_neutral: bool) -> tuple[str, str, str]:
    """Name, number and note of an agency. A neutral one has no note, and the word for any agency when it has no other name."""
    if is_neutral:
        return (agency.neutral_name or words["neutral_agency"], agency.phone, agency.hours)
    return (agency.name, agency.phone, " · ".join(text for text in (agency.note, agency.hours) if text))


def card(sheet: GuidanceSheet, setting: SheetSetting, footer: str) -> Document:
    """The card: who to call, the next talk, the reference, and at most four numbers."""
    return Document(
        title=sheet.neutral_title,
        language=sheet.language,
        blocks=tuple(_card_blocks(sheet, setting)),
        footer=footer,
        form=Form.CARD,
    )


def _card_blocks(sheet: GuidanceSheet, setting: SheetSetting) -> Iterator[Block]:
    words = setting.words
    yield Heading(words["card_title"], 1)
    pairs = [(words["contact_person"], setting.contact_person.line())]
    if setting.deputy.name:
        pairs.append((words["deputy"], setting.deputy.line()))
    next_talk = on_paper(setting.follow_up_on, words) if setting.follow_up_on else ""
    pairs += [(words["card_next"], next_talk), (words["card_reference"], setting.reference)]
    yield Fields(tuple(pairs), compact=True)
    numbers = _numbers(sheet, setting.agencies)
    if numbers:
        yield PhoneList(tuple(entry_of(agency, words, is_neutral=True) for agency in numbers))


def _numbers(sheet: GuidanceSheet, agencies: Sequence[Agency]) -> tuple[Agency, ...]:
    """Danger and the police first, then those that the sheet names, as long as there is room."""
    named = (agency_id for part in sheet.parts if part.kind == "contacts" for agency_id in part.items)
    by_id = {agency.id: agency for agency in agencies if agency.printable and agency.phone}
    found = (by_id[agency_id] for agency_id in dict.fromkeys((*_FIRST_ON_CARD, *named)) if agency_id in by_id)
    return tuple(found)[:MOST_NUMBERS]
