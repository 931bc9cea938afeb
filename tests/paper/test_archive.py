"""The archive's copy claims PDF/A-2a and PDF/UA-1, brings its colours along, and is always the same bytes."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfua import validate

from stalkdesk.guidance.blocks import Document
from stalkdesk.language import Language
from stalkdesk.paper.archive import archived
from stalkdesk.paper.pdf import rendered
from tests.paper.pages_read import FONTS, fonts_of, reader_of, text_of
from tests.paper.test_pdf import WHOLE

ARABIC = Document("ورقة", Language.ARABIC, WHOLE.blocks)


@pytest.fixture(scope="module")
def copy() -> bytes:
    return archived(rendered(WHOLE, FONTS))


def test_the_copy_claims_both_standards_and_says_what_the_second_claim_means(copy: bytes) -> None:
    packet = reader_of(copy).root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet
    assert "Date" not in packet


def test_the_copy_has_one_colour_profile_of_three_colours(copy: bytes) -> None:
    intents: Any = reader_of(copy).root_object["/OutputIntents"]
    assert len(intents) == 1
    found = intents[0].get_object()
    assert found["/S"] == "/GTS_PDFA1"
    assert found["/DestOutputProfile"].get_object()["/N"] == 3
    assert found["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"


def test_the_copy_has_the_same_pages_and_fonts(copy: bytes) -> None:
    pdf = rendered(WHOLE, FONTS)
    assert text_of(copy) == text_of(pdf)
    assert fonts_of(copy) == fonts_of(pdf)


def test_the_same_file_gives_the_same_copy(copy: bytes) -> None:
    assert archived(rendered(WHOLE, FONTS)) == copy


@pytest.mark.parametrize("document", [WHOLE, ARABIC], ids=["Danish", "Arabic"])
@pytest.mark.parametrize("is_archived", [False, True], ids=["sheet", "archive"])
def test_an_independent_checker_finds_no_fault(document: Document, is_archived: bool, tmp_path: Path) -> None:
    pdf = rendered(document, FONTS)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(archived(pdf) if is_archived else pdf)
    report = validate(str(file))
    assert [finding.message for finding in report.findings] == []


def test_the_copy_is_made_without_lxml_which_the_one_folder_program_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "lxml"] + ["lxml"]:
        monkeypatch.setitem(sys.modules, name, None)
    assert archived(rendered(WHOLE, FONTS)).startswith(b"%PDF-1.7")


def test_a_copy_can_be_opened_without_repair(copy: bytes) -> None:
    with pikepdf.open(BytesIO(copy)) as document:
        assert document.get_warnings() == []
