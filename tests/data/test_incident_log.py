"""The log in a real store: what an incident says is kept and vouched for; a thousand are one evaluation and three addenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, LogSource, Reported, Typical, typical_of
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import BadAnswer, CaseChanged, NotAllowed
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.intake.findings import Urgency
from tests.data.added import INCIDENT, WHY, file_case, weighing

LOGGED = LoggedIncident(
    "14:30",
    Channel.AT_WORK,
    "Torvet",
    "En kollega æøå ع",
    (3, 5),
    "3a",
    Reported("Prøveby Politi", "2026-11", "0000-1"),
    LogSource.LOG,
    2,
)


def _add(drawer: OpenDrawer, *incidents: Incident) -> str:
    reference = file_case(drawer)
    drawer.add_to_case(reference, Addition(WHY, incidents), weighing(), Confirmation(Urgency.ACUTE))
    return reference


def _logs(drawer: OpenDrawer) -> list[str | None]:
    with drawer._sitting.act() as connection:
        return list(connection.execute(select(tables.incident.c.log).order_by(tables.incident.c.number)).scalars())


def test_everything_the_log_says_is_read_back_as_it_was_written(drawer: OpenDrawer) -> None:
    reference = _add(drawer, replace(INCIDENT, log=LOGGED))
    (kept,) = drawer.case(reference).incidents
    assert kept.log == LOGGED
    assert drawer.faults() == ()


def test_an_incident_that_says_nothing_more_is_written_as_it_always_was(drawer: OpenDrawer) -> None:
    reference = _add(drawer, INCIDENT, replace(INCIDENT, log=LOGGED))
    plain, logged = _logs(drawer)
    assert plain is None
    assert logged is not None
    assert logged.isascii()
    assert drawer.case(reference).incidents[-1].log == LoggedIncident()
    assert drawer.faults() == ()


def test_a_log_that_is_changed_in_the_store_is_found(drawer: OpenDrawer) -> None:
    _add(drawer, replace(INCIDENT, log=LOGGED))
    with drawer._sitting.act() as connection:
        connection.exec_driver_sql("drop trigger if exists incident_no_update")
        connection.execute(tables.incident.update().values(log='{"clock":"03:00"}'))
    assert drawer.faults() != ()


def test_what_can_not_be_is_refused_and_nothing_is_kept(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)
    wrong = replace(INCIDENT, log=LoggedIncident(clock="24:00"))
    with pytest.raises(BadAnswer):
        drawer.add_to_case(reference, Addition(WHY, (INCIDENT, wrong)), weighing(), Confirmation(Urgency.ACUTE))
    assert drawer.case(reference).incidents == ()


def test_a_thousand_incidents_are_one_evaluation_and_a_few_addenda(drawer: OpenDrawer) -> None:
    first = date(2024, 1, 1)
    days = [(first + timedelta(days=day)).isoformat() for day in range(1000)]
    incidents = tuple(
        Incident(DateValue(day, DatePrecision.EXACT), ("COMM",), f"Besked {number}", log=replace(LOGGED, source=LogSource.LOG))
        for number, day in enumerate(days, start=1)
    )
    case = drawer.case(_add(drawer, *incidents))
    assert (len(case.incidents), len(case.evaluations)) == (1000, 2)
    assert {one.reason for one in case.addenda} == {"Følger af hændelse 1 til 1000."}
    assert len(case.addenda) == len({one.answer.question_id for one in case.addenda}) <= 5
    assert case.answers["incidents_total"].value == 1005
    assert [one.number for one in case.incidents] == list(range(1000, 0, -1))


def test_a_later_batch_goes_on_counting(drawer: OpenDrawer) -> None:
    reference = _add(drawer, INCIDENT, INCIDENT)
    drawer.add_to_case(reference, Addition(WHY, (INCIDENT, INCIDENT)), weighing(), Confirmation(Urgency.ACUTE))
    assert drawer.case(reference).addenda[-1].reason == "Følger af hændelse 3 til 4."


def test_the_typical_ones_are_kept_and_two_people_do_not_overwrite_each_other(drawer: OpenDrawer) -> None:
    reference = _add(drawer, INCIDENT, INCIDENT, INCIDENT)
    drawer.keep_entries(reference, [NewEntry(EntryKind.TYPICAL, Typical((3, 1)), seen=0)])
    assert typical_of(drawer.case(reference).entries) == (3, 1)
    with pytest.raises(CaseChanged):
        drawer.keep_entries(reference, [NewEntry(EntryKind.TYPICAL, Typical((2,)), seen=0)])
    with pytest.raises(NotAllowed):
        drawer.keep_entries(reference, [NewEntry(EntryKind.TYPICAL, Typical((4,)))])
    assert typical_of(drawer.case(reference).entries) == (3, 1)
