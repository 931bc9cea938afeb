"""JSON from outside, before anything reads it: how deep it is nested and how long its numbers are, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from stalkdesk.data.packages.limits import MOST_DEPTH, MOST_DIGITS, not_ours, too_large

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
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


def check_times(told: msgspec.Struct) -> None:
    """Raises PackageUnfit when a day or a time is beyond every calendar: nothing could be reckoned from it."""
    waiting = [msgspec.to_builtins(told, builtin_types=(date, datetime))]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, Iterable) and not isinstance(one, str):
            waiting += one
        elif isinstance(one, date) and not _FIRST_YEAR < one.year < _LAST_YEAR:
            raise not_ours()
