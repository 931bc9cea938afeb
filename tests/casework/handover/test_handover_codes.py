"""Six characters that are read over the telephone and typed by somebody else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.handover.handover_codes import (
    LENGTH,
    LETTERS,
    CodeOf,
    check_of,
    code_of,
    is_code,
    shown_code,
    typed_code,
)
from stalkdesk.errors import BadAnswer

SECRET, KEY, PACKAGE = bytes(range(32)), b"k" * 32, "01a205c4-bb37-78cf-81c6-4cd5130d737e"


def test_a_code_has_six_letters_that_nobody_mistakes() -> None:
    assert len(LETTERS) == 32
    assert not set("ILOU") & set(LETTERS)
    assert re.fullmatch(f"[{LETTERS}]{{6}}", code_of(SECRET, PACKAGE, CodeOf.TAKEN_OVER))


def test_the_codes_of_a_package_for_taking_over_and_for_declining_differ() -> None:
    assert code_of(SECRET, PACKAGE, CodeOf.TAKEN_OVER) != code_of(SECRET, PACKAGE, CodeOf.DECLINED)
    assert code_of(SECRET, PACKAGE, CodeOf.TAKEN_OVER) != code_of(SECRET, PACKAGE[:-1] + "f", CodeOf.TAKEN_OVER)


@given(
    secret=st.binary(min_size=32, max_size=32),
    spaces=st.lists(st.sampled_from(["", " ", "-", "–", "."]), min_size=6, max_size=6),
)
def test_however_it_is_spaced_and_written_it_is_understood(secret: bytes, spaces: list[str]) -> None:
    code = code_of(secret, PACKAGE, CodeOf.TAKEN_OVER)
    typed = "".join(letter + space for letter, space in zip(code, spaces, strict=True))
    assert typed_code(typed.lower()) == code
    assert typed_code(shown_code(code)) == code
    assert typed_code(code.replace("0", "o").replace("1", "l")) == code


@given(typed=st.text(max_size=60))
def test_what_is_no_code_is_asked_for_again(typed: str) -> None:
    said = ""
    try:
        typed = typed_code(typed)
    except BadAnswer as asked:
        said = str(asked)
    assert "seks tegn" in said or len(typed) == LENGTH


def test_only_that_code_of_that_package_fits() -> None:
    code = code_of(SECRET, PACKAGE, CodeOf.TAKEN_OVER)
    check = check_of(KEY, PACKAGE, CodeOf.TAKEN_OVER, code)
    assert is_code(KEY, PACKAGE, CodeOf.TAKEN_OVER, code, check)
    assert not is_code(KEY, PACKAGE, CodeOf.DECLINED, code, check)
    assert not is_code(b"x" * 32, PACKAGE, CodeOf.TAKEN_OVER, code, check)
    assert not is_code(KEY, PACKAGE, CodeOf.TAKEN_OVER, "000000", check)
    assert code not in check


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFG", "AB DEF", "U23456", "ÆØÅ123", "A" * 5000])
def test_too_short_too_long_or_another_letter(typed: str) -> None:
    with pytest.raises(BadAnswer):
        typed_code(typed)
