"""A case as it is read: how it was evaluated, compartment A, the protected part behind a reason, what was added, sheets and
journal. Over it, while something is added, the addition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import field_of
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import NewEntry
from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.casework.handover.handovers import stub_of
from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.cases.addition_page import AdditionPage
from stalkdesk.ui.cases.attachments_part import AttachmentsPart
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.begun_strip import BegunStrip
from stalkdesk.ui.cases.case_parts import answers_by_section, journal
from stalkdesk.ui.cases.case_reading import ReadCase, read_case
from stalkdesk.ui.cases.case_table import case_said
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.cases.erase_page import ErasePage
from stalkdesk.ui.cases.error_strip import ErrorStrip
from stalkdesk.ui.cases.evaluations_part import EvaluationsPart
from stalkdesk.ui.cases.instruments_part import InstrumentsPart
from stalkdesk.ui.cases.laying_over import LaidOver, taken_away
from stalkdesk.ui.cases.level_strip import LevelStrip
from stalkdesk.ui.cases.page_banner import PageBanner
from stalkdesk.ui.cases.part import CasePart
from stalkdesk.ui.cases.part_list import PartList
from stalkdesk.ui.cases.parts_after import made_parts
from stalkdesk.ui.cases.protected_part import ProtectedPart
from stalkdesk.ui.cases.shows_emergency import show_emergency
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.filing.filing_part import FILING
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.papers.sheets_part import SheetsPart, waiting_in
from stalkdesk.ui.papers.titles import titles_of
from stalkdesk.ui.visits.visits_part import VISITS

PROTECTED, INSTRUMENTS, ATTACHMENTS, SHEETS = 2, 3, 4, 5
"""Places of four parts among the tabs."""


class CasePage(QWidget):
    """Shows one case. `sheets_wanted` carries its reference when sheets are to be printed (again)."""

    closed = Signal()
    sheets_wanted = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._reference = ""
        self._read: ReadCase | None = None
        self._addition: AdditionPage | None = None
        self._erasing: ErasePage | None = None
        self._says_after: tuple[Tone, str] | None = None
        """What is to be said when the case is read again."""
        self._opens_at, self._opens_at_part, self._asked = 0, "", 0
        self._banner = PageBanner("case_page_banner")
        self._begun, self._wrong, self._level = BegunStrip(), ErrorStrip(), LevelStrip()
        self._heading = title("", "case_reference")
        self._line = muted("", "case_line")
        self._waiting = muted("", "case_waiting")
        self._waiting.hide()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("case_tabs")
        self._tabs.setAccessibleName(tr("Sagens dele"))
        self._parts = PartList(self._tabs)
        self._banner.follow(self._tabs)
        self._journal_number = quiet("", "journal_number", "file-text")
        self._journal_number.clicked.connect(self._to_journal)
        self._journal_number.hide()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._made_view())
        self._over = LaidOver(self._stack, self._on_over_left, self._to_part)

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_top(self) -> QHBoxLayout:
        back = secondary(tr("Til listen"), "close_case", "arrow-left")
        back.clicked.connect(self.closed)
        self._add = secondary(tr("Tilføj til sagen"), "add_to_case", "plus", "Ctrl+T")
        self._add.clicked.connect(self.add_to_case)
        paper = primary(tr("Ark og kvittering"), "case_sheets", "printer")
        paper.clicked.connect(lambda: self.sheets_wanted.emit(self._reference))
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(back)
        top.addStretch(1)
        for part in (self._journal_number, self._add, paper):
            top.addWidget(part)
        return top

    def _made_view(self) -> QWidget:
        view = QWidget()
        layout = QVBoxLayout(view)
        layout.setContentsMargins(32, 20, 32, 16)
        layout.setSpacing(10)
        layout.addLayout(self._made_top())
        layout.addLayout(self._made_heading())
        for part in (self._line, self._waiting, self._banner, self._wrong, self._level, self._begun):
            layout.addWidget(part)
        layout.addWidget(self._parts, 1)
        self._begun.resumed.connect(self.add_to_case)
        self._begun.discarded.connect(self._on_discarded)
        self._level.visits_asked.connect(lambda: self._parts.go_to(VISITS.name))
        return view

    def _made_heading(self) -> QHBoxLayout:
        """The reference, and what takes the case out of the numbers or away."""
        self._erase = quiet(tr("Slet sagen …"), "erase_case", "trash-2")
        self._erase.clicked.connect(self.erase_case)
        self._mark = quiet(tr("Sagen er en fejl …"), "case_in_error", "triangle-alert")
        self._mark.clicked.connect(lambda: self._wrong.ask(is_in_error=True))
        self._wrong.marked.connect(self._on_marked)
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        for act in (self._mark, self._erase):
            row.addWidget(act)
            act.hide()
        return row

    # -- reading ---------------------------------------------------------------------------------------------------------
    def show_case(self, reference: str, part: str = "") -> None:
        """Reads the case; the reading is journalled before anything is shown. `part`: the objectName of the part to open."""
        self._opens_at_part = part
        self._put_addition_away()
        self._put_erasing_away()
        self._over.put_away()
        self._clear_tabs()
        self._reference = reference
        self._banner.clear()
        self._begun.hide()
        self._wrong.hide()
        self._level.hide()
        self._heading.setText(reference)
        self._line.setText("")
        self._read = None
        desk = self._desk
        self._asked += 1
        asked = self._asked
        self._background.run(lambda: read_case(desk, reference), lambda read: self._on_read(asked, read), self._on_failed)

    def leave(self) -> None:
        """Takes everything of the case off the screen. What was begun to be added stays with the desk, for this officer."""
        self._put_addition_away()
        self._put_erasing_away()
        self._over.put_away()
        self._read = None
        self._reference = ""
        self._clear_tabs()
        self._line.setText("")
        self._journal_number.hide()

    def _clear_tabs(self) -> None:
        for place in range(self._tabs.count()):
            part = self._tabs.widget(place)
            if isinstance(part, ProtectedPart | AttachmentsPart | SheetsPart | CasePart):
                part.leave()
        while (
            count := self._tabs.count()
        ):  # the shown one goes last: taking it away would show the next, only to take that away
            place = count - 1 if count - 1 != self._tabs.currentIndex() else 0
            part = self._tabs.widget(place)
            self._tabs.removeTab(place)
            if part is not None:
                part.deleteLater()

    def _on_read(self, asked: int, read: ReadCase) -> None:
        if asked != self._asked or read.reference != self._reference:
            return
        self._read = read
        line = read.case.line
        self._line.setText(case_said(read.case))
        waiting = waiting_in(read.case)
        self._waiting.setText(waiting)
        self._waiting.setVisible(bool(waiting))
        self._journal_number.setText(_journal_said(line.journal_number))
        self._journal_number.setAccessibleName(self._journal_number.text())
        self._journal_number.setVisible(line.status is CaseStatus.FILED)
        gone = stub_of(read.case.entries)
        if gone is not None:
            said = tr("Sagen er overdraget til {receiver}. Her kan den kun læses.", receiver=gone.receiver_name)
            self._line.setText(f"{said} {self._line.text()}")
        self._add.setVisible(self._desk.open_drawer().officer.may(Act.TAKE_INTAKE) and gone is None)
        is_filed = line.status is CaseStatus.FILED
        officer = self._desk.open_drawer().officer
        self._erase.setVisible(is_filed and officer.may(Act.ERASE_CASE))
        self._mark.setVisible(is_filed and officer.may(Act.TAKE_INTAKE) and not read.case.is_in_error)
        self._wrong.show_case(read, officer)
        self._level.show_case(read)
        self._fill_tabs(read)
        self._say_after()
        self._begun.setVisible(not self._begun_addition().is_empty)

    def _fill_tabs(self, read: ReadCase) -> None:
        self._clear_tabs()
        titles = titles_of(self._desk)
        names = titles | {question.id: question.ask for question in read.checklist.questions()}
        names |= {field_of(one.number): tr("bilag {number}", number=one.number) for one in read.case.attachments}
        answers = answers_by_section(read.checklist, read.case.answers, read.case.addenda, read.who)
        for part, name in (
            (EvaluationsPart(read), tr("Vurdering")),
            (answers, tr("Sagsoplysninger (A)")),
            (self._made_protected(read), tr("Beskyttet (B)")),
            (self._made_instruments(read), tr("Andres vurderinger")),
            (self._made_attachments(read), tr("Bilag ({count})", count=len(read.case.attachments))),
            (self._made_sheets(read, titles), tr("Ark")),
            *self._parts_after(read),
            (journal(read.case, names, read.names), tr("Historik")),
        ):
            self._tabs.addTab(part, name)
            self._banner.heed(part)
        self._tabs.setCurrentIndex(self._opens_at)
        self._parts.show_names(self._opens_at_part)
        self._opens_at, self._opens_at_part = 0, ""

    def _say_after(self) -> None:
        if self._says_after is not None and self._says_after[1]:
            self._banner.say(*self._says_after)
        self._says_after = None
        self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the protected part ----------------------------------------------------------------------------------------------
    def _made_protected(self, read: ReadCase) -> ProtectedPart:
        part = ProtectedPart(self._desk, self._background, read)
        part.refused.connect(lambda sentence: self._banner.say(Tone.WARN, sentence))
        part.failed.connect(self._on_failed)
        part.opened.connect(self._on_protected_opened)
        return part

    def _on_protected_opened(self) -> None:
        self._banner.clear()
        self._tabs.setCurrentIndex(PROTECTED)
        self._tabs.setFocus()

    # -- what others found -----------------------------------------------------------------------------------------------
    def _made_instruments(self, read: ReadCase) -> InstrumentsPart:
        may_note = self._desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        part = InstrumentsPart(self._desk, self._background, read, may_note)
        part.noted.connect(self._on_instrument_noted)
        return part

    def _on_instrument_noted(self) -> None:
        self._opens_at = INSTRUMENTS
        self._read_again(tr("Vurderingen er noteret i sagen."))

    # -- attachments and sheets ------------------------------------------------------------------------------------------
    def _made_attachments(self, read: ReadCase) -> AttachmentsPart:
        part = AttachmentsPart(self._desk, self._background, read)
        part.changed.connect(self._on_attachments_changed)
        return part

    def _made_sheets(self, read: ReadCase, titles: Mapping[str, str]) -> SheetsPart:
        part = SheetsPart(self._desk, self._background, read.case, titles, read.who)
        part.changed.connect(self._on_sheets_changed)
        part.walk_asked.connect(lambda: self.sheets_wanted.emit(self._reference))
        return part

    def _on_sheets_changed(self, tone: Tone, sentence: str) -> None:
        self._opens_at = SHEETS
        self._read_again(sentence, tone)

    def _on_attachments_changed(self, sentence: str) -> None:
        self._opens_at = ATTACHMENTS
        self._read_again(sentence)

    def _read_again(self, sentence: str, tone: Tone = Tone.SUCCESS) -> None:
        if self._reference:
            self._says_after = (tone, sentence)
            self.show_case(self._reference)

    # -- what happens after the door -------------------------------------------------------------------------------------
    def _parts_after(self, read: ReadCase) -> Iterator[tuple[QWidget, str]]:
        for part, name in made_parts(self._desk, self._background, read):
            part.changed.connect(self._on_part_changed)
            part.over_asked.connect(self._over.lay)
            part.case_asked.connect(self.show_case)
            yield part, name

    def _to_part(self, name: str) -> None:
        """The case read again, at another part."""
        self._stack.setCurrentIndex(0)
        self.show_case(self._reference, name)

    def _on_over_left(self, tone: Tone, sentence: str) -> None:
        self._stack.setCurrentIndex(0)
        self._on_part_changed(tone, sentence)

    def _on_part_changed(self, tone: Tone, sentence: str) -> None:
        self._opens_at = self._tabs.currentIndex()
        self._read_again(sentence, tone)

    # -- adding ----------------------------------------------------------------------------------------------------------
    def _key(self) -> tuple[str, str]:
        return self._desk.open_drawer().officer.id, self._reference

    def _begun_addition(self) -> BegunAddition:
        return self._desk.begun_additions.get(self._key()) or BegunAddition(self._reference)

    def add_to_case(self) -> None:
        """Opens the addition, with what was begun before."""
        if self._read is None or self._addition is not None:
            return
        key, begun = self._key(), self._begun_addition()
        self._desk.begun_additions[key] = begun
        guard_closing(self._desk, self.window())
        page = AdditionPage(self._desk, self._background, self._read, begun)
        page.left.connect(self._on_addition_left)
        page.saved.connect(lambda evaluation: self._on_added(key, evaluation))
        page.became_red.connect(lambda: show_emergency(self))
        self._addition = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def _on_addition_left(self) -> None:
        self._put_addition_away()
        self._begun.setVisible(not self._begun_addition().is_empty)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_addition_away(self) -> None:
        """The page goes; what was begun stays. One that is being saved waits for the drawer's answer, unseen."""
        page, self._addition = self._addition, None
        if page is not None:
            taken_away(self._stack, page, (page.saved, page.failed) if page.is_saving else ())

    def _on_added(self, key: tuple[str, str], evaluation: Evaluation) -> None:
        self._desk.begun_additions.pop(key, None)
        if self._reference == key[1]:
            self._read_again(tr("Gemt i sagen. Det er vurdering {number}.", number=evaluation.number))

    def _on_discarded(self) -> None:
        self._desk.begun_additions.pop(self._key(), None)
        self._begun.hide()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- entered in error ------------------------------------------------------------------------------------------------
    def _on_marked(self, new: NewEntry) -> None:
        drawer, reference = self._desk.open_drawer(), self._reference
        self._opens_at = self._tabs.currentIndex()
        self._background.run(
            lambda: drawer.keep_entries(reference, [new]),
            lambda _: self._read_again(tr("Det er noteret på sagen.")),
            self._on_failed,
        )

    # -- erasing ---------------------------------------------------------------------------------------------------------
    def erase_case(self) -> None:
        """Asks what must be known before the case is erased."""
        if self._read is None or self._erasing is not None or self._addition is not None:
            return
        page = ErasePage(self._desk, self._background, self._read)
        page.left.connect(self._on_erasing_left)
        page.erased.connect(self._on_erased)
        page.closed.connect(self.closed)
        self._erasing = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def _on_erasing_left(self) -> None:
        self._put_erasing_away()
        self._erase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_erased(self, reference: str) -> None:
        """What anybody here had begun to add to it goes too, and nothing of it stays behind the page."""
        self._desk.forget_begun(reference)
        if self._reference == reference:
            self._read, self._reference = None, ""
            self._clear_tabs()
            self._line.setText("")
            self._journal_number.hide()

    def _put_erasing_away(self) -> None:
        """The page goes. One at which the drawer is waits for the answer, unseen."""
        page, self._erasing = self._erasing, None
        if page is not None:
            taken_away(self._stack, page, (page.erased,) if page.is_erasing else ())

    # -- the authority's own journal -------------------------------------------------------------------------------------
    def _to_journal(self) -> None:
        """To the part in which the number is written; here it is only shown."""
        self._parts.go_to(FILING.name)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))


def _journal_said(number: str) -> str:
    return tr("Journalnr. {number}", number=number) if number else tr("Intet journalnummer endnu")
