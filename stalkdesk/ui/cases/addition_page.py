"""Adding to a filed case, in two steps: what is added and why; then what that makes of the case, confirmed and saved.

Nothing is written before it is saved. What is typed stands in a `BegunAddition`, which outlives this page.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.casework.additions import overlaid
from stalkdesk.casework.evaluations import Confirmation, Evaluation
from stalkdesk.errors import DeskError
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.collecting_panel import CollectingPanel
from stalkdesk.ui.cases.evaluation_words import told_again
from stalkdesk.ui.cases.reevaluation_panel import ReevaluationPanel
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.labels import title


class AdditionPage(QWidget):
    """`left`: back to the case, what was typed is kept; `saved(object)`: the new Evaluation, durable; `failed`: it was not
    saved; `became_red`: an answer calls for the 112 screen."""

    left = Signal()
    saved = Signal(object)
    failed = Signal()
    became_red = Signal()

    def __init__(self, desk: Desk, background: Background, read: ReadCase, begun: BegunAddition) -> None:
        super().__init__()
        self.setObjectName("addition_page")
        self._desk, self._background, self._read, self._begun = desk, background, read, begun
        self._weighing = read.weighing(desk)
        self._try = 0
        """Counts what was to be evaluated: an answer to an earlier one is not for this one."""
        self.is_saving = False
        """Whether the drawer is at it: the page must stay until it has answered."""
        self._acute = Banner("addition_acute")
        self._banner = Banner("addition_banner")
        self.collecting = CollectingPanel(desk, read, begun)
        self.reevaluation = ReevaluationPanel(desk, background, read)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.collecting)
        self._steps.addWidget(self.reevaluation)
        self._lay_out()
        self._connect()
        dress(self)
        self._look_for_danger()

    def _lay_out(self) -> None:
        back = secondary(tr("Til sagen"), "leave_addition", "arrow-left")
        back.setToolTip(tr("Det, du har skrevet, bliver stående, så du kan gå videre senere."))
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(back)
        top.addWidget(title(tr("Tilføj til {reference}", reference=self._read.reference), "addition_title"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._acute)
        column.addWidget(self._banner)
        column.addWidget(self._steps, 1)

    def _connect(self) -> None:
        self.collecting.changed.connect(self._on_changed)
        self.collecting.refused.connect(lambda sentence: self._banner.say(Tone.WARN, sentence))
        self.collecting.ready.connect(self._weigh)
        self.collecting.answers.became_red.connect(self.became_red)
        self.reevaluation.back.connect(self._on_back)
        self.reevaluation.confirmed.connect(self._save)

    def take_focus(self) -> None:
        """Where one goes on."""
        if self._steps.currentWidget() is self.collecting:
            self.collecting.take_focus()

    def see_evaluation(self) -> None:
        """Goes on to the evaluation at once; where something is missing, it is said, and the first step stays."""
        self.collecting.go_on()

    def leave(self) -> None:
        """The page is left, or the desk locked: half-typed answers go to what is begun, a passphrase off the screen."""
        self._try += 1
        self.collecting.answers.hand_in()
        self.reevaluation.leave()

    # -- danger ----------------------------------------------------------------------------------------------------------
    def _on_changed(self) -> None:
        self._banner.clear()
        self._look_for_danger()

    def known_in_danger(self) -> tuple[Walk, str]:
        """For the 112 screen."""
        return self._read.in_danger(self._begun.addition(self._read.checklist), self._desk.now())

    def _look_for_danger(self) -> None:
        """Acute interrupts at once, by what is known on the screen; the drawer, which knows B too, has the last word."""
        initials = self._desk.open_drawer().officer.initials
        answers = overlaid(self._read.case.answers, self._begun.addition(self._read.checklist), self._desk.now(), initials)
        self._show_danger(self._weighing(answers).whole)

    def _show_danger(self, found: Assessment) -> None:
        if found.urgency is not Urgency.ACUTE or self._begun.is_empty:
            self._acute.clear()
            return
        response = told_again(found, Facts(), self._read.rules, self._read.windows).response
        if self._acute.sentence != response:
            self._acute.say(Tone.DANGER, response, tr("Akut fare – tryk F9 for 112-skærmen"))

    # -- the second step -------------------------------------------------------------------------------------------------
    def _weigh(self) -> None:
        self._try += 1
        this_try, drawer, reference = self._try, self._desk.open_drawer(), self._read.reference
        addition, weighing = self._begun.addition(self._read.checklist), self._weighing
        self._background.run(
            lambda: drawer.weigh(reference, addition, weighing),
            lambda found: self._on_weighed(found) if this_try == self._try else None,
            lambda problem: self._on_failed(problem) if this_try == self._try else None,
        )

    def _on_weighed(self, found: Assessment) -> None:
        self._banner.clear()
        self._show_danger(found)
        self._steps.setCurrentWidget(self.reevaluation)
        self.reevaluation.show_found(found)

    def _on_back(self) -> None:
        self._try += 1
        self._banner.clear()
        self._steps.setCurrentWidget(self.collecting)
        self.collecting.take_focus()

    # -- saving ----------------------------------------------------------------------------------------------------------
    def _save(self, confirmation: Confirmation) -> None:
        if self.is_saving:
            return
        self._set_saving(True)
        drawer, reference = self._desk.open_drawer(), self._read.reference
        addition, weighing = self._begun.addition(self._read.checklist), self._weighing
        self._background.run(
            lambda: drawer.add_to_case(reference, addition, weighing, confirmation),
            self._on_saved,
            self._on_failed,
        )

    def _set_saving(self, is_saving: bool) -> None:
        self.is_saving = is_saving
        self.reevaluation.set_busy(is_saving)

    def _on_saved(self, evaluation: Evaluation) -> None:
        self._set_saving(False)
        self.saved.emit(evaluation)

    def _on_failed(self, problem: DeskError) -> None:
        self._set_saving(False)
        sentence = tr(
            "{problem} Intet er gemt endnu, og alt, hvad du har skrevet, står her stadig. Prøv igen.", problem=str(problem)
        )
        self._banner.say(Tone.DANGER, sentence, tr("Ikke gemt"))
        self.failed.emit()
