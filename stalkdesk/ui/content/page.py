"""The content of the shelf: how it stands, the texts, the numbers, what waits for approval, and all that was ever changed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.language import Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.content.agencies_part import AgenciesPart
from stalkdesk.ui.content.approvals_part import ApprovalsPart
from stalkdesk.ui.content.editor import SheetEditor
from stalkdesk.ui.content.entries_part import EntriesPart
from stalkdesk.ui.content.history_part import HistoryPart
from stalkdesk.ui.content.known import Known, read_known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.sheets_part import SheetsPart
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import title


class ContentPage(QWidget):
    """Who keeps the content sees all of it; who may only approve sees what waits, and what was changed."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("content")
        self._desk, self._background = desk, background
        self._known: Known | None = None
        self._banner = Banner("content_banner")
        self._parts: list[ContentPart] = []
        self.tabs = QTabWidget()
        self.tabs.setObjectName("content_tabs")
        self.tabs.setAccessibleName(tr("Indhold"))
        self.tabs.tabBar().setObjectName("content_tab_bar")
        self.tabs.tabBar().setAccessibleName(tr("Indhold"))
        self._editor = self._made_editor()
        self._approvals = ApprovalsPart(desk, background)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._made_overview())
        if self._editor is not None:
            self._stack.addWidget(self._editor)

    def _made_editor(self) -> SheetEditor | None:
        if not self._desk.open_drawer().officer.may(Act.KEEP_CONTENT):
            return None
        editor = SheetEditor(self._desk, self._background)
        editor.left.connect(lambda: self._stack.setCurrentIndex(0))
        editor.changed.connect(self.refresh)
        return editor

    def _made_overview(self) -> QWidget:
        overview = QWidget()
        if self._editor is not None:
            sheets = SheetsPart(self._desk, self._background)
            sheets.edit_asked.connect(self.edit)
            self._add(sheets, tr("Arkene"))
            self._add(AgenciesPart(self._desk, self._background), tr("Kontakter og numre"))
            self._add(EntriesPart(self._desk, self._background), tr("Udfyldes her"))
        self._add(self._approvals, tr("Til godkendelse"))
        self._add(HistoryPart(self._desk, self._background), tr("Alle ændringer"))
        column = QVBoxLayout(overview)
        column.setContentsMargins(32, 28, 32, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("Indhold"), "content_title"))
        column.addWidget(self._banner)
        column.addWidget(self.tabs, 1)
        return overview

    def _add(self, part: ContentPart, text: str) -> None:
        part.changed.connect(self.refresh)
        self._parts.append(part)
        self.tabs.addTab(part, text)

    # -- what it shows ---------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Reads everything again."""
        desk = self._desk
        self._background.run(lambda: read_known(desk), self._on_known, self._on_failed)

    def _on_known(self, known: Known) -> None:
        self._known = known
        self._banner.clear()
        for part in self._parts:
            part.show_known(known)
        if self._editor is not None and self._stack.currentWidget() is self._editor:
            self._editor.show_known(known)
        waiting = len(known.waiting)
        said = tr("Til godkendelse ({count})", count=waiting) if waiting else tr("Til godkendelse")
        self.tabs.setTabText(self.tabs.indexOf(self._approvals), said)

    def _on_failed(self, error: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(error))

    def show_approvals(self) -> None:
        """Goes to what waits."""
        self._stack.setCurrentIndex(0)
        self.tabs.setCurrentWidget(self._approvals)

    def edit(self, sheet_id: str, language: str) -> None:
        """Goes to the text of a sheet."""
        if self._known is not None and self._editor is not None:
            self._stack.setCurrentWidget(self._editor)
            self._editor.open_sheet(self._known, sheet_id, Language(language))

    def leave(self) -> None:
        """Another page is shown, or the desk is locked."""
        if self._editor is not None:
            self._editor.leave()
