"""JSON from outside, before anything reads it: how deep it is nested and how long its numbers are, without recursion."""

from __future__ import annotations

import re

from stalkdesk.data.packages.limits import MOST_DEPTH, MOST_DIGITS, not_ours, too_large

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]|[-+0-9.eE]+', re.DOTALL)


def check_json(untrusted: bytes, most: int) -> None:
    """Raises PackageUnfit for JSON that is too long, too deep, or has a number that is too long."""
    if len(untrusted) > most:
        raise too_large()
    depth = 0
    for token in _TOKEN.finditer(untrusted):
        first = untrusted[token.start()]
        if first in b"[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise not_ours()
        elif first in b"]}":
            depth -= 1
        elif first != 0x22 and token.end() - token.start() > MOST_DIGITS:
            raise not_ours()
