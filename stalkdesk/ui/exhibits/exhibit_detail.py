"""One exhibit: what it is, where it is, its line of custody, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.exhibits import KeptExhibit, acts_open, full_code
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.cases.attachment_words import size_word
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.exhibits.exhibit_words import act_of_custody, custody_detail, from_said, what_said, where_said
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view


class ExhibitDetail(QWidget):
    """`buttons`: the acts by name; `left`: back to the list. `who`: the name behind initials and officer."""

    left = Signal()

    def __init__(self, officer: Officer, who: Callable[[str, str], str]) -> None:
        super().__init__()
        self._who = who
        self._may_act = officer.may(Act.TAKE_INTAKE)
        self.kept: KeptExhibit | None = None
        self.file: Attachment | None = None
        self.banner = Banner("exhibit_banner")
        self._heading = heading("", "exhibit_heading")
        self._where = label("", "strong", "exhibit_where")
        self._detail = muted("", "exhibit_detail")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.custody: ValuesTable[Entry] = ValuesTable(self._columns())
        self.view = table_view(self.custody, "custody_table", tr("Hvad der er sket med effekten"))
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.buttons = self._made_buttons()
        self._lay_out()

    def _columns(self) -> tuple[TableColumn[Entry], ...]:
        return (
            TableColumn(tr("Hvornår"), lambda one: local_time(one.at)),
            TableColumn(tr("Hvad skete der?"), self._act),
            TableColumn(tr("Hvem, hvor og hvorfor"), custody_detail, stretches=True),
            TableColumn(tr("Af"), lambda one: self._who(one.by, one.officer_id)),
        )

    def _act(self, entry: Entry) -> str:
        word = act_of_custody(entry.said.act)
        is_wrong = self.kept is not None and entry.number in self.kept.wrong
        return tr("{what} (fejl)", what=word) if is_wrong else word

    def _made_buttons(self) -> dict[str, QPushButton]:
        made = (
            primary(tr("Hvad er der sket? …"), "add_custody", "history"),
            secondary(tr("Vis"), "show_exhibit", "eye"),
            secondary(tr("Ret …"), "correct_exhibit", "file-text"),
            quiet(tr("Det er en fejl …"), "exhibit_in_error", "triangle-alert"),
        )
        return {button.objectName(): button for button in made}

    def _lay_out(self) -> None:
        back = secondary(tr("Til effekterne"), "leave_exhibit", "arrow-left")
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(back)
        top.addWidget(self._heading, 1)
        acts = QHBoxLayout()
        acts.setSpacing(10)
        for button in self.buttons.values():
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for part in (self.banner, self._where, self._detail, self.view):
            column.addWidget(part, 1 if part is self.view else 0)
        column.addLayout(acts)
        if not self._may_act:
            for name, button in self.buttons.items():
                if name != "show_exhibit":
                    button.hide()

    def show_exhibit(self, kept: KeptExhibit, file: Attachment | None) -> None:
        """Puts an exhibit on the screen."""
        self.kept, self.file = kept, file
        self.banner.clear()
        self._heading.setText(tr("Effekt {number}: {what}", number=kept.number, what=what_said(kept)))
        self._where.setText(where_said(kept))
        self._detail.setText(_said(kept, file, self._who(kept.taken_by, "")))
        self.custody.show_values(tuple(reversed(kept.custody)))
        self.buttons["show_exhibit"].setEnabled(file is not None and file.can_be_shown)
        self.buttons["add_custody"].setEnabled(bool(acts_open(kept)))
        self.buttons["correct_exhibit"].setEnabled(not kept.is_in_error)
        words = tr("Det er ikke en fejl …") if kept.is_in_error else tr("Det er en fejl …")
        self.buttons["exhibit_in_error"].setText(words)

    def take_focus(self) -> None:
        """What one does most."""
        button = self.buttons["add_custody"]
        (button if button.isEnabled() and not button.isHidden() else self.view).setFocus(Qt.FocusReason.OtherFocusReason)


def _said(kept: KeptExhibit, file: Attachment | None, taken_by: str) -> str:
    exhibit = kept.exhibit
    taken = tr("Modtaget {at} af {by}", at=local_time(kept.taken_at), by=taken_by)
    lines = [" · ".join((taken, tr("Fra: {who}", who=from_said(exhibit))))]
    if exhibit.marking:
        lines.append(tr("Mærket: {marking}", marking=exhibit.marking))
    if file is not None:
        parts = [tr("Bilag {number}: {name}", number=file.number, name=file.name), size_word(file.size)]
        if not file.can_be_shown:
            parts.append(tr("kan ikke vises sikkert her; den ligger, som den er"))
        lines.append(" · ".join(parts))
    if exhibit.sha256:
        lines.append(tr("SHA-256 ved modtagelsen: {hash}", hash=full_code(exhibit.sha256)))
    return "\n".join(lines)
