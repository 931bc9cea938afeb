"""Whatever a document holds, it is printed whole, in order, inside the margins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stalkdesk.guidance.blocks import (
    Beside,
    Block,
    Callout,
    Document,
    Fields,
    Form,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    PrintSize,
    QrCode,
    Table,
    Tone,
)
from stalkdesk.language import Language
from stalkdesk.paper import styles
from stalkdesk.paper.pdf import rendered
from tests.paper.ink_seen import seen
from tests.paper.pages_read import FONTS, structure_of, text_of

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
HAIR = 1.5
DANISH = st.text(alphabet="abcdefghijklmnoprstuvæøåABCÆØÅ", min_size=1, max_size=18)
ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤ", min_size=1, max_size=12)
ODD = st.sampled_from(
    ["🐈‍⬛", "(", ")", "114", "+45 00 00 00 01", "22-11-2026", "8-16", "§", "☐", "李", "عדي", "\u202e", "a\u0301", "x" * 200]
)
SIZES, LANGUAGES = st.sampled_from(PrintSize), st.sampled_from((Language.DANISH, Language.ARABIC, Language.PERSIAN))


def texts(words: st.SearchStrategy[str], most: int = 40) -> st.SearchStrategy[str]:
    """Words in a row."""
    return st.lists(words, max_size=most).map(" ".join)


def blocks(words: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    """Any block but the two columns."""
    text, short = texts(words), texts(words, 4)
    other = st.sampled_from((None, None, *Language))
    row = st.tuples(short, short, short)
    return st.one_of(
        st.builds(Heading, short, st.integers(1, 3), other),
        st.builds(Paragraph, text, st.booleans(), other),
        st.builds(Items, st.lists(text, max_size=12).map(tuple), st.booleans(), st.booleans(), other),
        st.builds(Callout, short, text, st.sampled_from(Tone), other),
        st.builds(Fields, st.lists(st.tuples(short, text), max_size=5).map(tuple), st.booleans(), other),
        st.builds(PhoneList, st.lists(st.tuples(short, st.just("+45 00 00 00 01"), short), max_size=5).map(tuple)),
        st.builds(
            Table, row, st.lists(row, max_size=14).map(tuple), st.sampled_from(((), (4, 1, 1))), st.sampled_from((0, 12))
        ),
        st.builds(QrCode, st.just("https://www.eksempel.dk/"), short, short),
        st.builds(PageBreak),
    )


def documents(words: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """Any document of those words."""
    one = st.lists(blocks(words), max_size=5).map(tuple)
    beside = st.builds(Beside, one, one, st.sampled_from(Language))
    whole = st.lists(st.one_of(blocks(words), blocks(words), beside), max_size=7).map(tuple)
    lines = st.lists(texts(words, 3), max_size=3).map(tuple)
    return st.builds(Document, texts(words, 3), LANGUAGES, whole, lines, texts(words, 30), st.just(""), st.booleans(), SIZES)


@FEW
@given(documents(st.one_of(DANISH, ARABIC, ODD)))
def test_any_document_is_drawn_inside_its_margins(document: Document) -> None:
    found = seen(document)
    margin = styles.LANDSCAPE_MARGIN_SIDE if document.landscape else styles.MARGIN_SIDE
    for ink in found.ink:
        assert ink.left >= margin - HAIR, ink
        assert ink.right <= found.width - margin + HAIR, ink
        assert ink.foot >= styles.FOOT_EDGE - HAIR, ink
        assert ink.head <= found.height - styles.FOOT_EDGE, ink


@FEW
@given(documents(st.one_of(DANISH, ARABIC, ODD)))
def test_any_card_stays_between_its_cutting_lines(document: Document) -> None:
    card = Document(document.title, document.language, document.blocks, form=Form.CARD)
    for ink in seen(card).ink:
        assert ink.left >= styles.MARGIN_SIDE - HAIR
        assert ink.right <= styles.PAGE_SHORT - styles.MARGIN_SIDE + HAIR


def said(block: Block) -> Iterator[str]:
    """The words of a block in the order they are read."""
    match block:
        case Heading() | Paragraph():
            yield from block.text.split()
        case Items():
            yield from " ".join(block.texts).split()
        case Callout():
            yield from f"{block.title} {block.text}".split()


def running(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Block, ...]]:
    """Running text: headings, paragraphs, lists, callouts."""
    text = texts(words, 60)
    kinds = st.one_of(
        st.builds(Heading, text), st.builds(Paragraph, text), st.builds(Items, st.lists(text, max_size=6).map(tuple)),
        st.builds(Callout, text, text),
    )  # fmt: skip
    return st.lists(kinds, max_size=8).map(tuple)


@pytest.mark.parametrize(
    ("language", "words"), [(Language.DANISH, DANISH), (Language.ARABIC, ARABIC), (Language.PERSIAN, ARABIC)]
)
@FEW
@given(data=st.data(), size=SIZES)
def test_running_text_can_be_read_back_word_by_word(
    language: Language, words: st.SearchStrategy[str], data: st.DataObject, size: PrintSize
) -> None:
    written = data.draw(running(words))
    page_words = re.compile(r"Side \d+ af \d+|[\d.•]|صفح\w+|از|من")
    text = normalize("NFKC", text_of(rendered(Document("", language, written, size=size), FONTS)))
    left = iter(text.split())
    for word in (word for block in written for word in said(block)):
        plain = normalize("NFKC", word)
        assert any(plain == found or plain == page_words.sub("", found) for found in left), f"{plain} is not in {text}"


@FEW
@given(documents(st.one_of(DANISH, ARABIC)))
def test_right_to_left_text_is_read_aloud_in_the_order_it_was_written(document: Document) -> None:
    spoken = {tag.spoken for tag in structure_of(rendered(document, FONTS)).all_tags()}
    for block in document.blocks:
        if isinstance(block, Paragraph) and any(sign > "\u0600" for sign in block.text):
            assert block.text in spoken
