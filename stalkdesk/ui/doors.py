"""What stands before the open desk: the unlock screen, the set-up, the recovery, or what is wrong with the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stalkdesk.errors import DeskError, StoreMissing
from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.unlock import UnlockScreen

if TYPE_CHECKING:  # not for a cycle: the first window need not wait for them
    from pathlib import Path

    from stalkdesk.ui.background import Background
    from stalkdesk.ui.desk import Desk
    from stalkdesk.ui.entrance import Entrance


class Doors(QObject):
    """Makes the entrance that the store of `desk` calls for. `made(Entrance)`: show this one; `unlocked(Drawer)`: it is open;
    `training_asked`: the learner's entrance is wanted instead."""

    made = Signal(object)
    unlocked = Signal(object)
    training_asked = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._shown: Entrance | None = None

    def enter(self) -> None:
        """Shows what the store calls for: the unlock screen, the set-up, or what is wrong with it."""
        vault = self._desk.vault
        try:
            is_there = vault.is_there()
        except DeskError as error:
            self.show_trouble(error)
            return
        if is_there:
            self.show_unlock()
        elif self._desk.preferences.get("store") == str(vault.folder):
            self.show_trouble(StoreMissing(tr("Mappen med sagsskabet er tom eller ikke forbundet.")), may_begin=True)
        else:
            self.show_first_run()

    def _show(self, screen: Entrance) -> None:
        self._shown = screen
        screen.training_asked.connect(self.training_asked)
        self.made.emit(screen)

    def show_unlock(self, sentence: str = "") -> UnlockScreen:
        """Shows the unlock screen, with a remark, and gives it."""
        screen = UnlockScreen(self._desk, self._background)
        screen.unlocked.connect(self.unlocked)
        screen.troubled.connect(self.show_trouble)
        screen.recovery_asked.connect(self._show_recover)
        screen.restore_asked.connect(self.show_restore)
        if sentence:
            screen.say(sentence)
        self._show(screen)
        return screen

    def _show_recover(self, whole_sheet: bool = False) -> None:
        from stalkdesk.ui.recover import RecoverScreen

        theme.furnish()
        screen = RecoverScreen(self._desk, self._background, whole_sheet)
        screen.unlocked.connect(self.unlocked)
        screen.troubled.connect(self.show_trouble)
        screen.left.connect(self.enter)
        self._show(screen)

    def show_trouble(self, error: DeskError, may_begin: bool = False) -> None:
        """Shows what is wrong with the store, and what can be done."""
        from stalkdesk.ui.store_trouble import StoreTrouble, is_of_keys

        theme.furnish()
        vault = self._desk.vault
        screen = StoreTrouble(error, vault.folder, may_begin, is_of_keys(error) and vault.has_key_copy())
        screen.keys_back_asked.connect(lambda: self._background.run(vault.put_keys_back, self._on_keys_back, screen.say))
        screen.recovery_asked.connect(lambda: self._show_recover(whole_sheet=True))
        screen.restore_asked.connect(self.show_restore)
        screen.retried.connect(self.enter)
        screen.folder_chosen.connect(self.choose_folder)
        screen.begin_asked.connect(self.show_first_run)
        self._show(screen)

    def _on_keys_back(self, _: None) -> None:
        self.show_unlock(tr("Kopien af nøglefilen er lagt på plads. Lås op, som du plejer."))

    def show_first_run(self) -> None:
        """Shows the set-up."""
        from stalkdesk.ui.first_run.page import FirstRunPage

        theme.furnish()
        screen = FirstRunPage(self._desk, self._background)
        screen.done.connect(self._on_set_up)
        screen.restore_asked.connect(self.show_restore)
        screen.folder_chosen.connect(self.choose_folder)
        self._show(screen)

    def show_restore(self) -> None:
        """Shows the way from a backup to a store."""
        from stalkdesk.ui.backup.restore_screen import RestoreScreen

        theme.furnish()
        screen = RestoreScreen(self._desk, self._background)
        screen.restored.connect(self._on_restored)
        screen.left.connect(self.enter)
        self._show(screen)

    def _on_restored(self, folder: Path) -> None:
        self._desk.vault = self._desk.vault_at(folder)
        self._desk.remember_folder(chosen=True)
        self.show_unlock(tr("Sagsskabet er hentet fra sikkerhedskopien og er helt. Lås det op, eller brug genskabelsesnøglen."))

    def _on_set_up(self) -> None:
        self._desk.remember_folder()
        self.show_unlock(tr("Skranken er sat op. Lås den op med den adgangssætning, du lige har valgt."))

    def choose_folder(self, folder: Path) -> None:
        """Goes over to another folder. Out of trouble only a folder that holds a store will do."""
        from stalkdesk.ui.store_trouble import StoreTrouble

        vault = self._desk.vault_at(folder)
        try:
            is_there = vault.is_there()
        except DeskError as error:
            self._desk.vault = vault
            self.show_trouble(error)
            return
        if not is_there and isinstance(self._shown, StoreTrouble):
            self._shown.refuse_folder(folder)
            return
        self._desk.vault = vault
        if is_there:
            self._desk.remember_folder(chosen=True)
            self.show_unlock()
        else:
            self.show_first_run()
