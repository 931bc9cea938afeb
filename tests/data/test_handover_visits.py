"""Who takes a case over sees how often she came and what was written already: once, as the other desk's, and counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.handover.handovers import Purpose, letters_elsewhere
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.casework.sharing.consents import Group, Withheld
from stalkdesk.casework.visits import Contact, HowCame, NewVisit, SafeContact, Visit, contacts_of, contacts_within, times_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import NotAllowed, PackageUnfit
from tests.data.forged_packages import taken_apart
from tests.data.two_desks import Two, consented, filed, sent, sent_back, whole

AGAIN = Visit(
    HowCame.CAME, "Han stod ved porten igen.", "Vera Venindeprøve", "Vi ringer mandag.", SafeContact.CHANGED, evaluation=0
)
CALLED = Visit(HowCame.CALLED, "Han ringede hele natten.")
SHARE = Purpose.SHARE


def came(pair: Two, drawer: OpenDrawer, reference: str, visit: Visit) -> None:
    """She turns to that desk."""
    drawer.keep_visit(reference, NewVisit(visit), pair.content(drawer).weighing_of("2026-1"), None)


def contacts(drawer: OpenDrawer, reference: str) -> list[Contact]:
    """The list of contacts, the oldest first."""
    return list(reversed(contacts_of(drawer.case(reference))))


def counted(drawer: OpenDrawer, reference: str) -> tuple[int, int]:
    """How often she came within thirty days: on the case's page, and where persons are looked for."""
    now = drawer._sitting.now()
    (hit,) = [one for one in drawer.find_persons("Ærlig Øprøve", Whose.VICTIM).hits if one.reference == reference]
    return contacts_within(times_of(contacts_of(drawer.case(reference))), now), hit.contacts


def told(pair: Two, file: object) -> list[dict[str, object]]:
    """The visits in a package, as its JSON says them."""
    found = json.loads(taken_apart(file.read_bytes(), pair.police, pair.municipality).parts["case.json"])["visits"]  # type: ignore[attr-defined]
    assert isinstance(found, list)
    return found


