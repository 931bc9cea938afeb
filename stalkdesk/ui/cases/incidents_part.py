"""The incidents that were added to a case, the newest first, and what was said of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.additions import Incident
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.evaluations_part import selectable
from stalkdesk.ui.labels import muted
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

ACTS = "acts"
"""The question whose choices name the acts of an incident."""


def acts_said(acts: tuple[str, ...], checklist: Checklist) -> str:
    """The acts in the words of the checklist."""
    choices = (choice for question in checklist.questions() if question.id == ACTS for choice in question.choices)
    words = {choice.id: choice.label for choice in choices}
    return ", ".join(words.get(act, act) for act in acts)


class IncidentsPart(QWidget):
    """A table of incidents; what was said of the chosen one stands below it."""

    def __init__(self, incidents: tuple[Incident, ...], checklist: Checklist) -> None:
        super().__init__()
        self._checklist = checklist
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(muted(tr("Hændelser, der er tilføjet efter oprettelsen. De første står under sagsoplysningerne.")))
        if not incidents:
            column.addWidget(selectable(tr("Der er ikke tilføjet nogen hændelse endnu.")))
            column.addStretch(1)
            return
        self.table = ValuesTable(self._columns())
        self.view = table_view(self.table, "incident_table", tr("Tilføjede hændelser, den nyeste først"))
        self.table.show_values(incidents)
        self._heading = selectable("", "strong", "incident_heading")
        self._said = selectable("", "", "incident_said")
        column.addWidget(self.view, 1)
        column.addWidget(self._heading)
        column.addWidget(self._said)
        self.view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.view.setCurrentIndex(self.table.index(0, 0))

    def _columns(self) -> tuple[TableColumn[Incident], ...]:
        return (
            TableColumn(tr("Hvornår"), lambda one: shown_date(one.happened)),
            TableColumn(tr("Hvad"), lambda one: acts_said(one.acts, self._checklist), stretches=True),
            TableColumn(tr("Tilføjet"), lambda one: "" if one.at is None else local_time(one.at)),
            TableColumn(tr("Af"), lambda one: one.by),
        )

    def _on_chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        incident = self.table.values[index.row()]
        self._heading.setText(
            tr("{date}: {acts}", date=shown_date(incident.happened), acts=acts_said(incident.acts, self._checklist))
        )
        self._said.setText(incident.said or tr("Der er ikke skrevet mere om hændelsen."))
