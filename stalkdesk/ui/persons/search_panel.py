"""One field, and what it finds: the persons side by side. Used before a new case, and where two cases are linked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stalkdesk.casework.persons.clues import STRONG
from stalkdesk.casework.persons.persons import FoundPersons, PersonHit
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.casework.persons.typed_persons import LONGEST
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.icons import icon
from stalkdesk.ui.labels import muted
from stalkdesk.ui.persons.words import clues_said, found_said, name_shown, phone_shown, standing_shown, whose_word
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

_TYPING_PAUSE_MS = 250
_ROW = 34
_NOTHING = FoundPersons((), has_more=False, is_enough=False)


def _columns() -> tuple[TableColumn[PersonHit], ...]:
    return (
        TableColumn(tr("Navn"), name_shown, stretches=True),
        TableColumn(tr("Født"), lambda hit: hit.born),
        TableColumn(tr("Telefon"), phone_shown),
        TableColumn(tr("Sag"), lambda hit: hit.reference),
        TableColumn(tr("Modtaget"), lambda hit: local_time(hit.started_at).split(" ", 1)[0]),
        TableColumn(tr("Hastegrad"), standing_shown),
        TableColumn(tr("30 dage"), lambda hit: str(hit.contacts) if hit.contacts else ""),
        TableColumn(tr("Fundet ved"), clues_said),
        TableColumn(tr("Behandler"), lambda hit: hit.officer_name),
    )


class SearchPanel(QWidget):
    """`searched`: what the field finds is on the screen; `chosen`: other rows are chosen; `activated(PersonHit)`: Enter on one;
    `none_wanted`: Enter in the field, and nothing was found."""

    searched = Signal()
    chosen = Signal()
    activated = Signal(object)
    none_wanted = Signal()

    def __init__(self, desk: Desk, background: Background, name: str, without: Sequence[str] = ()) -> None:
        """`without`: references that are not shown."""
        super().__init__()
        self._desk, self._background, self._name, self._without = desk, background, name, frozenset(without)
        self._asked_for = 0
        self._shown_for: tuple[str, Whose] | None = None
        self.found = _NOTHING
        self._banner = Banner(f"{name}_banner")
        self._foot = muted("", f"{name}_count")
        self.field = self._made_field()
        self._whose = self._made_whose()
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, f"{name}_table", tr("Fundne personer"))
        self._dress_view()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._lay_out()
        self._show(_NOTHING, "")

    def _made_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"{self._name}_field")
        field.setAccessibleName(tr("Søg efter en person"))
        field.setPlaceholderText(tr("Navn, telefon, fødselsdato, CPR, øgenavn, mail, nummerplade, profil eller kode"))
        field.setMaxLength(LONGEST)
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._on_typed)
        field.returnPressed.connect(self._on_entered)
        field.installEventFilter(self)
        return field

    def _made_whose(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for place, whose in enumerate(Whose):
            choice = QRadioButton(whose_word(whose))
            choice.setObjectName(f"{self._name}_{whose.value}")
            choice.setAccessibleName(tr("Søg efter: {whose}", whose=whose_word(whose)))
            choice.setChecked(whose is Whose.VICTIM)
            group.addButton(choice, place)
        group.idToggled.connect(lambda _place, is_on: self._on_whose() if is_on else None)
        return group

    def _dress_view(self) -> None:
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.doubleClicked.connect(self._on_activated)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.view.installEventFilter(self)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(18)
        beside.addWidget(self.field, 1)
        for choice in self._whose.buttons():
            beside.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(beside)
        column.addWidget(self._banner)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)

    # -- what is asked ---------------------------------------------------------------------------------------------------
    @property
    def whose(self) -> Whose:
        """Which of the two persons is looked for."""
        return tuple(Whose)[self._whose.checkedId()]

    @property
    def hits(self) -> tuple[PersonHit, ...]:
        """The chosen rows, in order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.table.values[row] for row in rows)

    @property
    def is_searched(self) -> bool:
        """Whether what the field says was looked for."""
        return self.found.is_enough and self._shown_for == (self.field.text(), self.whose)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """In the order of the hand: the field, whose it is, what was found."""
        return (self.field, *self._whose.buttons(), self.view)

    def clear(self) -> None:
        """Empties it: nothing of a person stays on the screen."""
        self.field.clear()
        self._pause.stop()
        self._asked_for += 1
        self._show(_NOTHING, "")
        self._shown_for = None

    def search(self) -> None:
        """Looks for what the field says now."""
        self._pause.stop()
        self._asked_for += 1
        asked, text, whose, drawer = self._asked_for, self.field.text(), self.whose, self._desk.open_drawer()
        if not text.strip():
            self._shown_for = None
            self._show(_NOTHING, "")
            return
        self._background.run(
            lambda: drawer.find_persons(text, whose), lambda found: self._on_found(asked, text, whose, found), self._on_failed
        )

    def _on_whose(self) -> None:
        self.search()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_found(self, asked: int, text: str, whose: Whose, found: FoundPersons) -> None:
        if asked == self._asked_for:
            self._shown_for = (text, whose)
            self._show(found, text)

    def _show(self, found: FoundPersons, text: str) -> None:
        self._banner.clear()
        self.found = found
        hits = tuple(hit for hit in found.hits if hit.reference not in self._without)
        self.table.show_values(hits)
        self._foot.setText(found_said(found, self.whose, text))
        if len(hits) == 1 and STRONG.intersection(hits[0].matched):
            self.view.selectRow(0)
        self.searched.emit()
        self.chosen.emit()

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))

    # -- the keyboard ----------------------------------------------------------------------------------------------------
    def _on_entered(self) -> None:
        if not self.is_searched:
            self.search()
        elif self.table.rowCount():
            self._go_to_list()
        else:
            self.none_wanted.emit()

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.hits:
            self.view.selectRow(0)

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.table.values[index.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to the list, up from its first row back; Enter on a row takes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.field and event.key() == Qt.Key.Key_Down and self.table.rowCount():
                self._go_to_list()
                return True
            if watched is self.view and self._is_taken_by_list(event):
                return True
        return super().eventFilter(watched, event)

    def _is_taken_by_list(self, event: QKeyEvent) -> bool:
        row = self.view.currentIndex()
        if event.key() == Qt.Key.Key_Up and row.row() <= 0 and not event.modifiers():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and row.isValid():
            self._on_activated(row)
            return True
        return False
