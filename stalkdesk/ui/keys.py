"""Every key that does something here, by where it does it: shown under Viden, and held against the program by a test."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key, or a few that belong together."""

    where: str
    keys: str
    """As it is written in the program: `Ctrl+Return`; several with a comma and a space between them,
    `Alt+1–4` for those from the first to the last."""
    does: str

    @property
    def shown(self) -> str:
        """As it stands on the keyboard."""
        return ", ".join(shown_keys(one) for one in self.keys.split(", "))


def shown_keys(keys: str) -> str:
    """A shortcut as it stands on the keyboard: `Ctrl+Enter`."""
    if "–" in keys or keys == "Alt":
        return keys
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    if sys.platform == "darwin":
        return native
    for name, stands in (("Return", "Enter"), ("Left", "←"), ("Right", "→")):
        native = native.replace(name, stands)
    return native


def all_keys() -> tuple[KeyLine, ...]:
    """In the order in which one meets them."""
    lines: list[KeyLine] = []
    for where, keys in (
        (tr("Overalt"), _everywhere()),
        (tr("Ny sag: søg først"), _searching()),
        (tr("Samtalen"), _talking()),
        (tr("Lister"), _lists()),
        (tr("Sagen"), _case()),
        (tr("Henvendelser"), _visits()),
        (tr("Hændelser"), _incidents()),
        (tr("Den udsattes log"), _log()),
        (tr("Effekter"), _exhibits()),
        (tr("Støtteplan"), _plan()),
        (tr("Samtykke"), _consent()),
        (tr("Overdragelse"), _handover()),
        (tr("Vagtskifte"), (("Ctrl+P", tr("Print arket")), ("Esc", tr("Tilbage til I dag")))),
        (tr("Øvelser"), (("Ctrl+E", tr("Slut øvelsen og se svaret")), ("Alt+1–5", tr("Spørg anderledes")))),
    ):
        lines += [KeyLine(where, one, does) for one, does in keys]
    return tuple(lines)


_Keys = tuple[tuple[str, str], ...]


def _everywhere() -> _Keys:
    return (
        ("F9", tr("Akut fare: 112-skærmen")),
        ("F12", tr("Skjul skærmen, og vis den igen")),
        ("Ctrl+L", tr("Lås skranken")),
        ("F1", tr("Viden; i samtalen: om spørgsmålet")),
        ("F8", tr("Vagtskifte")),
        ("Ctrl+N", tr("Ny sag")),
        ("Ctrl+1", tr("Forside")),
        ("Ctrl+2", tr("Sager")),
        ("Ctrl+3", tr("Vejledninger")),
        ("Ctrl+4", tr("Ugeoversigt")),
        ("Ctrl+5", tr("Indhold")),
        ("Ctrl+6", tr("I dag")),
        ("Ctrl+7", tr("Kontakter")),
        ("Ctrl+9", tr("Lås og øv dig, eller tilbage")),
        ("Ctrl+,", tr("Indstillinger")),
        ("Esc", tr("Luk formularen; din tekst bliver")),
        ("Tab, Shift+Tab", tr("Til næste felt, og tilbage")),
        ("Alt", tr("Vælg med det understregede bogstav")),
    )


def _searching() -> _Keys:
    return (
        ("Ctrl+F", tr("Til søgefeltet")),
        ("Enter", tr("Åbn den sag, der er valgt")),
        ("Ctrl+Return", tr("Ingen af dem – ny sag")),
        ("Ctrl+O", tr("Åbn sagen")),
        ("Ctrl+H", tr("Ny henvendelse på sagen")),
        ("Ctrl+M", tr("Ny sag for samme person")),
        ("Alt+1–4", tr("Begynd uden at søge: grund 1 til 4")),
    )


def _talking() -> _Keys:
    return (
        ("Alt+Left, Alt+Right", tr("Et spørgsmål tilbage eller frem")),
        ("Enter", tr("Videre")),
        ("Ctrl+Return", tr("Videre fra et felt med flere linjer")),
        ("J, N, V", tr("Ja, nej, ved ikke")),
        ("1, 2, 3", tr("Den første, anden, tredje mulighed")),
        ("Ctrl+H", tr("Vejledningen til og fra")),
        ("Ctrl+S", tr("Gem og luk; kladden bliver")),
    )


def _lists() -> _Keys:
    return (
        ("Enter", tr("Åbn det, der er valgt")),
        ("Ctrl+F", tr("Søg")),
        ("F5", tr("Læs listen igen")),
    )


def _case() -> _Keys:
    return (
        ("Ctrl+Tab", tr("Til næste del af sagen")),
        ("Ctrl+Shift+Tab", tr("Til den forrige del af sagen")),
        ("Ctrl+T", tr("Tilføj til sagen")),
        ("Ctrl+Return", tr("Se vurderingen af det tilføjede")),
        ("Ctrl+S", tr("Gem i sagen, når vurderingen er set")),
    )


def _visits() -> _Keys:
    return (("Ctrl+H", tr("Ny henvendelse")), ("Ctrl+Return", tr("Videre til næste trin")))


def _incidents() -> _Keys:
    return (
        ("Enter", tr("Læg linjen til, og begynd på den næste")),
        ("Ctrl+Return", tr("Gem hændelserne")),
        ("Ctrl+F", tr("Søg i hændelserne")),
        ("T", tr("Typisk eksempel, ja eller nej")),
    )


def _log() -> _Keys:
    return (("Ctrl+Return", tr("Videre til næste trin")), ("Del", tr("Udelad rækken, eller tag den med")))


def _exhibits() -> _Keys:
    return (("Enter", tr("Åbn effekten")), ("Ctrl+S", tr("Gem effekten eller det, der er sket")))


def _plan() -> _Keys:
    return (
        ("Ctrl+Return", tr("Arbejd med støtteplanen")),
        ("N", tr("Ny indsats")),
        ("Enter", tr("Ret den valgte indsats")),
        ("1–5", tr("Hvor langt indsatsen er")),
        ("R", tr("Ring op")),
    )


def _consent() -> _Keys:
    return (
        ("Ctrl+Return", tr("Arbejd med samtykket")),
        ("N", tr("Nyt samtykke")),
        ("Enter", tr("Forny det valgte")),
        ("T", tr("Træk det valgte tilbage")),
    )


def _handover() -> _Keys:
    return (("Ctrl+O", tr("Overdrag eller del sagen")), ("Ctrl+S", tr("Lav pakken; gem næste skridt")))
