"""Pages of the handbook as lines of a list: the chapters as headings between them, or what a search found."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import KnowledgePage, PageKey

_Index = QModelIndex | QPersistentModelIndex
_ROW_PADDING = QSize(28, 19)
"""What the style lays around the text of a row, with the line below and some room for a last letter."""
_HIGHEST = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says; without a page it is the heading of a chapter."""

    text: str
    page: KnowledgePage | None = None


def lines_of(pages: tuple[KnowledgePage, ...]) -> tuple[Line, ...]:
    """A line for each page."""
    return tuple(Line(page.heading, page) for page in pages)


def lines_by_chapter(handbook: Handbook) -> tuple[Line, ...]:
    """The whole handbook: each chapter's heading, then its pages."""
    return tuple(line for chapter in handbook.chapters for line in (Line(chapter.title), *lines_of(chapter.pages)))


class PageLines(QAbstractListModel):
    """The lines, one a row. Headings can't be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def page_at(self, row: int) -> KnowledgePage | None:
        """The page of a row; None for a heading or no row."""
        return self._lines[row].page if 0 <= row < len(self._lines) else None

    def row_of(self, key: PageKey) -> int:
        """The row of that page, or -1."""
        rows = (row for row, line in enumerate(self._lines) if line.page is not None and line.page.key == key)
        return next(rows, -1)

    def first_page(self) -> int:
        """The row of the first page, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.page is not None), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says, bold for a heading; the same for screen readers."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.text
        if role == Qt.ItemDataRole.FontRole and line.page is None:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A page can be chosen, a heading can't."""
        if not index.isValid() or self._lines[index.row()].page is None:
            return Qt.ItemFlag.NoItemFlags if not index.isValid() else Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _WholeText(QStyledItemDelegate):
    """Gives each row the height that its whole text takes at the width of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As many lines as the text needs, with the padding of the style."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        font = index.data(Qt.ItemDataRole.FontRole) or view.font()
        room = QRect(0, 0, max(width - _ROW_PADDING.width(), 1), _HIGHEST)
        needed = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, index.data(Qt.ItemDataRole.DisplayRole))
        return QSize(width, needed.height() + _ROW_PADDING.height())


class PageList(QListView):
    """A list of pages in whole sentences. `wanted`: a page was chosen with Enter or the mouse."""

    wanted = Signal(object)

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.lines = PageLines()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setModel(self.lines)
        self.setItemDelegate(_WholeText(self))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_wanted)

    def choose(self, row: int) -> None:
        """Marks a row and brings it into sight."""
        index = self.lines.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the page on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_wanted(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_wanted(self, index: QModelIndex) -> None:
        page = self.lines.page_at(index.row())
        if page is not None:
            self.wanted.emit(page)
