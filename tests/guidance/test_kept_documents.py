"""A paper can be kept and printed again word for word, and nothing but a kept paper is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.guidance.blocks import (
    Beside,
    Callout,
    Contents,
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
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.language import Language

texts = st.text(max_size=12)
several = st.lists(texts, max_size=3).map(tuple)
languages = st.none() | st.sampled_from(Language)
plain_blocks = st.one_of(
    st.builds(Heading, texts, st.integers(1, 3)),
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Items, several, st.booleans(), st.booleans()),
    st.builds(Callout, texts, texts, st.sampled_from(Tone)),
    st.builds(Fields, st.lists(st.tuples(texts, texts), max_size=2).map(tuple), st.booleans()),
    st.builds(PhoneList, st.lists(st.tuples(texts, texts, texts), max_size=2).map(tuple)),
    st.builds(Table, several, st.lists(several, max_size=2).map(tuple), st.just((0.5, 0.5)), st.just(12.5), st.just((1,))),
    st.builds(QrCode, texts, texts, texts),
    st.just(PageBreak()),
    st.just(Contents()),
)
several_blocks = st.lists(plain_blocks, max_size=2).map(tuple)
all_blocks = plain_blocks | st.builds(
    Beside,
    st.lists(plain_blocks, max_size=2).map(tuple),
    st.lists(plain_blocks, max_size=2).map(tuple),
    st.sampled_from(Language),
)
documents = st.builds(
    Document,
    title=texts,
    language=st.sampled_from(Language),
    blocks=st.lists(all_blocks, max_size=4).map(tuple),
    letterhead=several,
    footer=texts,
    watermark=texts,
    landscape=st.booleans(),
    size=st.sampled_from(PrintSize),
    form=st.sampled_from(Form),
)


@given(documents)
def test_what_was_kept_comes_back_word_for_word(document: Document) -> None:
    assert document_from(document_text(document)) == document


def test_the_same_paper_is_always_the_same_text() -> None:
    document = Document("Råd", Language.ARABIC, (Heading("Råd", 1), Paragraph("æøå")))
    assert document_text(document) == document_text(document_from(document_text(document)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format":2,"title":"a","language":"da","blocks":[]}',
        '{"format":1,"title":"a","language":"xx","blocks":[]}',
        '{"format":1,"title":"a","language":"da","blocks":[{"kind":"Script"}]}',
        '{"format":1,"title":"a","language":"da","blocks":[{"kind":"Paragraph","text":"a","run":"b"}]}',
        '{"format":1,"language":"da"}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        document_from(text)


@settings(max_examples=40)
@given(st.recursive(st.none() | st.booleans() | texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
def test_any_json_is_a_kept_paper_or_refused(value: object) -> None:
    try:
        document_from(json.dumps(value))
    except ValueError:
        return
    raise AssertionError(value)
