"""What makes a passphrase good enough: five words, or 14 characters, and none of the well-known ones.

docs/store.md 3: ≥ 5 words or ≥ 14 characters, checked against a shipped list, never a forced change. Spaces inside count.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from stalkdesk.errors import WeakPassphrase
from stalkdesk.language import tr

LEAST_CHARACTERS = 14
LEAST_WORDS = 5
MOST_BYTES = 4096

_WELL_KNOWN = frozenset(
    (
        "adgangskode",
        "kodeord",
        "password",
        "passphrase",
        "hemmelig",
        "hemmelighed",
        "velkommen",
        "stalkdesk",
        "administrator",
        "qwertyuiop",
        "qwerty",
        "qwertyuiopå",
        "asdfghjkl",
        "asdfghjklæø",
        "zxcvbnm",
        "iloveyou",
        "letmein",
        "trustno1",
        "sommer",
        "vinter",
        "forår",
        "efterår",
        "danmark",
        "københavn",
        "aarhus",
        "odense",
        "aalborg",
        "esbjerg",
        "politi",
        "politiet",
        "kommune",
        "kommunen",
        "megethemmelig",
        "detteerethemmeligtkodeord",
        "dettermitkodeord",
        "ditkodeord",
        "mitkodeord",
        "skiftmig",
        "changeme",
        "correcthorsebatterystaple",
        "korrekthestbatterihæfteklamme",
        "abcdefghijklmn",
        "abcdefghijklmnopqrstuvwxyz",
        "abcdefghijklmnopqrstuvwxyzæøå",
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "detervarmtidag",
        "altforlangt",
        "enmegetlangadgangskode",
        "enlangadgangskode",
        "minadgangskode",
        "mitlangekodeord",
        "mypassword",
        "thisismypassword",
        "hundogkat",
        "fodbold",
        "håndbold",
        "rødgrødmedfløde",
        "blåbærgrød",
        "speciallægepraksisplanlægning",
        "entotrefirefem",
        "onetwothreefourfive",
        "deterendejligtland",
        "dereretyndigtland",
        "derersåyndigt",
        "fckøbenhavn",
        "brøndby",
        "superman",
        "batman",
        "starwars",
    )
)


def as_typed(passphrase: str) -> bytes:
    """The bytes that a passphrase stands for: NFC, so that a Mac's and a PC's æøå are one; nothing trimmed, nothing cut.

    Raises WeakPassphrase when it is longer than 4 KB, before any work is done.
    """
    if len(passphrase) > MOST_BYTES:
        raise _too_long()
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    if len(typed) > MOST_BYTES:
        raise _too_long()
    return typed


def check_passphrase(passphrase: str, user_name: str = "") -> None:
    """Raises WeakPassphrase, with a sentence that says how to make a good one."""
    as_typed(passphrase)
    words = [word for word in passphrase.split() if len(word) >= 2]
    if len(passphrase) < LEAST_CHARACTERS and len(words) < LEAST_WORDS:
        raise WeakPassphrase(
            tr(
                "Adgangssætningen er for kort. Brug mindst fem tilfældige ord eller mindst {least} tegn, gerne en "
                "sætning, kun du finder på.",
                least=LEAST_CHARACTERS,
            )
        )
    if _is_well_known(passphrase, user_name):
        raise WeakPassphrase(
            tr("Adgangssætningen er for let at gætte. Vælg fem ord, der intet har med hinanden, dig eller stedet at gøre.")
        )


def _is_well_known(passphrase: str, user_name: str) -> bool:
    folded = unicodedata.normalize("NFC", passphrase).casefold()
    letters = "".join(sign for sign in folded if sign.isalpha())
    if len(set(folded.replace(" ", ""))) < 5 or _is_repeated(folded) or _is_run(folded):
        return True
    whole = folded.replace(" ", "")
    plain = letters.replace(unicodedata.normalize("NFC", user_name).casefold(), "") if len(user_name) > 2 else letters
    left = plain
    for word in sorted(_WELL_KNOWN, key=len, reverse=True):
        left = left.replace(word, "")
    return whole in _WELL_KNOWN or (len(left) < 3 and len([w for w in folded.split() if w]) < LEAST_WORDS and len(whole) < 40)


def _is_repeated(text: str) -> bool:
    doubled = (text + text)[1:-1]
    return len(text) > 1 and text in doubled


def _is_run(text: str) -> bool:
    """Whether nearly every character follows the one before: 12345678901234, abcdefgh…"""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return bool(steps) and sum(step in (-1, 0, 1) for step in steps) > len(steps) * 0.7


def _too_long() -> WeakPassphrase:
    return WeakPassphrase(tr("Adgangssætningen er for lang. Brug højst 1000 tegn."))
