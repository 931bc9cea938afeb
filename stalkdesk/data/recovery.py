"""The printed recovery key: 32 random bytes as 13 groups of 4 letters and a check letter; also the slot it opens.

Crockford's base32 (no I, L, O, U; small letters, spaces and hyphens don't matter). The check letter is a sum over GF(32) with a
weight per place and the number of the group, so that one wrong letter, two swapped letters or two swapped groups are always
found, and named by their group.
"""

from __future__ import annotations

import re

from stalkdesk.errors import WrongRecoveryKey
from stalkdesk.language import tr

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_BYTES = 32
KEY_GROUPS = 13
_GROUP = 5
_LOOK_ALIKE = str.maketrans("OIL", "011")
_LABELS = re.compile(r"\b(?:(?:FRA|FROM)\s+)?(?:GRUPPE|GROUP)\s+\d{1,3}\b")
"""What is printed beside the groups, when the text of the sheet is pasted as a whole."""
_BREAKS = re.compile(r"[\s\-–—.,;:·]+")


def as_groups(content: bytes) -> tuple[str, ...]:
    """`content` as groups of 4 letters and a check letter; filled with zero bits to whole groups."""
    letters = -(-len(content) * 8 // 20) * 4
    number = int.from_bytes(content) << (letters * 5 - len(content) * 8)
    values = [number >> (5 * place) & 31 for place in reversed(range(letters))]
    fours = [values[start : start + 4] for start in range(0, letters, 4)]
    return tuple("".join(ALPHABET[value] for value in (*four, _check(four, nr))) for nr, four in enumerate(fours, start=1))


def split_key(untrusted_text: str) -> tuple[str, ...]:
    """What was typed, as groups: the 13 of the key, and after them those of the slot when they were typed too.

    Raises WrongRecoveryKey naming the group that has the wrong length, or when letters are missing at the end.
    """
    parts = [part for part in _BREAKS.split(_LABELS.sub(" ", untrusted_text.upper()[:4000])) if part]
    wrong = [nr for nr, part in enumerate(parts, start=1) if len(part) != _GROUP]
    if len(parts) >= KEY_GROUPS and wrong:
        raise _wrong_group(wrong[0])
    text = "".join(parts)
    groups = tuple(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))
    if len(groups) < KEY_GROUPS or len(groups[-1]) != _GROUP:
        raise WrongRecoveryKey(
            tr("Der mangler bogstaver i genskabelsesnøglen. Den har {groups} grupper med fem tegn i hver.", groups=KEY_GROUPS)
        )
    return groups


def from_groups(untrusted_groups: tuple[str, ...], length: int, named_from: int = 1) -> bytes:
    """The bytes that the groups stand for. Raises WrongRecoveryKey naming the first group with a wrong letter, by the number it
    has on the sheet: the first one is number `named_from`."""
    number, bits = 0, 0
    for nr, group in enumerate(untrusted_groups, start=1):
        values = [ALPHABET.find(letter) for letter in group.upper().translate(_LOOK_ALIKE)]
        if len(values) != _GROUP or min(values) < 0 or _check(values[:4], nr) != values[4]:
            raise _wrong_group(nr + named_from - 1)
        for value in values[:4]:
            number, bits = number << 5 | value, bits + 5
    spare = bits - length * 8
    if not 0 <= spare < 20 or number & ((1 << spare) - 1):
        raise _wrong_group(len(untrusted_groups) + named_from - 1)
    return (number >> spare).to_bytes(length)


def _wrong_group(number: int) -> WrongRecoveryKey:
    return WrongRecoveryKey(
        tr("Der er en slåfejl i gruppe {number} af genskabelsesnøglen. Sammenlign den gruppe med arket.", number=number)
    )


def _check(values: list[int], number: int) -> int:
    """Check letter of one group: sum of value times 2^place over GF(32), plus the number of the group."""
    total = number % 32
    for place, value in enumerate(values, start=1):
        for _ in range(place):
            value = value << 1 ^ (0b100101 if value & 16 else 0)
        total ^= value
    return total
