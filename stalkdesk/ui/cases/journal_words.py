"""The acts of the journal in words, and the many answers of one minute in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from stalkdesk.casework.additions import Instrument
from stalkdesk.casework.cases import JournalLine
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.papers import Outcome
from stalkdesk.language import tr
from stalkdesk.ui.cases.instrument_words import instrument_word
from stalkdesk.ui.papers.words import outcome_said
from stalkdesk.ui.persons.journal_fields import PERSONS, persons_words

LOWERED = "urgency_lowered"
"""How the journal says among the fields that a level was lowered."""
EVALUATED = frozenset({"file", "evaluate"})
"""Acts that leave an evaluation, each one."""


def act_word(act: str) -> str:
    """An act as it is read; an act that this version does not know is shown as it stands."""
    return (_acts_on_cases() | _acts_after_the_door() | _acts_on_the_store()).get(act, act)


def line_word(line: JournalLine) -> str:
    """The act of a line. A look-up that belongs to a case was not typed: the program compared what the case says."""
    if line.act == _SEARCH and line.reference:
        return tr("sammenlignet af programmet med andre sager")
    return act_word(line.act)


def words_about(line: JournalLine, names: Mapping[str, str]) -> str:
    """What the act was about. `names`: question or sheet id -> what it is called."""
    fields = [one for one in line.fields if not (line.act == _SEARCH and line.reference and one == PERSONS)]
    return ", ".join(word for word in (names.get(one) or field_word(one) for one in fields) if word)


def _acts_on_cases() -> dict[str, str]:
    return {
        "create": tr("sag begyndt"),
        "emergency": tr("112-skærmen åbnet"),
        "answer": tr("svar gemt"),
        "take_back": tr("svar taget tilbage"),
        "unfinished": tr("ufærdigt svar gemt"),
        "resume": tr("kladde taget op igen"),
        "view": tr("læst"),
        "search": tr("søgt"),
        "search_skipped": tr("begyndt uden at søge"),
        "view_protected": tr("beskyttet ark åbnet"),
        "file": tr("sagen oprettet"),
        "alter": tr("føjet til sagen"),
        "evaluate": tr("sagen vurderet igen"),
        "attach": tr("bilag taget ind"),
        "view_attachment": tr("bilag åbnet"),
        "erase_attachment": tr("bilag slettet"),
        "erase_case": tr("sagen slettet"),
        "weigh": tr("set, hvad en tilføjelse ville betyde"),
        "instrument": tr("andres vurdering noteret"),
        "discard": tr("kladde kasseret"),
        "print": tr("printet"),
        "export": tr("hentet ud"),
        "sheet_given": tr("ark givet"),
        "sheet_waits": tr("ark lagt klar til print"),
        "read_aloud": tr("læst højt ved skranken"),
        "not_given": tr("intet papir givet"),
        "sheet_settled": tr("noteret, hvad der skete med arket"),
        "journal_number": tr("journalnummer gemt"),
    }


def _acts_after_the_door() -> dict[str, str]:
    return {
        "visit": tr("ny henvendelse"),
        "incidents_taken_in": tr("den udsattes log hentet ind"),
        "weigh_package": tr("set, hvad en pakke ville indeholde"),
        "handover": tr("pakke til en anden skranke"),
        "open_package": tr("set i en pakke fra en anden skranke"),
        "received": tr("modtaget fra en anden skranke"),
        "conflict": tr("uenighed mellem to skranker"),
        "register_desk": tr("en anden skranke i registret"),
        "register_own_keys": tr("skrankens nøgler til pakker"),
        "register_package": tr("pakke åbnet eller afvist"),
        "exhibit": tr("effekt gemt"),
        "custody": tr("noteret, hvor en effekt er"),
        "case_note": tr("sagsnotat lavet"),
        "same_person": tr("sager knyttet til samme person, eller skilt ad igen"),
        "code_card": tr("kodekort lavet"),
        "measure": tr("støtteplanen ændret"),
        "follow_up": tr("opfølgning noteret"),
        "taken_over": tr("noteret, hvem der har sagen"),
        "consent": tr("samtykke noteret"),
        "sharing": tr("delt uden samtykke"),
        "withheld": tr("noteret, hvad der holdes tilbage"),
        "typical": tr("typiske hændelser valgt"),
        "in_error": tr("markeret som fejl, eller markeringen taget tilbage"),
    }


def _acts_on_the_store() -> dict[str, str]:
    return {
        "set_up": tr("sagsskabet oprettet"),
        "login": tr("låst op"),
        "failed_login": tr("mislykket oplåsning"),
        "lock": tr("låst"),
        "combine": tr("sager talt sammen"),
        "settings": tr("indstilling ændret"),
        "officers": tr("medarbejder ændret"),
        "register_contact": tr("kontakt ændret"),
        "register_away": tr("fravær noteret"),
        "register_checked": tr("nummer tjekket"),
        "content_proposed": tr("ændring af indhold foreslået"),
        "content_approved": tr("ændring af indhold godkendt"),
        "content_rejected": tr("ændring af indhold afvist"),
        "content_withdrawn": tr("ændring af indhold trukket tilbage"),
        "vouched": tr("leder har godkendt"),
        "new_passphrase": tr("ny adgangssætning"),
        "recover": tr("åbnet med genskabelsesnøgle"),
        "recovery_sheet": tr("nyt genskabelsesark"),
        "backup": tr("sikkerhedskopi taget"),
        "restore": tr("hentet fra sikkerhedskopi"),
        "drill": tr("genskabelse øvet"),
        "rotate_keys": tr("sagsskabets nøgle udskiftet"),
        "recovery_drill": tr("genskabelsesark prøvet af"),
        "tail_missing": tr("linjer mangler i journalen"),
        "signing_begun": tr("underskrifter begyndt"),
        "signing_key": tr("ny nøgle til underskrift"),
    }


def field_word(field: str) -> str:
    """What an act was about, where it is no question; one that this version does not know is shown as it stands."""
    words = {"incident": tr("ny hændelse"), "entries": tr("noteret efter samtalen"), LOWERED: tr("hastegraden sat ned")}
    words |= {outcome.value: outcome_said(outcome) for outcome in Outcome}
    words |= {"all": tr("alt i sagsskabet"), "stopped": tr("afbrudt undervejs")}
    words |= {"visit_begun": tr("henvendelse begyndt"), "visit_dropped": tr("begyndt henvendelse kasseret")}
    words |= {"addition_begun": tr("tilføjelse begyndt"), "addition_dropped": tr("begyndt tilføjelse kasseret")}
    words |= {"held_already": tr("nøglen var der i forvejen")}
    words |= persons_words(field)
    kind, colon, number = field.partition(":")
    if colon and field not in words:
        return _thing_word(kind, number)
    return words.get(field) or {one.value: instrument_word(one) for one in Instrument}.get(field, field)


def _thing_word(kind: str, number: str) -> str:
    """A numbered thing of a case; empty for what only the program needs (the entry's own number, its sum)."""
    if kind in ("exhibit", "custody"):
        return tr("effekt {number}", number=number)
    if kind == "visit" and number.isdecimal():
        return tr("henvendelse {number}", number=int(number) + 1)
    return ""


def recipient_word(recipient: str) -> str:
    """Who got it, as it is read; empty when nobody did."""
    words = {
        Recipient.VICTIM.value: tr("til den udsatte"),
        Recipient.OWN_UNIT.value: tr("til egen enhed"),
        Recipient.OTHER_AUTHORITY.value: tr("til en anden myndighed"),
        Recipient.BACKUP_PLACE.value: tr("til et sted for sikkerhedskopier"),
    }
    return words.get(recipient, recipient)


_SEARCH = "search"
GATHERED = frozenset({"answer", "take_back", "unfinished"})
"""Acts that come by the dozen while an intake goes on; each of them stands in the journal by itself."""


def gathered(lines: Sequence[JournalLine]) -> tuple[tuple[JournalLine, ...], ...]:
    """The lines in their order, those beside one another together that are the same gathered act of the same officer in the
    same minute."""
    groups = groupby(enumerate(lines), key=lambda numbered: _kind(*numbered))
    return tuple(tuple(line for _place, line in group) for _key, group in groups)


def _kind(place: int, line: JournalLine) -> tuple[object, ...]:
    minute = line.at.replace(second=0, microsecond=0)
    return (line.act, line.officer_name, minute) if line.act in GATHERED else (place,)
