"""The one window: first the entrance (set-up, unlock, or what is wrong with the store), then the desk; over all the 112."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from stalkdesk.errors import DeskError, StoreMissing
from stalkdesk.language import tr
from stalkdesk.ui import pages, theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.unlock import UnlockScreen

if TYPE_CHECKING:  # not for a cycle: the first window need not wait for them
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from stalkdesk.casework.drawer import Drawer
    from stalkdesk.ui.desk import Desk
    from stalkdesk.ui.desk_frame import DeskFrame
    from stalkdesk.ui.entrance import Entrance
    from stalkdesk.ui.intake.page import IntakePage
    from stalkdesk.ui.locking import IdleWatch


FIRST_SIZE = (1280, 800)
LEAST_SIZE = (1200, 620)
"""An office laptop at 150 % has 1280 × 720 points; taskbar and title leave some 640 of the height."""


class MainWindow(QWidget):
    """Shows one screen at a time and decides which. Its title never tells what is open. `painted` after the first paint."""

    painted = Signal()

    def __init__(self, desk: Desk, background: Background | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("StalkDesk")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*FIRST_SIZE)
        self._desk = desk
        self._background = background or Background(self)
        self._idle: IdleWatch | None = None
        self._frame: DeskFrame | None = None
        self._entrance: Entrance | None = None
        self._emergency: QWidget | None = None
        self._privacy: QWidget | None = None
        self._kept_case = ("", "")
        self._is_painted = False
        self._is_closing = False
        self._screens = QStackedLayout(self)
        self.painted.connect(lambda: QTimer.singleShot(0, self, self._complete))
        self.enter()

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked of the worker has arrived."""
        return self._background.is_idle

    # -- the entrance ----------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Shows what the store calls for: the unlock screen, the set-up, or what is wrong with it."""
        vault = self._desk.vault
        try:
            is_there = vault.is_there()
        except DeskError as error:
            self._show_trouble(error)
            return
        if is_there:
            self._show_unlock()
        elif self._desk.preferences.get("store") == str(vault.folder):
            self._show_trouble(StoreMissing(tr("Mappen med sagsskabet er tom eller ikke forbundet.")), may_begin=True)
        else:
            self._show_first_run()

    def _show_entrance(self, screen: Entrance) -> None:
        before, self._entrance = self._entrance, screen
        screen.emergency_asked.connect(self.show_emergency)
        if self._is_painted:
            screen.complete()
        self._screens.addWidget(screen)
        self._show(screen)
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()

    def _show(self, screen: QWidget) -> None:
        if self._emergency is None:
            self._screens.setCurrentWidget(screen)
            take_focus = getattr(screen, "take_focus", None)
            if take_focus is not None:
                take_focus()

    def _show_unlock(self, sentence: str = "") -> UnlockScreen:
        screen = UnlockScreen(self._desk, self._background)
        screen.unlocked.connect(self._on_unlocked)
        screen.troubled.connect(self._show_trouble)
        screen.recovery_asked.connect(self._show_recover)
        if sentence:
            screen.say(sentence)
        self._show_entrance(screen)
        return screen

    def _show_recover(self, whole_sheet: bool = False) -> None:
        from stalkdesk.ui.recover import RecoverScreen

        theme.furnish()
        screen = RecoverScreen(self._desk, self._background, whole_sheet)
        screen.unlocked.connect(self._on_unlocked)
        screen.troubled.connect(self._show_trouble)
        screen.left.connect(self.enter)
        self._show_entrance(screen)

    def _show_trouble(self, error: DeskError, may_begin: bool = False) -> None:
        from stalkdesk.ui.store_trouble import StoreTrouble

        theme.furnish()
        screen = StoreTrouble(error, self._desk.vault.folder, may_begin)
        screen.recovery_asked.connect(lambda: self._show_recover(whole_sheet=True))
        screen.retried.connect(self.enter)
        screen.folder_chosen.connect(self.choose_folder)
        screen.begin_asked.connect(self._show_first_run)
        self._show_entrance(screen)

    def _show_first_run(self) -> None:
        from stalkdesk.ui.first_run.page import FirstRunPage

        theme.furnish()
        screen = FirstRunPage(self._desk, self._background)
        screen.done.connect(self._on_set_up)
        screen.folder_chosen.connect(self.choose_folder)
        self._show_entrance(screen)

    def _on_set_up(self) -> None:
        self._desk.remember_folder()
        self._show_unlock(tr("Skranken er sat op. Lås den op med den adgangssætning, du lige har valgt."))

    def choose_folder(self, folder: Path) -> None:
        """Goes over to another folder. Out of trouble only a folder that holds a store will do."""
        from stalkdesk.ui.store_trouble import StoreTrouble

        vault = self._desk.vault_at(folder)
        try:
            is_there = vault.is_there()
        except DeskError as error:
            self._desk.vault = vault
            self._show_trouble(error)
            return
        if not is_there and isinstance(self._entrance, StoreTrouble):
            self._entrance.refuse_folder(folder)
            return
        self._desk.vault = vault
        if is_there:
            self._desk.remember_folder(chosen=True)
            self._show_unlock()
        else:
            self._show_first_run()

    # -- the open desk ---------------------------------------------------------------------------------------------------
    def _on_unlocked(self, drawer: Drawer) -> None:
        self._desk.drawer = drawer
        self._desk.remember_folder()
        theme.furnish()
        self._make_frame()
        self._close_entrance()
        self._watch()
        officer_id, case_id = self._kept_case
        self._kept_case = ("", "")
        if case_id and officer_id == drawer.officer.id:
            self.resume_intake(case_id)
        else:
            self.show_page(pages.HOME)

    def _make_frame(self) -> None:
        from stalkdesk.ui.desk_frame import DeskFrame

        self._frame = DeskFrame(self._desk, self._background, self)
        self._screens.addWidget(self._frame)
        self._show(self._frame)

    def _watch(self) -> None:
        """The desk is open: from now on it locks itself when nobody uses it."""
        from stalkdesk.ui.locking import IdleWatch

        if self._idle is None:
            self._idle = IdleWatch(self)
            self._idle.idle.connect(self._on_idle)
        self._background.run(self._idle_milliseconds, self._idle.start)

    @property
    def idle_remaining(self) -> int:
        """Milliseconds until the desk locks itself; -1 while it is locked."""
        return -1 if self._idle is None else self._idle.remaining

    def _unwatch(self) -> None:
        if self._idle is not None:
            self._idle.stop()

    def _idle_milliseconds(self) -> int:
        from stalkdesk.settings import IDLE_LOCK_MINUTES, value

        return value(IDLE_LOCK_MINUTES, self._desk.open_drawer().setting(IDLE_LOCK_MINUTES.key)) * 60_000

    def _close_entrance(self) -> None:
        if self._entrance is not None:
            self._screens.removeWidget(self._entrance)
            self._entrance.deleteLater()
            self._entrance = None

    def _open_frame(self) -> DeskFrame:
        if self._frame is None:
            raise RuntimeError("the desk is locked")
        return self._frame

    def show_page(self, name: str) -> QWidget:
        """Goes to a page of the open desk and gives it."""
        return self._open_frame().show_page(name)

    def begin_intake(self) -> None:
        """A new case; while an intake is on the screen it goes on instead."""
        if self._open_frame().at != pages.INTAKE:
            self._in_intake(lambda page: page.begin())

    def resume_intake(self, case_id: str) -> None:
        """Goes on with a draft, at the question where it was left."""
        self._in_intake(lambda page: page.resume(case_id))

    def _in_intake(self, go: Callable[[IntakePage], None]) -> None:
        """On a new page, once what was typed on the one before is in the drawer; else on that one, which then says why."""
        frame = self._open_frame()
        frame.when_left(lambda: go(frame.new_intake()) if frame is self._frame else None)

    def open_case(self, reference: str) -> None:
        """Shows a filed case."""
        self._open_frame().case_page().show_case(reference)

    def offer_sheets(self, reference: str) -> None:
        """Offers the sheets of a filed case."""
        self._open_frame().sheets_panel().offer(reference)

    def look_again(self) -> None:
        """Language or appearance was changed: every page is made anew in it; the desk stays open."""
        frame = self._open_frame()
        frame.when_left(lambda: self._make_anew(frame) if frame is self._frame else None)

    def _make_anew(self, frame: DeskFrame) -> None:
        if not frame.is_settled:
            frame.intake().say_unsettled()
            return
        at = frame.at
        self._screens.removeWidget(frame)
        frame.deleteLater()
        self._make_frame()
        self.show_page(at or pages.HOME)

    # -- the 112 screen --------------------------------------------------------------------------------------------------
    def show_emergency(self) -> None:
        """Lays the 112 screen over what is shown; what lies under it waits."""
        if self._emergency is not None:
            return
        self._uncover()
        if self._entrance is None and self._frame is not None and self._frame.at == pages.INTAKE:
            self._frame.intake().open_emergency()  # it knows the address and what was said
            return
        from stalkdesk.ui.intake.emergency import EmergencyPage

        theme.furnish()
        page = EmergencyPage(self._desk, self._background)
        page.open_for()
        page.resumed.connect(self._on_resumed)
        self._emergency = page
        self._screens.addWidget(page)
        self._screens.setCurrentWidget(page)

    def _on_resumed(self) -> None:
        page, self._emergency = self._emergency, None
        under = self._entrance or self._frame
        if under is not None:
            self._show(under)
        if page is not None:
            self._screens.removeWidget(page)
            page.deleteLater()

    # -- the turned-away screen ------------------------------------------------------------------------------------------
    def cover(self) -> None:
        """F12: a neutral card over the open desk, for somebody at the counter; once more takes it away. Nothing is locked."""
        if self._privacy is not None:
            self._uncover()
        elif self._frame is not None and self._entrance is None and self._emergency is None:
            from stalkdesk.ui.privacy import PrivacyScreen

            screen = PrivacyScreen()
            screen.left.connect(self._uncover)
            screen.lock_asked.connect(lambda: self.lock())
            self._privacy = screen
            self._screens.addWidget(screen)
            self._show(screen)

    def _uncover(self) -> None:
        screen, self._privacy = self._privacy, None
        if screen is not None:
            if self._frame is not None:
                self._screens.setCurrentWidget(self._frame)
            self._screens.removeWidget(screen)
            screen.deleteLater()

    # -- locking and closing ---------------------------------------------------------------------------------------------
    def _on_idle(self) -> None:
        self.lock(tr("Skranken låste sig selv, fordi den ikke blev brugt. Intet er gået tabt."))

    def lock(self, sentence: str = "") -> None:
        """Blanks the screen at once, lets the worker finish what was typed, closes the drawer. Locking twice is harmless."""
        frame = self._frame
        if frame is None or self._desk.drawer is None:
            return
        self._unwatch()
        frame.leave()
        self._frame = None
        self._kept_case = (frame.officer.id, frame.open_case_id)
        waits = tr("Samtalen er gemt og venter. Lås op for at gå videre.") if frame.open_case_id else ""
        screen = self._show_unlock(sentence or waits)
        screen.expect(frame.officer.user_name)
        self._uncover()
        screen.set_ready(False)
        self._background.when_idle(lambda: self._on_drained(frame, screen))

    def _on_drained(self, frame: DeskFrame, screen: UnlockScreen) -> None:
        if not frame.is_settled:
            self._reopen(frame)
            return
        self._screens.removeWidget(frame)
        frame.deleteLater()
        drawer, self._desk.drawer = self._desk.drawer, None
        if drawer is not None:
            self._background.run(drawer.close, always=lambda: screen.set_ready(True))

    def _reopen(self, frame: DeskFrame) -> None:
        """Something typed is nowhere but on the screen: the desk stays open, so that it is not lost, and says so."""
        from stalkdesk.ui.problems import say

        self._frame = frame
        self._kept_case = ("", "")
        self._close_entrance()
        self._show(frame)
        self._watch()
        say(self, tr("Skranken kunne ikke låses, for det sidste svar er ikke gemt endnu. Se beskeden på siden, og prøv igen."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing keeps the draft: what was typed goes into the drawer first."""
        frame = self._frame
        if frame is not None:
            frame.leave()
            self._background.wait_idle()
            if not frame.is_settled and not self._is_closing:
                event.ignore()
                from stalkdesk.ui.problems import ask_to_close

                ask_to_close(self, self._on_close_anyway)
                return
        self._unwatch()
        drawer, self._desk.drawer = self._desk.drawer, None
        if drawer is not None:
            self._background.run(drawer.close)
        self._background.stop()
        event.accept()

    def _on_close_anyway(self) -> None:
        self._is_closing = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that the window can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def _complete(self) -> None:
        """What the first paint need not wait for."""
        if not self.isVisible():
            return
        from PySide6.QtGui import QKeySequence, QShortcut

        QShortcut(QKeySequence("F9"), self, self.show_emergency)
        QShortcut(QKeySequence("F12"), self, self.cover)
        if self._entrance is not None:
            self._entrance.complete()

    def preload(self) -> None:
        """Fetches the heavy rooms on the worker, while the person types. Looking for garbage in them each time costs 50 ms."""
        self._background.run(self._desk.preload, lambda _: gc.freeze())