@pytest.fixture
def case(pair: Two) -> str:
    """A case of the police on which she came three times, that may be shared with the municipality."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    for visit in (AGAIN, CALLED):
        came(pair, pair.police, reference, visit)
    return reference


def test_who_takes_over_sees_that_she_was_there_three_times_when_and_whose_desk_it_was(pair: Two, case: str) -> None:
    made = sent(pair, case)
    assert pair.municipality.open_package(made.file).visits == 3
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    assert done.visits == 3
    there, here = contacts(pair.municipality, done.reference), contacts(pair.police, case)
    hers, receipts = [one for one in there if not one.came_from], [one for one in there if one.came_from]
    assert [(one.number, one.at) for one in hers] == [(one.number, one.at) for one in here]
    assert [one.theirs.desk_name for one in hers if one.theirs] == ["Prøvepolitiet"] * 3
    assert hers[0].is_first_intake
    assert [(one.visit.how, one.visit.in_short) for one in hers[1:] if one.visit] == [
        (one.visit.how, one.visit.in_short) for one in here[1:] if one.visit
    ]
    assert hers[1].by == here[1].by
    assert [(one.number, one.came_from) for one in receipts] == [(0, "Prøvepolitiet")]
    assert whole(pair)


def test_the_third_contact_in_thirty_days_is_said_at_the_receiver_too(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    assert counted(pair.police, case) == (3, 3)
    assert counted(pair.municipality, done.reference) == (3, 3)
    came(pair, pair.municipality, done.reference, CALLED)
    assert counted(pair.municipality, done.reference) == (4, 4)


def test_the_same_visit_in_a_newer_package_is_not_counted_twice_and_a_new_one_is(pair: Two, case: str) -> None:
    first = pair.municipality.receive(sent(pair, case, SHARE).file, pair.content(pair.municipality))
    came(pair, pair.municipality, first.reference, replace(CALLED, in_short="Hos os."))
    came(pair, pair.police, case, CALLED)
    second = pair.municipality.receive(sent(pair, case, SHARE, "to.age").file, pair.content(pair.municipality))
    assert (second.reference, second.visits) == (first.reference, 1)
    hers = [one for one in contacts(pair.municipality, first.reference) if not one.came_from]
    assert [one.theirs is None for one in hers] == [False, False, False, True, False]
    assert [one.number for one in hers] == [1, 2, 3, 4, 5]
    assert counted(pair.municipality, first.reference) == (5, 5)


def test_what_goes_back_brings_the_other_desk_nothing_of_its_own(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    came(pair, pair.municipality, done.reference, replace(CALLED, in_short="Hos kommunen."))
    consented(pair.municipality, done.reference, Receiver.POLICE)
    back = pair.police.receive(sent_back(pair, done.reference).file, pair.content(pair.police))
    assert (back.visits, counted(pair.police, case)) == (1, (4, 4))
    last = contacts(pair.police, case)[-1]
    assert last.visit is not None
    assert last.theirs is not None
    assert (last.visit.in_short, last.theirs.desk_name) == ("Hos kommunen.", "Prøvekommunen")
    assert [one.theirs is None for one in contacts(pair.police, case)] == [True, True, True, False]
    assert not any(one.came_from for one in contacts(pair.police, case)), "it began here"
    assert whole(pair)


def test_what_stands_here_is_never_overwritten_by_a_package(pair: Two, case: str) -> None:
    first = pair.municipality.receive(sent(pair, case, SHARE).file, pair.content(pair.municipality))
    before = pair.municipality.case(first.reference).entries
    forged = taken_apart(sent(pair, case, SHARE, "to.age").file.read_bytes(), pair.police, pair.municipality)
    forged.case(lambda one: [visit.update(in_short="Omskrevet") for visit in one["visits"]])
    second = pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality))
    assert second.visits == 0
    assert pair.municipality.case(first.reference).entries[: len(before)] == before


def test_a_visit_in_error_is_not_sent_and_one_marked_here_does_not_come_again(pair: Two, case: str) -> None:
    first = pair.municipality.receive(sent(pair, case, SHARE).file, pair.content(pair.municipality))
    wrong = contacts(pair.municipality, first.reference)[2].entry
    mark = NewEntry(EntryKind.IN_ERROR, InError(Wrong.ENTRY, wrong, True, "Det var en anden."))
    pair.municipality.keep_entries(first.reference, [mark])
    own = contacts(pair.police, case)[1].entry
    pair.police.keep_entries(case, [NewEntry(EntryKind.IN_ERROR, InError(Wrong.ENTRY, own, True, "Forkert sag."))])
    made = sent(pair, case, SHARE, "to.age")
    assert [one["number"] for one in told(pair, made.file)] == [1, 3]
    assert pair.municipality.receive(made.file, pair.content(pair.municipality)).visits == 0
    assert counted(pair.municipality, first.reference) == (2, 2)


def test_without_consent_to_it_no_visit_goes_and_the_package_says_why(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY, tuple(group for group in Group if group is not Group.VISITS))
    came(pair, pair.police, reference, AGAIN)
    made = sent(pair, reference)
    assert told(pair, made.file) == []
    preview = pair.municipality.open_package(made.file)
    assert dict(preview.left_out)[Group.VISITS] == "intet samtykke"
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    assert [one.came_from for one in contacts(pair.municipality, done.reference)] == [""]


def test_what_is_withheld_stays_whatever_was_consented_to(pair: Two, case: str) -> None:
    held = Withheld(Receiver.MUNICIPALITY, (Group.VISITS,), "Hun vil det ikke")
    pair.police.keep_entries(case, [NewEntry(EntryKind.WITHHELD, held)])
    made = sent(pair, case)
    assert told(pair, made.file) == []
    assert dict(pair.municipality.open_package(made.file).left_out)[Group.VISITS] == "holdes tilbage"


def test_what_of_a_visit_is_protected_goes_only_with_what_is_protected(pair: Two, case: str) -> None:
    plain = filed(pair.police)
    consented(pair.police, plain, Receiver.MUNICIPALITY, (Group.FACTS, Group.VISITS))
    came(pair, pair.police, plain, AGAIN)
    bare, full = told(pair, sent(pair, plain, name="a.age").file)[1], told(pair, sent(pair, case, name="b.age").file)[1]
    hidden = ("companion", "promised_next", "safe_contact")
    assert [bare[name] for name in ("in_short", *hidden)] == [AGAIN.in_short, "", "", "not_asked"]
    assert [full[name] for name in hidden] == [AGAIN.companion, AGAIN.promised_next, "changed"]


def test_a_visit_at_another_desk_is_written_only_with_a_package(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    theirs = contacts(pair.municipality, done.reference)[0].visit
    with pytest.raises(NotAllowed, match="kun med en pakke"):
        pair.police.keep_entries(case, [NewEntry(EntryKind.VISIT, theirs)])


@pytest.mark.parametrize(
    "changed",
    [
        {"in_short": "x" * 2001},
        {"in_short": "a\u202eb"},
        {"by": "\u0000"},
        {"desk_name": "Prøve\u200epoliti\u202e"},
        {"desk_name": ""},
        {"at": "2031-01-01T00:00:00Z"},
        {"at": "1850-01-01T00:00:00Z"},
        {"number": 0},
        {"desk_id": "os selv"},
        {"how": "flew"},
    ],
)
def test_one_visit_that_cannot_be_kept_makes_the_whole_package_unfit(pair: Two, case: str, changed: dict[str, object]) -> None:
    forged = taken_apart(sent(pair, case).file.read_bytes(), pair.police, pair.municipality)
    forged.case(lambda one: one["visits"][-1].update(changed))
    with pytest.raises(PackageUnfit, match="intet af den er taget ind"):
        pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality))
    assert pair.municipality.cases() == ()
    assert pair.municipality.faults() == ()


def test_more_visits_than_a_case_can_have_are_refused_whole(pair: Two, case: str) -> None:
    forged = taken_apart(sent(pair, case).file.read_bytes(), pair.police, pair.municipality)
    forged.case(lambda one: one.update(visits=[{**one["visits"][0], "number": number} for number in range(1, 1002)]))
    with pytest.raises(PackageUnfit, match="intet af den er taget ind"):
        pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality))
    assert pair.municipality.cases() == ()


def lettered(drawer: OpenDrawer, reference: str, letter: str, at: datetime, how: How = How.PRINTED) -> None:
    """A letter of that kind is made."""
    drawer.keep_sheet_given(reference, (SheetGiven(letter, "1", "da", 1, how, at, "SL"),))


def test_nobody_writes_a_letter_twice_the_letters_that_were_written_come_along_without_their_text(pair: Two, case: str) -> None:
    now = pair.police._sitting.now()
    lettered(pair.police, case, "to_doctor", now - timedelta(days=2))
    lettered(pair.police, case, "to_school", now, How.WAITING)
    lettered(pair.police, case, "first_steps", now)
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    (letter,) = letters_elsewhere(pair.municipality.case(done.reference).entries)
    titles = pair.content(pair.police).letter_titles
    assert (letter.what, letter.at, letter.desk_name) == (titles["to_doctor"], now - timedelta(days=2), "Prøvepolitiet")
    pair.police.acknowledge(case, done.code)
    lettered(pair.municipality, done.reference, "to_employer", now)
    consented(pair.municipality, done.reference, Receiver.POLICE)
    pair.police.receive(sent_back(pair, done.reference).file, pair.content(pair.police))
    assert letters_elsewhere(pair.police.case(case).entries) == (), "the plan does not go to the police"


def test_the_letters_come_with_the_plan_or_not_at_all(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY, tuple(group for group in Group if group is not Group.PLAN))
    lettered(pair.police, reference, "to_doctor", pair.police._sitting.now())
    done = pair.municipality.receive(sent(pair, reference).file, pair.content(pair.municipality))
    assert letters_elsewhere(pair.municipality.case(done.reference).entries) == ()


def test_nobody_else_tells_of_a_visit_at_our_own_desk(pair: Two, case: str) -> None:
    forged = taken_apart(sent(pair, case).file.read_bytes(), pair.police, pair.municipality)
    forged.case(lambda one: one["visits"][-1].update(desk_id=pair.municipality_id, in_short="Kommunen lovede alt"))
    done = pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality))
    said = [one.visit.in_short for one in contacts(pair.municipality, done.reference) if one.visit is not None]
    assert "Kommunen lovede alt" not in said
    assert said
