"""The papers of one case as they are made: what the answers call for, and each sheet as it was wished. For the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import persons_offered
from stalkdesk.guidance.blocks import Document, PrintSize
from stalkdesk.guidance.carrying import Way
from stalkdesk.guidance.composing import OtherLanguage, composed
from stalkdesk.guidance.filling_in import blank_setting, setting_for
from stalkdesk.guidance.offering import derived_from, offered_for, offered_when
from stalkdesk.guidance.sheet_setting import SheetSetting
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SOURCE_LANGUAGE, Language, spoken
from stalkdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sheet as it was wished."""

    sheet_id: str
    language: Language
    beside: Language | None = None
    variant: Variant = Variant.STANDARD
    is_large: bool = False
    """Also a neutral sheet can have large letters."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sheet: its content and its pages."""

    wanted: Wanted
    sheet: GuidanceSheet
    document: Document
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered for a case."""

    case: Case
    derived: Mapping[str, str]
    shelf: tuple[GuidanceSheet, ...]
    """Those that may leave the desk, in the language of the screen."""
    called_for: frozenset[str]
    why: Mapping[str, str]
    """Sheet id -> when it is offered, in words."""
    unreviewed: frozenset[Language]
    """Languages that no translator has reviewed."""


def offer_of(desk: Desk, reference: str) -> Offer:
    """Reads a case, and what its answers call for. Raises CaseUnknown, ContentBroken."""
    drawer = desk.open_drawer()
    case, profile = drawer.case(reference), drawer.unit().authority.value
    checklist = desk.checklist(spoken(), case.checklist_version)
    derived = derived_from(case, checklist, desk.now().astimezone().date(), profile)
    shelf = tuple(sheet for sheet in desk.shelf(spoken()) if sheet.leaves)
    called_for = frozenset(sheet.id for sheet in offered_for(desk.shelf(SOURCE_LANGUAGE), case, derived))
    why = {sheet.id: offered_when(sheet, checklist) for sheet in shelf}
    return Offer(case, derived, shelf, called_for, why, unreviewed(desk))


def unreviewed(desk: Desk) -> frozenset[Language]:
    """The languages in which some sheet waits for a translator. Raises ContentBroken."""
    return frozenset(language for language in Language if any(sheet.needs_translator for sheet in desk.shelf(language)))


class Making:
    """Makes the papers of one case, or blanks without one, each once."""

    def __init__(self, desk: Desk, case: Case | None = None, derived: Mapping[str, str] | None = None) -> None:
        self._desk, self._case, self._derived = desk, case, derived or {}
        self._made: dict[Wanted, Made] = {}

    def made(self, wanted: Wanted) -> Made:
        """The sheet as it was wished. Raises ContentBroken."""
        if wanted not in self._made:
            document = self.document(wanted)
            pdf = self._desk.pdf(document)
            self._made[wanted] = Made(
                wanted, self._sheet(wanted.sheet_id, wanted.language), document, pdf, self._desk.page_count(pdf)
            )
        return self._made[wanted]

    def document(self, wanted: Wanted) -> Document:
        """Its content."""
        sheet = self._sheet(wanted.sheet_id, wanted.language)
        beside = self._beside(wanted)
        document = composed(sheet, self._setting(wanted.language), wanted.variant, beside)
        is_large = wanted.is_large and wanted.variant is not Variant.CARD
        return replace(document, size=PrintSize.LARGE) if is_large else document

    def _beside(self, wanted: Wanted) -> OtherLanguage | None:
        other = wanted.beside
        if other is None or other is wanted.language or wanted.variant is Variant.CARD:
            return None
        return OtherLanguage(self._sheet(wanted.sheet_id, other), self._desk.words(other), self._desk.agencies(other))

    def _setting(self, language: Language) -> SheetSetting:
        desk, drawer = self._desk, self._desk.open_drawer()
        unit, contacts, agencies = drawer.unit(), persons_offered(drawer), desk.agencies(language)
        around = (unit, contacts, agencies, desk.words(language), desk.now(), desk.local(language))
        if self._case is None:
            return blank_setting(*around)
        setting = setting_for(self._case, *around)
        return replace(setting, journal_mark=drawer.journal_mark(), derived=self._derived)

    def _sheet(self, sheet_id: str, language: Language) -> GuidanceSheet:
        return next(sheet for sheet in self._desk.shelf(language) if sheet.id == sheet_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was to be made when it was asked for: another case, answer or tick since then, and it is not used."""

    making: Making
    reference: str
    way: Way | None
    wanted: tuple[Wanted, ...]

    def made(self) -> tuple[Made, ...]:
        """Every sheet. For the worker. Raises ContentBroken."""
        return tuple(self.making.made(one) for one in self.wanted)
