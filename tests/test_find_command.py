"""`stalkdesk find`: who was here before, masked, and by role."""

from __future__ import annotations

from tests import command_desk
from tests.command_desk import Desk, is_refused

demo_store, desk = command_desk.demo_store, command_desk.desk


def _some_name(desk: Desk) -> str:
    """A first name that the demo has."""
    from stalkdesk.demo.plots import FIRST_NAMES

    return next(name for name in FIRST_NAMES if desk.as_user("leder", "find", name).facts["hits"])


def test_a_person_is_found_and_told_masked(desk: Desk) -> None:
    name = _some_name(desk)
    said = desk.as_user("skranke", "find", name[:3])
    assert (said.code, said.err) == (0, "")
    (hit, *_) = said.facts["hits"]
    assert hit["name"].startswith(name[:3])
    assert len(hit["phone_ends_with"]) in (0, 4)
    assert set(hit) == {
        *("reference", "status", "started_at", "officer", "urgency", "name", "born", "phone_ends_with"),
        *("found_by", "contacts_in_30_days", "same_person", "anonymous", "in_error"),
    }
    assert said.facts["all_cases_searchable"]


def test_an_officer_is_told_how_many_cases_of_the_other_person_and_not_which(desk: Desk) -> None:
    from stalkdesk.demo.plots import LAST_NAMES

    for name in LAST_NAMES:
        which = desk.as_user("visitator", "find", name, "--role", "perpetrator").facts
        many = desk.as_user("skranke", "find", name, "--role", "perpetrator").facts
        assert many["hits"] == []
        assert many["other_cases"] == len(which["hits"])


def test_it_takes_enough_to_look_for_and_a_role_that_there_is(desk: Desk) -> None:
    assert is_refused(desk.as_user("leder", "find", "x"), 2)
    assert is_refused(desk.as_user("leder", "find", "Alma", "--role", "neighbour"), 2)
    assert desk.as_user("leder", "find", "Qvistgaardsen Findesikke").facts["hits"] == []


def test_the_answer_does_not_say_what_was_looked_for(desk: Desk) -> None:
    said = desk.as_user("leder", "find", "Kanariefugl")
    assert said.code == 0
    assert "Kanariefugl" not in said.out
