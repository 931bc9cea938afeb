"""A case goes from one desk to another and back, without a network: by a file and six characters."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.exhibits import Exhibit, exhibits_of
from stalkdesk.casework.handover.handovers import (
    Choice,
    HandoverState,
    Purpose,
    Received,
    Way,
    conflicts_of,
    handovers_of,
    stub_of,
)
from stalkdesk.casework.sharing.consents import Group, SharedFor, Sharing
from stalkdesk.casework.support.plan import Measure, MeasureState, measures
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import BadAnswer, CaseChanged, NotAllowed, PackageUnfit, PlaceUnfit
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Compartment
from tests.data.at_hand import given
from tests.data.two_desks import COVER, Two, consented, filed, request, sent, sent_back, visitator_sits_there, whole

A, B = Compartment.FACTS, Compartment.PROTECTED
SECRET = "Beskyttet adresse i Opdigteby"


def add(pair: Two, drawer: OpenDrawer, reference: str, *answers: object, said: str = "") -> None:
    """Something new on a case: an incident, or answers."""
    incidents = (Incident(DateValue("2026-11-20"), ("FOLLOW",), said),) if said else ()
    now = drawer.case(reference).confirmation
    assert now is not None
    addition = Addition("Ny henvendelse", incidents, answers)  # type: ignore[arg-type]
    weighing = pair.content(drawer).weighing_of("2026-1")
    level = drawer.weigh(reference, addition, weighing).urgency
    order = list(type(level))
    drawer.add_to_case(reference, addition, weighing, Confirmation(min(level, now.urgency, key=order.index)))


def received(drawer: OpenDrawer, reference: str) -> Received:
    """What the case says of the package it came in."""
    said = [entry.said for entry in drawer.case(reference).entries if entry.kind is EntryKind.RECEIVED][-1]
    assert isinstance(said, Received)
    return said


@pytest.fixture
def case(pair: Two) -> str:
    """A case of the police that may be shared with the municipality."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    return reference


def test_a_case_goes_over_and_the_clock_stops_only_with_the_code(pair: Two, case: str) -> None:
    made = sent(pair, case)
    (waiting,) = [line for line in pair.police.dues() if line.due.kind is DueKind.ACKNOWLEDGEMENT]
    assert waiting.due.due_at == made.handover.clock_until
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    assert [line for line in pair.police.dues() if line.due.kind is DueKind.ACKNOWLEDGEMENT] == [waiting]
    assert pair.police.acknowledge(case, done.code.lower()).state is HandoverState.ACKNOWLEDGED
    assert not [line for line in pair.police.dues() if line.due.kind is DueKind.ACKNOWLEDGEMENT]
    there = pair.municipality.case(done.reference)
    assert there.answers["threat_words"].value == "Han skrev, at hun ville fortryde det."
    assert there.answers["threat_words"].by == "SL, Prøvepolitiet"
    here = pair.police.case(case)
    assert here.confirmation is not None
    assert there.confirmation is not None
    assert there.confirmation.urgency is here.confirmation.urgency
    assert received(pair.municipality, done.reference).code == done.code, "it can be read aloud again later"
    assert whole(pair)


