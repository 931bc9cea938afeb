"""The commands of `stalkdesk`: each a call down to the desk and one answer up, as JSON."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stalkdesk import app
from stalkdesk.commands.finding import add_find_options
from stalkdesk.commands.handover_options import add_to as add_handovers
from stalkdesk.commands.sheets import add_sheet_options, language_named
from stalkdesk.commands.terminal import answer, answer_each, complain, read_json, read_passphrase
from stalkdesk.errors import AnswerUnwritten, NotAllowed, PlaceUnfit, WrongUsage
from stalkdesk.exports import refuse_place, write_out
from stalkdesk.language import SCREEN_LANGUAGES, Language, spoken, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalkdesk.casework.drawer import Drawer

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

    add_sheet_options(
        _command(commands, "sheet", _sheet, tr("gem et vejledningsark som PDF, til en sag eller tomt")), path_named
    )

    handbook = _command(commands, "handbook", _handbook, tr("gem håndbogen som PDF; kræver intet sagsskab"))
    handbook.add_argument("--language", required=True, metavar="CODE", help=tr("håndbogens sprog: da eller en"))
    handbook.add_argument("--out", required=True, type=path_named, metavar="FILE.pdf", help=tr("filen, som håndbogen gemmes i"))

    week = _command(commands, "week", _week, tr("gem ugeoversigten som PDF, XLSX og CSV"))
    week.add_argument("week", metavar="2026-W47", help=tr("ISO-uge"))
    week.add_argument("--out", required=True, type=path_named, metavar="DIR", help=tr("mappen, som filerne lægges i"))

    _add_following_to(commands)
    _add_export(commands)
    _add_erase_to(commands)
    _add_check_to(commands)
    _add_backups_to(commands)
    _add_content_to(commands)


def _add_following_to(commands: _Commands) -> None:
    add_find_options(_command(commands, "find", _find, tr("find en person, der har været her før")))
    _command(commands, "today", _today, tr("vis, hvad der venter i dag"))
    add_handovers(partial(_command, commands, opens=True), _opened, _store_of, path_named)


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


def _add_erase_to(commands: _Commands) -> None:
    erase = _command(commands, "erase", _erase, tr("slet en sag for altid; kun for en leder"))
    erase.add_argument("reference", metavar="REF", help=tr("sagens reference"))
    reasons = "mistake, duplicate, no_longer_kept, decided, other"
    erase.add_argument("--reason", required=True, metavar="CODE", help=tr("hvorfor; en af: {codes}", codes=reasons))
    erase.add_argument("--remark", default="", metavar="TEXT", help=tr("en bemærkning til journalen, intet om sagen selv"))
    erase.add_argument("--confirm", default=None, metavar="REF", help=tr("sagens reference igen; ellers spørges der"))


def _add_content_to(commands: _Commands) -> None:
    content = _command(commands, "content", _content, tr("tjekliste, regler og ark"))
    about = content.add_subparsers(title=tr("kommandoer"), metavar="")
    check = _command(about, "check", _content_check, tr("stemmer indholdet med sig selv og med programmet?"))
    check.add_argument("folder", nargs="?", type=path_named, metavar="DIR", help=tr("mappen med indholdet"))
    check.add_argument("--json", action="store_true", help=tr("svaret er altid JSON"))
    questions = _command(about, "questions", _content_questions, tr("vis tjeklisten som JSON"))
    questions.add_argument("--language", default=None, metavar="CODE", help=tr("sproget: da eller en"))
    vignettes = _command(about, "vignettes", _content_vignettes, tr("vis øvelserne som JSON, uden at røbe dem"))
    vignettes.add_argument("--language", default=None, metavar="CODE", help=tr("sproget: da eller en"))


def _command(
    commands: _Commands, name: str, act: Callable[[argparse.Namespace], int], says: str, opens: bool = False
) -> argparse.ArgumentParser:
    opens_the_store = opens or act in (_intake, _cases, _find, _today, _sheet, _week, _check, _export, _erase, _backup, _drill)
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
    """A language of the screen, which the checklist, the rules and the handbook are in. Raises WrongUsage."""
    language = language_named(code)
    if language not in SCREEN_LANGUAGES:
        raise WrongUsage(tr("Her findes kun: {codes}.", codes=", ".join(SCREEN_LANGUAGES)))
    return language


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
    from stalkdesk.demo import making

    if options.store is None:
        raise WrongUsage(tr("Angiv --store MAPPE: en tom mappe til de opdigtede sager."))
    if not 0 <= options.cases <= 1_000_000:
        raise WrongUsage(tr("Antallet af sager skal være mellem 0 og 1.000.000."))
    folder = app.store_folder(options.store, {})
    return answer(making.made(folder, options.cases, options.seed, datetime.now(UTC)))


def _assess(options: argparse.Namespace) -> int:
    from stalkdesk.commands.assessing import assessed

    explain_in = _language(options.explain) if options.explain is not None else None
    found = assessed(read_json(options.file), explain_in)
    return answer_each(found) if explain_in is not None and isinstance(found, list) else answer(found)


def _intake(options: argparse.Namespace) -> int:
    from stalkdesk.commands import paper_form

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


def _find(options: argparse.Namespace) -> int:
    from stalkdesk.commands.finding import found

    return found(lambda: _opened(options), options.text, options.role)


def _today(options: argparse.Namespace) -> int:
    from stalkdesk.commands.today import day_told

    return day_told(lambda: _opened(options))


def _sheets(options: argparse.Namespace) -> int:
    from stalkdesk.commands.sheets import listed

    return listed()


def _sheet(options: argparse.Namespace) -> int:
    from stalkdesk.commands.sheets import drawn

    return drawn(options, _opened, _store_of(options))


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
    from stalkdesk.commands.everything_out import written_out

    return written_out(lambda: _opened(options), options.out, options.reason, options.understood)


def _erase(options: argparse.Namespace) -> int:
    from stalkdesk.commands.erasing import erased

    passphrase, confirmed = options.passphrase_file, options.confirm
    return erased(lambda: _opened(options), options.reference, options.reason, options.remark, confirmed, passphrase)


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
    from stalkdesk.commands.backing_up import backed_up

    return backed_up(lambda: _opened(options), options.out)


def _restore(options: argparse.Namespace) -> int:
    from stalkdesk.commands.backing_up import restored

    if options.store is None:
        raise WrongUsage(tr("Angiv --store MAPPE: en ny eller tom mappe til sagsskabet."))
    return restored(options.backup, _store_of(options), options.user, options.passphrase_file, options.recovery_file)


def _drill(options: argparse.Namespace) -> int:
    from stalkdesk.commands.backing_up import drilled

    return drilled(lambda: _opened(options))


def _content(options: argparse.Namespace) -> int:
    raise WrongUsage(tr("Angiv, hvad der ønskes: content check, content questions eller content vignettes."))


def _content_check(options: argparse.Namespace) -> int:
    from stalkdesk.commands.content_checking import checked
    from stalkdesk.data.library import Library

    return checked(Library(options.folder) if options.folder is not None else app.library())


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
