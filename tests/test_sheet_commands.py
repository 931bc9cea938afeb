"""`sheets`, `sheet` and `content check`: the shelf, a sheet in every variant, and what is to be seen to."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from stalkdesk import app, places
from stalkdesk.data.library import Library
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import Language
from tests import command_desk
from tests.command_desk import Desk, is_refused
from tests.data.library_shelf import changed, laid_out
from tests.paper.pages_read import text_of

demo_store, desk = command_desk.demo_store, command_desk.desk


@pytest.fixture
def reference(desk: Desk) -> str:
    """A case of the demo."""
    return str(desk.as_user("leder", "cases").facts[0]["reference"])


def text(target: Path) -> str:
    """The words of a file."""
    return text_of(target.read_bytes())


def test_the_shelf_says_of_each_sheet_how_far_it_is_and_when_it_is_offered(desk: Desk) -> None:
    shelf = {sheet["id"]: sheet for sheet in desk.run("sheets").facts}
    main = shelf["guidance"]
    assert set(main["title"]) == {language.value for language in Language}
    assert {"da", "en"} <= set(main["languages"])
    assert set(main["language_status"]["en"]) == {"status", "translator", "is_stale", "is_overdue", "in_danish"}
    assert main["language_status"]["da"]["status"] == main["status"]
    assert main["status"] in ("draft", "reviewed", "approved")
    assert date.fromisoformat(main["review_on"]) > date.fromisoformat(main["last_checked"])
    assert (main["leaves"], main["audience"], main["offered_when"], main["offered_if"]) == (True, "victim", "Altid.", [])
    log = shelf["incident_log"]
    assert log["offered_if"]
    assert log["offered_when"].startswith("Skriver du ned, hvad der sker?")


@pytest.mark.parametrize("variant", Variant)
def test_a_sheet_for_a_case_comes_in_every_variant(desk: Desk, tmp_path: Path, reference: str, variant: Variant) -> None:
    target = tmp_path / "sheet.pdf"
    words = ("sheet", "receipt", "--case", reference, "--language", "da", "--variant", variant.value, "--out", target)
    made = desk.as_user("vagt", *words)
    assert (made.code, made.facts["variant"]) == (0, variant.value)
    assert made.facts["pages"] == len(PdfReader(target).pages)
    assert reference in text(target)


def test_a_second_language_stands_beside(desk: Desk, tmp_path: Path, reference: str) -> None:
    target = tmp_path / "sheet.pdf"
    words = ("sheet", "guidance", "--case", reference, "--language", "en", "--beside", "da", "--out", target)
    assert desk.as_user("vagt", *words).code == 0
    assert "Are you in danger now?" in text(target)
    assert "Er du i fare nu?" in text(target)


def test_a_blank_needs_no_store_and_has_a_letterhead_when_there_is_one(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "blank.pdf"
    assert desk.run("sheet", "receipt", "--language", "da", "--out", target).code == 0
    unit = "Prøveby"
    assert unit not in text(target)
    assert desk.as_user("vagt", "sheet", "receipt", "--language", "da", "--out", target).code == 0
    assert unit in text(target)
    assert "SD-" not in text(target)


def test_an_archive_copy_says_what_it_is_and_counts_its_pages(desk: Desk, tmp_path: Path) -> None:
    plain, archive = tmp_path / "plain.pdf", tmp_path / "archive.pdf"
    made = desk.run("sheet", "guidance", "--language", "da", "--out", plain).facts
    kept = desk.run("sheet", "guidance", "--language", "da", "--archive", "--out", archive).facts
    assert made["pages"] == kept["pages"] == len(PdfReader(archive).pages)
    assert archive.read_bytes() == app.archived(plain.read_bytes())


@pytest.mark.parametrize(
    "words",
    [
        ("receipt", "--language", "xx"),
        ("receipt", "--language", "da", "--variant", "tiny"),
        ("receipt", "--language", "da", "--beside", "da"),
        ("receipt", "--language", "da", "--beside", "xx"),
        ("receipt", "--language", "da", "--beside", "en", "--variant", "card"),
        ("nothing", "--language", "da"),
        ("quick_guide", "--language", "da", "--case", "SD-2026-0001"),
    ],
)
def test_what_can_not_be_made_is_refused_in_one_sentence(desk: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    target = tmp_path / "no.pdf"
    assert is_refused(desk.as_user("vagt", "sheet", *words, "--out", target), 2)
    assert not target.exists()


def test_the_checklist_the_rules_and_the_handbook_speak_the_languages_of_the_screen_alone(desk: Desk, tmp_path: Path) -> None:
    for words in (("content", "questions"), ("content", "vignettes"), ("handbook", "--out", tmp_path / "h.pdf")):
        assert is_refused(desk.run(*words, "--language", "pl"), 2)


def test_the_check_gives_lix_status_review_and_what_is_missing_for_each_sheet_and_language(desk: Desk) -> None:
    found = desk.run("content", "check", "--json").facts
    assert found["agrees"]
    sheets = {sheet["id"]: sheet for sheet in found["sheets"]}
    assert {"guidance", "incident_log", "receipt"} <= set(sheets)
    for sheet in sheets.values():
        assert 0 < sheet["lix"] < 100
        assert sheet["lix_within"] is (sheet["lix_limit"] is None or sheet["lix"] <= sheet["lix_limit"])
        assert set(sheet["languages"]) == {language.value for language in Language}
        for facts in sheet["languages"].values():
            assert set(facts) == {"status", "translator", "review_on", "overdue", "stale", "missing"}
        assert sheet["languages"]["da"]["missing"] == []


def whole_shelf(folder: Path) -> Path:
    """The shipped content, to be changed."""
    return Path(shutil.copytree(places.resources(), folder / "content"))


def test_overdue_content_is_a_warning_and_no_fault(desk: Desk, tmp_path: Path) -> None:
    folder = whole_shelf(tmp_path)
    changed(folder, "sheets/receipt.toml", "last_checked = 2026-11-22", "last_checked = 2020-11-22")
    said = desk.run("content", "check", folder, "--json")
    assert (said.code, said.facts["agrees"], said.facts["faults"]) == (0, True, [])
    assert any("sheets/receipt.toml" in sentence for sentence in said.facts["overdue"])
    receipt = next(sheet for sheet in said.facts["sheets"] if sheet["id"] == "receipt")
    assert receipt["languages"]["da"]["overdue"]


def test_a_stale_translation_and_a_letter_that_no_font_has_are_found(desk: Desk, tmp_path: Path) -> None:
    folder = whole_shelf(tmp_path)
    (version,) = {sheet.version for sheet in Library(folder).shelf(Language.DANISH) if sheet.id == "receipt"}
    changed(folder, "sheets/receipt.toml", f'version = "{version}"', 'version = "2031-9"')
    said = desk.run("content", "check", folder).facts
    receipt = next(sheet for sheet in said["sheets"] if sheet["id"] == "receipt")
    assert receipt["languages"]["en"]["stale"]
    assert not receipt["languages"]["da"]["stale"]
    changed(folder, "sheets/receipt.toml", 'title = "Kvittering for din henvendelse"', 'title = "Kvittering 𓀀"')
    broken = desk.run("content", "check", folder)
    assert broken.code == 1
    assert any("𓀀" in fault and "sheets/receipt.toml" in fault for fault in json.loads(broken.out)["faults"])


def test_a_sheet_with_a_wrong_field_is_told_with_file_and_line(desk: Desk, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    line = changed(folder, "sheets/guidance.toml", 'audience = "victim"', 'audiense = "victim"')
    said = desk.run("content", "check", folder)
    assert said.code == 1
    assert f"sheets/guidance.toml, linje {line}" in said.err or "»audience« mangler" in said.err
