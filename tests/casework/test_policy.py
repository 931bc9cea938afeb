"""The table of who may do what is the whole truth: every method of the drawer stands in it, and every role is held to it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stalkdesk.casework.backups import Occasion
from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.officers import Act, Officer, Role
from stalkdesk.casework.policy import NEEDED
from stalkdesk.data.backup import StoreBackups
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.policing import policed
from stalkdesk.errors import NotAllowed

ALLOWED = {
    Role.OFFICER: {Act.TAKE_INTAKE, Act.READ_CASE, Act.READ_PROTECTED},
    Role.VISITATOR: {
        Act.TAKE_INTAKE,
        Act.READ_CASE,
        Act.READ_PROTECTED,
        Act.APPROVE_CONTENT,
        Act.SEARCH_PERPETRATORS,
        Act.TAKE_OVER,
        Act.KEEP_CONTACTS,
        Act.KEEP_DESKS,
    },
    Role.SUPERVISOR: set(Act),
    Role.STATISTICS: {Act.EXPORT_WEEK},
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "store.md"


def _public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def _sitting(role: Role) -> Any:
    """A sitting that knows who sits there and refuses; what gets past it is told apart by another error."""
    officer = Officer("o", "o", "O", "O", role)

    def check(act: Act) -> None:
        if not officer.may(act):
            raise NotAllowed("nej")

    return SimpleNamespace(check=check, officer=officer)


def test_every_public_method_of_the_drawer_stands_in_the_table_and_nothing_else() -> None:
    assert _public(OpenDrawer) == set(NEEDED)
    assert _public(Drawer) <= set(NEEDED)


def test_the_roles_may_what_the_table_of_this_test_says() -> None:
    for role in Role:
        officer = Officer("o", "o", "O", "O", role)
        assert {act for act in Act if officer.may(act)} == ALLOWED[role]


def test_who_was_retired_may_nothing() -> None:
    for role in Role:
        assert not any(Officer("o", "o", "O", "O", role, is_active=False).may(act) for act in Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(name for name, act in NEEDED.items() if act is not None))
def test_a_method_asks_the_table_before_anything_else(name: str, role: Role) -> None:
    drawer = object.__new__(OpenDrawer)
    drawer._sitting = _sitting(role)
    act = NEEDED[name]
    assert act is not None
    method = getattr(OpenDrawer, name)
    if act in ALLOWED[role]:
        with pytest.raises((TypeError, AttributeError)):  # past the table: now it misses its arguments, or its parts
            method(drawer)
    else:
        with pytest.raises(NotAllowed):
            method(drawer)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(name for name, act in NEEDED.items() if act is None))
def test_what_is_for_everyone_is_refused_to_nobody_by_the_table(name: str, role: Role) -> None:
    drawer = object.__new__(OpenDrawer)
    drawer._sitting = _sitting(role)
    with suppress(TypeError, AttributeError):  # past the table: it misses its arguments, or its parts
        member = getattr(drawer, name)
        if callable(member):
            member()


class _Below:
    def inherited(self) -> str:
        return "opened"


class _Careless(_Below):
    """A drawer to which somebody added what the table does not know."""

    def __init__(self, role: Role) -> None:
        self._sitting = _sitting(role)

    def cases(self) -> str:
        return "cases"

    def all_addresses(self) -> str:
        return "opened"

    @property
    def keys(self) -> str:
        return "opened"

    secret = "opened"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["all_addresses", "keys", "secret", "inherited"])
def test_what_the_table_does_not_know_is_refused_to_everyone(name: str, role: Role) -> None:
    kind = policed(type("_Stray", (_Careless,), {}))
    drawer = kind(role)
    with pytest.raises(NotAllowed):
        getattr(drawer, name)
    with pytest.raises(NotAllowed):
        setattr(drawer, name, "mine")
    if Act.READ_CASE in ALLOWED[role]:
        assert drawer.cases() == "cases"
    else:
        with pytest.raises(NotAllowed):
            drawer.cases()


OF_BACKUPS: dict[str, tuple[Act | None, tuple[object, ...]]] = {
    "status": (None, ()),
    "steps": (None, (Occasion.LOCKED,)),
    "faults": (None, ()),
    "keep_places": (Act.KEEP_UNIT, ([],)),
    "back_up": (Act.KEEP_UNIT, ()),
    "drill": (Act.KEEP_UNIT, ()),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(OF_BACKUPS))
def test_the_backups_ask_for_themselves(name: str, role: Role) -> None:
    act, arguments = OF_BACKUPS[name]
    backups = object.__new__(StoreBackups)
    backups._sitting = _sitting(role)
    if act is not None and act not in ALLOWED[role]:
        with pytest.raises(NotAllowed):
            getattr(backups, name)(*arguments)
    else:
        with suppress(TypeError, AttributeError):
            getattr(backups, name)(*arguments)


def test_no_act_of_the_backups_is_forgotten() -> None:
    assert _public(StoreBackups) == set(OF_BACKUPS)


def test_the_document_has_the_same_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    written = {act: (set(re.findall(r"\w+", roles)), set(re.findall(r"`(\w+)`", methods))) for act, roles, methods in rows}
    for act in Act:
        roles, methods = written[act.value]
        assert roles == {role.value for role in Role if act in ALLOWED[role]}, act
        assert methods == {name for name, needed in NEEDED.items() if needed is act}, act
