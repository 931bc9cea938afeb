"""Letters and referrals from the plan: one is chosen, and opens as a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.handover.handovers import LetterElsewhere
from stalkdesk.guidance.letters import Letter, letters_for
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.labels import heading, muted


class LettersSection(QWidget):
    """`asked(letter)`: it is to be made."""

    asked = Signal(object)

    def __init__(self, letters: Sequence[Letter]) -> None:
        super().__init__()
        self.setObjectName("letters_section")
        self._letters = tuple(letters)
        self._choice = QComboBox()
        self._choice.setObjectName("letter_choice")
        self._choice.setAccessibleName(tr("Brev eller henvisning"))
        self._choice.currentIndexChanged.connect(self._on_chosen)
        self._purpose = muted("", "letter_choice_purpose")
        make = secondary(tr("Lav &brevet …"), "make_letter", "file-text")
        make.clicked.connect(self._on_make)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._choice, 1)
        row.addWidget(make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Breve og henvisninger"), "letters_title"))
        column.addLayout(row)
        column.addWidget(self._purpose)
        self._elsewhere = muted("", "letters_elsewhere")
        self._elsewhere.hide()
        column.addWidget(self._elsewhere)

    def show_elsewhere(self, letters: Sequence[LetterElsewhere]) -> None:
        """What other desks have written already."""
        lines = [
            tr("{day}: {letter}, skrevet af {desk}", day=local_time(one.at).split(" ")[0], letter=one.what, desk=one.desk_name)
            for one in letters
        ]
        self._elsewhere.setText("\n".join((tr("Skrevet hos andre, så det ikke skrives to gange:"), *lines)))
        self._elsewhere.setVisible(bool(lines))

    def show_needs(self, needs: Sequence[str]) -> None:
        """Those that serve what is in the plan first; the chosen one stays chosen."""
        before = self._choice.currentData()
        self._letters = letters_for(self._letters, needs)
        self._choice.blockSignals(True)
        self._choice.clear()
        for letter in self._letters:
            self._choice.addItem(letter.sheet.title, letter.id)
        self._choice.setCurrentIndex(max(self._choice.findData(before), 0))
        self._choice.blockSignals(False)
        self._on_chosen()

    def _on_chosen(self) -> None:
        place = self._choice.currentIndex()
        self._purpose.setText(self._letters[place].sheet.purpose if 0 <= place < len(self._letters) else "")

    def _on_make(self) -> None:
        place = self._choice.currentIndex()
        if 0 <= place < len(self._letters):
            self.asked.emit(self._letters[place])
