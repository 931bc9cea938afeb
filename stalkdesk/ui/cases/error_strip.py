"""Says on the case page that the whole case was entered in error, by whom and why; who may take that back can do so here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLabel

from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong, mark_of_case
from stalkdesk.casework.officers import Act, Officer, Role
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.labels import label


class ErrorStrip(QFrame):
    """`marked(NewEntry)`: the case is to be marked, or the mark is to be taken back."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error_strip")
        self.setProperty("role", "banner-warn")
        self._said = label("", name="error_strip_sentence")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._back = secondary(tr("Det er ikke en fejl …"), "case_not_in_error")
        self._back.clicked.connect(lambda: self.ask(is_in_error=False))
        sign = QLabel()
        sign.setPixmap(icons.pixmap("triangle-alert", "warn"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self._said, 1)
        row.addWidget(self._back)
        self.hide()

    def show_case(self, read: ReadCase, officer: Officer) -> None:
        """Says it of a case that is in error; of any other it says nothing."""
        mark = mark_of_case(read.case.entries)
        if mark is None:
            self.hide()
            return
        words = {"reason": mark.said.reason, "by": read.who(mark.by, mark.officer_id), "at": local_time(mark.at)}
        self._said.setText(tr("Sagen er oprettet ved en fejl og tæller ikke med: {reason} Markeret {at} af {by}.", **words))
        may_take_back = officer.role is Role.SUPERVISOR or officer.id == mark.officer_id
        self._back.setVisible(may_take_back and officer.may(Act.TAKE_INTAKE))
        self.show()

    def ask(self, is_in_error: bool) -> None:
        """Asks why, and says what is to be kept."""
        asked = tr("Hvorfor er sagen en fejl? Den bliver stående, men tæller ikke med. Grunden gemmes i sagen.")
        if not is_in_error:
            asked = tr("Hvorfor er sagen alligevel ikke en fejl? Grunden gemmes i sagen.")
        reason, is_given = QInputDialog.getText(self.window(), "StalkDesk", asked)
        if is_given:
            self.mark(is_in_error, reason)

    def mark(self, is_in_error: bool, reason: str) -> None:
        """Says what is to be kept, with that reason."""
        said = InError(Wrong.CASE, 0, is_in_error, reason.strip())
        self.marked.emit(NewEntry(EntryKind.IN_ERROR, said, reason=reason.strip()))
