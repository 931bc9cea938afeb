"""An act that was pressed: done once, only while it is still wanted, and whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication

from stalkdesk import exports
from stalkdesk.casework.papers import How
from stalkdesk.errors import DiskFull
from stalkdesk.ui.papers import giving, sheets_panel
from tests.ui.papers.conftest import FakePrinters, Offered

Offers = Callable[..., Offered]


@pytest.fixture
def safe(offered: Offers) -> Offered:
    """Two sheets are ticked, and it is safe to carry them."""
    made = offered()
    made.only("guidance", "receipt")
    made.press("safe_yes")
    return made


@pytest.fixture
def chosen(stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the dialog is answered with."""
    monkeypatch.setattr(sheets_panel, "chosen_folder", lambda *asked: stick)
    return stick


def button(offered: Offered, name: str) -> QAbstractButton:
    found = offered.panel.findChild(QAbstractButton, name)
    assert found is not None
    return found


def double_click(pressed: QAbstractButton) -> None:
    """As the mouse does it: Qt sends the second press as a double click."""
    place, left = QPointF(pressed.rect().center()), Qt.MouseButton.LeftButton
    press, release, double = (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    )
    for kind in (press, release, double, release):
        held = Qt.MouseButton.NoButton if kind is release else left
        where = QPointF(pressed.mapToGlobal(place))
        QApplication.sendEvent(pressed, QMouseEvent(kind, place, where, left, held, Qt.KeyboardModifier.NoModifier))
        if kind is release:
            QApplication.processEvents()


# -- still wanted ------------------------------------------------------------------------------------------------------------
def test_not_safe_answered_while_the_sheets_are_made_prints_nothing(safe: Offered, printers: FakePrinters) -> None:
    button(safe, "print_sheets").click()
    button(safe, "safe_no").click()
    safe.settle()
    assert printers.given == []
    assert safe.given() == ()
    assert safe.panel._banner.sentence.startswith("Svaret eller valget blev ændret undervejs.")


