"""Reading the handbook: every fault is told with file and line, and what is missing, unknown or due is listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stalkdesk.data.library_knowledge import Knowledge, read_knowledge
from stalkdesk.data.library_knowledge_faults import knowledge_faults, overdue_pages
from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.sheets import Source
from stalkdesk.knowledge.handbook import WORDS
from stalkdesk.knowledge.pages import MOST_WORDS, PageKey, PageKind
from stalkdesk.language import Language
from tests.knowledge.small_handbook import checklist_of_two

RULE_SOURCES = {"G1": "En opdigtet undersøgelse"}
SOURCES = {"LOV": Source("LOV", "En opdigtet lov", "https://example.invalid/", date(2026, 2, 1))}
PAGE = """\
[question.threats]
matters = "Det betyder noget."
ask = "Spørg om de sidste {violence_days} dage."
research = "Man ved lidt."
sources = ["G1", "LOV", "OWN"]
last_checked = 2026-01-15
"""
ENGLISH = """\
[question.threats]
matters = "It matters."
ask = "Ask about the last {violence_days} days."
"""
THREATS = PageKey(PageKind.QUESTION, "threats")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the fixed words and one page."""
    words = "".join(f'{code} = "{code} på dansk"\n' for code in WORDS)
    for name, text in {
        "knowledge/words.toml": f"[words]\n{words}",
        "knowledge/01_danger.toml": PAGE,
        "languages/en/knowledge/01_danger.toml": ENGLISH,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(folder: Path, language: Language = Language.DANISH) -> Knowledge:
    """What is written there."""
    return read_knowledge(folder, language, RULE_SOURCES, SOURCES)


def changed(folder: Path, old: str, new: str, name: str = "knowledge/01_danger.toml") -> None:
    """Changes the file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_page_has_its_texts_and_the_words_and_days_of_its_sources(folder: Path) -> None:
    texts = read(folder).texts[THREATS]
    assert texts.matters == "Det betyder noget."
    assert texts.last_checked == date(2026, 1, 15)
    assert [(source.id, source.title, source.last_checked) for source in texts.sources] == [
        ("G1", "En opdigtet undersøgelse", date(2026, 1, 15)),
        ("LOV", "En opdigtet lov", date(2026, 2, 1)),
        ("OWN", "own_advice på dansk", date(2026, 1, 15)),
    ]


def test_what_is_not_translated_is_said_in_danish_and_listed(folder: Path) -> None:
    knowledge = read(folder, Language.ENGLISH)
    assert knowledge.texts[THREATS].matters == "It matters."
    assert knowledge.texts[THREATS].research == "Man ved lidt."
    assert "knowledge/01_danger.toml: question.threats.research" in knowledge.missing
    assert "knowledge/words.toml: words.title" in knowledge.missing


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ('sources = ["G1", "LOV", "OWN"]', 'sources = ["G9"]', 5, "G9"),
        ('sources = ["G1", "LOV", "OWN"]', "sources = []", 5, "ingen kilde"),
        ('"Man ved lidt."', f'"{"ord " * (MOST_WORDS + 1)}"', 4, f"{MOST_WORDS + 1} ord"),
        ("{violence_days}", "{violens_days}", 3, "violens_days"),
        ("2026-01-15", '"i går"', 6, "last_checked"),
        ('research = "Man ved lidt."\n', "", 1, "research"),
        ("matters", "maters", 1, "matters"),
        ("[question.threats]", "[kwestion.threats]", 1, "kwestion"),
    ],
)
def test_a_fault_is_told_with_file_and_line(folder: Path, old: str, new: str, line: int, named: str) -> None:
    changed(folder, old, new)
    with pytest.raises(ContentBroken) as told:
        read(folder)
    assert str(told.value).startswith(f"knowledge/01_danger.toml, linje {line}:")
    assert named in str(told.value)


def test_a_page_written_twice_is_a_fault(folder: Path) -> None:
    (folder / "knowledge" / "02_more.toml").write_text(PAGE, encoding="utf-8")
    with pytest.raises(ContentBroken, match=r"02_more\.toml, linje 1: .*threats.*01_danger\.toml"):
        read(folder)


def test_a_translation_of_a_page_that_is_not_there_is_a_fault(folder: Path) -> None:
    changed(folder, "[question.threats]", "[question.treats]", "languages/en/knowledge/01_danger.toml")
    with pytest.raises(ContentBroken, match="treats"):
        read(folder, Language.ENGLISH)


def test_a_word_that_is_missing_or_not_used_is_a_fault(folder: Path) -> None:
    changed(folder, 'title = "title på dansk"\n', "", "knowledge/words.toml")
    with pytest.raises(ContentBroken, match="title"):
        read(folder)
    changed(folder, "[words]\n", '[words]\ntitle = "Håndbog"\nspare = "tilovers"\n', "knowledge/words.toml")
    with pytest.raises(ContentBroken, match="spare"):
        read(folder)


def test_pages_that_are_missing_and_pages_about_nothing_are_told_with_their_file(folder: Path) -> None:
    changed(folder, "[question.threats]", "[question.thraets]")
    faults = list(knowledge_faults(read(folder), checklist_of_two()))
    assert "knowledge/01_danger.toml: siden om »threats« mangler." in faults
    assert "knowledge/06_time.toml: siden om »no_page« mangler." in faults
    assert "knowledge/rules.toml: siden om »M14« mangler." in faults
    assert "knowledge/rules.toml: siden om »P« mangler." in faults
    assert faults[-1] == "knowledge/01_danger.toml: siden om »thraets« handler om noget, der ikke findes."


def test_a_page_that_is_due_is_listed_with_its_file(folder: Path) -> None:
    assert overdue_pages(read(folder), date(2026, 6, 1)) == ()
    (sentence,) = overdue_pages(read(folder), date(2027, 6, 1))
    assert sentence.startswith("knowledge/01_danger.toml: siden om »threats« er sidst gennemgået 2026-01-15")
