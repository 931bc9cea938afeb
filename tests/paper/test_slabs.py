"""Pages are filled in order; what belongs together stays together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.paper.pen import Pen
from stalkdesk.paper.slabs import Slab, paginated

HEIGHT = 100.0


def nothing(pen: Pen, left: float, top: float) -> None:
    """Ink that leaves no trace."""


def slab(height: float, keeps_next: bool = False, **more: object) -> Slab:
    """A slab without ink."""
    return replace(Slab(height, nothing, keeps_next=keeps_next), **more)  # type: ignore[arg-type]


def heights(*slabs: Slab) -> list[list[float]]:
    """The heights of the slabs, page by page."""
    return [[placed.slab.height for placed in page] for page in paginated(slabs, HEIGHT)]


@given(st.lists(st.builds(slab, st.floats(1, 90), st.booleans()), max_size=30))
def test_every_slab_is_on_one_page_in_order_and_inside_it(slabs: list[Slab]) -> None:
    pages = paginated(slabs, HEIGHT)
    assert [placed.slab for page in pages for placed in page] == slabs
    for page in pages:
        foot = 0.0
        for placed in page:
            assert placed.depth >= foot
            foot = placed.depth + placed.slab.height
        assert foot <= HEIGHT + 1e-6


def test_a_heading_goes_over_with_its_text() -> None:
    assert heights(slab(80), slab(15, keeps_next=True), slab(20)) == [[80], [15, 20]]


def test_what_is_more_than_a_page_is_not_kept_together() -> None:
    assert heights(slab(30), slab(50, keeps_next=True), slab(60)) == [[30, 50], [60]]


def test_the_larger_distance_between_two_slabs_counts_and_none_at_the_head_of_a_page() -> None:
    (first, second), (third,) = paginated([slab(40, after=6), slab(40, before=10), slab(40, before=10)], HEIGHT)
    assert (first.depth, second.depth, third.depth) == (0, 50, 0)


def test_a_repeated_head_stands_above_what_begins_a_page() -> None:
    head = slab(10)
    rows = [slab(40, heading=head) for _ in range(4)]
    assert heights(slab(10, keeps_next=True), *rows) == [[10, 40, 40], [10, 40, 40]]


def test_a_page_break_begins_a_page_and_never_leaves_an_empty_one() -> None:
    assert heights(slab(10, begins_page=True), slab(10, begins_page=True)) == [[10], [10]]


def test_no_slab_is_one_empty_page() -> None:
    assert heights() == [[]]
