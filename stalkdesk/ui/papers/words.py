"""The words for papers on the screen: languages, variants, how a sheet left the desk, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.guidance.carrying import Told, Way
from stalkdesk.guidance.sheets import ContentStatus, GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import Language, tr

OUTCOMES = (Outcome.TAKEN, Outcome.DECLINED, Outcome.NOT_SAFE, Outcome.AT_DESK)


def language_word(language: Language) -> str:
    """What a language is called on the screen."""
    return {
        Language.DANISH: tr("Dansk"),
        Language.ENGLISH: tr("Engelsk"),
        Language.GERMAN: tr("Tysk"),
        Language.POLISH: tr("Polsk"),
        Language.UKRAINIAN: tr("Ukrainsk"),
        Language.ARABIC: tr("Arabisk"),
        Language.TURKISH: tr("Tyrkisk"),
        Language.PERSIAN: tr("Persisk"),
    }[language]


def language_choice(language: Language, is_reviewed: bool = True) -> str:
    """A language as it is chosen: what it is called here and by those who speak it, and whether it was reviewed."""
    here = language_word(language)
    name = here if here == language.own_name else f"{here} · \u2068{language.own_name}\u2069"
    return name if is_reviewed else tr("{language} (ikke gennemgået)", language=name)


def coded_language(code: str) -> str:
    """The language of a code in a word, also one that this version does not know."""
    known = {language.value: language for language in Language}
    return language_word(known[code]) if code in known else code


def variant_word(variant: str) -> str:
    """A variant in words; empty for the usual one."""
    words = {Variant.LARGE: tr("stor skrift"), Variant.NEUTRAL: tr("neutral overskrift"), Variant.CARD: tr("kort til pungen")}
    return {one.value: word for one, word in words.items()}.get(variant, "")


def paper_titles() -> dict[str, str]:
    """What papers are called that are kept with a case and lie on no shelf, by the id they are kept under."""
    return {"custody_receipt": tr("Kvittering for udlevering"), "pattern_page": tr("Mønsterside")}


def how_word(how: How) -> str:
    """How a sheet left the desk."""
    return {
        How.PRINTED: tr("printet"),
        How.SAVED: tr("gemt som PDF"),
        How.READ_ALOUD: tr("læst højt"),
        How.NOT_GIVEN: tr("ikke givet"),
        How.WAITING: tr("lagt klar til print"),
    }[how]


def outcome_word(outcome: Outcome) -> str:
    """What became of a sheet, as it is chosen."""
    return {
        Outcome.TAKEN: tr("Den udsatte tog dem med"),
        Outcome.DECLINED: tr("Den udsatte ville ikke have dem"),
        Outcome.NOT_SAFE: tr("Det var alligevel ikke trygt"),
        Outcome.AT_DESK: tr("De ligger her til næste gang"),
    }[outcome]


def outcome_said(outcome: Outcome | None) -> str:
    """What became of a sheet, as it is told; empty while nobody said."""
    words = {
        Outcome.TAKEN: tr("taget med"),
        Outcome.DECLINED: tr("afslået"),
        Outcome.NOT_SAFE: tr("ikke trygt at tage med"),
        Outcome.AT_DESK: tr("ligger her"),
    }
    return words[outcome] if outcome is not None else ""


def way_word(way: Way) -> str:
    """A way to be helped without the sheets as they are."""
    return {
        Way.PAPER: tr("Arkene, som de er"),
        Way.NEUTRAL: tr("Ark med neutral overskrift"),
        Way.CARD: tr("Et lille kort til pungen"),
        Way.READ_ALOUD: tr("Bliv her, og læs det højt"),
        Way.NOTHING: tr("Intet papir i dag"),
    }[way]


def way_told(way: Way) -> str:
    """What a way means, in one line."""
    return {
        Way.PAPER: "",
        Way.NEUTRAL: tr("Øverst står intet om, hvad det handler om. Teksten indeni er den samme."),
        Way.CARD: tr("Kun kontaktperson, næste samtale og få numre."),
        Way.READ_ALOUD: tr("Arket bliver ved skranken og står stort på skærmen."),
        Way.NOTHING: tr("Det bliver noteret. Der skal ingen grund til."),
    }[way]


def status_word(status: ContentStatus | None) -> str:
    """How far a text has come."""
    if status is None:
        return tr("ikke oversat")
    return {
        ContentStatus.DRAFT: tr("kladde"),
        ContentStatus.REVIEWED: tr("gennemgået"),
        ContentStatus.APPROVED: tr("godkendt"),
    }[status]


def translation_said(sheets: tuple[GuidanceSheet, ...]) -> str:
    """What must be known of a translation before it is handed out; empty when there is nothing."""
    if all(sheet.is_source for sheet in sheets):
        return ""
    if any(sheet.translation is None for sheet in sheets):
        return tr("Noget er ikke oversat endnu og står på dansk. Det kan ses på arket.")
    if any(sheet.is_stale for sheet in sheets):
        return tr("Den danske tekst er ændret, siden der blev oversat. Gå arket igennem sammen.")
    if any(sheet.needs_translator for sheet in sheets):
        return tr("Ikke gennemgået af en oversætter endnu. Det står også nederst på arket.")
    return ""


def contact_rules(told: Told) -> Iterator[str]:
    """What must be remembered when she is called or written to."""
    if told.no_message:
        yield tr("Læg ingen besked, hvis der ikke bliver svaret.")
    if told.has_code_word:
        yield tr("Brug det kodeord, I har aftalt.")
    if told.hours:
        yield tr("Det er sikkert at ringe: {hours}", hours=told.hours)
    if told.no_letters:
        yield tr("Send hverken brev eller digital post.")
    if told.is_read:
        yield tr("Andre læser måske med på telefon eller mail. Giv det i hånden.")


def sheet_line(sheet: SheetGiven, at: str) -> str:
    """A sheet of a case on one line, without its title: when, how, in which version, language and variant, by whom."""
    in_languages = coded_language(sheet.language)
    if sheet.beside:
        in_languages = f"{in_languages} + {coded_language(sheet.beside)}"
    parts = (
        tr("{how} {at} af {by}", how=how_word(sheet.how), at=at, by=sheet.by),
        in_languages,
        tr("version {version}", version=sheet.sheet_version),
        variant_word(sheet.variant),
        outcome_said(sheet.outcome),
        tr("kopi af et tidligere ark") if sheet.first_id else "",
    )
    return " · ".join(part for part in parts if part)


def waiting_said(count: int) -> str:
    """How many sheets wait; empty for none."""
    if count > 1:
        return tr("{count} ark venter på at blive printet.", count=count)
    return tr("Ét ark venter på at blive printet.") if count else ""
