"""The choice of the typical examples: three to five lines of the log, in the order in which they were chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.log.incident_log import LEAST_TYPICAL, MOST_TYPICAL, Typical, typical_of
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.cases.incident_rows import LogRow
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label

_NUMBERS = "numbers"


class TypicalBar(QFrame):
    """Is there while the choice differs from what is kept; it lives with the desk. `kept(str)`; `refused(str)`."""

    kept = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, background: Background, read: ReadCase, officer_id: str) -> None:
        super().__init__()
        self.setObjectName("typical_bar")
        self.setProperty("role", "banner-note")
        self._desk, self._background, self._read = desk, background, read
        self._key = (officer_id, f"typical {read.reference}")
        self._kept = typical_of(read.case.entries)
        self._said = label("", "", "typical_said")
        save = secondary(tr("Gem valget"), "typical_save", "save")
        undo = quiet(tr("Fortryd"), "typical_undo", "x")
        save.clicked.connect(self.keep)
        undo.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._said, 1)
        row.addWidget(undo)
        row.addWidget(save)
        self._show()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the incidents, as they are chosen now."""
        begun = self._desk.begun_texts.get(self._key, {}).get(_NUMBERS)
        return begun if isinstance(begun, tuple) else self._kept

    def toggle(self, row: LogRow) -> None:
        """Chooses a line, or takes it from the choice."""
        now = self.chosen
        if row.number in now:
            self._choose(tuple(number for number in now if number != row.number))
        elif row.is_in_error:
            self.refused.emit(tr("En hændelse, der er indtastet ved en fejl, kan ikke være et eksempel."))
        elif len(now) >= MOST_TYPICAL:
            self.refused.emit(tr("Vælg højst {most} typiske eksempler.", most=MOST_TYPICAL))
        else:
            self._choose((*now, row.number))

    def keep(self) -> None:
        """Keeps the choice with the case."""
        drawer, reference, chosen = self._desk.open_drawer(), self._read.reference, self.chosen
        newest = max((entry.number for entry in self._read.case.entries if entry.kind is EntryKind.TYPICAL), default=0)
        new = NewEntry(EntryKind.TYPICAL, Typical(chosen), seen=newest)
        self._background.run(lambda: drawer.keep_entries(reference, [new]), lambda _: self._on_kept(), self._on_failed)

    def _choose(self, numbers: tuple[int, ...]) -> None:
        if numbers == self._kept:
            self._desk.begun_texts.pop(self._key, None)
        else:
            self._desk.begun_texts[self._key] = {_NUMBERS: numbers}
            guard_closing(self._desk, self.window())
        self._show()

    def _show(self) -> None:
        chosen = self.chosen
        self.setVisible(chosen != self._kept)
        numbers = ", ".join(str(number) for number in chosen) or tr("ingen")
        if len(chosen) < LEAST_TYPICAL:
            self._said.setText(
                tr(
                    "Typiske eksempler: {numbers}. Vælg {least} til {most}.",
                    numbers=numbers,
                    least=LEAST_TYPICAL,
                    most=MOST_TYPICAL,
                )
            )
        else:
            self._said.setText(tr("Typiske eksempler: {numbers}.", numbers=numbers))

    def _on_undo(self) -> None:
        self._choose(self._kept)

    def _on_kept(self) -> None:
        self._desk.begun_texts.pop(self._key, None)
        self.kept.emit(tr("De typiske eksempler er gemt."))

    def _on_failed(self, problem: DeskError) -> None:
        self.refused.emit(str(problem))
