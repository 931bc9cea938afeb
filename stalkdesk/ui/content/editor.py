"""One sheet in one language: its parts at the left, the text of the chosen one, and the whole sheet as it would be printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stalkdesk.casework.content_changes import Value
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.editing import part_value
from stalkdesk.guidance.filling_in import blank_setting
from stalkdesk.guidance.proposing import MAIN_SHEET, MOST_PAGES, editable, part_faults, part_of, part_proposal, with_part
from stalkdesk.guidance.readability import sheet_readability
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.part_form import PartForm
from stalkdesk.ui.content.words import part_title
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.papers.words import language_word

_PAUSE_MS = 400
"""So long nothing is typed before the page is made again."""
_LIST_WIDTH = 210
_FORM_WIDTH = 400


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page that was made: for which texts, and what is to be said of it."""

    value: Value
    pdf: bytes
    pages: int
    missing_signs: str


class SheetEditor(ContentPart):
    """Emits `left` when the person goes back to the list."""

    left = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_editor", desk, background)
        self._sheet: GuidanceSheet | None = None
        self._title = heading("", "editor_title")
        self._parts = QListWidget()
        self._parts.setObjectName("editor_parts")
        self._parts.setAccessibleName(tr("Arkets dele"))
        self._parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts.currentRowChanged.connect(self._on_chosen)
        self._form = PartForm(desk)
        self._form.typed.connect(self._on_typed)
        self._pages = label("", "", "editor_pages")
        self._preview = PdfPreview()
        self._send = primary(tr("Send til &godkendelse"), "editor_send", "check")
        self._send.clicked.connect(self.send)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._lay_out()

    def _lay_out(self) -> None:
        back = quiet(tr("&Tilbage til listen"), "editor_back", "arrow-left")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        inside = QWidget()
        typing = QVBoxLayout(inside)
        typing.setContentsMargins(0, 0, 10, 0)
        typing.setSpacing(10)
        typing.addWidget(self._form)
        typing.addStretch(1)
        middle, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        middle.addWidget(scrolling(inside, "editor_scroll"), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._send, 1)
        foot.addWidget(self._form.begun.undo)
        middle.addLayout(foot)
        right.addWidget(self._pages)
        right.addWidget(self._preview, 1)
        self._parts.setFixedWidth(_LIST_WIDTH)
        row.setSpacing(16)
        row.addWidget(self._parts)
        row.addLayout(middle, _FORM_WIDTH)
        row.addLayout(right, _FORM_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 24, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    # -- which sheet, which part -----------------------------------------------------------------------------------------
    def open_sheet(self, known: Known, sheet_id: str, language: Language) -> None:
        """Shows the parts of a sheet that say something, the first one chosen."""
        self.banner.clear()
        self._sheet = known.sheet(sheet_id, language)
        self._title.setText(f"\u2068{self._sheet.title}\u2069 · {language_word(language)}")
        self._form.begin(language)
        self._list_parts(0)
        self.show_known(known)
        self._parts.setFocus()

    def show_known(self, known: Known) -> None:
        """Reads the sheet again; what is being typed stays."""
        super().show_known(known)
        if self._sheet is not None:
            self._sheet = known.sheet(self._sheet.id, self._sheet.language)
            self._on_chosen(self._parts.currentRow())

    def _list_parts(self, row: int) -> None:
        assert self._sheet is not None
        self._parts.blockSignals(True)
        self._parts.clear()
        for part in self._sheet.parts:
            if editable(part):
                listed = QListWidgetItem(part_title(part))
                listed.setData(Qt.ItemDataRole.UserRole, part.key)
                listed.setToolTip(listed.text())
                listed.setData(Qt.ItemDataRole.AccessibleTextRole, listed.text())
                self._parts.addItem(listed)
        self._parts.setCurrentRow(row)
        self._parts.blockSignals(False)

    @property
    def _key(self) -> str:
        item = self._parts.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _on_chosen(self, row: int) -> None:
        if self._sheet is None or self.known is None or row < 0:
            return
        part, danish = part_of(self._sheet, self._key), self._danish()
        original = "" if self._sheet.is_source else "\n".join(part_lines(part_value(part_of(danish, self._key))))
        named = next((source for source in part.sources if source != "OWN"), "OWN")
        place = f"part {self._sheet.id}.{self._key} {self._sheet.language.value}"
        self._form.show_part(place, part, original, self.known.sources, named, self.known.today)
        self._draw()

    def _danish(self) -> GuidanceSheet:
        assert self._sheet is not None
        assert self.known is not None
        return self.known.sheet(self._sheet.id, SOURCE_LANGUAGE)

    # -- what is typed ---------------------------------------------------------------------------------------------------
    def _on_typed(self) -> None:
        self._say_how_plain()
        self._pause.start()

    def _say_how_plain(self) -> None:
        sheet = self._sheet
        if sheet is None or not self._key:
            return
        value = self._form.value()
        letters = sum(len(line) for line in part_lines(value))
        if not sheet.is_source:
            self._form.plain.setText(tr("{letters} tegn.", letters=letters))
            return
        found = sheet_readability(with_part(sheet, self._key, value))
        of_part = dict(found.parts).get(self._key)
        lix = f"{of_part.lix:.0f}" if of_part is not None else "–"
        if found.limit is None:
            said = tr(
                "Teksten: LIX {part}, {letters} tegn. Hele arket: LIX {whole:.0f}.",
                part=lix,
                letters=letters,
                whole=found.whole.lix,
            )
        else:
            said = tr(
                "Teksten: LIX {part}, {letters} tegn. Hele arket: LIX {whole:.0f}, højst {limit}.",
                part=lix,
                letters=letters,
                whole=found.whole.lix,
                limit=found.limit,
            )
        self._form.plain.setText(
            said if found.is_within else f"{said} {tr('Det er for svært: brug kortere sætninger og ord.')}"
        )

    def _draw(self) -> None:
        """Makes the page on the worker."""
        sheet, key = self._sheet, self._key
        self._pause.stop()
        self._say_how_plain()
        if sheet is None or not key:
            return
        desk, drawer, value = self.desk, self.desk.open_drawer(), self._form.value()
        language = sheet.language

        def work() -> _Shown:
            around = (desk.agencies(language), desk.words(language), desk.now(), desk.local(language))
            setting = blank_setting(drawer.unit(), drawer.contacts(), *around)
            pdf = desk.pdf(composed(with_part(sheet, key, value), setting))
            signs = "".join(sorted(desk.unprintable(" ".join(part_lines(value)))))
            return _Shown(value, pdf, desk.page_count(pdf), signs)

        self.background.run(work, self._on_drawn, self.say_failed)

    def _on_drawn(self, shown: _Shown) -> None:
        if self._sheet is None or shown.value != self._form.value():
            return
        self._preview.show_pdf(shown.pdf)
        said = tr("Én side") if shown.pages == 1 else tr("{count} sider", count=shown.pages)
        if self._sheet.id == MAIN_SHEET and shown.pages > MOST_PAGES:
            said = tr("{count} sider: hovedarket må højst fylde to. Skriv kortere.", count=shown.pages)
        self._pages.setText(said)
        signs = shown.missing_signs
        self._form.complain_of_signs(tr("Skrifttypen har ikke tegnet {signs}.", signs=signs) if signs else "")

    # -- sending ---------------------------------------------------------------------------------------------------------
    def send(self) -> None:
        """Sends the text to somebody else, or says what is wrong with it."""
        sheet, known = self._sheet, self.known
        if sheet is None or known is None or not self._key:
            return
        part, danish, value = part_of(sheet, self._key), part_of(self._danish(), self._key), self._form.value()
        faults = part_faults(part, danish, value, sheet.language)
        day = self._form.rests_on.checked_on(known.today)
        if faults or day is None:
            if faults:
                self.banner.say(Tone.DANGER, " ".join(faults))
            return
        shipped = known.shipped_sheet(sheet.id, sheet.language)
        self.propose(part_proposal(sheet, shipped, self._key, value, self._form.rests_on.source, day), self._form.begun)

    def leave(self) -> None:
        """Nothing more is drawn for this page."""
        self._pause.stop()


def part_lines(value: Value) -> list[str]:
    """Everything that the part says, line by line."""
    return [line for line in (str(value["title"]), str(value["text"]), *map(str, value["items"])) if line]
