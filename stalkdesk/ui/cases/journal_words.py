"""The acts of the journal in words, and the many answers of one minute in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from stalkdesk.casework.cases import JournalLine
from stalkdesk.language import tr


def act_word(act: str) -> str:
    """An act as it is read; an act that this version does not know is shown as it stands."""
    words = {
        "set_up": tr("sagsskabet oprettet"),
        "login": tr("låst op"),
        "failed_login": tr("mislykket oplåsning"),
        "lock": tr("låst"),
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
        "weigh": tr("set, hvad en tilføjelse ville betyde"),
        "instrument": tr("andres vurdering noteret"),
        "discard": tr("kladde kasseret"),
        "print": tr("printet"),
        "export": tr("hentet ud"),
        "sheet_given": tr("ark givet"),
        "settings": tr("indstilling ændret"),
        "officers": tr("medarbejder ændret"),
        "journal_number": tr("journalnummer gemt"),
        "vouched": tr("leder har godkendt"),
        "new_passphrase": tr("ny adgangssætning"),
        "recover": tr("åbnet med genskabelsesnøgle"),
        "recovery_sheet": tr("nyt genskabelsesark"),
        "tail_missing": tr("linjer mangler i journalen"),
    }
    return words.get(act, act)


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
