"""Lays the table of `casework.policy` over a drawer: each method first asks whether the officer's role allows it.

It fails closed: a method that is not in the table is refused to everyone, so that one that was forgotten there opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from stalkdesk.casework.officers import Act
from stalkdesk.casework.policy import NEEDED
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr

_D = TypeVar("_D", bound=type)


def policed(drawer: _D) -> _D:
    """The class of drawers, with every public name behind its act, those it inherits too. The drawer has a `_sitting` that
    `check`s."""
    for name in dir(drawer):
        if name.startswith("_"):
            continue
        if name not in NEEDED:
            setattr(drawer, name, _Refused())
        elif (act := NEEDED[name]) is not None:
            setattr(drawer, name, _guarded(getattr(drawer, name), act))
    return drawer


class _Refused:
    """In the place of what the table does not know: neither read, nor called, nor set."""

    def __get__(self, drawer: object, owner: type | None = None) -> object:
        if drawer is None:
            return self
        raise _not_in_the_table()

    def __set__(self, drawer: object, value: object) -> None:
        raise _not_in_the_table()


def _not_in_the_table() -> NotAllowed:
    return NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))


def _guarded(member: Any, act: Act) -> Any:
    if isinstance(member, property):
        assert member.fget is not None
        return property(_checked(member.fget, act))
    return _checked(member, act)


def _checked(method: Callable[..., Any], act: Act) -> Callable[..., Any]:
    @wraps(method)
    def checked(self: Any, *arguments: Any, **named: Any) -> Any:
        self._sitting.check(act)
        return method(self, *arguments, **named)

    return checked
