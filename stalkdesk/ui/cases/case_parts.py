"""The parts of a case as they are read: what was found, the answers, the sheets that were given, the journal."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Case
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.findings import Explanation
from stalkdesk.intake.parsing import shown
from stalkdesk.language import tr
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_table import local_time, urgency_word
from stalkdesk.ui.cases.journal_words import act_word
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


def overview(case: Case, found: Explanation | None) -> QWidget:
    """What was found and why, and what follows from it."""
    if found is None:
        return _column(_text(tr("Sagen er ikke vurderet endnu.")))
    parts = [_text(found.headline, "heading"), _text(found.urgency_line, "strong"), _text(found.response)]
    for title, sentences in (
        (tr("Hvorfor"), found.reasons),
        (tr("Elementerne"), tuple(f"{name}: {says}" for _, name, says in found.elements)),
        (tr("Henvis til"), found.referrals),
        (tr("Tages op igen, hvis"), found.reopen),
    ):
        if sentences:
            parts.append(_text(title, "heading"))
            parts += [_text(f"•  {sentence}") for sentence in sentences]
    confirmation = case.confirmation
    if confirmation is not None and confirmation.reason:
        parts.append(
            _text(
                tr(
                    "Hastegraden er sat til {level}: {reason}",
                    level=urgency_word(confirmation.urgency),
                    reason=confirmation.reason,
                )
            )
        )
    return _column(*parts)


def answers_by_section(checklist: Checklist, answers: Mapping[str, Answer]) -> QWidget:
    """Question and answer, section by section, as the checklist has them."""
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
            said = _text(shown(question, answers[question.id]))
            said.setAlignment(Qt.AlignmentFlag.AlignTop)
            rows.addRow(asked, said)
        parts.append(form)
    return _column(*(parts or [_text(tr("Der er ingen svar her."))]))


def sheets_given(case: Case, titles: Mapping[str, str]) -> QWidget:
    """Which sheets went out, when, in which version and language, by whom. `titles`: sheet id -> title."""
    if not case.sheets:
        return _column(_text(tr("Der er ikke givet noget ark endnu.")))
    how = {"printed": tr("printet"), "saved": tr("gemt som PDF")}
    in_language = {"da": tr("på dansk"), "en": tr("på engelsk")}
    return _column(
        *(
            _text(
                tr(
                    "{at}: {sheet}, version {version}, {language}, {how} af {by}",
                    at=local_time(sheet.at),
                    sheet=titles.get(sheet.sheet_id, sheet.sheet_id),
                    version=sheet.sheet_version,
                    language=in_language.get(sheet.language, sheet.language),
                    how=how.get(sheet.how, sheet.how),
                    by=sheet.by,
                )
            )
            for sheet in case.sheets
        )
    )


def journal(case: Case, names: Mapping[str, str]) -> QWidget:
    """Every act on the case: who, when, what, why. `names`: question or sheet id -> what it is called."""

    def says(number: int) -> str:
        line = case.journal[number]
        told = f"{local_time(line.at)}  ·  {line.officer_name}  ·  {act_word(line.act)}"
        about = ", ".join(names.get(one, one) for one in line.fields)
        return told + (f"  ·  {about}" if about else "") + (f"  ·  {line.reason}" if line.reason else "")

    return _column(*(_text(says(number)) for number in range(len(case.journal))))
