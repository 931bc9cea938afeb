"""What the drawer itself asks of a change of the content, of who approves it, and of the journal's word for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from stalkdesk.casework.content_changes import (
    CONTACTS_TARGET,
    UNIT_TARGET,
    ChangeKind,
    ContentChange,
    Proposal,
    contacts_value,
    unit_value,
)
from stalkdesk.casework.officers import Role
from stalkdesk.data.content_checks import sum_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import BadAnswer, NotAllowed
from tests.data.at_hand import THIRD
from tests.data.proposed import proposal

Unlock = Callable[..., OpenDrawer]


def _approved(drawer: OpenDrawer) -> ContentChange:
    return drawer.decide_change(drawer.propose_change(proposal()).id, True, "", "vita", THIRD)


def _of_unit(drawer: OpenDrawer, **other: Any) -> Proposal:
    before = unit_value(drawer.unit())
    return proposal(**{"kind": ChangeKind.UNIT, "target": UNIT_TARGET, "value": before, "before": before, **other})


AGENCY = {"phone": "00 00 00 07", "hours": "", "note": "", "neutral_name": "", "address": "", "printable": True}
BAD_AGENCIES: dict[str, tuple[dict[str, Any], str]] = {
    "a number that is none": ({"phone": "ring bare"}, "otte cifre"),
    "an address that tells of a visit": ({"address": "https://eksempel.invalid/?ref=12"}, "https"),
    "on paper without number and address": ({"phone": ""}, "Uden nummer"),
}


def test_an_account_that_came_after_the_change_can_not_approve_it(unlock: Unlock) -> None:
    drawer = unlock()
    made = drawer.propose_change(proposal())
    drawer.add_officer("vita", "Vita Visitator", "VV", Role.VISITATOR, THIRD)
    with pytest.raises(NotAllowed, match="tilføjet, efter"):
        drawer.decide_change(made.id, True, "", "vita", THIRD)
    drawer.close()
    with pytest.raises(NotAllowed, match="tilføjet, efter"):
        unlock("vita", THIRD).decide_change(made.id, True, "")


def test_an_account_that_its_owner_has_never_unlocked_with_can_not_approve(drawer: OpenDrawer) -> None:
    drawer.add_officer("vita", "Vita Visitator", "VV", Role.VISITATOR, THIRD)
    made = drawer.propose_change(proposal())
    with pytest.raises(NotAllowed, match="låst op"):
        drawer.decide_change(made.id, True, "", "vita", THIRD)
    assert drawer.content_changes()[0].is_waiting
    assert drawer.decide_change(made.id, False, "Nej.", "vita", THIRD).reason == "Nej."


def test_a_translation_whose_danish_text_was_changed_since_can_not_be_approved(two: OpenDrawer) -> None:
    late = two.propose_change(proposal("Tell the school.", language="en"))
    two.decide_change(two.propose_change(proposal()).id, True, "", "vita", THIRD)
    with pytest.raises(NotAllowed, match="danske tekst er ændret"):
        two.decide_change(late.id, True, "", "vita", THIRD)
    two.withdraw_change(late.id)
    anew = two.propose_change(proposal("Tell the school.", language="en"))
    assert two.decide_change(anew.id, True, "", "vita", THIRD).is_in_force


@pytest.mark.parametrize("what", BAD_AGENCIES)
def test_a_contact_that_can_not_stand_is_refused_by_the_drawer_itself(drawer: OpenDrawer, what: str) -> None:
    other, said = BAD_AGENCIES[what]
    with pytest.raises(NotAllowed, match=said):
        drawer.propose_change(proposal(kind=ChangeKind.AGENCY, target="dsc", value={**AGENCY, **other}, before=AGENCY))
    assert drawer.content_changes() == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ChangeKind.UNIT, {"name": "Uden resten"}),
        (ChangeKind.UNIT, {"name": "X", "address_lines": 3, "phone": ""}),
        (ChangeKind.CONTACTS, {"persons": [{"id": "1"}]}),
        (ChangeKind.CONTACTS, {"persons": "ingen"}),
        (ChangeKind.AGENCY, {"phone": ""}),
        (ChangeKind.AGENCY, {**AGENCY, "printable": "nej"}),
    ],
)
def test_a_value_that_is_none_is_refused_before_it_is_kept(drawer: OpenDrawer, kind: ChangeKind, value: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer, match="kan ikke læses"):
        drawer.propose_change(proposal(kind=kind, value=value))
    assert drawer.content_changes() == ()


def test_a_contact_person_twice_on_the_list_and_a_unit_without_a_name_are_refused(drawer: OpenDrawer) -> None:
    now = contacts_value(drawer.contacts())
    twice = {"persons": [*now["persons"], *now["persons"]]}
    with pytest.raises(NotAllowed, match="to gange"):
        drawer.propose_change(proposal(kind=ChangeKind.CONTACTS, target=CONTACTS_TARGET, value=twice, before=now))
    with pytest.raises(NotAllowed, match="enhedens navn"):
        drawer.propose_change(_of_unit(drawer, value={**unit_value(drawer.unit()), "name": " "}))


def test_one_change_of_the_letterhead_waits_whatever_its_target_is_called(drawer: OpenDrawer) -> None:
    value = {**unit_value(drawer.unit()), "name": "Borgerservice Ærø"}
    made = drawer.propose_change(_of_unit(drawer, value=value, target="et andet", language="en"))
    assert (made.proposal.target, made.proposal.language) == (UNIT_TARGET, "da")
    with pytest.raises(NotAllowed, match="venter allerede"):
        drawer.propose_change(_of_unit(drawer, value=value, target="et tredje"))


def test_the_line_of_an_approval_says_what_was_approved_and_by_whom(two: OpenDrawer) -> None:
    decided = _approved(two)
    line = two.journal(1)[0] if two.journal(1)[0].act == "content_approved" else two.journal(2)[1]
    assert line.fields == ("content:part.guidance.children.da", sum_of(proposal()), f"by:{decided.decided_by}")
    assert two.faults() == ()


def test_the_sum_tells_every_part_of_a_change(drawer: OpenDrawer) -> None:
    one = proposal()
    others = (
        proposal("Andet."),
        proposal(target="guidance.log"),
        proposal(language="en"),
        proposal(kind=ChangeKind.LOCAL),
        replace(one, checked_on=one.checked_on.replace(day=1)),
    )
    assert len({sum_of(one), *(sum_of(other) for other in others)}) == 6
    assert "skolen" not in sum_of(one)


FORGED = {
    "another text": "update content_change set value = replace(value, 'skolen', 'naboen')",
    "another day": "update content_change set checked_on = '2026-01-01'",
    "another approver": "update content_change set decided_by = 'en anden'",
    "gone": "delete from content_change",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_change_that_is_another_than_the_journal_tells_is_named(two: OpenDrawer, what: str) -> None:
    _approved(two)
    with two._sitting.act() as connection:
        for name in connection.execute(
            text("select name from sqlite_master where tbl_name = 'content_change' and type = 'trigger'")
        ):
            connection.execute(text(f"drop trigger {name[0]}"))
        connection.execute(text(FORGED[what]))
    said = "Journalen fortæller om godkendte" if what == "gone" else "Ændring 1 af indholdet"
    assert any(said in fault for fault in two.faults())


def test_an_approval_that_was_only_written_into_the_table_is_named(two: OpenDrawer) -> None:
    two.propose_change(proposal())
    vita = next(one.id for one in two.officers() if one.user_name == "vita")
    with two._sitting.act() as connection:
        approved = "update content_change set state = 'approved', decided_by = :who, decided_at = made_at"
        connection.execute(text(approved), {"who": vita})
    assert any("Ændring 1 af indholdet" in fault for fault in two.faults())
