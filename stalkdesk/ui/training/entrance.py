"""The learner's entrance: a name and a passphrase of her own, which nobody else has and nobody can restore."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import DeskError, TooManyTries, WeakPassphrase
from stalkdesk.language import tr
from stalkdesk.training.founding import first_run
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.passphrase import PassphraseLine, rules_sentence, show_button, strength_hint

_CARD_WIDTH = 560


class LearnersEntrance(Entrance):
    """Emits `unlocked(Desk, Drawer)` with the learner's own store, or `left`. A new name chooses its passphrase first."""

    unlocked = Signal(object, object)
    left = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("learners_entrance", _CARD_WIDTH, scrolls=True)
        self._desk, self._background = desk, background
        self._newcomer = ""
        """The name that has no store yet, once it was tried."""
        self._seconds = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._on_second)
        self._intro = self._made_intro()
        self._banner = Banner("learner_banner")
        self._form = Form("learner_form")
        self._name = self._form.line("learner_name", tr("&Navn"), tr("Det navn, du øver dig under på denne computer."))
        self._passphrase = PassphraseLine()
        self._form.add(
            "learner_passphrase",
            tr("Din &adgangssætning til øvelserne"),
            self._passphrase,
            aside=show_button(self._passphrase, "show_learner_passphrase"),
        )
        self._again = PassphraseLine()
        self._form.add("learner_again", tr("Adgangssætningen i&gen"), self._again)
        self._go = primary("", "learner_unlock")
        self._lay_out()
        self._show_new("")
        self._connect()

    def _lay_out(self) -> None:
        back = quiet(tr("&Tilbage til skranken"), "back_to_desk", "arrow-left")
        back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self._go)
        self.body.addWidget(title(tr("Øv dig på opdigtede sager"), "learner_title"))
        self.body.addWidget(self._intro)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._form)
        self.body.addSpacing(6)
        self.body.addLayout(foot)

    @staticmethod
    def _made_intro() -> QLabel:
        return muted(
            tr(
                "En opdigtet person står ved skranken. Du tager imod, som du plejer, og ser bagefter dine svar ved siden "
                "af dem, der kunne komme frem. Ingen får noget at vide om, hvad du øver, eller hvordan det går."
            )
        )

    def _connect(self) -> None:
        self._name.textEdited.connect(lambda _: self._show_new(""))
        self._passphrase.textChanged.connect(self._on_typed)
        self._name.returnPressed.connect(self._passphrase.setFocus)
        self._passphrase.returnPressed.connect(self._on_return)
        self._again.returnPressed.connect(self.unlock)
        self._go.clicked.connect(self.unlock)

    # -- what it shows ---------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Puts the cursor where typing begins."""
        (self._passphrase if self._name.text() else self._name).setFocus()

    def expect(self, user_name: str) -> None:
        """Who locked most likely comes back."""
        self._name.setText(user_name)
        self.take_focus()

    def say(self, sentence: str) -> None:
        """A remark above the fields, such as why the desk was locked."""
        self._banner.say(Tone.NOTE, sentence)

    def set_ready(self, is_ready: bool) -> None:
        """Not ready while the store is still being closed."""
        self._go.setEnabled(is_ready)

    def _show_new(self, name: str) -> None:
        """As for a name that has no store yet, or (empty) for one that has."""
        self._newcomer = name
        self._form.rows["learner_again"].setVisible(bool(name))
        self._intro.setVisible(not name)
        self._go.setText(tr("&Vælg adgangssætning og begynd") if name else tr("&Fortsæt"))
        self._on_typed(self._passphrase.text())

    def _on_typed(self, text: str) -> None:
        hint = strength_hint(text) or rules_sentence() if self._newcomer else ""
        self._form.complain("learner_passphrase", "")
        remark = self._form.rows["learner_passphrase"].remark
        remark.setText(hint)
        remark.setVisible(bool(hint))

    def _on_return(self) -> None:
        if self._newcomer and not self._again.text():
            self._again.setFocus()
        else:
            self.unlock()

    # -- what it does ----------------------------------------------------------------------------------------------------

    def unlock(self) -> None:
        """Opens the store of that name, or begins one, on the worker."""
        name, passphrase = tidy(self._name.text()), self._passphrase.text()
        is_new = bool(name) and name == self._newcomer
        complaints = {
            "learner_name": "" if name else tr("Skriv et navn."),
            "learner_passphrase": "" if passphrase else tr("Skriv din adgangssætning."),
            "learner_again": ""
            if not is_new or passphrase == self._again.text()
            else tr("De to adgangssætninger er ikke ens."),
        }
        if not self._go.isEnabled() or not self._form.check(complaints):
            return
        self._go.setEnabled(False)
        self._background.run(
            _opening(self._desk, name, passphrase, is_new),
            lambda opened: self._on_opened(name, opened),
            self._on_failed,
            lambda: self._go.setEnabled(not self._seconds),
        )

    def _on_opened(self, name: str, opened: tuple[Desk, Drawer | None]) -> None:
        desk, drawer = opened
        if drawer is None:
            self._show_new(name)
            self._banner.say(
                Tone.NOTE,
                tr(
                    "Der er ingen øvelser under navnet {name} her endnu. Vælg en adgangssætning, og skriv den to gange. Den er "
                    "kun din, og ingen kan genskabe den: glemmer du den, begynder du forfra under et nyt navn. Det, du øver, "
                    "bliver krypteret og meldes ikke til nogen. Brug ikke din rigtige adgangssætning til skranken.",
                    name=name,
                ),
                tr("Første gang"),
            )
            self._again.setFocus()
            return
        for field in (self._passphrase, self._again):
            field.clear()
        self._banner.clear()
        self.unlocked.emit(desk, drawer)

    def _on_failed(self, error: DeskError) -> None:
        if isinstance(error, WeakPassphrase):
            self._form.check({"learner_passphrase": str(error)})
            return
        self._passphrase.clear()
        self._again.clear()
        self._passphrase.setFocus()
        if isinstance(error, TooManyTries):
            self._seconds = max(1, error.seconds)
            self._countdown.start()
            self._say_wait()
        else:
            self._banner.say(Tone.DANGER, str(error), tr("Kunne ikke låse op"))

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._say_wait()
            return
        self._countdown.stop()
        self._banner.say(Tone.NOTE, tr("Du kan prøve igen nu."))
        self._go.setEnabled(True)

    def _say_wait(self) -> None:
        sentence = tr("For mange forkerte forsøg. Du kan prøve igen om {seconds} sekunder.", seconds=self._seconds)
        self._banner.say(Tone.WARN, sentence, tr("Vent lidt"))


def _opening(desk: Desk, name: str, passphrase: str, is_new: bool) -> Callable[[], tuple[Desk, Drawer | None]]:
    """The act that opens the learner's store; it gives no drawer when none is there and none was to be begun."""

    def work() -> tuple[Desk, Drawer | None]:
        own = desk.training_desk(name)
        if not own.vault.is_there():
            if not is_new:
                return own, None
            own.vault.set_up(first_run(name, name, passphrase))
        return own, own.vault.unlock(name, passphrase)

    return work
