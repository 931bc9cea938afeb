"""The composition root: the only module that names concrete drawers, papers and content, and puts them together.

Start-up in order: preferences, language, the first window painted, and only then the heavy rooms (SQL, PDF, content).
"""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import places
from stalkdesk.errors import PlaceUnfit
from stalkdesk.language import SOURCE_LANGUAGE, Language, speak, spoken, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stalkdesk.casework.backups import Restoring
    from stalkdesk.casework.drawer import Drawer, RecoverySheet, Vault
    from stalkdesk.casework.evaluations import Weighing
    from stalkdesk.casework.handover.handing_over import CoverFacts, HandoverContent
    from stalkdesk.casework.officers import Unit
    from stalkdesk.data.library import Library
    from stalkdesk.guidance.blocks import Document
    from stalkdesk.guidance.legal_bases import LegalBasis
    from stalkdesk.guidance.letters import Letter
    from stalkdesk.guidance.sheets import Agency, GuidanceSheet, Source
    from stalkdesk.intake.checklist import Checklist
    from stalkdesk.intake.explaining import RuleWords
    from stalkdesk.intake.windows import Windows
    from stalkdesk.knowledge.handbook import Handbook
    from stalkdesk.oversight.weekly_summary import WeeklySummary
    from stalkdesk.training.vignettes import TrainingWords, Vignette
    from stalkdesk.ui.desk import Desk


_MOST_PREFERENCES = 100_000


