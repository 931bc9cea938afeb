"""The sheets of a case: ticked as the answers call for, in the language chosen, kept with it, and nothing protected on them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.casework.cases import Filed
from stalkdesk.casework.papers import How
from stalkdesk.guidance.carrying import Safe, Told, Way
from stalkdesk.guidance.kept_documents import document_from
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import Language
from stalkdesk.ui.intake.filed import FiledPage
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.papers.sheets_panel import SheetsPanel
from tests.ui.papers.conftest import FiledCase, Offered

Offers = Callable[..., Offered]
NAMES_OF_PERSON = ("Mynte", "Skabelund")


def tick(offered: Offered, sheet_id: str) -> QCheckBox:
    found = offered.panel.findChild(QCheckBox, f"sheet_{sheet_id}")
    assert found is not None
    return found


def button(offered: Offered, name: str) -> QPushButton:
    found = offered.panel.findChild(QPushButton, name)
    assert found is not None
    return found


def saved(offered: Offered, folder: Path) -> list[Path]:
    before = set(folder.glob("*.pdf"))
    panel = offered.panel
    panel._with_made(panel._to_give(), lambda made: panel.save_in(folder, made))
    offered.settle()
    return sorted(set(folder.glob("*.pdf")) - before)


def text_of(files: list[Path]) -> str:
    return " ".join(page.extract_text() for file in files for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


def test_the_main_sheet_the_log_and_the_receipt_are_offered_ticked(offered: Offers) -> None:
    made = offered()
    assert [tick(made, sheet_id).isChecked() for sheet_id in ("guidance", "incident_log", "receipt")] == [True, True, True]
    assert made.panel._chosen()[0] == "guidance", "the main sheet stands first"
    preview = made.panel.findChild(PdfPreview)
    assert preview is not None
    assert preview.pages() >= 1


def test_why_a_sheet_is_offered_is_told_where_it_is_ticked(offered: Offers) -> None:
    made = offered()
    assert "Tilbydes:" in tick(made, "rights").toolTip()
    tick(made, "rights").looked_at.emit()  # type: ignore[attr-defined]
    assert made.panel._choices._why.text() == tick(made, "rights").toolTip()


def test_nothing_can_be_printed_or_saved_before_the_question_is_answered(offered: Offers) -> None:
    made = offered()
    assert made.panel._question.way is None
    assert [button(made, name).isEnabled() for name in ("print_sheets", "save_sheets")] == [False, False]
    made.press("safe_no")
    assert [button(made, name).isEnabled() for name in ("print_sheets", "save_sheets")] == [False, False]
    made.press("way_neutral")
    assert [button(made, name).isEnabled() for name in ("print_sheets", "save_sheets")] == [True, True]


def test_without_a_tick_there_is_nothing_to_print(offered: Offers) -> None:
    made = offered()
    made.press("safe_yes")
    made.only()
    assert not button(made, "print_sheets").isEnabled()


def test_what_was_saved_is_noted_on_the_case_with_the_paper_itself(offered: Offers, stick: Path) -> None:
    made = offered()
    made.press("safe_yes")
    made.panel._choices.language.choose(Language.ENGLISH)
    made.only("guidance", "receipt")
    files = saved(made, stick)
    assert {(sheet.sheet_id, sheet.language, sheet.how, sheet.is_kept) for sheet in made.given()} == {
        ("guidance", "en", How.SAVED, True),
        ("receipt", "en", How.SAVED, True),
    }
    reference = made.case.reference
    assert [file.name for file in files] == [f"{reference}-ark-1.pdf", f"{reference}-ark-2.pdf"]
    kept = made.case.desk.open_drawer().sheet_document(reference, made.given()[0].id)
    assert document_from(kept).language is Language.ENGLISH


def test_nothing_that_was_saved_before_is_written_over(offered: Offers, stick: Path) -> None:
    made = offered()
    made.press("safe_yes")
    made.only("guidance")
    (first,) = saved(made, stick)
    before = first.read_bytes()
    made.only("receipt")
    (second,) = saved(made, stick)
    assert first.read_bytes() == before
    assert second.name.endswith("-ark-2.pdf")


@pytest.mark.parametrize("way", [Way.NEUTRAL, Way.CARD])
def test_no_name_tells_sheet_matter_or_person_when_it_is_not_safe(offered: Offers, stick: Path, way: Way) -> None:
    made = offered()
    made.press("safe_unknown")
    made.press(f"way_{way.value}")
    files = saved(made, stick)
    sheet_ids = {sheet.id for sheet in made.case.desk.shelf(Language.DANISH)}
    for file in files:
        told = f"{file.name} {PdfReader(io.BytesIO(file.read_bytes())).metadata}".casefold()
        assert not [word for word in (*sheet_ids, *NAMES_OF_PERSON, "stalk") if word.casefold() in told], told
    assert {sheet.variant for sheet in made.given()} == {way.value}
    assert "Prøvekøbing" not in text_of(files)


def test_what_is_saved_in_training_says_so_in_its_name(offered: Offers, stick: Path) -> None:
    made = offered()
    made.case.desk.is_training = True
    made.press("safe_yes")
    assert all(file.name.startswith("oevelse-") for file in saved(made, stick))


def test_nothing_protected_stands_on_any_sheet_in_any_variant(offered: Offers, stick: Path) -> None:
    made = offered(Told(hours="hverdage 9-11", has_code_word=True, no_message=True))
    made.press("safe_yes")
    made.only(*made.panel._choices._ticks)
    files = saved(made, stick)
    made.panel._choices.neutral.setChecked(True)
    files += saved(made, stick)
    made.press("safe_no")
    made.press("way_card")
    files += saved(made, stick)
    text = text_of(files)
    assert made.case.reference in text
    assert not [word for word in (*NAMES_OF_PERSON, "hverdage 9-11", "kodeord, I har aftalt") if word in text]
    assert "777" not in text.replace(" ", "")


def test_all_eight_languages_can_be_chosen_by_their_own_names_with_a_mark(offered: Offers) -> None:
    box = offered().panel.findChild(QComboBox, "sheet_language")
    assert box is not None
    said = {box.itemData(place): box.itemText(place) for place in range(box.count())}
    assert set(said) == {language.value for language in Language}
    assert all(language.own_name in said[language.value] for language in Language)
    assert [code for code in ("de", "pl", "uk", "ar", "tr", "fa") if "ikke gennemgået" not in said[code]] == []
    assert "ikke gennemgået" not in said["da"]


def test_a_second_language_stands_beside_and_large_letters_are_large(offered: Offers) -> None:
    made = offered()
    made.panel._choices.language.choose(Language.ARABIC)
    made.panel._choices.beside.choose(Language.DANISH)
    made.panel._choices.large.setChecked(True)
    made.settle()
    assert not made.panel._choices._translated.isHidden()
    wanted = made.panel._wanted("guidance")
    assert (wanted.language, wanted.beside, wanted.variant) == (Language.ARABIC, Language.DANISH, Variant.LARGE)
    assert made.panel._making is not None
    document = made.panel._making.document(wanted)
    assert document.size.value == "large"
    assert any(type(block).__name__ == "Beside" for block in document.blocks)


def test_a_neutral_sheet_can_have_large_letters_too(offered: Offers) -> None:
    made = offered()
    made.press("safe_no")
    made.press("way_neutral")
    made.panel._choices.large.setChecked(True)
    made.settle()
    assert made.panel._making is not None
    document = made.panel._making.document(made.panel._wanted("guidance"))
    assert (document.size.value, document.letterhead) == ("large", ())


def test_the_card_is_one_paper_whatever_is_ticked(offered: Offers) -> None:
    made = offered()
    made.press("safe_no")
    made.press("way_card")
    assert made.panel._to_give() == ("guidance",)
    assert button(made, "print_sheets").text() == "Print kortet"
    assert not made.panel._choices.beside.isEnabled()


def test_a_sheet_that_is_read_aloud_stays_and_is_noted_with_its_time(offered: Offers) -> None:
    made = offered()
    made.panel._choices.language.choose(Language.UKRAINIAN)
    made.only("guidance", "rights")
    made.press("safe_no")
    made.press("way_read_aloud")
    assert button(made, "print_sheets").isHidden()
    assert button(made, "save_sheets").isHidden()
    made.press("read_sheets_aloud")
    words = " ".join(one.text() for one in made.panel._aloud.findChildren(type(made.panel._says)))
    assert "Er du i fare nu? Ring 112" in words
    assert made.given() == ()
    made.press("has_read_aloud")
    assert {(sheet.sheet_id, sheet.how, sheet.language, sheet.beside) for sheet in made.given()} == {
        ("guidance", How.READ_ALOUD, "uk", "da"),
        ("rights", How.READ_ALOUD, "uk", "da"),
    }
    assert made.panel._banner.sentence == "Det er noteret på sagen."


def test_leaving_the_words_without_reading_notes_nothing(offered: Offers) -> None:
    made = offered()
    made.press("safe_no")
    made.press("way_read_aloud")
    made.press("read_sheets_aloud")
    made.press("leave_read_aloud")
    assert made.given() == ()
    assert made.panel._pages.currentIndex() == 0


def test_no_paper_at_all_is_noted_without_a_reason(offered: Offers) -> None:
    made = offered()
    made.only("guidance")
    made.press("safe_no")
    made.press("way_nothing")
    made.press("give_nothing")
    (sheet,) = made.given()
    assert (sheet.sheet_id, sheet.how) == ("guidance", How.NOT_GIVEN)
    assert made.case.desk.open_drawer().sheet_document(made.case.reference, sheet.id) == ""


def test_when_the_panel_is_left_nothing_of_the_case_stays(offered: Offers) -> None:
    made = offered(Told(hours="hverdage 9-11"))
    assert "hverdage 9-11" in made.panel._question._rules.text()
    made.panel.leave()
    assert "hverdage 9-11" not in made.panel._question._rules.text()
    assert made.panel._preview.pages() == 0
    assert made.panel._chosen() == ()


def test_after_filing_what_the_intake_knows_is_filled_in_and_remembered(qtbot: QtBot, filed_case: FiledCase) -> None:
    page = FiledPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.show()
    at = filed_case.desk.now()
    filed = Filed("case-1", filed_case.reference, at, Definition.POSSIBLE, Urgency.ACUTE)
    page.show_filed(filed, Urgency.ACUTE, Told(Safe.NO, hours="hverdage 9-11"))
    for _ in range(2):
        filed_case.background.wait_idle()
    panel = page.findChild(SheetsPanel)
    assert panel is not None
    assert panel._question.safe is Safe.NO
    assert panel._question.way is None
    assert "hverdage 9-11" in panel._question._rules.text()
