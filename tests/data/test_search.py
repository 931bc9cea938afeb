"""Finding a case: in either spelling of Danish, by beginnings of words, the victim only by whole words of the name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import PersonValue
from stalkdesk.intake.spellings import spellings_of, words_of
from tests.data.at_hand import CHECKLIST, A, B, given, intake


@pytest.mark.parametrize("typed", ["Ødegård", "ødegaard", "ODEGAARD", "odegard", "oedegaard", "\u00f8dega\u030ard"])
@pytest.mark.parametrize("written", ["Ødegård", "ødega\u030ard", "Ødegaard"])
def test_a_name_is_found_in_every_spelling(typed: str, written: str) -> None:
    assert words_of(typed)[0] in spellings_of(written)


def test_words_are_split_at_signs_and_emoji_and_single_letters_are_left_out() -> None:
    assert words_of("Å 12-34🍎Zoë_x B") == ("12", "34", "zoe")
    assert words_of("x" * 200) == ("x" * 40,)


@pytest.fixture
def references(drawer: OpenDrawer) -> tuple[str, ...]:
    """Three cases, oldest first."""
    at, me = datetime(2025, 3, 1, 12, tzinfo=UTC), drawer.officer.id
    people = (
        ("Åse Øjesten", "Bo Tyv", "han truede med en kniv"),
        ("Åsa Nord", "Åse Tyvsen", "knive"),
        ("Bo Øjesten", "Ib Syd", "intet"),
    )
    return drawer.file_many(
        intake(
            me, (given("victim_name", victim), B), (given("source_name", source), A), (given("threat_words", said), A), at=at
        )
        for victim, source, said in people
    )


def _found(drawer: OpenDrawer, query: str) -> list[str]:
    return [line.reference for line in drawer.cases(query)]


def test_queries_find_what_they_say(drawer: OpenDrawer, references: tuple[str, ...]) -> None:
    first, second, third = references
    assert _found(drawer, "kniv") == [second, first]
    assert _found(drawer, "tyv") == [second, first]
    assert _found(drawer, "tyvsen") == [second]
    assert _found(drawer, "aase") == [second, first]
    assert _found(drawer, "øjest") == []
    assert _found(drawer, "ojesten") == [third, first]
    assert _found(drawer, "bo øjesten") == [third, first]
    assert _found(drawer, "bo øjesten kniv") == [first]
    assert _found(drawer, "  BO   Øjesten ib ") == [third]
    assert _found(drawer, "søren leder") == [third, second, first]
    assert _found(drawer, "leder tyvsen") == [second]
    assert _found(drawer, "findesikke") == _found(drawer, "%") == _found(drawer, "' or 1=1 --") == _found(drawer, "🍎") == []
    assert _found(drawer, "   ") == [third, second, first]


@pytest.mark.parametrize("typed", ["SD-2025-0002", "sd-2025-0002", "2025-2", "2025-0002"])
def test_a_reference_finds_its_case(drawer: OpenDrawer, references: tuple[str, ...], typed: str) -> None:
    assert _found(drawer, typed) == [references[1]]


def test_the_beginning_of_a_reference_finds_those_that_begin_so(drawer: OpenDrawer, references: tuple[str, ...]) -> None:
    assert _found(drawer, "SD-2025-000") == _found(drawer, "SD-2025-") == list(reversed(references))
    assert _found(drawer, "SD-2024-") == []


def test_a_draft_is_found_by_name_as_soon_as_it_is_typed_and_by_other_texts_when_filed(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("victim_name", "Åge Æble"), B)
    drawer.keep_answer(draft.case_id, given("source_name", "Uffe Ukendt"), A)
    drawer.keep_answer(draft.case_id, given("threat_words", "sagde kaktus"), A)
    drawer.keep_answer(draft.case_id, given("safe_adult", PersonValue("Gudrun Gæst")), B)
    assert _found(drawer, "aage") == _found(drawer, "ukendt") == [draft.reference]
    assert _found(drawer, "kaktus") == _found(drawer, "gudrun") == []
    drawer.keep_answer(draft.case_id, given("source_name", "Palle Kendt"), A)
    assert _found(drawer, "uffe") == []


def test_pages_follow_one_another_without_gap_or_doubles(drawer: OpenDrawer) -> None:
    me, at = drawer.officer.id, datetime(2025, 12, 31, 22, tzinfo=UTC)
    made = drawer.file_many(
        intake(me, (given("threat_words", f"fælles ord{number}"), A), at=at + timedelta(minutes=number))
        for number in range(120)
    )
    assert made[59] == "SD-2025-0060"
    assert made[60] == "SD-2026-0001"
    for query in ("", "faelles", "f", "ord", "leder o"):
        seen: list[str] = []
        while page := drawer.cases(query, limit=25, after=seen[-1] if seen else ""):
            assert len(page) <= 25
            seen += [line.reference for line in page]
        assert seen == list(reversed(made)), query
    assert drawer.count_cases() == 120


def test_a_search_is_journalled_without_what_was_looked_for(drawer: OpenDrawer) -> None:
    drawer.cases("hemmeligtnavn")
    line = drawer.journal(1)[0]
    assert (line.act, line.fields, line.reason) == ("search", (), "")
    drawer.cases()
    assert drawer.journal(1)[0].number == line.number


def test_the_last_digits_of_a_reference_find_it_as_they_are_typed(drawer: OpenDrawer) -> None:
    me, at = drawer.officer.id, datetime(2025, 12, 31, 22, tzinfo=UTC)
    made = drawer.file_many(
        intake(me, (given("threat_words", "kaktus"), A), at=at + timedelta(minutes=4 * number)) for number in range(45)
    )
    assert {"SD-2025-0001", "SD-2025-0015", "SD-2026-0001", "SD-2026-0018"} < set(made)
    for typed in ("0018", "18", "018", "00018", " 18 "):
        assert _found(drawer, typed) == ["SD-2026-0018"], typed
    assert _found(drawer, "0001") == _found(drawer, "1") == ["SD-2026-0001", "SD-2025-0001"]
    assert _found(drawer, "kaktus 18") == _found(drawer, "0018 leder") == ["SD-2026-0018"]
    assert set(_found(drawer, "002")) == {one for one in made if one.endswith("0002") or "-002" in one}
    assert _found(drawer, "99") == _found(drawer, "9999999") == []


@pytest.mark.parametrize("typed", ["\uff9e", "\uff9e\uff9f", "æ \uff9e", "\udcff", "\u0345", "ﷺ", "٣"])
def test_signs_that_fold_to_nothing_are_no_words(drawer: OpenDrawer, references: tuple[str, ...], typed: str) -> None:
    assert _found(drawer, typed) == []
    assert "" not in (*words_of(typed, least=1), *spellings_of(typed * 3))
