"""A sheet, a case and words of the tests' own, so that what is shipped can change without changing a test."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stalkdesk.casework.cases import Case, CaseLine, CaseStatus
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.guidance.sheet_setting import WORDS
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart, Source
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue, TickValue, type_of_value
from stalkdesk.intake.checklist import Condition
from stalkdesk.language import Language

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""Already the 23rd in Copenhagen."""

UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ("Rådhuset", "0000 Prøveby"), "+4500000000")
CONTACTS = (
    ContactPerson("1", "Vera Visitprøve", ContactFunction.VISITATOR, "+4500000001", "hverdage kl. 9-15"),
    ContactPerson("2", "Sten Stedprøve", ContactFunction.DEPUTY, "+4500000004"),
    ContactPerson("3", "Gro Gåetprøve", ContactFunction.ADULT, "+4500000005", "aldrig", is_active=False),
)
RAAD = Source("RAAD", "Rådgivningen: Gode råd", "eksempel.invalid/raad", date(2026, 11, 1))
POLITI = Source("POLITI", "Politiet: Ring", "eksempel.invalid/ring", date(2026, 10, 5))
OWN = Source("OWN", "Os selv: Egne råd", "", date(2020, 1, 1))
AGENCIES = (
    Agency("line", "Rådgivningen", "00 00 00 01", "gratis", RAAD, printable=True),
    Agency("unsure", "Måskelinjen", "00 00 00 99", "", RAAD, printable=False),
)
WORDS_OF_TESTS = {
    **{code: code for code in WORDS},
    **{"footer": "{version} / {date}", "footer_marked": "{footer} # {mark}"},
    **{"sources": "{date}: {names}", "whole_date": "{day}. {month} {year}"},
    **{"month_and_year": "{month} {year}", "step": "{number})", "follow_up": "igen {date}", "share_named": "med {names}"},
    **{"month_11": "november", "month_10": "oktober", "share_police": "politiet", "share_school": "skolen"},
}


def sheet(*parts: SheetPart, offer_if: tuple[Condition, ...] = (), sheet_id: str = "small") -> GuidanceSheet:
    """A sheet of these parts."""
    return GuidanceSheet(
        id=sheet_id,
        version="1-1",
        language=Language.DANISH,
        title="Råd ved mulig stalking",
        neutral_title="Nogle råd",
        purpose="til prøver",
        valid_from=date(2026, 1, 1),
        last_checked=date(2026, 11, 1),
        checked_by="prøven",
        check_every_months=6,
        offer_if=offer_if,
        parts=parts,
        sources={source.id: source for source in (RAAD, POLITI, OWN)},
    )


def answer(question_id: str, value: type_of_value) -> Answer:
    """A given answer."""
    return Answer(question_id, AnswerState.GIVEN, NOW, "VP", value)


def open_answer(question_id: str, state: AnswerState) -> Answer:
    """*Don't know*, or *not asked*."""
    return Answer(question_id, state, NOW, "VP", reason="blev afbrudt")


FACTS = (
    answer("contact_person", PersonValue("vera visitprøve", "visitator")),
    answer("deputy_person", PersonValue("Sten Stedprøve", "", "+4500000077")),
    answer("next_step_1", "Vi ringes ved."),
    answer("next_step_3", "Du skriver log."),
    answer("follow_up_on", DateValue("2026-11-30")),
    answer("police_report", "filed"),
    answer("police_journal_number", "0000-PRØVE"),
    answer("share_with", ("police", "school")),
    answer("shared_children", "yes"),
)
"""Answers of compartment A."""

SECRETS = (
    answer("victim_name", "Hemmelig Navneprøve"),
    answer("victim_cpr", "0000000000"),
    answer("victim_address", "Skjulested ved skoven"),
    answer("safe_phone", "+4500000042"),
    answer("safe_hours", "kun om natten"),
    answer("code_word", "blåbær"),
    answer("school_name", "Prøveskolen i dalen"),
    answer("who_may_collect", "kun mormor"),
    answer("safe_adult", PersonValue("Tante Tryghed", "tante", "+4500000043")),
    answer("victim_suicidal", "yes"),
    answer("told_keep_originals", TickValue(NOW, "XX")),
)
"""Answers of compartment B (and a tick), each with words that must never be found on paper."""

SECRET_WORDS = (
    *("Hemmelig", "0000000000", "Skjulested", "00 00 00 42", "+4500000042", "om natten", "blåbær"),
    *("Prøveskolen", "mormor", "Tante", "00 00 00 43"),
)


def case(*answers: Answer, protected_ids: tuple[str, ...] = ()) -> Case:
    """A filed case with these answers."""
    line = CaseLine("c1", "SD-2026-0001", CaseStatus.FILED, NOW, NOW, None, None, "Villads Vagtprøve", "")
    by_id = {one.question_id: one for one in answers}
    return Case(line, "2026-1", "2026-1", by_id, protected_ids, None, None, (), ())
