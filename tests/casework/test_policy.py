"""The table of who may do what is the whole truth: every method of the drawer stands in it, and every role is held to it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.officers import Act, Officer, Role
from stalkdesk.casework.policy import NEEDED
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import NotAllowed

ALLOWED = {
    Role.OFFICER: {Act.TAKE_INTAKE, Act.READ_CASE, Act.READ_PROTECTED},
    Role.VISITATOR: {Act.TAKE_INTAKE, Act.READ_CASE, Act.READ_PROTECTED},
    Role.SUPERVISOR: set(Act),
    Role.STATISTICS: {Act.EXPORT_WEEK},
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "store.md"


def _public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


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


def test_the_document_has_the_same_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    written = {act: (set(re.findall(r"\w+", roles)), set(re.findall(r"`(\w+)`", methods))) for act, roles, methods in rows}
    for act in Act:
        roles, methods = written[act.value]
        assert roles == {role.value for role in Role if act in ALLOWED[role]}, act
        assert methods == {name for name, needed in NEEDED.items() if needed is act}, act
