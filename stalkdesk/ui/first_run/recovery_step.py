"""The recovery sheet: shown, printed or saved, and put away before one may go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Unit
from stalkdesk.errors import DeskError, DiskFull, PlaceUnfit, PrintFailed
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.choosing import chosen_target
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.first_run.steps import Step
from stalkdesk.ui.labels import label, muted

_GROUPS_A_LINE = 5


class RecoveryStep(Step):
    """`ticked(bool)` with the tick "printed and put away"; it can be set once the sheet was printed or saved."""

    ticked = Signal(bool)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(
            "recovery_step",
            tr("Genskabelsesarket"),
            tr(
                "Glemmes adgangssætningen, er dette ark den eneste vej ind til sagerne. Det vises kun nu. "
                "Print det, og læg det i en aflåst boks."
            ),
        )
        self._desk, self._background = desk, background
        self._pdf = b""
        self._banner = Banner("recovery_banner")
        self._key = label("", "strong", "recovery_key_groups")
        self._key.setAccessibleName(tr("Genskabelsesnøglen"))
        font = QFont(self._key.font())
        font.setPointSizeF(15)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        self._key.setFont(font)
        self._print = secondary(tr("&Print arket …"), "recovery_print", "printer")
        self._save = secondary(tr("&Gem som PDF …"), "recovery_save", "download")
        self._tick = QCheckBox(tr("&Arket er printet og lagt et sikkert sted, som to personer kender"))
        self._by_hand = label(tr("Skriv nøglen af med hånden, læs den efter, og læg den et sikkert sted."), "strong", "by_hand")
        self._by_hand.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._tick.setObjectName("recovery_put_away")
        self._tick.setAccessibleName(tr("Arket er printet og lagt et sikkert sted, som to personer kender"))
        self._tick.setEnabled(False)
        self._tick.toggled.connect(self.ticked)
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        sheet = Card("recovery_card")
        sheet.body.addWidget(label(tr("Genskabelsesnøglen, 13 grupper")))
        sheet.body.addWidget(self._key)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._print)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        self.column.addWidget(sheet)
        self.column.addWidget(self._banner)
        self.column.addLayout(buttons)
        self.column.addWidget(
            muted(tr("Gemmer du som PDF, så slet filen igen, når den er printet: den, der har den, har nøglen."))
        )
        self.column.addWidget(self._by_hand)
        self.column.addWidget(self._tick)

    def show_sheet(self, sheet: RecoverySheet, unit: Unit) -> None:
        """Shows the key, and makes the paper on the worker."""
        groups = sheet.key_groups
        lines = ("   ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE))
        self._key.setText("\n".join(lines))
        for button in (self._print, self._save):
            button.setEnabled(False)
        desk = self._desk
        self._background.run(lambda: desk.pdf(desk.recovery_document(sheet, unit)), self._on_pdf, self._on_no_pdf)

    def forget(self) -> None:
        """Takes the sheet from the screen."""
        self._key.clear()
        self._pdf = b""
        self._banner.clear()
        self._by_hand.hide()
        self._tick.setChecked(False)
        self._tick.setEnabled(False)

    def is_settled(self) -> bool:
        """Whether the sheet was put away."""
        return self._tick.isChecked()

    def take_focus(self) -> None:
        """Printing comes first."""
        self._print.setFocus()

    def _on_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        for button in (self._print, self._save):
            button.setEnabled(True)
        self._print.setFocus()

    def _on_failed(self, error: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(error))

    def _on_no_pdf(self, error: DeskError) -> None:
        """Without a sheet on paper the key can still be written down by hand."""
        self._on_failed(error)
        self._by_hand.show()
        self._tick.setEnabled(True)

    def _allow(self, sentence: str) -> None:
        self._banner.say(Tone.SUCCESS, sentence)
        self._tick.setEnabled(True)
        self._tick.setFocus()

    def _on_print(self) -> None:
        from stalkdesk.ui.papers.printing import printed

        try:
            has_printed = printed(self, self._pdf, "StalkDesk")
        except PrintFailed as error:
            self._on_failed(error)
            return
        if has_printed:
            self._allow(tr("Se efter, at arket kom ud, og at alle 13 grupper kan læses."))

    def _on_save(self) -> None:
        name = tr("genskabelsesark") + ".pdf"
        chosen = chosen_target(self, tr("Gem genskabelsesarket"), name, "PDF (*.pdf)")
        if chosen is not None:
            self.save_as(chosen)

    def save_as(self, target: Path) -> None:
        """Saves the sheet as a PDF."""
        pdf = self._pdf
        saved = tr("Arket er gemt. Print det, læg det et sikkert sted, og slet filen igen.")
        self._background.run(lambda: _write(target, pdf), lambda _: self._allow(saved), self._on_failed)


def _write(target: Path, pdf: bytes) -> None:
    """Writes the file. Raises DiskFull or PlaceUnfit with a sentence."""
    import errno

    try:
        target.write_bytes(pdf)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(tr("Disken er fuld. Ryd op, eller gem et andet sted.")) from None
        raise PlaceUnfit(tr("Filen kan ikke gemmes der. Vælg en anden mappe.")) from None
