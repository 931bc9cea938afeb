"""A document becomes a tagged PDF that can be read back word by word, and that is always the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.blocks import Callout, Document, Fields, Heading, Items, PageBreak, Paragraph, PhoneList, Table, Tone
from stalkdesk.language import Language
from stalkdesk.paper.pdf import missing_characters, page_count, rendered
from tests.paper.pages_read import FONTS, fonts_of, reader_of, structure_of, text_of

WHOLE = Document(
    title="Informationsark",
    language=Language.DANISH,
    blocks=(
        Heading("Råd til dig", 1),
        Paragraph("Det er ikke din skyld, og du kan få hjælp her, også hvis du ikke vil sige dit navn til os endnu."),
        Callout("Ring 112", "Er du i fare, så ring.", Tone.DANGER),
        Heading("Det næste"),
        Items(("Skriv ned.", "Gem alt."), numbered=True),
        Items(("Lås døren.",), boxes=True),
        Items(("Sig nej én gang.",)),
        Heading("Her kan du ringe"),
        PhoneList((("Alarm", "112", ""), ("Rådgivningen", "00 00 00 01", "hele døgnet"), ("Børn", "00 00 00 02", "chat"))),
        Fields((("Navn", "Frida Prøve"), ("Aftalt", ""))),
        Table(("Hvad", "Antal"), (("Breve", "12"), ("Opkald", "3")), widths=(3, 1), numeric=(1,), total_rows=(1,)),
        Paragraph("Kilde: et råd, set 22-11-2026.", small=True),
    ),
    letterhead=("Prøveby Kommune", "Rådhuset", "0000 Prøveby"),
    footer="Version 3",
)

GOLDEN = (
    "Prøveby Kommune Rådhuset · 0000 Prøveby Råd til dig Det er ikke din skyld, og du kan få hjælp her, også hvis du ikke vil "
    "sige dit navn til os endnu. ! Ring 112 Er du i fare, så ring. Det næste 1. Skriv ned. 2. Gem alt. ☐ Lås døren. "
    "• Sig nej én gang. Her kan du ringe Alarm 112 Rådgivningen 00 00 00 01 hele døgnet Børn 00 00 00 02 chat "
    "Navn Frida Prøve Aftalt Hvad Antal Breve 12 Opkald 3 Kilde: et råd, set 22-11-2026. Side 1 af 1 Version 3"
)


def page(*blocks: object, **more: object) -> Document:
    """A document of those blocks."""
    return Document(**{"title": "Ark", "language": Language.DANISH, "blocks": blocks, **more})  # type: ignore[arg-type]


def test_the_text_can_be_read_back_in_reading_order_with_its_words_apart() -> None:
    assert text_of(rendered(WHOLE, FONTS)) == GOLDEN


def test_the_same_document_is_always_the_same_bytes() -> None:
    first = rendered(WHOLE, FONTS)
    rendered(page(Paragraph("Noget andet med xyz og ЖЩ imellem.")), FONTS)
    assert rendered(WHOLE, FONTS) == first


def test_the_bundled_fonts_lie_in_the_file_and_no_others() -> None:
    found = fonts_of(rendered(WHOLE, FONTS))
    assert {re.sub(r".*\+", "", name) for name in found} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert all(found.values())
    assert b"Helvetica" not in rendered(WHOLE, FONTS)


def test_the_file_says_its_title_and_language_and_nothing_of_when_or_by_whom() -> None:
    reader = reader_of(rendered(WHOLE, FONTS))
    catalogue = reader.root_object
    packet = catalogue["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert str(catalogue["/Lang"]) == "da"
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert {key: str(text) for key, text in (reader.metadata or {}).items()} == {"/Title": "Informationsark"}
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "Informationsark" in packet
    assert "Date" not in packet


def test_the_structure_says_what_each_block_is() -> None:
    root = structure_of(rendered(WHOLE, FONTS))
    assert root.name == "Document"
    assert root.names() == ["P", "P", "H1", "P", "Div", "H2", "L", "L", "L", "H2", "L", "Table", "Table", "P"]
    numbered = root.all("L")[0]
    assert [item.names() for item in numbered.children] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    fields, table = root.all("Table")
    assert [[cell.name for cell in row.children] for row in fields.children] == [["TH", "TD"], ["TH", "TD"]]
    assert {cell.scope for cell in fields.all("TH")} == {"Row"}
    assert [row.names() for row in table.children] == [["TH", "TH"], ["TD", "TD"], ["TD", "TD"]]
    assert {cell.scope for cell in table.all("TH")} == {"Column"}


def test_the_sign_of_a_callout_is_read_aloud_in_the_language_of_the_document() -> None:
    danger = Callout("", "Text", Tone.DANGER)
    danish, english = page(danger), page(danger, language=Language.ENGLISH)
    assert structure_of(rendered(danish, FONTS)).all("Span")[0].spoken == "Vigtigt: "
    assert structure_of(rendered(english, FONTS)).all("Span")[0].spoken == "Important: "
    assert "Page 1 of 1" in text_of(rendered(english, FONTS))


def test_every_mark_on_every_page_belongs_to_the_element_that_claims_it() -> None:
    long = page(*(Paragraph(f"Afsnit {number}. " + "Ord " * 120) for number in range(12)))
    pdf = rendered(long, FONTS)
    reader = reader_of(pdf)
    claimed = sorted(mark for tag in structure_of(pdf).all("P") for mark in tag.marks)
    on_pages = [
        (number, int(mark))
        for number, sheet in enumerate(reader.pages)
        for mark in re.findall(rb"/MCID (\d+)>> BDC", sheet.get_contents().get_data())  # type: ignore[union-attr]
    ]
    tree = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    assert claimed == sorted(on_pages)
    assert len({number for number, _ in on_pages}) > 1
    assert [sheet["/StructParents"] for sheet in reader.pages] == list(tree[::2])
    assert [len(parents) for parents in tree[1::2]] == [len([m for n, m in on_pages if n == number]) for number in tree[::2]]
    assert all(str(sheet["/Tabs"]) == "/S" for sheet in reader.pages)


def test_a_text_over_two_pages_is_one_element() -> None:
    (paragraph,) = structure_of(rendered(page(Paragraph("Ord " * 2000)), FONTS)).all("P")
    assert {number for number, _ in paragraph.marks} == {0, 1}


def test_heading_levels_that_are_left_out_are_closed_up() -> None:
    document = page(Heading("Ark", 1), Heading("Del", 3), Heading("Mere", 3), Heading("Ny", 2), Heading("Del", 3))
    assert structure_of(rendered(document, FONTS)).names() == ["H1", "H2", "H3", "H2", "H3"]


def test_a_table_shows_its_header_on_every_page_and_says_it_once() -> None:
    table = Table(("Dato", "Hvad skete der?"), tuple(("", "") for _ in range(30)), least_row_height=20)
    pdf = rendered(page(table, landscape=True), FONTS)
    pages = reader_of(pdf).pages
    assert len(pages) > 2
    assert all("Hvad skete der?" in sheet.extract_text() for sheet in pages)
    assert len(structure_of(pdf).all("TH")) == 2
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_a_short_table_stays_on_one_page_with_its_heading() -> None:
    table = Table(("Hvad", "Antal"), tuple((f"Linje {number}", "1") for number in range(8)))
    filler = (Paragraph("Ord"),) * 28
    first, second = reader_of(rendered(page(*filler, Heading("Tabel"), table), FONTS)).pages
    assert "Tabel" not in first.extract_text()
    assert all(f"Linje {number}" in second.extract_text() for number in range(8))


def test_pages_are_numbered_and_the_foot_stands_on_each() -> None:
    pages = reader_of(
        rendered(page(Paragraph("En"), PageBreak(), Paragraph("To"), PageBreak(), footer="Version 3"), FONTS)
    ).pages
    assert [f"Side {number} af 2" in sheet.extract_text() for number, sheet in enumerate(pages, 1)] == [True, True]
    assert all("Version 3" in sheet.extract_text() for sheet in pages)


def test_a_watermark_stands_on_each_page_and_is_not_read_aloud() -> None:
    pdf = rendered(page(Paragraph("En"), PageBreak(), Paragraph("To"), watermark="PRØVE"), FONTS)
    assert all("PRØVE" in sheet.extract_text() for sheet in reader_of(pdf).pages)
    assert structure_of(pdf).names() == ["P", "P"]


def test_the_pages_of_a_file_are_counted_without_opening_it() -> None:
    pdf = rendered(page(*(Paragraph("Ord " * 300),) * 12), FONTS)
    assert page_count(pdf) == len(reader_of(pdf).pages) > 2


def test_an_empty_document_is_one_page() -> None:
    assert text_of(rendered(page(), FONTS)) == "Side 1 af 1"


@pytest.mark.parametrize("name", ["Anne 🐈‍⬛ Prøve", "עדי", "李", "a\u0000b\u202eכ", "🐈\ud800"])
def test_a_name_the_fonts_lack_is_shown_as_boxes(name: str) -> None:
    blocks = (Heading(name, 1), Fields((("Navn", name),)), Callout(name, name), Items((name,)))
    text = text_of(rendered(page(*blocks, letterhead=(name,), title=name, footer=name, watermark=name), FONTS))
    assert text.count("□") >= 5
    assert text.count("Side 1 af 1") == 1


@pytest.mark.parametrize("name", ["\u200d\ufe0f", "\ud800", "\u0007", " "])
def test_a_name_of_invisible_characters_alone_harms_nothing(name: str) -> None:
    blocks = (Heading(name, 1), Fields(((name, name),)), Callout(name, name), Items((name,)), Table((name,), ((name,),)))
    document = page(*blocks, Paragraph("Slut."), letterhead=(name,), title=name, footer=name, watermark=name)
    assert "Slut." in text_of(rendered(document, FONTS))


def test_an_arabic_name_is_printed_in_a_danish_sheet() -> None:
    text = text_of(rendered(page(Fields((("Navn", "محمد Prøve"),)), title="محمد", footer="محمد"), FONTS))
    assert text.count("محمد") == 2
    assert "□" not in text


def test_an_arabic_name_is_read_aloud_as_it_was_typed() -> None:
    (heading,) = structure_of(rendered(page(Heading("Til محمد", 1)), FONTS)).all("H1")
    assert heading.spoken == "Til محمد"


def test_missing_characters_are_named_wherever_they_stand() -> None:
    document = page(
        Heading("李"),
        Paragraph("🐈"),
        Items(("ฎ",)),
        Callout("ע", "ฐ"),
        Fields((("あ", "ア"),)),
        PhoneList((("中", "112", ""),)),
        Table(("文",), (("字",),)),
        footer="한",
        letterhead=("Æøå § ½ – » «",),
    )
    assert set(missing_characters(document, FONTS)) == set("李🐈ฎ" + "עฐあア中文字한")
    assert missing_characters(WHOLE, FONTS) == ()


@pytest.mark.parametrize(
    ("block", "word", "times"),
    [
        (Paragraph("Ord " * 4000), "Ord", 4000),
        (Paragraph("q" * 9000), "q", 9000),
        (Callout("Titel " * 40, "Ord " * 3000), "Ord", 3000),
        (Callout("Titel " * 900, ""), "Titel", 900),
        (Items(("Ord " * 3000, "q" * 4000)), "q", 4000),
        (Fields((("Mærkat " * 400, "Ord " * 3000),)), "Ord", 3000),
        (Table(("A", "B"), (("Ord " * 3000, "q" * 3000), ("", "slut"))), "q", 3000),
        (PhoneList((("Navn " * 30, "00 00 00 00 " * 8, "note " * 60),)), "note", 60),
        (Heading("Overskrift " * 60), "Overskrift", 60),
    ],
)
def test_a_text_of_any_length_is_printed_whole(block: object, word: str, times: int) -> None:
    text = text_of(rendered(page(block, Paragraph("Slut.")), FONTS))
    assert text.count(word) == times
    assert "Slut." in text


def test_a_missing_font_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match=r"NotoSans-Regular\.ttf"):
        rendered(page(), tmp_path)