def test_what_is_protected_stays_protected_and_is_found_there(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    there = pair.municipality.case(done.reference)
    assert {"victim_name", "safe_phone", "victim_address"} <= set(there.protected_ids)
    assert "victim_name" not in there.answers
    answers = {one.question_id: one.value for one in pair.municipality.protected_answers(done.reference, "prøve")}
    assert answers["victim_name"] == "Ærlig Øprøve"
    assert [line.reference for line in pair.municipality.cases("øprøve")] == [done.reference]


def test_without_consent_or_rule_nothing_goes(pair: Two) -> None:
    reference = filed(pair.police)
    with pytest.raises(NotAllowed, match="hverken samtykke eller en regel"):
        sent(pair, reference)
    assert list(pair.folder.iterdir()) == []
    assert pair.police.case(reference).entries == ()


def test_only_what_was_consented_to_is_in_the_package(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY, (Group.FACTS, Group.RISK))
    done = pair.municipality.receive(sent(pair, reference).file, pair.content(pair.municipality))
    there = pair.municipality.case(done.reference)
    assert there.protected_ids == ()
    assert "source_name" not in there.answers
    assert "impact" in there.answers
    assert "address" in received(pair.municipality, done.reference).withheld


def test_a_look_says_what_would_be_left_out_and_makes_nothing(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY, (Group.FACTS,))
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    found = pair.police.weigh_package(reference, asked, pair.content(pair.police))
    assert found.allowance.groups == (Group.FACTS,)
    assert dict(found.allowance.left_out)[Group.ADDRESS].value == "not_covered"
    assert found.answers[Group.FACTS] > 0
    assert pair.police.case(reference).entries == ()
    assert pair.police.journal(1)[0].act == "view"
    assert pair.police.journal(3)[1].act == "weigh_package"


def test_files_and_exhibits_come_along_by_choice(pair: Two, case: str) -> None:
    for name in ("brev.txt", "andet.txt"):
        pair.police.attach(case, NewAttachment(name.encode() * 100, name, said="fra hende"))
    first = pair.police.case(case).attachments[0]
    exhibit = Exhibit("Et brev", is_file=True, attachment=1, sha256=first.sha256)
    pair.police.keep_entries(case, [NewEntry(EntryKind.EXHIBIT, exhibit), NewEntry(EntryKind.EXHIBIT, Exhibit("En ring"))])
    done = pair.municipality.receive(sent(pair, case, attachments=(1,)).file, pair.content(pair.municipality))
    there = pair.municipality.case(done.reference)
    assert [one.name for one in there.attachments] == ["brev.txt"]
    assert pair.municipality.attachment_bytes(done.reference, 1) == b"brev.txt" * 100
    assert [one.exhibit.what for one in exhibits_of(there.entries)] == ["Et brev"]
    (custody,) = exhibits_of(pair.police.case(case).entries)[0].custody
    assert (custody.said.to_whom, exhibits_of(pair.police.case(case).entries)[1].custody) == ("Prøvekommunen", ())
    assert received(pair.municipality, done.reference).elsewhere == ("2 · En ring · ligger hos afsenderen",)
    assert whole(pair)


def test_a_protected_file_goes_only_when_nothing_protected_is_held_back(pair: Two) -> None:
    reference = filed(pair.police)
    pair.police.attach(reference, NewAttachment(b"lukket", "lukket.txt", B))
    consented(pair.police, reference, Receiver.MUNICIPALITY, (Group.FACTS, Group.EXHIBITS))
    assert sent(pair, reference, attachments=(1,)).handover.attachments == ()
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    made = sent(pair, reference, Purpose.SHARE, "anden.age", attachments=(1,))
    assert made.handover.attachments == (1,)
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    (there,) = pair.municipality.case(done.reference).attachments
    assert there.compartment is B
    assert there.name == ""
    assert pair.municipality.attachment_bytes(done.reference, 1, "prøve") == b"lukket"


def test_the_plan_goes_along_where_it_may(pair: Two, case: str) -> None:
    pair.police.keep_entries(case, [NewEntry(EntryKind.MEASURE, Measure("locks", MeasureState.WISHED, "Kirsten", note=SECRET))])
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    (kept,) = measures(pair.municipality.protected_entries(done.reference, "prøve"))
    assert (kept.said.need, kept.said.note) == ("locks", SECRET)


def test_their_plan_goes_on_with_ours_when_the_case_comes_back(pair: Two, case: str) -> None:
    for need in ("locks", "doctor"):
        pair.police.keep_entries(case, [NewEntry(EntryKind.MEASURE, Measure(need, MeasureState.WISHED, "Kirsten"))])
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    there = {entry.said.need: entry for entry in measures(pair.municipality.protected_entries(done.reference, "prøve"))}
    in_place = replace(there["locks"].said, state=MeasureState.IN_PLACE)
    housing = NewEntry(EntryKind.MEASURE, Measure("housing"))
    changed = NewEntry(EntryKind.MEASURE, in_place, there["locks"].subject)
    pair.municipality.keep_entries(done.reference, [changed, housing])
    consented(pair.municipality, done.reference, Receiver.POLICE)
    visitator_sits_there(pair.municipality, pair.police)
    asked = request(pair.police_id, Receiver.VISITATOR, receiver_id="vera")
    consented(pair.municipality, done.reference, Receiver.VISITATOR)
    content = pair.content(pair.municipality)
    made = pair.municipality.prepare_package(done.reference, asked, content, pair.folder / "retur.age", lambda _facts: COVER)
    pair.police.receive(made.file, pair.content(pair.police))
    ours = measures(pair.police.protected_entries(case, "prøve"))
    wished, done_there = MeasureState.WISHED, MeasureState.IN_PLACE
    expected = [(1, "locks", done_there), (2, "doctor", wished), (3, "housing", wished)]
    assert [(entry.subject, entry.said.need, entry.said.state) for entry in ours] == expected


def test_a_case_that_was_given_away_is_only_read_here(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    gone = stub_of(pair.police.case(case).entries)
    assert gone is not None
    assert gone.receiver_name == "Prøvekommunen"
    with pytest.raises(NotAllowed, match=r"overdraget til Prøvekommunen\. Her kan den kun læses"):
        add(pair, pair.police, case, said="Fulgte efter")
    with pytest.raises(NotAllowed, match="Her kan den kun læses"):
        pair.police.keep_entries(case, [NewEntry(EntryKind.MEASURE, Measure("locks"))])
    consented(pair.police, case, Receiver.POLICE)  # what she decides is still written down
    kinds = {line.due.kind for line in pair.police.dues()}
    assert not kinds & {DueKind.PLAN, DueKind.TAKING_OVER}


def test_a_case_that_was_shared_stays_ours(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case, Purpose.SHARE).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    assert stub_of(pair.police.case(case).entries) is None
    add(pair, pair.police, case, said="Fulgte efter")


def test_it_comes_back_with_what_was_added_and_is_ours_again(pair: Two, case: str) -> None:
    add(pair, pair.police, case, said="Stod ved bilen")
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    add(pair, pair.municipality, done.reference, (given("gift_detail", "En æske"), A), said="Ringede på døren")
    consented(pair.municipality, done.reference, Receiver.POLICE)
    back = pair.police.receive(sent_back(pair, done.reference).file, pair.content(pair.police))
    assert (back.reference, back.is_new_case, back.preview.is_handed_back) == (case, False, True)
    assert (back.incidents, back.conflicts) == (1, 0)
    here = pair.police.case(case)
    assert [one.said for one in here.incidents] == ["Ringede på døren", "Stod ved bilen"]
    assert here.incidents[0].by == "Prøvekommunen"
    assert here.answers["gift_detail"].value == "En æske"
    assert handovers_of(here.entries)[1].state is HandoverState.HANDED_BACK
    pair.municipality.acknowledge(done.reference, back.code)
    assert stub_of(pair.municipality.case(done.reference).entries) is not None
    add(pair, pair.police, case, said="Fulgte efter igen")
    assert whole(pair)


def test_what_differs_is_a_conflict_and_nothing_is_overwritten(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case, Purpose.SHARE).file, pair.content(pair.municipality))
    add(pair, pair.police, case, (given("source_name", "Bo Nytnavn"), A), (given("safe_hours", "aldrig"), B))
    add(pair, pair.municipality, done.reference, (given("source_name", "Bent Gammeltnavn"), A))
    consented(pair.municipality, done.reference, Receiver.POLICE)
    back = pair.police.receive(sent_back(pair, done.reference, Purpose.SHARE).file, pair.content(pair.police))
    assert back.conflicts == 2
    assert pair.police.case(case).answers["source_name"].value == "Bo Nytnavn"
    found = conflicts_of(pair.police.protected_entries(case, "prøve"))
    assert {(one.question_id, json.loads(one.theirs)) for one in found.values()} == {
        ("source_name", "Bent Gammeltnavn"),
        ("safe_hours", "hverdage 9-11"),
    }
    assert not [one for one in pair.police.case(case).entries if one.kind is EntryKind.CONFLICT], "it holds B"
    assert [line.due.kind for line in pair.police.dues()].count(DueKind.CONFLICT) == 1
    number = next(number for number, one in found.items() if one.question_id == "source_name")
    settle(pair, case, number, Choice.THEIRS)
    settle(pair, case, 3 - number, Choice.OURS)
    assert pair.police.case(case).answers["source_name"].value == "Bent Gammeltnavn"
    assert not [line for line in pair.police.dues() if line.due.kind is DueKind.CONFLICT]
    with pytest.raises(NotAllowed, match="allerede afgjort"):
        settle(pair, case, number, Choice.OURS)
    assert whole(pair)


def settle(pair: Two, reference: str, number: int, choice: Choice) -> None:
    """Decides a conflict at the police."""
    now = pair.police.case(reference).confirmation
    assert now is not None
    weighing = pair.content(pair.police).weighing_of("2026-1")
    pair.police.settle_conflict(reference, number, choice, "Spurgt hende", weighing, Confirmation(now.urgency))


def test_a_conflict_that_was_settled_is_not_asked_again(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case, Purpose.SHARE).file, pair.content(pair.municipality))
    add(pair, pair.municipality, done.reference, (given("source_name", "Bent Gammeltnavn"), A))
    consented(pair.municipality, done.reference, Receiver.POLICE)
    first = pair.police.receive(sent_back(pair, done.reference, Purpose.SHARE, "a.age").file, pair.content(pair.police))
    settle(pair, case, 1, Choice.OURS)
    second = pair.police.receive(sent_back(pair, done.reference, Purpose.SHARE, "b.age").file, pair.content(pair.police))
    assert (first.conflicts, second.conflicts) == (1, 0)


