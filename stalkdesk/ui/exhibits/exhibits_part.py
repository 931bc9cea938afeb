"""The part "Effekter" of a case: every exhibit with its line of custody, taking one in, looking at it, giving it back or on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import CustodyAct, KeptExhibit, acts_open, exhibits_of, not_yet_exhibits
from stalkdesk.casework.register import RegisterKind
from stalkdesk.errors import ActStopped, CaseChanged, DeskError
from stalkdesk.guidance.custody_receipt import last_leaving
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.begun_text import stays_said
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.choosing import chosen_file
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.exhibits.custody_form import RECEIPTED, CustodyForm, WantedCustody
from stalkdesk.ui.exhibits.exhibit_detail import ExhibitDetail
from stalkdesk.ui.exhibits.exhibit_form import ExhibitForm, WantedExhibit
from stalkdesk.ui.exhibits.exhibit_list import ExhibitList
from stalkdesk.ui.exhibits.exhibit_words import where_said
from stalkdesk.ui.exhibits.file_view import FileView
from stalkdesk.ui.exhibits.keeping import Taken, keep_custody, keep_exhibit
from stalkdesk.ui.opened_form import OpenedForm

_A_STEP = 1_000_000
"""Bytes between two sentences of the progress."""


class ExhibitsPart(CasePart):
    """The list, a form, or a file."""

    _went_on = Signal(int, int)

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._kept = exhibits_of(read.case.entries)
        self._stop, self._is_left = Event(), False
        self.list = ExhibitList(desk.open_drawer().officer, read, self._kept)
        self.detail = ExhibitDetail(desk.open_drawer().officer, read.who)
        self.form, self.custody = ExhibitForm(desk, read), CustodyForm(desk, read.reference)
        self._view = FileView(desk, background, read.reference)
        self._form_page, self._custody_page = _page(self.form, "exhibit_form_page"), _page(self.custody, "custody_form_page")
        self._stack = QStackedLayout(self)
        for page in (self.list, self.detail, self._form_page, self._custody_page, self._view):
            self._stack.addWidget(page)
        self._opened = {
            page: OpenedForm(form, self._go_back)
            for page, form in ((self._form_page, self.form), (self._custody_page, self.custody))
        }
        OpenedForm(self.detail, self._show_list)
        OpenedForm(self._view, self._view.left.emit)
        self.setAcceptDrops(self.list.may_add)
        self._connect()
        self._say_begun()

    def _connect(self) -> None:
        buttons = self.list.buttons | self.detail.buttons
        for name, slot in (
            ("add_exhibit_file", self._on_add_file),
            ("add_exhibit_thing", self.add_thing),
            ("exhibit_from_attachment", self._on_from_attachment),
            ("show_exhibit", self._on_show),
            ("add_custody", self.add_custody),
            ("correct_exhibit", self._on_correct),
            ("exhibit_in_error", self._on_wrong),
            ("evidence_receipt", self._on_receipt),
            ("custody_receipt", self._on_custody_receipt),
        ):
            buttons[name].clicked.connect(slot)
        self.list.stopped.connect(self._stop.set)
        self.form.wanted.connect(self._on_wanted)
        self.custody.wanted.connect(self._on_custody_wanted)
        self.list.opened.connect(self._on_open)
        self.detail.left.connect(self._show_list)
        for leaving in (self.form.left, self.custody.left, self._view.left):
            leaving.connect(self._go_back)
        self._view.opened.connect(lambda: self._stack.setCurrentWidget(self._view))
        self._view.viewed.connect(self._on_viewed)
        self._view.failed.connect(self._on_failed)
        self._went_on.connect(self.list.show_progress)

    def _say_begun(self) -> None:
        """What this officer has typed here and not saved waits in its form."""
        officer_id = self.desk.open_drawer().officer.id
        mine = [place for (who, place) in self.desk.begun_texts if who == officer_id]
        if any(place.startswith((f"exhibit:{self.read.reference}:", f"custody:{self.read.reference}:")) for place in mine):
            self.list.banner.say(Tone.NOTE, stays_said())

    def _show_list(self) -> None:
        self.detail.kept = None
        self._stack.setCurrentWidget(self.list)
        self.list.take_focus()

    def _show_form(self, page: QWidget) -> None:
        self._opened[page].opens()
        self._stack.setCurrentWidget(page)

    def _go_back(self) -> None:
        """To where the form or the file was opened from; what was typed stays, and it is said that it does."""
        left, to = self._stack.currentWidget(), self.list if self.detail.kept is None else self.detail
        self._stack.setCurrentWidget(to)
        to.take_focus()
        if left is None or left not in self._opened:
            return
        begun = self.form.begun if left is self._form_page else self.custody.begun
        if begun.typed():
            to.banner.say(Tone.NOTE, stays_said())
        if (first := QApplication.focusWidget()) is not None:
            self._opened[left].give_back(first)

    def _on_open(self) -> None:
        kept = self.list.chosen
        if kept is not None:
            self.open_exhibit(kept)

    def open_exhibit(self, kept: KeptExhibit) -> None:
        """Shows one exhibit with its line of custody."""
        files = (one for one in self.read.case.attachments if one.number == kept.exhibit.attachment)
        self.detail.show_exhibit(kept, next(files, None))
        self._stack.setCurrentWidget(self.detail)
        self.detail.take_focus()

    # -- taking in -------------------------------------------------------------------------------------------------------
    def _on_add_file(self) -> None:
        path = chosen_file(self, tr("Hvilken fil er effekten?"))
        if path is not None:
            self.add_file(path)

    def add_file(self, path: Path) -> None:
        """Asks what must be known of a file before it is taken in."""
        self._show_form(self._form_page)
        self.form.ask_about_file(path)

    def add_thing(self) -> None:
        """Asks about a thing."""
        self._show_form(self._form_page)
        self.form.ask_about_thing()

    def _on_from_attachment(self) -> None:
        found = not_yet_exhibits(self.read.case.attachments, self._kept)
        names = [tr("Bilag {number}: {name}", number=one.number, name=one.name) for one in found]
        if len(found) == 1:
            self.add_attachment(found[0])
            return
        asked = tr("Hvilket bilag skal være en effekt?")
        name, is_given = QInputDialog.getItem(self, "StalkDesk", asked, names, 0, editable=False)
        if is_given:
            self.add_attachment(found[names.index(name)])

    def add_attachment(self, one: Attachment) -> None:
        """Asks about an attachment that is in the case."""
        self._show_form(self._form_page)
        self.form.ask_about_attachment(one)

    def _on_correct(self) -> None:
        kept = self.detail.kept
        if kept is not None:
            self._show_form(self._form_page)
            self.form.ask_to_correct(kept)

    def _on_wanted(self, wanted: WantedExhibit) -> None:
        drawer, reference, kept = self.desk.open_drawer(), self.read.reference, self._kept
        stop, sent, told = self._stop, self.form.begun.sending(), 0

        def going_on(done: int, size: int) -> bool:
            nonlocal told
            if done - told >= _A_STEP:
                told = done
                self._went_on.emit(done, size)
            return not stop.is_set()

        stop.clear()
        self._stack.setCurrentWidget(self.list)
        self.list.set_busy(True, is_reading=wanted.file is not None)
        self.background.run(
            lambda: keep_exhibit(drawer, reference, wanted, kept, going_on),
            lambda taken: self._on_taken(taken, sent),
            lambda problem: self._on_not_kept(problem, self._form_page),
            lambda: None if self._is_left else self.list.set_busy(False),
        )

    def _on_taken(self, taken: Taken, sent: object) -> None:
        assert callable(sent)
        sent()
        if not self._is_left:
            self.changed.emit(Tone.SUCCESS, taken.sentence)

    # -- a file that is dropped here -------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """One at a time: each has its own question."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(paths) == 1:
            self.add_file(paths[0])
        elif paths:
            self.list.banner.say(Tone.NOTE, tr("Træk én fil hertil ad gangen: der spørges om hver af dem."))

    # -- looking at one --------------------------------------------------------------------------------------------------
    def _on_show(self) -> None:
        kept, file = self.detail.kept, self.detail.file
        if kept is not None and file is not None and file.can_be_shown:
            self._view.show_file(kept, file)

    def _on_viewed(self, made: Entry) -> None:
        """The look is one more line of custody."""
        kept = self.detail.kept
        if kept is not None and kept.number == made.subject:
            self.detail.show_exhibit(replace(kept, custody=(*kept.custody, made)), self.detail.file)

    # -- the line of custody ---------------------------------------------------------------------------------------------
    def add_custody(self) -> None:
        """Asks what happened to the chosen exhibit."""
        kept = self.detail.kept
        if kept is None or not acts_open(kept):
            return
        drawer = self.desk.open_drawer()
        self._show_form(self._custody_page)
        self.custody.ask_about(kept, where_said(kept))
        self.background.run(
            lambda: drawer.register(RegisterKind.CONTACT),
            lambda lines: None if self._is_left else self.custody.show_contacts(lines),
            self._on_failed,
        )

    def _on_custody_wanted(self, wanted: WantedCustody) -> None:
        drawer, reference, sent = self.desk.open_drawer(), self.read.reference, self.custody.begun.sending()
        self._stack.setCurrentWidget(self.list)
        self.list.set_busy(True)
        self.background.run(
            lambda: keep_custody(drawer, reference, wanted),
            lambda taken: self._on_custody_kept(taken, wanted, sent),
            lambda problem: self._on_not_kept(problem, self._custody_page),
            lambda: None if self._is_left else self.list.set_busy(False),
        )

    def _on_custody_kept(self, taken: Taken, wanted: WantedCustody, sent: object) -> None:
        assert callable(sent)
        sent()
        if self._is_left:
            return
        if wanted.custody.act in RECEIPTED:
            self._offer_custody_receipt(taken.sentence, wanted.custody.act is CustodyAct.GIVEN_BACK)
        else:
            self.changed.emit(Tone.SUCCESS, taken.sentence)

    # -- receipts --------------------------------------------------------------------------------------------------------
    def _on_receipt(self) -> None:
        from stalkdesk.ui.exhibits.papers import evidence_paper
        from stalkdesk.ui.papers.one_paper import OnePaper

        made = partial(evidence_paper, self.desk, self.read.reference)
        self.over_asked.emit(OnePaper(self.desk, self.background, self.read.reference, tr("Kvittering for beviser"), made))

    def _on_custody_receipt(self) -> None:
        left = last_leaving(self._kept)
        self._offer_custody_receipt("", bool(left) and left[0][1].said.act is CustodyAct.GIVEN_BACK)

    def _offer_custody_receipt(self, said: str, is_for_her: bool) -> None:
        from stalkdesk.ui.exhibits.papers import custody_paper
        from stalkdesk.ui.papers.one_paper import OnePaper

        made = partial(custody_paper, self.desk, self.read.reference)
        name = tr("Kvittering for udlevering")
        page = OnePaper(self.desk, self.background, self.read.reference, name, made, said, is_for_her=is_for_her)
        self.over_asked.emit(page)

    # -- entered in error ------------------------------------------------------------------------------------------------
    def _on_wrong(self) -> None:
        kept = self.detail.kept
        if kept is None:
            return
        asked = tr("Hvorfor er det en fejl? Grunden gemmes i sagen.")
        if kept.is_in_error:
            asked = tr("Hvorfor er det alligevel ikke en fejl? Grunden gemmes i sagen.")
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asked)
        if is_given:
            self.mark(kept, reason)

    def mark(self, kept: KeptExhibit, reason: str) -> None:
        """Marks an exhibit as entered in error, or takes that back."""
        drawer, reference = self.desk.open_drawer(), self.read.reference
        said = InError(Wrong.ENTRY, kept.first_entry, not kept.is_in_error, reason.strip())
        new = NewEntry(EntryKind.IN_ERROR, said, reason=reason.strip())
        self.background.run(lambda: drawer.keep_entries(reference, [new]), self._on_marked, self._on_failed)

    def _on_marked(self, _made: tuple[Entry, ...]) -> None:
        if not self._is_left:
            self.changed.emit(Tone.SUCCESS, tr("Det er noteret på sagen."))

    def _on_not_kept(self, problem: DeskError, page: QWidget) -> None:
        """Back to what was typed, which stands there still; when somebody has changed the same, the case is read again."""
        if self._is_left or isinstance(problem, CaseChanged):
            self._on_failed(problem)
            return
        self._stack.setCurrentWidget(page)
        (self.form if page is self._form_page else self.custody).say(problem)

    # -- leaving ---------------------------------------------------------------------------------------------------------
    def _on_failed(self, problem: DeskError) -> None:
        if self._is_left:
            return
        if isinstance(problem, CaseChanged):
            self.changed.emit(Tone.WARN, str(problem))
        else:
            banner = self.list.banner if self.detail.kept is None else self.detail.banner
            banner.say(Tone.NOTE if isinstance(problem, ActStopped) else Tone.DANGER, str(problem))

    def leave(self) -> None:
        """Stops what is being read; what was typed stays with the desk."""
        self._is_left = True
        self._stop.set()
        self._view.leave()


def _page(form: QWidget, name: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.addWidget(form)
    column.addStretch(1)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scrolling(page, name)


EXHIBITS = PartOfCase(
    "exhibits_part",
    lambda read: tr("Effekter ({count})", count=sum(not one.is_in_error for one in exhibits_of(read.case.entries))),
    ExhibitsPart,
)
