"""The page Viden: every page of the handbook in a list, found as one types, and the handbook as it is printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError, PlaceUnfit, PrintFailed
from stalkdesk.intake.windows import windows_from
from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.handbook_document import handbook_document
from stalkdesk.knowledge.pages import KnowledgePage, PageKey
from stalkdesk.knowledge.searching import Index, index_of
from stalkdesk.language import spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.choosing import chosen_target
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.knowledge.keys_list import KeysList
from stalkdesk.ui.knowledge.page_lines import PageList, lines_by_chapter, lines_of
from stalkdesk.ui.knowledge.reading import Reading
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.papers.preview import PdfPreview, documents
from stalkdesk.ui.papers.printing import printed

_LIST_WIDTH = 390
_MOST_TYPED = 100


class HandbookPage(QWidget):
    """The list at the left; at the right the chosen page, or the handbook on paper. `saved`: the handbook was saved."""

    saved = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("knowledge_page")
        self._desk, self._background = desk, background
        self._handbook: Handbook | None = None
        self._index: Index | None = None
        self._pdf = b""
        self._banner = Banner("knowledge_page_banner")
        self._search = self._made_search()
        self._list = PageList("knowledge_list", tr("Sider i håndbogen"))
        self._count = muted("", "knowledge_count")
        self._reading = Reading()
        self._preview = PdfPreview()
        self._keys = KeysList()
        self._keys.left.connect(self._on_keys_left)
        self._keys_opened = OpenedForm(self._keys, self._on_keys_left)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self._on_chosen(now.row()))
        self._reading.wanted.connect(self._on_wanted)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setObjectName("knowledge_search")
        search.setAccessibleName(tr("Søg i håndbogen"))
        search.setPlaceholderText(tr("Søg, fx våben, børn eller A4 (Ctrl+F)"))
        search.setMaxLength(_MOST_TYPED)
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._on_typed)
        search.returnPressed.connect(lambda: self._list.setFocus())
        return search

    def _lay_out(self) -> None:
        self._on_paper = secondary(tr("Hele håndbogen på papir"), "handbook_on_paper", "file-text")
        self._on_paper.clicked.connect(self._on_paper_wanted)
        keys = secondary(tr("&Taster"), "show_keys")
        keys.clicked.connect(self._on_keys_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._on_paper, 1)
        foot.addWidget(keys)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(title(tr("Viden")))
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        left.addWidget(self._count)
        left.addWidget(self._banner)
        left.addLayout(foot)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(_LIST_WIDTH)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._reading)
        self._shown.addWidget(self._paper())
        self._shown.addWidget(self._keys)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 28, 24, 20)
        layout.setSpacing(28)
        layout.addWidget(side)
        layout.addWidget(self._shown, 1)

    def _paper(self) -> QWidget:
        """The handbook as it is printed, with what can be done with it."""
        back = quiet(tr("Tilbage til siden"), "handbook_back", "arrow-left")
        keep = secondary(tr("Gem som PDF"), "save_handbook", "save")
        self._print = primary(tr("Print"), "print_handbook", "printer")
        back.clicked.connect(self._on_reading_wanted)
        keep.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(self._print)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._preview, 1)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """One comes here to find something."""
        super().showEvent(event)
        self._search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the list, Esc empties the search."""
        if self._search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self._list.setFocus()
        elif self._search.hasFocus() and event.key() == Qt.Key.Key_Escape:
            self._search.clear()
        else:
            super().keyPressEvent(event)

    # -- finding and reading ---------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Reads the handbook with the authority's numbers as they are now."""
        desk, drawer, language = self._desk, self._desk.open_drawer(), spoken()

        def work() -> tuple[Handbook, Index]:
            handbook = desk.handbook(language, windows_from(drawer.setting))
            return handbook, index_of(handbook)

        self._background.run(work, lambda made: self._on_read(*made), self._on_failed)

    def _on_read(self, handbook: Handbook, index: Index) -> None:
        if handbook is not self._handbook:
            self._handbook, self._index, self._pdf = handbook, index, b""
            self._on_reading_wanted()
            self._on_typed(self._search.text())

    def _on_typed(self, query: str) -> None:
        """Shows what is found, and keeps the page that is read while it is among it."""
        if self._handbook is None or self._index is None:
            return
        row, lines = self._list.currentIndex().row(), self._list.lines
        before = lines.page_at(row)
        found = self._index.found(query)
        lines.show_lines(lines_of(found) if query.strip() else lines_by_chapter(self._handbook))
        self._count.setText(_count_sentence(len(found), bool(query.strip())))
        kept = lines.row_of(before.key) if before is not None and not query.strip() else -1
        row = kept if kept >= 0 else lines.first_page()
        if row >= 0:
            self._list.choose(row)

    def _on_chosen(self, row: int) -> None:
        page = self._list.lines.page_at(row)
        if page is not None and self._handbook is not None:
            self._reading.show_page(self._handbook, page, self._desk.now().date())
            self._on_reading_wanted()

    def _on_wanted(self, page: KnowledgePage) -> None:
        self.open_page(page.key)

    def open_page(self, key: PageKey) -> None:
        """Goes to that page in the whole list; a search gives way. A page that is not written leaves all as it is."""
        if self._handbook is None or not self._handbook.has(key.kind, key.id):
            return
        self._search.clear()
        self._list.choose(self._list.lines.row_of(key))
        self._list.setFocus()

    # -- the keys --------------------------------------------------------------------------------------------------------
    def _on_keys_wanted(self) -> None:
        self._keys_opened.opens()
        self._shown.setCurrentWidget(self._keys)
        self._on_paper.setEnabled(True)
        self._keys.take_focus()

    def _on_keys_left(self) -> None:
        self._on_reading_wanted()
        self._keys_opened.give_back(self._search)

    # -- on paper --------------------------------------------------------------------------------------------------------
    def _on_reading_wanted(self) -> None:
        self._shown.setCurrentWidget(self._reading)
        self._on_paper.setEnabled(True)

    def _on_paper_wanted(self) -> None:
        if self._handbook is None:
            return
        self._on_paper.setEnabled(False)
        desk, handbook = self._desk, self._handbook
        document = handbook_document(handbook, desk.now().date())
        self._background.run(lambda: self._pdf or desk.pdf(document), lambda pdf: self._on_made(handbook, pdf), self._on_failed)

    def _on_made(self, handbook: Handbook, pdf: bytes) -> None:
        if handbook is not self._handbook:
            return
        self._pdf = pdf
        self._preview.show_pdf(pdf)
        self._shown.setCurrentIndex(1)
        self._print.setFocus()

    def _on_print(self) -> None:
        try:
            printed(self, self._pdf, "StalkDesk")
        except PrintFailed as problem:
            self._on_failed(problem)

    def _on_save(self) -> None:
        proposed = str(Path(documents()) / f"stalkdesk-{spoken().value}.pdf")
        target = chosen_target(self, tr("Hvor skal håndbogen gemmes?"), proposed, "PDF (*.pdf)")
        if target is not None:
            self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Writes the handbook that is shown into that file."""
        try:
            target.write_bytes(self._pdf)
        except OSError as problem:
            sentence = tr("Håndbogen kunne ikke gemmes der: {problem}. Vælg et andet sted.", problem=problem.strerror or "?")
            self._on_failed(PlaceUnfit(sentence))
            return
        self._banner.say(Tone.SUCCESS, tr("Håndbogen er gemt i {file}.", file=str(target)))
        self.saved.emit()

    def _on_failed(self, problem: DeskError) -> None:
        self._on_paper.setEnabled(True)
        self._banner.say(Tone.DANGER, str(problem))


def _count_sentence(count: int, is_search: bool) -> str:
    if count == 0:
        return tr("Ingen sider passer. Prøv færre ord eller begyndelsen af et ord.")
    if not is_search:
        return tr("{count} sider i håndbogen.", count=count)
    return tr("1 side fundet.") if count == 1 else tr("{count} sider fundet.", count=count)
