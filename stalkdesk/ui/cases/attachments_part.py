"""The attachments of a case: the list, taking one in, and looking at one. Nothing of them leaves the memory of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import Attachment, NewAttachment
from stalkdesk.casework.officers import Act
from stalkdesk.errors import ActStopped, DeskError
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.attachment_form import AttachmentForm
from stalkdesk.ui.cases.attachment_view import AttachmentView
from stalkdesk.ui.cases.attachment_view_pages import Shown, shown
from stalkdesk.ui.cases.attachment_words import hash_shown, kind_word, name_shown, size_word
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.drawing_apart import DrawnApart
from stalkdesk.ui.choosing import chosen_file
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_A_STEP = 1_000_000
"""Bytes between two sentences of the progress."""


def _columns(who: Callable[[str], str]) -> tuple[TableColumn[Attachment], ...]:
    return (
        TableColumn(tr("Nr."), lambda one: str(one.number)),
        TableColumn(tr("Fil"), name_shown, stretches=True),
        TableColumn(tr("Hvad det er"), lambda one: one.said),
        TableColumn(tr("Del"), lambda one: one.compartment.value),
        TableColumn(tr("Slags"), kind_word),
        TableColumn(tr("Størrelse"), lambda one: size_word(one.size)),
        TableColumn(tr("Tilføjet"), lambda one: tr("{at}, {by}", at=local_time(one.at), by=who(one.by))),
    )


class AttachmentsPart(QWidget):
    """`changed(str)`: one more, or one less, is in the drawer, and what is to be said of it; the case is to be read again."""

    changed = Signal(str)
    _went_on = Signal(int, int)

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self._desk, self._background, self._read = desk, background, read
        self._stop, self._is_left, self._apart = Event(), False, DrawnApart()
        self._reason, self._content, self._shown_one = "", b"", 0
        self._banner = Banner("attachments_banner")
        self._form = AttachmentForm(read.checklist)
        self._view = AttachmentView()
        self._stack = QStackedLayout(self)
        self._form_page = self._made_form_page()
        for page in (self._made_list(), self._view, self._form_page):
            self._stack.addWidget(page)
        self._form.wanted.connect(self._on_wanted)
        self._form.left.connect(self._on_form_left)
        OpenedForm(self._form, self._form.escape)
        OpenedForm(self._view, self._view.left.emit)
        self._view.left.connect(self._on_view_left)
        self._view.page_wanted.connect(self._on_page_wanted)
        self._went_on.connect(self._on_went_on)
        self.table.show_values(read.case.attachments)
        self._on_chosen()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        self.table = ValuesTable(_columns(self._read.who))
        self.view = table_view(self.table, "attachment_table", tr("Sagens bilag"))
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self.view.doubleClicked.connect(self._on_show)
        self._hash = muted("", "attachment_hash")
        says = tr("Filerne ligger krypteret i sagsskabet. De vises kun her; der lægges ingen kopi på computeren.")
        column.addWidget(muted(says if self._read.case.attachments else tr("Sagen har ingen bilag endnu.")))
        column.addWidget(self._banner)
        column.addWidget(self.view, 1)
        column.addWidget(self._hash)
        column.addLayout(self._made_progress())
        column.addLayout(self._made_buttons())
        return page

    def _made_form_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self._form)
        column.addStretch(1)
        return scrolling(page, "attachment_form_page")

    def _made_buttons(self) -> QHBoxLayout:
        officer = self._desk.open_drawer().officer
        self._show = secondary(tr("Vis bilaget"), "show_attachment", "eye")
        self._open_b = secondary(tr("Åbn de beskyttede …"), "open_attachments_b", "lock-open")
        self._add = secondary(tr("Tilføj fil …"), "add_attachment", "file-plus")
        self._erase = secondary(tr("Slet bilaget …"), "erase_attachment", "trash-2")
        slots = (self._on_show, self._on_open_b, self._on_add, self._on_erase)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button, slot in zip((self._show, self._open_b, self._add, self._erase), slots, strict=True):
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        has_b = any(one.compartment is Compartment.PROTECTED for one in self._read.case.attachments)
        may_open_b = has_b and officer.may(Act.READ_PROTECTED)
        allowed = (may_open_b, officer.may(Act.TAKE_INTAKE), officer.may(Act.ERASE_ATTACHMENT))
        for button, may in zip((self._open_b, self._add, self._erase), allowed, strict=True):
            if not may:  # one that is shown before it has a parent flashes as a window
                button.hide()
        return row

    def _made_progress(self) -> QHBoxLayout:
        self._progress = muted("", "attachment_progress")
        self._cancel: QPushButton = secondary(tr("Stop"), "stop_attachment", "x")
        self._cancel.clicked.connect(self._stop.set)
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        self._progress.hide()
        self._cancel.hide()
        return row

    def _on_chosen(self) -> None:
        one = chosen(self.view, self.table)
        self._show.setEnabled(one is not None and one.can_be_shown)
        self._erase.setEnabled(one is not None and one.is_readable)
        self._hash.setText("" if one is None or not one.sha256 else tr("SHA-256 ved modtagelsen: {hash}", hash=hash_shown(one)))

    # -- taking in -------------------------------------------------------------------------------------------------------
    def _on_add(self) -> None:
        path = chosen_file(self, tr("Hvilken fil hører til sagen?"))
        if path is not None:
            self.ask_about(path)

    def ask_about(self, path: Path) -> None:
        """Asks what must be known of a file before it is taken in."""
        self._banner.clear()
        self._stack.setCurrentWidget(self._form_page)
        self._form.ask_about(path)

    def _on_form_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self, new: NewAttachment) -> None:
        drawer, reference, stop = self._desk.open_drawer(), self._read.reference, self._stop
        told = 0

        def going_on(done: int, size: int) -> bool:
            nonlocal told
            if done - told >= _A_STEP:
                told = done
                self._went_on.emit(done, size)
            return not stop.is_set()

        stop.clear()
        self._stack.setCurrentIndex(0)
        self._set_busy(True)
        self._on_went_on(0, 0)
        self._background.run(
            lambda: drawer.attach(reference, new, going_on), self._on_taken, self._on_failed, lambda: self._set_busy(False)
        )

    def _on_went_on(self, done: int, size: int) -> None:
        words = tr("Filen læses …") if not size else tr("{done} af {size} er læst.", done=size_word(done), size=size_word(size))
        self._progress.setText(words)

    def _set_busy(self, is_busy: bool) -> None:
        if self._is_left:
            return
        self._progress.setVisible(is_busy)
        self._cancel.setVisible(is_busy)
        for button in (self._add, self._erase, self._open_b):
            button.setEnabled(not is_busy)
        if not is_busy:
            self._on_chosen()

    def _on_taken(self, made: Attachment) -> None:
        if not self._is_left:
            self.changed.emit(tr("Filen er taget ind som bilag {number}.", number=made.number))

    # -- looking at one --------------------------------------------------------------------------------------------------
    def _on_show(self) -> None:
        one = chosen(self.view, self.table)
        if one is not None and one.can_be_shown:
            self._shown_one = one.number
            drawer, reference, reason = self._desk.open_drawer(), self._read.reference, self._reason
            apart = self._apart

            def work() -> tuple[Attachment, bytes, Shown]:
                content = drawer.attachment_bytes(reference, one.number, reason)
                return one, content, shown(one, content, 0, apart)

            self._background.run(work, self._on_opened, self._on_failed)

    def _on_opened(self, opened: tuple[Attachment, bytes, Shown]) -> None:
        one, content, what = opened
        if self._is_left or one.number != self._shown_one:
            return
        self._banner.clear()
        self._content = content
        self._view.show_attachment(one, what)
        self._stack.setCurrentWidget(self._view)
        self._view.take_focus()

    def _on_page_wanted(self, page: int) -> None:
        one, content = next(one for one in self.table.values if one.number == self._shown_one), self._content
        apart = self._apart
        self._background.run(lambda: (one, content, shown(one, content, page, apart)), self._on_opened, self._on_failed)

    def _on_view_left(self) -> None:
        self._shown_one, self._content = 0, b""
        self._view.clear()
        self._stack.setCurrentIndex(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the protected ones ----------------------------------------------------------------------------------------------
    def _on_open_b(self) -> None:
        asked = tr("Hvorfor åbnes de beskyttede bilag? Grunden gemmes i historikken.")
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asked)
        if is_given:
            self.open_protected(reason)

    def open_protected(self, reason: str) -> None:
        """Shows what the attachments of compartment B are; without a reason the drawer refuses."""
        drawer, reference, self._reason = self._desk.open_drawer(), self._read.reference, reason
        self._background.run(lambda: drawer.protected_attachments(reference, reason), self._on_protected, self._on_failed)

    def _on_protected(self, found: tuple[Attachment, ...]) -> None:
        if self._is_left:
            return
        names = {one.number: one for one in found}
        self.table.show_values(tuple(names.get(one.number, one) for one in self.table.values))
        self._on_chosen()

    # -- erasing ---------------------------------------------------------------------------------------------------------
    def _on_erase(self) -> None:
        one = chosen(self.view, self.table)
        if one is None:
            return
        asked = tr("Bilag {number} slettes for altid. Hvorfor? Grunden gemmes i historikken.", number=one.number)
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asked)
        if is_given:
            self.erase(one, reason)

    def erase(self, one: Attachment, reason: str) -> None:
        """Erases an attachment, with the reason."""
        drawer, reference = self._desk.open_drawer(), self._read.reference
        says = tr("Bilag {number} er slettet.", number=one.number)
        self._background.run(
            lambda: drawer.erase_attachment(reference, one.number, reason), lambda _: self._on_erased(says), self._on_failed
        )

    def _on_erased(self, says: str) -> None:
        if not self._is_left:
            self.changed.emit(says)

    # -- leaving ---------------------------------------------------------------------------------------------------------
    def leave(self) -> None:
        """Stops what is being taken in or drawn, and lets go of what was shown."""
        self._is_left, self._content = True, b""
        self._stop.set()
        self._apart.stop()
        self._view.clear()

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.NOTE if isinstance(problem, ActStopped) else Tone.DANGER, str(problem))
