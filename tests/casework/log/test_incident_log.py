"""What an incident of a log says: what is refused, which acts a channel means, which are the typical ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.log.incident_log import (
    ACTS_OF,
    MOST_EXHIBITS,
    MOST_SHORT,
    NOTHING_LOGGED,
    Channel,
    LoggedIncident,
    Reported,
    Typical,
    acts_for,
    channel_word,
    check_logged,
    check_typical,
    typical_of,
)
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.errors import BadAnswer, DeskError, NotAllowed, TooLong
from stalkdesk.intake.facts import ACTS

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
OFFICER = Officer("o", "vagt", "Villads Vagtprøve", "VV", Role.OFFICER, True)


def _standing(incidents: int) -> Standing:
    return Standing((), incidents, 0, TODAY, OFFICER)


def _chosen(*numbers: int) -> NewEntry:
    return NewEntry(EntryKind.TYPICAL, Typical(numbers))


def test_every_channel_has_a_word_of_its_own_and_means_acts_that_the_assessment_knows() -> None:
    assert set(ACTS_OF) == set(Channel)
    assert {act for acts in ACTS_OF.values() for act in acts} <= set(ACTS)
    assert len({channel_word(channel) for channel in (*Channel, None)}) == len(Channel) + 1
    assert acts_for(Channel.OTHER) == acts_for(None) == ()


@pytest.mark.parametrize("clock", ["", "00:00", "23:59", "08:05"])
def test_a_clock_time_or_none_is_kept(clock: str) -> None:
    check_logged(LoggedIncident(clock=clock), TODAY)


@pytest.mark.parametrize("clock", ["24:00", "8:05", "08.05", "0805", "١٢:00", " 08:05"])
def test_what_is_no_clock_time_is_refused(clock: str) -> None:
    with pytest.raises(BadAnswer):
        check_logged(LoggedIncident(clock=clock), TODAY)


@pytest.mark.parametrize(
    ("log", "refused"),
    [
        (LoggedIncident(place="x" * (MOST_SHORT + 1)), TooLong),
        (LoggedIncident(witnesses="Nabo\u202een"), BadAnswer),
        (LoggedIncident(exhibits=(0,)), BadAnswer),
        (LoggedIncident(exhibits=tuple(range(1, MOST_EXHIBITS + 2))), BadAnswer),
        (LoggedIncident(reported=Reported(on="2026-11-23")), BadAnswer),
        (LoggedIncident(reported=Reported(on="i går")), BadAnswer),
        (LoggedIncident(import_number=-1), BadAnswer),
    ],
)
def test_what_can_not_be_kept_is_refused(log: LoggedIncident, refused: type[DeskError]) -> None:
    with pytest.raises(refused):
        check_logged(log, TODAY)


def test_a_report_may_have_only_a_month() -> None:
    check_logged(replace(NOTHING_LOGGED, reported=Reported("Prøveby Politi", "2026-11", "0000-1")), TODAY)


def test_at_most_five_typical_ones_each_once_each_there() -> None:
    check_typical(_chosen(), _standing(0))
    check_typical(_chosen(5, 1, 3), _standing(5))
    with pytest.raises(BadAnswer):
        check_typical(_chosen(1, 2, 3, 4, 5, 6), _standing(9))
    for numbers in ((1, 1), (0,), (6,)):
        with pytest.raises(NotAllowed):
            check_typical(_chosen(*numbers), _standing(5))


def test_the_latest_choice_stands_in_its_order() -> None:
    entries = tuple(
        Entry(number, EntryKind.TYPICAL, 0, Typical(chosen), AT, "VV", "o")
        for number, chosen in enumerate(((1, 2, 3), (9, 2, 4)), start=1)
    )
    assert typical_of(entries) == (9, 2, 4)
    assert typical_of(()) == ()
