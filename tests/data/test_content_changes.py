"""What the authority changes of the shelf: proposed by one, decided by another, never changed, never forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from stalkdesk.casework.content_changes import (
    CONTACTS_TARGET,
    UNIT_TARGET,
    ChangeKind,
    ChangeState,
    Proposal,
    contacts_value,
    unit_value,
)
from stalkdesk.casework.officers import ContactFunction, ContactPerson, Role, Unit
from stalkdesk.data.content_checks import sum_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.people import put_unit
from stalkdesk.errors import DeskError, NotAllowed, TooLong, WrongPassphrase
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE, THIRD
from tests.data.proposed import CHECKED, proposal

Unlock = Callable[..., OpenDrawer]


def _with_visitator(drawer: OpenDrawer) -> None:
    drawer.add_officer("vita", "Vita Visitator", "VV", Role.VISITATOR, THIRD)


def _id_of(drawer: OpenDrawer, user_name: str) -> str:
    return next(one.id for one in drawer.officers() if one.user_name == user_name)


def _unit_proposal(drawer: OpenDrawer, **changed: object) -> tuple[Unit, Proposal]:
    now = drawer.unit()
    wanted = replace(now, **changed)  # type: ignore[arg-type]
    return wanted, proposal(
        kind=ChangeKind.UNIT, target=UNIT_TARGET, value=unit_value(wanted), before=unit_value(now), base_version=""
    )


def _contacts_proposal(drawer: OpenDrawer, contacts: tuple[ContactPerson, ...]) -> Proposal:
    return proposal(
        kind=ChangeKind.CONTACTS,
        target=CONTACTS_TARGET,
        value=contacts_value(contacts),
        before=contacts_value(drawer.contacts()),
        base_version="",
    )


def test_a_change_waits_and_is_kept_as_it_was_written(drawer: OpenDrawer) -> None:
    made = drawer.propose_change(proposal())
    assert drawer.content_changes() == (made,)
    assert made.proposal == proposal()
    assert (made.number, made.maker, made.state) == (1, "Søren Leder", ChangeState.WAITING)
    assert made.proposal.checked_on == CHECKED
    assert drawer.faults() == ()


def test_who_proposed_it_can_not_approve_it_at_her_own_login_nor_by_her_passphrase(drawer: OpenDrawer) -> None:
    made = drawer.propose_change(proposal())
    for who in ((), ("Søren", PASSPHRASE)):
        for approved in (True, False):
            with pytest.raises(NotAllowed, match="selv skrevet"):
                drawer.decide_change(made.id, approved, "fint", *who)
    assert drawer.content_changes()[0].is_waiting


def test_the_store_itself_refuses_an_approval_by_who_proposed_it(drawer: OpenDrawer) -> None:
    made = drawer.propose_change(proposal())
    decided = "update content_change set state = 'approved', decided_by = made_by, decided_at = 'x' where id = :id"
    with pytest.raises(DeskError), drawer._sitting.act() as connection:
        connection.execute(text(decided), {"id": made.id})
    assert drawer.content_changes()[0].is_waiting


def test_a_second_person_approves_at_her_own_login(drawer: OpenDrawer, unlock: Unlock) -> None:
    _with_visitator(drawer)
    made = drawer.propose_change(proposal())
    drawer.close()
    theirs = unlock("vita", THIRD)
    decided = theirs.decide_change(made.id, True, "")
    assert (decided.state, decided.decider) == (ChangeState.APPROVED, "Vita Visitator")
    assert decided.decided_at is not None
    line = theirs.journal(1)[0]
    assert (line.act, line.fields, line.officer_name) == (
        "content_approved",
        ("content:part.guidance.children.da", sum_of(proposal()), f"by:{theirs.officer.id}"),
        "Vita Visitator",
    )
    assert theirs.faults() == ()


def test_a_second_person_approves_at_the_same_desk_with_her_passphrase(two: OpenDrawer) -> None:
    made = two.propose_change(proposal())
    decided = two.decide_change(made.id, True, "ringet op", "vita", THIRD)
    assert (decided.decider, decided.reason) == ("Vita Visitator", "ringet op")
    acts = [(line.act, line.fields) for line in two.journal(2)]
    assert acts == [
        ("content_approved", ("content:part.guidance.children.da", sum_of(proposal()), f"by:{_id_of(two, 'vita')}")),
        ("vouched", ("VV",)),
    ]


def test_a_wrong_passphrase_and_somebody_without_the_right_decide_nothing(two: OpenDrawer) -> None:
    made = two.propose_change(proposal())
    with pytest.raises(WrongPassphrase):
        two.decide_change(made.id, True, "", "vita", "forkert forkert forkert")
    with pytest.raises(NotAllowed, match="leder eller en visitator"):
        two.decide_change(made.id, True, "", "anna", OTHER_PASSPHRASE)
    assert two.content_changes()[0].is_waiting


def test_an_officer_reads_what_is_in_force_and_changes_nothing(drawer: OpenDrawer, unlock: Unlock) -> None:
    made = drawer.propose_change(proposal())
    drawer.close()
    hers = unlock("anna", OTHER_PASSPHRASE)
    assert hers.content_changes() == (made,)
    for act in (
        lambda: hers.propose_change(proposal("Andet.", target="guidance.log")),
        lambda: hers.decide_change(made.id, True, ""),
        lambda: hers.withdraw_change(made.id),
        lambda: hers.retire_contact("1"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_rejection_needs_a_reason_and_is_for_good(two: OpenDrawer) -> None:
    made = two.propose_change(proposal())
    with pytest.raises(NotAllowed, match="hvorfor"):
        two.decide_change(made.id, False, "  ", "vita", THIRD)
    two.decide_change(made.id, False, "Nummeret svarer ikke.", "vita", THIRD)
    with pytest.raises(NotAllowed, match="allerede afgjort"):
        two.decide_change(made.id, True, "", "vita", THIRD)
    assert two.content_changes()[0].reason == "Nummeret svarer ikke."
    assert "Nummeret" not in repr(two.journal())


def test_only_who_proposed_it_takes_it_back_and_then_the_text_is_free_again(drawer: OpenDrawer) -> None:
    made = drawer.propose_change(proposal())
    with pytest.raises(NotAllowed, match="venter allerede"):
        drawer.propose_change(proposal("Noget tredje."))
    assert drawer.withdraw_change(made.id).state is ChangeState.WITHDRAWN
    assert drawer.propose_change(proposal("Noget tredje.")).number == 2
    assert len(drawer.content_changes()) == 2


def test_nothing_changed_and_far_too_much_are_refused(drawer: OpenDrawer) -> None:
    with pytest.raises(NotAllowed, match="ikke ændret"):
        drawer.propose_change(proposal("Fortæl det."))
    with pytest.raises(TooLong):
        drawer.propose_change(proposal("x" * 30_000))
    assert drawer.content_changes() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "update content_change set value = '{}'",
        "update content_change set made_by = 'en anden'",
        "update content_change set state = 'waiting', decided_at = '', decided_by = ''",
        "delete from content_change",
    ],
)
def test_what_was_written_and_decided_can_not_be_changed_even_in_the_store(two: OpenDrawer, statement: str) -> None:
    made = two.propose_change(proposal())
    two.decide_change(made.id, True, "", "vita", THIRD)
    before = two.content_changes()
    with pytest.raises(DeskError), two._sitting.act() as connection:
        connection.execute(text(statement))
    assert two.content_changes() == before


def test_the_letterhead_is_another_only_once_it_is_approved(two: OpenDrawer) -> None:
    wanted, asked = _unit_proposal(two, name="Borgerservice Ærø", phone="+4500000009")
    before = two.unit()
    made = two.propose_change(asked)
    assert two.unit() == before
    two.decide_change(made.id, True, "", "vita", THIRD)
    assert two.unit() == wanted
    assert two.journal(1)[0].fields[0] == "content:unit"


def test_a_letterhead_that_has_become_another_since_is_not_written_over(two: OpenDrawer) -> None:
    _, asked = _unit_proposal(two, name="Borgerservice Ærø")
    made = two.propose_change(asked)
    meanwhile = replace(two.unit(), phone="+4500000008")
    with two._sitting.act() as connection:
        put_unit(connection, meanwhile)
    with pytest.raises(NotAllowed, match="ændret, siden"):
        two.decide_change(made.id, True, "", "vita", THIRD)
    assert two.unit() == meanwhile
    assert two.content_changes()[0].is_waiting


def test_contact_persons_are_others_only_once_it_is_approved(two: OpenDrawer) -> None:
    wanted = (*two.contacts(), ContactPerson("ny", "Ærling Testrup", ContactFunction.ADULT, "+4500000009"))
    made = two.propose_change(_contacts_proposal(two, wanted))
    assert wanted != two.contacts()
    two.decide_change(made.id, True, "", "vita", THIRD)
    assert two.contacts() == wanted


def test_a_contact_person_who_left_is_off_at_once_and_a_list_that_waited_does_not_bring_her_back(two: OpenDrawer) -> None:
    left = two.contacts()[0]
    wanted = (*two.contacts(), ContactPerson("ny", "Ærling Testrup", ContactFunction.ADULT, "+4500000009"))
    made = two.propose_change(_contacts_proposal(two, wanted))
    two.retire_contact(left.id)
    assert not two.contacts()[0].is_active
    with pytest.raises(NotAllowed, match="ikke på listen"):
        two.retire_contact(left.id)
    two.decide_change(made.id, True, "", "vita", THIRD)
    assert [one.id for one in two.contacts() if one.is_active] == [one.id for one in wanted if one.id != left.id]


def test_a_change_outlives_its_officers(two: OpenDrawer) -> None:
    made = two.propose_change(proposal())
    two.decide_change(made.id, True, "", "vita", THIRD)
    two.retire_officer(next(one.id for one in two.officers() if one.user_name == "vita"))
    (change,) = two.content_changes()
    assert (change.maker, change.decider, change.is_in_force) == ("Søren Leder", "Vita Visitator", True)


def test_changes_live_through_a_replacement_of_the_keys(two: OpenDrawer, unlock: Unlock) -> None:
    drawer = two
    made = drawer.propose_change(proposal())
    drawer.decide_change(made.id, True, "", "vita", THIRD)
    before = drawer.content_changes()
    drawer.rotate_keys(lambda _: None)
    drawer.close()
    assert unlock().content_changes() == before


def test_a_value_that_can_not_be_read_is_damage_in_a_sentence(drawer: OpenDrawer) -> None:
    drawer.propose_change(proposal())
    with drawer._sitting.act() as connection:
        connection.execute(text("drop trigger content_change_once"))
        connection.execute(text("update content_change set value = '[1'"))
    with pytest.raises(DeskError, match="kan ikke læses"):
        drawer.content_changes()
