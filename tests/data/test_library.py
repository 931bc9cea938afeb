"""The library gives the content as the desk's values, in the language that is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stalkdesk.data.library import Library
from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.sheets import Audience, ContentStatus, Translation
from stalkdesk.intake.checklist import AnswerKind, Choice, Compartment
from stalkdesk.language import Language
from tests.data.library_shelf import VERSION, changed, laid_out

SHEET = "sheets/guidance.toml"
TWIN = "languages/en/sheets/guidance.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def test_a_question_carries_everything_its_file_says(folder: Path) -> None:
    checklist = Library(folder).checklist(Language.DANISH)
    question = checklist.question("how_many")
    assert [section.number for section in checklist.sections] == [0, 1]
    assert checklist.version == VERSION
    assert checklist.valid_from == "2026-11-22"
    assert checklist.section("danger").required
    assert (question.kind, question.compartment, question.unit) == (AnswerKind.NUMBER, Compartment.PROTECTED, "gange")
    assert (question.least, question.most) == (1, 99)
    assert [dict(condition.table) for condition in question.ask_if] == [
        {"near_now": ("yes", "unknown"), "came_how": ("desk",)},
        {"under_18": ("yes",)},
    ]
    assert checklist.question("near_now").red == ("yes",)


def test_the_order_of_the_files_is_the_order_of_the_checklist(folder: Path) -> None:
    ids = [question.id for question in Library(folder).checklist(Language.DANISH).questions()]
    assert ids == ["came_how", "near_now", "how_many"]


def test_a_missing_translation_is_said_in_danish_and_listed(folder: Path) -> None:
    library = Library(folder)
    question = library.checklist(Language.ENGLISH).question("came_how")
    assert question.ask == "How did it come in?"
    assert question.why == "Det afgør, hvad der kan spørges om."
    assert question.choices == (Choice("desk", "At the desk", "personen er her"), Choice("phone", "Phone"))
    assert library.untranslated(Language.ENGLISH) == (
        f"checklist/{VERSION}.toml: section.door.intro",
        f"checklist/{VERSION}.toml: question.came_how.why",
        f"checklist/{VERSION}.toml: question.came_how.notes.desk",
        "rules/2026-1.toml: phrase.definition.likely",
        "rules/2026-1.toml: source.G86",
        "contacts.toml: agency.other_line.name",
        "sheets/guidance.toml: part.danger.text",
        "sheets/words.toml: words.date",
    )
    assert library.untranslated(Language.DANISH) == ()


def test_a_language_without_files_is_danish_throughout(folder: Path) -> None:
    for twin in (folder / "languages" / "en").rglob("*.toml"):
        twin.unlink()
    library = Library(folder)
    danish, english = library.checklist(Language.DANISH), library.checklist(Language.ENGLISH)
    assert english == danish
    assert len(library.untranslated(Language.ENGLISH)) > 10


def test_a_rule_has_its_sentence_strength_and_source_in_both_languages(folder: Path) -> None:
    danish, english = Library(folder).rules(Language.DANISH), Library(folder).rules(Language.ENGLISH)
    assert danish.rules["A1"].sentence == "Udøveren er i nærheden nu."
    assert english.rules["A1"] == replace(danish.rules["A1"], sentence="The perpetrator is close by now.")
    assert english.phrases == {"definition.likely": "Stalking sandsynlig", "urgency.open": "{open} of {total} unanswered"}
    assert english.sources == {"G86": "Råd ved akut fare"}


def test_a_sheet_carries_its_sources_and_names_what_is_said_in_danish(folder: Path) -> None:
    (sheet,) = Library(folder).shelf(Language.ENGLISH)
    assert (sheet.id, sheet.language, sheet.title) == ("guidance", Language.ENGLISH, "Advice for you")
    assert [part.kind for part in sheet.parts] == ["heading", "danger", "items", "contacts"]
    assert (sheet.parts[1].title, sheet.parts[1].text) == ("Ring 112", "Ring, hvis du er i fare."), "never half and half"
    assert [part.language for part in sheet.parts] == [None, Language.DANISH, None, None]
    assert sheet.parts[2].only_if[0].table == {"how_many": ("at_least:3",)}
    assert sheet.missing == ("part.danger.text",)
    assert sorted(sheet.sources) == ["OWN", "RAAD"]
    assert sheet.parts[3].items == ("line", "other_line")


def test_the_fixed_words_of_a_sheet_are_no_sheet(folder: Path) -> None:
    assert Library(folder).words(Language.ENGLISH) == {"step": "{number}.", "date": "Dato"}


def test_a_number_that_is_not_verified_is_not_printable(folder: Path) -> None:
    line, other = Library(folder).agencies(Language.ENGLISH)
    assert (line.name, line.phone, line.printable) == ("The helpline", "00 00 00 01", True)
    assert (other.phone, other.printable) == ("", False)


def test_what_was_read_once_is_not_read_again(folder: Path) -> None:
    library = Library(folder)
    first = library.checklist(Language.DANISH)
    (folder / "checklist" / "current.toml").unlink()
    assert library.checklist(Language.DANISH) is first
    assert library.checklist(Language.DANISH, VERSION) is first


def test_an_older_version_stays_readable_beside_the_current_one(folder: Path) -> None:
    newer = folder / "checklist" / "2027-1"
    newer.mkdir()
    for path in (folder / "checklist" / VERSION).iterdir():
        (newer / path.name).write_text(path.read_text(encoding="utf-8").replace(VERSION, "2027-1"), encoding="utf-8")
    changed(folder, "checklist/current.toml", VERSION, "2027-1")
    library = Library(folder)
    assert library.checklist(Language.DANISH).version == "2027-1"
    assert library.checklist(Language.ENGLISH, VERSION).question("came_how").ask == "How did it come in?"


@pytest.mark.parametrize("version", ["2019-1", "../2026-1", "2026-1/..", "."])
def test_a_version_that_is_not_there_is_refused_and_never_leaves_the_folder(folder: Path, version: str) -> None:
    with pytest.raises(ContentBroken):
        Library(folder).checklist(Language.DANISH, version)


def test_overdue_sheets_sources_and_numbers_are_listed_apart_from_faults(folder: Path) -> None:
    library = Library(folder)
    assert library.overdue(date(2027, 5, 22)) == ()
    sheets = ["sheets/guidance.toml", TWIN]
    assert [sentence.partition(":")[0] for sentence in library.overdue(date(2027, 5, 23))] == sheets
    late = [sentence.partition(":")[0] for sentence in library.overdue(date(2027, 11, 1))]
    assert late == [*sheets, "sources.toml", "contacts/agencies.toml"]


def test_a_sheet_says_how_far_it_has_come_who_reads_it_and_when_it_must_be_read_again(folder: Path) -> None:
    (sheet,) = Library(folder).shelf(Language.DANISH)
    assert (sheet.status, sheet.audience, sheet.leaves) == (ContentStatus.APPROVED, Audience.VICTIM, True)
    assert sheet.review_on == date(2027, 5, 22)
    assert (sheet.is_source, sheet.needs_translator, sheet.translator, sheet.is_stale) == (True, False, "", False)
    assert sheet.language_status is ContentStatus.APPROVED


def test_a_translation_says_who_made_it_of_which_version_and_how_far_it_has_come(folder: Path) -> None:
    (sheet,) = Library(folder).shelf(Language.ENGLISH)
    made = Translation("Oversætteren", ContentStatus.REVIEWED, date(2026, 11, 22), "", "3")
    assert sheet.translation == made
    assert (sheet.language_status, sheet.needs_translator) == (ContentStatus.REVIEWED, True)
    changed(folder, TWIN, 'status = "reviewed"', 'status = "approved"')
    (approved,) = Library(folder).shelf(Language.ENGLISH)
    assert not approved.needs_translator


def test_a_translation_of_an_older_version_is_stale_and_what_does_not_fit_any_more_is_said_in_danish(folder: Path) -> None:
    changed(folder, TWIN, 'of_version = "3"', 'of_version = "2"')
    changed(folder, TWIN, '["Say no once.", "Keep everything."]', '["Say no once."]')
    with (folder / TWIN).open("a", encoding="utf-8") as file:
        file.write('\n[part.gone]\ntext = "No longer there"\n')
    library = Library(folder)
    (sheet,) = library.shelf(Language.ENGLISH)
    assert (sheet.is_stale, sheet.needs_translator) == (True, True)
    assert sheet.parts[2].items == ("Sig nej én gang.", "Gem alt.")
    assert sheet.parts[2].language is Language.DANISH
    assert "part.steps.items" in sheet.missing
    assert not [fault for fault in library.faults() if "languages/en/sheets" in fault]


def test_a_language_without_a_translation_has_the_danish_sheet_and_says_so_of_every_part(folder: Path) -> None:
    library = Library(folder)
    (sheet,) = library.shelf(Language.ARABIC)
    assert (sheet.language, sheet.title) == (Language.ARABIC, "Råd til dig")
    assert (sheet.translation, sheet.language_status, sheet.needs_translator) == (None, None, True)
    assert [part.language for part in sheet.parts] == [*[Language.DANISH] * 3, None]
    assert {text.partition(":")[0] for text in library.untranslated(Language.ARABIC)} == {
        "contacts.toml",
        "sheets/guidance.toml",
        "sheets/words.toml",
    }


def test_a_paragraph_may_have_a_version_and_a_review_date_of_its_own(folder: Path) -> None:
    own = 'kind = "danger"\nversion = "4"\nlast_checked = 2026-10-31\nchecked_by = "Juristen"\nstatus = "reviewed"'
    changed(folder, SHEET, 'kind = "danger"', own)
    (sheet,) = Library(folder).shelf(Language.DANISH)
    part = sheet.parts[1]
    assert (part.version, part.last_checked, part.checked_by) == ("4", date(2026, 10, 31), "Juristen")
    assert part.status is ContentStatus.REVIEWED
    assert sheet.review_on == date(2027, 4, 30), "the oldest paragraph decides"


def test_what_the_authority_fills_in_is_named_and_missing_until_it_is(folder: Path) -> None:
    with (folder / SHEET).open("a", encoding="utf-8") as file:
        file.write('\n[[part]]\nkey = "hours"\nkind = "local"\nentry = "phone_hours"\nlabel = "Telefontid"\n')
        file.write('\n[[part]]\nkey = "more"\nkind = "heading"\ntext = "Mere"\nif_filled = "local.night_number"\n')
    (sheet,) = Library(folder).shelf(Language.DANISH)
    assert sheet.local_entries == {"phone_hours": "Telefontid"}
    assert sheet.unfilled({}) == ("phone_hours", "night_number")
    assert sheet.unfilled({"phone_hours": "kl. 9", "night_number": " "}) == ("night_number",)
