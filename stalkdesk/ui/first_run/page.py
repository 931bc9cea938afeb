"""The set-up: five calm steps, forward and back, then the unlock screen. What was typed survives going back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.casework.drawer import FirstRun, RecoverySheet
from stalkdesk.errors import DeskError, WeakPassphrase
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.first_run.recovery_step import RecoveryStep
from stalkdesk.ui.first_run.steps import ContactsStep, PlaceStep, Step, SupervisorStep, UnitStep
from stalkdesk.ui.labels import label, title

CARD_WIDTH = 760


class FirstRunPage(Entrance):
    """Emits `done` when the store is made and its recovery sheet put away, `folder_chosen(Path)` for another folder,
    `restore_asked` when there is a backup."""

    done = Signal()
    folder_chosen = Signal(object)
    restore_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("first_run", CARD_WIDTH, offers_training=True)
        self._desk, self._background = desk, background
        self.place = PlaceStep(desk.vault.folder)
        self.unit = UnitStep()
        self.contacts = ContactsStep()
        self.supervisor = SupervisorStep()
        self.recovery = RecoveryStep(desk, background)
        self._steps: tuple[Step, ...] = (self.place, self.unit, self.contacts, self.supervisor, self.recovery)
        self._stack = QStackedWidget()
        self._banner = Banner("first_run_banner")
        self._where = label("", "step", "first_run_where")
        self._progress = QProgressBar()
        self._title = title("", "first_run_title")
        self._back = secondary(tr("Tilbag&e"), "first_run_back", "arrow-left")
        self._next = primary("", "first_run_next")
        self._lay_out()
        self.place.folder_chosen.connect(self.folder_chosen)
        self.place.restore_asked.connect(self.restore_asked)
        self.recovery.ticked.connect(self._next.setEnabled)
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.forward)
        self._show_step(0)

    def _lay_out(self) -> None:
        for step in self._steps:
            content = QWidget()
            column = QVBoxLayout(content)
            column.setContentsMargins(0, 0, 8, 0)
            column.addWidget(step)
            column.addStretch(1)
            self._stack.addWidget(scrolling(content, f"{step.objectName()}_scroll"))
        self._progress.setRange(0, len(self._steps))
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Trin i opsætningen"))
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._next)
        for widget in (self._where, self._progress, self._title, self._banner):
            self.body.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(foot)
        for stretch, place in ((0, 0), (1, 1), (0, 2)):  # the card takes the whole height
            self.stage.setStretch(place, stretch)
        self.stage.setContentsMargins(24, 20, 24, 20)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._stack.currentIndex()]

    def take_focus(self) -> None:
        """Puts the cursor where typing begins."""
        if self.step is self.place:
            self._next.setFocus()
        else:
            self.step.take_focus()

    def back(self) -> None:
        """One step back; nothing is lost."""
        if self.step is not self.recovery and self._stack.currentIndex() > 0:
            self._show_step(self._stack.currentIndex() - 1)

    def forward(self) -> None:
        """One step on, when this one is right; after the fourth the store is made."""
        if not self._next.isEnabled() or not self.step.is_settled():
            return
        if self.step is self.recovery:
            self.done.emit()
        elif self.step is self.supervisor:
            self._set_up()
        else:
            self._show_step(self._stack.currentIndex() + 1)

    def _show_step(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        step = self._steps[number]
        self._banner.clear()
        self._where.setText(tr("Trin {number} af {count}", number=number + 1, count=len(self._steps)))
        self._progress.setValue(number + 1)
        self._title.setText(step.title)
        self._back.setVisible(number > 0 and step is not self.recovery)
        is_making, is_last = step is self.supervisor, step is self.recovery
        self._next.setText(tr("&Opret sagsskabet") if is_making else tr("F&ærdig") if is_last else tr("N&æste"))
        self._next.setAccessibleName(self._next.text().replace("&", ""))
        self._next.setEnabled(not is_last)
        if self.training_way is not None:
            self.training_way.setVisible(number == 0)  # later, it would take away what was typed
        self.take_focus()

    def _set_up(self) -> None:
        unit, who = self.unit.form.unit(), self.supervisor.form.typed()
        if unit is None or who is None:
            return
        first = FirstRun(unit, self.contacts.editor.contacts(), who.user_name, who.full_name, who.initials, who.passphrase)
        self._set_busy(True)
        vault = self._desk.vault
        self._background.run(lambda: vault.set_up(first), self._on_made, self._on_failed, lambda: self._set_busy(False))

    def _set_busy(self, is_busy: bool) -> None:
        self._back.setEnabled(not is_busy)
        if is_busy:
            self._next.setEnabled(False)
            self._banner.say(Tone.NOTE, tr("Sagsskabet bliver oprettet og krypteret. Det tager et øjeblik."), tr("Vent lidt"))
        elif self.step is not self.recovery:
            self._next.setEnabled(True)

    def _on_made(self, sheet: RecoverySheet) -> None:
        unit = self.unit.form.unit()
        self.supervisor.form.clear()
        assert unit is not None, "the unit was checked before the store was made"
        self._show_step(self._steps.index(self.recovery))
        self.recovery.show_sheet(sheet, unit)

    def _on_failed(self, error: DeskError) -> None:
        self._banner.clear()
        if isinstance(error, WeakPassphrase):
            self.supervisor.form.refuse_passphrase(str(error))
        else:
            self._banner.say(Tone.DANGER, str(error), tr("Sagsskabet kunne ikke oprettes"))
