"""The pattern of a case on the screen: the chart, what escalates, the rests, the typical examples; the page for paper."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.log.pattern import Example, examples_of, pattern_of_case
from stalkdesk.casework.officers import Act
from stalkdesk.guidance.pattern_words import chart_of, counted_said, dates_said, gaps_said, mark_said, rules_said
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.act_words import act_words
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.evaluations_part import selectable
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.pattern.chart import ChartTable, PatternChart
from stalkdesk.ui.pattern.page import PatternPage


class PatternPart(CasePart):
    """Everything is read from the case as it was read; nothing waits."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._pattern = pattern_of_case(read.case)
        self._words: Mapping[str, str] = act_words(read.checklist)
        self.chart, self.table = PatternChart(), ChartTable()
        chart = chart_of(self._pattern, self._pattern.marks) if self._pattern.periods else None
        self.chart.show_chart(chart)
        self.table.show_chart(chart)
        self._view = self._made_view()
        self._shown = QStackedWidget()
        self._shown.addWidget(scrolling(self._made_content(), "pattern_scroll"))
        self._shown.addWidget(self._view)
        self._lay_out()

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("pattern_table")
        view.setAccessibleName(tr("Diagrammets tal, det seneste først"))
        view.setModel(self.table)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return view

    def _lay_out(self) -> None:
        self._other = quiet(tr("Vis tallene som tabel"), "pattern_as_table")
        self._other.clicked.connect(self._on_other)
        paper = primary(tr("Mønsterside på papir"), "pattern_paper", "printer")
        paper.clicked.connect(self._on_paper)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(selectable(counted_said(self._pattern), "strong", "pattern_counted"), 1)
        top.addWidget(self._other)
        top.addWidget(paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._shown, 1)
        # once they have a parent: else each is a window of its own for a moment, which takes the keyboard
        paper.setVisible(self.desk.open_drawer().officer.may(Act.TAKE_INTAKE))
        self._other.setVisible(bool(self._pattern.periods))

    def _made_content(self) -> QWidget:
        content, pattern = QWidget(), self._pattern
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 8, 8)
        column.setSpacing(8)
        if pattern.periods:
            column.addWidget(self.chart)
        else:
            self.chart.setParent(content)
            self.chart.hide()
        for sentence in dates_said(pattern):
            column.addWidget(muted(sentence))
        if pattern.periods:
            column.addWidget(heading(tr("Tegn på optrapning")))
            marks = [f"{number}.  {mark_said(mark, self._words)}" for number, mark in enumerate(pattern.marks, start=1)]
            column.addWidget(selectable("\n".join(marks) or tr("Ingen efter de regler, der tælles med."), "", "pattern_marks"))
            column.addWidget(selectable(gaps_said(pattern), "", "pattern_gaps"))
            column.addWidget(muted("\n".join(rules_said()), "pattern_rules"))
        column.addWidget(heading(tr("Typiske eksempler")))
        examples = "\n".join(f"{place}.  {_said(one)}" for place, one in enumerate(examples_of(self.read.case), start=1))
        nothing = tr("Der er ikke valgt nogen endnu. Vælg tre til fem på hændelseslisten.")
        column.addWidget(selectable(examples or nothing, "", "pattern_examples"))
        column.addStretch(1)
        return content

    def _on_other(self) -> None:
        is_table = self._shown.currentIndex() == 0
        self._shown.setCurrentIndex(int(is_table))
        self._other.setText(tr("Vis diagrammet") if is_table else tr("Vis tallene som tabel"))
        self._other.setAccessibleName(self._other.text())

    def _on_paper(self) -> None:
        self.over_asked.emit(PatternPage(self.desk, self.background, self.read, self._words))


def _said(example: Example) -> str:
    if example.happened is None:
        return tr("Fra den første samtale: {said}", said=example.said)
    words = {"date": shown_date(example.happened), "number": example.number, "said": example.said}
    return tr("{date} (hændelse {number}): {said}", **words)


PATTERN = PartOfCase(
    "pattern_part",
    lambda _read: tr("Mønster"),
    PatternPart,
    lambda _desk, read: read.case.line.status is CaseStatus.FILED,
)
