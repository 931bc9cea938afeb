"""The columns of a log are guessed from headings and content, in the languages in which people here write them."""

from __future__ import annotations

import pytest

from stalkdesk.casework.log.incident_log import Channel
from stalkdesk.casework.log.log_columns import (
    LogField,
    channel_of,
    field_of_heading,
    field_word,
    guessed,
    heading_row,
    with_heading,
)
from stalkdesk.casework.log.log_dates import DayOrder
from tests.reading.logs import ROWS, TEXTS

_ALL = ("number", "date", "clock", "place", "what", "witnesses", "exhibit", "reported")


def test_the_log_form_of_the_desk_is_mapped_by_itself() -> None:
    choices = guessed(TEXTS)
    assert (choices.heading_row, choices.fields) == (0, _ALL)
    assert len(ROWS[0]) == len(choices.fields)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("Date", "Time", "Place", "What happened", "Witnesses", "Evidence", "Police report"), _ALL[1:]),
        (("Datum", "Uhrzeit", "Ort", "Was ist passiert", "Zeugen", "Beweise", "Angezeigt"), _ALL[1:]),
        (("Data", "Godzina", "Miejsce", "Opis", "Świadkowie", "Dowody", "Zgłoszone"), _ALL[1:]),
        (("Nr", "Dato og tid", "Hændelse", "Min reaktion"), ("number", "date", "what", "ignore")),
        (("lfd. Nr.", "Tag", "Beschreibung"), ("number", "date", "what")),
    ],
)
def test_headings_of_other_languages_are_known(headings: tuple[str, ...], fields: tuple[str, ...]) -> None:
    assert guessed((headings, ("",) * len(headings))).fields == fields


def test_headings_are_found_below_a_name_and_a_line_of_help() -> None:
    rows = (
        ("Min log", "", ""),
        ("Skriv det nyeste øverst.", "", ""),
        ("Dato", "Sted", "Hvad"),
        ("1-2-2026", "Bus", "Stod der"),
    )
    assert heading_row(rows) == 2
    assert guessed(rows).fields == (LogField.DATE, LogField.PLACE, LogField.WHAT)


def test_without_headings_the_content_says_what_a_column_is() -> None:
    rows = (("1", "22-11-2026", "14.30", "Han stod ved porten og gik først, da bussen kom."),) * 3
    choices = guessed(rows)
    assert choices.heading_row == -1
    assert choices.fields == (LogField.IGNORE, LogField.DATE, LogField.CLOCK, LogField.WHAT)


def test_another_row_of_headings_can_be_said_or_none() -> None:
    assert with_heading(TEXTS, -1).heading_row == -1
    assert with_heading(TEXTS, 1).heading_row == 1


def test_the_order_of_day_and_month_is_taken_from_the_file_only_when_it_agrees() -> None:
    def order(*dates: str) -> DayOrder | None:
        return guessed((("Dato", "Hvad"), *((one, "x") for one in dates))).order

    assert order("3/4/2026", "22/4/2026") is DayOrder.DAY_FIRST
    assert order("3/4/2026", "4/22/2026") is DayOrder.MONTH_FIRST
    assert order("22/4/2026", "4/22/2026") is None
    assert order("3/4/2026", "5/6/2026") is None


def test_a_field_stands_once_but_what_happened_may_stand_in_two_columns() -> None:
    assert guessed((("Dato", "Date", "Hvad", "Beskrivelse"), ("",) * 4)).fields == ("date", "ignore", "what", "what")


def test_a_long_text_with_such_words_is_no_heading() -> None:
    assert field_of_heading("") is LogField.IGNORE
    assert heading_row((("22-11-2026 dato", "Hvad skete der i går, vidner, sted " * 4),)) == -1


@pytest.mark.parametrize(
    ("place", "said", "channel"),
    [
        ("Sms, ukendt nummer", "", Channel.SMS),
        ("", "Han ringede 11 gange", Channel.CALL),
        ("Facebook", "ringede", Channel.SOCIAL),
        ("Ved døren til mit arbejde", "", Channel.AT_WORK),
        ("E-mail", "", Channel.EMAIL),
        ("Busstoppet", "", Channel.IN_PERSON),
        ("", "En buket blomster", Channel.GIFT),
        ("Hjemme", "", Channel.AT_HOME),
        ("", "Fandt et AirTag", Channel.DIGITAL),
        ("phone", "", Channel.CALL),
        ("", "Noget mærkeligt", None),
        ("Hjemmeside", "", None),
    ],
)
def test_the_channel_is_read_from_the_place_and_then_from_what_happened(place: str, said: str, channel: Channel | None) -> None:
    assert channel_of(place, said) is channel


def test_every_field_has_a_word() -> None:
    assert len({field_word(one) for one in LogField}) == len(LogField)
