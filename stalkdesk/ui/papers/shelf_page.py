"""The shelf: every guidance sheet there is, how far and how fresh its texts are, and a blank to look at or print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.carrying import job_name
from stalkdesk.guidance.readability import sheet_readability
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SOURCE_LANGUAGE, Language, spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.papers.making import Making, Wanted, unreviewed
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.papers.printing import printed
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from stalkdesk.ui.papers.words import status_word, translation_said, variant_word

_SIDE_WIDTH = 360


class ShelfPage(QWidget):
    """The sheets at the left, the chosen one at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._shelf: tuple[GuidanceSheet, ...] = ()
        """In the language of the screen."""
        self._pdf = b""
        self._banner = Banner("shelf_page_banner")
        self._preview = PdfPreview()
        self._language = LanguageBox("shelf_language", tr("Arkets sprog"))
        self._language.choose(spoken())
        self._variant = self._made_variants()
        self._list = QListWidget()
        self._list.setObjectName("shelf_list")
        self._list.setAccessibleName(tr("Vejledningsark"))
        self._list.setWordWrap(True)
        self._list.setMinimumHeight(160)
        self._purpose = muted("", "sheet_purpose")
        self._says = muted("", "sheet_says")
        self._translated = muted("", "sheet_translation")
        self._print = primary(tr("Print et tomt ark"), "print_shelf_sheet", "printer")
        self._print.clicked.connect(self._on_print)
        self._lay_out()
        self._language.currentIndexChanged.connect(lambda: self._on_chosen(self._list.currentRow()))
        self._variant.currentIndexChanged.connect(lambda: self._on_chosen(self._list.currentRow()))
        self._list.currentRowChanged.connect(self._on_chosen)

    def _made_variants(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("shelf_variant")
        box.setAccessibleName(tr("Udgave af arket"))
        for variant in Variant:
            box.addItem((variant_word(variant.value) or tr("almindelig")).capitalize(), variant.value)
        return box

    def _lay_out(self) -> None:
        told = QWidget()
        about = QVBoxLayout(told)
        about.setContentsMargins(0, 0, 8, 0)
        about.setSpacing(6)
        for part in (self._purpose, self._says, self._translated):
            about.addWidget(part)
        about.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(title(tr("Vejledninger")))
        left.addWidget(self._language)
        left.addWidget(self._variant)
        left.addWidget(self._list, 3)
        left.addWidget(scrolling(told, "sheet_told"), 2)
        left.addWidget(self._banner)
        left.addWidget(self._print)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(_SIDE_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 20)
        layout.setSpacing(20)
        layout.addWidget(side)
        layout.addWidget(self._preview, 1)

    def refresh(self) -> None:
        """Reads the shelf anew and lists it; the sheet that was chosen stays."""
        desk = self._desk
        self._background.run(lambda: (desk.shelf(spoken()), unreviewed(desk)), self._on_read, self._on_failed)

    def _on_read(self, read: tuple[tuple[GuidanceSheet, ...], frozenset[Language]]) -> None:
        self._shelf, unreviewed_languages = read
        self._language.show_reviewed(unreviewed_languages)
        row = max(self._list.currentRow(), 0)
        self._list.blockSignals(True)
        self._list.clear()
        today = self._desk.now().date()
        for sheet in self._shelf:
            overdue = tr("{sheet} (skal gennemgås igen)", sheet=sheet.title)
            listed = QListWidgetItem(overdue if sheet.is_overdue(today) else sheet.title)
            listed.setData(Qt.ItemDataRole.AccessibleTextRole, listed.text())
            self._list.addItem(listed)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._on_chosen(row)

    # -- one sheet -------------------------------------------------------------------------------------------------------
    def _wanted(self) -> Wanted | None:
        row = self._list.currentRow()
        if not 0 <= row < len(self._shelf):
            return None
        variant = Variant(self._variant.currentData())
        language = self._language.chosen or SOURCE_LANGUAGE
        return Wanted(self._shelf[row].id, language, None, variant, variant is Variant.LARGE)

    def _on_chosen(self, row: int) -> None:
        wanted = self._wanted()
        if wanted is None:
            return
        desk = self._desk
        self._pdf = b""

        def work() -> tuple[GuidanceSheet, GuidanceSheet, bytes]:
            danish = next(one for one in desk.shelf(SOURCE_LANGUAGE) if one.id == wanted.sheet_id)
            made = Making(desk).made(wanted)
            return made.sheet, danish, made.pdf

        self._background.run(work, lambda made: self._on_made(wanted, *made), self._on_failed)

    def _on_made(self, wanted: Wanted, sheet: GuidanceSheet, danish: GuidanceSheet, pdf: bytes) -> None:
        if wanted != self._wanted():
            return
        self._pdf = pdf
        self._preview.show_pdf(pdf)
        self._purpose.setText(self._shelf[self._list.currentRow()].purpose)
        self._says.setText(told_of(sheet, danish))
        translated = translation_said((sheet,))
        self._translated.setText(translated)
        self._translated.setVisible(bool(translated))
        if sheet.is_overdue(self._desk.now().date()):
            self._banner.say(Tone.WARN, tr("Teksten skulle være gennemgået igen. Sig det til den, der passer indholdet."))
        else:
            self._banner.clear()

    def _on_print(self) -> None:
        wanted = self._wanted()
        if not self._pdf or wanted is None:
            return
        drawer, sheet_id = self._desk.open_drawer(), wanted.sheet_id
        try:
            if printed(self, self._pdf, job_name("", 1)):
                self._background.run(lambda: drawer.note("print", fields=(sheet_id,)), lambda _: None, self._on_failed)
        except PrintFailed as problem:
            self._on_failed(problem)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))


def told_of(sheet: GuidanceSheet, danish: GuidanceSheet) -> str:
    """How far the text has come, in which version, when it was checked and is to be checked, and how plain the Danish is."""
    readability = sheet_readability(danish)
    lix = f"{readability.whole.lix:.1f}".replace(".", "," if spoken() is SOURCE_LANGUAGE else ".")
    plain = tr("LIX {lix}", lix=lix)
    if readability.limit is not None:
        plain = tr("LIX {lix} (højst {limit})", lix=lix, limit=readability.limit)
    lines = (
        tr("{status}, version {version}", status=status_word(sheet.language_status).capitalize(), version=sheet.version),
        tr("Sidst gennemgået {date}", date=sheet.last_checked.strftime("%d-%m-%Y")),
        tr("Skal gennemgås senest {date}", date=sheet.review_on.strftime("%d-%m-%Y")),
        plain if sheet.is_source else tr("Den danske tekst: {lix}", lix=plain),
    )
    return "\n".join(lines)
