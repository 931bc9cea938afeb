"""The unlock screen: user name and passphrase. It is the first thing painted, so it needs little and brings little along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from stalkdesk.errors import (
    DeskError,
    PlaceUnfit,
    StoreDamaged,
    StoreForeign,
    StoreInUse,
    StoreMissing,
    StoreTooNew,
    TooManyTries,
)
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.labels import said
from stalkdesk.ui.passphrase import PassphraseLine, show_button

if TYPE_CHECKING:  # not for a cycle: the first window need not wait for these values
    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.ui.background import Background
    from stalkdesk.ui.desk import Desk

_CARD_WIDTH = 500
STORE_TROUBLES = (StoreMissing, StoreDamaged, StoreForeign, StoreTooNew, StoreInUse, PlaceUnfit)
"""What can't be mended by typing again: it gets a page of its own."""


class UnlockScreen(Entrance):
    """Emits `unlocked(Drawer)`, `troubled(DeskError)` when the store itself is the trouble, `recovery_asked`,
    `restore_asked`."""

    unlocked = Signal(object)
    troubled = Signal(object)
    recovery_asked = Signal()
    restore_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("unlock", _CARD_WIDTH, scrolls=True, offers_training=True)
        self._desk, self._background = desk, background
        self._seconds = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._on_second)
        self._banner = Banner("unlock_banner")
        self._user_name = QLineEdit()
        self._user_name.setObjectName("user_name")
        self._user_name.setMaxLength(200)
        self._passphrase = PassphraseLine()
        self._passphrase.setObjectName("passphrase")
        self._caps_lock = said(tr("Caps Lock er slået til."), "wrong", "caps_lock")
        self._caps_lock.hide()
        self._unlock = primary(tr("&Lås op"), "unlock_now")
        self._unlock.setMinimumHeight(42)
        waiting = tr("Sikkerhedskopien bliver færdig … et øjeblik. Låser du op nu, bliver den taget næste gang i stedet.")
        self._backing_up = said(waiting, "muted", "unlock_backing_up")
        self._backing_up.hide()
        self._lay_out()
        self._passphrase.caps_lock_seen.connect(self._caps_lock.setVisible)
        self._user_name.returnPressed.connect(self._passphrase.setFocus)
        self._passphrase.returnPressed.connect(self.unlock)
        self._unlock.clicked.connect(self.unlock)

    def _lay_out(self) -> None:
        recovery = quiet(tr("Brug &genskabelsesnøgle"), "use_recovery")
        recovery.clicked.connect(self.recovery_asked)
        restore = quiet(tr("&Hent fra sikkerhedskopi"), "use_backup")
        restore.clicked.connect(self.restore_asked)
        name_says = said(tr("&Brugernavn"), "strong")
        name_says.setBuddy(self._user_name)
        self._user_name.setAccessibleName(tr("Brugernavn"))
        passphrase_says = said(tr("&Adgangssætning"), "strong")
        passphrase_says.setBuddy(self._passphrase)
        self._passphrase.setAccessibleName(tr("Adgangssætning"))
        self.body.addWidget(said(tr("Lås skranken op"), "title", "unlock_title"))
        self.body.addWidget(said(tr("Sagerne er krypteret. De åbnes kun med din egen adgangssætning."), "muted"))
        if self._desk.is_demo:
            demo = Banner("demo_hint")
            self.body.addWidget(demo)
            demo.say(Tone.NOTE, self._desk.demo_hint, tr("Demo: opdigtede sager"))
        self.body.addWidget(self._banner)
        fields = QVBoxLayout()
        fields.setSpacing(4)
        fields.addWidget(name_says)
        fields.addWidget(self._user_name)
        fields.addSpacing(10)
        fields.addWidget(passphrase_says)
        fields.addLayout(self._passphrase_line())
        fields.addWidget(self._caps_lock)
        self.body.addLayout(fields)
        self.body.addSpacing(8)
        self.body.addWidget(self._unlock)
        self.body.addWidget(self._backing_up)
        ways = QHBoxLayout()
        ways.addWidget(recovery)
        ways.addWidget(restore)
        self.body.addLayout(ways)

    def _passphrase_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._passphrase, 1)
        line.addWidget(show_button(self._passphrase, "show_passphrase"))
        return line

    def take_focus(self) -> None:
        """Puts the cursor where typing begins."""
        (self._passphrase if self._user_name.text() else self._user_name).setFocus()

    def expect(self, user_name: str) -> None:
        """Who locked the desk most likely comes back: only the passphrase is missing."""
        self._user_name.setText(user_name)
        self.take_focus()

    def say(self, sentence: str) -> None:
        """A remark above the fields, such as why the desk was locked."""
        self._banner.say(Tone.NOTE, sentence)

    def say_backing_up(self) -> None:
        """The desk is locked, and a backup is being finished. Whoever must get in may."""
        self._unlock.setEnabled(not self._seconds)
        self._backing_up.show()

    def set_ready(self, is_ready: bool) -> None:
        """Not ready while the drawer is still being closed."""
        self._unlock.setEnabled(is_ready)
        self._backing_up.hide()

    def unlock(self) -> None:
        """Tries what was typed, on the worker."""
        if not self._unlock.isEnabled():
            return
        user_name, passphrase = self._user_name.text().strip(), self._passphrase.text()
        if not user_name or not passphrase:
            self._banner.say(Tone.WARN, tr("Skriv både brugernavn og adgangssætning."))
            (self._passphrase if user_name else self._user_name).setFocus()
            return
        self._set_busy(True)
        self._backing_up.hide()
        self.tried.emit()
        vault = self._desk.vault
        self._background.run(lambda: vault.unlock(user_name, passphrase), self._on_unlocked, self._on_failed, self._on_tried)

    def _set_busy(self, is_busy: bool) -> None:
        self._unlock.setEnabled(not is_busy and not self._seconds)
        self._unlock.setText(tr("Låser op …") if is_busy else tr("&Lås op"))
        self._passphrase.setReadOnly(is_busy)
        self._user_name.setReadOnly(is_busy)

    def _on_tried(self) -> None:
        self._set_busy(False)

    def _on_unlocked(self, drawer: Drawer) -> None:
        self._passphrase.clear()
        self._banner.clear()
        self._caps_lock.hide()
        self.unlocked.emit(drawer)

    def _on_failed(self, error: DeskError) -> None:
        self._passphrase.clear()
        if isinstance(error, STORE_TROUBLES):
            self.troubled.emit(error)
            return
        if isinstance(error, TooManyTries):
            self._seconds = max(1, error.seconds)
            self._countdown.start()
            self._say_wait()
        else:
            self._banner.say(Tone.DANGER, str(error), tr("Kunne ikke låse op"))
        self._passphrase.setFocus()

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._say_wait()
            return
        self._countdown.stop()
        self._banner.say(Tone.NOTE, tr("Du kan prøve igen nu."))
        self._set_busy(False)

    def _say_wait(self) -> None:
        sentence = tr("For mange forkerte forsøg. Du kan prøve igen om {seconds} sekunder.", seconds=self._seconds)
        self._banner.say(Tone.WARN, sentence, tr("Vent lidt"))
