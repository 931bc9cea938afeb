"""The handbook: its order, its links, and when a page is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.definition import SETTLING
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Element
from stalkdesk.intake.urgency import FLOORS, RULES
from stalkdesk.intake.windows import Windows
from stalkdesk.knowledge.handbook import ELEMENT_READS, FLOOR_READS, first_sentence, page_keys
from stalkdesk.knowledge.pages import KnowledgePage, PageKey, PageKind
from tests.intake.known_facts import any_facts
from tests.knowledge.small_handbook import checklist_of_two, small_handbook, texts_about


def ids(pages: tuple[KnowledgePage, ...]) -> list[str]:
    """Which pages they are."""
    return [page.key.id for page in pages]


def test_the_pages_stand_in_the_order_of_the_checklist_then_elements_rules_and_floors() -> None:
    book = small_handbook()
    assert ids(book.pages()) == ["danger_now", "threats", "recent_approach_7d", "P", "A1", "A2", "H1", "F2"]
    titles = [chapter.title for chapter in book.chapters]
    assert titles == ["1 Akut fare", "elements", "Regler: «urgency.acute»", "Regler: «urgency.high»", "floors"]


def test_a_question_is_called_what_it_asks_and_a_rule_what_it_is_about() -> None:
    book = small_handbook()
    assert book.page(PageKind.QUESTION, "threats").heading == "Er der fremsat trusler?"
    assert book.page(PageKind.RULE, "A2").heading == "A2 · Regel A2 slår til"


def test_the_authoritys_windows_stand_in_titles_and_texts() -> None:
    page = small_handbook(windows=Windows(approach_days=5)).page(PageKind.QUESTION, "recent_approach_7d")
    assert page.title == "Har personen opsøgt dig de sidste 5 dage?"
    assert page.texts.matters == "Hvorfor de sidste 5 dage på Østergade."


def test_a_page_that_is_not_written_is_left_out_and_asked_for_in_vain() -> None:
    book = small_handbook()
    assert not book.has(PageKind.QUESTION, "no_page")
    with pytest.raises(KeyError):
        book.page(PageKind.QUESTION, "no_page")


def test_a_question_leads_to_everything_that_reads_it() -> None:
    book = small_handbook()
    assert ids(book.related(book.page(PageKind.QUESTION, "threats"))) == ["P", "A2", "H1", "F2"]
    assert ids(book.related(book.page(PageKind.QUESTION, "recent_approach_7d"))) == []


def test_a_rule_leads_to_the_questions_it_reads() -> None:
    book = small_handbook()
    assert ids(book.related(book.page(PageKind.RULE, "A1"))) == ["danger_now"]
    assert ids(book.related(book.page(PageKind.FLOOR, "F2"))) == ["danger_now", "threats"]
    assert ids(book.related(book.page(PageKind.ELEMENT, "P"))) == ["threats"]


def test_every_link_leads_back() -> None:
    book = small_handbook()
    for page in book.pages():
        assert all(page in book.related(other) for other in book.related(page))


def test_a_page_is_wanted_for_each_question_element_rule_and_floor() -> None:
    keys = page_keys(checklist_of_two())
    assert len(keys) == len(set(keys)) == 4 + len(Element) + len(RULES) + len(FLOORS)
    assert PageKey(PageKind.QUESTION, "no_page") in keys


def test_the_elements_read_together_what_can_settle_them() -> None:
    assert {question for reads in ELEMENT_READS.values() for question in reads} == set(SETTLING)
    assert set(FLOOR_READS) == set(FLOORS)


@given(any_facts(), any_facts())
def test_an_element_reads_nothing_but_what_its_page_links_to(facts: Facts, others: Facts) -> None:
    for element, reads in ELEMENT_READS.items():
        kept = {key: getattr(facts, key) for key in (*reads, "threat_plan")}
        mixed = Facts(**{name: kept.get(name, getattr(others, name)) for name in Facts.__dataclass_fields__})
        found = [assess(one).elements for one in (facts, mixed)]
        states = [next(finding.state for finding in elements if finding.element is element) for elements in found]
        assert states[0] == states[1]


@pytest.mark.parametrize(("today", "due"), [(date(2027, 1, 15), False), (date(2027, 1, 16), True), (date(2026, 2, 1), False)])
def test_a_page_is_due_a_year_after_it_was_checked(today: date, due: bool) -> None:
    page = small_handbook().page(PageKind.RULE, "A1")
    assert page.is_overdue(today) is due


def test_a_page_checked_on_the_last_of_february_has_a_due_day_too() -> None:
    page = KnowledgePage(PageKey(PageKind.RULE, "A1"), "A1", "Fare", texts_about("fare", date(2024, 2, 29)))
    assert page.is_overdue(date(2025, 3, 1))


def test_what_a_rule_is_about_is_its_first_sentence() -> None:
    assert first_sentence("Der er fare. Ring 112.") == "Der er fare"
    assert first_sentence("Der er fare.") == "Der er fare"
