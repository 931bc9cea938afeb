"""The chosen line of the log in full, and the act of saying that it was entered in error, or not after all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.incident_rows import LogRow, source_said
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label

_HEIGHT = 100


class IncidentDetail(QFrame):
    """`changed(tone, sentence)`: something was kept; `refused(str)`: it was not; `mark_asked`: a typical example, or not."""

    mark_asked = Signal()
    changed = Signal(Tone, str)
    refused = Signal(str)

    def __init__(self, desk: Desk, background: Background, read: ReadCase, may_mark: bool) -> None:
        super().__init__()
        self.setObjectName("incident_detail")
        self.setProperty("role", "card")
        self.setFixedHeight(_HEIGHT)
        self._desk, self._background, self._read = desk, background, read
        self._row: LogRow | None = None
        self._wrong = quiet(tr("Det er en fejl …"), "incident_wrong", "triangle-alert")
        self._wrong.clicked.connect(self._on_wrong)
        self._mark = quiet(tr("Typisk eksempel"), "mark_typical", "circle-dot")
        self._mark.setToolTip(tr("Vælger linjen som typisk eksempel, eller tager den fra igen (T)."))
        self._mark.clicked.connect(self.mark_asked)
        self._heading = _selectable("strong", "incident_heading")
        self._said = _selectable("", "incident_said")
        self._more = _selectable("muted", "incident_more")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for part in (self._heading, self._said, self._more):
            column.addWidget(part)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 8, 0)
        whole.addWidget(scrolling(content, "incident_detail_scroll"), 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 4, 0, 4)
        side.setSpacing(0)
        for act in (self._mark, self._wrong):
            side.addWidget(act)
            if not may_mark:
                act.hide()
        side.addStretch(1)
        whole.addLayout(side)

    def show_row(self, row: LogRow | None) -> None:
        """The line, or nothing."""
        self._row = row
        for part in (self._heading, self._said, self._more):
            part.setText("")
        self._wrong.setEnabled(row is not None)
        self._mark.setEnabled(row is not None and (not row.is_in_error or bool(row.typical)))
        if row is None:
            return
        self._wrong.setText(tr("Det er ikke en fejl …") if row.is_in_error else tr("Det er en fejl …"))
        when = tr("{date} kl. {time}", date=row.when, time=row.clock) if row.clock else row.when
        self._heading.setText(tr("{date}: {acts}", date=when, acts=row.acts))
        self._said.setText(row.incident.said or tr("Der er ikke skrevet mere om hændelsen."))
        self._more.setText("  ·  ".join(_lines(row, self._read.who)))

    # -- entered in error ------------------------------------------------------------------------------------------------
    def _on_wrong(self) -> None:
        if self._row is None:
            return
        asked = tr("Hvorfor er det en fejl? Grunden gemmes i sagen.")
        if self._row.is_in_error:
            asked = tr("Hvorfor er det alligevel ikke en fejl? Grunden gemmes i sagen.")
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asked)
        if is_given:
            self.mark(self._row, reason)

    def mark(self, row: LogRow, reason: str) -> None:
        """Marks an incident as entered in error, or takes that back."""
        drawer, reference = self._desk.open_drawer(), self._read.reference
        said = InError(Wrong.INCIDENT, row.number, not row.is_in_error, reason.strip())
        new = NewEntry(EntryKind.IN_ERROR, said, reason=reason.strip())
        self._background.run(lambda: drawer.keep_entries(reference, [new]), self._on_marked, self._on_failed)

    def _on_marked(self, _made: tuple[Entry, ...]) -> None:
        self.changed.emit(Tone.SUCCESS, tr("Det er noteret på sagen."))

    def _on_failed(self, problem: DeskError) -> None:
        self.refused.emit(str(problem))


def _lines(row: LogRow, who: Callable[[str], str]) -> tuple[str, ...]:
    one = row.incident
    told = (
        tr("Indtastet ved en fejl: {reason}", reason=row.error) if row.is_in_error else "",
        tr("Kanal: {channel}", channel=row.channel) if row.channel else "",
        tr("Sted: {place}", place=one.log.place) if one.log.place else "",
        tr("Vidner: {witnesses}", witnesses=row.witnesses) if row.witnesses else "",
        tr("Bilag: {exhibits}", exhibits=row.exhibits) if row.exhibits else "",
        tr("Anmeldt: {reported}", reported=row.reported) if row.reported else "",
        source_said(one.log),
        tr("Tilføjet {at} af {by}", at=local_time(one.at), by=who(one.by)) if one.at is not None else "",
    )
    return tuple(text for text in told if text)


def _selectable(role: str, name: str) -> QLabel:
    made = label("", role, name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
