"""Opening the store with the printed recovery key, and giving a user a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import DeskError, KeysDamaged, KeysMissing, WeakPassphrase, WrongPassphrase, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.passphrase import PassphraseLine, rules_sentence, show_button, strength_hint
from stalkdesk.ui.unlock import STORE_TROUBLES

_CARD_WIDTH = 700
_KEY_HEIGHT = 80
_SHEET_HEIGHT = 136


class RecoverScreen(Entrance):
    """Emits `unlocked(Drawer)`, `troubled(DeskError)` or `left`. `whole_sheet`: the key file is no use, so that the second page
    of the sheet is asked for too."""

    unlocked = Signal(object)
    troubled = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, background: Background, whole_sheet: bool = False) -> None:
        super().__init__("recover", _CARD_WIDTH, scrolls=True)
        self._desk, self._background = desk, background
        self._banner = Banner("recover_banner")
        self._form = Form("recover_form")
        self._key = self._key_field(whole_sheet)
        self._user_name = self._form.line("recover_user", tr("&Brugernavn, der skal have en ny adgangssætning"))
        self._new = PassphraseLine()
        self._form.add(
            "new_passphrase",
            tr("&Ny adgangssætning"),
            self._new,
            rules_sentence(),
            show_button(self._new, "show_new_passphrase"),
        )
        self._again = PassphraseLine()
        self._form.add("new_passphrase_again", tr("Ny adgangssætning &igen"), self._again)
        self._go = primary(tr("&Åbn med nøglen"), "recover_now")
        self._lay_out(whole_sheet)
        self._new.textChanged.connect(lambda text: self._form.rows["new_passphrase_again"].complain(""))
        self._new.textChanged.connect(lambda text: self._form.rows["new_passphrase"].remark.setText(self._hint(text)))
        self._go.clicked.connect(self.recover)

    def _key_field(self, whole_sheet: bool) -> QPlainTextEdit:
        if whole_sheet:
            return self._form.lines(
                "recovery_key",
                tr("&Hele genskabelsesarket"),
                tr("Skriv de 13 grupper fra side 1 og derefter alle grupperne fra side 2, i samme rækkefølge."),
                _SHEET_HEIGHT,
            )
        return self._form.lines(
            "recovery_key",
            tr("&Genskabelsesnøglen fra det printede ark"),
            tr("13 grupper. Store og små bogstaver er lige gode; mellemrum og bindestreger er ligegyldige."),
            _KEY_HEIGHT,
        )

    def _lay_out(self, whole_sheet: bool) -> None:
        back = secondary(tr("&Tilbage"), "recover_back", "arrow-left")
        back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self._go)
        if whole_sheet:
            self.body.addWidget(title(tr("Åbn med genskabelsesarket")))
            self.body.addWidget(
                muted(tr("Arket laver en ny nøglefil. Bagefter skal hver af de andre have en ny adgangssætning på samme måde."))
            )
        else:
            self.body.addWidget(title(tr("Åbn med genskabelsesnøglen")))
            self.body.addWidget(muted(tr("Til den dag, hvor adgangssætningen er glemt. Brugen bliver skrevet i journalen.")))
        self.body.addWidget(self._banner)
        self.body.addWidget(self._form)
        self.body.addSpacing(8)
        self.body.addLayout(foot)

    @staticmethod
    def _hint(text: str) -> str:
        return strength_hint(text) or rules_sentence()

    def take_focus(self) -> None:
        """Puts the cursor where typing begins."""
        self._key.setFocus()

    def recover(self) -> None:
        """Tries the key, on the worker."""
        key, user_name, new = self._key.toPlainText().strip(), tidy(self._user_name.text()), self._new.text()
        missing = tr("Skal udfyldes.")
        complaints = {
            "recovery_key": "" if key else missing,
            "recover_user": "" if user_name else missing,
            "new_passphrase": "" if new else missing,
            "new_passphrase_again": "" if self._again.text() == new else tr("De to adgangssætninger er ikke ens."),
        }
        if not self._go.isEnabled() or not self._form.check(complaints):
            return
        self._go.setEnabled(False)
        vault = self._desk.vault
        self._background.run(
            lambda: vault.recover(key, user_name, new),
            self._on_recovered,
            self._on_failed,
            lambda: self._go.setEnabled(True),
        )

    def _on_recovered(self, drawer: Drawer) -> None:
        for field in (self._key, self._new, self._again):
            field.clear()
        self.unlocked.emit(drawer)

    def _on_failed(self, error: DeskError) -> None:
        if isinstance(error, KeysMissing | KeysDamaged):
            second_page = tr("Grupperne fra arkets side 2 mangler. Skriv dem her, efter de 13.")
            self._form.check({"recovery_key": second_page})
        elif isinstance(error, STORE_TROUBLES):
            self.troubled.emit(error)
        elif isinstance(error, WeakPassphrase):
            self._form.check({"new_passphrase": str(error)})
        elif isinstance(error, WrongPassphrase):
            self._form.check({"recover_user": tr("Der er ingen med det brugernavn, som har adgang.")})
        elif isinstance(error, WrongRecoveryKey):
            self._form.check({"recovery_key": str(error)})
        else:
            self._banner.say(Tone.DANGER, str(error))
