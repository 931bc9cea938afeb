"""What the screens are given by `app.py`: the drawer, the content and the paper, as functions and protocols.

The screens name no concrete room: a test hands them a desk with a fake drawer and a small content of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # not for a cycle: these values cost a third of the time to the first painted window
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from stalkdesk.casework.backups import Restoring
    from stalkdesk.casework.content_changes import ContentChange
    from stalkdesk.casework.drawer import Drawer, RecoverySheet, Vault
    from stalkdesk.casework.handover.handing_over import CoverFacts, DrawsCover, HandoverContent
    from stalkdesk.casework.officers import Unit
    from stalkdesk.guidance.blocks import Document
    from stalkdesk.guidance.legal_bases import LegalBasis
    from stalkdesk.guidance.letters import Letter
    from stalkdesk.guidance.sheets import Agency, GuidanceSheet, Source
    from stalkdesk.intake.checklist import Checklist
    from stalkdesk.intake.explaining import RuleWords
    from stalkdesk.intake.windows import Windows
    from stalkdesk.knowledge.handbook import Handbook
    from stalkdesk.language import Language
    from stalkdesk.oversight.weekly_summary import WeeklySummary
    from stalkdesk.training.vignettes import TrainingWords, Vignette
    from stalkdesk.ui.cases.begun_addition import BegunAddition
    from stalkdesk.ui.logimport.begun_log import BegunLog
    from stalkdesk.ui.visits.begun_visit import BegunVisit


def _now() -> datetime:
    return datetime.now(UTC)


def _no_training_words(language: Language) -> TrainingWords:
    raise RuntimeError("this desk has no training content")


def _no_training_desk(user_name: str) -> Desk:
    raise RuntimeError("this desk has no training twin")


def _no_letters(language: Language) -> tuple[Letter, ...]:
    return ()


def _no_sources() -> Mapping[str, Source]:
    return {}


def _everything_prints(text: str) -> Collection[str]:
    return ()


def _no_writing(files: Mapping[Path, bytes], store: Path, noted: Callable[[], object]) -> None:
    raise RuntimeError("this desk writes no files")


def _nothing_archived(pdf: bytes) -> bytes:
    raise RuntimeError("this desk makes no archive copies")


def _no_handover(drawer: Drawer) -> HandoverContent:
    raise RuntimeError("this desk hands nothing over")


def _no_cover(facts: CoverFacts) -> bytes:
    raise RuntimeError("this desk draws no covers")


def _no_restorer() -> Restoring:
    raise RuntimeError("this desk restores no backups")


class ReadsChecklist(Protocol):
    """How a screen is handed a checklist."""

    def __call__(self, language: Language, version: str, windows: Windows = ...) -> Checklist:
        """The checklist in that version ("" for the current one), with these windows in its questions; without them the
        programme's proposals. Raises ContentBroken."""
        ...


class ReadsHandbook(Protocol):
    """How a screen is handed the handbook."""

    def __call__(self, language: Language, windows: Windows = ...) -> Handbook:
        """Every page, with these windows in it; without them the programme's proposals. Raises ContentBroken."""
        ...


