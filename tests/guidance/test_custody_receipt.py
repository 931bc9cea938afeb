"""The receipts for exhibits: what is on them, what never is, and that they are papers like any other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stalkdesk import app
from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit, exhibits_of, full_code
from stalkdesk.casework.visits import HowCame, Visit
from stalkdesk.guidance.blocks import Document, Fields, Table
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.custody_receipt import CustodySetting, custody_document, last_leaving
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.guidance.variants import Variant
from tests.casework.entered import AT, Entered
from tests.guidance.small_shelf import AGENCIES, CONTACTS, NOW, UNIT, WORDS_OF_TESTS, case, sheet
from tests.paper.pages_read import structure_of, text_of

HASH = "0123456789abcdef" * 4
ON = Custody(CustodyAct.HANDED_ON, "Politiet, Prøveby", why="Til efterforskning")
SETTING = CustodySetting("SD-2026-0001", UNIT, "Villads Vagtprøve", "1234 · 8F3A-22C1", NOW)
EVIDENCE = sheet(
    SheetPart("receipt_fields", key="fields"), SheetPart("evidence_table", key="things"), sheet_id="evidence_receipt"
)


def entered() -> Entered:
    made = Entered(attachments=1)
    made.add(EntryKind.EXHIBIT, Exhibit("Brev i hvid kuvert", marking="Pose 14", from_name="Navn Navnesen"))
    made.add(EntryKind.EXHIBIT, Exhibit("Skærmbillede", True, 1, HASH))
    made.add(EntryKind.EXHIBIT, Exhibit("Intime billeder", kept_where="Politiet", is_sexual_reference=True))
    return made


def left(*numbers: int, custody: Custody = ON) -> Document:
    made = entered()
    for number in numbers:
        made.add(EntryKind.CUSTODY, custody, number, at=AT)
    return custody_document(last_leaving(exhibits_of(made.entries)), SETTING)


def evidence(made: Entered, variant: Variant = Variant.STANDARD) -> Document:
    with_it: Case = replace(case(), entries=tuple(made.entries))
    setting = setting_for(with_it, UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
    return composed(EVIDENCE, setting, variant)


def words_of(document: Document) -> str:
    """Every word that stands in a table or a field."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += [*block.header, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, Fields):
            found += [text for pair in block.pairs for text in pair]
    return "\n".join(found)


class TestTheReceiptForWhatLeft:
    def test_says_what_who_why_and_the_journal_line(self) -> None:
        document = left(1)
        for text in ("Brev i hvid kuvert · mærket Pose 14", "Politiet, Prøveby", "Til efterforskning", "SD-2026-0001"):
            assert text in words_of(document)
        assert "1234 · 8F3A-22C1" in document.footer

    def test_has_the_whole_code_of_a_file_and_says_it_is_a_copy(self) -> None:
        said = words_of(left(2))
        assert "0123 4567 89ab cdef" in said
        assert full_code(HASH) in said
        assert "Skærmbillede (kopi af en fil)" in said

    def test_has_everything_that_left_in_one_act(self) -> None:
        (table,) = [block for block in left(1, 2).blocks if isinstance(block, Table)]
        assert [row[0] for row in table.rows] == ["1", "2"]

    def test_has_two_lines_to_sign(self) -> None:
        assert sum(isinstance(block, Fields) and ("Underskrift", "") in block.pairs for block in left(1).blocks) == 2

    def test_is_named_by_what_happened(self) -> None:
        assert "Kvittering: givet videre" in text_of(app.pdf(left(1)))
        back = Custody(CustodyAct.GIVEN_BACK, "Den udsatte")
        assert "Kvittering: givet tilbage" in text_of(app.pdf(left(1, custody=back)))

    def test_never_says_who_handed_it_in(self) -> None:
        assert "Navnesen" not in text_of(app.pdf(left(1)))

    def test_can_be_kept_and_printed_again_as_it_was(self) -> None:
        document = left(1, 2)
        assert document_from(document_text(document)) == document

    def test_is_a_tagged_paper(self) -> None:
        root = structure_of(app.archived(app.pdf(left(1, 2))))
        assert all(root.all(name) for name in ("H1", "H2", "Table", "TH", "TD"))

    def test_is_not_there_when_nothing_left(self) -> None:
        assert last_leaving(exhibits_of(entered().entries)) == ()

    def test_leaves_out_a_line_in_error(self) -> None:
        made = entered()
        wrong = made.add(EntryKind.CUSTODY, ON, 1)
        made.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, wrong.number, True, "Nej."))
        assert last_leaving(exhibits_of(made.entries)) == ()


class TestTheReceiptForEvidence:
    def test_has_each_exhibit_with_number_and_code(self) -> None:
        (table,) = [block for block in evidence(entered()).blocks if isinstance(block, Table)]
        assert table.rows[0][:3] == ("1", "Brev i hvid kuvert (Pose 14)", "")
        assert table.rows[1][:3] == ("2", "Skærmbillede", "01234567 89abcdef")

    def test_has_every_digit_of_the_code_in_small(self) -> None:
        compact = [block for block in evidence(entered()).blocks if isinstance(block, Fields) and block.compact]
        assert [block.pairs for block in compact] == [(("2", full_code(HASH)),)]

    def test_never_names_a_reference_to_sexual_images(self) -> None:
        assert "Intime" not in words_of(evidence(entered()))

    def test_leaves_out_what_was_entered_in_error(self) -> None:
        made = entered()
        made.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, 1, True, "Forkert sag."))
        assert "Brev" not in words_of(evidence(made))

    def test_says_only_what_kind_of_thing_where_it_must_be_neutral(self) -> None:
        said = words_of(evidence(entered(), Variant.NEUTRAL))
        assert "Brev" not in said
        assert "item_thing" in said

    @pytest.mark.parametrize(("variant", "is_told"), [(Variant.STANDARD, True), (Variant.NEUTRAL, False)])
    def test_tells_of_the_newest_visit(self, variant: Variant, is_told: bool) -> None:
        made = entered()
        made.add(EntryKind.VISIT, Visit(HowCame.CAME, "x", promised_next="Vi ringer.", evaluation=2, incidents=(1, 2)))
        said = words_of(evidence(made, variant))
        assert "2 · 22-11-2026" in said
        assert ("Vi ringer." in said, "visit_incidents" in said) == (is_told, is_told)
