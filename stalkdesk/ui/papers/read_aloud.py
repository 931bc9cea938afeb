"""A sheet that stays at the desk: its words large on the screen, the Danish beside them, to be read out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from stalkdesk.guidance.blocks import Beside, Document
from stalkdesk.guidance.reading_aloud import Line, passages
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.labels import label, muted, title
from stalkdesk.ui.papers.words import language_word

_LETTERS, _HEADINGS = 17, 19
"""Points: two people can read it, side by side at the desk."""


class ReadAloud(QWidget):
    """`read`: it was read out; `left`: it was not."""

    read = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("read_aloud")
        self._area: QScrollArea | None = None
        self._place = QVBoxLayout()
        done = primary(tr("Jeg har læst det højt"), "has_read_aloud", "check")
        done.clicked.connect(self.read)
        back = secondary(tr("Tilbage"), "leave_read_aloud", "arrow-left")
        back.clicked.connect(self.left)
        acts = QHBoxLayout()
        acts.setSpacing(10)
        acts.addWidget(back)
        acts.addStretch(1)
        acts.addWidget(done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(title(tr("Læs højt")))
        layout.addWidget(muted(tr("Tag det i jeres eget tempo. Arket bliver her.")))
        layout.addLayout(self._place, 1)
        layout.addLayout(acts)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Shows the words of these sheets, one after another."""
        self.clear()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(4, 4, 16, 16)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(10)
        is_double = any(isinstance(block, Beside) for document in documents for block in document.blocks)
        if is_double:
            _head(grid, documents[0].language)
        for document in documents:
            for passage in passages(document):
                row, width = grid.rowCount(), 1 if is_double else 2
                _say(grid, row, 0, passage.own, document.language, width)
                if passage.other:
                    _say(grid, row, 1, passage.other, SOURCE_LANGUAGE, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1 if is_double else 0)
        grid.setRowStretch(grid.rowCount(), 1)
        area = scrolling(page, "read_aloud_words")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(tr("Arkets ord"))
        self._place.addWidget(area)
        self._area = area
        area.setFocus()

    def clear(self) -> None:
        """Takes the words off the screen."""
        if self._area is not None:
            self._place.removeWidget(self._area)
            self._area.deleteLater()
            self._area = None


def _head(grid: QGridLayout, language: Language) -> None:
    for column, one in enumerate((language, SOURCE_LANGUAGE)):
        grid.addWidget(label(language_word(one), "strong"), 0, column)


def _say(grid: QGridLayout, row: int, column: int, lines: tuple[Line, ...], language: Language, width: int) -> None:
    said = QVBoxLayout()
    said.setSpacing(8)
    for line in lines:
        said.addWidget(_line(line, line.language or language))
    said.addStretch(1)
    grid.addLayout(said, row, column, 1, width)


def _line(line: Line, language: Language) -> QLabel:
    made = label(line.text)
    font = made.font()
    font.setPointSize(_HEADINGS if line.is_heading else _LETTERS)
    font.setBold(line.is_heading)
    made.setFont(font)
    if language.is_right_to_left:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made
