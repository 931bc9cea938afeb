"""Consent: nothing is shared by itself, a rule stands where there is none, and what is withheld stays withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.dues import CaseNow, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.casework.sharing.consent_said import not_taken_over, said_at_intake
from stalkdesk.casework.sharing.consent_words import withheld_words
from stalkdesk.casework.sharing.consents import (
    ACUTE_DANGER,
    CHILD_NOTIFICATION,
    SECTION_115,
    Consent,
    Group,
    HowGiven,
    SharedFor,
    Sharing,
    Withheld,
    check_consent,
    check_sharing,
    check_withheld,
    consent_dues,
    covers,
)
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.answers import Answer, AnswerState, DateValue
from stalkdesk.intake.findings import Definition, Urgency

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ME = Officer("o-1", "me", "Me", "ME", Role.OFFICER)
YES = Consent(Receiver.POLICE, (Group.FACTS, Group.INCIDENTS), "anmeldelse", TODAY, HowGiven.SIGNED)
RULE = Sharing(
    Receiver.MUNICIPALITY,
    (Group.CHILDREN,),
    CHILD_NOTIFICATION,
    "Barnet følges.",
    SharedFor.PREVENTION,
    TODAY,
    needs_leader=False,
)
HELD = Withheld(Receiver.POLICE, (Group.FACTS,), "hendes ønske")


def entries(*said: tuple[EntryKind, int, Any]) -> tuple[Entry, ...]:
    return tuple(
        Entry(number, kind, subject, one, NOW, "ME", "o-1") for number, (kind, subject, one) in enumerate(said, start=1)
    )


def standing(*said: tuple[EntryKind, int, Any], approvers: frozenset[str] = frozenset({"boss"})) -> Standing:
    return Standing(entries(*said), 0, 0, TODAY, ME, approvers)


def police(found: tuple[Entry, ...], *groups: Group, **more: Any) -> tuple[set[Group], set[Group]]:
    covered = covers(found, Receiver.POLICE, groups, more.pop("today", TODAY), **more)
    return set(covered.groups), set(covered.missing)


# -- what is covered ---------------------------------------------------------------------------------------------------------


def test_nothing_is_covered_where_nobody_said_yes() -> None:
    assert police((), Group.FACTS) == (set(), {Group.FACTS})


def test_a_consent_covers_its_receiver_and_its_groups_and_says_which_entry_does() -> None:
    found = entries((EntryKind.CONSENT, 1, YES))

    assert police(found, Group.FACTS, Group.ADDRESS) == ({Group.FACTS}, {Group.ADDRESS})
    assert covers(found, Receiver.POLICE, [Group.FACTS], TODAY).by == {Group.FACTS: 1}
    assert covers(found, Receiver.DSC, [Group.FACTS], TODAY).missing == {Group.FACTS}


def test_a_consent_for_one_contact_covers_her_alone() -> None:
    found = entries((EntryKind.CONSENT, 1, replace(YES, receiver_id="lone")))

    assert police(found, Group.FACTS) == (set(), {Group.FACTS})
    assert police(found, Group.FACTS, receiver_id="lone") == ({Group.FACTS}, set())


@pytest.mark.parametrize(("until", "holds"), [(TODAY, True), (TODAY - timedelta(days=1), False), (None, True)])
def test_a_consent_holds_to_the_end_of_its_last_day(until: date | None, holds: bool) -> None:
    found = entries((EntryKind.CONSENT, 1, replace(YES, given_on=TODAY - timedelta(days=9), until=until)))

    assert covers(found, Receiver.POLICE, [Group.FACTS], TODAY).is_whole is holds


def test_a_consent_that_is_withdrawn_covers_nothing_and_stays_readable() -> None:
    found = entries((EntryKind.CONSENT, 1, YES), (EntryKind.CONSENT, 1, replace(YES, withdrawn_on=TODAY)))

    assert police(found, Group.FACTS) == (set(), {Group.FACTS})
    assert len(found) == 2


def test_what_is_withheld_is_missing_although_there_is_consent() -> None:
    found = entries((EntryKind.CONSENT, 1, YES), (EntryKind.WITHHELD, 1, HELD))

    covered = covers(found, Receiver.POLICE, [Group.FACTS, Group.INCIDENTS], TODAY)
    assert (covered.groups, covered.withheld) == (frozenset({Group.INCIDENTS}), frozenset({Group.FACTS}))
    lifted = entries(
        (EntryKind.CONSENT, 1, YES), (EntryKind.WITHHELD, 1, HELD), (EntryKind.WITHHELD, 1, replace(HELD, is_lifted=True))
    )
    assert police(lifted, Group.FACTS) == ({Group.FACTS}, set())


def test_a_notification_about_a_child_overrides_a_missing_consent() -> None:
    found = entries((EntryKind.SHARING, 1, RULE))

    covered = covers(found, Receiver.MUNICIPALITY, [Group.CHILDREN], TODAY)
    assert covered.is_whole
    assert covered.bases == {CHILD_NOTIFICATION}


def test_what_was_shared_to_prevent_never_carries_an_investigation() -> None:
    forum = replace(RULE, receiver=Receiver.POLICE, basis=SECTION_115, needs_leader=True, approved_by="boss")
    found = entries((EntryKind.SHARING, 1, forum))

    assert police(found, Group.CHILDREN, shared_for=SharedFor.PREVENTION) == ({Group.CHILDREN}, set())
    assert police(found, Group.CHILDREN, shared_for=SharedFor.INVESTIGATION) == (set(), {Group.CHILDREN})


def test_a_sharing_without_the_leader_it_needs_carries_nothing() -> None:
    found = entries((EntryKind.SHARING, 1, replace(RULE, basis="weighty_interests", needs_leader=True)))

    assert covers(found, Receiver.MUNICIPALITY, [Group.CHILDREN], TODAY).missing == {Group.CHILDREN}


# -- what may be kept --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        replace(YES, groups=()),
        replace(YES, groups=(Group.FACTS, Group.FACTS)),
        replace(YES, purpose=" "),
        replace(YES, given_on=TODAY + timedelta(days=1)),
        replace(YES, until=TODAY - timedelta(days=1)),
        replace(YES, how=HowGiven.ORAL_WITNESS),
        replace(YES, receiver=Receiver.OTHER),
        replace(YES, withdrawn_on=TODAY),
    ],
)
def test_a_consent_that_is_not_specific_is_refused(said: Consent) -> None:
    with pytest.raises(BadAnswer):
        check_consent(NewEntry(EntryKind.CONSENT, said), standing())


def test_a_consent_is_withdrawn_on_its_own_subject() -> None:
    check_consent(NewEntry(EntryKind.CONSENT, replace(YES, withdrawn_on=TODAY), 1), standing((EntryKind.CONSENT, 1, YES)))


def test_section_115_may_not_feed_an_investigation() -> None:
    said = replace(RULE, basis=SECTION_115, shared_for=SharedFor.INVESTIGATION, needs_leader=True, approved_by="boss")

    with pytest.raises(NotAllowed, match="efterforskning"):
        check_sharing(NewEntry(EntryKind.SHARING, said), standing())


@pytest.mark.parametrize("approved_by", ["", "somebody"])
def test_sharing_without_consent_takes_a_leader_of_this_desk(approved_by: str) -> None:
    said = replace(RULE, basis="weighty_interests", needs_leader=True, approved_by=approved_by)

    with pytest.raises(NotAllowed):
        check_sharing(NewEntry(EntryKind.SHARING, said), standing())
    check_sharing(NewEntry(EntryKind.SHARING, replace(said, approved_by="boss")), standing())


def test_saying_that_no_leader_is_needed_does_not_make_it_so() -> None:
    said = replace(RULE, basis="weighty_interests", needs_leader=False)

    with pytest.raises(NotAllowed):
        check_sharing(NewEntry(EntryKind.SHARING, said), standing())


def test_in_danger_it_is_shared_first_and_approved_afterwards() -> None:
    said = replace(RULE, basis=ACUTE_DANGER, receiver=Receiver.POLICE)

    check_sharing(NewEntry(EntryKind.SHARING, said), standing())
    check_sharing(NewEntry(EntryKind.SHARING, replace(said, approved_by="boss"), 1), standing((EntryKind.SHARING, 1, said)))


@pytest.mark.parametrize(
    "said",
    [replace(RULE, basis=""), replace(RULE, reason=" "), replace(RULE, groups=()), replace(RULE, receiver=Receiver.POLICE)],
)
def test_sharing_without_rule_reason_or_the_right_receiver_is_refused(said: Sharing) -> None:
    with pytest.raises(BadAnswer):
        check_sharing(NewEntry(EntryKind.SHARING, said), standing())


def test_withholding_takes_a_reason() -> None:
    with pytest.raises(BadAnswer):
        check_withheld(NewEntry(EntryKind.WITHHELD, replace(HELD, why="")), standing())


# -- when it runs out --------------------------------------------------------------------------------------------------------


def due(*said: tuple[EntryKind, int, Any]) -> list[tuple[int, date]]:
    case = CaseNow("SD-2026-0001", NOW, Definition.LIKELY, Urgency.MODERATE, "", {}, entries(*said))
    found = consent_dues(case)
    assert all(one.kind is DueKind.CONSENT for one in found)
    return [(one.subject, one.due_at.date()) for one in found]


def test_somebody_asks_a_week_before_a_consent_runs_out_on_a_workday() -> None:
    assert due((EntryKind.CONSENT, 1, replace(YES, until=date(2026, 12, 31)))) == [(1, date(2026, 12, 28))], (
        "24 December is closed"
    )
    assert due((EntryKind.CONSENT, 1, replace(YES, until=date(2027, 2, 10)))) == [(1, date(2027, 2, 3))]


def test_nobody_asks_about_one_without_an_end_withdrawn_let_go_or_given_anew() -> None:
    ends = replace(YES, until=date(2027, 2, 10))

    assert due((EntryKind.CONSENT, 1, YES)) == []
    assert due((EntryKind.CONSENT, 1, replace(ends, withdrawn_on=TODAY))) == []
    assert due((EntryKind.CONSENT, 1, replace(ends, is_let_go=True))) == []
    assert due((EntryKind.CONSENT, 1, ends), (EntryKind.CONSENT, 2, YES)) == []


# -- words -------------------------------------------------------------------------------------------------------------------


def test_the_cover_names_what_is_withheld_and_neither_why_nor_from_whom_else() -> None:
    found = entries(
        (EntryKind.WITHHELD, 1, HELD), (EntryKind.WITHHELD, 2, replace(HELD, receiver=Receiver.DSC, groups=(Group.HEALTH,)))
    )

    said = withheld_words(found, Receiver.POLICE)
    assert said == "Holdt tilbage for politiet: Hvad der er sket."
    assert withheld_words(found, Receiver.SCHOOL) == ""


def test_what_was_said_at_the_first_conversation_is_taken_over_by_nobody_but_a_person() -> None:
    def given(question_id: str, value: Any) -> Answer:
        return Answer(question_id, AnswerState.GIVEN, NOW, "ME", value)

    answers = {
        "share_with": given("share_with", ("police", "dsc")),
        "share_until": given("share_until", DateValue("2027-02")),
        "consent_how": given("consent_how", "oral"),
    }

    said = said_at_intake(answers)
    assert said is not None
    assert (said.receivers, said.until, said.how) == ((Receiver.POLICE, Receiver.DSC), date(2027, 2, 28), HowGiven.ORAL)
    assert not_taken_over(said, entries((EntryKind.CONSENT, 1, YES))) == (Receiver.DSC,)
    assert said_at_intake({"share_with": given("share_with", ())}) is None
