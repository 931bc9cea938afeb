"""The shelf: every guidance sheet there is, how fresh its texts are, and a copy to look at or print without a case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import blank_setting
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.cases.preview import PdfPreview, printed
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title


class ShelfPage(QWidget):
    """The sheets at the left, the chosen one at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._pdf = b""
        self._banner = Banner("shelf_page_banner")
        self._preview = PdfPreview()
        self._language = QComboBox()
        self._language.setObjectName("shelf_language")
        self._language.setAccessibleName(tr("Arkets sprog"))
        for language, name in ((Language.DANISH, "Dansk"), (Language.ENGLISH, "English")):
            self._language.addItem(name, language.value)
        self._list = QListWidget()
        self._list.setObjectName("shelf_list")
        self._list.setAccessibleName(tr("Vejledningsark"))
        self._list.setWordWrap(True)
        self._says = muted("", "sheet_says")
        self._print = primary(tr("Print"), "print_shelf_sheet", "printer")
        self._print.clicked.connect(self._on_print)
        self._lay_out()
        self._language.currentIndexChanged.connect(self.refresh)
        self._list.currentRowChanged.connect(self._on_chosen)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(title(tr("Vejledninger")))
        left.addWidget(self._language)
        left.addWidget(self._list, 1)
        left.addWidget(self._says)
        left.addWidget(self._banner)
        left.addWidget(self._print)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(340)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 20)
        layout.setSpacing(20)
        layout.addWidget(side)
        layout.addWidget(self._preview, 1)

    def _sheets(self) -> tuple[GuidanceSheet, ...]:
        return self._desk.shelf(Language(self._language.currentData()))

    def refresh(self) -> None:
        """Lists the shelf in the language that is chosen."""
        row = max(self._list.currentRow(), 0)
        self._list.clear()
        for sheet in self._sheets():
            listed = QListWidgetItem(sheet.title)
            listed.setData(Qt.ItemDataRole.AccessibleTextRole, sheet.title)
            self._list.addItem(listed)
        self._list.setCurrentRow(row)

    def _on_chosen(self, row: int) -> None:
        if row < 0:
            return
        sheet = self._sheets()[row]
        checked = sheet.last_checked.strftime("%d-%m-%Y")
        self._says.setText(
            tr(
                "{purpose} Version {version}. Teksten er sidst gennemgået {date}.",
                purpose=sheet.purpose,
                version=sheet.version,
                date=checked,
            )
        )
        if sheet.is_overdue(self._desk.now().date()):
            self._banner.say(Tone.WARN, tr("Teksten skulle være gennemgået igen. Sig det til den, der passer indholdet."))
        else:
            self._banner.clear()
        desk, drawer = self._desk, self._desk.open_drawer()

        def work() -> bytes:
            setting = blank_setting(
                drawer.unit(), drawer.contacts(), desk.agencies(sheet.language), desk.words(sheet.language), desk.now()
            )
            return desk.pdf(composed(sheet, setting))

        self._background.run(work, lambda pdf: self._on_made(row, pdf), self._on_failed)

    def _on_made(self, row: int, pdf: bytes) -> None:
        if row == self._list.currentRow():
            self._pdf = pdf
            self._preview.show_pdf(pdf)

    def _on_print(self) -> None:
        if not self._pdf:
            return
        sheet, drawer = self._sheets()[self._list.currentRow()], self._desk.open_drawer()
        try:
            if printed(self, self._pdf, sheet.id):
                self._background.run(lambda: drawer.note("print", fields=(sheet.id,)), lambda _: None, self._on_failed)
        except PrintFailed as problem:
            self._on_failed(problem)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
