"""A code card, made and printed at once: the code is on the screen until the page is left, and nowhere else afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.code_card import code_card
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, title

_JOB = "StalkDesk"
_LARGE = 20


class CodeCardPage(OverPage):
    """Says what the card is, makes the code when it is asked for, prints it."""

    def __init__(self, desk: Desk, background: Background, reference: str) -> None:
        super().__init__()
        self.setObjectName("code_card_page")
        self._desk, self._background, self._reference = desk, background, reference
        self._pdf = b""
        self._is_left = False
        self._banner = Banner("code_card_banner")
        self._code = label("", "strong", "code_card_code")
        self._code.setAccessibleName(tr("Koden på kortet"))
        font = QFont(self._code.font())
        font.setPointSizeF(_LARGE)
        self._code.setFont(font)
        self._make = primary(tr("Lav et kort"), "code_card_make", "file-plus")
        self._print = secondary(tr("&Print kortet …"), "code_card_print", "printer")
        self._back = secondary(tr("Tilbage til sagen"), "code_card_back", "arrow-left")
        self._lay_out()
        self._make.clicked.connect(self.make)
        self._print.clicked.connect(self._on_print)
        self._back.clicked.connect(lambda: self.left.emit(Tone.NOTE, ""))

    def _lay_out(self) -> None:
        card = Card("code_card_card")
        for sentence in (
            tr("Kortet har en kode og intet andet. Den, der finder det, kan ikke se, hvad det er til."),
            tr("Næste gang viser den udsatte kortet eller siger koden, og så findes sagen igen."),
            tr("Sager lægges kun sammen, når den udsatte selv siger, at de hører sammen."),
            tr("Koden vises kun nu. Er det ikke sikkert at have kortet på sig, så er det bedre at lære koden udenad."),
        ):
            card.body.addWidget(label(sentence))
        card.body.addWidget(self._code)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._make, self._print, self._back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 18)
        column.setSpacing(12)
        for part in (title(tr("Kodekort til en anonym")), self._banner, card):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        self._print.setEnabled(False)

    def take_focus(self) -> None:
        """Making it."""
        self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The code goes off the screen for good."""
        self._is_left = True
        self._code.clear()
        self._pdf = b""

    def make(self) -> None:
        """Makes a code; only what it is compared with is kept."""
        self._make.setEnabled(False)
        desk, reference = self._desk, self._reference

        def made() -> tuple[str, bytes]:
            code = desk.open_drawer().give_code_card(reference)
            return code, desk.pdf(code_card(code))

        self._background.run(made, lambda found: self._on_made(*found), self._on_failed)

    def _on_made(self, code: str, pdf: bytes) -> None:
        if self._is_left:
            return
        self._code.setText(code)
        self._pdf = pdf
        self._print.setEnabled(True)
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print(self) -> None:
        from stalkdesk.ui.papers.printing import printed

        try:
            has_printed = printed(self, self._pdf, _JOB)
        except PrintFailed as problem:
            self._on_failed(problem)
            return
        if has_printed:
            self._banner.say(Tone.SUCCESS, tr("Se efter, at kortet kom ud. Resten af arket kan smides væk."))

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._make.setEnabled(not self._pdf)
            self._banner.say(Tone.DANGER, str(problem))