@dataclass(slots=True)
class Desk:
    """Everything a screen may ask for. `drawer` is None while the desk is locked."""

    vault: Vault
    vault_at: Callable[[Path], Vault]
    """The vault in another folder, when the person chooses one."""
    checklist: ReadsChecklist
    rules: Callable[[Language], RuleWords]
    shipped_shelf: Callable[[Language], tuple[GuidanceSheet, ...]]
    """As it came with the program; what is in force here is `shelf`."""
    shipped_agencies: Callable[[Language], tuple[Agency, ...]]
    """As they came with the program; what is in force here are `agencies`."""
    words: Callable[[Language], Mapping[str, str]]
    """The fixed words of a sheet ("Reference", "Din kontaktperson"), by code."""
    handbook: ReadsHandbook
    pdf: Callable[[Document], bytes]
    """A document as a tagged PDF. Takes 0.1 to 0.3 s: call it off the screen's thread."""
    page_count: Callable[[bytes], int]
    """How many pages a PDF of ours has."""
    week_files: Callable[[WeeklySummary, Unit, Language], dict[str, bytes]]
    """File name -> bytes of the three files of a week."""
    recovery_document: Callable[[RecoverySheet, Unit], Document]
    resources: Path
    drawer: Drawer | None = None
    is_demo: bool = False
    demo_hint: str = ""
    """On a demo desk: who may unlock and with what, shown on the unlock screen."""
    preferences: dict[str, str] = field(default_factory=dict)
    keep_preferences: Callable[[dict[str, str]], None] = lambda preferences: None
    begun_additions: dict[tuple[str, str], BegunAddition] = field(default_factory=dict)
    """What was begun to be added to a case and is not saved yet: (officer id, reference) -> the addition. In the drawer too."""
    begun_visits: dict[tuple[str, str], BegunVisit] = field(default_factory=dict)
    """What was begun of a visit and is not saved yet: (officer id, reference) -> the visit. In the drawer too."""
    are_begun_kept: bool = False
    """Whether additions and visits that are begun lie in the drawer, or will before the desk is locked; but for `unkept`."""
    unkept: set[tuple[str, str, str]] = field(default_factory=set)
    """(officer id, reference, kind) of what is begun and could not be kept when it was tried last."""
    begun_logs: dict[tuple[str, str], BegunLog] = field(default_factory=dict)
    """What was begun of taking in a log and is not saved yet: (officer id, reference) -> the log. In memory only."""
    begun_texts: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    """What was typed and not sent for approval yet: (officer id, place) -> the fields that differ. In memory only."""
    now: Callable[[], datetime] = _now
    preload: Callable[[], None] = lambda: None
    """Imports the heavy rooms; run on the worker after the first paint, while the person types."""
    is_training: bool = False
    """A learner's desk: its store is a training store, and everything it prints or saves is marked as training."""
    vignettes: Callable[[Language], tuple[Vignette, ...]] = lambda language: ()
    """The invented cases that can be played. Raises ContentBroken."""
    training_words: Callable[[Language], TrainingWords] = _no_training_words
    counter_panel: Callable[[], QWidget] | None = None
    """In training: makes what stands beside the questions of an intake, the person at the counter."""
    restorer: Callable[[], Restoring] = _no_restorer
    """Gives what looks into backups and makes stores of them; what it does is called off the screen's thread."""
    training_desk: Callable[[str], Desk] = _no_training_desk
    """User name of the learner -> a locked desk over her own training store, which may not be there yet."""
    letters: Callable[[Language], tuple[Letter, ...]] = _no_letters
    """Every letter that the desk writes. Raises ContentBroken."""
    sources: Callable[[], Mapping[str, Source]] = _no_sources
    """What sheets and contacts rest on, by id. Raises ContentBroken."""
    write_out: Callable[[Mapping[Path, bytes], Path, Callable[[], object]], None] = _no_writing
    """Files, the folder of the store, what notes them -> each file whole or not at all, noted before it can be seen. Raises
    PlaceUnfit, WrongUsage, and what noting raises: call it off the screen's thread."""
    legal_bases: Callable[[Language], tuple[LegalBasis, ...]] = lambda language: ()
    """The rules on which something may be shared without consent. Raises ContentBroken."""
    archived: Callable[[bytes], bytes] = _nothing_archived
    """A PDF of ours made fit for an archive (PDF/A-2a). Takes 0.1 s: call it off the screen's thread."""
    handover_content: Callable[[Drawer], HandoverContent] = _no_handover
    """What packing and unpacking need of the content. Raises ContentBroken."""
    handover_cover: DrawsCover = _no_cover
    """The cover of a package as PDF."""
    unprintable: Callable[[str], Collection[str]] = _everything_prints
    """The characters of a text that the fonts of the paper don't have."""
    _read: tuple[Drawer, tuple[ContentChange, ...]] | None = None
    """What the drawer that is open has changed of the shelf, once somebody asked."""

    def shelf(self, language: Language) -> tuple[GuidanceSheet, ...]:
        """Every guidance sheet, with what the authority has changed while its store is open. Raises ContentBroken."""
        shipped = self.shipped_shelf(language)
        if not self.changes():
            return shipped
        from stalkdesk.guidance.editing import changed_shelf, in_force
        from stalkdesk.language import SOURCE_LANGUAGE

        return changed_shelf(shipped, self.shipped_shelf(SOURCE_LANGUAGE), in_force(self.changes()), self.sources())

    def agencies(self, language: Language) -> tuple[Agency, ...]:
        """Helplines and authorities, with what the authority has changed. Raises ContentBroken."""
        shipped = self.shipped_agencies(language)
        if not self.changes():
            return shipped
        from stalkdesk.guidance.editing import changed_agencies, in_force

        return changed_agencies(shipped, language, in_force(self.changes()), self.sources())

    def local(self, language: Language) -> Mapping[str, str]:
        """What the authority has filled in, by the code of the entry."""
        from stalkdesk.guidance.editing import in_force, local_entries

        return local_entries(in_force(self.changes()), language)

    def changes(self) -> tuple[ContentChange, ...]:
        """What was proposed and decided in the store that is open; nothing while it is locked. Read once, on the worker with
        the front page: nobody else changes it while it is open."""
        if self.drawer is None:
            return ()
        if self._read is None or self._read[0] is not self.drawer:
            self._read = (self.drawer, self.drawer.content_changes())
        return self._read[1]

    def read_changes(self) -> tuple[ContentChange, ...]:
        """Reads them again: something was proposed or decided."""
        self._read = None
        return self.changes()

    def remember_folder(self, chosen: bool = False) -> None:
        """This machine knows its store again, so that one that is gone is missed and not begun anew."""
        from stalkdesk.places import default_store

        folder = self.vault.folder
        if not self.is_demo and (chosen or folder == default_store()):
            self.preferences["store"] = str(folder)
            self.keep_preferences(self.preferences)

    def waiting_addition(self, officer_id: str) -> str:
        """The reference of the case to which this officer has begun to add and not saved; empty when there is none."""
        began = self.begun_cases(officer_id)
        return began[-1] if began else ""

    def begun_cases(self, officer_id: str) -> tuple[str, ...]:
        """The references of the cases to which this officer has begun to add, or a visit of which she has begun."""
        additions, visits = self.begun_additions.items(), self.begun_visits.items()
        begun: tuple[tuple[tuple[str, str], BegunAddition | BegunVisit], ...] = (*additions, *visits)
        return tuple(dict.fromkeys(reference for (who, reference), one in begun if who == officer_id and not one.is_empty))

    def forget_begun(self, reference: str) -> None:
        """Lets go of everything that anybody here had begun to add to a case: it was erased."""
        for begun in (self.begun_additions, self.begun_visits, self.begun_logs):
            for key in [key for key in begun if key[1] == reference]:
                del begun[key]

    def open_drawer(self) -> Drawer:
        """The open drawer. Raises RuntimeError when the desk is locked (a fault of the program)."""
        if self.drawer is None:
            raise RuntimeError("the desk is locked")
        return self.drawer
