"""No line stands alone: no page begins with the last line of a text or ends with its first, and no page has one line only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stalkdesk.guidance.blocks import (
    Beside,
    Block,
    Callout,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    PrintSize,
    Table,
)
from stalkdesk.language import Language
from stalkdesk.paper import styles
from tests.paper.ink_seen import Ink, Seen, seen

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MOST = 90
"""Texts in one document, each with a name of its own that begins every one of its words."""


def text_named(number: int, words: int) -> str:
    """A text of so many words by which each of its lines can be known."""
    return " ".join([f"t{number:02d}x"] * words)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any blocks of texts of any length."""
    numbers = iter(range(MOST))

    def text(most: int) -> str:
        return text_named(next(numbers), draw(st.integers(1, most)))

    def block() -> Block:
        kind = draw(st.sampled_from((Heading, Paragraph, Paragraph, Items, Callout, Fields, Table, PhoneList, PageBreak)))
        several = range(draw(st.integers(1, 5)))
        if kind is Heading:
            return Heading(text(12), draw(st.integers(1, 3)))
        if kind is Items:
            return Items(tuple(text(60) for _ in several))
        if kind is Callout:
            return Callout(text(12), text(500))
        if kind is Fields:
            return Fields(tuple((text(4), text(60)) for _ in several))
        if kind is Table:
            return Table((text(3), text(3)), tuple((text(4), text(300)) for _ in several), (1, 3))
        if kind is PhoneList:
            return PhoneList(tuple((text(4), "112", text(8)) for _ in several))
        return PageBreak() if kind is PageBreak else Paragraph(text(160), small=draw(st.booleans()))

    blocks = tuple(block() for _ in range(draw(st.integers(1, 7))))
    size = draw(st.sampled_from(PrintSize))
    return Document("", Language.DANISH, blocks, landscape=draw(st.booleans()), size=size)


def lines_of(found: Seen) -> dict[str, list[Ink]]:
    """The lines of each text, from the first to the last."""
    lines: dict[str, list[Ink]] = defaultdict(list)
    for ink in found.ink:
        name = ink.text[:4]
        if ink.kind == "text" and name[:1] == "t" and name.endswith("x"):
            lines[name].append(ink)
    return lines


def alone(lines: Sequence[Ink]) -> bool:
    """Whether a text of several lines has one line alone at its beginning or at its end."""
    pages = [ink.page for ink in lines]
    counts = Counter(pages)
    return len(counts) > 1 and 1 in (counts[pages[0]], counts[pages[-1]])


@example(Document("", Language.DANISH, (*(Paragraph("x"),) * 40, Paragraph(text_named(1, 60)))))
@example(Document("", Language.DANISH, (*(Paragraph("x"),) * 38, Paragraph("x"), Heading("x"), Callout("x", "x " * 2000))))
@FEW
@given(documents())
def test_no_page_begins_with_the_last_line_of_a_text_or_ends_with_its_first(document: Document) -> None:
    for name, lines in lines_of(seen(document)).items():
        if sum(name in head for block in document.blocks if isinstance(block, Table) for head in block.header) == 0:
            assert not alone(lines), name


@pytest.mark.parametrize("filled", range(34, 48))
def test_a_text_goes_over_whole_or_with_two_lines_at_least(filled: int) -> None:
    document = Document("", Language.DANISH, (*(Paragraph("x"),) * filled, Paragraph(text_named(1, 70))))
    (lines,) = lines_of(seen(document)).values()
    assert len(lines) >= 4
    assert not alone(lines)


@FEW
@given(documents())
def test_no_page_has_one_line_only_where_there_are_more(document: Document) -> None:
    whole = Document("", Language.DANISH, tuple(_shown(document)), landscape=document.landscape, size=document.size)
    found = seen(whole)
    margin = styles.LANDSCAPE_MARGIN_SIDE if whole.landscape else styles.MARGIN_SIDE
    lines = Counter(page for page, _ in {(ink.page, ink.foot) for ink in found.ink if ink.kind == "text" and _body(ink)})
    assert found.pages() == 1 or min(lines.values()) > 1, margin


def _shown(document: Document) -> list[Block]:
    """The blocks, without page breaks: whoever asks for a page of one line gets it."""
    return [block for block in document.blocks if not isinstance(block, PageBreak)]


def _body(ink: Ink) -> bool:
    """Whether it is text of the page, not its foot."""
    return not ink.text.startswith("Side ")


@pytest.mark.parametrize("size", PrintSize)
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("filled", range(4, 44, 4))
def test_a_heading_stands_with_the_head_and_the_first_row_of_its_table(filled: int, landscape: bool, size: PrintSize) -> None:
    table = Table(("Nr.", "Hvad"), (("", ""),) * 12, least_row_height=15.5)
    blocks: tuple[Block, ...] = (*(Paragraph("x"),) * filled, Heading("Overskrift"), table)
    found = seen(Document("", Language.DANISH, blocks, landscape=landscape, size=size))
    heading = found.text("Overskrift")
    first = next(ink for ink in found.ink if ink.kind == "text" and ink.text.startswith("Hvad") and ink.page >= heading.page)
    assert first.page == heading.page
    ruled = [ink for ink in found.ink if ink.kind == "line" and ink.page == heading.page and ink.foot == ink.head]
    assert len({ink.foot for ink in ruled if styles.FOOT_EDGE + 30 < ink.foot < first.foot}) >= 2
    by_page = Counter(ink.page for ink in found.ink if ink.kind == "line" and ink.left == ink.right)
    assert all(count >= 9 for count in by_page.values()), "head and two rows, three edges each"


@pytest.mark.parametrize("filled", range(30, 44))
def test_a_short_text_stays_with_the_list_that_it_leads_in(filled: int) -> None:
    above: tuple[Block, ...] = (Paragraph("x"),) * filled
    below: tuple[Block, ...] = (Heading("Overskrift"), Paragraph("Indledning."), Items(("Punkt", "Punkt", "Punkt")))
    for blocks in ((*above, *below), (*above, Beside(below, below, Language.ENGLISH))):
        found = seen(Document("", Language.DANISH, blocks))
        assert found.text("Overskrift").page == found.text("Indledning").page == found.text("Punkt").page


def test_a_table_that_is_too_long_for_the_rest_of_a_page_begins_on_it_and_goes_on() -> None:
    table = Table(("Nr.", "Hvad"), (("", ""),) * 8, least_row_height=15.5)
    found = seen(Document("", Language.DANISH, (*(Paragraph("x"),) * 20, table), landscape=True))
    assert [ink.page for ink in found.ink if ink.text.startswith("Hvad")] == [0, 1]


def test_the_empty_rows_of_a_form_go_on_to_the_foot_of_its_last_page() -> None:
    rows = (("", ""),) * 3
    last = seen(Document("", Language.DANISH, (Table(("Nr.", "Hvad"), rows, least_row_height=15.5),)))
    followed = seen(Document("", Language.DANISH, (Table(("Nr.", "Hvad"), rows, least_row_height=15.5), Paragraph("x"))))
    written = seen(Document("", Language.DANISH, (Table(("Nr.", "Hvad"), (("1", "x"),) * 3, least_row_height=15.5),)))
    counts = [
        len({ink.foot for ink in found.ink if ink.kind == "line" and ink.left == ink.right})
        for found in (last, followed, written)
    ]
    assert counts == [17, 4, 4]
    assert last.pages() == 1
