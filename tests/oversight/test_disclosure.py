"""Nothing that is hidden can be worked out from what is shown, even by one who knows the rules by which it was hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.oversight.disclosure import Counted, protected
from stalkdesk.oversight.weekly_summary import Figure, FigureTable, Hidden

LEAST = 5


def table(*counts: int, is_personal: bool = True, has_empty_places: bool = False, overlaps: bool = False) -> Counted:
    """A counted table with made-up labels."""
    labelled = tuple((f"felt {place}", count) for place, count in enumerate(counts))
    return Counted("Tabel", labelled, overlaps, is_personal, has_empty_places)


def shown(*counts: int, is_personal: bool = True, has_empty_places: bool = False) -> list[str]:
    """How a table whose places share the cases is printed."""
    made = protected(table(*counts, is_personal=is_personal, has_empty_places=has_empty_places), sum(counts), LEAST)
    return [figure.shown(LEAST) for figure in made.figures]


def shares(cases: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many cases can lie in so many places."""
    if places == 1:
        yield (cases,)
        return
    for first in range(cases + 1):
        yield from ((first, *rest) for rest in shares(cases - first, places - 1))


def test_with_fewer_cases_than_may_be_shown_everything_is_hidden_the_number_of_cases_too() -> None:
    for cases in range(LEAST):
        made = protected(table(cases, 0, 0), cases, LEAST)
        assert [figure.shown(LEAST) for figure in made.figures] == ["<5", "<5", "<5"]
        assert made.total_shown(LEAST) == "<5"


def test_large_counts_are_shown_with_their_total() -> None:
    made = protected(table(7, 6, 12), 25, LEAST)
    assert [figure.count for figure in made.figures] == [7, 6, 12]
    assert made.total_shown(LEAST) == "25"


def test_two_small_counts_hide_each_other() -> None:
    assert shown(20, 3, 4) == ["20", "<5", "<5"]


def test_a_single_small_count_takes_the_smallest_large_one_with_it() -> None:
    assert shown(20, 3, 9) == ["20", "–", "–"]


def test_small_counts_that_are_too_few_together_take_a_large_one_with_them() -> None:
    assert shown(20, 1, 2, 9) == ["20", "–", "–", "–"]


def test_small_counts_that_must_all_be_at_their_largest_are_marked_without_a_limit() -> None:
    assert shown(4, 4) == ["–", "–"]


def test_zeros_are_shown_where_they_tell_nothing_of_anybody() -> None:
    assert shown(8, 0, 9) == ["8", "0", "9"]
    assert shown(12, 0, is_personal=False) == ["12", "0"]


def test_that_all_cases_are_in_one_place_is_hidden_where_it_tells_of_the_people() -> None:
    assert shown(7, 0, 0) == ["–", "–", "–"]


def test_a_part_is_shown_only_when_the_rest_is_large_too() -> None:
    parts = {5: "5", 3: "<5", 7: "7", 9: "–", 12: "–", 0: "<5"}
    for count, expected in parts.items():
        made = protected(table(count, overlaps=True), 12, LEAST)
        assert made.figures[0].shown(LEAST) == expected


def test_of_the_desks_own_work_all_and_none_are_shown() -> None:
    for count in (0, 12):
        made = protected(table(count, overlaps=True, is_personal=False), 12, LEAST)
        assert made.figures[0].shown(LEAST) == str(count)


def test_a_mark_never_says_something_untrue() -> None:
    assert Figure("felt", None).shown(5) == "<5"
    assert Figure("felt", None, Hidden.COVER).shown(5) == "–"
    for counts in shares(13, 4):
        for figure, count in zip(protected(table(*counts), 13, LEAST).figures, counts, strict=True):
            assert figure.count in (None, count)
            assert figure.count is not None or figure.hidden is Hidden.COVER or count < LEAST


@pytest.mark.parametrize("is_personal", [True, False])
@pytest.mark.parametrize(("least", "places", "most"), [(3, 2, 18), (3, 3, 16), (5, 2, 26), (5, 3, 22), (5, 4, 17), (4, 5, 12)])
def test_every_hidden_count_could_be_at_least_two_things(is_personal: bool, least: int, places: int, most: int) -> None:
    """Every table of that size: those that look the same differ in each place that is hidden."""
    for cases in range(least, most + 1):
        assert_nothing_can_be_told(list(shares(cases, places)), cases, least, is_personal, has_empty_places=False)


def test_a_place_that_is_known_to_be_empty_hides_nobody() -> None:
    for cases in range(LEAST, 23):
        known_empty = [(*counts, 0) for counts in shares(cases, 2)]
        assert_nothing_can_be_told(known_empty, cases, LEAST, is_personal=False, has_empty_places=True, but=2)


def assert_nothing_can_be_told(
    originals: list[tuple[int, ...]], cases: int, least: int, is_personal: bool, has_empty_places: bool, but: int = -1
) -> None:
    """Groups the originals by what is shown of them; in each group every hidden place has two values or more."""
    looks: dict[FigureTable, list[tuple[int, ...]]] = defaultdict(list)
    for counts in originals:
        counted = table(*counts, is_personal=is_personal, has_empty_places=has_empty_places)
        looks[protected(counted, cases, least)].append(counts)
    for look, fitting in looks.items():
        for place, figure in enumerate(look.figures):
            if figure.count is None and place != but:
                assert len({counts[place] for counts in fitting}) >= 2, (look, fitting)


@pytest.mark.parametrize("is_personal", [True, False])
def test_every_hidden_part_could_be_at_least_two_things(is_personal: bool) -> None:
    for least in (3, 4, 5, 7):
        for cases in range(least, 45):
            looks: dict[FigureTable, int] = defaultdict(int)
            for count in range(cases + 1):
                looks[protected(table(count, overlaps=True, is_personal=is_personal), cases, least)] += 1
            assert all(fitting >= 2 for look, fitting in looks.items() if look.figures[0].count is None)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.integers(3, 8), st.booleans())
def test_what_is_shown_of_a_large_table_fits_another_table_for_each_hidden_count(
    counts: list[int], least: int, is_personal: bool
) -> None:
    """The other table is found by moving one case, or by exchanging two hidden counts, and then hiding it anew."""
    cases = sum(counts)
    look = protected(table(*counts, is_personal=is_personal), cases, least)
    if cases < least:
        assert look.total is None
        return
    hidden = [place for place, figure in enumerate(look.figures) if figure.count is None]
    for place in hidden:
        assert any(
            protected(table(*other, is_personal=is_personal), cases, least) == look and other[place] != counts[place]
            for other in neighbours(counts, hidden)
        ), (counts, look)


def neighbours(counts: list[int], hidden: list[int]) -> Iterator[list[int]]:
    """Tables with the same sum that differ from `counts` in two hidden places."""
    for one in hidden:
        for two in hidden:
            exchanged = list(counts)
            exchanged[one], exchanged[two] = counts[two], counts[one]
            yield exchanged
            for moved in range(1, counts[two] + 1):
                other = list(counts)
                other[one], other[two] = counts[one] + moved, counts[two] - moved
                yield other
    if len(hidden) == len(counts):
        yield from ([sum(counts) if place == one else 0 for place in hidden] for one in hidden)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.integers(3, 8))
def test_what_is_hidden_together_is_never_a_small_group(counts: list[int], least: int) -> None:
    cases = sum(counts)
    look = protected(table(*counts), cases, least)
    if look.total is not None and None in [figure.count for figure in look.figures]:
        assert cases - sum(figure.count for figure in look.figures if figure.count is not None) >= least