def test_a_second_package_of_a_case_goes_to_the_same_case_there(pair: Two, case: str) -> None:
    first = pair.municipality.receive(sent(pair, case, Purpose.SHARE).file, pair.content(pair.municipality))
    add(pair, pair.police, case, said="Sendte blomster")
    second = pair.municipality.receive(sent(pair, case, Purpose.SHARE, "to.age").file, pair.content(pair.municipality))
    assert (second.reference, second.is_new_case, second.incidents) == (first.reference, False, 1)
    assert received(pair.municipality, first.reference).version == 2
    assert len(pair.municipality.cases()) == 1


def test_a_package_is_taken_in_once_and_the_second_time_says_when(pair: Two, case: str) -> None:
    made = sent(pair, case)
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    copy = shutil.copy(made.file, pair.folder / "kopi.age")
    for file in (made.file, Path(copy)):
        with pytest.raises(PackageUnfit, match=f"allerede modtaget .* som sagen {done.reference}"):
            pair.municipality.receive(file, pair.content(pair.municipality))
    assert len(pair.municipality.cases()) == 1


def test_a_wrong_code_is_counted_and_three_make_one_wait_a_minute(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    now, sitting = pair.police._sitting.now(), pair.police._sitting
    sitting.now = lambda: now
    for _ in range(3):
        with pytest.raises(BadAnswer, match="Koden passer ikke til pakken til Prøvekommunen"):
            pair.police.acknowledge(case, "000000")
    with pytest.raises(NotAllowed, match="Vent et minut"):
        pair.police.acknowledge(case, done.code)
    assert handovers_of(pair.police.case(case).entries)[1].wrong_codes == 3
    sitting.now = lambda: now + timedelta(minutes=1)
    assert pair.police.acknowledge(case, done.code).state is HandoverState.ACKNOWLEDGED


def test_what_can_be_no_code_is_not_counted(pair: Two, case: str) -> None:
    sent(pair, case)
    for typed in ("", "12345", "1234567", "æøåæøå", "UUUUUU", "9" * 1000):
        with pytest.raises(BadAnswer, match="seks tegn"):
            pair.police.acknowledge(case, typed)
    assert handovers_of(pair.police.case(case).entries)[1].wrong_codes == 0


def test_a_package_is_declined_with_a_code_and_a_reason(pair: Two, case: str) -> None:
    made = sent(pair, case)
    code = pair.municipality.decline_package(made.file, "Hører til nabokommunen")
    assert pair.municipality.cases() == ()
    with pytest.raises(BadAnswer):
        pair.police.acknowledge(case, code)
    said = pair.police.note_declined(case, code, "Hører til nabokommunen")
    assert (said.state, said.reason) == (HandoverState.DECLINED, "Hører til nabokommunen")
    with pytest.raises(PackageUnfit, match="afvist her"):
        pair.municipality.receive(made.file, pair.content(pair.municipality))
    assert stub_of(pair.police.case(case).entries) is None
    sent(pair, case, name="ny.age")  # and it can go to somebody else


def test_a_package_and_a_case_are_taken_back_with_a_reason(pair: Two, case: str) -> None:
    first = sent(pair, case)
    with pytest.raises(NotAllowed, match="Skriv hvorfor"):
        pair.police.take_back(case, first.number, " ")
    pair.police.take_back(case, first.number, "Forkert modtager")
    second = sent(pair, case, name="ny.age")
    done = pair.municipality.receive(second.file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    pair.police.take_back(case, second.number, "Aftalt på telefonen")
    add(pair, pair.police, case, said="Fulgte efter")


def test_one_transfer_at_a_time(pair: Two, case: str) -> None:
    sent(pair, case)
    with pytest.raises(NotAllowed, match="på vej til Prøvekommunen"):
        sent(pair, case, name="anden.age")
    sent(pair, case, Purpose.SHARE, "kopi.age")


def test_a_file_that_is_there_is_never_written_over(pair: Two, case: str) -> None:
    (pair.folder / "pakke.age").write_text("min egen")
    with pytest.raises(PlaceUnfit, match="allerede en fil"):
        sent(pair, case)
    assert (pair.folder / "pakke.age").read_text() == "min egen"
    assert [one.name for one in pair.folder.iterdir()] == ["pakke.age"]


def test_a_case_that_changes_while_its_package_is_made_keeps_nothing_of_it(pair: Two, case: str) -> None:
    def draws(_facts: object) -> bytes:
        consented(pair.police, case, Receiver.SCHOOL, (Group.RISK,))
        return COVER

    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    with pytest.raises(CaseChanged, match="ændret, mens pakken blev lavet"):
        pair.police.prepare_package(case, asked, pair.content(pair.police), pair.folder / "x.age", draws)
    assert list(pair.folder.iterdir()) == []


def test_a_rule_carries_what_consent_does_not_and_stands_on_the_package(pair: Two) -> None:
    reference = filed(pair.police)
    groups = (Group.IDENTITY, Group.FACTS, Group.HEALTH)
    said = Sharing(Receiver.MUNICIPALITY, groups, "acute_danger", "Fare nu", SharedFor.PREVENTION, date(2026, 11, 22))
    pair.police.keep_entries(reference, [NewEntry(EntryKind.SHARING, said)])
    made = sent(pair, reference)
    assert (made.handover.basis, set(made.handover.groups)) == ("acute_danger", {"identity", "facts", "health"})
    assert pair.municipality.open_package(made.file).basis == "acute_danger"


def test_handing_over_says_how_it_left(pair: Two, case: str) -> None:
    assert handovers_of(pair.police.case(case).entries) == {}
    made = sent(pair, case)
    assert handovers_of(pair.police.case(case).entries)[made.number].way is Way.USB
    with pytest.raises(NotAllowed, match="Pakken er afleveret til Prøvekommunen"):
        pair.police.note_handed_over(case, made.number, Way.POST)


def test_a_case_with_a_child_goes_nowhere_before_the_notification_is_answered(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    add(pair, pair.police, reference, (given("children_in_home", 1), A))
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    with pytest.raises(NotAllowed, match="underret"):
        pair.police.prepare_package(reference, asked, pair.content(pair.police), pair.folder / "b.age", lambda _: COVER)
    assert list(pair.folder.iterdir()) == []
    add(pair, pair.police, reference, (given("child_notification", "sent"), A))
    assert sent(pair, reference).file.is_file()
