"""The learner's desk: the list of cases, the ordinary intake with a person at the counter, and the review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QToolButton, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.training.progress import Round
from stalkdesk.training.vignettes import Vignette
from stalkdesk.ui import pages
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.desk_frame import DeskFrame, Way
from stalkdesk.ui.training import rounds
from stalkdesk.ui.training.counter_panel import CounterPanel
from stalkdesk.ui.training.home import TrainingHome
from stalkdesk.ui.training.review_page import ReviewPage
from stalkdesk.ui.training.strip import TrainingStrip

if TYPE_CHECKING:  # not for a cycle: the frame's own name for what makes a page
    from stalkdesk.ui.desk_frame import Factory

REVIEW = "review"


class TrainingFrame(DeskFrame):
    """Sidebar and pages over the learner's own store. `strip` has the button that ends an exercise."""

    def __init__(self, desk: Desk, background: Background, window: pages.Window, strip: TrainingStrip) -> None:
        self._strip = strip
        self._counter: CounterPanel | None = None
        super().__init__(desk, background, window)
        desk.counter_panel = self._made_counter
        strip.end_asked.connect(self._on_end_asked)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def factories(self) -> Mapping[str, Factory]:
        """The three pages of the twin, and the handbook; nothing else of the desk."""
        own: dict[str, Factory] = {pages.HOME: self._home, pages.INTAKE: self._intake, REVIEW: self._review}
        return {**own, pages.KNOWLEDGE: pages.pages[pages.KNOWLEDGE]}

    def keeping_begun(self) -> None:
        """Nothing is begun here but exercises."""

    def add_first(self, column: QVBoxLayout) -> None:
        """No case is begun but out of the list."""

    def offered(self) -> tuple[Way, ...]:
        """The list of cases, and the handbook."""
        return (
            Way(pages.HOME, tr("Øvelser"), "clipboard-list", "Ctrl+1"),
            Way(pages.KNOWLEDGE, tr("Viden"), "circle-help", "F1"),
        )

    def aside_way(self) -> QToolButton:
        """Back to the real desk."""
        way = self.nav("leave_training", tr("Forlad øvelserne"), "arrow-left", "Ctrl+9", checkable=False)
        way.setToolTip(tr("Låser øvelserne og går tilbage til den rigtige skranke (Ctrl+9)"))
        return way

    def role_of_officer(self) -> str:
        """Nobody has a role here."""
        return tr("Øver sig")

    def _made_counter(self) -> CounterPanel:
        self._counter = CounterPanel(self._desk, self._background)
        return self._counter

    def _home(self, desk: Desk, background: Background, window: pages.Window) -> QWidget:
        page = TrainingHome(desk, background)
        page.begun.connect(self.begin)
        page.begun_anew.connect(self._on_begun_anew)
        page.went_on.connect(self._on_went_on)
        page.reread.connect(lambda played: self._look(lambda: rounds.looked_back(desk, played)))
        return page

    def _intake(self, desk: Desk, background: Background, window: pages.Window) -> QWidget:
        from stalkdesk.ui.intake.page import IntakePage

        page = IntakePage(desk, background)
        if self._counter is not None:
            page.asked.connect(self._counter.show_question)
        page.closed.connect(lambda: window.show_page(pages.HOME))
        page.filed.connect(lambda _: self.end())
        page.lock_wanted.connect(lambda: window.lock())
        return page

    def _review(self, desk: Desk, background: Background, window: pages.Window) -> QWidget:
        page = ReviewPage()
        page.left.connect(lambda: window.show_page(pages.HOME))
        page.begun.connect(self.begin)
        return page

    def show_page(self, name: str) -> QWidget:
        """As in every desk; the way to the end of an exercise stands in the strip while one goes on."""
        page = super().show_page(name)
        self._strip.end_button.setVisible(name == pages.INTAKE)
        return page

    # -- a round ---------------------------------------------------------------------------------------------------------

    def begin(self, vignette: Vignette) -> None:
        """Plays that case from its beginning."""
        self._go(lambda: rounds.begun(self._desk, vignette))

    def _on_begun_anew(self, played: Round, vignette: Vignette) -> None:
        self._go(lambda: rounds.begun_anew(self._desk, played, vignette))

    def _on_went_on(self, played: Round) -> None:
        self._go(lambda: rounds.gone_on(self._desk, played))

    def _go(self, work: Callable[[], str | rounds.LookedBack]) -> None:
        self._background.run(work, self._on_ready, self._on_failed)

    def _on_ready(self, found: str | rounds.LookedBack) -> None:
        if isinstance(found, rounds.LookedBack):
            self._show_review(found)
        else:
            self._window.resume_intake(found)

    def _on_end_asked(self) -> None:
        """Asks once: an exercise that is ended can't be gone on with."""
        if self.at != pages.INTAKE:
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("StalkDesk – øvelse"),
            tr("Vil du afslutte øvelsen og se svaret? Spørgsmål, du ikke er nået til, tæller som ikke stillet."),
            QMessageBox.StandardButton.NoButton,
            self,
        )
        box.setObjectName("end_exercise_box")
        stay = box.addButton(tr("&Bliv i øvelsen"), QMessageBox.ButtonRole.RejectRole)
        end = box.addButton(tr("&Afslut, og se svaret"), QMessageBox.ButtonRole.AcceptRole)
        stay.setObjectName("end_stay")
        end.setObjectName("end_now")
        box.setDefaultButton(end)
        end.clicked.connect(self.end)
        box.finished.connect(box.deleteLater)
        box.open()

    def end(self) -> None:
        """Ends the exercise on the screen, filed or not, and shows its review."""
        counter = self._counter
        if counter is not None and counter.case_id:
            case_id = counter.case_id
            self.when_left(lambda: self._end(case_id))

    def _end(self, case_id: str) -> None:
        if self.is_settled:
            self._look(lambda: rounds.ended(self._desk, case_id))
        else:
            self.intake().say_unsettled()

    def _look(self, work: Callable[[], rounds.LookedBack]) -> None:
        self._background.run(work, self._show_review, self._on_failed)

    def _show_review(self, found: rounds.LookedBack) -> None:
        page = self.show_page(REVIEW)
        assert isinstance(page, ReviewPage)
        page.show_review(found)

    def _on_failed(self, error: DeskError) -> None:
        page = self.show_page(pages.HOME)
        assert isinstance(page, TrainingHome)
        page.say(str(error))
