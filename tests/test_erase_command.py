"""`stalkdesk erase`: who may, what is asked, and what it answers."""

from __future__ import annotations

import io

import pytest

from tests import command_desk
from tests.command_desk import Desk, is_refused

demo_store, desk = command_desk.demo_store, command_desk.desk


class _Keyboard(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


def _filed(desk: Desk) -> str:
    cases = desk.as_user("leder", "cases", "--limit", 1000).facts
    return next(str(case["reference"]) for case in cases if case["status"] == "filed")


def test_a_supervisor_erases_a_case_and_is_told_what_went(desk: Desk) -> None:
    reference = _filed(desk)
    said = desk.as_user("leder", "erase", reference, "--reason", "duplicate", "--confirm", reference)
    assert (said.code, said.err) == (0, "")
    assert (said.facts["reference"], said.facts["reason"]) == (reference, "duplicate")
    assert said.facts["went"]["answers"] > 0
    assert said.facts["backups"] == said.facts["unseen_places"] == []
    assert reference not in desk.references()
    assert desk.as_user("leder", "check").facts["whole"]
    again = desk.as_user("leder", "erase", reference, "--reason", "duplicate", "--confirm", reference)
    assert is_refused(again, 1)
    assert reference in again.err


def test_nobody_else_does(desk: Desk) -> None:
    reference = _filed(desk)
    for name in ("vagt", "skranke", "visitator"):
        assert is_refused(desk.as_user(name, "erase", reference, "--reason", "mistake", "--confirm", reference), 1)
    assert reference in desk.references()


def test_it_takes_a_reason_that_there_is_and_the_number_again(desk: Desk) -> None:
    reference = _filed(desk)
    words = ("erase", reference, "--reason")
    assert is_refused(desk.as_user("leder", *words, "fordi", "--confirm", reference), 2)
    assert is_refused(desk.as_user("leder", *words, "other", "--confirm", reference), 1)
    assert is_refused(desk.as_user("leder", *words, "mistake", "--confirm", "SD-2026-9999"), 1)
    assert desk.as_user("leder", "erase", reference).code == 2
    assert desk.as_user("leder", *words, "mistake").code == 2
    assert reference in desk.references()


def test_at_a_keyboard_the_number_is_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = _filed(desk)
    monkeypatch.setattr("sys.stdin", _Keyboard(f"{reference.lower()}\n"))
    said = desk.as_user("leder", "erase", reference, "--reason", "other", "--remark", "Prøvesag")
    assert said.code == 0
    assert "for altid" in said.err
