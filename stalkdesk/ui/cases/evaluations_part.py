"""How a case was evaluated: the newest one in plain words, then every one of them, and what each found and changed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from stalkdesk.casework.evaluation_changes import changes_between
from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.intake.explaining import response_to
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Explanation
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import URGENCY_ICON, definition_word, local_time, urgency_word
from stalkdesk.ui.cases.evaluation_words import (
    changes_said,
    levels_said,
    occasion_word,
    told_again,
    versions_said,
    windows_said,
)
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

MOST_ROWS_SHOWN = 5
ROW_HEIGHT = 34


def _columns() -> tuple[TableColumn[Evaluation], ...]:
    return (
        TableColumn(tr("Nr."), lambda one: str(one.number)),
        TableColumn(tr("Tidspunkt"), lambda one: local_time(one.at)),
        TableColumn(tr("Anledning"), lambda one: occasion_word(one.occasion)),
        TableColumn(tr("Mulig stalking"), lambda one: definition_word(one.assessment.definition)),
        TableColumn(tr("Beregnet"), lambda one: urgency_word(one.assessment.urgency)),
        TableColumn(tr("Bekræftet"), lambda one: urgency_word(one.confirmation.urgency)),
        TableColumn(tr("Af"), lambda one: one.officer_name, stretches=True),
    )


def selectable(sentence: str, role: str = "", name: str = "") -> QLabel:
    """A label whose words can be copied."""
    made = label(sentence, role, name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class EvaluationsPart(QWidget):
    """The newest evaluation, the history as a table (newest first), and the chosen one in the words of today's rules."""

    def __init__(self, read: ReadCase) -> None:
        super().__init__()
        self._read = read
        self._evaluations = tuple(reversed(read.case.evaluations))
        self._details = QVBoxLayout()
        self._details.setSpacing(8)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "evaluations_part"))
        if not self._evaluations:
            column.addWidget(selectable(tr("Sagen er ikke vurderet endnu.")))
            column.addStretch(1)
            return
        self._add_newest(column)
        column.addWidget(heading(tr("Sådan er sagen vurderet")))
        self.table = ValuesTable(_columns())
        self.view = self._made_view()
        column.addWidget(self.view)
        column.addLayout(self._details)
        column.addStretch(1)
        self.view.setCurrentIndex(self.table.index(0, 0))

    def _add_newest(self, column: QVBoxLayout) -> None:
        newest = self._evaluations[0]
        said = self._told(newest)
        column.addWidget(selectable(said.headline, "heading", "newest_headline"))
        row = QHBoxLayout()
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(*URGENCY_ICON[newest.confirmation.urgency], 24))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(selectable(levels_said(newest, self._read.names), "strong", "newest_levels"), 1)
        column.addLayout(row)
        column.addWidget(selectable(said.urgency_line, "", "newest_urgency"))
        holds = response_to(newest.confirmation.urgency, self._read.rules, newest.windows)
        column.addWidget(selectable(holds, "", "newest_response"))

    def _made_view(self) -> QTableView:
        view = table_view(self.table, "evaluation_table", tr("Vurderinger af sagen, den nyeste først"))
        self.table.show_values(self._evaluations)
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.horizontalHeader().setMinimumSectionSize(40)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = min(len(self._evaluations), MOST_ROWS_SHOWN)
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + rows * ROW_HEIGHT + 4)
        view.selectionModel().currentRowChanged.connect(self._on_chosen)
        return view

    def _on_chosen(self, index: QModelIndex) -> None:
        while (old := self._details.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if index.isValid():
            self._show_details(self._evaluations[index.row()])

    def _show_details(self, chosen: Evaluation) -> None:
        names = {"number": chosen.number, "at": local_time(chosen.at), "officer": chosen.officer_name}
        self._say(tr("Vurdering {number}, {at}, af {officer}", **names), "heading", "chosen_heading")
        self._say(levels_said(chosen, self._read.names), "strong", "chosen_levels")
        self._details.addWidget(muted(versions_said(chosen), "chosen_versions"))
        if chosen.rules_version != self._read.rules.version:
            self._details.addWidget(muted(self._other_words(chosen), "chosen_other_words"))
        self._list(tr("Grænser, der var sat anderledes end foreslået"), windows_said(chosen.windows), "chosen_windows")
        before = next((one for one in self._evaluations if one.number == chosen.number - 1), None)
        if before is not None:
            changes = changes_between(before.assessment, chosen.assessment)
            said = changes_said(changes, self._read.rules, chosen.windows)
            self._list(tr("Ændret siden vurdering {number}", number=before.number), said, "chosen_changes")
        told = self._told(chosen)
        self._list(tr("Hvorfor"), told.reasons, "chosen_reasons")
        self._list(tr("De fire kendetegn"), tuple(f"{name}: {says}" for _, name, says in told.elements), "chosen_elements")
        self._list(tr("Henvis til"), told.referrals, "chosen_referrals")
        self._list(tr("Tages op igen, hvis"), told.reopen, "chosen_reopen")

    def _other_words(self, chosen: Evaluation) -> str:
        return tr(
            "Den er lavet med reglerne {then}. Grundene står her med ordene fra de regler, der gælder nu: {now}.",
            then=chosen.rules_version,
            now=self._read.rules.version,
        )

    def _list(self, title: str, sentences: tuple[str, ...], name: str) -> None:
        if sentences:
            self._say(title, "strong")
            self._say("\n".join(f"•  {sentence}" for sentence in sentences), "", name)

    def _say(self, sentence: str, role: str, name: str = "") -> None:
        self._details.addWidget(selectable(sentence, role, name))

    def _told(self, evaluation: Evaluation) -> Explanation:
        """Contradictions between answers are told of the newest one only: the answers are those that stand now."""
        is_newest = evaluation is self._evaluations[0]
        facts = facts_from(self._read.case.answers) if is_newest else Facts()
        return told_again(evaluation.assessment, facts, self._read.rules, evaluation.windows)
