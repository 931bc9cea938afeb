"""Vignettes are read whole, in both languages; what would lead a learner astray is named with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.data.library_vignette_faults import vignette_faults
from stalkdesk.data.library_vignettes import read_training_words, read_vignette
from stalkdesk.errors import ContentBroken
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import Language
from stalkdesk.training.vignettes import Gender, Vignette, Way
from tests.data.vignette_shelf import NAME, PLACE, VIGNETTE, WORDS, put, without

CHECKLIST = Library(places.resources()).checklist(Language.DANISH)
TODAY = date(2026, 11, 22)


def read(folder: Path, text: str = VIGNETTE, language: Language = Language.DANISH) -> Vignette:
    """The vignette of that text."""
    return read_vignette(put(folder, text), language, NAME)[0]


def faults(folder: Path, text: str = VIGNETTE) -> list[str]:
    """What is wrong with that vignette, but for the spread over many."""
    found = vignette_faults({PLACE: read(folder, text)}, CHECKLIST, TODAY)
    return [fault for fault in found if fault.startswith(PLACE)]


def test_a_vignette_is_read_whole(tmp_path: Path) -> None:
    vignette = read(tmp_path)
    assert (vignette.id, vignette.age, vignette.gender, vignette.desk.value) == ("T01", 34, Gender.WOMAN, "politi")
    assert vignette.facts.acts == {"COMM"}
    assert vignette.facts.breach == "no", "no prohibition, so no breach"
    assert {"acts", "breach", "threats"} <= vignette.known
    assert "violence" not in vignette.known
    assert vignette.replies["threats"].reveals == (Way.ALONE,)
    assert vignette.person["children_in_home"] == 0
    assert faults(tmp_path) == []


def test_a_translation_is_laid_over_and_what_is_missing_is_listed(tmp_path: Path) -> None:
    vignette, missing = read_vignette(put(tmp_path), Language.ENGLISH, NAME)
    assert vignette.title == "Monday morning"
    assert vignette.replies["threats"].by_way[Way.ALONE] == "He said I would regret it."
    assert vignette.replies["threats"].by_way[Way.DIRECT] == "Nej."
    assert "reply.threats.direct" in missing
    assert "person.victim_name" not in missing, "a name is not translated"
    assert vignette.facts == read(tmp_path).facts


def test_the_words_of_the_twin_are_read_in_both_languages(tmp_path: Path) -> None:
    words, missing = read_training_words(put(tmp_path), Language.ENGLISH)
    assert set(words.ways) == set(Way)
    assert words.ways[Way.WAIT].unhelpful == "…"
    assert words.default == "Spring det over."
    assert {"default.reply", "unhelpful.wait", "way.alone.label"} <= set(missing)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('desk = "politi"', 'desk = "skat"', 7),
        ("age = 34", "age = 340", 5),
        ("age = 34", 'age = "34"', 5),
        ('gender = "woman"', 'gender = "x"', 6),
        ('id = "T01"', 'id = "1"', 1),
        ('threats = "yes"', 'threats = "ja"', 24),
        ('threats = "yes"', 'threatz = "yes"', 24),
        ("span_days = 60", "span_days = -1", 23),
        ('reveals = ["alone"]', 'reveals = ["wait"]', 52),
        ('reveals = ["alone"]', 'revealz = ["alone"]', 52),
        ('urgency = "high"', 'urgency = "hoej"', 31),
        ('direct = "Nej."', 'shout = "Nej."', 51),
    ],
)
def test_a_slip_of_the_pen_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert VIGNETTE.count(old) == 1
    text = VIGNETTE.replace(old, new)
    line = text[: text.index(new)].count("\n") + 1
    with pytest.raises(ContentBroken, match=rf"{PLACE}, linje {line}: "):
        read(tmp_path, text)


def test_words_without_a_way_are_broken(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match=r"words\.toml"):
        read_training_words(put(tmp_path, words=without(WORDS, 'wait = "…"')), Language.DANISH)


def test_an_expected_outcome_that_the_rules_do_not_give_is_a_fault(tmp_path: Path) -> None:
    for old, new, named in (
        ('definition = "possible"', 'definition = "likely"', "definition"),
        ('urgency = "high"', 'urgency = "routine"', "urgency"),
        ('"H1", "H2"', '"H1"', "rules"),
        ('"danger_now", ', "", "unanswered_critical"),
    ):
        (fault,) = faults(tmp_path, VIGNETTE.replace(old, new))
        assert f"reglerne giver {named} = " in fault


def test_a_fact_that_nobody_tells_is_a_fault(tmp_path: Path) -> None:
    text = VIGNETTE.replace("[facts]\n", '[facts]\nsubstance = "no"\n')
    (fault,) = faults(tmp_path, text)
    assert "»substance« står under [facts], men personen siger det aldrig" in fault
    (fault,) = faults(tmp_path, without(VIGNETTE, 'told_by_opening = ["relationship"]'))
    assert "»relationship«" in fault


def test_unknown_questions_and_misplaced_facts_are_faults(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, VIGNETTE.replace("[reply.needs]", "[reply.wishes]"))
    assert "»wishes« er intet spørgsmål" in fault
    assert faults(tmp_path, VIGNETTE.replace("[person]\n", '[person]\nsubstance = "no"\n'))
    assert faults(tmp_path, VIGNETTE.replace("children_in_home = 0", 'children_in_home = "mange"'))
    (fault,) = faults(tmp_path, VIGNETTE + '[reply.violence]\nsays = "Nej."\nwait = "Jo."\nreveals = ["wait"]\n')
    assert "[reply.violence] har »reveals«" in fault


def test_a_fact_whose_question_is_never_asked_is_a_fault(tmp_path: Path) -> None:
    text = VIGNETTE.replace("[facts]\n", '[facts]\nchild_threat = "no"\nchild_exposure_48h = "no"\n')
    text += '[reply.child_threat]\nsays = "Nej."\n[reply.child_exposure_48h]\nsays = "Nej."\n'
    (fault,) = faults(tmp_path, text)
    assert "»child_exposure_48h« bliver ikke spurgt" in fault


def test_facts_that_contradict_each_other_are_a_fault(tmp_path: Path) -> None:
    text = VIGNETTE.replace('prohibition = "none"', 'prohibition = "none"\nbreach = "yes"') + '[reply.breach]\nsays = "Ja."\n'
    assert any("strider mod hinanden" in fault for fault in faults(tmp_path, text))


def test_the_vignettes_are_spread_and_no_id_is_used_twice(tmp_path: Path) -> None:
    one = read(tmp_path)
    found = vignette_faults({f"{number}.toml": one for number in range(12)}, CHECKLIST, TODAY)
    assert sum("er brugt før" in fault for fault in found) == 11
    scarce = [fault for fault in found if "mindst 2 øvelser med" in fault]
    assert len(scarce) == len(Definition) - 1 + len(Urgency) - 1
    assert any("mindst 3 øvelser med man" in fault for fault in found)
    assert any("under 18" in fault for fault in found)
    assert any("67 år" in fault for fault in found)


def test_a_spread_that_suffices_is_no_fault(tmp_path: Path) -> None:
    one = read(tmp_path)
    many = {}
    for number in range(12):
        expected = replace(
            one.expected,
            definition=tuple(Definition)[number % len(Definition)],
            urgency=tuple(Urgency)[number % len(Urgency)],
        )
        gender = (Gender.WOMAN, Gender.MAN)[number % 2]
        many[f"{number}.toml"] = replace(
            one, id=f"T{number:02}", age=(16, 40, 80)[number % 3], gender=gender, expected=expected
        )
    assert not [fault for fault in vignette_faults(many, CHECKLIST, TODAY) if fault.startswith("vignettes:")]


def test_too_few_vignettes_are_a_fault(tmp_path: Path) -> None:
    found = vignette_faults({PLACE: read(tmp_path)}, CHECKLIST, TODAY)
    assert "vignettes: der skal være mindst 12 øvelser, men der er 1." in found
