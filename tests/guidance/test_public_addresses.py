"""A figure that a telephone reads holds a public address or a number of an agency, and never anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stalkdesk.guidance.blocks import QrCode
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.public_addresses import figure_of, is_public_address, payloads, refuse_others
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.guidance.variants import Variant
from tests.guidance.small_shelf import AGENCIES, NOW, UNIT, WORDS_OF_TESTS, sheet
from tests.guidance.test_composing import FILLED

LINE, UNSURE = AGENCIES
WITH_PAGE = replace(LINE, address="https://raad.example/hjaelp/")


@pytest.mark.parametrize(
    "address", ["https://raad.example", "https://www.raad.example/a-b/c_d.html", "https://xn--rd-lia.example/"]
)
def test_a_public_address_is_https_and_a_host_by_name(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "raad.example", "http://raad.example", "HTTPS://raad.example", "https://", "https://localhost", "tel:112"),
        *("https://raad.example/?case=SD-2026-0001", "https://raad.example/#me", "https://me@raad.example"),
        *("https://raad.example:8443/", "https://10.0.0.1/", "https://raad.example/a b", "https://raad.example/\n"),
        *("javascript:alert(1)", "https://råd.example", "file:///etc/passwd", "mailto:a@raad.example"),
    ],
)
def test_what_could_name_a_person_or_a_visit_is_no_public_address(address: str) -> None:
    assert not is_public_address(address)


def test_a_figure_has_the_address_or_the_number_and_the_same_in_words() -> None:
    assert figure_of(WITH_PAGE, "Rådgivningen") == QrCode("https://raad.example/hjaelp/", "Rådgivningen", "raad.example/hjaelp")
    assert figure_of(LINE, "Rådgivningen") == QrCode("tel:+4500000001", "Rådgivningen", "00 00 00 01")
    assert figure_of(replace(LINE, phone="116 111"), "R") == QrCode("tel:116111", "R", "116 111")


def test_a_neutral_figure_is_never_an_address_which_would_tell_whose_it_is() -> None:
    assert figure_of(WITH_PAGE, "Råd", is_neutral=True) == QrCode("tel:+4500000001", "Råd", "00 00 00 01")
    assert figure_of(replace(WITH_PAGE, phone=""), "Råd", is_neutral=True) is None


def test_an_agency_that_may_not_be_printed_has_no_figure() -> None:
    assert figure_of(replace(UNSURE, address="https://maaske.example"), "M") is None
    assert payloads((UNSURE,)) == frozenset()


def test_a_figure_with_anything_else_is_refused() -> None:
    agencies = (WITH_PAGE, UNSURE)
    refuse_others([QrCode("https://raad.example/hjaelp/", "", ""), QrCode("tel:+4500000001", "", "")], agencies)
    for payload in ("SD-2026-0001", "https://raad.example/", "tel:+4500000099", "", "BEGIN:VCARD"):
        with pytest.raises(ValueError, match="figure"):
            refuse_others([QrCode(payload, "", "")], agencies)


def test_the_figures_of_a_sheet_stand_for_the_agencies_that_it_names() -> None:
    setting = replace(FILLED, agencies=(WITH_PAGE, UNSURE), unit=UNIT, words=WORDS_OF_TESTS, on=NOW.date())
    part = SheetPart("qr", title="Scan", items=("line", "unsure"), key="qr")
    figures = [block for block in composed(sheet(part), setting).blocks if isinstance(block, QrCode)]
    assert figures == [QrCode("https://raad.example/hjaelp/", "Rådgivningen", "raad.example/hjaelp")]
    neutral = [block for block in composed(sheet(part), setting, Variant.NEUTRAL).blocks if isinstance(block, QrCode)]
    assert neutral == [QrCode("tel:+4500000001", "neutral_agency", "00 00 00 01")]
