"""Lines fit their width, and nothing of a text is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stalkdesk.paper.fonts import faces, printable, spoken, unprintable
from stalkdesk.paper.typesetting import broken_lines
from tests.paper.pages_read import FONTS

SIZE = 11.0


def broken(text: str, width: float) -> tuple[str, ...]:
    """`text` in its regular face."""
    return broken_lines(text, faces(FONTS).face(text, False), SIZE, width)


@example("-11m", 20.0)
@given(st.text(alphabet="abcæøå mwi -/\n19", max_size=200), st.floats(20, 300))
def test_no_line_is_wider_than_the_page_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = broken(text, width)
    face = faces(FONTS).regular
    assert all(face.width(line.rstrip(" "), SIZE) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="abcæøå mwi\n", max_size=200), st.floats(120, 300))
def test_words_stay_apart_over_line_ends(text: str, width: float) -> None:
    assert "".join(broken(text, width)).split() == text.split()


@given(st.text(max_size=60), st.floats(15, 300))
def test_any_text_at_all_can_be_printed(text: str, width: float) -> None:
    shown = printable(text, faces(FONTS))
    broken(shown, width)
    assert not unprintable(shown, FONTS)


def test_a_line_breaks_after_a_hyphen_between_letters_and_never_in_a_number() -> None:
    assert broken("politi-anmeldelse", 60) == ("politi-", "anmeldelse")
    assert [line.strip() for line in broken("ring 25-17-73-74", 72)] == ["ring", "25-17-73-74"]


def test_a_word_that_is_too_long_is_cut_at_its_hyphen_where_there_is_one() -> None:
    assert broken("09.15-09.40", 48) == ("09.15-", "09.40")


def test_a_line_end_in_the_text_is_a_line_end_on_paper() -> None:
    assert [line.strip() for line in broken("en\n\nto", 100)] == ["en", "", "to"]


def test_a_non_breaking_blank_does_not_break() -> None:
    assert [line.strip() for line in broken("ring 25\u00a017\u00a073", 55)] == ["ring", "25\u00a017\u00a073"]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("den står i § 133 her", "§ 133"),
        ("den står i §§ 133 her", "§§ 133"),
        ("den står i (§ 264 d) her", "(§ 264 d)"),
        ("vi ses i dag kl. 9-15 her", "kl. 9-15"),
        ("det er bilag nr. 4 her", "nr. 4"),
        ("det er § 6, stk. 6 her", "stk. 6"),
        ("ring straks 25 17 73 74 her", "25 17 73 74"),
        ("ring straks 116 111 her", "116 111"),
    ],
)
def test_a_sign_stays_with_its_number_at_any_width(text: str, together: str) -> None:
    face = faces(FONTS).regular
    for width in range(int(face.width(together, SIZE)) + 1, 200, 3):
        assert any(together in line for line in broken(text, width)), (width, broken(text, width))


def test_what_has_no_room_to_stay_together_is_broken_at_its_blanks() -> None:
    assert [line.strip() for line in broken("25 17 73 74", 32)] == ["25 17", "73 74"]


def test_no_text_is_no_line() -> None:
    assert broken(" \n ", 100) == ()


def test_danish_letters_and_signs_are_printed_as_they_are() -> None:
    text = "Æblegrød på Ærø – »§ 242« … ½ é ü ß ☐ ✓"
    assert printable(text, faces(FONTS)) == text
    assert spoken(text, faces(FONTS)) == ""


def test_a_letter_in_two_parts_is_put_together() -> None:
    assert printable("a\u030a", faces(FONTS)) == "å"


def test_a_soft_hyphen_and_a_joiner_leave_no_trace() -> None:
    assert printable("ord\u00adbog\u200d", faces(FONTS)) == "ordbog"
