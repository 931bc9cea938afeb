"""Entered in error: with a reason, once, taken back by who may, and never written over."""

from __future__ import annotations

import pytest

from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong, entries_in_error, incidents_in_error, mark_of_case
from stalkdesk.casework.exhibits import Exhibit
from stalkdesk.errors import NotAllowed
from tests.casework.entered import LPR, OTH, VVA, Entered

CASE = InError(Wrong.CASE, 0, True, "Oprettet to gange.")
BACK = InError(Wrong.CASE, 0, False, "Den er rigtig nok.")


def test_a_case_is_in_error_with_a_reason_and_not_any_more_with_another() -> None:
    entered = Entered()
    entered.add(EntryKind.IN_ERROR, CASE)
    marked = mark_of_case(entered.entries)
    assert marked is not None
    assert marked.said.reason == "Oprettet to gange."
    entered.add(EntryKind.IN_ERROR, BACK)
    assert mark_of_case(entered.entries) is None
    assert len(entered.entries) == 2


def test_without_a_reason_nothing_is_marked() -> None:
    with pytest.raises(NotAllowed, match="hvorfor"):
        Entered().add(EntryKind.IN_ERROR, InError(Wrong.CASE, 0, True, " "))


@pytest.mark.parametrize("twice", [(CASE, CASE), (BACK,), (CASE, BACK, BACK)])
def test_what_stands_so_already_is_not_said_again(twice: tuple[InError, ...]) -> None:
    entered = Entered()
    for said in twice[:-1]:
        entered.add(EntryKind.IN_ERROR, said)
    with pytest.raises(NotAllowed, match="allerede"):
        entered.add(EntryKind.IN_ERROR, twice[-1])


def test_only_who_marked_it_or_a_supervisor_takes_the_mark_back() -> None:
    entered = Entered()
    entered.add(EntryKind.IN_ERROR, CASE, by=VVA)
    with pytest.raises(NotAllowed, match="eller en leder"):
        entered.add(EntryKind.IN_ERROR, BACK, by=OTH)
    entered.add(EntryKind.IN_ERROR, BACK, by=LPR)
    entered.add(EntryKind.IN_ERROR, CASE, by=VVA)
    entered.add(EntryKind.IN_ERROR, BACK, by=VVA)
    assert mark_of_case(entered.entries) is None


def test_an_incident_can_be_in_error() -> None:
    entered = Entered(incidents=2)
    entered.add(EntryKind.IN_ERROR, InError(Wrong.INCIDENT, 2, True, "Det var en anden."))
    assert incidents_in_error(entered.entries) == {2}


@pytest.mark.parametrize(
    "said",
    [
        InError(Wrong.INCIDENT, 3, True, "x"),
        InError(Wrong.INCIDENT, 0, True, "x"),
        InError(Wrong.ENTRY, 9, True, "x"),
        InError(Wrong.CASE, 1, True, "x"),
    ],
)
def test_what_is_not_there_is_not_marked(said: InError) -> None:
    with pytest.raises(NotAllowed, match="Se, hvad der står"):
        Entered(incidents=2).add(EntryKind.IN_ERROR, said)


def test_a_mark_is_not_marked_itself() -> None:
    entered = Entered()
    exhibit = entered.add(EntryKind.EXHIBIT, Exhibit("Brev"))
    mark = entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, exhibit.number, True, "Forkert sag."))
    assert entries_in_error(entered.entries) == {exhibit.number}
    with pytest.raises(NotAllowed, match="Se, hvad der står"):
        entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, mark.number, True, "x"))
