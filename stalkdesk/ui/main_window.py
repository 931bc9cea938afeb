"""The one window: first the entrance (set-up, unlock, or what is wrong with the store), then the desk; over all the 112."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import clipboard, pages, theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.doors import Doors

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
    from stalkdesk.ui.training.entrance import LearnersEntrance
    from stalkdesk.ui.training.twin import Twin
    from stalkdesk.ui.unlock import UnlockScreen


FIRST_SIZE = (1280, 800)
LEAST_SIZE = (1200, 620)
"""An office laptop at 150 % has 1280 × 720 points; taskbar and title leave some 640 of the height."""


class MainWindow(QWidget):
    """Shows one screen at a time and decides which. Its title never tells what is open. `painted` after the first paint."""

    painted = Signal()

    def __init__(self, desk: Desk, background: Background | None = None, in_training: bool = False) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("StalkDesk")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*FIRST_SIZE)
        self._desk = self._real = desk
        self._background = background or Background(self)
        self._twin: Twin | None = None
        self._idle: IdleWatch | None = None
        self._frame: DeskFrame | None = None
        self._entrance: Entrance | None = None
        self._emergency: QWidget | None = None
        self._privacy: QWidget | None = None
        self._kept_case = ("", "")
        self._is_painted = False
        self._is_closing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._screens = QStackedLayout()
        self._column.addLayout(self._screens, 1)
        self._doors = Doors(desk, self._background, self)
        self._doors.made.connect(self._show_entrance)
        self._doors.unlocked.connect(self._on_unlocked)
        self._doors.training_asked.connect(self.enter_training)
        self.painted.connect(lambda: QTimer.singleShot(0, self, self._complete))
        if in_training:
            self.enter_training()
        else:
            self.enter()

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked of the worker has arrived."""
        return self._background.is_idle

    # -- the entrance ----------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Shows what the store calls for: the unlock screen, the set-up, or what is wrong with it."""
        self._doors.enter()

    def choose_folder(self, folder: Path) -> None:
        """Goes over to another folder. Out of trouble only a folder that holds a store will do."""
        self._doors.choose_folder(folder)

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

    # -- the training twin -----------------------------------------------------------------------------------------------
    @property
    def is_training(self) -> bool:
        """Whether the window shows the training twin, its entrance or what lies behind."""
        return self._twin is not None

    def enter_training(self) -> None:
        """Goes to the learner's entrance. A desk that is open is locked first; nothing of it can be reached from there."""
        if not self._background.is_idle:
            self._background.when_idle(self.enter_training)  # a passphrase that is being tried may open the desk yet
        elif self._desk.drawer is not None:
            self.lock(then=self.enter_training)
        elif self._frame is None:
            self._begin_twin().enter()

    def leave_training(self) -> None:
        """Goes back to the real desk, which is locked. The training store is locked first."""
        if not self._background.is_idle:
            self._background.when_idle(self.leave_training)
        elif self._desk.drawer is not None:
            self.lock(then=self.leave_training)
        elif self._twin is not None and self._frame is None:
            twin, self._twin = self._twin, None
            twin.end()
            self._desk, self._kept_case = self._real, ("", "")
            self.enter()

    def _begin_twin(self) -> Twin:
        from stalkdesk.ui.training.twin import Twin

        if self._twin is None:
            theme.furnish()
            self._kept_case = ("", "")
            self._desk = replace(self._real, is_training=True)  # until her own is open; the 112 screen asks it
            self._twin = Twin(self._real, self._background, self, self._column)
            self._twin.made.connect(self._show_entrance)
            self._twin.unlocked.connect(self._on_training_unlocked)
            self._twin.left.connect(self.leave_training)
        return self._twin

    def _on_training_unlocked(self, desk: Desk, drawer: Drawer) -> None:
        self._desk = desk
        self._on_unlocked(drawer)

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
        waiting = self._desk.waiting_addition(drawer.officer.id)
        if case_id and officer_id == drawer.officer.id:
            self.resume_intake(case_id)
        elif waiting:
            self.open_case(waiting)
        else:
            self.show_page(pages.HOME)

    def _make_frame(self) -> None:
        from stalkdesk.ui.desk_frame import DeskFrame

        twin = self._twin
        self._frame = twin.made_frame(self._desk, self) if twin else DeskFrame(self._desk, self._background, self)
        self._frame.aside_asked.connect(self.leave_training if twin else self.enter_training)
        self._screens.addWidget(self._frame)
        self._show(self._frame)

    def _watch(self) -> None:
        """The desk is open: from now on it locks itself when nobody uses it."""
        from stalkdesk.ui.locking import IdleWatch, idle_milliseconds

        if self._idle is None:
            self._idle = IdleWatch(self)
            self._idle.idle.connect(self._on_idle)
            clipboard.watch()
        self._background.run(lambda: idle_milliseconds(self._desk.open_drawer()), self._idle.start)

    @property
    def idle_remaining(self) -> int:
        """Milliseconds until the desk locks itself; -1 while it is locked."""
        return -1 if self._idle is None else self._idle.remaining

    def _unwatch(self) -> None:
        if self._idle is not None:
            self._idle.stop()

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
        """A look for the person, before a new case; while an intake is on the screen it goes on instead."""
        if self._open_frame().at != pages.INTAKE:
            self.show_page(pages.PERSONS)

    def begin_new_case(self) -> None:
        """A new case."""
        self._in_intake(lambda page: page.begin())

    def resume_intake(self, case_id: str) -> None:
        """Goes on with a draft, at the question where it was left."""
        self._in_intake(lambda page: page.resume(case_id))

    def _in_intake(self, go: Callable[[IntakePage], None]) -> None:
        """On a new page, once what was typed on the one before is in the drawer; else on that one, which then says why."""
        frame = self._open_frame()
        frame.when_left(lambda: go(frame.new_intake()) if frame is self._frame else None)

    def open_case(self, reference: str, part: str = "") -> None:
        """Shows a filed case, at the part with that objectName."""
        self._open_frame().case_page().show_case(reference, part)

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
        frame.hand_in_begun()
        self._screens.removeWidget(frame)
        frame.deleteLater()
        self._make_frame()
        self.show_page(frame.at or pages.HOME)

    # -- the 112 screen --------------------------------------------------------------------------------------------------
    def show_emergency(self) -> None:
        """Lays the 112 screen over what is shown; what lies under it waits."""
        if self._emergency is not None:
            return
        self._uncover()
        if self._frame is not None:
            self._frame.hush()
        if self._entrance is None and self._frame is not None and self._frame.at == pages.INTAKE:
            self._frame.intake().open_emergency()  # it knows the address and what was said
            return
        from stalkdesk.ui.intake.emergency import EmergencyPage, known_on

        theme.furnish()
        page = EmergencyPage(self._desk, self._background)
        page.open_for(*known_on(self))
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

    def lock(self, sentence: str = "", then: Callable[[], object] | None = None) -> None:
        """Blanks the screen at once, lets the worker finish what was typed, closes the drawer; then calls `then`. Locking
        twice is harmless."""
        frame = self._frame
        if frame is None or self._desk.drawer is None:
            return
        self._unwatch()
        clipboard.empty_what_is_ours()
        frame.leave()
        self._frame = None
        self._kept_case = (frame.officer.id, frame.open_case_id)
        waits = tr("Samtalen er gemt og venter. Lås op for at gå videre.") if frame.open_case_id else ""
        screen = (self._twin or self._doors).show_unlock(sentence or waits)
        screen.expect(frame.officer.user_name)
        self._uncover()
        screen.set_ready(False)
        self._background.when_idle(lambda: self._on_drained(frame, screen, then))

    def _on_drained(self, frame: DeskFrame, screen: UnlockScreen | LearnersEntrance, then: Callable[[], object] | None) -> None:
        if not frame.is_settled:
            self._reopen(frame)
            return
        frame.hand_in_begun()
        self._screens.removeWidget(frame)
        frame.deleteLater()
        drawer, self._desk.drawer = self._desk.drawer, None
        if drawer is not None:
            from stalkdesk.ui.backup.after_work import lock_away

            lock_away(self._background, drawer, screen, then or (lambda: screen.set_ready(True)))

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
        if (frame := self._frame) is not None:
            frame.leave()
            self._background.wait_idle()
            frame.hand_in_begun()
            if not self._is_closing and (frame.is_begun_unkept or not frame.is_settled):
                event.ignore()
                from stalkdesk.ui.problems import ask_to_close

                ask_to_close(self, self._on_close_anyway)
                return
        self._unwatch()
        clipboard.empty_what_is_ours()
        drawer, self._desk.drawer = self._desk.drawer, None
        if drawer is not None:
            from stalkdesk.ui.backup.after_work import close_away

            self.hide()
            close_away(self._background, drawer)
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