def test_not_safe_answered_while_the_printer_is_chosen_prints_nothing(
    safe: Offered, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(parent: object) -> QPrinter | None:
        button(safe, "safe_no").click()
        return printers(parent)

    sent: list[bytes] = []
    monkeypatch.setattr(giving, "chosen_printer", chosen)
    monkeypatch.setattr(giving, "print_on", lambda printer, pdf: sent.append(pdf))
    safe.press("print_sheets")
    assert sent == []
    assert {sheet.how for sheet in safe.given()} == {How.WAITING}
    assert safe.panel._banner.sentence == "Der er ikke printet. Arkene venter i sagen."


def test_another_tick_while_the_sheets_are_made_saves_nothing_and_it_can_be_pressed_again(safe: Offered, chosen: Path) -> None:
    button(safe, "save_sheets").click()
    safe.panel._choices._ticks["receipt"].setChecked(False)
    safe.settle()
    assert list(chosen.glob("*.pdf")) == []
    assert safe.given() == ()
    safe.press("save_sheets")
    assert [sheet.sheet_id for sheet in safe.given()] == ["guidance"]


def test_words_that_are_ready_after_the_page_was_left_are_not_opened(offered: Offers) -> None:
    made = offered()
    made.press("safe_no")
    made.press("way_read_aloud")
    button(made, "read_sheets_aloud").click()
    made.panel.leave()
    made.settle()
    assert made.panel._pages.currentIndex() == 0
    assert made.panel._aloud._area is None
    assert made.panel._preview.pages() == 0


def test_a_paper_kept_after_the_page_was_left_is_not_given_to_the_next_case(
    safe: Offered, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out = safe.panel._giving.hand_out

    def left_at_once(*asked: Any) -> None:
        hand_out(*asked)
        safe.panel.leave()

    monkeypatch.setattr(safe.panel._giving, "hand_out", left_at_once)
    button(safe, "print_sheets").click()
    safe.settle()
    assert safe.panel._kept == {}
    assert printers.given == []
    assert {sheet.how for sheet in safe.given()} == {How.WAITING}


# -- once --------------------------------------------------------------------------------------------------------------------
def test_print_pressed_twice_is_one_dialog_and_one_line_for_each_sheet(safe: Offered, printers: FakePrinters) -> None:
    button(safe, "print_sheets").click()
    assert not button(safe, "print_sheets").isEnabled()
    assert not button(safe, "save_sheets").isEnabled()
    button(safe, "print_sheets").click()
    safe.panel._on_print()
    safe.settle()
    assert len(printers.given) == 1
    assert [sheet.sheet_id for sheet in safe.given()] == ["guidance", "receipt"]
    safe.press("came_out")
    assert {sheet.how for sheet in safe.given()} == {How.PRINTED}


def test_a_double_click_notes_once_that_nothing_was_given(offered: Offers) -> None:
    made = offered()
    made.only("guidance")
    made.press("safe_no")
    made.press("way_nothing")
    double_click(button(made, "give_nothing"))
    made.settle()
    assert [sheet.how for sheet in made.given()] == [How.NOT_GIVEN]


def test_the_second_press_of_a_double_click_does_not_say_what_became_of_them(safe: Offered, printers: FakePrinters) -> None:
    safe.press("print_sheets")
    safe.press("came_out")
    taken = button(safe, "outcome_taken")
    place, left = QPointF(taken.rect().center()), Qt.MouseButton.LeftButton
    where = QPointF(taken.mapToGlobal(place))
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(taken, QMouseEvent(kind, place, where, left, left, Qt.KeyboardModifier.NoModifier))
    safe.settle()
    assert {sheet.outcome for sheet in safe.given()} == {None}
    safe.press("outcome_taken")
    assert {sheet.outcome for sheet in safe.given()} != {None}


def test_save_pressed_twice_writes_each_sheet_once(safe: Offered, chosen: Path) -> None:
    safe.panel._on_save()
    safe.panel._on_save()
    safe.settle()
    assert len(list(chosen.glob("*.pdf"))) == len(safe.given()) == 2


def test_an_act_that_failed_can_be_pressed_again(safe: Offered, printers: FakePrinters) -> None:
    drawer = safe.case.desk.open_drawer()
    drawer.failure = DiskFull("Disken er fuld.")  # type: ignore[attr-defined]
    safe.press("print_sheets")
    assert safe.panel._banner.sentence == "Disken er fuld."
    drawer.failure = None  # type: ignore[attr-defined]
    safe.press("print_sheets")
    assert len(safe.given()) == 2


# -- whole or not at all -----------------------------------------------------------------------------------------------------
def test_a_full_stick_keeps_no_half_file_and_nothing_is_noted(
    safe: Offered, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exports._write_fresh

    def second_does_not_fit(path: Path, content: bytes) -> None:
        if list(chosen.iterdir()):
            path.write_bytes(content[:100])
            raise OSError(28, "No space left on device")
        whole(path, content)

    monkeypatch.setattr(exports, "_write_fresh", second_does_not_fit)
    safe.press("save_sheets")
    assert list(chosen.iterdir()) == []
    assert safe.given() == ()
    assert "kunne ikke skrives: No space left on device" in safe.panel._banner.sentence
    assert button(safe, "save_sheets").isEnabled()


def test_what_can_not_be_noted_is_not_saved(safe: Offered, chosen: Path) -> None:
    safe.case.desk.open_drawer().failure = DiskFull("Disken er fuld.")  # type: ignore[attr-defined]
    safe.press("save_sheets")
    assert list(chosen.iterdir()) == []
    assert safe.panel._banner.sentence == "Disken er fuld."


def test_a_stick_that_was_pulled_out_is_said_and_no_folder_is_made_in_its_place(safe: Offered, chosen: Path) -> None:
    chosen.rmdir()
    safe.press("save_sheets")
    assert not chosen.exists()
    assert safe.given() == ()
    assert safe.panel._banner.sentence.startswith("Arkene kunne ikke gemmes i den mappe:")


def test_nothing_is_saved_in_the_folder_of_the_store(safe: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    of_store = safe.case.desk.vault.folder
    monkeypatch.setattr(sheets_panel, "chosen_folder", lambda *asked: of_store)
    safe.press("save_sheets")
    assert list(of_store.glob("*.pdf*")) == []
    assert "ligger i sagsskabets mappe" in safe.panel._banner.sentence


# -- the screen breathes -----------------------------------------------------------------------------------------------------
class LocksAtF12(QObject):
    """What the window does at the key."""

    def __init__(self, offered: Offered) -> None:
        super().__init__()
        self.offered = offered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12:
            self.offered.panel.leave()
        return False


def test_the_lock_key_comes_through_between_two_sheets_and_the_rest_wait(
    safe: Offered, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    locks = LocksAtF12(safe)
    safe.panel.installEventFilter(locks)

    def prints(printer: QPrinter, pdf: bytes) -> None:
        sent.append(pdf)
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(safe.panel, key)

    monkeypatch.setattr(giving, "print_on", prints)
    safe.press("print_sheets")
    assert len(sent) == 1
    assert {sheet.how for sheet in safe.given()} == {How.WAITING}
    assert safe.panel._after.isHidden()
