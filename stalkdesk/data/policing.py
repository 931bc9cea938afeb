"""Lays the table of `casework.policy` over a drawer: each method first asks whether the officer's role allows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from stalkdesk.casework.officers import Act
from stalkdesk.casework.policy import NEEDED

_D = TypeVar("_D", bound=type)


def policed(drawer: _D) -> _D:
    """The class of drawers, with every method of the table behind its act. The drawer has a `_sitting` that `check`s."""
    for name, act in NEEDED.items():
        if act is not None and name in vars(drawer):
            setattr(drawer, name, _checked(vars(drawer)[name], act))
    return drawer


def _checked(method: Callable[..., Any], act: Act) -> Callable[..., Any]:
    @wraps(method)
    def checked(self: Any, *arguments: Any, **named: Any) -> Any:
        self._sitting.check(act)
        return method(self, *arguments, **named)

    return checked
