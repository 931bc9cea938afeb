"""What would lose a person, or tell of her, on the way between two desks: each case is one that was tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.handover.handovers import Purpose, stub_of
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.support.follow_ups import FollowUp, follow_ups
from stalkdesk.casework.support.plan import Measure
from stalkdesk.casework.visits import HowCame, NewVisit, Visit
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.errors import NotAllowed, PackageUnfit
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data.forged_packages import taken_apart
from tests.data.test_handover import add
from tests.data.two_desks import Two, consented, draw, filed, request, sent, sent_back, whole

Json = dict[str, Any]


@pytest.fixture
def case(pair: Two) -> str:
    """A case of the police that may be shared with the municipality."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    return reference


def _plan(pair: Two, reference: str, due: date) -> None:
    pair.police.keep_entries(
        reference,
        [NewEntry(EntryKind.MEASURE, Measure("locks")), NewEntry(EntryKind.FOLLOW_UP, FollowUp(due, promised=True))],
    )


def _altered(pair: Two, file: bytes, change: Callable[[Json], object]) -> bytes:
    return taken_apart(file, pair.police, pair.municipality).case(change).packed_anew()


def test_a_promised_call_whose_day_has_gone_comes_along_and_does_not_stop_the_case(pair: Two, case: str) -> None:
    today = pair.police.desk_card().made_at.date()
    _plan(pair, case, today + timedelta(days=3))
    package = sent(pair, case).file.read_bytes()
    gone = (today - timedelta(days=9)).isoformat()
    late = _altered(pair, package, lambda told: told["follow_ups"][0].update(due=gone))
    done = pair.municipality.receive(late, pair.content(pair.municipality))
    (call,) = follow_ups(pair.municipality.protected_entries(done.reference, "prøve"))
    assert (call.said.is_open, call.said.promised) == (True, True)
    assert call.said.due >= today
    assert whole(pair)


def test_an_incident_that_was_entered_in_error_stays_at_home(pair: Two, case: str) -> None:
    add(pair, pair.police, case, said="Hører til en anden sag")
    add(pair, pair.police, case, said="Ventede ved porten")
    pair.police.keep_entries(case, [NewEntry(EntryKind.IN_ERROR, InError(Wrong.INCIDENT, 1, True, "Forkert sag"))])
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    assert pair.police.weigh_package(case, asked, pair.content(pair.police)).incidents == 1
    package = sent(pair, case).file
    done = pair.municipality.receive(package, pair.content(pair.municipality))
    assert [one.said for one in pair.municipality.case(done.reference).incidents] == ["Ventede ved porten"]


def test_a_package_from_before_the_handover_does_not_take_the_case_back(pair: Two, case: str) -> None:
    first = sent(pair, case, Purpose.SHARE, "kopi.age")
    there = pair.municipality.receive(first.file, pair.content(pair.municipality)).reference
    consented(pair.municipality, there, Receiver.POLICE)
    early = sent_back(pair, there)
    pair.municipality.take_back(there, early.number, "Sendt ved en fejl")
    given = sent(pair, case, name="overdraget.age")
    done = pair.municipality.receive(given.file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code, given.number)
    assert stub_of(pair.police.case(case).entries)
    assert not pair.police.open_package(early.file).is_handed_back
    pair.police.receive(early.file, pair.content(pair.police))
    assert stub_of(pair.police.case(case).entries)
    assert whole(pair)


