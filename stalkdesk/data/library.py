"""The library: everything the desk says, read out of `resources/` and checked, as the desk's own values.

A translation is laid over the Danish source; what it lacks is said in Danish and listed by `untranslated`. A broken file is
ContentBroken, naming file and line. What was read is kept for the life of the library: content changes with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from stalkdesk.data.library_checklist import read_checklist, read_current
from stalkdesk.data.library_contacts import read_agencies, read_sources
from stalkdesk.data.library_files import read_content
from stalkdesk.data.library_knowledge import Knowledge, read_knowledge
from stalkdesk.data.library_legal_bases import legal_basis_faults, overdue_bases, read_legal_bases
from stalkdesk.data.library_letters import letter_names, read_letter
from stalkdesk.data.library_rules import current_rules, read_rules
from stalkdesk.data.library_sheets import read_sheet, read_words, sheet_names
from stalkdesk.data.library_vignettes import read_training_words, read_vignette, vignette_names
from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.legal_bases import LegalBasis
from stalkdesk.guidance.letters import Letter
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, Source
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.intake.wording import in_windows
from stalkdesk.knowledge.handbook import Handbook, handbook_of
from stalkdesk.language import SCREEN_LANGUAGES, SOURCE_LANGUAGE, Language
from stalkdesk.training.vignettes import TrainingWords, Vignette

if TYPE_CHECKING:
    from stalkdesk.casework.contacts.contact_register import Receiver
    from stalkdesk.casework.handover.handover_clock import Clock
    from stalkdesk.casework.handover.receiver_profiles import Profile

_Key = TypeVar("_Key")
_Read = TypeVar("_Read")
_Untranslated = tuple[str, ...]


class _Kept(Generic[_Key, _Read]):
    """A reader that reads each thing once. From two threads at once it may read twice, with the same result."""

    def __init__(self, read: Callable[[_Key], _Read]):
        self._read = read
        self._kept: dict[_Key, _Read] = {}

    def __call__(self, key: _Key) -> _Read:
        if key not in self._kept:
            self._kept[key] = self._read(key)
        return self._kept[key]


class Library:
    """The content in the folder `resources`. Reads nothing before it is asked; may be asked from any thread."""

    def __init__(self, resources: Path):
        self._resources = resources
        self._current = _Kept[str, str](self._read_current)
        self._checklists = _Kept[tuple[Language, str], tuple[Checklist, _Untranslated]](
            lambda key: read_checklist(resources, key[0], key[1])
        )
        self._asked = _Kept[tuple[Language, str, Windows], Checklist](
            lambda key: in_windows(self._checklists((key[0], key[1]))[0], key[2])
        )
        self._rules = _Kept[Language, tuple[RuleWords, _Untranslated]](
            lambda language: read_rules(resources, language, self._current("rules"))
        )
        self._sources = _Kept[str, dict[str, Source]](lambda _: read_sources(resources))
        self._agencies = _Kept[Language, tuple[tuple[Agency, ...], _Untranslated]](
            lambda language: read_agencies(resources, language, self._sources(""))
        )
        self._bases = _Kept[Language, tuple[tuple[LegalBasis, ...], _Untranslated]](
            lambda language: read_legal_bases(resources, language, self._sources(""))
        )
        self._words = _Kept[Language, tuple[dict[str, str], _Untranslated]](lambda language: read_words(resources, language))
        self._sheets = _Kept[tuple[Language, str], GuidanceSheet](
            lambda key: read_sheet(resources, key[0], key[1], self._sources(""), self.agencies(key[0]))
        )
        self._letters = _Kept[tuple[Language, str], Letter](
            lambda key: read_letter(resources, key[0], key[1], self._sources(""), self.agencies(key[0]))
        )
        self._knowledge = _Kept[Language, Knowledge](
            lambda language: read_knowledge(resources, language, self.rules(language).sources, self._sources(""))
        )
        self._handbooks = _Kept[tuple[Language, Windows], Handbook](lambda key: self._handbook(*key))
        self._vignettes = _Kept[tuple[Language, str], tuple[Vignette, _Untranslated]](
            lambda key: read_vignette(resources, key[0], key[1])
        )
        self._training_words = _Kept[Language, tuple[TrainingWords, _Untranslated]](
            lambda language: read_training_words(resources, language)
        )

    def checklist(self, language: Language, version: str = "", windows: Windows = DEFAULTS) -> Checklist:
        """The checklist in that version, or the one that is asked now, with the authority's windows in its questions.
        Raises ContentBroken."""
        return self._asked((language, version or self._current("checklist"), windows))

    def rules(self, language: Language) -> RuleWords:
        """The rules in words, with places for the windows (`explaining.words_in` fills them). Raises ContentBroken."""
        return self._rules(language)[0]

    def shelf(self, language: Language) -> tuple[GuidanceSheet, ...]:
        """Every guidance sheet, in the order of their files. Raises ContentBroken."""
        return tuple(self._sheets((language, name)) for name in sheet_names(self._resources))

    def letters(self, language: Language) -> tuple[Letter, ...]:
        """Every letter that the desk writes, in the order of their files. Raises ContentBroken."""
        return tuple(self._letters((language, name)) for name in letter_names(self._resources))

    def agencies(self, language: Language) -> tuple[Agency, ...]:
        """Helplines and authorities, also those that may not be printed yet. Raises ContentBroken."""
        return self._agencies(language)[0]

    def legal_bases(self, language: Language) -> tuple[LegalBasis, ...]:
        """The rules on which something may be shared without consent. Raises ContentBroken."""
        return self._bases(language)[0]

    def words(self, language: Language) -> Mapping[str, str]:
        """The fixed words of a sheet (`guidance.composing.WORDS`), by code. Raises ContentBroken."""
        return MappingProxyType(self._words(language)[0])

    def sources(self) -> tuple[Source, ...]:
        """Every source that sheets and contacts rest on. Raises ContentBroken."""
        return tuple(self._sources("").values())

    def checklist_versions(self) -> frozenset[str]:
        """Every version of the checklist that is here: old ones stay for the cases that were taken with them."""
        return frozenset(path.name for path in (self._resources / "checklist").glob("*") if path.is_dir())

    def handover_clock(self) -> Clock:
        """How long a handover may wait for its code, as shipped. Raises ContentBroken."""
        from stalkdesk.data.library_handover import read_clock  # not before a case is handed over

        return read_clock(self._resources)

    def receiver_profiles(self) -> Mapping[Receiver, Profile]:
        """What each kind of receiver may get. Raises ContentBroken."""
        from stalkdesk.data.library_handover import read_profiles

        return read_profiles(self._resources)

    def vignettes(self, language: Language) -> tuple[Vignette, ...]:
        """The invented cases of the training twin, in the order of their files. Raises ContentBroken."""
        return tuple(self._vignettes((language, name))[0] for name in vignette_names(self._resources))

    def training_words(self, language: Language) -> TrainingWords:
        """What the training twin says beside the cases. Raises ContentBroken."""
        return self._training_words(language)[0]

    def handbook(self, language: Language, windows: Windows = DEFAULTS) -> Handbook:
        """What is known about each question and each rule, with the authority's windows in it. Raises ContentBroken."""
        return self._handbooks((language, windows))

    def _handbook(self, language: Language, windows: Windows) -> Handbook:
        knowledge, checklist = self._knowledge(language), self.checklist(language, "", windows)
        words = {**self.words(language), **knowledge.words}
        return handbook_of(checklist, self.rules(language), knowledge.texts, words, windows)

    def untranslated(self, language: Language) -> tuple[str, ...]:
        """The texts that are still said in Danish in `language`, as `file: key`: what is printed, and in a language of the
        screen everything else too. Raises ContentBroken."""
        if language is SOURCE_LANGUAGE:
            return ()
        on_paper = (
            *(f"contacts.toml: {text}" for text in self._agencies(language)[1]),
            *(f"sheets/{sheet.id}.toml: {text}" for sheet in self.shelf(language) for text in sheet.missing),
            *(f"sheets/words.toml: {text}" for text in self._words(language)[1]),
        )
        if language not in SCREEN_LANGUAGES:
            return on_paper
        version, rules = self._current("checklist"), self._current("rules")
        return (
            *(f"checklist/{version}.toml: {text}" for text in self._checklists((language, version))[1]),
            *(f"rules/{rules}.toml: {text}" for text in self._rules(language)[1]),
            *(f"legal_bases.toml: {text}" for text in self._bases(language)[1]),
            *(f"letters/{letter.id}.toml: {text}" for letter in self.letters(language) for text in letter.sheet.missing),
            *on_paper,
            *self._knowledge(language).missing,
            *(f"vignettes/words.toml: {text}" for text in self._training_words(language)[1]),
            *(
                f"vignettes/{name}.toml: {text}"
                for name in vignette_names(self._resources)
                for text in self._vignettes((language, name))[1]
            ),
        )

    def printed_texts(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Every text that may come to stand on paper, with its place, so that its characters can be looked up in the fonts.
        Raises ContentBroken."""
        of_sheets = self._printed_on_sheets(language)
        if language not in SCREEN_LANGUAGES:
            return of_sheets
        words = self.rules(language)
        return (
            *of_sheets,
            *(
                (f"letters/{letter.id}.toml: {part.kind}", " ".join((part.title, part.text, *part.items)))
                for letter in self.letters(language)
                for part in letter.sheet.parts
            ),
            *((f"rules: {key}", phrase) for key, phrase in words.phrases.items()),
            *((f"rules: {rule.id}", rule.sentence) for rule in words.rules.values()),
            *(
                (f"legal_bases: {one.code}", " ".join((one.name, one.law, one.says, one.limits)))
                for one in self.legal_bases(language)
            ),
            *(
                (f"knowledge: {key.id}", " ".join((texts.matters, texts.ask, texts.research)))
                for key, texts in self._knowledge(language).texts.items()
            ),
            *((f"knowledge/words.toml: {code}", word) for code, word in self._knowledge(language).words.items()),
        )

    def _printed_on_sheets(self, language: Language) -> tuple[tuple[str, str], ...]:
        sheets = self.shelf(language)
        return (
            *((f"sheets/{sheet.id}.toml: title", f"{sheet.title} {sheet.neutral_title}") for sheet in sheets),
            *(
                (f"sheets/{sheet.id}.toml: {part.kind}", " ".join((part.title, part.text, *part.items, part.label)))
                for sheet in sheets
                for part in sheet.parts
            ),
            *((f"sheets/words.toml: {code}", word) for code, word in self.words(language).items()),
            *(
                (
                    f"contacts: {agency.id}",
                    " ".join((agency.name, agency.neutral_name, agency.phone, agency.note, agency.hours)),
                )
                for agency in self.agencies(language)
            ),
            *((f"sources: {source.id}", f"{source.title} {source.address}") for source in self.sources()),
        )

    def overdue(self, today: date) -> tuple[str, ...]:
        """Sheets and sources that should have been checked again before `today`: to be seen to, but no fault."""
        from stalkdesk.data import library_faults  # knows the whole desk, which the first window need not wait for
        from stalkdesk.data.library_knowledge_faults import overdue_pages
        from stalkdesk.data.library_sheet_faults import overdue_sheets

        return (
            *(sentence for language in Language for sentence in overdue_sheets(self.shelf(language), today)),
            *overdue_sheets((letter.sheet for letter in self.letters(SOURCE_LANGUAGE)), today),
            *library_faults.overdue_sources(self.sources(), self.agencies(SOURCE_LANGUAGE), today),
            *overdue_pages(self._knowledge(SOURCE_LANGUAGE), today),
            *overdue_bases(self.legal_bases(SOURCE_LANGUAGE), today),
        )

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the content, in itself or beside the code, one sentence each; empty when it is whole."""
        broken = tuple(dict.fromkeys(self._unreadable()))
        return broken or tuple(self._disagreements())

    def _unreadable(self) -> Iterator[str]:
        """The first fault of each file."""
        for read in self._readings():
            try:
                read()
            except ContentBroken as fault:
                yield str(fault)

    def _readings(self) -> Iterator[Callable[[], object]]:
        """Every file in every language; old checklists too, for the cases that were taken with them."""
        versions = sorted(path.name for path in (self._resources / "checklist").glob("*") if path.is_dir())
        for language in SCREEN_LANGUAGES:
            yield partial(self.checklist, language)
            yield partial(self.rules, language)
            yield partial(self.training_words, language)
            yield from (partial(self._letters, (language, name)) for name in letter_names(self._resources))
            yield partial(self.legal_bases, language)
            yield partial(self._knowledge, language)
            yield from (partial(self._checklists, (language, version)) for version in versions)
            yield from (partial(self._vignettes, (language, name)) for name in vignette_names(self._resources))
        yield from (self.handover_clock, self.receiver_profiles)
        for language in Language:
            yield partial(self.agencies, language)
            yield partial(self.words, language)
            yield from (partial(self._sheets, (language, name)) for name in sheet_names(self._resources))

    def _disagreements(self) -> Iterator[str]:
        from stalkdesk.data import library_faults  # as in `overdue`
        from stalkdesk.data.library_knowledge_faults import knowledge_faults
        from stalkdesk.data.library_sheet_faults import sheet_faults, words_faults

        version = self._current("checklist")
        checklist = self._checklists((SOURCE_LANGUAGE, version))[0]
        folder = self._resources / "checklist" / version
        names = sorted(f"checklist/{version}/{path.name}" for path in folder.glob("*.toml"))
        places = library_faults.question_lines(read_content(self._resources, name) for name in names)
        retired = read_current(self._resources).retired
        yield from library_faults.checklist_faults(checklist, retired, places)
        yield from library_faults.rules_faults(self.rules(SOURCE_LANGUAGE))
        for language in SCREEN_LANGUAGES:
            yield from library_faults.unfilled_questions(self._checklists((language, version))[0], language)
            yield from library_faults.unfilled_rules(self.rules(language))
        yield from words_faults(self.words(SOURCE_LANGUAGE))
        for sheet in self.shelf(SOURCE_LANGUAGE):
            yield from sheet_faults(sheet, checklist, read_content(self._resources, f"sheets/{sheet.id}.toml"))
        yield from knowledge_faults(self._knowledge(SOURCE_LANGUAGE), checklist)
        yield from legal_basis_faults(self.legal_bases(SOURCE_LANGUAGE), checklist)
        yield from self._vignette_faults()

    def _vignette_faults(self) -> tuple[str, ...]:
        from stalkdesk.data.library_vignette_faults import vignette_faults  # as in `overdue`

        places = {f"vignettes/{name}.toml": name for name in vignette_names(self._resources)}
        vignettes = {place: self._vignettes((SOURCE_LANGUAGE, name))[0] for place, name in places.items()}
        return vignette_faults(vignettes, self.checklist(SOURCE_LANGUAGE), datetime.now().astimezone().date())

    def _read_current(self, place: str) -> str:
        return current_rules(self._resources) if place == "rules" else read_current(self._resources).version
