"""Which sheets of the shelf the answers call for, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from stalkdesk.casework.cases import Case
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist, Condition, Question
from stalkdesk.intake.conditions import ANSWERED, AT_LEAST, AT_MOST, OPEN, holds
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr

_NOTHING: Mapping[str, str] = MappingProxyType({})


def offered(
    shelf: Iterable[GuidanceSheet], answers: Mapping[str, Answer], derived: Mapping[str, str]
) -> tuple[GuidanceSheet, ...]:
    """The sheets to offer, in the order of the shelf: those without a condition, and those of which any condition holds. A
    sheet that stays at the desk is never offered."""
    return tuple(
        sheet
        for sheet in shelf
        if sheet.leaves and (not sheet.offer_if or any(holds(condition, answers, derived) for condition in sheet.offer_if))
    )


def offered_for(shelf: Iterable[GuidanceSheet], case: Case, derived: Mapping[str, str] = _NOTHING) -> tuple[GuidanceSheet, ...]:
    """The sheets that the answers of a filed case call for. Reads compartment A only; `derived` as `derived_from` gives it."""
    return offered(shelf, public_answers(case), derived)


def public_answers(case: Case) -> dict[str, Answer]:
    """The answers of compartment A."""
    return {question_id: answer for question_id, answer in case.answers.items() if question_id not in case.protected_ids}


def derived_from(case: Case, checklist: Checklist, today: date, profile: str) -> Mapping[str, str]:
    """The derived facts of a filed case, as far as compartment A tells them: an age that only stands in B is unknown."""
    protected = checklist.protected_ids()
    public = {key: answer for key, answer in public_answers(case).items() if key not in protected}
    return Walk(checklist, public, today, profile).derived()


def offered_when(sheet: GuidanceSheet, checklist: Checklist) -> str:
    """In words, in the language of the checklist and the screen: which answers call for the sheet."""
    if not sheet.leaves:
        return tr("Bliver ved skranken.")
    if not sheet.offer_if:
        return tr("Altid.")
    questions = {question.id: question for question in checklist.questions()}
    return " / ".join(_in_words(condition, questions) for condition in sheet.offer_if)


def _in_words(condition: Condition, questions: Mapping[str, Question]) -> str:
    """`Føres der log? Nej, ved ikke + …`: all that is joined by a plus must hold."""
    return " + ".join(
        f"{_asked(key, questions)} {', '.join(_answers(key, values, questions))}" for key, values in condition.table.items()
    )


def _asked(key: str, questions: Mapping[str, Question]) -> str:
    if key in questions:
        return questions[key].ask
    derived = {
        "under_18": tr("Under 18 år?"),
        "under_15": tr("Under 15 år?"),
        "child_involved": tr("Er der børn med i det?"),
        "parent_is_source_or_unknown": tr("Kan udøveren være en forælder?"),
        "critical_open": tr("Er et kritisk spørgsmål åbent?"),
        "child_notification_open": tr("Mangler der en underretning?"),
        "police_profile": tr("Er det en skranke hos politiet?"),
    }
    return derived.get(key, key)


def _answers(key: str, values: Iterable[str], questions: Mapping[str, Question]) -> Iterator[str]:
    labels = {choice.id: choice.label for choice in questions[key].choices} if key in questions else {}
    said = {
        "yes": tr("Ja"),
        "no": tr("Nej"),
        "unknown": tr("Ved ikke"),
        "not_asked": tr("Ikke spurgt"),
        ANSWERED: tr("Besvaret"),
        OPEN: tr("Endnu ikke besvaret"),
    }
    for value in values:
        if value.startswith(AT_LEAST):
            yield tr("mindst {number}", number=value.removeprefix(AT_LEAST))
        elif value.startswith(AT_MOST):
            yield tr("højst {number}", number=value.removeprefix(AT_MOST))
        else:
            yield labels.get(value) or said.get(value, value)
