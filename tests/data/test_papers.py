"""What was made for the person is kept as it was: how it left the desk, what became of it, and the paper itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.paper_rows import packed, unpacked
from stalkdesk.errors import CaseUnknown, NotAllowed, StoreDamaged
from stalkdesk.guidance.blocks import Document, Heading, Paragraph
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.language import Language

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SHEET = SheetGiven("guidance", "2026-1", "pl", 2, How.PRINTED, AT, "SL", "large", "da")
PAPER = Document(
    "Råd", Language.DANISH, (Heading("Råd og telefonnumre", 1), Paragraph("Ring 112, hvis du er i fare. Мир. سلام"))
)


def test_a_sheet_is_kept_with_language_variant_and_the_paper_itself(drawer: OpenDrawer, reference: str) -> None:
    (kept,) = drawer.keep_sheet_given(reference, [SHEET], [document_text(PAPER)])
    assert kept == replace(SHEET, id=kept.id, is_kept=True)
    assert drawer.case(reference).sheets == (kept,)
    assert document_from(drawer.sheet_document(reference, kept.id)) == PAPER


def test_a_sheet_without_its_paper_has_none(drawer: OpenDrawer, reference: str) -> None:
    (kept,) = drawer.keep_sheet_given(reference, [SHEET])
    assert not kept.is_kept
    assert drawer.sheet_document(reference, kept.id) == ""


def test_a_sheet_that_waited_is_printed_later_and_both_stand_in_the_journal(drawer: OpenDrawer, reference: str) -> None:
    (waiting,) = drawer.keep_sheet_given(reference, [replace(SHEET, how=How.WAITING)], [document_text(PAPER)])
    drawer.settle_sheet(reference, waiting.id, How.PRINTED, Outcome.TAKEN)
    (sheet,) = drawer.case(reference).sheets
    assert (sheet.how, sheet.outcome) == (How.PRINTED, Outcome.TAKEN)
    assert sheet.at > waiting.at
    lines = [line for line in drawer.journal(10) if line.reference == reference and "guidance" in line.fields]
    told = [(line.act, line.recipient, line.fields) for line in lines]
    assert told == [
        ("sheet_settled", "", ("guidance", "taken")),
        ("print", "victim", ("guidance",)),
        ("sheet_waits", "", ("guidance",)),
    ]


def test_what_became_of_a_sheet_can_be_said_otherwise_but_not_taken_back_without_a_line(
    drawer: OpenDrawer, reference: str
) -> None:
    (sheet,) = drawer.keep_sheet_given(reference, [SHEET])
    drawer.settle_sheet(reference, sheet.id, How.PRINTED, Outcome.TAKEN)
    with pytest.raises(NotAllowed, match="ikke tages tilbage"):
        drawer.settle_sheet(reference, sheet.id, How.PRINTED, None)
    assert drawer.case(reference).sheets[0].outcome is Outcome.TAKEN
    drawer.settle_sheet(reference, sheet.id, How.PRINTED, Outcome.NOT_SAFE)
    said = [line.fields[-1] for line in drawer.journal(10) if line.act == "sheet_settled"]
    assert said == ["not_safe", "taken"]


@pytest.mark.parametrize(
    ("how", "outcome", "counts"),
    [
        (How.PRINTED, None, True),
        (How.PRINTED, Outcome.TAKEN, True),
        (How.PRINTED, Outcome.DECLINED, False),
        (How.PRINTED, Outcome.NOT_SAFE, False),
        (How.PRINTED, Outcome.AT_DESK, True),
        (How.SAVED, None, True),
        (How.READ_ALOUD, None, True),
        (How.NOT_GIVEN, None, False),
        (How.WAITING, None, False),
    ],
)
def test_the_week_counts_what_reached_the_person(
    drawer: OpenDrawer, reference: str, how: How, outcome: Outcome | None, counts: bool
) -> None:
    sheet = replace(SHEET, how=how, outcome=outcome)
    drawer.keep_sheet_given(reference, [sheet])
    assert sheet.reached_her is counts
    started = drawer.case(reference).line.started_at
    (case,) = drawer.week_cases(started - timedelta(days=1), started + timedelta(days=1))
    assert case.sheets == (("guidance",) if counts else ())


def test_a_sheet_of_another_case_or_none_is_refused(drawer: OpenDrawer, reference: str) -> None:
    for unknown in ("", "nowhere"):
        with pytest.raises(CaseUnknown):
            drawer.sheet_document(reference, unknown)
        with pytest.raises(CaseUnknown):
            drawer.settle_sheet(reference, unknown, How.PRINTED, None)


@pytest.mark.parametrize("kept", [b"", b"no paper", packed("x" * 3_000_000), packed("whole")[:-3]])
def test_a_paper_that_is_damaged_or_a_bomb_is_told(kept: bytes) -> None:
    with pytest.raises(StoreDamaged):
        unpacked(kept)


def test_a_kept_paper_goes_out_with_everything_else(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_sheet_given(reference, [SHEET], [document_text(PAPER)])
    with drawer._sitting.act() as connection:
        from stalkdesk.data.export_content import _sheets

        case_id = connection.execute(tables.case_file.select()).first()
        assert case_id is not None
        (sheet,) = _sheets(connection, case_id.id)
    assert sheet["paper"]["blocks"][0]["text"] == "Råd og telefonnumre"
    assert (sheet["variant"], sheet["beside"], sheet["how"]) == ("large", "da", "printed")


def test_what_is_not_known_can_not_be_written(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_sheet_given(reference, [SHEET])
    with pytest.raises(StoreDamaged), drawer._sitting.act() as connection:
        connection.execute(update(tables.sheet_given).values(how="faxed"))
