"""Taking a visit in, in four short steps: now, what is new, what was promised, the evaluation. Then a receipt is offered.

Nothing is written before it is saved, and then all of it at once. What is typed stands in a `BegunVisit`, which outlives this
page; what was there before is not touched.
"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.casework.additions import overlaid
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.cases.collecting_panel import CollectingPanel
from stalkdesk.ui.cases.evaluation_words import told_again
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.cases.reevaluation_panel import ReevaluationPanel
from stalkdesk.ui.cases.shows_emergency import show_emergency
from stalkdesk.ui.cases.steps_head import step_said, steps_head
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.visits.begun_visit import BegunVisit
from stalkdesk.ui.visits.next_panel import NextPanel
from stalkdesk.ui.visits.now_panel import NowPanel


class VisitPage(OverPage):
    """The four steps."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase, begun: BegunVisit) -> None:
        super().__init__()
        self.setObjectName("visit_page")
        self._desk, self._background, self._read, self._begun = desk, background, read, begun
        self._key = (desk.open_drawer().officer.id, read.reference)
        self._weighing = read.weighing(desk)
        self._try, self._is_left, self._is_saving = 0, False, False
        self._acute, self._banner = Banner("visit_acute"), Banner("visit_banner")
        self.now = NowPanel(desk, read, begun)
        self.new = CollectingPanel(desk, read, begun.addition, tr("Videre"))
        self.next = NextPanel(desk, begun)
        self.evaluation = ReevaluationPanel(desk, background, read)
        self._steps = QStackedWidget()
        for step in (self.now, self.new, self.next, self.evaluation):
            self._steps.addWidget(step)
        self._where = muted("", "visit_step")
        self._lay_out()
        self._connect()
        dress(self)
        self._show_step(self.now)
        self._look_for_danger()

    def _lay_out(self) -> None:
        self._previous = secondary(tr("Forrige trin"), "visit_previous", "chevron-left")
        self._previous.clicked.connect(self._on_previous)
        head = title(tr("Ny henvendelse i {reference}", reference=self._read.reference), "visit_title")
        stays = tr("Det, du har skrevet, bliver stående, så du kan gå videre senere.")
        top, back = steps_head("visit", stays, head, self._where, self._previous)
        back.clicked.connect(lambda: self.left.emit(Tone.NOTE, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._acute)
        column.addWidget(self._banner)
        column.addWidget(self._steps, 1)

    def _connect(self) -> None:
        for panel in (self.now, self.new, self.next):
            panel.changed.connect(self._on_changed)
        self.now.became_red.connect(lambda: show_emergency(self))
        self.new.answers.became_red.connect(lambda: show_emergency(self))
        for refused in (self.now.refused, self.new.refused):
            refused.connect(lambda sentence: self._banner.say(Tone.WARN, sentence))
        self.now.ready.connect(self._on_now_ready)
        self.new.ready.connect(lambda: self._show_step(self.next))
        self.next.back.connect(self._on_previous)
        self.next.ready.connect(self._weigh)
        self.evaluation.back.connect(self._on_previous)
        self.evaluation.confirmed.connect(self._save)

    # -- going from step to step -----------------------------------------------------------------------------------------
    def _show_step(self, step: QWidget) -> None:
        self._banner.clear()
        self._steps.setCurrentWidget(step)
        place = self._steps.currentIndex()
        names = (tr("Nu"), tr("Siden sidst"), tr("Aftale"), tr("Vurdering"))
        self._where.setText(step_said(place, names))
        self._previous.setVisible(place in (1,))
        self.take_focus()

    def take_focus(self) -> None:
        """Where one goes on."""
        step = self._steps.currentWidget()
        if isinstance(step, NowPanel | CollectingPanel | NextPanel):
            step.take_focus()

    def _on_previous(self) -> None:
        self._try += 1
        steps = (self.now, self.new, self.next, self.evaluation)
        self._show_step(steps[max(self._steps.currentIndex() - 1, 0)])

    def _on_now_ready(self) -> None:
        self.new.show_again()
        self._show_step(self.new)

    def _on_changed(self) -> None:
        self._banner.clear()
        if self._begun.is_empty:
            self._desk.begun_visits.pop(self._key, None)
        else:
            self._desk.begun_visits[self._key] = self._begun
            guard_closing(self._desk, self.window())
        self._look_for_danger()

    # -- danger ----------------------------------------------------------------------------------------------------------
    def known_in_danger(self) -> tuple[Walk, str]:
        """For the 112 screen."""
        return self._read.in_danger(self._begun.addition.addition(self._read.checklist), self._desk.now())

    def _look_for_danger(self) -> None:
        """Acute interrupts at once, by what is known on the screen; the drawer, which knows B too, has the last word."""
        addition = self._begun.addition.addition(self._read.checklist)
        answers = overlaid(self._read.case.answers, addition, self._desk.now(), "")
        self._show_danger(self._weighing(answers).whole)

    def _show_danger(self, found: Assessment) -> None:
        if found.urgency is not Urgency.ACUTE or not self._begun.addition.has_something:
            self._acute.clear()
            return
        response = told_again(found, Facts(), self._read.rules, self._read.windows).response
        if self._acute.sentence != response:
            self._acute.say(Tone.DANGER, response, tr("Akut fare – tryk F9 for 112-skærmen"))

    # -- the evaluation --------------------------------------------------------------------------------------------------
    def _weigh(self) -> None:
        self._try += 1
        this_try, drawer, reference = self._try, self._desk.open_drawer(), self._read.reference
        addition, weighing = self._begun.addition.addition(self._read.checklist), self._weighing
        self._background.run(
            lambda: drawer.weigh(reference, addition, weighing),
            lambda found: self._on_weighed(found) if this_try == self._try else None,
            lambda problem: self._on_failed(problem) if this_try == self._try else None,
        )

    def _on_weighed(self, found: Assessment) -> None:
        if self._is_left:
            return
        self._show_danger(found)
        self._show_step(self.evaluation)
        self.evaluation.show_found(found)

    # -- saving ----------------------------------------------------------------------------------------------------------
    def _save(self, confirmation: Confirmation) -> None:
        if self._is_saving:
            return
        try:
            new = self._begun.new_visit(self._read.checklist, day(self._desk.now()))
        except BadAnswer as wrong:
            self._on_failed(wrong)
            return
        self._set_saving(True)
        drawer, reference, weighing = self._desk.open_drawer(), self._read.reference, self._weighing
        self._background.run(
            lambda: drawer.keep_visit(reference, new, weighing, confirmation), self._on_saved, self._on_not_saved
        )

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        if not self._is_left:
            self.evaluation.set_busy(is_saving)

    def _on_saved(self, made: tuple[Entry, ...]) -> None:
        self._desk.begun_visits.pop(self._key, None)
        self._set_saving(False)
        if not self._is_left:
            self.left.emit(Tone.SUCCESS, tr("Henvendelsen er gemt i sagen. Kvitteringen kan printes her."))

    def _on_not_saved(self, problem: DeskError) -> None:
        self._set_saving(False)
        self._on_failed(problem)

    def _on_failed(self, problem: DeskError) -> None:
        if self._is_left:
            return
        sentence = tr(
            "{problem} Intet er gemt endnu, og alt, hvad du har skrevet, står her stadig. Prøv igen.", problem=str(problem)
        )
        self._banner.say(Tone.DANGER, sentence, tr("Ikke gemt"))

    def leave(self) -> None:
        """The page is left, or the desk locked: half-typed answers go to what is begun, a passphrase off the screen."""
        self._try += 1
        if not self._is_left:
            self._is_left = True
            self.new.answers.hand_in()
            self.evaluation.leave()
