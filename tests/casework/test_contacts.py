"""The register of contacts: how each stands, who is called now, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from stalkdesk.casework.contacts.calling import Rung, who_instead, who_to_call
from stalkdesk.casework.contacts.contact_checks import check_away, check_checked, check_contact, tidy_card
from stalkdesk.casework.contacts.contact_register import (
    CHECK_EVERY_DAYS,
    Away,
    Checked,
    Contact,
    ContactCard,
    ContactKind,
    Function,
    Origin,
    Receiver,
    contact_by,
    contacts_now,
    deputy_of,
    found_by,
    is_away,
)
from stalkdesk.casework.contacts.opening_hours import ROUND_THE_CLOCK, read_hours
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Officer, Role
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.register_checks import RegisterStanding
from stalkdesk.errors import BadAnswer

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ME = Officer("o-1", "me", "Me", "ME", Role.VISITATOR)
LONE = ContactCard(
    ContactKind.PERSON, "Lone Ærøprøve", Function.POLICE, "+4500000011", hours=read_hours("man–fre 9–15"), deputy_id="duty"
)
DUTY = ContactCard(ContactKind.DESK, "Vagthavende", Function.DEPUTY, "+4500000012", hours=ROUND_THE_CLOCK)
BO = ContactCard(ContactKind.PERSON, "Bo Prøve", Function.POLICE, "+4500000013", hours=read_hours("man–fre 8–18"))


def lines(*said: tuple[RegisterKind, str, object]) -> tuple[RegisterLine, ...]:
    return tuple(RegisterLine(number, *one, MONDAY, "ME", "o-1") for number, one in enumerate(said, start=1))


def register(*more: tuple[RegisterKind, str, object]) -> tuple[Contact, ...]:
    cards = ((RegisterKind.CONTACT, "lone", LONE), (RegisterKind.CONTACT, "duty", DUTY), (RegisterKind.CONTACT, "bo", BO))
    return contacts_now(lines(*cards, *more))


def why(contacts: tuple[Contact, ...], at: datetime = MONDAY, phone: str = "") -> list[tuple[Rung, str, bool]]:
    ladder = who_to_call(contacts, Function.POLICE, at, "Enheden", phone)
    return [(step.rung, step.name, step.is_reachable) for step in ladder.steps]


# -- how each stands ---------------------------------------------------------------------------------------------------------


def test_the_newest_line_of_a_contact_counts_and_its_number_says_which_was_seen() -> None:
    contacts = register((RegisterKind.CONTACT, "lone", replace(LONE, phone="+4500000099")))

    lone = contact_by(contacts, "lone")
    assert lone is not None
    assert (lone.phone, lone.number, len(contacts)) == ("+4500000099", 4, 3)


def test_the_units_own_persons_and_the_shelf_stand_in_the_same_view() -> None:
    own = ContactPerson("own", "Vera Prøve", ContactFunction.VISITATOR, "+4500000001", "hverdage 9-15")
    odd = ContactPerson("odd", "Sten Prøve", ContactFunction.ADULT, "+4500000002", "når der er lys")
    shelf = Contact("agency:police", replace(DUTY, name="114", function=Function.POLICE), Origin.SHELF)

    found = contacts_now((), (own, odd), (shelf,), Authority.MUNICIPALITY)

    assert [(one.id, one.origin) for one in found] == [
        ("own", Origin.UNIT),
        ("odd", Origin.UNIT),
        ("agency:police", Origin.SHELF),
    ]
    assert (found[0].card.hours, found[0].receiver) == (read_hours("man-fre 9-15"), Receiver.VISITATOR)
    assert (found[1].card.hours, found[1].hours_shown) == ((), "når der er lys"), "other words stay as they were written"


def test_away_ends_with_its_last_day_or_when_she_is_back() -> None:
    lone = contact_by(register((RegisterKind.AWAY, "lone", Away(TODAY, date(2026, 11, 27)))), "lone")
    back = contact_by(
        register((RegisterKind.AWAY, "lone", Away(TODAY)), (RegisterKind.AWAY, "lone", Away(TODAY, is_back=True))), "lone"
    )
    assert lone is not None
    assert back is not None

    assert [is_away(lone, date(2026, 11, day)) for day in (22, 23, 27, 28)] == [False, True, True, False]
    assert not is_away(back, TODAY)


def test_a_number_is_checked_again_after_half_a_year_and_one_never_checked_at_once() -> None:
    never, checked = register(), register((RegisterKind.CHECKED, "lone", Checked(date(2026, 5, 1), "Me", "ringet op")))
    lone = contact_by(checked, "lone")
    assert lone is not None

    assert never[0].is_overdue(TODAY)
    assert not lone.is_overdue(date.fromordinal(date(2026, 5, 1).toordinal() + CHECK_EVERY_DAYS))
    assert lone.is_overdue(date.fromordinal(date(2026, 5, 1).toordinal() + CHECK_EVERY_DAYS + 1))


@pytest.mark.parametrize("typed", ["ærø", "aeroeproeve", "lone æ", "0011", "00 00 00 11"])
def test_a_contact_is_found_by_half_a_name_in_any_spelling_and_by_the_end_of_the_number(typed: str) -> None:
    assert [one.id for one in found_by(register(), typed)] == ["lone"]


# -- who is called -----------------------------------------------------------------------------------------------------------


def test_who_is_there_is_called() -> None:
    assert why(register()) == [(Rung.CONTACT, "Lone Ærøprøve", True)]


def test_the_deputy_is_called_while_the_contact_is_away_and_the_ladder_says_until_when() -> None:
    contacts = register((RegisterKind.AWAY, "lone", Away(TODAY, date(2026, 11, 27))))

    ladder = who_to_call(contacts, Function.POLICE, MONDAY)

    assert [step.name for step in ladder.steps] == ["Lone Ærøprøve", "Vagthavende"]
    assert "27-11" in ladder.steps[0].why
    assert ladder.now is not None
    assert ladder.now.rung is Rung.DEPUTY


def test_the_deputy_of_these_days_goes_before_the_fixed_one() -> None:
    contacts = register((RegisterKind.AWAY, "lone", Away(TODAY, None, "bo")))

    lone = contact_by(contacts, "lone")
    assert lone is not None
    deputy = deputy_of(lone, contacts, TODAY)
    assert deputy is not None
    assert deputy.id == "bo"


def test_the_next_of_the_same_function_is_called_when_contact_and_deputy_are_not_there() -> None:
    alone = replace(LONE, deputy_id="")
    contacts = register(
        (RegisterKind.CONTACT, "lone", alone),
        (RegisterKind.AWAY, "lone", Away(TODAY)),
    )

    assert why(contacts) == [(Rung.CONTACT, "Lone Ærøprøve", False), (Rung.NEXT, "Bo Prøve", True)]


def test_the_unit_is_called_when_nobody_is_there_and_nobody_when_it_has_no_number() -> None:
    night = datetime(2026, 11, 23, 20, tzinfo=UTC)
    contacts = tuple(one for one in register() if one.id == "bo")

    assert why(contacts, night, "+4500000000")[-1] == (Rung.UNIT, "Enheden", True)
    assert who_to_call(contacts, Function.POLICE, night).now is None


def test_a_closed_day_is_said_with_when_it_opens() -> None:
    contacts = tuple(one for one in register() if one.id == "bo")

    (step,) = who_to_call(contacts, Function.POLICE, datetime(2026, 12, 25, 10, tzinfo=UTC)).steps

    assert not step.is_reachable
    assert "man 28-12 kl. 8" in step.why


def test_who_is_used_no_more_is_not_called() -> None:
    contacts = register((RegisterKind.CONTACT, "lone", replace(LONE, is_active=False)))

    assert why(contacts) == [(Rung.CONTACT, "Bo Prøve", True)]


def test_the_ladder_of_one_contact_begins_with_her() -> None:
    contacts = register()
    bo = contact_by(contacts, "bo")
    assert bo is not None

    ladder = who_instead(bo, contacts, MONDAY)

    assert [step.name for step in ladder.steps] == ["Bo Prøve"]


def test_two_who_stand_in_for_each_other_make_no_circle() -> None:
    contacts = register(
        (RegisterKind.CONTACT, "bo", replace(BO, deputy_id="lone")),
        (RegisterKind.CONTACT, "lone", replace(LONE, deputy_id="bo")),
        (RegisterKind.AWAY, "lone", Away(TODAY)),
        (RegisterKind.AWAY, "bo", Away(TODAY)),
    )

    assert len(why(contacts)) == 2


# -- what may be kept --------------------------------------------------------------------------------------------------------

STANDING = RegisterStanding((), TODAY, ME)


def test_a_card_is_kept_tidy_with_its_number_in_one_form() -> None:
    card = tidy_card(replace(LONE, name="  Lone   Prøve ", phone="00 00 00 11"))

    assert (card.name, card.phone) == ("Lone Prøve", "+4500000011")
    check_contact(NewLine(RegisterKind.CONTACT, "lone", card), STANDING)


@pytest.mark.parametrize(
    "card",
    [
        replace(LONE, name=""),
        replace(LONE, phone="ring til mig"),
        replace(LONE, phone=""),
        replace(LONE, deputy_id="lone"),
        replace(LONE, last_checked=date(2026, 11, 24)),
        replace(LONE, name="Lone \u202egnud"),
    ],
)
def test_a_card_that_helps_nobody_is_refused(card: ContactCard) -> None:
    with pytest.raises(BadAnswer):
        check_contact(NewLine(RegisterKind.CONTACT, "lone", card), STANDING)


def test_days_and_checks_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadAnswer):
        check_away(NewLine(RegisterKind.AWAY, "lone", Away(TODAY, date(2026, 11, 1))), STANDING)
    with pytest.raises(BadAnswer):
        check_away(NewLine(RegisterKind.AWAY, "lone", Away(TODAY, None, "lone")), STANDING)
    with pytest.raises(BadAnswer):
        check_checked(NewLine(RegisterKind.CHECKED, "lone", Checked(date(2026, 11, 24), "Me", "ringet")), STANDING)
    with pytest.raises(BadAnswer):
        check_checked(NewLine(RegisterKind.CHECKED, "lone", Checked(TODAY, "Me", " ")), STANDING)
