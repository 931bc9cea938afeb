"""A broken content file is an error that names the file and the line, before any case is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from stalkdesk.data.library import Library
from stalkdesk.errors import ContentBroken
from stalkdesk.language import Language
from tests.data.library_shelf import VERSION, changed, laid_out

DOOR = f"checklist/{VERSION}/00_door.toml"
DANGER = f"checklist/{VERSION}/01_danger.toml"
TWIN = f"languages/en/checklist/{VERSION}.toml"
RULES = "rules/2026-1.toml"
SHEET = "sheets/guidance.toml"
SHEET_TWIN = "languages/en/sheets/guidance.toml"
AGENCIES = "contacts/agencies.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def read_all(folder: Path) -> None:
    """Reads every file in every language."""
    library = Library(folder)
    for language in Language:
        library.checklist(language)
        library.rules(language)
        library.agencies(language)
        library.shelf(language)


def test_whole_content_is_read_without_a_word(folder: Path) -> None:
    read_all(folder)


REACHED = 'phone = "00 00 00 01"\nnote = "hele døgnet"\nsource = "RAAD"\nprintable = true'
LISTED = 'kind = "contacts"\nitems = ["line", "other_line"]'
SLIPS = [
    # what is wrong, file, what stood there, what stands there now, what the sentence speaks of
    ("not TOML", DOOR, 'title = "Ved døren"', "title = Ved døren", "TOML"),
    ("unknown key", DANGER, "required = true\ncritical", "requierd = true\ncritical", "requierd"),
    ("unknown key of a section", DOOR, 'intro = "Først', 'intor = "Først', "intor"),
    ("unknown kind", DANGER, 'kind = "yes_no"', 'kind = "maybe"', "yes_no"),
    ("unknown compartment", DANGER, 'compartment = "B"', 'compartment = "C"', "A, B"),
    ("text instead of number", DANGER, "least = 1", 'least = "1"', "least"),
    ("negative number", DANGER, "least = 1", "least = -1", "least"),
    ("least above most", DANGER, "least = 1", "least = 100", "least"),
    ("true as text", DANGER, "critical = true", 'critical = "yes"', "critical"),
    ("red answer that is not there", DANGER, 'red = ["yes"]', 'red = ["maybe"]', "maybe"),
    ("unit of a text question", DOOR, 'kind = "single"', 'unit = "dage"\nkind = "single"', "unit"),
    ("choice without a label", DOOR, '{ id = "phone", label = "Telefon" }', '{ id = "phone" }', "label"),
    ("empty label", DOOR, 'label = "Telefon"', 'label = " "', "label"),
    ("id with a blank", DANGER, 'id = "how_many"', 'id = "how many"', "how many"),
    ("id used in another section", DANGER, 'id = "near_now"', 'id = "came_how"', "came_how"),
    ("section number out of order", DANGER, "number = 1", "number = 0", "nummer"),
    ("condition without answers", DANGER, '["desk"]', "[]", "betingelse"),
    ("translation of no question", TWIN, "[question.near_now]", "[question.near]", "near"),
    ("translation of no choice", TWIN, 'phone = "Phone"', 'letter = "Letter"', "letter"),
    ("translation of no text", TWIN, 'unit = "times"', 'label = "times"', "label"),
    ("translation with other names", TWIN, 'ask = "How often, {navn}?"', 'ask = "How often, {name}?"', "navn"),
    ("rule without a source", RULES, 'sources = ["G86"]', "sources = []", "A1"),
    ("rule with an unknown source", RULES, 'sources = ["G86"]', 'sources = ["G99"]', "G99"),
    ("rule of unknown strength", RULES, 'strength = "O"', 'strength = "X"', "strength"),
    ("empty phrase", RULES, '"Stalking sandsynlig"', '""', "definition.likely"),
    ("rules of another version", RULES, 'version = "2026-1"', 'version = "2025-1"', "2026-1"),
    ("unknown part", SHEET, 'kind = "danger"', 'kind = "dangre"', "dangre"),
    ("part with an unknown source", SHEET, '["RAAD", "OWN"]', '["RAAD", "RAD"]', "RAD"),
    ("list without items", SHEET, 'items = ["Sig nej én gang.", "Gem alt."]', "items = []", "items"),
    ("unknown contact", SHEET, '"other_line"', '"third_line"', "third_line"),
    ("part key used twice", SHEET, 'key = "steps"', 'key = "danger"', "danger"),
    ("date that is none", SHEET, "last_checked = 2026-11-22", 'last_checked = "november"', "last_checked"),
    ("never to be checked", SHEET, "check_every_months = 6", "check_every_months = 0", "check_every_months"),
    ("sheet in the wrong file", SHEET, 'id = "guidance"', 'id = "advice"', "advice"),
    ("too few translated items", SHEET_TWIN, '["Say no once.", "Keep everything."]', '["Say no once."]', "1"),
    ("printable without a number", AGENCIES, "printable = true", 'printable = true\nprintabel = ""', "printabel"),
    ("contact with an unknown source", AGENCIES, 'note = "hele døgnet"\nsource = "RAAD"', 'note = "x"\nsource = "X"', "X"),
    ("unknown status", SHEET, 'status = "approved"', 'status = "aproved"', "approved"),
    ("unknown reader", SHEET, 'audience = "victim"', 'audience = "everyone"', "young"),
    ("wrong field", SHEET, 'checked_by = "Enheden"', 'checked_by = "Enheden"\nleavs = true', "leavs"),
    ("leaves as text", SHEET, 'audience = "victim"', 'audience = "victim"\nleaves = "yes"', "leaves"),
    ("twin without a translator", SHEET_TWIN, 'translator = "Oversætteren"\n', "", "translator"),
    ("twin without who checked it", SHEET_TWIN, 'checked_by = ""\n', "", "checked_by"),
    ("twin of unknown status", SHEET_TWIN, 'status = "reviewed"', 'status = "done"', "draft"),
    ("number that is none", AGENCIES, 'phone = "00 00 00 01"', 'phone = "ring bare"', "telefonnummer"),
    ("number that is too long", AGENCIES, 'phone = "00 00 00 01"', 'phone = "00 00 00 012"', "telefonnummer"),
    ("address of no host", AGENCIES, 'phone = "00 00 00 01"', 'phone = "112"\naddress = "http://a.dk"', "https"),
    (
        "address that tells of a visit",
        AGENCIES,
        'phone = "00 00 00 01"',
        'phone = "112"\naddress = "https://a.dk/?n=1"',
        "https",
    ),
    ("nothing to reach it by", AGENCIES, REACHED, 'printable = true\nsource = "RAAD"', "adresse"),
    ("entry without a label", SHEET, 'kind = "contacts"', 'kind = "local"\nentry = "hours"', "label"),
    ("ticks for other items", SHEET, "only_if = {", 'points = ["-"]\nonly_if = {', "points"),
    ("row of other cells", SHEET, LISTED, 'items = ["1 | 2"]\nkind = "log_example"\ntext = "Nr. | Dato | Tid"', "3"),
    ("log without a header", SHEET, 'kind = "contacts"', 'kind = "log_table"', "text"),
    ("figure of no contact", SHEET, 'kind = "contacts"\nitems = ["line"', 'kind = "qr"\nitems = ["lin"', "lin"),
    ("source without a date", "sources.toml", "last_checked = 2026-11-01", "checked = 2026-11-01", "last_checked"),
]


@pytest.mark.parametrize(("name", "old", "new", "spoken_of"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS])
def test_a_slip_of_the_pen_is_told_with_file_and_line(folder: Path, name: str, old: str, new: str, spoken_of: str) -> None:
    line = changed(folder, name, old, new)
    with pytest.raises(ContentBroken) as told:
        read_all(folder)
    sentence = str(told.value)
    assert sentence.startswith(f"{name}, linje ")
    said_line = int(sentence.removeprefix(f"{name}, linje ").partition(":")[0])
    assert line - 3 <= said_line <= line + 1, sentence
    assert spoken_of in sentence


@pytest.mark.parametrize(
    ("name", "line"),
    [
        *((SHEET, line) for line in ('status = "approved"\n', 'audience = "victim"\n')),
        *((SHEET_TWIN, line) for line in ('status = "reviewed"\n', 'of_version = "3"\n', "last_checked = 2026-11-22\n")),
    ],
)
def test_what_must_be_said_of_a_sheet_and_of_a_translation_is_missed(folder: Path, name: str, line: str) -> None:
    changed(folder, name, line, "")
    with pytest.raises(ContentBroken, match=rf"^{name}, linje 1: »{line.split()[0]}« mangler"):
        read_all(folder)


def test_a_part_that_says_something_without_a_source_does_not_load(folder: Path) -> None:
    changed(folder, SHEET, 'sources = ["RAAD", "OWN"]\n', "")
    with pytest.raises(ContentBroken, match="kilde"):
        read_all(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / AGENCIES).unlink()
    with pytest.raises(ContentBroken, match=AGENCIES):
        read_all(folder)


def test_a_file_that_is_not_utf8_is_told_with_its_line(folder: Path) -> None:
    path = folder / DOOR
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(ContentBroken, match=f"{DOOR}, linje 3: .*UTF-8"):
        read_all(folder)


def test_texts_are_brought_into_one_form(folder: Path) -> None:
    changed(folder, DOOR, "Ved døren", "På gaden".replace("å", "a\u030a"))
    assert Library(folder).checklist(Language.DANISH).section("door").title == "På gaden"


def test_a_condition_that_names_no_question_is_told_with_file_and_line(folder: Path) -> None:
    offered = changed(folder, SHEET, "offer_if = [{ near_now", "offer_if = [{ near_then")
    wanted = changed(folder, SHEET, "only_if = { how_many", "only_if = { how_often")
    told = [sentence for sentence in Library(folder).faults() if sentence.startswith(SHEET)]
    assert [sentence.partition(":")[0] for sentence in told] == [f"{SHEET}, linje {offered}", f"{SHEET}, linje {wanted}"]
    assert "»near_then«" in told[0]
    assert "»how_often«" in told[1]


def test_a_point_that_is_no_tick_of_the_checklist_is_told_with_file_and_line(folder: Path) -> None:
    line = changed(folder, SHEET, "only_if = {", 'points = ["-", "near_now"]\nonly_if = {')
    (told,) = [sentence for sentence in Library(folder).faults() if sentence.startswith(SHEET)]
    assert told.startswith(f"{SHEET}, linje {line}: ")
    assert "»near_now«" in told


def test_every_broken_file_is_listed_once(folder: Path) -> None:
    changed(folder, DOOR, "number = 0", "number = zero")
    changed(folder, SHEET, 'kind = "danger"', 'kind = "dangre"')
    changed(folder, RULES, 'sources = ["G86"]', "sources = []")
    faults = Library(folder).faults()
    assert [sentence.partition(",")[0] for sentence in faults] == [DOOR, RULES, SHEET]


def test_a_broken_old_version_is_a_fault_too(folder: Path) -> None:
    older = folder / "checklist" / "2025-1"
    older.mkdir()
    (older / "checklist.toml").write_text('version = "2025-2"\nvalid_from = 2025-01-01\n', encoding="utf-8")
    assert any(sentence.startswith("checklist/2025-1/checklist.toml, linje 1:") for sentence in Library(folder).faults())


def checklist_sentences(folder: Path) -> list[str]:
    """What the small checklist and the code disagree on, beside the facts and steps it never meant to have."""
    lacking = ("vurderingens oplysning", "afsnittene 0 til 12", "»critical«", "reglen", "sætningen")
    expected = (*lacking, "sheets/words.toml", "vignettes:", "siden om", "som intet udfylder")
    return [sentence for sentence in Library(folder).faults() if not any(words in sentence for words in expected)]


def test_a_small_checklist_lacks_only_the_facts_steps_and_rules_it_never_had(folder: Path) -> None:
    assert checklist_sentences(folder) == []
    faults = "\n".join(Library(folder).faults())
    assert "»danger_now« bliver ikke spurgt" in faults
    assert "afsnittene 0 til 12" in faults
    assert "reglen M14 mangler" in faults
    assert "»element.P.weak« mangler" in faults
    assert "sheets/words.toml: »footer« mangler." in faults
    assert "»critical« er sat forkert på »near_now«" in faults


def test_a_condition_on_an_unknown_question_is_told_with_the_line(folder: Path) -> None:
    line = changed(folder, DANGER, "under_18 =", "under_81 =")
    (sentence,) = checklist_sentences(folder)
    assert sentence.startswith(f"{DANGER}, linje {line - 8}:")
    assert "under_81" in sentence


@pytest.mark.parametrize("value", ["maybe", "at_least:3", "ja"])
def test_a_condition_on_an_answer_that_cannot_be_given_is_a_fault(folder: Path, value: str) -> None:
    changed(folder, DANGER, 'near_now = ["yes", "unknown"]', f'near_now = ["{value}"]')
    (sentence,) = checklist_sentences(folder)
    assert value in sentence


@pytest.mark.parametrize("value", ["at_least:x", "at_least:", "at_least:-1", "yes"])
def test_a_threshold_is_a_whole_number(folder: Path, value: str) -> None:
    changed(folder, SHEET, "at_least:3", value)
    (sentence,) = checklist_sentences(folder)
    assert sentence.startswith(SHEET)
    assert value in sentence


def test_a_condition_may_not_look_ahead(folder: Path) -> None:
    changed(folder, DOOR, 'kind = "single"', 'kind = "single"\nask_if = { near_now = ["yes"] }')
    (sentence,) = checklist_sentences(folder)
    assert "senere" in sentence


def test_a_retired_id_is_never_used_again(folder: Path) -> None:
    changed(folder, "checklist/current.toml", '["gone"]', '["gone", "near_now"]')
    (sentence,) = checklist_sentences(folder)
    assert "near_now" in sentence
    assert "udgået" in sentence


def test_a_fact_with_other_values_than_the_assessment_reads_is_a_fault(folder: Path) -> None:
    changed(folder, DANGER, 'id = "near_now"', 'id = "danger_now"')
    changed(folder, DANGER, "near_now = [", "danger_now = [")
    changed(folder, TWIN, "question.near_now", "question.danger_now")
    changed(folder, SHEET, "near_now = [", "danger_now = [")
    assert checklist_sentences(folder) == []
    changed(folder, DANGER, 'kind = "yes_no"', 'kind = "single"\nchoices = [{ id = "yes", label = "Ja" }]')
    assert any("»danger_now« skal have svarene: yes, no." in sentence for sentence in Library(folder).faults())
