"""What is wrong with the store is told to the supervisor, keeps nobody waiting, and a paper's line can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.casework.checking import OfTheFile
from stalkdesk.ui import pages
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.main_window import MainWindow
from stalkdesk.ui.soundness import told
from stalkdesk.ui.soundness_part import SoundnessPart
from tests.ui.fakes import OFFICER, SUPERVISOR, FakeVault
from tests.ui.small_desk import small_desk

QUICK = "Journalens linje 57 er ændret, byttet om eller sat ind (sag SD-2026-0012)."
SLOW = "Sagen SD-2026-0003 er ændret, efter at den blev afsluttet."
Open = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Open:
    """The window, unlocked by somebody, over a store with these faults."""

    def open_one(
        user_name: str = SUPERVISOR.user_name, quick: tuple[str, ...] = (), all_of: tuple[str, ...] = ()
    ) -> MainWindow:
        desk = small_desk(tmp_path, None)
        assert isinstance(desk.vault, FakeVault)
        assert desk.vault.store is not None
        desk.vault.store.quick_faults, desk.vault.store.faults = quick, all_of
        window = MainWindow(desk)
        qtbot.addWidget(window)
        window.show()
        window._on_unlocked(desk.vault.unlock(user_name, desk.vault.store.passphrases[user_name]))
        return window

    return open_one


def _banner(window: MainWindow) -> str:
    banner = window.findChild(Banner, "home_unsound")
    assert banner is not None
    return banner.sentence


def test_a_supervisor_is_told_at_her_login_what_is_wrong_where_and_what_to_do(qtbot: QtBot, opened: Open) -> None:
    window = opened(quick=(QUICK,), all_of=(SLOW,))
    qtbot.waitUntil(lambda: SLOW in _banner(window))
    assert _banner(window) == told((QUICK, SLOW))
    assert "behold alle sikkerhedskopier" in _banner(window)


def test_of_a_damaged_file_it_is_said_that_no_new_cases_are_to_be_put_in_it() -> None:
    page = OfTheFile("1 side i sagsskabets fil er ændret eller beskadiget.")
    assert "Tag ikke nye sager" in told((QUICK, page))
    assert "som før" not in told((QUICK, page))
    assert "I kan tage sager som før" in told((QUICK, SLOW))


def test_an_officer_is_told_nothing_and_a_whole_store_says_nothing(qtbot: QtBot, opened: Open) -> None:
    for window in (opened(OFFICER.user_name, quick=(QUICK,), all_of=(SLOW,)), opened()):
        qtbot.wait(200)
        window._background.wait_idle()
        assert _banner(window) == ""


def test_a_new_case_begins_at_once_and_the_look_goes_on_when_one_comes_back(qtbot: QtBot, opened: Open) -> None:
    window = opened(all_of=(SLOW,))
    window.begin_new_case()
    qtbot.waitUntil(lambda: window.is_idle)
    assert window._open_frame().at == pages.INTAKE
    home = window._open_frame().page(pages.HOME)
    assert home is not None
    assert not home._watch.is_going  # type: ignore[attr-defined]
    window.show_page(pages.HOME)
    qtbot.waitUntil(lambda: SLOW in _banner(window))


def test_locking_stops_the_look(qtbot: QtBot, opened: Open) -> None:
    window = opened(all_of=(SLOW,))
    window.lock()
    qtbot.waitUntil(lambda: window._desk.drawer is None and window.is_idle)


def _part(qtbot: QtBot, window: MainWindow) -> SoundnessPart:
    window.show_page(pages.SETTINGS)
    qtbot.waitUntil(lambda: window.is_idle)
    part = window.findChild(SoundnessPart)
    assert part is not None
    return part


@pytest.mark.parametrize(("faults", "says"), [((), "Sagsskabet er helt"), ((SLOW,), SLOW)])
def test_everything_is_looked_at_when_it_is_asked_for(qtbot: QtBot, opened: Open, faults: tuple[str, ...], says: str) -> None:
    part = _part(qtbot, opened(all_of=faults))
    part.check_all()
    result = part.findChild(Banner, "check_result")
    assert result is not None
    qtbot.waitUntil(lambda: says in result.sentence)
    begin = part.findChild(QPushButton, "check_all")
    assert begin is not None
    assert not begin.isHidden()


@pytest.mark.parametrize(
    ("typed", "says"), [("1234 8F3A-22C1", "Ja. Linje 1234"), ("1234 AAAA-22C1", "en anden end den på papiret")]
)
def test_a_line_of_a_paper_is_asked_for(qtbot: QtBot, opened: Open, typed: str, says: str) -> None:
    part = _part(qtbot, opened())
    field, result = part.findChild(QLineEdit, "mark_typed"), part.findChild(Banner, "mark_result")
    assert field is not None
    assert result is not None
    field.setText(typed)
    part.find_line()
    qtbot.waitUntil(lambda: says in result.sentence)


def test_what_is_no_line_is_said_at_the_field(qtbot: QtBot, opened: Open) -> None:
    part = _part(qtbot, opened())
    part.find_line()
    assert "8F3A-22C1" in part._form.rows["mark_typed"].remark.text()
