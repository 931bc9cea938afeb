"""The acts of the journal in words, and the many answers of one minute in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from stalkdesk.casework.additions import Instrument
from stalkdesk.casework.cases import JournalLine
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.papers import Outcome
from stalkdesk.language import tr
from stalkdesk.ui.cases.instrument_words import instrument_word
from stalkdesk.ui.papers.words import outcome_said

LOWERED = "urgency_lowered"
"""How the journal says among the fields that a level was lowered."""
EVALUATED = frozenset({"file", "evaluate"})
"""Acts that leave an evaluation, each one."""


def act_word(act: str) -> str:
    """An act as it is read; an act that this version does not know is shown as it stands."""
    return (_acts_on_cases() | _acts_on_the_store()).get(act, act)


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


def _acts_on_the_store() -> dict[str, str]:
    return {
        "set_up": tr("sagsskabet oprettet"),
        "login": tr("låst op"),
        "failed_login": tr("mislykket oplåsning"),
        "lock": tr("låst"),
        "combine": tr("sager talt sammen"),
        "settings": tr("indstilling ændret"),
        "officers": tr("medarbejder ændret"),
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
    words = {"incident": tr("ny hændelse"), LOWERED: tr("hastegraden sat ned")}
    words |= {outcome.value: outcome_said(outcome) for outcome in Outcome}
    words |= {"all": tr("alt i sagsskabet"), "stopped": tr("afbrudt undervejs")}
    words |= {"held_already": tr("nøglen var der i forvejen")}
    return words.get(field) or {one.value: instrument_word(one) for one in Instrument}.get(field, field)


def recipient_word(recipient: str) -> str:
    """Who got it, as it is read; empty when nobody did."""
    words = {
        Recipient.VICTIM.value: tr("til den udsatte"),
        Recipient.OWN_UNIT.value: tr("til egen enhed"),
        Recipient.BACKUP_PLACE.value: tr("til et sted for sikkerhedskopier"),
    }
    return words.get(recipient, recipient)


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
