"""The part "Støtteplan" of a case: who has it; behind a reason that one key gives, measures, follow-ups and letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.contacts.contact_register import Contact
from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.handover.handovers import letters_elsewhere, stub_of
from stalkdesk.casework.officers import Act
from stalkdesk.casework.support.plan import is_closed, measures
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.errors import DeskError
from stalkdesk.guidance.letters import Letter
from stalkdesk.language import spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.plan.follow_ups_section import FollowUpsSection
from stalkdesk.ui.plan.holder_strip import HolderStrip
from stalkdesk.ui.plan.keeping import Keeping
from stalkdesk.ui.plan.letter_making import LetterSetting
from stalkdesk.ui.plan.letter_page import LetterPage
from stalkdesk.ui.plan.letters_section import LettersSection
from stalkdesk.ui.plan.measures_section import MeasuresSection
from stalkdesk.ui.plan.opened import OpenedPlan, read_plan
from stalkdesk.ui.plan.safe_call import SafeCall
from stalkdesk.ui.plan.words import need_words
from stalkdesk.ui.protected_door import ProtectedDoor
from stalkdesk.ui.today.reading import contacts_of

NAME = "plan_part"
_ROOM = 16


class PlanPart(CasePart):
    """Made anew with the case; the protected part opens with a reason, and closes when the part is put away."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._officer = desk.open_drawer().officer
        self._plan: OpenedPlan | None = None
        self._is_left = False
        self._taking: Keeping | None = None
        self._contacts: tuple[Contact, ...] = ()
        self._banner = Banner("plan_banner")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(16)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._banner)
        column.addLayout(self._inside)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(content, "plan_area")
        whole.addWidget(self._area)
        self._ask_contacts()

    def _ask_contacts(self) -> None:
        drawer = self.desk.open_drawer()
        self.background.run(lambda: contacts_of(drawer, drawer.unit()), self._on_contacts, self._on_failed)

    def _on_contacts(self, contacts: tuple[Contact, ...]) -> None:
        if self._is_left:
            return
        self._contacts = contacts
        entries = self.read.case.entries
        may_take = self._officer.may(Act.TAKE_OVER) and stub_of(entries) is None
        self._strip = HolderStrip(self.desk, self.read, contacts, may_take)
        taking = self._taking = Keeping(self.desk, self.background, self.read.reference, self)
        taking.kept.connect(lambda _: self.changed.emit(Tone.SUCCESS, tr("Det er noteret på sagen.")))
        taking.failed.connect(self._on_not_taken)
        self._strip.wanted.connect(lambda new: taking.keep((new,), self._strip.done))
        self._door = self._made_door()
        self._inside.addWidget(self._strip)
        self._inside.addWidget(self._door)

    def _on_not_taken(self, problem: DeskError) -> None:
        if not self._strip.complain(problem):
            self._on_failed(problem)

    # -- the door --------------------------------------------------------------------------------------------------------
    def _made_door(self) -> QWidget:
        door = ProtectedDoor(
            "plan",
            tr("Arbejd med &støtteplanen"),
            tr("Arbejde med støtteplanen"),
            tr("Hvorfor åbnes støtteplanen? Grunden gemmes i historikken."),
            label(tr("Støtteplanen er beskyttet. Hver åbning noteres med navn, tid og grund: her »Arbejde med støtteplanen«.")),
            may_open=self._officer.may(Act.READ_PROTECTED),
        )
        door.opened.connect(self.open_with)
        return door

    def open_with(self, reason: str) -> None:
        """Opens the protected part with a reason; without one it says so and stays shut."""
        if not reason:
            self._banner.say(Tone.WARN, tr("Skriv en grund for at åbne støtteplanen."))
            return
        drawer, case = self.desk.open_drawer(), self.read.case
        reference = self.read.reference
        self.background.run(lambda: read_plan(drawer, reference, case.answers, reason), self._on_opened, self._on_failed)

    def _on_opened(self, plan: OpenedPlan) -> None:
        if self._is_left or self._plan is not None:
            return
        self._banner.clear()
        self._door.hide()
        self._make_sections(plan)
        self._show(plan)
        self._measures.take_focus()

    # -- what is behind it -----------------------------------------------------------------------------------------------
    def _make_sections(self, plan: OpenedPlan) -> None:
        entries = self.read.case.entries
        may_change = self._officer.may(Act.TAKE_INTAKE) and stub_of(entries) is None and not is_closed(entries)
        if not may_change:
            self._inside.addWidget(muted(tr("Sagen er afsluttet eller overdraget: planen kan læses, men ikke ændres her.")))
        reference, needs = self.read.reference, need_words(self.read.checklist)
        self._call = SafeCall(self.desk, self.background, reference)
        self._call.failed.connect(self._on_failed)
        self._measures = MeasuresSection(self.desk, reference, needs, self._contacts, may_change)
        self._follow_ups = FollowUpsSection(self.desk, reference, self._call, may_change)
        self._letters = LettersSection(self.desk.letters(spoken()))
        self._letters.asked.connect(self._on_letter)
        self._letters.show_elsewhere(letters_elsewhere(entries))
        self._keeping = Keeping(self.desk, self.background, reference, self)
        self._keeping.kept.connect(self._on_kept)
        self._keeping.failed.connect(self._on_failed)
        for section in (self._measures, self._follow_ups):
            section.wanted.connect(self._keep)
            section.looked_at.connect(self._look_at)
            self._inside.addWidget(section)
        if may_change and self.desk.letters(spoken()):
            self._inside.addWidget(self._letters)

    def _keep(self, new: Sequence[NewEntry], then: Callable[[], object]) -> None:
        self._banner.clear()
        self._keeping.keep(new, then)

    def _on_kept(self, entries: tuple[Entry, ...]) -> None:
        if self._plan is not None:
            self._show(self._plan.with_entries(entries))
            self._follow_ups.after_shown()

    def _show(self, plan: OpenedPlan) -> None:
        self._plan = plan
        today = self._today()
        self._measures.show_plan(plan, today)
        self._follow_ups.show_plan(plan, today)
        self._letters.show_needs([entry.said.need for entry in measures(plan.entries)])

    def _look_at(self, shown: QWidget) -> None:
        """What was opened under a list comes onto the screen, once it has its place."""
        QTimer.singleShot(0, shown, lambda: self._area.ensureWidgetVisible(shown, 0, _ROOM))

    def _on_letter(self, letter: Letter) -> None:
        if self._plan is not None:
            setting = LetterSetting(self.read.case, self._plan.answers, self._plan.entries)
            self.over_asked.emit(LetterPage(self.desk, self.background, letter, setting, self._contacts))

    def _today(self) -> date:
        return day_in_denmark(self.desk.now())

    def leave(self) -> None:
        """What is protected goes off the screen; what was typed stays with the desk."""
        self._is_left = True
        if self._taking is not None:
            self._taking.leave()
        if self._plan is not None:
            self._keeping.leave()
            self._call.leave()
            self._plan = None

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(problem))


def plan_title(_read: ReadCase) -> str:
    """What stands in the list of parts."""
    return tr("Støtteplan")


def is_filed(_desk: Desk, read: ReadCase) -> bool:
    """Whether the case is filed: a draft has no plan."""
    return read.case.line.status is CaseStatus.FILED


PLAN = PartOfCase(NAME, plan_title, PlanPart, is_filed)
