"""Finding a page: Danish in either spelling, by the beginning of words, what is asked in titles first."""

from __future__ import annotations

import pytest

from stalkdesk.knowledge.searching import MOST_WORDS, index_of
from tests.knowledge.small_handbook import small_handbook


def found(query: str) -> list[str]:
    """Which pages a search finds, the best first."""
    return [page.key.id for page in index_of(small_handbook()).found(query)]


@pytest.mark.parametrize("query", ["våben", "VAABEN", "vaaben", "vaben", "våb", "vå"])
def test_a_word_is_found_in_either_spelling_and_by_its_beginning(query: str) -> None:
    assert "threats" in found(query)


@pytest.mark.parametrize("query", ["østergade", "oestergade", "ostergade", "Østerg"])
def test_oe_is_found_as_it_is_typed_on_any_keyboard(query: str) -> None:
    assert found(query) == ["recent_approach_7d"]


def test_the_code_of_a_rule_comes_first() -> None:
    assert found("a1")[0] == "A1"
    assert found("A2")[0] == "A2"


def test_a_word_in_a_title_weighs_more_than_one_in_a_text() -> None:
    assert found("trusler")[0] == "threats"
    assert set(found("trusler")) == {"threats", "A2", "H1"}


def test_every_word_must_be_there() -> None:
    assert found("trusler plan") == ["A2"]
    assert found("trusler zebra") == []


def test_nothing_asked_shows_every_page_in_order() -> None:
    assert found("") == found("   ") == [page.key.id for page in small_handbook().pages()]


@pytest.mark.parametrize("query", ["???", "-", "\u0301", "…"])
def test_signs_alone_find_nothing(query: str) -> None:
    assert found(query) == []


def test_a_long_text_pasted_into_the_search_is_cut_to_its_first_words() -> None:
    assert found(" ".join(["trusler"] * (MOST_WORDS + 50))) == found("trusler")
    assert found("x" * 10_000) == []


def test_a_source_is_found_by_its_title() -> None:
    assert len(found("opdigtet kilde")) == len(small_handbook().pages())
