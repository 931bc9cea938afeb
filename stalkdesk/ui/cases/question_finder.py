"""Where one finds the question to answer: the critical eight with what stands now, and a line that finds any other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QTableView, QVBoxLayout, QWidget

from stalkdesk.intake.checklist import Compartment, Question
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.parsing import shown
from stalkdesk.language import tr
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.icons import icon
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

LONGEST = 200
ROW_HEIGHT = 38


@dataclass(frozen=True, slots=True)
class CriticalLine:
    """A critical question, what stands in the case, and what is being added."""

    question: Question
    name: str
    """What it is about, in a word or two."""
    stands: str
    added: str


def _columns() -> tuple[TableColumn[CriticalLine], ...]:
    return (
        TableColumn(tr("Er noget ændret?"), lambda line: line.name, stretches=True),
        TableColumn(tr("Står nu"), lambda line: line.stands),
        TableColumn(tr("Nyt"), lambda line: line.added),
    )


class QuestionFinder(QWidget):
    """`chosen(str)`: the id of the question to answer."""

    chosen = Signal(str)

    def __init__(self, read: ReadCase, begun: BegunAddition) -> None:
        super().__init__()
        self._read, self._begun = read, begun
        self._by_words = _by_words(read.checklist.questions())
        self.line = self._made_line()
        self.table = ValuesTable(_columns())
        self.view = self._made_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("De kritiske spørgsmål")))
        column.addWidget(muted(tr("Vælg det, der er noget nyt om. Enter eller et klik åbner spørgsmålet.")))
        column.addWidget(self.view)
        column.addSpacing(6)
        column.addWidget(heading(tr("Et andet spørgsmål")))
        column.addWidget(self.line)
        column.addStretch(1)
        self.refresh()

    def _made_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName("question_search")
        line.setAccessibleName(tr("Find et spørgsmål i tjeklisten"))
        line.setPlaceholderText(tr("Skriv et ord fra spørgsmålet, for eksempel våben eller børn"))
        line.setMaxLength(LONGEST)
        line.setMinimumHeight(44)
        line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.completer = QCompleter(QStringListModel(list(self._by_words), line), line)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setMaxVisibleItems(8)
        self.completer.activated.connect(self._on_words_chosen)
        line.setCompleter(self.completer)
        self.popup = self.completer.popup()
        assert self.popup is not None
        self.popup.installEventFilter(self)
        line.returnPressed.connect(self._on_entered)
        return line

    def _made_view(self) -> QTableView:
        view = table_view(self.table, "critical_table", tr("De kritiske spørgsmål, og hvad der står nu"))
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.clicked.connect(self._on_row_chosen)
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + len(CRITICAL) * ROW_HEIGHT + 4)
        return view

    def refresh(self) -> None:
        """Shows again what stands, and what is being added."""
        at = max(self.view.currentIndex().row(), 0)
        known = {question.id: question for question in self._read.checklist.questions()}
        self.table.show_values(tuple(self._line(known[key]) for key in CRITICAL if key in known))
        self.view.setCurrentIndex(self.table.index(at, 0))
        self.line.clear()

    def _line(self, question: Question) -> CriticalLine:
        stands, added = self._read.case.answers.get(question.id), self._begun.answers.get(question.id)
        is_hidden = question.compartment is Compartment.PROTECTED and question.id in self._read.case.protected_ids
        said = tr("Beskyttet") if is_hidden else tr("Intet svar")
        name = self._read.rules.phrases[f"critical.{question.id}"]
        return CriticalLine(
            question,
            name[:1].upper() + name[1:],
            said if stands is None else shown(question, stands),
            "" if added is None else shown(question, added),
        )

    def take_focus(self) -> None:
        """The critical eight first."""
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen question, on every platform."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.view.hasFocus() and self.view.currentIndex().isValid():
            self._on_row_chosen(self.view.currentIndex())
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter over the suggestions, with none of them marked, is Enter in the line."""
        popup = self.popup
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            popup is not None
            and watched is popup
            and event.type() == QEvent.Type.KeyPress
            and is_enter
            and not popup.currentIndex().isValid()
        ):
            popup.hide()
            self._on_entered()
            return True
        return super().eventFilter(watched, event)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.table.values[index.row()].question.id)

    def _on_words_chosen(self, words: str) -> None:
        question_id = self._by_words.get(words)
        if question_id is not None:
            self.chosen.emit(question_id)

    def _on_entered(self) -> None:
        """Enter takes the only question that has these words."""
        typed = self.line.text().strip().casefold()
        found = [key for words, key in self._by_words.items() if typed and typed in words.casefold()]
        if len(found) == 1:
            self.chosen.emit(found[0])


def _by_words(questions: tuple[Question, ...]) -> dict[str, str]:
    """What each question is found by -> its id. Questions in the same words are told apart by their place."""
    found: dict[str, str] = {}
    for place, question in enumerate(questions, start=1):
        found[question.ask if question.ask not in found else f"{question.ask} ({place})"] = question.id
    return found
