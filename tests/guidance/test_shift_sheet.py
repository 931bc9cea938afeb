"""The shift-change sheet on paper: it lies on a desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from stalkdesk import places
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.support.shift import OpenDraft, OpenWork, PackageOut, SheetWaiting, shift_sheet
from stalkdesk.guidance.blocks import Paragraph, Table
from stalkdesk.guidance.shift_sheet import shift_document
from stalkdesk.paper.pdf import page_count, rendered
from tests.casework.plans import line

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WORK = OpenWork(
    (OpenDraft("SD-2026-0009", NOW, "AP"),),
    (SheetWaiting("SD-2026-0002", "guidance", "da", NOW, "VP"),),
    (PackageOut("SD-2026-0001", 1, "kontakt-1", "Kirsten Kontakt", NOW),),
)
DUES = tuple(line(kind, NOW + timedelta(hours=hours)) for kind in DueKind for hours in (-1, 1))


def test_it_has_every_part_with_references_and_initials_and_no_name() -> None:
    document = shift_document(shift_sheet(WORK, DUES, {"Vita Prøve": "VP"}, NOW, "SL"))
    text = str(document.blocks)
    assert all(word in text for word in ("SD-2026-0009", "SD-2026-0002", "SD-2026-0001", "VP", "AP"))
    assert not any(name in text for name in ("Vita Prøve", "Kirsten", "kontakt-1"))
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 5


def test_what_is_late_says_so_in_words() -> None:
    text = str(shift_document(shift_sheet(WORK, DUES, {}, NOW, "SL")).blocks)
    assert "overskredet" in text


def test_when_nothing_is_open_it_says_so() -> None:
    document = shift_document(shift_sheet(OpenWork(), (), {}, NOW, "SL"))
    assert Paragraph("Der er ikke noget, der står åbent.") in document.blocks


def test_its_title_and_letterhead_tell_nothing() -> None:
    document = shift_document(shift_sheet(WORK, DUES, {}, NOW, "SL"))
    assert document.title == "Vagtskifte"
    assert document.letterhead == ()


def test_five_hundred_lines_are_printed() -> None:
    dues = tuple(line(DueKind.PLAN, NOW, f"SD-2026-{number:04}") for number in range(1, 501))
    pdf = rendered(shift_document(shift_sheet(OpenWork(), dues, {}, NOW, "SL")), places.resources() / "fonts")
    assert page_count(pdf) > 5
