"""The journal of a case in words: every act of the drawer has one, and the answers of one minute stand in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stalkdesk.casework.additions import Instrument
from stalkdesk.casework.cases import JournalLine
from stalkdesk.casework.papers import Outcome
from stalkdesk.data import journal
from stalkdesk.data.paper_rows import ACT_OF
from stalkdesk.data.papers import SETTLED
from stalkdesk.ui.cases.case_parts import act_said
from stalkdesk.ui.cases.journal_words import act_word, gathered

AT = datetime(2026, 11, 22, 8, 57, 3, tzinfo=UTC)


def line(number: int, act: str = "answer", seconds: int = 0, who: str = "Åge Testgaard") -> JournalLine:
    return JournalLine(number, AT + timedelta(seconds=seconds), who, act, "SD-2026-0001", ("threats",), "")


NEW_ACTS = (journal.ALTER, journal.EVALUATE, journal.INSTRUMENT, journal.WEIGH, journal.FILED, *ACT_OF.values(), SETTLED)


@pytest.mark.parametrize("act", NEW_ACTS)
def test_every_new_act_of_the_drawer_is_said_in_words(act: str) -> None:
    assert act_word(act) != act


@pytest.mark.parametrize("field", ["incident", "urgency_lowered", *Instrument, *Outcome])
def test_what_an_act_was_about_is_said_in_words(field: str) -> None:
    said = act_said([JournalLine(1, AT, "Åge Testgaard", "evaluate", "SD-2026-0001", (field,), "")], {})
    assert not said.endswith(f"·  {field}")


def test_the_answers_of_one_officer_in_one_minute_are_one_line_with_their_number() -> None:
    groups = gathered([line(number, seconds=number) for number in range(12)])
    assert [len(group) for group in groups] == [12]
    assert "12 gange" in act_said(groups[0], {})


def test_another_minute_another_officer_or_another_act_begins_a_line_of_its_own() -> None:
    lines = [
        line(1),
        line(2, seconds=60),
        line(3, seconds=61, who="Lærke Prøvesen"),
        line(4, "take_back", 62),
        line(5, "view", 62),
    ]
    assert [len(group) for group in gathered(lines)] == [1, 1, 1, 1, 1]


def test_acts_that_matter_by_themselves_are_never_put_together() -> None:
    assert [len(group) for group in gathered([line(1, "view_protected"), line(2, "view_protected", 1)])] == [1, 1]


def test_nothing_is_lost_and_the_order_stays() -> None:
    lines = [line(1), line(2), line(3, "view"), line(4)]
    assert [one.number for group in gathered(lines) for one in group] == [1, 2, 3, 4]


def test_a_look_up_that_nobody_typed_is_said_to_be_the_programs() -> None:
    fields = ("persons", "perpetrator", "hits:2")
    said = act_said([JournalLine(1, AT, "Åge Testgaard", journal.SEARCH, "SD-2026-0001", fields, "")], {})
    assert "søgt" not in said
    assert said.endswith("sammenlignet af programmet med andre sager  ·  udøveren, 2 fundet")
    typed = act_said([JournalLine(1, AT, "Åge Testgaard", journal.SEARCH, "", fields, "")], {})
    assert "søgt  ·  efter personer" in typed
