"""Whose level is still to be confirmed: by what was sent, and by who has evaluated since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.handover.handovers import Purpose, Received
from stalkdesk.casework.handover.level_not_sent import level_to_confirm

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DESK = "01a205c4-bb37-78cf-81c6-4cd5130d737e"


def came(day: int, *, urgency: str = "", is_new_case: bool = True, added: int = 0) -> Entry:
    """The receipt of a package so many days after the first."""
    said = Received(
        package_id=f"p-{day}",
        desk_id=DESK,
        desk_name="Prøvepolitiet",
        their_reference="SD-2026-0007",
        origin_desk=DESK,
        origin_case=DESK,
        version=1,
        purpose=Purpose.TRANSFER,
        made_at=AT,
        definition="",
        urgency=urgency,
        checklist_version="2026-1",
        rules_version="",
        groups=("facts",),
        withheld=(),
        is_new_case=is_new_case,
        added=added,
    )
    return Entry(day + 1, EntryKind.RECEIVED, day + 1, said, on(day), "Prøvepolitiet", "o-1")


def on(day: int) -> datetime:
    return AT + timedelta(days=day)


def test_it_is_to_be_confirmed_until_it_is_evaluated_after_it_came() -> None:
    entry = came(0)
    assert level_to_confirm([entry], []) is entry
    assert level_to_confirm([entry], [on(0)]) is entry, "what came with it was counted as it came"
    assert level_to_confirm([entry], [on(0), on(1)]) is None


def test_what_a_later_version_counts_by_itself_confirms_nothing() -> None:
    first, later = came(0), came(2, is_new_case=False, added=3)
    assert level_to_confirm([first, later], [on(2)]) is first
    assert level_to_confirm([first, later], [on(1), on(2)]) is None
    nothing_new = came(2, is_new_case=False)
    assert level_to_confirm([first, nothing_new], [on(1)]) is None


def test_a_level_that_was_sent_once_is_a_persons() -> None:
    assert level_to_confirm([came(0, urgency="high")], []) is None
    assert level_to_confirm([came(0), came(1, urgency="high", is_new_case=False)], []) is None


def test_a_case_of_ones_own_is_none_of_these() -> None:
    assert level_to_confirm([], [on(1)]) is None
    assert level_to_confirm([came(0, is_new_case=False)], []) is None
