"""The acts of the journal in words."""

from __future__ import annotations

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
