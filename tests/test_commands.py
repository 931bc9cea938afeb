"""The commands, as a scheduled task meets them: JSON on standard output, one sentence on standard error, an exit code."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from stalkdesk.language import Language
from tests import command_desk
from tests.command_desk import Desk, answers_file, ended, started

demo_store, desk = command_desk.demo_store, command_desk.desk

SECRET_NAME = "Mynte Skabelund"
SECRET_PHONE = "+4500000777"
VIGNETTES = Path(__file__).parent / "intake" / "vignettes.json"


def vignettes() -> list[dict[str, Any]]:
    """The fictional cases with what the assessment must say of them, variants included."""
    cases = []
    for vignette in json.loads(VIGNETTES.read_text(encoding="utf-8")):
        cases.append({**vignette, "variants": []})
        cases += [{**variant, "facts": vignette["facts"] | variant["change"]} for variant in vignette.get("variants", ())]
    return cases


def test_demo_tells_who_may_open_it_and_refuses_a_second_time(desk: Desk) -> None:
    assert {user["role"] for user in desk.shown["users"]} == {"officer", "visitator", "supervisor"}
    again = desk.run("demo", "--store", desk.shown["store"], "--cases", 1, "--seed", 1)
    assert (again.code, again.out) == (1, "")
    assert len(again.err.strip().splitlines()) == 1


def test_the_same_seed_gives_the_same_cases(desk: Desk, tmp_path: Path) -> None:
    twin = desk.run("demo", "--store", tmp_path / "twin", "--cases", 12, "--seed", 7).facts
    mine = desk.as_user("leder", "cases", "--limit", 1000).facts[-12:]
    theirs = Desk(desk._capsys, twin).as_user("leder", "cases", "--limit", 1000).facts[-12:]
    columns = ("reference", "definition", "urgency", "officer_name")
    assert [[case[column] for column in columns] for case in mine] == [[case[column] for column in columns] for case in theirs]


def test_assess_gives_every_vignette_its_expected_outcome(desk: Desk, tmp_path: Path) -> None:
    cases = vignettes()
    said = desk.run("assess", answers_file(tmp_path, [case["facts"] for case in cases]))
    assert said.code == 0
    for case, found in zip(cases, said.facts, strict=True):
        assert found["definition"] == case["expected_definition"]
        assert found["urgency"] == case["expected_urgency"]
        if "expected_flags" in case:
            assert found["rules"] == case["expected_flags"]
            assert found["unanswered_critical"] == case["expected_unanswered_critical"]
            assert set(case["expected_referral"]) <= {*found["referrals"], *found["reopen"]}


def test_assess_reads_standard_input_and_takes_everything_unknown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf{}")))
    found = desk.run("assess", "-").facts
    assert (found["definition"], found["urgency"]) == ("possible", "moderate")
    assert len(found["unanswered_critical"]) == 8
    assert set(found["elements"]) == {"P", "U", "F", "X"}


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"thretas": "yes"}, "thretas"),
        ({"threats": "perhaps"}, "perhaps"),
        ({"incidents_total": -1}, "incidents_total"),
        ({"incidents_total": 2.5}, "incidents_total"),
        ({"span_days": True}, "span_days"),
        ({"acts": ["DANCE"]}, "DANCE"),
        (["yes"], "1"),
        ("yes", ""),
    ],
)
def test_assess_names_what_it_refuses(desk: Desk, tmp_path: Path, facts: object, named: str) -> None:
    said = desk.run("assess", answers_file(tmp_path, facts))
    assert (said.code, said.out) == (2, "")
    assert named in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_typed_in_paper_form_becomes_a_case_that_can_be_found(desk: Desk, tmp_path: Path) -> None:
    answers = json.loads(VIGNETTES.read_text(encoding="utf-8"))[0]["facts"] | {
        "victim_name": SECRET_NAME,
        "safe_phone": SECRET_PHONE,
        "next_step_1": "Vi ringer i morgen.",
    }
    filed = desk.as_user("vagt", "intake", "--answers", answers_file(tmp_path, answers))
    assert filed.code == 0
    assert (filed.facts["definition"], filed.facts["urgency"]) == ("likely", "acute")
    for query in (filed.facts["reference"], "mynte", "SKABELUND"):
        found = desk.as_user("vagt", "cases", "--query", query)
        assert filed.facts["reference"] in {case["reference"] for case in found.facts}
        assert SECRET_NAME not in found.out


def test_a_wrong_answer_is_named_and_nothing_is_filed(desk: Desk, tmp_path: Path) -> None:
    before = len(desk.as_user("leder", "cases", "--limit", 1000).facts)
    for wrong, named in (
        ({"no_such": "yes"}, "no_such"),
        ({"relationship": "cousin"}, "cousin"),
        ({"latest_incident": "2999-01-01"}, ""),
    ):
        said = desk.as_user("vagt", "intake", "--answers", answers_file(tmp_path, wrong))
        assert (said.code, said.out) == (2, "")
        assert named in said.err
    assert len(desk.as_user("leder", "cases", "--limit", 1000).facts) == before


def test_a_sheet_is_a_pdf_in_the_language_asked_for_and_noted_on_the_case(desk: Desk, tmp_path: Path) -> None:
    reference = desk.as_user("leder", "cases").facts[0]["reference"]
    for language, word in (("da", "kontaktperson"), ("en", "contact person")):
        target = tmp_path / f"{language}.pdf"
        made = desk.as_user("vagt", "sheet", "receipt", "--case", reference, "--language", language, "--out", target)
        text = "".join(page.extract_text() for page in PdfReader(target).pages)
        assert made.facts["pages"] == len(PdfReader(target).pages)
        assert reference in text
        assert word in text.casefold()


def test_an_unknown_sheet_language_or_case_is_said_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "no.pdf"
    for words in (
        ("sheet", "nothing", "--case", "SD-2026-0001", "--language", "da", "--out", target),
        ("sheet", "receipt", "--case", "SD-1999-0001", "--language", "da", "--out", target),
        ("sheet", "receipt", "--case", "SD-2026-0001", "--language", "xx", "--out", target),
    ):
        said = desk.as_user("vagt", *words)
        assert said.code in (1, 2)
        assert len(said.err.strip().splitlines()) == 1
    assert not target.exists()


def test_the_week_is_for_the_supervisor_and_names_nobody(desk: Desk, tmp_path: Path) -> None:
    assert desk.as_user("vagt", "week", "2026-W47", "--out", tmp_path).code == 1
    made = desk.as_user("leder", "week", "2026-W47", "--out", tmp_path)
    assert made.code == 0
    files = {Path(name).suffix: Path(name) for name in made.facts["files"]}
    assert set(files) == {".pdf", ".xlsx", ".csv"}
    sheet = load_workbook(files[".xlsx"]).active
    assert sheet is not None
    words = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    words += files[".csv"].read_text(encoding="utf-8-sig") + "".join(p.extract_text() for p in PdfReader(files[".pdf"]).pages)
    assert "47" in words
    assert not any(name in words for name in ("Skabelund", "Prøveby,", "Villads", "SD-20"))


@pytest.mark.parametrize("week", ["2026-W54", "2025-W53", "2026-47", "W47", "2026-W00", ""])
def test_a_week_that_does_not_exist_is_refused(desk: Desk, tmp_path: Path, week: str) -> None:
    said = desk.as_user("leder", "week", week, "--out", tmp_path)
    assert said.code == 2
    assert list(tmp_path.iterdir()) == []


def test_check_finds_a_whole_store_whole(desk: Desk) -> None:
    said = desk.as_user("leder", "check")
    assert (said.code, said.facts) == (0, {"whole": True, "faults": []})


def test_a_wrong_passphrase_opens_nothing_and_tells_nothing(desk: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("ikke den rigtige sætning\n", encoding="utf-8")
    told = set()
    for name in ("vagt", "findes-ikke"):
        said = desk.run("--store", desk.shown["store"], "--user", name, "--passphrase-file", wrong, "cases")
        assert (said.code, said.out) == (1, "")
        told.add(said.err)
    assert len(told) == 1


def test_a_folder_without_a_store_is_said_and_left_alone(desk: Desk, tmp_path: Path) -> None:
    passphrase = tmp_path / "p.txt"
    passphrase.write_text("x", encoding="utf-8")
    said = desk.run("--store", tmp_path / "empty", "--user", "vagt", "--passphrase-file", passphrase, "check")
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1
    assert not (tmp_path / "empty" / "desk.sdk").exists()


def test_content_agrees_with_itself_and_lists_every_question(desk: Desk) -> None:
    assert desk.run("content", "check").facts["faults"] == []
    questions = desk.run("content", "questions").facts
    assert len({question["id"] for question in questions}) == len(questions)
    assert {question["compartment"] for question in questions} == {"A", "B"}
    assert {"danger_now", "acts", "prior_reports", "victim_suicidal"} <= {question["id"] for question in questions}


def test_the_shelf_has_every_language(desk: Desk) -> None:
    shelf = {sheet["id"]: sheet for sheet in desk.run("sheets").facts}
    assert {"guidance", "incident_log", "receipt"} <= set(shelf)
    assert all(set(sheet["languages"]) == {language.value for language in Language} for sheet in shelf.values())


@pytest.mark.parametrize("words", [("nothing",), ("assess",), ("week", "2026-W47"), ("cases", "--limit", "0"), ("--no-such",)])
def test_wrong_usage_leaves_with_two_and_one_sentence(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk.run(*words)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command", ["demo", "assess", "intake", "cases", "sheets", "sheet", "handbook", "week", "check", "content"]
)
def test_every_command_has_help(desk: Desk, command: str) -> None:
    with pytest.raises(SystemExit) as left:
        desk.run(command, "--help")
    assert left.value.code == 0


def test_the_training_cases_are_listed_without_being_given_away(desk: Desk) -> None:
    danish, english = (desk.run("content", "vignettes", "--language", code).facts for code in ("da", "en"))
    assert len(danish) >= 12
    assert [one["id"] for one in danish] == [one["id"] for one in english]
    assert danish != english
    assert {key for one in (*danish, *english) for key in one} == {"id", "title", "who", "desk"}
    assert desk.run("content", "vignettes").facts == danish
    assert desk.run("content", "vignettes", "--language", "xx").code == 2


@pytest.mark.parametrize("before", [(), ("--user", "leder")])
def test_the_window_opens_at_the_training_and_makes_no_store_by_itself(own_folders: Path, before: tuple[str, ...]) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = ended(started(*before, "--training", "--quit-after-paint", env=env))
    assert (said.code, said.out, said.err) == (0, "", "")
    assert not list(own_folders.rglob("desk.*"))
