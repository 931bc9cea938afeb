"""CPR numbers: warned about, never refused for their control digit, and never read for anything but the birth date."""

from __future__ import annotations

from datetime import date

import pytest

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.cpr import age_on, masked, read_cpr


@pytest.mark.parametrize("written", ["0101300000", "010130-0000", "010130 0000", " 010130-0000 ", "010130–0000"])
def test_a_number_is_read_with_or_without_hyphen(written: str) -> None:
    assert read_cpr(written).digits == "0101300000"


@pytest.mark.parametrize(
    "written",
    ["", "010130", "010130-000", "010130-00000", "01-01-300000", "abcdefghij", "٠١٠١٣٠٠٠٠٠", "0" * 2_000_000, "010130\n0000"],
)
def test_anything_but_ten_digits_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(BadAnswer, match="ti cifre") as refused:
        read_cpr(written, "victim_cpr")
    assert refused.value.question_id == "victim_cpr"
    assert len(str(refused.value)) < 200


def test_a_failed_modulus_11_warns_and_never_refuses() -> None:
    failing, passing = read_cpr("010136-4004"), read_cpr("010136-4003")

    assert failing.birth_date == passing.birth_date == date(2036, 1, 1)
    assert len(failing.warnings) == 1
    assert "modulus 11" in failing.warnings[0]
    assert passing.warnings == ()


@pytest.mark.parametrize(
    ("seventh", "year", "century"),
    [
        *((seventh, year, 1900) for seventh in "0123" for year in ("00", "36", "37", "57", "58", "99")),
        *((seventh, year, 2000) for seventh in "49" for year in ("00", "36")),
        *((seventh, year, 1900) for seventh in "49" for year in ("37", "57", "58", "99")),
        *((seventh, year, 2000) for seventh in "5678" for year in ("00", "36", "37", "57")),
        *((seventh, year, 1800) for seventh in "5678" for year in ("58", "99")),
    ],
)
def test_the_century_follows_the_seventh_digit_and_the_year(seventh: str, year: str, century: int) -> None:
    assert read_cpr(f"0101{year}{seventh}000").birth_date == date(century + int(year), 1, 1)


@pytest.mark.parametrize("written", ["000000-0000", "310230-0000", "011330-0000", "290230-0000"])
def test_digits_that_are_no_date_warn_and_give_no_birth_date(written: str) -> None:
    reading = read_cpr(written)

    assert reading.birth_date is None
    assert any("ikke en dato" in warning for warning in reading.warnings)


def test_a_replacement_number_warns_and_still_gives_the_birth_date() -> None:
    reading = read_cpr("610130-0000")

    assert reading.birth_date == date(1930, 1, 1)
    assert [warning for warning in reading.warnings if "erstatningsnummer" in warning] == list(reading.warnings)


def test_the_age_grows_on_the_birthday() -> None:
    born = date(2008, 11, 22)

    assert [age_on(born, date(2026, 11, day)) for day in (21, 22, 23)] == [17, 18, 18]
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2027, 1, 1), date(2026, 11, 22)) < 0


def test_a_masked_number_shows_the_birth_date_only() -> None:
    assert masked("0101300000") == "010130-••••"
