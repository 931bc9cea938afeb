"""The six characters that the receiver reads back by telephone: proof that a package was opened, without a network.

They come from a random secret that lies only inside the package. The sender keeps what they are checked against, under a key of
the desk, and never the characters. Crockford's base32: no I, L, O or U, and who says O or I all the same is understood.
"""

from __future__ import annotations

import hmac
from enum import StrEnum
from hashlib import sha256

from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_GROUP = 3
_MISREAD = str.maketrans("OIL", "011")
_MOST_TYPED = 40


class CodeOf(StrEnum):
    """What a code says. The word is part of what the code is made of."""

    TAKEN_OVER = "acknowledge"
    DECLINED = "decline"


def code_of(secret: bytes, package_id: str, what: CodeOf) -> str:
    """The six characters for that package, without a gap."""
    digest = hmac.new(secret, f"stalkdesk {what.value} 1\n{package_id}".encode(), sha256).digest()
    number = int.from_bytes(digest[:8])
    return "".join(LETTERS[(number >> (5 * place)) % 32] for place in range(LENGTH))


def shown_code(code: str) -> str:
    """As it is read aloud: `7KM 2XQ`."""
    return f"{code[:_GROUP]} {code[_GROUP:]}"


def typed_code(untrusted: str) -> str:
    """The six characters that were heard and typed, however they were spaced. Raises BadAnswer when it can't be a code."""
    letters = "".join(letter for letter in untrusted[:_MOST_TYPED].upper() if letter not in " -–.·\t").translate(_MISREAD)
    if len(letters) != LENGTH or len(untrusted) > _MOST_TYPED or any(letter not in LETTERS for letter in letters):
        raise BadAnswer(tr("Koden har seks tegn: tal og bogstaver, fx 7KM 2XQ. Bed om at få den læst op igen."), "code")
    return letters


def check_of(code_key: bytes, package_id: str, what: CodeOf, code: str) -> str:
    """What the sender keeps of a code, under the desk's key for codes."""
    return hmac.new(code_key, f"stalkdesk check 1\n{what.value}\n{package_id}\n{code}".encode(), sha256).hexdigest()


def is_code(code_key: bytes, package_id: str, what: CodeOf, code: str, check: str) -> bool:
    """Whether that is the code that the check was made of."""
    return hmac.compare_digest(check_of(code_key, package_id, what, code).encode(), check.encode())
