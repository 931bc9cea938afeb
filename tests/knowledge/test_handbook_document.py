"""The handbook on paper: contents, pages, sources with their dates; tagged, with an outline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stalkdesk.guidance.blocks import Contents, Fields, Heading, Table
from stalkdesk.knowledge.handbook_document import handbook_document, sources_of
from stalkdesk.paper.pdf import missing_characters, page_count, rendered
from tests.knowledge.small_handbook import small_handbook
from tests.paper.pages_read import FONTS, reader_of, structure_of, text_of

ON = date(2026, 11, 22)
DOCUMENT = handbook_document(small_handbook(), ON)


def test_it_says_what_it_is_and_its_version_and_date_stand_at_the_foot_of_each_page() -> None:
    assert DOCUMENT.title == "Håndbog"
    assert DOCUMENT.footer == "Håndbog · 0000-1 · 22. måned11 2026"


def test_every_page_has_its_heading_and_its_four_lines() -> None:
    headings = [block.text for block in DOCUMENT.blocks if isinstance(block, Heading) and block.level == 3]
    assert headings[1:] == [page.heading for page in small_handbook().pages()]
    fields = [block for block in DOCUMENT.blocks if isinstance(block, Fields)]
    assert len(fields) == len(small_handbook().pages())
    labels = {tuple(label for label, _ in block.pairs) for block in fields}
    assert labels == {("matters", "ask", "research", "sources"), ("matters", "recognise", "research", "sources")}
    assert fields[0].pairs[3][1] == "T1. set 15. måned1 2026."


def test_the_sources_stand_at_the_end_once_with_the_oldest_day_they_were_seen() -> None:
    table = DOCUMENT.blocks[-1]
    assert isinstance(table, Table)
    assert table.rows == (("T1", "En opdigtet kilde\nhttps://example.invalid/", "15. måned1 2026"),)
    assert [source.id for source in sources_of(small_handbook())] == ["T1"]


def test_the_contents_name_each_chapter_with_its_page() -> None:
    pdf = rendered(DOCUMENT, FONTS)
    first = " ".join(reader_of(pdf).pages[0].extract_text().split())
    assert "1 Akut fare 2" in first
    assert f"all_sources {page_count(pdf)}" in first
    tree = structure_of(pdf)
    assert len(tree.all("TOCI")) == len([block for block in DOCUMENT.blocks if isinstance(block, Heading) and block.level == 2])
    assert missing_characters(DOCUMENT, FONTS) == ()


def test_the_outline_leads_to_every_heading() -> None:
    reader = reader_of(rendered(DOCUMENT, FONTS))
    titles: list[str] = []

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                titles.append(str(entry["/Title"]))  # type: ignore[index]

    walk(list(reader.outline))
    assert titles == [block.text for block in DOCUMENT.blocks if isinstance(block, Heading)]


def test_without_a_list_of_contents_there_is_no_outline() -> None:
    plain = replace(DOCUMENT, blocks=tuple(block for block in DOCUMENT.blocks if not isinstance(block, Contents)))
    assert list(reader_of(rendered(plain, FONTS)).outline) == []


def test_the_same_handbook_is_the_same_bytes() -> None:
    assert rendered(DOCUMENT, FONTS) == rendered(DOCUMENT, FONTS)
    assert "Hvorfor faren ved døren." in text_of(rendered(DOCUMENT, FONTS))
