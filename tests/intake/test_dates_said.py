"""A date that can not be is said back as a Dane writes it, whichever way it came in."""

from __future__ import annotations

from datetime import date

import pytest

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date


@pytest.mark.parametrize(
    ("written", "tense", "said"),
    [
        ("2026-13-32", Tense.PAST, "32-13-2026"),
        ("32-13-2026", Tense.PAST, "32-13-2026"),
        ("2026-13", Tense.PAST, "13-2026"),
        ("2027-01-05", Tense.PAST, "05-01-2027"),
        ("2026-01-05", Tense.FUTURE, "05-01-2026"),
    ],
)
def test_a_date_that_can_not_be_is_said_as_a_dane_writes_it(written: str, tense: Tense, said: str) -> None:
    with pytest.raises(BadAnswer, match=f"Datoen {said} "):
        read_date(written, tense, date(2026, 11, 23), "when")