def test_a_level_that_they_raised_is_ours_though_nothing_else_is_new(pair: Two, case: str) -> None:
    given = sent(pair, case)
    done = pair.municipality.receive(given.file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    consented(pair.municipality, done.reference, Receiver.POLICE)
    back = sent_back(pair, done.reference).file.read_bytes()
    raised = taken_apart(back, pair.municipality, pair.police).case(lambda told: told["outcome"].update(urgency="acute"))
    pair.police.receive(raised.packed_anew(), pair.content(pair.police))
    assert pair.police.case(case).line.urgency is Urgency.ACUTE
    assert whole(pair)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["measures"][0].update(by_when="0001-01-01"),
        lambda told: told["measures"][0].update(next_call="9999-12-31"),
        lambda told: told["follow_ups"][0].update(due="9999-12-31"),
        lambda told: told["follow_ups"][0].update(due="0001-01-01", state="not_reached"),
        lambda told: told.update(clock_until="0001-01-01T00:00:00+14:00"),
        lambda told: told.update(clock_until="9999-12-31T23:59:59-12:00"),
        lambda told: told["answers"][0].update(at="9999-12-31T23:59:59Z"),
        lambda told: told["answers"][0].update(at="0001-01-01T00:00:00+14:00"),
        lambda told: told["outcome"].update(at="0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_time_beyond_every_calendar_is_a_sentence_and_nothing_is_taken_in(
    pair: Two, case: str, change: Callable[[Json], object]
) -> None:
    _plan(pair, case, pair.police.desk_card().made_at.date() + timedelta(days=3))
    package = sent(pair, case).file.read_bytes()
    with pytest.raises(PackageUnfit):
        pair.municipality.receive(_altered(pair, package, change), pair.content(pair.municipality))
    assert pair.municipality.count_cases() == 0
    assert whole(pair)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_package_that_was_made_beyond_every_calendar_is_a_sentence(pair: Two, case: str, moment: str) -> None:
    package = sent(pair, case).file.read_bytes()
    forged = taken_apart(package, pair.police, pair.municipality).told_anew().manifest(lambda told: told.update(made_at=moment))
    with pytest.raises(PackageUnfit):
        pair.municipality.receive(forged.packed(), pair.content(pair.municipality))
    assert pair.municipality.count_cases() == 0


def test_who_the_receiver_is_follows_from_the_desk_and_not_from_who_asks(pair: Two) -> None:
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.VISITATOR)
    asked = request(pair.municipality_id, Receiver.VISITATOR)
    for act in (
        lambda: pair.police.weigh_package(reference, asked, pair.content(pair.police)),
        lambda: pair.police.prepare_package(reference, asked, pair.content(pair.police), pair.folder / "x.age", draw),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not (pair.folder / "x.age").exists()


def test_a_case_that_no_desk_could_open_is_not_packed(pair: Two, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(Incident(DateValue("2026-11-20"), ("FOLLOW",), f"Nr. {number}") for number in range(5001))
    now = pair.police.case(case).confirmation
    assert now is not None
    addition = Addition("Log", many)
    weighing = pair.content(pair.police).weighing_of("2026-1")
    level = pair.police.weigh(case, addition, weighing).urgency
    order = list(type(level))
    pair.police.add_to_case(case, addition, weighing, Confirmation(min(level, now.urgency, key=order.index)))
    with pytest.raises(PackageUnfit):
        sent(pair, case)
    assert list(pair.folder.iterdir()) == []
    assert not [one for one in pair.police.case(case).entries if one.kind is EntryKind.HANDOVER]


def test_a_desk_with_the_longest_name_is_taken_in(pair: Two, case: str) -> None:
    _plan(pair, case, pair.police.desk_card().made_at.date() + timedelta(days=3))
    add(pair, pair.police, case, said="Ventede ved porten")
    package = sent(pair, case)
    (line,) = pair.municipality.register(RegisterKind.DESK)
    card = replace(pair.police.desk_card(), name="Ø" * 200)
    pair.municipality.keep_desk(card, card.fingerprint, "Kirsten Kontakt")
    assert line.said.desk_id == card.desk_id
    pair.municipality.receive(package.file, pair.content(pair.municipality))
    assert whole(pair)


def test_a_call_that_is_promised_to_one_whose_case_lies_elsewhere_is_kept_and_due(pair: Two, case: str) -> None:
    today = day_in_denmark(pair.police.desk_card().made_at)
    _plan(pair, case, today + timedelta(days=3))
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)

    def calls() -> int:
        found = pair.police.dues(pair.police.desk_card().made_at + timedelta(days=60), 500)
        return [line.due.kind for line in found].count(DueKind.CALL)

    assert calls() == 0
    call = NewEntry(EntryKind.FOLLOW_UP, FollowUp(today + timedelta(days=1), promised=True, what="Vi ringer"))
    came = NewVisit(Visit(HowCame.CAME, "Stod her igen"), None, (call,))
    pair.police.keep_visit(case, came, pair.content(pair.police).weighing_of("2026-1"), None)
    assert calls() == 1
    assert whole(pair)
