"""The way back, on a new computer or after trouble: choose the backup, unlock it, see what it is, choose where, done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from stalkdesk.casework.backups import BackupOpened, BackupSeen, RestoreKey
from stalkdesk.errors import DeskError, KeptUnfinished, WrongPassphrase, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.backup.words import opened_sentence, seen_text
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label, muted, title
from stalkdesk.ui.passphrase import PassphraseLine, show_button

_CARD_WIDTH = 700
_KEY_HEIGHT = 80


def free_folder(wanted: Path) -> Path:
    """`wanted` when nothing lies there, else the next name beside it that is free."""
    names = (wanted, *(wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 100)))
    return next((name for name in names if not name.exists() or _is_bare(name)), wanted)


def _is_bare(folder: Path) -> bool:
    try:
        return folder.is_dir() and {one.name for one in folder.iterdir()} <= {"desk.lock", "desk.tries"}
    except OSError:
        return False


class RestoreScreen(Entrance):
    """Emits `restored(Path)` with the folder of the new store, or `left`."""

    restored = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("restore", _CARD_WIDTH, scrolls=True)
        self._desk, self._background = desk, background
        self._restorer = desk.restorer()
        self._target = free_folder(desk.vault.folder)
        self._found: tuple[BackupSeen, ...] = ()
        self._is_looked_into, self._takes_sheet = False, False
        self._banner = Banner("restore_banner")
        self._place = label("", "strong", "restore_place")
        self._form = Form("restore_form")
        self._choice = QComboBox()
        self._form.add("restore_backup", tr("&Sikkerhedskopi"), self._choice, tr("Den nyeste står øverst."))
        self._user_name = self._form.line("restore_user", tr("&Brugernavn, som det var"))
        self._passphrase = PassphraseLine()
        shown = show_button(self._passphrase, "restore_show")
        self._form.add("restore_passphrase", tr("&Adgangssætning, som den var"), self._passphrase, "", shown)
        self._key = self._form.lines(
            "restore_key",
            tr("&Genskabelsesnøglen fra det printede ark"),
            tr("13 grupper; mangler nøglefilen i kopien, så også grupperne fra side 2."),
            _KEY_HEIGHT,
        )
        self._other_key = quiet("", "restore_other_key")
        self._where = label("", "", "restore_target")
        self._go = primary("", "restore_go")
        self._lay_out()
        self._choice.currentIndexChanged.connect(self._begin_anew)
        for line in (self._user_name, self._passphrase):
            line.textChanged.connect(self._begin_anew)
        self._key.textChanged.connect(self._begin_anew)
        self._passphrase.returnPressed.connect(self.go)
        self._go.clicked.connect(self.go)
        self._other_key.clicked.connect(self.swap_key)
        self._show_state()

    def _lay_out(self) -> None:
        choose = self._choose = secondary(tr("&Vælg mappen med sikkerhedskopien …"), "restore_choose", "folder-open")
        choose.clicked.connect(self._on_choose)
        self._elsewhere = quiet(tr("V&ælg et andet sted …"), "restore_elsewhere", "folder-open")
        self._elsewhere.clicked.connect(self._on_elsewhere)
        back = secondary(tr("&Tilbage"), "restore_back", "arrow-left")
        back.clicked.connect(self._on_back)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self._go)
        first = QHBoxLayout()
        first.addWidget(choose)
        first.addStretch(1)
        self._way = QHBoxLayout()
        self._way.addWidget(self._where, 1)
        self._way.addWidget(self._elsewhere)
        self.body.addWidget(title(tr("Hent fra sikkerhedskopi"), "restore_title"))
        self.body.addWidget(
            muted(
                tr(
                    "Til en ny computer, eller når sagsskabet er ødelagt. Der skal en kopi til og enten en adgangssætning, der "
                    "gjaldt, da den blev taget, eller genskabelsesarket. Intet bliver skrevet over."
                )
            )
        )
        self.body.addWidget(self._banner)
        self.body.addLayout(first)
        self.body.addWidget(self._place)
        self.body.addWidget(self._form)
        self.body.addWidget(self._other_key)
        self.body.addLayout(self._way)
        self.body.addSpacing(8)
        self.body.addLayout(foot)

    def take_focus(self) -> None:
        """Puts the keyboard where one goes on."""
        if self._is_looked_into:
            self._go.setFocus()
        elif self._found:
            (self._key if self._takes_sheet else self._user_name).setFocus()
        else:
            self._choose.setFocus()

    # -- what is shown ---------------------------------------------------------------------------------------------------
    def _show_state(self) -> None:
        is_found = bool(self._found)
        is_asking = is_found and not self._is_looked_into
        self._choose.setVisible(not self._is_looked_into)
        for widget in (self._place, self._form, self._other_key):
            widget.setVisible(is_asking)
        for name in ("restore_user", "restore_passphrase"):
            self._form.rows[name].setVisible(not self._takes_sheet)
        self._form.rows["restore_key"].setVisible(self._takes_sheet)
        self._other_key.setText(
            tr("Brug en adgangssætning i stedet") if self._takes_sheet else tr("Brug genskabelses&arket i stedet")
        )
        self._where.setText(tr("Sagsskabet kommer til at ligge her: {folder}", folder=self._target))
        self._where.setVisible(self._is_looked_into)
        self._elsewhere.setVisible(self._is_looked_into)
        self._go.setVisible(is_found)
        self._go.setText(tr("&Hent sagsskabet") if self._is_looked_into else tr("&Lås kopien op"))
        self._go.setAccessibleName(self._go.text().replace("&", ""))

    def _begin_anew(self) -> None:
        """Another backup, or another key: what was seen is of no account any more."""
        if self._is_looked_into:
            self._is_looked_into = False
            self._banner.clear()
            self._show_state()

    def _on_back(self) -> None:
        """From what was seen to what was typed, from there to where one came from."""
        if not self._go.isEnabled():
            return
        if self._is_looked_into:
            self._begin_anew()
            self.take_focus()
        else:
            self.left.emit()

    def swap_key(self) -> None:
        """Passphrase or recovery sheet."""
        self._takes_sheet = not self._takes_sheet
        self._begin_anew()
        self._show_state()
        self.take_focus()

    # -- choosing --------------------------------------------------------------------------------------------------------
    def _on_choose(self) -> None:
        chosen = chosen_folder(self, tr("Vælg mappen med sikkerhedskopien"))
        if chosen is not None:
            self.choose(chosen)

    def choose(self, folder: Path) -> None:
        """Looks for backups in a folder, on the worker."""
        self._banner.clear()
        restorer = self._restorer
        self._background.run(lambda: restorer.found_in(folder), lambda found: self._on_found(folder, found), self._on_failed)

    def _on_found(self, folder: Path, found: tuple[BackupSeen, ...]) -> None:
        self._found, self._is_looked_into = found, False
        self._choice.clear()
        for seen in found:
            self._choice.addItem(seen_text(seen))
        self._place.setText(str(folder))
        self._show_state()
        self.take_focus()

    def _on_elsewhere(self) -> None:
        chosen = chosen_folder(self, tr("Vælg en tom mappe til sagsskabet"), str(self._target.parent))
        if chosen is not None:
            self.aim_at(chosen)

    def aim_at(self, folder: Path) -> None:
        """Where the store shall lie."""
        self._target = folder
        self._show_state()

    # -- going on --------------------------------------------------------------------------------------------------------
    def go(self) -> None:
        """Unlocks the backup and says what it is; the second time it becomes a store."""
        key = self._typed_key()
        if not self._go.isEnabled() or not self._found or key is None:
            return
        backup = self._found[max(0, self._choice.currentIndex())].folder
        restorer, target = self._restorer, self._target
        self._go.setEnabled(False)
        if self._is_looked_into:
            self._banner.say(Tone.NOTE, tr("Sagsskabet bliver hentet og efterprøvet …"), tr("Vent lidt"))
            self._background.run(lambda: restorer.restore(backup, key, target), self._on_restored, self._on_failed, self._ready)
        else:
            self._banner.say(Tone.NOTE, tr("Kopien bliver læst igennem …"), tr("Vent lidt"))
            self._background.run(lambda: restorer.looked_into(backup, key), self._on_opened, self._on_failed, self._ready)

    def _typed_key(self) -> RestoreKey | None:
        missing = tr("Skal udfyldes.")
        if self._takes_sheet:
            text = self._key.toPlainText().strip()
            return RestoreKey(recovery_key=text) if self._form.check({"restore_key": "" if text else missing}) else None
        user_name, passphrase = tidy(self._user_name.text()), self._passphrase.text()
        complaints = {"restore_user": "" if user_name else missing, "restore_passphrase": "" if passphrase else missing}
        return RestoreKey(user_name, passphrase) if self._form.check(complaints) else None

    def _ready(self) -> None:
        self._go.setEnabled(True)

    def _on_opened(self, opened: BackupOpened) -> None:
        self._is_looked_into = True
        self._show_state()
        tone = Tone.WARN if opened.faults else Tone.SUCCESS
        self._banner.say(tone, "\n".join((opened_sentence(opened), *opened.faults)), tr("Kopien er hel"))
        self.take_focus()

    def _on_restored(self, opened: BackupOpened) -> None:
        for line in (self._passphrase, self._user_name):
            line.clear()
        self._key.clear()
        self.restored.emit(opened.seen.folder)

    def _on_failed(self, error: DeskError) -> None:
        is_there = isinstance(error, KeptUnfinished)
        title_of = tr("Hentet, men se efter") if is_there else tr("Det gik ikke")
        self._banner.say(Tone.WARN if is_there else Tone.DANGER, str(error), title_of)
        if isinstance(error, WrongPassphrase | WrongRecoveryKey):
            self.take_focus()
