"""Arabic and Persian stand on paper as they are written: joined, in order, from the right, numbers as they are dialled."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.guidance.blocks import Callout, Document, Fields, Heading, Items, Paragraph, PhoneList, Table
from stalkdesk.language import Language
from stalkdesk.paper import styles
from stalkdesk.paper.fonts import faces, printable, unprintable
from stalkdesk.paper.marks import placed_marks
from stalkdesk.paper.page_words import PAGE_WORDS
from stalkdesk.paper.pdf import rendered
from stalkdesk.paper.right_to_left import as_seen, shaped, with_numbers_kept, with_runs_kept
from tests.paper.ink_seen import seen
from tests.paper.pages_read import FONTS, reader_of, structure_of, text_of

RIGHT = styles.PAGE_SHORT - styles.MARGIN_SIDE


def arabic(*blocks: object, language: Language = Language.ARABIC, **more: object) -> Document:
    """A document of those blocks."""
    return Document(**{"title": "ورقة", "language": language, "blocks": blocks, **more})  # type: ignore[arg-type]


def on_paper(text: str, is_right_to_left: bool = True) -> str:
    """`text` from the left to the right as it stands on paper, each form led back to its letter."""
    line = with_numbers_kept(printable(text, faces(FONTS)))
    return normalize("NFKC", as_seen(line, is_right_to_left).text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("الشرطة Politiet 114 هنا", "انه Politiet 114 ةطرشلا"),
        ("اتصل 112.", ".112 لصتا"),
        ("اتصل بالرقم +45 00 00 00 01 الآن", "نآلا +45 00 00 00 01 مقرلاب لصتا"),
        ("التاريخ 22-11-2026", "22-11-2026 خيراتلا"),
        ("رقمنا 2026-000123", "2026-000123 انمقر"),
        ("من 8-16 كل", "لك 16-8 نم"),
        ("مركز Lev (LOKK) هنا", "انه Lev (LOKK) زكرم"),
        ("(نعم)", "(معن)"),
        ("«نعم»", "«معن»"),
        ("www.politi.dk هنا", "انه www.politi.dk"),
        ("۱۱۲ پلیس", "سیلپ ۱۱۲"),
    ],
)
def test_mixed_text_stands_in_the_order_a_reader_expects(text: str, standing: str) -> None:
    plain = standing.replace("نآلا", "نلآا")  # the ligature of lam and alef is one sign, whose letters NFKC gives in order
    assert on_paper(text) in (standing, plain)


def test_an_arabic_name_in_a_danish_line_is_turned_and_the_line_is_not() -> None:
    assert on_paper("Til محمد (nr. 2)", is_right_to_left=False) == "Til دمحم (nr. 2)"


def test_letters_take_the_form_their_neighbours_ask_for() -> None:
    assert [hex(ord(sign)) for sign in shaped("بيت")] == ["0xfe91", "0xfef4", "0xfe96"]
    assert len(shaped("لا")) == 1


def test_a_persian_half_space_keeps_letters_apart_and_is_not_drawn() -> None:
    line = printable("می\u200cشود", faces(FONTS))
    assert "\u200c" not in line
    assert line[1] == "\ufbfd"


def test_no_vowel_sign_is_lost_and_each_stands_over_its_letter() -> None:
    seen_line = as_seen(shaped("شدّةً فوراً"), True)
    assert sorted(sign for _, sign in seen_line.marks) == ["\u064b", "\u064b", "\u0651"]
    letters = {normalize("NFKC", seen_line.text[index]) for index, _ in seen_line.marks}
    assert letters == {"د", "ة", "ا"}
    face = faces(FONTS).wide.regular
    assert all(mark.sign and abs(mark.shift) < 11 for mark in placed_marks(seen_line, face, 11))
    (under,) = placed_marks(as_seen(shaped("بِ"), True), face, 11)
    (over,) = placed_marks(as_seen(shaped("بَ"), True), face, 11)
    assert under.rise < 0.6 < 11 + over.rise


@given(st.text(alphabet="ابتشلمنهويًٌّ (abc) «12» +45 00-/.؟،", max_size=60), st.booleans())
def test_turning_a_line_loses_nothing_and_adds_nothing(text: str, is_right_to_left: bool) -> None:
    line = shaped(text)
    turned = as_seen(line, is_right_to_left)
    brackets = str.maketrans("()«»", "    ")
    kept = sorted(turned.text.translate(brackets) + "".join(sign for _, sign in turned.marks))
    assert kept == sorted(line.translate(brackets)) or not turned.text


def test_text_begins_at_the_right_margin_and_a_phone_number_is_drawn_as_dialled() -> None:
    found = seen(arabic(Paragraph("نعم"), PhoneList((("الأطفال", "+45 00 00 00 01", ""),))))
    paragraph = next(ink for ink in found.ink if ink.kind == "text")
    number = found.text("+45")
    assert paragraph.right == pytest.approx(RIGHT, abs=0.5)
    assert number.text.replace("\u00a0", " ").strip() == "+45 00 00 00 01"
    assert number.right == pytest.approx(RIGHT, abs=0.5)


def test_lists_fields_and_tables_are_mirrored() -> None:
    blocks = (
        Items(("AAA",), numbered=True),
        Fields((("BBB", "CCC"),)),
        Table(("DDD", "EEE"), (("FFF", "7"),), numeric=(1,)),
        Callout("GGG", "", language=None),
    )
    found = seen(arabic(*blocks))
    assert found.text("1").left > found.text("AAA").right
    assert found.text("BBB").left > found.text("CCC").right
    assert found.text("DDD").left > found.text("EEE").right
    assert found.text("7").left == pytest.approx(styles.MARGIN_SIDE + 5, abs=0.5)
    bar = [ink for ink in found.ink if ink.kind == "box" and ink.right - ink.left == pytest.approx(5)]
    assert [ink.right for ink in bar] == [pytest.approx(RIGHT)]


def test_a_danish_part_in_an_arabic_sheet_is_begun_at_the_left_and_says_its_language() -> None:
    document = arabic(Paragraph("نعم"), Paragraph("Ring 114.", language=Language.DANISH))
    danish = seen(document).text("Ring 114.")
    assert danish.left == pytest.approx(styles.MARGIN_SIDE, abs=0.5)
    tags = structure_of(rendered(document, FONTS)).all("P")
    assert [tag.language for tag in tags] == ["", "da"]


def test_the_file_says_its_language_and_what_is_read_aloud_is_as_written() -> None:
    text = "اتصل فوراً بالرقم 112 (Politiet)."
    pdf = rendered(arabic(Heading("ماذا الآن", 1), Paragraph(text)), FONTS)
    assert str(reader_of(pdf).root_object["/Lang"]) == "ar"
    assert structure_of(pdf).all("P")[0].spoken == text
    assert structure_of(pdf).all("H1")[0].spoken == "ماذا الآن"


def test_copied_text_is_made_of_letters_not_of_their_forms() -> None:
    assert "ليس هذا ذنبك" in text_of(rendered(arabic(Paragraph("ليس هذا ذنبك")), FONTS))


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_words_of_a_page_and_the_letters_for_them(language: Language) -> None:
    words = PAGE_WORDS[language]
    said = (words.page, words.training, *words.tones.values(), language.own_name)
    assert all(said)
    assert unprintable("".join(said), FONTS) == frozenset()
    assert "1" in text_of(rendered(arabic(language=language, watermark=words.training), FONTS))


@pytest.mark.parametrize(
    "text",
    [
        "ÄÖÜäöüß „Text“",
        "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
        "ҐЄІЇґєії ’",
        "ÇĞİÖŞÜçğıöşü",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤإأآ؟،؛٪",
        "پچژگکی‌ۀ۰۱۲۳۴۵۶۷۸۹",
    ],
)
def test_every_letter_of_the_languages_of_the_shelf_is_in_the_fonts(text: str) -> None:
    assert unprintable(text, FONTS) == frozenset()


@pytest.mark.parametrize(
    ("lines", "standing"),
    [
        (("Stod ved busstoppet igen.",), ("Stod ved busstoppet igen.",)),
        (("Sten Stedprøve · 00 00 00 04",), ("Sten Stedprøve · 00 00 00 04",)),
        (("א SD-2026-0001.",), (".SD-2026-0001 א",)),
        (("א: Politiet, Anklagemyndigheden, ", "Kommunen."), ("Politiet, Anklagemyndigheden, :א", ".Kommunen")),
    ],
)
def test_what_runs_from_the_left_keeps_its_stops_and_a_reference_is_never_turned_round(
    lines: tuple[str, ...], standing: tuple[str, ...]
) -> None:
    kept = with_runs_kept(tuple(with_numbers_kept(line) for line in lines))
    assert tuple(as_seen(line, True).text.replace("\u00a0", " ").strip() for line in kept) == standing
