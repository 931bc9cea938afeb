"""A file of an exhibit on the screen, from memory, drawn by a child of the desk; each look is a line of custody first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.exhibits import Custody, CustodyAct, KeptExhibit
from stalkdesk.errors import DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.attachment_view import AttachmentView
from stalkdesk.ui.cases.attachment_view_pages import Shown, shown
from stalkdesk.ui.cases.drawing_apart import DrawnApart
from stalkdesk.ui.desk import Desk


class FileView(QWidget):
    """`viewed(Entry)`: that it is looked at is noted; `opened`: it is on the screen; `left`: back to the exhibit;
    `failed(DeskError)`."""

    viewed = Signal(object)
    opened = Signal()
    left = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, reference: str) -> None:
        super().__init__()
        self._desk, self._background, self._reference = desk, background, reference
        self._one: Attachment | None = None
        self._content, self._is_left, self._apart = b"", False, DrawnApart()
        self._view = AttachmentView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._view.left.connect(self._on_left)
        self._view.page_wanted.connect(self._on_page_wanted)

    def show_file(self, kept: KeptExhibit, one: Attachment) -> None:
        """Notes that it is looked at, then shows it."""
        self._one = one
        drawer, reference, apart = self._desk.open_drawer(), self._reference, self._apart
        viewed = NewEntry(EntryKind.CUSTODY, Custody(CustodyAct.VIEWED), kept.number)

        def work() -> tuple[Attachment, bytes, Shown]:
            content = drawer.attachment_bytes(reference, one.number)
            return one, content, shown(one, content, 0, apart)

        self._background.run(lambda: drawer.keep_entries(reference, [viewed]), self._on_noted, self._on_failed)
        self._background.run(work, self._on_opened, self._on_failed)

    def _on_noted(self, made: tuple[Entry, ...]) -> None:
        if not self._is_left:
            self.viewed.emit(made[0])

    def _on_opened(self, found: tuple[Attachment, bytes, Shown]) -> None:
        one, content, what = found
        if self._is_left or one is not self._one:
            return
        self._content = content
        self._view.show_attachment(one, what)
        self.opened.emit()
        self._view.take_focus()

    def _on_page_wanted(self, page: int) -> None:
        one, content, apart = self._one, self._content, self._apart
        if one is not None:
            self._background.run(lambda: (one, content, shown(one, content, page, apart)), self._on_opened, self._on_failed)

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self.failed.emit(problem)

    def _on_left(self) -> None:
        self._one, self._content = None, b""
        self._view.clear()
        self.left.emit()

    def leave(self) -> None:
        """Lets go of what is shown, and of the child."""
        self._is_left, self._one, self._content = True, None, b""
        self._apart.stop()
        self._view.clear()
