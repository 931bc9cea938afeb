"""One question of every kind, and a small checklist of thirteen steps, for tests only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stalkdesk.intake.checklist import AnswerKind, Checklist, Choice, Compartment, Condition, Question, Section, Tense


def question(kind: AnswerKind, question_id: str = "any", **more: Any) -> Question:
    """A question of that kind; a choice question has the choices `red`, `green` and `blue`."""
    has_choices = kind in (AnswerKind.SINGLE, AnswerKind.MULTIPLE)
    choices = (Choice("red", "Rød"), Choice("green", "Grøn"), Choice("blue", "Blå")) if has_choices else ()
    plain = Question(question_id, "step", "Hvad?", kind, Compartment.FACTS, choices=choices)
    return replace(plain, **more)


def when(**table: tuple[str, ...]) -> tuple[Condition, ...]:
    """Asked when all of these hold."""
    return (Condition(table),)


def _single(question_id: str, *choices: str, **more: Any) -> Question:
    return question(AnswerKind.SINGLE, question_id, choices=tuple(Choice(choice, choice) for choice in choices), **more)


def _yes_no(question_id: str, **more: Any) -> Question:
    return question(AnswerKind.YES_NO, question_id, **more)


_STEPS: tuple[tuple[Question, ...], ...] = (
    (_single("received_how", "desk", "phone", required=True), _yes_no("is_anonymous")),
    (
        _yes_no("danger_now", required=True, critical=True, red=("yes",)),
        _yes_no("threats", required=True, critical=True),
        question(AnswerKind.LONG_TEXT, "threat_words", ask_if=when(threats=("yes",))),
        question(AnswerKind.NUMBER, "suicidal_days", red=("at_most:1",)),
    ),
    (
        question(AnswerKind.CPR, "victim_cpr", ask_if=when(is_anonymous=("no",))),
        question(AnswerKind.DATE, "victim_birth_date", tense=Tense.PAST),
    ),
    (
        _yes_no("shared_children"),
        _single("prohibition", "none", "in_force"),
        _yes_no("breach", critical=True, ask_if=when(prohibition=("in_force", "unknown"))),
        question(AnswerKind.NUMBER, "breach_count", ask_if=when(breach=("yes",))),
    ),
    (_single("impact", "none", "fear", critical=True),),
    (question(AnswerKind.MULTIPLE, "acts", choices=(Choice("COMM", "Kontakt"), Choice("VISIT", "Møder op"))),),
    (question(AnswerKind.SHORT_TEXT, "example_1", required=True, ask_if=when(acts=("COMM", "VISIT"))),),
    (_yes_no("violence", critical=True),),
    (
        question(AnswerKind.NUMBER, "children_in_home"),
        _yes_no("parent_is_source", ask_if=when(under_18=("yes",))),
        _single("child_notification", "sent", "no", ask_if=when(child_involved=("yes",))),
    ),
    (question(AnswerKind.TICK, "told_keep_originals"),),
    (
        question(
            AnswerKind.SHORT_TEXT,
            "network",
            ask_if=(Condition({"acts": ("VISIT",)}), Condition({"impact": ("fear",), "violence": ("yes",)})),
        ),
    ),
    (question(AnswerKind.MULTIPLE, "share_with", required=True),),
    (
        question(AnswerKind.TICK, "remind_of_child", required=True, ask_if=when(child_notification_open=("yes",))),
        _single("unanswered_reason", "interrupted", "declined", required=True, ask_if=when(critical_open=("yes",))),
        _yes_no("journalised", ask_if=when(police_profile=("no",))),
    ),
)


def small_checklist() -> Checklist:
    """Thirteen steps with a question or more in each; steps 1, 11 and 12 are required."""
    sections = []
    for number, questions in enumerate(_STEPS):
        section_id = f"step_{number}"
        asked = tuple(replace(each, section_id=section_id) for each in questions)
        sections.append(Section(section_id, number, f"Trin {number}", "", asked, required=number in (1, 11, 12)))
    return Checklist("0000-1", "2026-01-01", tuple(sections))
