"""A desk for tests: a small checklist of its own with every kind of answer, small rules, one sheet, and a fake drawer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Officer, Unit
from stalkdesk.exports import write_out
from stalkdesk.guidance.blocks import Document, Heading, Paragraph
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart, Source
from stalkdesk.intake.checklist import AnswerKind, Checklist, Choice, Compartment, Condition, Question, Section, Tense
from stalkdesk.intake.explaining import RuleWord, RuleWords
from stalkdesk.intake.windows import DEFAULTS
from stalkdesk.language import Language
from stalkdesk.oversight.weekly_summary import WeeklySummary
from stalkdesk.places import resources
from stalkdesk.ui.desk import Desk
from tests.knowledge.small_handbook import small_handbook
from tests.ui.fakes import SUPERVISOR, FakeStore, FakeVault

VERSION = "0000-1"
TITLE = "Råd til dig"
A, B = Compartment.FACTS, Compartment.PROTECTED


def _if(**table: tuple[str, ...]) -> tuple[Condition, ...]:
    return (Condition(table),)


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, label) for code, label in labels.items())


def _danger() -> Section:
    section = "danger"
    hints = ("Fordi livet kommer før papiret.", "Spørg roligt: Er du i fare lige nu?")
    return Section(
        section,
        1,
        "Akut fare",
        "Spørg om dette først.",
        (
            Question(
                "danger_now",
                section,
                "Er du i fare lige nu?",
                AnswerKind.YES_NO,
                A,
                *hints,
                required=True,
                critical=True,
                red=("yes",),
            ),
            Question("threats", section, "Er der fremsat trusler?", AnswerKind.YES_NO, A, *hints, required=True, critical=True),
            Question(
                "threat_words",
                section,
                "Hvad blev der sagt, ord for ord?",
                AnswerKind.LONG_TEXT,
                A,
                *hints,
                ask_if=_if(threats=("yes",)),
            ),
        ),
        required=True,
    )


def _identity() -> Section:
    section = "identity"
    return Section(
        section,
        2,
        "Den udsatte",
        "Spørg kun om det, du skal bruge.",
        (
            Question("victim_name", section, "Hvad hedder du?", AnswerKind.SHORT_TEXT, B),
            Question("victim_cpr", section, "Hvad er dit CPR-nummer?", AnswerKind.CPR, B),
            Question("safe_phone", section, "Hvilket nummer må vi ringe til?", AnswerKind.PHONE, B),
        ),
    )


def _behaviours() -> Section:
    section = "behaviours"
    return Section(
        section,
        5,
        "Handlinger",
        "",
        (
            Question(
                "relationship",
                section,
                "Hvordan kender I hinanden?",
                AnswerKind.SINGLE,
                A,
                choices=_choices(ex_partner="Tidligere partner", neighbour="Nabo", stranger="Fremmed"),
            ),
            Question(
                "acts",
                section,
                "Hvad er der sket?",
                AnswerKind.MULTIPLE,
                A,
                choices=_choices(COMM="Opkald og beskeder", FOLLOW="Følger efter", GIFT="Gaver"),
            ),
            Question(
                "incidents_total",
                section,
                "Hvor mange gange i alt?",
                AnswerKind.NUMBER,
                A,
                unit="gange",
                least=1,
                most=10_000,
            ),
            Question("latest_incident", section, "Hvornår skete det sidst?", AnswerKind.DATE, A, tense=Tense.PAST),
        ),
    )


def _sharing() -> Section:
    section = "sharing"
    return Section(
        section,
        11,
        "Deling",
        "",
        (
            Question(
                "share_with",
                section,
                "Hvem må vi dele oplysningerne med?",
                AnswerKind.MULTIPLE,
                A,
                choices=_choices(police="Politiet", dsc="Dansk Stalking Center"),
                required=True,
            ),
            Question(
                "told_other_party_may_see",
                section,
                "Har du fået at vide, at udøveren kan få lov at se oplysningerne?",
                AnswerKind.TICK,
                A,
                required=True,
            ),
        ),
        required=True,
    )


def _next_steps() -> Section:
    section = "next_steps"
    return Section(
        section,
        12,
        "Næste skridt",
        "",
        (
            Question(
                "contact_person",
                section,
                "Hvem er den faste kontaktperson?",
                AnswerKind.PERSON,
                A,
                required=True,
                suggest="contacts",
            ),
            Question("next_step_1", section, "Hvad er det næste, der sker?", AnswerKind.SHORT_TEXT, A, required=True),
            Question("follow_up_on", section, "Hvornår følger vi op?", AnswerKind.DATE, A, tense=Tense.FUTURE),
        ),
        required=True,
    )


def small_checklist() -> Checklist:
    """Five sections; every kind of answer once; sections 1, 11 and 12 required; one follow-up question."""
    return Checklist(VERSION, "2026-01-01", (_danger(), _identity(), _behaviours(), _sharing(), _next_steps()))


class _EveryPhrase(dict[str, str]):
    """A phrase for every code: the code itself."""

    def __missing__(self, code: str) -> str:
        return f"«{code}»"


class _EveryRule(dict[str, RuleWord]):
    """A sentence for every rule."""

    def __missing__(self, rule: str) -> RuleWord:
        return RuleWord(rule, f"Regel {rule} er opfyldt.", "S", ("T1",))


def small_rules(language: Language) -> RuleWords:
    """Every rule and phrase has a sentence that names its code."""
    sources: Mapping[str, str] = {"T1": "En opdigtet kilde"}
    return RuleWords(VERSION, language, _EveryRule(), _EveryPhrase(), sources)


def small_shelf(language: Language) -> tuple[GuidanceSheet, ...]:
    """One sheet, always offered."""
    source = Source("T1", "En opdigtet kilde", "", date(2026, 1, 1))
    part = SheetPart("paragraph", "Ring 1-1-2, hvis du er i fare.", sources=("T1",))
    sheet = GuidanceSheet(
        "guidance",
        "1",
        language,
        TITLE,
        "Brev",
        "Det vigtigste på ét ark.",
        date(2026, 1, 1),
        date(2026, 1, 1),
        "LPR",
        12,
        (),
        (part,),
        {"T1": source},
    )
    return (sheet,)


def small_agencies(language: Language) -> tuple[Agency, ...]:
    """One helpline that may be printed."""
    source = Source("T1", "En opdigtet kilde", "", date(2026, 1, 1))
    return (Agency("emergency", "Alarmcentralen", "1-1-2", "", source, printable=True),)


def small_sources() -> dict[str, Source]:
    """The invented source, and our own words."""
    return {
        "T1": Source("T1", "En opdigtet kilde", "", date(2026, 1, 1)),
        "OWN": Source("OWN", "Os selv: Egne råd", "", date(2026, 1, 1)),
    }


def small_pdf(document: Document) -> bytes:
    """Bytes that tell which document they are: enough to see that they were asked for."""
    return b"%PDF-1.4\n% " + document.title.encode("utf-8")


def small_recovery(sheet: RecoverySheet, unit: Unit) -> Document:
    """The recovery sheet as two blocks."""
    return Document("Genskabelsesark", Language.DANISH, (Heading(unit.name, 1), Paragraph(" ".join(sheet.key_groups))))


def small_week_files(summary: WeeklySummary, unit: Unit, language: Language) -> dict[str, bytes]:
    """The three files of a week, by name."""
    stem = f"uge-{summary.iso_year}-W{summary.iso_week:02}"
    return {f"{stem}.{kind}": unit.name.encode() for kind in ("pdf", "xlsx", "csv")}


def small_desk(folder: Path, officer: Officer | None = SUPERVISOR, *, is_set_up: bool = True) -> Desk:
    """A desk over a fake store in `folder`: unlocked for `officer`, locked when None, before set-up if not `is_set_up`.

    `desk.vault` is a `FakeVault`; its `store` shows what was written.
    """
    store = FakeStore() if is_set_up else None
    vault = FakeVault(folder, store)
    desk = Desk(
        vault=vault,
        vault_at=lambda other: FakeVault(other),
        checklist=lambda language, version, windows=DEFAULTS: small_checklist(),
        rules=small_rules,
        shipped_shelf=small_shelf,
        shipped_agencies=small_agencies,
        sources=small_sources,
        words=lambda language: _EveryPhrase(),
        handbook=small_handbook,
        pdf=small_pdf,
        page_count=lambda pdf: 1,
        week_files=small_week_files,
        recovery_document=small_recovery,
        write_out=write_out,
        resources=resources(),
    )
    if store is not None:
        desk.now = store.clock
        if officer is not None:
            desk.drawer = vault.unlock(officer.user_name, store.passphrases[officer.user_name])
    return desk
