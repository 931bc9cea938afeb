"""The case list as a table: columns are data, rows are frozen values, pages come from the drawer as they are needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from stalkdesk.casework.cases import Case, CaseLine, CaseStatus
from stalkdesk.casework.support.plan import holder, is_closed
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import tr
from stalkdesk.ui import theme

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PAGE = 100
"""How many lines are asked for at a time."""


def local_time(at: datetime) -> str:
    """A UTC time as it is written on a Danish screen: `22-11-2026 kl. 09.14`."""
    local = at.astimezone(_COPENHAGEN)
    return tr("{date} kl. {time}", date=local.strftime("%d-%m-%Y"), time=local.strftime("%H.%M"))


def urgency_word(urgency: Urgency | None) -> str:
    """The level in a word; a dash while there is none."""
    words = {
        Urgency.ACUTE: tr("Akut"),
        Urgency.HIGH: tr("Høj"),
        Urgency.MODERATE: tr("Moderat"),
        Urgency.ROUTINE: tr("Rutine"),
    }
    return words[urgency] if urgency is not None else "–"


def definition_word(definition: Definition | None) -> str:
    """The outcome of the definition test in a few words; a dash while there is none."""
    words = {
        Definition.LIKELY: tr("Sandsynlig"),
        Definition.POSSIBLE: tr("Mulig"),
        Definition.NOT_BY_THIS_INFORMATION: tr("Ikke ud fra dette"),
    }
    return words[definition] if definition is not None else "–"


def status_word(line: CaseLine) -> str:
    """Where the case stands, in a few words."""
    if line.status is CaseStatus.DRAFT:
        return tr("Kladde")
    if line.is_in_error:
        return tr("Oprettet ved en fejl")
    if line.status is CaseStatus.DISCARDED:
        return tr("Kasseret")
    return tr("Journaliseret") if line.journal_number else tr("Oprettet")


def line_said(line: CaseLine) -> str:
    """A case in one line: when, by whom, what it is taken for, how much it hastens."""
    return tr(
        "Modtaget {at} af {officer} · {definition} · hastegrad: {urgency}",
        at=local_time(line.started_at),
        officer=line.officer_name,
        definition=definition_word(line.definition),
        urgency=urgency_word(line.urgency),
    )


def case_said(case: Case) -> str:
    """The same of a case as it is read, which also tells the day on which it was closed."""
    newest, said = holder(case.entries), line_said(case.line)
    if newest is None or not is_closed(case.entries):
        return said
    closed = tr("Afsluttet {date}", date=local_time(newest.at).split(" ")[0])
    return f"{closed} · {said[:1].lower()}{said[1:]}"


URGENCY_ICON = {
    Urgency.ACUTE: ("siren", "danger"),
    Urgency.HIGH: ("triangle-alert", "warn"),
    Urgency.MODERATE: ("circle-dot", "accent"),
    Urgency.ROUTINE: ("circle-check", "success"),
}
"""Icon and colour token of each level; the word always stands beside it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in pixels at 100 % (0: takes the rest), and what a line shows in it."""

    heading: Callable[[], str]
    width: int
    shows: Callable[[CaseLine], str]
    has_urgency_icon: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(lambda: tr("Sag"), 136, lambda line: line.reference),
    Column(lambda: tr("Modtaget"), 184, lambda line: local_time(line.started_at)),
    Column(lambda: tr("Hastegrad"), 124, lambda line: urgency_word(line.urgency), has_urgency_icon=True),
    Column(lambda: tr("Mulig stalking"), 156, lambda line: definition_word(line.definition)),
    Column(lambda: tr("Status"), 184, status_word),
    Column(lambda: tr("Behandler"), 0, lambda line: line.officer_name),
)


class CaseTable(QAbstractTableModel):
    """The lines that are there so far. `more_wanted` asks for the next page, after the reference it carries."""

    more_wanted = Signal(str)

    def __init__(self, icon_for: Callable[[Urgency], QIcon]) -> None:
        super().__init__()
        self._icon_for = icon_for
        self._lines: tuple[CaseLine, ...] = ()
        self._has_more = False
        self._is_asking = False

    def show_lines(self, lines: tuple[CaseLine, ...], has_more: bool | None = None) -> None:
        """Replaces what is shown with a first page, or with as many lines as there were before (`has_more` then says so)."""
        self.beginResetModel()
        self._lines = lines
        self._has_more = len(lines) >= PAGE if has_more is None else has_more
        self._is_asking = False
        self.endResetModel()

    def add_lines(self, lines: tuple[CaseLine, ...]) -> None:
        """Adds the next page."""
        self._is_asking = False
        self._has_more = len(lines) >= PAGE
        if not lines:
            return
        self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def line(self, row: int) -> CaseLine:
        """The line in that row."""
        return self._lines[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.shows(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading()}: {column.shows(line)}"
        if role == Qt.ItemDataRole.ForegroundRole and line.is_in_error:
            return QColor(theme.colours()["disabled"])
        if role == Qt.ItemDataRole.DecorationRole and column.has_urgency_icon and line.urgency is not None:
            return self._icon_for(line.urgency)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return super().headerData(section, orientation, role)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return self._has_more and not self._is_asking and not parent.isValid()

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        if self._lines and self.canFetchMore(parent):
            self._is_asking = True
            self.more_wanted.emit(self._lines[-1].reference)
