"""`sheets` and `sheet`: the shelf as JSON, and one sheet as a PDF, for a case or as a blank."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import app
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.commands.terminal import answer
from stalkdesk.errors import WrongUsage
from stalkdesk.exports import refuse_place, write_out
from stalkdesk.guidance.sheets import Agency, GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SOURCE_LANGUAGE, Language, spoken, tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.data.library import Library
    from stalkdesk.guidance.blocks import Document
    from stalkdesk.guidance.composing import OtherLanguage
    from stalkdesk.guidance.sheet_setting import SheetSetting

_NO_UNIT = Unit(Authority.MUNICIPALITY, "", ())


def add_sheet_options(sheet: argparse.ArgumentParser, path_named: Callable[[str], Path]) -> None:
    """What `sheet` may be asked for."""
    languages = ", ".join(Language)
    sheet.add_argument("sheet", metavar="SHEET", help=tr("arkets id, se kommandoen sheets"))
    sheet.add_argument("--case", default=None, metavar="REF", help=tr("sagens reference; uden den bliver arket tomt"))
    sheet.add_argument("--language", required=True, metavar="CODE", help=tr("arkets sprog, en af: {codes}", codes=languages))
    sheet.add_argument("--variant", default=Variant.STANDARD.value, metavar="NAME", help=_variant_help())
    sheet.add_argument("--beside", default=None, metavar="CODE", help=tr("et sprog mere, ved siden af"))
    sheet.add_argument("--archive", action="store_true", help=tr("til arkivet: PDF/A-2a"))
    sheet.add_argument("--out", required=True, type=path_named, metavar="FILE.pdf", help=tr("filen, som arket gemmes i"))


def _variant_help() -> str:
    return tr("en af: {names}", names=", ".join(Variant))


def language_named(code: str) -> Language:
    """The language of a code. Raises WrongUsage."""
    try:
        return Language(code)
    except ValueError:
        raise WrongUsage(tr("Sproget {code} findes ikke. Vælg et af: {codes}.", code=code, codes=", ".join(Language))) from None


# -- sheets ------------------------------------------------------------------------------------------------------------------


def listed() -> int:
    """Answers the shelf: each sheet with its languages, and when it is offered."""
    library, today = app.library(), datetime.now().astimezone().date()
    shelves = {language: {sheet.id: sheet for sheet in library.shelf(language)} for language in Language}
    return answer([_listed(sheet, shelves, library, today) for sheet in library.shelf(spoken())])


def _listed(
    sheet: GuidanceSheet, shelves: dict[Language, dict[str, GuidanceSheet]], library: Library, today: date
) -> dict[str, object]:
    from stalkdesk.guidance.offering import offered_when

    in_language = {language: shelf[sheet.id] for language, shelf in shelves.items()}
    return {
        "id": sheet.id,
        "version": sheet.version,
        "title": {language.value: one.title for language, one in in_language.items()},
        "languages": [language.value for language, one in in_language.items() if not one.missing],
        "language_status": {language.value: _status(one, today) for language, one in in_language.items()},
        "status": sheet.status.value,
        "audience": sheet.audience.value,
        "leaves": sheet.leaves,
        "purpose": sheet.purpose,
        "valid_from": sheet.valid_from.isoformat(),
        "last_checked": sheet.last_checked.isoformat(),
        "checked_by": sheet.checked_by,
        "review_on": sheet.review_on.isoformat(),
        "is_overdue": sheet.is_overdue(today),
        "offered_when": offered_when(sheet, library.checklist(spoken())),
        "offered_if": [{key: list(values) for key, values in one.table.items()} for one in sheet.offer_if],
        "local_entries": dict(sheet.local_entries),
    }


def _status(sheet: GuidanceSheet, today: date) -> dict[str, object]:
    status = sheet.language_status
    return {
        "status": status.value if status is not None else "none",
        "translator": sheet.translator,
        "is_stale": sheet.is_stale,
        "is_overdue": sheet.is_overdue(today),
        "in_danish": len(sheet.missing),
    }


# -- sheet -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """One sheet as it was asked for."""

    sheet: GuidanceSheet
    language: Language
    variant: Variant
    beside: OtherLanguage | None
    archive: bool
    case: str
    out: Path
    store: Path

    def document(self, setting: SheetSetting) -> Document:
        """The page."""
        from stalkdesk.guidance.composing import composed

        return composed(self.sheet, setting, self.variant, self.beside)

    def made(self, setting: SheetSetting) -> tuple[bytes, int]:
        """The file, and how many pages it has."""
        made = app.pdf(self.document(setting))
        return (app.archived(made) if self.archive else made), app.page_count(made)


def drawn(options: argparse.Namespace, opened: Callable[[argparse.Namespace], Drawer], store: Path) -> int:
    """Writes the sheet, and notes it on the case when it is for one. Raises WrongUsage, and what opening and writing raise."""
    asked = _asked(options, store)
    refuse_place(asked.out, store)
    if asked.case:
        with closing(opened(options)) as drawer:
            asked, pages = _for_case(asked, drawer)
    elif options.user:
        with closing(opened(options)) as drawer:
            asked, pages = _blank(asked, drawer)
    else:
        asked, pages = _blank(asked, None)
    return answer(
        {
            "file": str(asked.out),
            "sheet": asked.sheet.id,
            "version": asked.sheet.version,
            "language": asked.language,
            "variant": asked.variant,
            "pages": pages,
        }
    )


def _asked(options: argparse.Namespace, store: Path) -> _Asked:
    language, library = language_named(options.language), app.library()
    sheet = _on_shelf(library, language, options.sheet)
    if options.variant not in {known.value for known in Variant}:
        raise WrongUsage(tr("Udgaven {name} findes ikke. Vælg en af: {names}.", name=options.variant, names=", ".join(Variant)))
    variant = Variant(options.variant)
    if options.case and not sheet.leaves:
        raise WrongUsage(tr("Arket {sheet} bliver ved skranken. Tag det uden --case.", sheet=sheet.id))
    beside = _beside(options.beside, language, variant, library, sheet.id) if options.beside is not None else None
    return _Asked(sheet, language, variant, beside, options.archive, options.case or "", options.out, store)


def _on_shelf(library: Library, language: Language, sheet_id: str) -> GuidanceSheet:
    shelf = library.shelf(language)
    sheet = next((sheet for sheet in shelf if sheet.id == sheet_id), None)
    if sheet is None:
        known = ", ".join(sheet.id for sheet in shelf)
        raise WrongUsage(tr("Arket {sheet} findes ikke. Hylden har: {known}.", sheet=sheet_id, known=known))
    return sheet


def _beside(code: str, language: Language, variant: Variant, library: Library, sheet_id: str) -> OtherLanguage:
    from stalkdesk.guidance.composing import OtherLanguage

    other = language_named(code)
    if other is language:
        raise WrongUsage(tr("Vælg to forskellige sprog."))
    if variant is Variant.CARD:
        raise WrongUsage(tr("Kortet har kun plads til ét sprog."))
    return OtherLanguage(_on_shelf(library, other, sheet_id), library.words(other), library.agencies(other))


def _in_force(asked: _Asked, drawer: Drawer) -> tuple[_Asked, tuple[Agency, ...], dict[str, str]]:
    """What was asked for, the agencies and the entries, with what the authority has changed of them."""
    from stalkdesk.guidance.editing import changed_agencies, changed_shelf, in_force, local_entries

    library, standing = app.library(), in_force(drawer.content_changes())
    danish, sources = library.shelf(SOURCE_LANGUAGE), {source.id: source for source in library.sources()}
    beside = asked.beside
    if beside is not None:
        (other,) = changed_shelf((beside.sheet,), danish, standing, sources)
        theirs = changed_agencies(beside.agencies, other.language, standing, sources)
        beside = replace(beside, sheet=other, agencies=theirs)
    (sheet,) = changed_shelf((asked.sheet,), danish, standing, sources)
    agencies = changed_agencies(library.agencies(asked.language), asked.language, standing, sources)
    return replace(asked, sheet=sheet, beside=beside), agencies, local_entries(standing, asked.language)


def _for_case(asked: _Asked, drawer: Drawer) -> tuple[_Asked, int]:
    from stalkdesk.casework.contacts.contact_register import persons_offered
    from stalkdesk.casework.papers import How, SheetGiven
    from stalkdesk.guidance.filling_in import setting_for
    from stalkdesk.guidance.kept_documents import document_text
    from stalkdesk.guidance.offering import derived_from

    library, case, now = app.library(), drawer.case(asked.case), datetime.now(UTC)
    unit, words = drawer.unit(), library.words(asked.language)
    asked, agencies, local = _in_force(asked, drawer)
    setting = setting_for(case, unit, persons_offered(drawer), agencies, words, now, local)
    checklist = library.checklist(spoken(), case.checklist_version)
    derived = derived_from(case, checklist, setting.on, unit.authority.value)
    whole = replace(setting, journal_mark=drawer.journal_mark(), derived=derived)
    made, pages = asked.made(whole)
    beside = asked.beside.sheet.language.value if asked.beside is not None else ""
    kept_as = (asked.sheet.id, asked.sheet.version, asked.language.value, pages)
    given = SheetGiven(*kept_as, How.SAVED, now, drawer.officer.initials, asked.variant.value, beside)
    paper = document_text(asked.document(whole))
    write_out({asked.out: made}, asked.store, lambda: drawer.keep_sheet_given(asked.case, (given,), (paper,)))
    return asked, pages


def _blank(asked: _Asked, drawer: Drawer | None) -> tuple[_Asked, int]:
    """Without a case: lines to write on. With an open store, the letterhead of its unit, and a line in the journal."""
    from stalkdesk.guidance.filling_in import blank_setting

    library = app.library()
    unit, contacts = (drawer.unit(), drawer.contacts()) if drawer is not None else (_NO_UNIT, ())
    agencies, words, local = library.agencies(asked.language), library.words(asked.language), dict[str, str]()
    if drawer is not None:
        asked, agencies, local = _in_force(asked, drawer)
    made, pages = asked.made(blank_setting(unit, contacts, agencies, words, datetime.now(UTC), local))
    write_out({asked.out: made}, asked.store, lambda: _note(asked, drawer))
    return asked, pages


def _note(asked: _Asked, drawer: Drawer | None) -> None:
    if drawer is not None:
        drawer.note("print", fields=(asked.sheet.id,))
