"""A letter as it is made: read, held against what is consented to, composed, and its pages. For the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import Contact
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.sharing.consent_words import groups_said
from stalkdesk.casework.support.safe_contact import may_send_letters
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.letters import Letter, LetterFilling, composed_letter, covered, named_in
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer
from stalkdesk.language import Language, tr
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """A letter as it is wished."""

    letter_id: str
    language: Language
    receiver: Contact | None = None
    receiver_name: str = ""
    """Where the receiver stands in no register: which doctor, which school."""
    own_words: str = ""
    is_neutral: bool = False
    has_envelope: bool = False

    @property
    def receiver_lines(self) -> tuple[str, ...]:
        """Whom it is to, a line each."""
        if self.receiver is None:
            return tuple(line.strip() for line in self.receiver_name.split(",") if line.strip())
        card = self.receiver.card
        lines = (card.name, card.organisation, *card.address.replace(",", "\n").split("\n"))
        return tuple(line.strip() for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class LetterSetting:
    """What a letter is made from: the case with both compartments, as it was opened."""

    case: Case
    answers: Mapping[str, Answer]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a letter may not be made: a sentence that says what to do."""

    sentence: str
    is_about_consent: bool = False
    """Whether it is done in the part of the case about consent."""


def stop_of(letter: Letter, setting: LetterSetting, desk: Desk, receiver: Contact | None) -> Stop | None:
    """Why the letter may not be made; None when it may."""
    if letter.is_to_victim:
        if may_send_letters(setting.answers):
            return None
        return Stop(
            tr("Der må ikke sendes breve til den udsatte. Giv det mundtligt, eller aftal noget andet ved næste samtale.")
        )
    found = covered(letter, setting.entries, day_in_denmark(desk.now()), receiver.id if receiver is not None else "")
    if found is None or found.is_whole:
        return None
    if found.withheld:
        held = groups_said(found.withheld)
        sentence = tr("Det her holdes tilbage fra modtageren: {groups}. Brevet kan ikke laves.", groups=held)
    else:
        what = groups_said(found.missing)
        sentence = tr("Der mangler samtykke til at fortælle modtageren: {groups}. Notér det under Samtykke først.", groups=what)
    return Stop(sentence, is_about_consent=True)


def letter_in(desk: Desk, letter_id: str, language: Language) -> Letter:
    """The letter in that language."""
    return next(letter for letter in desk.letters(language) if letter.id == letter_id)


def made_letter(desk: Desk, setting: LetterSetting, wanted: LetterWanted) -> Paper:
    """The finished letter and its line in the case, not kept yet. Raises ContentBroken."""
    drawer, language = desk.open_drawer(), wanted.language
    letter = letter_in(desk, wanted.letter_id, language)
    around = (drawer.unit(), drawer.contacts(), desk.agencies(language), desk.words(language), desk.now(), desk.local(language))
    person, born = named_in(letter, setting.answers)
    filling = LetterFilling(wanted.receiver_lines, person, born, wanted.own_words, wanted.is_neutral, wanted.has_envelope)
    document = composed_letter(letter, setting_for(setting.case, *around), filling)
    pdf = desk.pdf(document)
    variant = Variant.NEUTRAL if wanted.is_neutral else Variant.STANDARD
    given = SheetGiven(
        letter.id,
        letter.sheet.version,
        language.value,
        desk.page_count(pdf),
        How.WAITING,
        desk.now(),
        drawer.officer.initials,
        variant.value,
    )
    return Paper(given, document, pdf)
