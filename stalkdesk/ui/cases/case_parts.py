"""The parts of a case as they are read: the answers, the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.additions import Addendum
from stalkdesk.casework.cases import Case, JournalLine
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist, Question
from stalkdesk.intake.parsing import shown
from stalkdesk.language import tr
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.journal_words import EVALUATED, LOWERED, act_word, gathered, line_word, recipient_word, words_about
from stalkdesk.ui.labels import label


def _text(sentence: str, role: str = "") -> QLabel:
    made = label(sentence, role)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return scrolling(page, "case_part")


def answers_by_section(
    checklist: Checklist, answers: Mapping[str, Answer], addenda: Sequence[Addendum] = (), who: Callable[[str], str] = str
) -> QWidget:
    """Question and answer, section by section, as the checklist has them. Under an answer that was added after filing stands
    when, by whom, why, and what stood there before. `who`: the name behind initials."""
    parts: list[QWidget] = []
    for section in checklist.sections:
        there = [question for question in section.questions if question.id in answers]
        if not there:
            continue
        parts.append(_text(f"{section.number}. {section.title}", "heading"))
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setHorizontalSpacing(24)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for question in there:
            asked = _text(question.ask, "muted")
            asked.setFixedWidth(380)
            asked.setAlignment(Qt.AlignmentFlag.AlignTop)
            rows.addRow(asked, _answered(question, answers[question.id], addenda, who))
        parts.append(form)
    return _column(*(parts or [_text(tr("Der er ingen svar her."))]))


def _answered(question: Question, answer: Answer, addenda: Sequence[Addendum], who: Callable[[str], str]) -> QWidget:
    said = _text(shown(question, answer))
    said.setAlignment(Qt.AlignmentFlag.AlignTop)
    added = [one for one in addenda if one.answer.question_id == question.id]
    if not added:
        return said
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(said)
    for addendum in reversed(added):
        column.addWidget(_text(addendum_said(question, addendum, who), "muted"))
    return whole


def addendum_said(question: Question, addendum: Addendum, who: Callable[[str], str]) -> str:
    """When an answer was added, by whom, why, and what stood there before."""
    before = addendum.before
    return tr(
        "Tilføjet {at} af {by}: {reason} · Før: {before}",
        at=local_time(addendum.answer.at),
        by=who(addendum.answer.by),
        reason=addendum.reason,
        before=tr("intet svar") if before is None else shown(question, before),
    )


def journal(case: Case, names: Mapping[str, str], people: Mapping[str, str]) -> QWidget:
    """Every act on the case: who, when, what, why; who approved a lowered level. `names`: question or sheet id -> what it is
    called; `people`: officer id -> full name."""
    approved = approvers(case, people)
    return _column(*(_text(act_said(acts, names, approved.get(acts[0].number, ""))) for acts in gathered(case.journal)))


def approvers(case: Case, people: Mapping[str, str]) -> dict[int, str]:
    """Who approved the lowered levels, by the line of the journal: each evaluation has one, in the same order."""
    lines = [line for line in case.journal if line.act in EVALUATED]
    return {
        line.number: people.get(made.confirmation.approved_by, "")
        for line, made in zip(lines, case.evaluations, strict=False)
        if LOWERED in line.fields
    }


def act_said(acts: Sequence[JournalLine], names: Mapping[str, str], approver: str = "") -> str:
    """One line for an act, or for several of the same kind by the same officer in one minute."""
    line = acts[0]
    if len(acts) > 1:
        return tr(
            "{at}  ·  {officer}  ·  {act}, {count} gange",
            at=local_time(line.at),
            officer=line.officer_name,
            act=act_word(line.act),
            count=len(acts),
        )
    told = f"{local_time(line.at)}  ·  {line.officer_name}  ·  {line_word(line)}"
    approved = tr("godkendt af {supervisor}", supervisor=approver) if approver and approver != line.officer_name else ""
    parts = (words_about(line, names), approved, recipient_word(line.recipient), line.reason)
    return told + "".join(f"  ·  {part}" for part in parts if part)
