"""The commands of `stalkdesk`: each a call down to the desk and one answer up, as JSON."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stalkdesk import app, places
from stalkdesk.errors import AnswerUnwritten, NotAllowed, PlaceUnfit, WrongUsage
from stalkdesk.exports import refuse_place, write_out
from stalkdesk.language import Language, spoken, tr
from stalkdesk.terminal import answer, answer_each, complain, read_json, read_passphrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.data.library import Library

_MOST_LINES = 1_000_000
_Commands = Any  # argparse's type of add_subparsers is private


def add_to(commands: _Commands) -> None:
    """Adds every command to the parser."""
    demo = _command(commands, "demo", _demo, tr("læg et sagsskab med opdigtede sager i en tom mappe"))
    demo.add_argument(
        "--store", type=path_named, default=argparse.SUPPRESS, metavar="DIR", help=tr("mappen, som sagsskabet lægges i")
    )
    demo.add_argument("--cases", type=int, default=60, metavar="N", help=tr("antal sager over de seneste to år"))
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=tr("samme tal giver de samme sager"))

    assess = _command(commands, "assess", _assess, tr("vurdér oplysninger i JSON; kræver intet sagsskab"))
    assess.add_argument("file", metavar="FILE", help=tr("JSON-fil; - læser fra standard input"))
    assess.add_argument("--explain", default=None, metavar="CODE", help=tr("med hele sætninger på sproget da eller en"))

    intake = _command(commands, "intake", _intake, tr("opret en sag fra svar i JSON, fx et udfyldt papirskema"))
    intake.add_argument("--answers", required=True, metavar="FILE", help=tr("JSON-fil med svar; - læser fra standard input"))

    cases = _command(commands, "cases", _cases, tr("vis sagerne som JSON"))
    cases.add_argument("--query", default="", metavar="TEXT", help=tr("ord, der søges efter"))
    cases.add_argument("--limit", type=_how_many, default=200, metavar="N", help=tr("højst så mange sager"))

    _command(commands, "sheets", _sheets, tr("vis hylden med vejledningsark"))

    sheet = _command(commands, "sheet", _sheet, tr("gem et vejledningsark til en sag som PDF"))
    sheet.add_argument("sheet", metavar="SHEET", help=tr("arkets id, se kommandoen sheets"))
    sheet.add_argument("--case", required=True, metavar="REF", help=tr("sagens reference"))
    sheet.add_argument("--language", required=True, metavar="CODE", help=tr("arkets sprog: da eller en"))
    sheet.add_argument("--out", required=True, type=path_named, metavar="FILE.pdf", help=tr("filen, som arket gemmes i"))

    handbook = _command(commands, "handbook", _handbook, tr("gem håndbogen som PDF; kræver intet sagsskab"))
    handbook.add_argument("--language", required=True, metavar="CODE", help=tr("håndbogens sprog: da eller en"))
    handbook.add_argument("--out", required=True, type=path_named, metavar="FILE.pdf", help=tr("filen, som håndbogen gemmes i"))

    week = _command(commands, "week", _week, tr("gem ugeoversigten som PDF, XLSX og CSV"))
    week.add_argument("week", metavar="2026-W47", help=tr("ISO-uge"))
    week.add_argument("--out", required=True, type=path_named, metavar="DIR", help=tr("mappen, som filerne lægges i"))

    _add_export(commands)
    _add_check_to(commands)
    _add_backups_to(commands)
    _add_content_to(commands)


def _add_backups_to(commands: _Commands) -> None:
    backup = _command(commands, "backup", _backup, tr("tag en sikkerhedskopi, og efterprøv den"))
    backup.add_argument("--out", required=True, type=path_named, metavar="DIR", help=tr("stedet, fx et USB-stik"))
    restore = _command(commands, "restore", _restore, tr("lav et sagsskab af en sikkerhedskopi i en tom mappe"))
    restore.add_argument("--from", dest="backup", required=True, type=path_named, metavar="DIR", help=tr("sikkerhedskopien"))
    instead = tr("fil med genskabelsesnøglen i stedet for en adgangssætning")
    restore.add_argument("--recovery-file", type=path_named, metavar="FILE", help=instead)
    _command(commands, "drill", _drill, tr("øv en genskabelse: hent den nyeste kopi ud, sammenlign, og smid den væk"))


def _add_check_to(commands: _Commands) -> None:
    check = _command(commands, "check", _check, tr("er sagsskabet helt?"))
    check.add_argument(
        "--anchor", default=None, metavar="LINE", help=tr('har journalen endnu linjen fra et papir? fx "1234 8F3A-22C1"')
    )


def _add_export(commands: _Commands) -> None:
    export = _command(commands, "export", _export, tr("hent alt ud i klartekst; kun for en leder"))
    export.add_argument("--all", action="store_true", required=True, help=tr("alle sager, begge dele, bilag og journal"))
    export.add_argument("--out", required=True, type=path_named, metavar="DIR", help=tr("en ny eller tom mappe"))
    export.add_argument("--reason", default=None, metavar="TEXT", help=tr("hvorfor; det kommer i journalen"))
    export.add_argument("--understood", action="store_true", help=tr("spørg ikke, om det er forstået"))


def _add_content_to(commands: _Commands) -> None:
    content = _command(commands, "content", _content, tr("tjekliste, regler og ark"))
    about = content.add_subparsers(title=tr("kommandoer"), metavar="")
    check = _command(about, "check", _content_check, tr("stemmer indholdet med sig selv og med programmet?"))
    check.add_argument("folder", nargs="?", type=path_named, metavar="DIR", help=tr("mappen med indholdet"))
    questions = _command(about, "questions", _content_questions, tr("vis tjeklisten som JSON"))
    questions.add_argument("--language", default=None, metavar="CODE", help=tr("sproget: da eller en"))
    vignettes = _command(about, "vignettes", _content_vignettes, tr("vis øvelserne som JSON, uden at røbe dem"))
    vignettes.add_argument("--language", default=None, metavar="CODE", help=tr("sproget: da eller en"))


def _command(commands: _Commands, name: str, act: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
    opens_the_store = act in (_intake, _cases, _sheet, _week, _check, _export, _backup, _drill)
    epilog = (
        tr("Åbner sagsskabet: --store DIR --user NAME --passphrase-file FILE (ellers spørges der).")
        if opens_the_store
        else None
    )
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says, epilog=epilog)
    parser.set_defaults(act=act)
    return parser


def path_named(text: str) -> Path:
    """The path of an argument. Raises WrongUsage for an empty one, which would silently mean the folder one stands in."""
    if not text.strip() or "\0" in text:
        raise WrongUsage(tr("Et navn på en fil eller mappe må ikke være tomt. Skriv det ud."))
    return Path(text)


def _how_many(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise WrongUsage(tr("Angiv --limit som et helt tal fra 1."))
    return min(number, _MOST_LINES)


# -- opening -----------------------------------------------------------------------------------------------------------------


def _language(code: str) -> Language:
    try:
        return Language(code)
    except ValueError:
        raise WrongUsage(tr("Sproget {code} findes ikke. Vælg et af: {codes}.", code=code, codes=", ".join(Language))) from None


def _opened(options: argparse.Namespace) -> Drawer:
    """The open store of the command. The passphrase comes from the named file, else from a prompt."""
    if not options.user:
        raise WrongUsage(tr("Angiv --user NAVN."))
    vault = app.vault_at(_store_of(options))
    try:
        vault.is_there()
        return vault.unlock(options.user, read_passphrase(options.passphrase_file))
    except OSError as problem:
        names = {"folder": str(vault.folder), "problem": problem.strerror or "?"}
        raise PlaceUnfit(tr("Mappen {folder} kunne ikke læses: {problem}", **names)) from None


def _store_of(options: argparse.Namespace) -> Path:
    return app.store_folder(options.store, app.read_preferences())


# -- the acts ----------------------------------------------------------------------------------------------------------------


def _demo(options: argparse.Namespace) -> int:
    from stalkdesk import demo

    if options.store is None:
        raise WrongUsage(tr("Angiv --store MAPPE: en tom mappe til de opdigtede sager."))
    if not 0 <= options.cases <= 1_000_000:
        raise WrongUsage(tr("Antallet af sager skal være mellem 0 og 1.000.000."))
    folder = app.store_folder(options.store, {})
    return answer(demo.made(folder, options.cases, options.seed, datetime.now(UTC)))


def _assess(options: argparse.Namespace) -> int:
    from stalkdesk.assessing import assessed

    explain_in = _language(options.explain) if options.explain is not None else None
    found = assessed(read_json(options.file), explain_in)
    return answer_each(found) if explain_in is not None and isinstance(found, list) else answer(found)


def _intake(options: argparse.Namespace) -> int:
    from stalkdesk import paper_form

    untrusted = read_json(options.answers)
    filed: paper_form.FiledForm | None = None
    try:
        with closing(_opened(options)) as drawer:
            filed = paper_form.filed(drawer, app.library(), untrusted, datetime.now(UTC))
        return answer(asdict(filed))
    except (AnswerUnwritten, KeyboardInterrupt):
        if filed is None:
            raise
        sentence = tr("Sagen er oprettet som {reference}, men svaret kunne ikke skrives.", reference=filed.reference)
        raise AnswerUnwritten(sentence) from None


def _cases(options: argparse.Namespace) -> int:
    with closing(_opened(options)) as drawer:
        lines = drawer.cases(options.query, options.limit)
    return answer([{key: _plain(value) for key, value in asdict(line).items() if key != "case_id"} for line in lines])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _sheets(options: argparse.Namespace) -> int:
    today = datetime.now().astimezone().date()
    library = app.library()
    by_id = {language: {sheet.id: sheet for sheet in library.shelf(language)} for language in Language}
    return answer(
        [
            {
                "id": sheet.id,
                "version": sheet.version,
                "title": {language.value: by_id[language][sheet.id].title for language in Language},
                "languages": [language.value for language in Language if not by_id[language][sheet.id].missing],
                "purpose": sheet.purpose,
                "valid_from": sheet.valid_from.isoformat(),
                "last_checked": sheet.last_checked.isoformat(),
                "is_overdue": sheet.is_overdue(today),
            }
            for sheet in library.shelf(spoken())
        ]
    )


def _sheet(options: argparse.Namespace) -> int:
    from stalkdesk.casework.cases import SheetGiven
    from stalkdesk.guidance.composing import composed
    from stalkdesk.guidance.filling_in import setting_for

    language, store = _language(options.language), _store_of(options)
    refuse_place(options.out, store)
    sheet = next((sheet for sheet in app.library().shelf(language) if sheet.id == options.sheet), None)
    if sheet is None:
        known = ", ".join(sheet.id for sheet in app.library().shelf(language))
        raise WrongUsage(tr("Arket {sheet} findes ikke. Hylden har: {known}.", sheet=options.sheet, known=known))
    with closing(_opened(options)) as drawer:
        case = drawer.case(options.case)
        now = datetime.now(UTC)
        setting = setting_for(
            case, drawer.unit(), drawer.contacts(), app.library().agencies(language), app.library().words(language), now
        )
        setting = replace(setting, journal_mark=drawer.journal_mark())
        made = app.pdf(composed(sheet, setting))
        given = SheetGiven(sheet.id, sheet.version, language.value, app.page_count(made), "saved", now, drawer.officer.initials)
        write_out({options.out: made}, store, lambda: drawer.keep_sheet_given(options.case, (given,)))
    return answer(
        {"file": str(options.out), "sheet": sheet.id, "version": sheet.version, "language": language, "pages": given.pages}
    )


def _handbook(options: argparse.Namespace) -> int:
    from stalkdesk.knowledge.handbook_document import handbook_document

    language, store = _language(options.language), _store_of(options)
    refuse_place(options.out, store)
    handbook = app.library().handbook(language)
    made = app.pdf(handbook_document(handbook, datetime.now().astimezone().date()))
    write_out({options.out: made}, store, lambda: None)
    return answer(
        {
            "file": str(options.out),
            "version": handbook.version,
            "language": language,
            "entries": len(handbook.pages()),
            "pages": app.page_count(made),
        }
    )


def _week(options: argparse.Namespace) -> int:
    from stalkdesk.casework.journal_marks import Recipient
    from stalkdesk.casework.officers import Act
    from stalkdesk.oversight.weekly import parse_week, summary_of

    iso_year, iso_week = parse_week(options.week)
    store = _store_of(options)
    refuse_place(options.out, store)
    with closing(_opened(options)) as drawer:
        if not drawer.officer.may(Act.EXPORT_WEEK):
            raise NotAllowed(tr("Kun en leder kan hente ugeoversigten."))
        unit = drawer.unit()
        summary = summary_of(drawer, iso_year, iso_week, datetime.now(UTC))
        files = {options.out / name: content for name, content in app.week_files(summary, unit, spoken()).items()}
        whom = Recipient.OWN_UNIT
        write_out(files, store, lambda: drawer.note("export", fields=("week",), reason=options.week, recipient=whom))
    return answer({"week": options.week, "files": [str(target) for target in files]})


def _export(options: argparse.Namespace) -> int:
    from stalkdesk.everything_out import written_out

    return written_out(lambda: _opened(options), options.out, options.reason, options.understood)


def _check(options: argparse.Namespace) -> int:
    from stalkdesk.casework.journal_marks import parsed_mark

    mark = None if options.anchor is None else parsed_mark(options.anchor)
    with closing(_opened(options)) as drawer:
        missed = () if mark is None else drawer.mark_faults(mark)
        faults = (*missed, *drawer.faults())
    held = {} if mark is None else {"anchor": {"line": mark.text, "held": not missed}}
    answer({"whole": not faults, "faults": list(faults), **held})
    if faults:
        complain(tr("Sagsskabet har fejl. Brug en sikkerhedskopi, og kontakt den, der passer programmet."))
    return 1 if faults else 0


def _backup(options: argparse.Namespace) -> int:
    from stalkdesk.backing_up import backed_up

    return backed_up(lambda: _opened(options), options.out)


def _restore(options: argparse.Namespace) -> int:
    from stalkdesk.backing_up import restored

    if options.store is None:
        raise WrongUsage(tr("Angiv --store MAPPE: en ny eller tom mappe til sagsskabet."))
    return restored(options.backup, _store_of(options), options.user, options.passphrase_file, options.recovery_file)


def _drill(options: argparse.Namespace) -> int:
    from stalkdesk.backing_up import drilled

    return drilled(lambda: _opened(options))


def _content(options: argparse.Namespace) -> int:
    raise WrongUsage(tr("Angiv, hvad der ønskes: content check, content questions eller content vignettes."))


def _content_check(options: argparse.Namespace) -> int:
    from stalkdesk.data.library import Library

    library = Library(options.folder) if options.folder is not None else app.library()
    faults = library.faults()
    if not faults:
        faults = _unprintable(library)
    whole = not faults
    answer(
        {
            "agrees": whole,
            "faults": list(faults),
            "untranslated": {code.value: list(library.untranslated(code)) for code in Language} if whole else {},
            "overdue": list(library.overdue(datetime.now().astimezone().date())) if whole else [],
        }
    )
    if not whole:
        complain(tr("Indholdet stemmer ikke: {fault}", fault=faults[0]))
    return 0 if whole else 1


def _unprintable(library: Library) -> tuple[str, ...]:
    """A sentence for each text of the shelf with a character that the bundled fonts don't have."""
    from stalkdesk.paper.fonts import unprintable

    return tuple(
        tr("{place}: skrifttypen har ikke tegnet {signs}.", place=place, signs=" ".join(sorted(signs)))
        for language in Language
        for place, text in library.printed_texts(language)
        if (signs := unprintable(text, places.resources() / "fonts"))
    )


def _content_questions(options: argparse.Namespace) -> int:
    checklist = app.library().checklist(_language(options.language) if options.language else spoken(), "")
    return answer(
        [
            {
                "id": question.id,
                "section": section.id,
                "section_number": section.number,
                "ask": question.ask,
                "kind": question.kind,
                "compartment": question.compartment,
                "choices": [choice.id for choice in question.choices],
                "condition": [{key: list(values) for key, values in one.table.items()} for one in question.ask_if],
                "required": question.required,
                "critical": question.critical,
            }
            for section in checklist.sections
            for question in section.questions
        ]
    )


def _content_vignettes(options: argparse.Namespace) -> int:
    vignettes = app.library().vignettes(_language(options.language) if options.language else spoken())
    return answer([{"id": one.id, "title": one.title, "who": one.who, "desk": one.desk.value} for one in vignettes])