def read_preferences() -> dict[str, str]:
    """What this machine remembers (language, appearance, folder of the store); empty when nothing readable is there."""
    import json

    try:
        with places.preferences_file().open("rb") as file:
            untrusted = json.loads(file.read(_MOST_PREFERENCES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(untrusted, dict):
        return {}
    return {str(key): str(value) for key, value in untrusted.items()}


def keep_preferences(preferences: Mapping[str, str]) -> None:
    """Writes the preferences. A machine where that can't be done starts with the defaults next time; nothing else is lost."""
    import json

    target = places.preferences_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        fresh.write_text(json.dumps(dict(preferences), ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(target)
    except OSError:
        return


def store_folder(chosen: Path | None, preferences: Mapping[str, str]) -> Path:
    """The folder of the store: the one chosen on the command line, else the one this machine remembers, else the default.

    Raises PlaceUnfit when it is named from a folder that is gone.
    """
    if chosen is not None:
        try:
            return chosen if chosen.is_absolute() else Path.cwd() / chosen
        except OSError:
            raise PlaceUnfit(
                tr("Mappen, du står i, findes ikke mere. Gå til en anden, eller angiv hele stien til sagsskabet.")
            ) from None
    remembered = preferences.get("store")
    return Path(remembered) if remembered else places.default_store()


def speak_preferred(preferences: Mapping[str, str]) -> None:
    """Sets the language of the screen from the preferences; Danish when the choice can't be spoken."""
    try:
        speak(Language(preferences.get("language", SOURCE_LANGUAGE.value)), places.resources() / "languages")
    except (OSError, ValueError, RecursionError):
        speak(SOURCE_LANGUAGE, places.resources() / "languages")


@lru_cache(maxsize=1)
def library() -> Library:
    """The content of `resources/`."""
    from stalkdesk.data.library import Library

    return Library(places.resources())


def vault_at(folder: Path) -> Vault:
    """The vault in `folder`, still locked."""
    from stalkdesk.data.vault import SealedVault

    return SealedVault(folder, renews=True)


def restorer() -> Restoring:
    """What looks into backups and makes stores of them."""
    from stalkdesk.data.restoring import Restorer

    return Restorer()


def pdf(document: Document) -> bytes:
    """`document` as a tagged PDF with the bundled fonts."""
    from stalkdesk.paper.pdf import rendered

    return rendered(document, places.resources() / "fonts")


def archived(pdf: bytes) -> bytes:
    """A PDF of ours made fit for an archive: PDF/A-2a, and still tagged."""
    from stalkdesk.paper.archive import archived as made

    return made(pdf)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    from stalkdesk.paper.pdf import page_count as counted

    return counted(pdf)


def week_files(summary: WeeklySummary, unit: Unit, language: Language) -> dict[str, bytes]:
    """The weekly summary as PDF, XLSX and CSV, by file name."""
    from stalkdesk.paper.week_files import week_files as made

    return made(summary, unit, language, places.resources() / "fonts")


def recovery_document(sheet: RecoverySheet, unit: Unit) -> Document:
    """The recovery sheet as a document to print."""
    from stalkdesk.guidance.recovery import recovery_document as made

    return made(sheet, unit)


def handover_content(drawer: Drawer) -> HandoverContent:
    """What packing and unpacking need of the content, as it holds at this desk today."""
    from stalkdesk.casework.additions import weighing_with
    from stalkdesk.casework.handover.handing_over import HandoverContent
    from stalkdesk.casework.handover.handover_clock import clock_from
    from stalkdesk.casework.workdays import day_in_denmark
    from stalkdesk.intake.windows import windows_from

    windows, profile = windows_from(drawer.setting), drawer.unit().authority.value
    today = day_in_denmark(datetime.now(UTC))

    def weighing_of(version: str) -> Weighing:
        return weighing_with(library().checklist(spoken(), version), windows, library().rules(spoken()).version, today, profile)

    return HandoverContent(
        checklist_of=_checklist_or_none,
        weighing_of=weighing_of,
        profiles=library().receiver_profiles(),
        clock=clock_from(library().handover_clock(), drawer.setting),
        letter_titles={letter.id: letter.sheet.title for letter in library().letters(spoken())},
    )


def _checklist_or_none(version: str) -> Checklist | None:
    """That version of the checklist, or None when it is not among the content: its name came from outside."""
    return library().checklist(spoken(), version) if version in library().checklist_versions() else None


def handover_cover(facts: CoverFacts) -> bytes:
    """The cover of a package as PDF, in the language of the screen."""
    from stalkdesk.guidance.handover_cover import cover_document

    return pdf(cover_document(facts))


def _preload() -> None:
    """Fetches the heavy rooms while the person types her passphrase."""
    import stalkdesk.data.opening
    import stalkdesk.ui.desk_frame  # noqa: F401

    library().checklist(spoken(), "")
    library().rules(spoken())
    library().handbook(spoken())


def _checklist(language: Language, version: str, windows: Windows | None = None) -> Checklist:
    from stalkdesk.intake.windows import DEFAULTS

    return library().checklist(language, version, windows or DEFAULTS)


def _rules(language: Language) -> RuleWords:
    return library().rules(language)


def _letters(language: Language) -> tuple[Letter, ...]:
    return library().letters(language)


def _shelf(language: Language) -> tuple[GuidanceSheet, ...]:
    return library().shelf(language)


def _agencies(language: Language) -> tuple[Agency, ...]:
    return library().agencies(language)


def _words(language: Language) -> Mapping[str, str]:
    return library().words(language)


def _legal_bases(language: Language) -> tuple[LegalBasis, ...]:
    return library().legal_bases(language)


def _sources() -> Mapping[str, Source]:
    return {source.id: source for source in library().sources()}


def _unprintable(text: str) -> frozenset[str]:
    from stalkdesk.paper.fonts import unprintable

    return unprintable(text, places.resources() / "fonts")


def _write_out(files: Mapping[Path, bytes], store: Path, noted: Callable[[], object]) -> None:
    from stalkdesk.exports import write_out

    write_out(files, store, noted)


def _handbook(language: Language, windows: Windows | None = None) -> Handbook:
    from stalkdesk.intake.windows import DEFAULTS

    return library().handbook(language, windows or DEFAULTS)


def _vignettes(language: Language) -> tuple[Vignette, ...]:
    return library().vignettes(language)


def _training_words(language: Language) -> TrainingWords:
    return library().training_words(language)


def training_vault_at(folder: Path) -> Vault:
    """The training vault in `folder`, still locked. It opens no real store, and `vault_at` opens no training store."""
    from stalkdesk.data.store_kind import StoreKind
    from stalkdesk.data.vault import SealedVault

    return SealedVault(folder, calibrate=False, kind=StoreKind.TRAINING)


def training_pdf(document: Document) -> bytes:
    """`document` as a PDF with the mark of training across every page."""
    from stalkdesk.paper.page_words import marked_as_training

    return pdf(marked_as_training(document))


def training_week_files(summary: WeeklySummary, unit: Unit, language: Language) -> dict[str, bytes]:
    """The weekly summary of a training store: every file is marked, and so is its name."""
    from stalkdesk.paper.week_files import week_files as made

    return made(summary, unit, language, places.resources() / "fonts", is_training=True)


def training_desk(user_name: str, preferences: Mapping[str, str] | None = None, root: Path | None = None) -> Desk:
    """The locked desk of one learner over her own training store, in a folder that does not tell her name.

    It changes the preferences of its own desk alone, and writes none to this machine. `root`: where the training stores lie.
    """
    from stalkdesk.training.founding import folder_of

    home = root or places.training_folder()
    desk = desk_at(home / folder_of(user_name), dict(preferences or {}), training_root=home)
    desk.vault_at = training_vault_at
    desk.vault = training_vault_at(desk.vault.folder)
    desk.pdf = training_pdf
    desk.week_files = training_week_files
    desk.keep_preferences = _keep_nothing
    desk.is_training = True
    return desk


def _keep_nothing(preferences: Mapping[str, str]) -> None:
    """A training desk leaves nothing on this machine but its own store."""


def desk_at(
    folder: Path, preferences: dict[str, str] | None = None, is_demo: bool = False, training_root: Path | None = None
) -> Desk:
    """A locked desk over the store in `folder`, with the shipped content and the real paper. `training_root`: where the
    training stores lie, when not in their usual place."""
    from stalkdesk.ui.desk import Desk

    return Desk(
        vault=vault_at(folder),
        vault_at=vault_at,
        checklist=_checklist,
        rules=_rules,
        shipped_shelf=_shelf,
        letters=_letters,
        shipped_agencies=_agencies,
        words=_words,
        handbook=_handbook,
        pdf=pdf,
        page_count=page_count,
        archived=archived,
        handover_content=handover_content,
        handover_cover=handover_cover,
        week_files=week_files,
        recovery_document=recovery_document,
        resources=places.resources(),
        is_demo=is_demo,
        demo_hint=_demo_hint(folder) if is_demo else "",
        preferences=preferences if preferences is not None else {},
        keep_preferences=keep_preferences,
        preload=_preload,
        vignettes=_vignettes,
        training_words=_training_words,
        restorer=restorer,
        write_out=_write_out,
        sources=_sources,
        legal_bases=_legal_bases,
        unprintable=_unprintable,
        training_desk=lambda user_name: training_desk(user_name, preferences, training_root),
    )


def _demo_hint(folder: Path) -> str:
    try:
        return (folder / "demo.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def open_window(
    store: Path | None = None, is_demo: bool = False, quits_after_paint: bool = False, in_training: bool = False
) -> int:
    """Opens the program's window and runs until it is closed. Gives the exit code.

    `quits_after_paint` is for measuring the start: it leaves as soon as the first window is painted. `in_training`: it opens
    at the entrance of the training twin.
    """
    gc.disable()  # until the first window is painted: `start` turns it on again
    preferences = read_preferences()
    speak_preferred(preferences)
    desk = desk_at(store_folder(store, preferences), preferences, is_demo)

    from stalkdesk.data.hardening import forbid_memory_reading
    from stalkdesk.ui import start

    if not quits_after_paint:
        forbid_memory_reading()
    return start.shown(start.application(sys.argv[0]), desk, quits_after_paint, in_training)
