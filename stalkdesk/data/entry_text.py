"""What entries and register lines say, as text and back: JSON of the frozen dataclass of their kind, read strictly.

JSON is written with escapes (ASCII only), as answers are (`answer_text`). A field that a later program adds has a default, so
that older lines stay readable; a field that is unknown is damage.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from stalkdesk.data.damage import unreadable
from stalkdesk.errors import TooLong
from stalkdesk.language import tr

MOST = 200_000
"""Most bytes of what one entry says."""


def said_bytes(said: object) -> bytes:
    """What an entry says. Raises TooLong."""
    text = json.dumps(msgspec.to_builtins(said), separators=(",", ":")).encode()
    if len(text) > MOST:
        raise TooLong(tr("Teksten er for lang til at blive gemt. Skriv det vigtigste, og gem resten som bilag."))
    return text


def said_from(says: type, untrusted: bytes) -> Any:
    """The value of type `says` that `said_bytes` wrote. Raises StoreDamaged."""
    try:
        return msgspec.convert(json.loads(untrusted), says)
    except (ValueError, TypeError, RecursionError):
        raise unreadable() from None
