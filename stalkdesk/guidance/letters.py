"""Letters and referrals that the desk writes: content of `resources/letters/`, filled in with no more than the receiver needs.

A letter goes to one receiver, and only what a consent (or a rule) covers goes with it. Of compartment B nothing but a name and
a birth date has a place in it: never where she lives, works or goes to school, nor a number to reach her.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.sharing.consents import Covered, Group, covers
from stalkdesk.guidance.blocks import Block, Document, Fields, Heading, PageBreak, Paragraph
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.sheet_setting import SheetSetting, on_paper
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState, DateValue

MOST_OWN_WORDS = 1500
"""Characters of what the desk adds itself: a letter is no case file."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in one language."""

    sheet: GuidanceSheet
    """Its words, as those of any sheet: version, sources, when they were checked."""
    receiver: Receiver | None
    """Who it is for; None: the victim."""
    groups: tuple[Group, ...]
    """What it tells, and so what must be covered."""
    needs: tuple[str, ...]
    """The needs of a plan that it serves."""

    @property
    def id(self) -> str:
        """As the case keeps it."""
        return self.sheet.id

    @property
    def is_to_victim(self) -> bool:
        """Whether it goes to the person herself: then it asks whether letters may be sent at all."""
        return self.receiver is None


@dataclass(frozen=True, slots=True)
class LetterFilling:
    """What one letter is filled in with."""

    receiver_lines: tuple[str, ...]
    """Whom it is to: name, organisation, address, a line each."""
    person: str = ""
    """Whom it is about; empty in a letter to herself, or where nothing covers her name."""
    born: str = ""
    own_words: str = ""
    """What the desk adds, in the language it was typed in."""
    is_neutral: bool = False
    has_envelope: bool = False
    """Whether a page with the address goes along, for an envelope."""


def covered(letter: Letter, entries: Sequence[Entry], today: date, receiver_id: str = "") -> Covered | None:
    """What of the letter may be told to its receiver today; None for a letter to the victim, who needs no consent."""
    if letter.receiver is None:
        return None
    return covers(entries, letter.receiver, letter.groups, today, receiver_id)


def named_in(letter: Letter, answers: Mapping[str, Answer]) -> tuple[str, str]:
    """Name and birth date for a letter that tells who it is about; both empty for any other."""
    if Group.IDENTITY not in letter.groups:
        return "", ""
    name, born = _given(answers, "victim_name"), _given(answers, "victim_birth_date")
    shown = "-".join(reversed(born.date.split("-"))) if isinstance(born, DateValue) else ""
    return name if isinstance(name, str) else "", shown


def letters_for(letters: Collection[Letter], needs: Collection[str]) -> tuple[Letter, ...]:
    """All letters, those that serve one of the needs first."""
    wanted = set(needs)
    return tuple(sorted(letters, key=lambda letter: not wanted & set(letter.needs)))


def composed_letter(letter: Letter, setting: SheetSetting, filling: LetterFilling) -> Document:
    """The letter as a page. Neutral: no letterhead, a heading that gives nothing away. The title of the file never does."""
    variant = Variant.NEUTRAL if filling.is_neutral else Variant.STANDARD
    base = composed(letter.sheet, setting, variant)
    title, *parts = base.blocks
    blocks: list[Block] = [*_head(setting, filling), title, *_about(setting, filling), *parts[:1]]
    if filling.own_words:
        blocks += [Paragraph(line) for line in filling.own_words.split("\n") if line.strip()]
    blocks += [*parts[1:], Fields(((setting.words["sign_date"], ""), (setting.words["sign_name"], setting.officer_name)))]
    if filling.has_envelope:
        blocks += [PageBreak(), *_envelope(setting, filling)]
    return replace(base, blocks=tuple(blocks))


def _head(setting: SheetSetting, filling: LetterFilling) -> Iterator[Block]:
    words = setting.words
    yield from (Paragraph(line) for line in filling.receiver_lines)
    day = on_paper(setting.on.isoformat(), words)
    yield Fields(((words["date"], day), (words["reference"], setting.reference)), compact=True)


def _about(setting: SheetSetting, filling: LetterFilling) -> Iterator[Block]:
    if filling.person or filling.born:
        words = setting.words
        yield Fields(((words["person_name"], filling.person), (words["person_born"], filling.born)))


def _envelope(setting: SheetSetting, filling: LetterFilling) -> Iterator[Block]:
    """The address alone, and where it comes back to: without the name of the unit when it is neutral."""
    sender = setting.unit.address_lines if filling.is_neutral else (setting.unit.name, *setting.unit.address_lines)
    yield from (Paragraph(line, small=True) for line in sender)
    yield from (Heading(line, 3) for line in filling.receiver_lines)


def _given(answers: Mapping[str, Answer], question_id: str) -> object:
    answer = answers.get(question_id)
    return answer.value if answer is not None and answer.state is AnswerState.GIVEN else None
