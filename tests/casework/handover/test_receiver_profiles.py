"""Who may get what: the least that the receiver needs, by a consent or a rule that covers it, and why the rest stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk import app, settings
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.handover.handover_clock import Patience, clock_from, runs_out
from stalkdesk.casework.handover.package_groups import PROTECTED, group_of
from stalkdesk.casework.handover.receiver_profiles import Why, allowance, refuse_empty, why_said
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, Withheld
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import Language

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PROFILES = app.library().receiver_profiles()
CHECKLIST = app.library().checklist(Language.DANISH)


def consent(receiver: Receiver, *groups: Group) -> tuple[EntryKind, object]:
    """She has said yes to these."""
    return EntryKind.CONSENT, Consent(receiver, groups, "Hjælp", TODAY, HowGiven.SIGNED)


def sharing(receiver: Receiver, basis: str, *groups: Group, approved_by: str = "leder") -> tuple[EntryKind, object]:
    """A rule carries these."""
    return EntryKind.SHARING, Sharing(receiver, groups, basis, "Derfor", SharedFor.PREVENTION, TODAY, approved_by=approved_by)


def entries(*said: tuple[EntryKind, object]) -> tuple[Entry, ...]:
    """Entries of a case."""
    return tuple(Entry(number, kind, number, one, AT, "SL", "o") for number, (kind, one) in enumerate(said, start=1))


def test_without_consent_or_rule_nothing_goes_and_the_sentence_says_what_to_do() -> None:
    found = allowance(PROFILES[Receiver.POLICE], (), tuple(Group), TODAY)
    assert found.groups == ()
    with pytest.raises(NotAllowed, match="Spørg den udsatte, eller vælg en regel"):
        refuse_empty(found, "Prøvepolitiet")


def test_the_profile_takes_away_what_the_receiver_does_not_need() -> None:
    found = allowance(PROFILES[Receiver.POLICE], entries(consent(Receiver.POLICE, *Group)), tuple(Group), TODAY)
    assert dict(found.left_out) == {Group.NEEDS: Why.PROFILE, Group.PLAN: Why.PROFILE}
    assert found.bases == ()


def test_a_rule_reaches_only_as_far_as_the_profile_says() -> None:
    case = entries(sharing(Receiver.POLICE, "section_115", *Group))
    found = allowance(PROFILES[Receiver.POLICE], case, tuple(Group), TODAY)
    assert set(found.groups) == {Group.IDENTITY, Group.PERPETRATOR, Group.FACTS, Group.RISK, Group.CHILDREN}
    assert dict(found.left_out)[Group.ADDRESS] is Why.RULE
    assert found.bases == ("section_115",)


def test_what_is_withheld_stays_whatever_was_consented_to() -> None:
    held = EntryKind.WITHHELD, Withheld(Receiver.POLICE, (Group.ADDRESS,), "Aftalt")
    case = entries(consent(Receiver.POLICE, *Group), held)
    found = allowance(PROFILES[Receiver.POLICE], case, tuple(Group), TODAY)
    assert dict(found.left_out)[Group.ADDRESS] is Why.WITHHELD


def test_what_was_not_chosen_does_not_go() -> None:
    case = entries(consent(Receiver.MUNICIPALITY, *Group))
    found = allowance(PROFILES[Receiver.MUNICIPALITY], case, (Group.FACTS,), TODAY)
    assert found.groups == (Group.FACTS,)
    assert {why for _, why in found.left_out} == {Why.NOT_CHOSEN}


@given(groups=st.sets(st.sampled_from(Group)), chosen=st.sets(st.sampled_from(Group)), receiver=st.sampled_from(Receiver))
def test_nothing_goes_that_was_not_consented_to_and_each_group_is_told_once(
    groups: set[Group], chosen: set[Group], receiver: Receiver
) -> None:
    case = entries(consent(receiver, *sorted(groups))) if groups else ()
    found = allowance(PROFILES[receiver], case, chosen, TODAY)
    assert set(found.groups) <= groups & chosen & PROFILES[receiver].by_consent
    assert sorted([*found.groups, *(group for group, _ in found.left_out)]) == sorted(Group)


def test_every_reason_is_said() -> None:
    assert len({why_said(why) for why in Why}) == len(Why)


def test_every_protected_question_has_a_group_of_its_own_choice_or_goes_nowhere() -> None:
    for question in CHECKLIST.questions():
        group = group_of(question)
        if question.compartment is Compartment.PROTECTED:
            assert group in PROTECTED | {Group.CHILDREN}, question.id
        elif question.section_id == "sharing":
            assert group is None, "what was agreed about others is nobody else's"
        else:
            assert group is not None, question.id


def test_the_address_and_the_school_go_only_with_the_address() -> None:
    of = {question.id: group_of(question) for question in CHECKLIST.questions()}
    assert of["victim_address"] is of["school_name"] is of["evidence_where"] is Group.ADDRESS


# -- the clock ---------------------------------------------------------------------------------------------------------------
SHIPPED = app.library().handover_clock()
FRIDAY = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


def test_the_shipped_clock_is_the_default_of_the_settings() -> None:
    for urgency, setting in settings.HANDOVER_CLOCK.items():
        patience = SHIPPED[Urgency(urgency)]
        is_hours = setting.kind is settings.SettingKind.HOURS
        assert (patience.hours if is_hours else patience.workdays) == setting.default


def test_acute_runs_day_and_night_and_the_others_end_while_somebody_can_be_called() -> None:
    assert runs_out(FRIDAY, Urgency.ACUTE, SHIPPED) == FRIDAY + timedelta(hours=1)
    assert runs_out(FRIDAY, Urgency.HIGH, SHIPPED) == datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "Monday, 15 o'clock here"
    assert runs_out(FRIDAY, Urgency.MODERATE, SHIPPED) == datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    christmas = datetime(2026, 12, 23, 13, 0, tzinfo=UTC)
    assert runs_out(christmas, Urgency.HIGH, SHIPPED) == datetime(2026, 12, 28, 14, 0, tzinfo=UTC)


def test_the_authority_sets_its_own_clock_and_nonsense_is_the_default() -> None:
    kept = {"handover_acute_hours": "2", "handover_high_workdays": "mange"}
    clock = clock_from(SHIPPED, lambda key: kept.get(key, ""))
    assert clock[Urgency.ACUTE] == Patience(hours=2)
    assert clock[Urgency.HIGH] == Patience(workdays=1)
    assert clock[Urgency.ROUTINE] == SHIPPED[Urgency.ROUTINE]
    assert clock_from(MappingProxyType(dict(SHIPPED)), lambda _: "") == SHIPPED
