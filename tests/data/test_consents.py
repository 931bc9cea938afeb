"""Consent and contacts in the real store: sealed, in the journal by code and id, and each role held to what it may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from stalkdesk.casework.contacts.contact_register import Receiver, contacts_now, persons_offered
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.officers import Role
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, covers
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import NotAllowed
from tests.data import kept
from tests.data.added import file_case
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE

PURPOSE = "Rørdrum i sivene"


def test_consent_lies_in_compartment_b_and_its_journal_line_names_no_purpose(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)
    said = Consent(Receiver.POLICE, (Group.FACTS,), PURPOSE, kept.days(0), HowGiven.SIGNED, until=kept.days(30))
    drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, said)])

    assert EntryKind.CONSENT not in {entry.kind for entry in drawer.case(reference).entries}
    assert covers(drawer.protected_entries(reference, "deling"), Receiver.POLICE, [Group.FACTS], kept.days(1)).is_whole
    assert PURPOSE not in repr(drawer.journal(50))
    assert [line.due.kind.value for line in drawer.dues() if line.due.kind.value == "consent"] == ["consent"]


def test_a_consent_that_is_withdrawn_is_no_longer_due_and_both_stand_in_the_case(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)
    said = Consent(Receiver.POLICE, (Group.FACTS,), PURPOSE, kept.days(0), HowGiven.SIGNED, until=kept.days(30))
    (entry,) = drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, said)])
    gone = replace(said, withdrawn_on=kept.days(0))
    drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, gone, entry.subject, seen=entry.number)])

    both = [one.said for one in drawer.protected_entries(reference, "deling") if one.kind is EntryKind.CONSENT]
    assert both == [said, gone]
    assert not [line for line in drawer.dues() if line.due.kind.value == "consent"]


def test_only_a_leader_who_works_here_approves_sharing_without_consent(
    drawer: OpenDrawer, unlock: Callable[..., OpenDrawer]
) -> None:
    reference = file_case(drawer)
    leader = drawer.officer.id
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    said = Sharing(Receiver.POLICE, (Group.RISK,), "authority_task", "Kan ikke vente", SharedFor.PREVENTION, kept.days(0))

    for approved_by in ("", anna.officer.id, "nobody"):
        with pytest.raises(NotAllowed):
            anna.keep_entries(reference, [NewEntry(EntryKind.SHARING, replace(said, approved_by=approved_by))])
    assert anna.vouched("Søren", PASSPHRASE).id == leader
    anna.keep_entries(reference, [NewEntry(EntryKind.SHARING, replace(said, approved_by=leader))])
    assert anna.faults() == ()


def test_an_officer_reads_the_register_and_a_visitator_changes_it(
    drawer: OpenDrawer, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer.add_officer("vera", "Vera Prøve", "VP", Role.VISITATOR, OTHER_PASSPHRASE)
    drawer.close()
    vera = unlock("vera", OTHER_PASSPHRASE)
    vera.keep_in_register([kept.contact()])
    vera.close()
    anna = unlock("anna", OTHER_PASSPHRASE)

    assert [one.id for one in contacts_now(anna.register())] == [kept.CONTACT_ID]
    with pytest.raises(NotAllowed):
        anna.keep_in_register([kept.away()])


def test_the_contacts_of_the_register_are_offered_with_the_units_own(drawer: OpenDrawer) -> None:
    drawer.keep_in_register([kept.contact()])

    offered = persons_offered(drawer)
    own = drawer.contacts()
    assert offered[: len(own)] == own
    assert [one.name for one in offered[len(own) :]] == ["Skovskade Prøve"]
