"""A small handbook of the tests' own: two steps, one element, three rules, one floor."""

from __future__ import annotations

from datetime import date

from stalkdesk.guidance.sheets import Source
from stalkdesk.intake.checklist import AnswerKind, Checklist, Compartment, Question, Section
from stalkdesk.intake.explaining import RuleWord, RuleWords
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.knowledge.handbook import WORDS, Handbook, handbook_of
from stalkdesk.knowledge.pages import PageKey, PageKind, PageTexts
from stalkdesk.language import Language

CHECKED = date(2026, 1, 15)
PAPER_WORDS = {
    **{f"month_{month}": f"måned{month}" for month in range(1, 13)},
    "whole_date": "{day}. {month} {year}",
    "month_and_year": "{month} {year}",
}
"""What the handbook takes of the words of the sheets."""
SAID = {
    **{code: code for code in WORDS},
    "title": "Håndbog",
    "section": "{number} {title}",
    "rules": "Regler: {level}",
    "foot": "{title} · {version} · {date}",
    "checked": "set {date}",
}


def _question(question_id: str, section: str, ask: str) -> Question:
    return Question(question_id, section, ask, AnswerKind.YES_NO, Compartment.FACTS)


def checklist_of_two() -> Checklist:
    """Two steps; `no_page` has no page yet."""
    return Checklist(
        "0000-1",
        "2026-01-01",
        (
            Section(
                "danger",
                1,
                "Akut fare",
                "",
                (
                    _question("danger_now", "danger", "Er du i fare lige nu?"),
                    _question("threats", "danger", "Er der fremsat trusler?"),
                    _question("recent_approach_7d", "danger", "Har personen opsøgt dig de sidste {approach_days} dage?"),
                ),
            ),
            Section("time", 6, "Tid", "", (_question("no_page", "time", "Hvornår begyndte det?"),)),
        ),
    )


class EveryPhrase(dict[str, str]):
    """A phrase for every code: the code itself."""

    def __missing__(self, code: str) -> str:
        return f"«{code}»"


class EveryRule(dict[str, RuleWord]):
    """A sentence for every rule."""

    def __missing__(self, rule: str) -> RuleWord:
        return RuleWord(rule, f"Regel {rule} slår til. Mere om den.", "S", ("T1",))


def rules_of_all(language: Language = Language.DANISH) -> RuleWords:
    """Every rule in words."""
    return RuleWords("0000-1", language, EveryRule(), EveryPhrase(), {"T1": "En opdigtet kilde"})


def texts_about(subject: str, checked: date = CHECKED) -> PageTexts:
    """Three short texts that name what they are about."""
    source = Source("T1", "En opdigtet kilde", "https://example.invalid/", checked)
    return PageTexts(f"Hvorfor {subject}.", f"Spørg om {subject}.", f"Man ved noget om {subject}.", (source,), checked)


def written() -> dict[PageKey, PageTexts]:
    """What is written: three questions, an element, three rules, a floor."""
    return {
        PageKey(PageKind.QUESTION, "danger_now"): texts_about("faren ved døren"),
        PageKey(PageKind.QUESTION, "threats"): texts_about("trusler og våben"),
        PageKey(PageKind.QUESTION, "recent_approach_7d"): texts_about("de sidste {approach_days} dage på Østergade"),
        PageKey(PageKind.ELEMENT, "P"): texts_about("mønsteret"),
        PageKey(PageKind.RULE, "A1"): texts_about("akut fare"),
        PageKey(PageKind.RULE, "A2"): texts_about("trusler med en plan"),
        PageKey(PageKind.RULE, "H1"): texts_about("trusler"),
        PageKey(PageKind.FLOOR, "F2"): texts_about("det ubesvarede"),
    }


def small_handbook(language: Language = Language.DANISH, windows: Windows = DEFAULTS) -> Handbook:
    """The handbook of what is written here."""
    return handbook_of(checklist_of_two(), rules_of_all(language), written(), {**PAPER_WORDS, **SAID}, windows)
