"""The first step of adding to a case: the new incident and the answers; beside them what is to be added, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QTabWidget, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_REASON
from stalkdesk.errors import DeskError
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.cases.answers_panel import AnswersPanel
from stalkdesk.ui.cases.begun_addition import AddedLine, BegunAddition, Kind
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.incident_form import IncidentForm
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.fields.writing import Line
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

SIDE_WIDTH = 340


def _columns() -> tuple[TableColumn[AddedLine], ...]:
    return (TableColumn(tr("Tilføjes"), lambda line: line.says, stretches=True),)


class CollectingPanel(QWidget):
    """`changed`: what is to be added changed; `refused(str)`: why it can't go on yet; `ready`: it is to be evaluated."""

    changed = Signal()
    refused = Signal(str)
    ready = Signal()

    def __init__(self, desk: Desk, read: ReadCase, begun: BegunAddition, on: str = "") -> None:
        """`on`: what the button says that goes on; to the evaluation when it is empty."""
        super().__init__()
        self._on_words = on or tr("Se vurderingen")
        self._desk, self._read, self._begun = desk, read, begun
        setting = FieldSetting(lambda: day(desk.now()), read.contacts)
        self.incident = IncidentForm(read, begun, setting)
        self.answers = AnswersPanel(desk, read, begun, setting)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("addition_tabs")
        self._tabs.setAccessibleName(tr("Hvad tilføjes?"))
        self._tabs.addTab(self.incident, tr("Ny hændelse"))
        self._tabs.addTab(self.answers, tr("Svar på spørgsmål"))
        self.table: ValuesTable[AddedLine] = ValuesTable(_columns())
        self._side = self._made_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._tabs, 1)
        row.addWidget(self._side)
        self._connect()
        self._show_lines()

    def _connect(self) -> None:
        self.incident.changed.connect(self.changed)
        self.incident.taken.connect(self._on_incident_taken)
        self.incident.refused.connect(self.refused)
        self.answers.changed.connect(self._on_changed)
        self._tabs.currentChanged.connect(lambda _place: self.take_focus())
        self.reason.textEdited.connect(self._on_reason_typed)

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("addition_side")
        side.setProperty("role", "panel")
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading(tr("Det, der tilføjes")))
        self._nothing = muted(
            tr("Skriv en hændelse, eller svar på et spørgsmål. Det første, der er skrevet i sagen, bliver stående.")
        )
        column.addWidget(self._nothing)
        self.view = self._made_view()
        column.addWidget(self.view, 1)
        column.addLayout(self._made_acts())
        column.addStretch(0)
        self._add_reason(column)
        evaluate = primary(self._on_words, "see_evaluation", "arrow-right", "Ctrl+Return")
        evaluate.clicked.connect(self.go_on)
        column.addWidget(evaluate)
        return side

    def _made_view(self) -> QTableView:
        view = table_view(self.table, "added_table", tr("Det, der tilføjes"))
        view.horizontalHeader().hide()
        view.setWordWrap(True)
        view.horizontalHeader().sectionResized.connect(lambda *_: view.resizeRowsToContents())
        return view

    def _made_acts(self) -> QHBoxLayout:
        self._edit = quiet(tr("Ret"), "edit_added", "file-text")
        self._remove = quiet(tr("Fjern"), "remove_added", "x")
        self._edit.clicked.connect(self._on_edit)
        self._remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.addWidget(self._edit)
        row.addWidget(self._remove)
        row.addStretch(1)
        return row

    def _add_reason(self, column: QVBoxLayout) -> None:
        asked = label(tr("Hvorfor tilføjes det?"), "strong")
        self.reason = Line("addition_reason", fits=lambda text: len(text) <= MOST_REASON)
        self.reason.setAccessibleName(tr("Hvorfor tilføjes det?"))
        self.reason.setText(self._begun.reason)
        asked.setBuddy(self.reason)
        column.addWidget(asked)
        column.addWidget(self.reason)
        today = shown_date(DateValue(day(self._desk.now()).isoformat()))
        for name, words in (
            ("new_contact", tr("Ny henvendelse {date}", date=today)),
            ("mistyped", tr("Fejl i indtastningen")),
        ):
            suggestion = secondary(words, f"reason_{name}")
            suggestion.setAccessibleName(tr("Brug som grund: {words}", words=words))
            suggestion.clicked.connect(lambda _checked=False, words=words: self._use_reason(words))
            column.addWidget(suggestion)
        column.addSpacing(4)

    # -- the keyboard ----------------------------------------------------------------------------------------------------
    def take_focus(self) -> None:
        """Where one goes on: the incident, or the answers."""
        if self._tabs.currentWidget() is self.answers:
            self.answers.take_focus()
        else:
            self.incident.take_focus()

    def show_again(self) -> None:
        """What is to be added was changed elsewhere."""
        self.answers.refresh()
        self._show_lines()

    def show_answers(self) -> None:
        """Goes over to the answers."""
        self._tabs.setCurrentWidget(self.answers)

    # -- what is to be added ---------------------------------------------------------------------------------------------
    def _show_lines(self) -> None:
        lines = self._begun.lines(self._read.checklist, self._read.case.answers.get)
        self.table.show_values(lines)
        self._nothing.setVisible(not lines)
        for part in (self.view, self._edit, self._remove):
            part.setVisible(bool(lines))
        if lines:
            self.view.resizeRowsToContents()
            self.view.setCurrentIndex(self.table.index(len(lines) - 1, 0))

    def _on_changed(self) -> None:
        self._show_lines()
        self.changed.emit()

    def _on_incident_taken(self) -> None:
        if self._take_incident():
            self.incident.take_focus()

    def _take_incident(self) -> bool:
        """Takes the typed incident among those to be added. False, with the sentence said, when something is missing."""
        try:
            self._begun.take_incident(day(self._desk.now()))
        except DeskError as wrong:
            self._tabs.setCurrentWidget(self.incident)
            self.refused.emit(str(wrong))
            return False
        self.incident.show_begun()
        self._on_changed()
        return True

    def _on_edit(self) -> None:
        line = chosen(self.view, self.table)
        if line is None:
            return
        if line.kind is Kind.ANSWER:
            self.show_answers()
            self.answers.open_question(line.question_id)
        elif self._begun.incident.is_empty or self._take_incident():
            self._begun.edit_incident(line.place)
            self._tabs.setCurrentWidget(self.incident)
            self.incident.show_begun()
            self.incident.take_focus()
            self._on_changed()

    def _on_remove(self) -> None:
        line = chosen(self.view, self.table)
        if line is None:
            return
        if line.kind is Kind.ANSWER:
            self._begun.answers.pop(line.question_id, None)
        else:
            self._begun.incidents.pop(line.place)
        self.answers.refresh()
        self._on_changed()

    # -- why, and on -----------------------------------------------------------------------------------------------------
    def _on_reason_typed(self, text: str) -> None:
        self._begun.reason = text
        self.changed.emit()

    def _use_reason(self, words: str) -> None:
        self.reason.setText(words)
        self._on_reason_typed(words)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """`ready`, when everything typed can be taken along; else what is wrong is said. Nothing is left behind unseen."""
        if not self.answers.hand_in():
            self.show_answers()
        elif self._begun.unfinished:
            self.show_answers()
            self.answers.open_question(next(iter(self._begun.unfinished)))
            self.refused.emit(tr("Et svar er begyndt og ikke færdigt. Gør det færdigt, eller fjern det."))
        elif not self._begun.incident.is_empty and not self._take_incident():
            return
        elif not self._begun.has_something:
            self.refused.emit(tr("Der er ikke noget at tilføje endnu. Skriv en hændelse, eller svar på et spørgsmål."))
        elif not self._begun.reason.strip():
            self.refused.emit(tr("Skriv, hvorfor det tilføjes. Grunden bliver en del af sagen."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.ready.emit()
