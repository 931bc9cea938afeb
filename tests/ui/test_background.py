"""The worker: one act at a time, results on the screen's thread, nothing swallowed."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from stalkdesk.errors import DeskError, DiskFull
from stalkdesk.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    worker = Background()
    yield worker
    worker.stop()


def test_the_result_comes_back_on_the_screens_thread(background: Background, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    background.run(lambda: threads.append(threading.current_thread()), lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: background.is_idle)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_acts_run_in_the_order_they_were_asked_for(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(50):
        background.run(partial(int, number), told.append)
    qtbot.waitUntil(lambda: background.is_idle)
    assert told == list(range(50))


def test_a_failure_of_the_world_goes_to_failed(background: Background, qtbot: QtBot) -> None:
    errors: list[DeskError] = []

    def work() -> None:
        raise DiskFull("Disken er fuld.")

    background.run(work, failed=errors.append)
    qtbot.waitUntil(lambda: background.is_idle)
    assert [str(error) for error in errors] == ["Disken er fuld."]


def test_a_fault_of_ours_rises_on_the_screens_thread_and_the_screen_may_tidy_up(background: Background, qtbot: QtBot) -> None:
    tidied: list[bool] = []

    def work() -> None:
        raise KeyError("ours")

    with qtbot.captureExceptions() as exceptions:
        background.run(work, always=lambda: tidied.append(True))
        qtbot.waitUntil(lambda: background.is_idle)
    assert [kind for kind, _, _ in exceptions] == [KeyError]
    assert tidied == [True]


def test_a_failure_that_nobody_takes_rises_too(background: Background, qtbot: QtBot) -> None:
    def work() -> None:
        raise DiskFull("Disken er fuld.")

    with qtbot.captureExceptions() as exceptions:
        background.run(work)
        qtbot.waitUntil(lambda: background.is_idle)
    assert [kind for kind, _, _ in exceptions] == [DiskFull]


def _run_one_after_another(background: Background, told: list[str]) -> None:
    def on_first(first: str) -> None:
        told.append(first)
        background.run(lambda: "second", told.append)

    background.run(lambda: "first", on_first)


def test_waiting_delivers_every_result_also_of_what_the_results_set_off(background: Background) -> None:
    told: list[str] = []
    _run_one_after_another(background, told)
    background.wait_idle()
    assert told == ["first", "second"]
    assert background.is_idle


def test_when_idle_waits_for_what_the_results_set_off(background: Background, qtbot: QtBot) -> None:
    told: list[str] = []
    _run_one_after_another(background, told)
    background.when_idle(lambda: told.append("idle"))
    qtbot.waitUntil(lambda: "idle" in told)
    assert told == ["first", "second", "idle"]


def test_stopping_finishes_what_is_under_way_and_may_be_done_twice() -> None:
    told: list[str] = []
    worker = Background()
    worker.run(lambda: "done", told.append)
    worker.stop()
    worker.stop()
    assert told == ["done"]
    with pytest.raises(RuntimeError):
        worker.run(lambda: None)


class _Ring:
    """Garbage that only the collector finds, as a widget with a lambda on its own signal is; tells where it was found."""

    def __init__(self, found_on: list[threading.Thread]) -> None:
        self._itself, self._found_on = self, found_on

    def __del__(self) -> None:
        self._found_on.append(threading.current_thread())


def test_garbage_that_may_hold_a_widget_is_never_collected_on_the_worker(background: Background, qtbot: QtBot) -> None:
    found_on: list[threading.Thread] = []

    def work() -> None:
        for _ in range(20_000):
            _Ring(found_on)

    background.run(work)
    qtbot.waitUntil(lambda: background.is_idle)
    gc.collect()
    assert set(found_on) == {threading.main_thread()}
    assert gc.isenabled()


class _Held:
    """What a result holds, as a dialog is held by its own method; tells where it was let go."""

    def __init__(self, let_go_on: list[threading.Thread]) -> None:
        self._let_go_on = let_go_on

    def work(self) -> str:
        return "done"

    def fail(self) -> None:
        raise DiskFull("Disken er fuld.")

    def taken(self, _: object) -> None: ...

    def __del__(self) -> None:
        self._let_go_on.append(threading.current_thread())


def test_what_an_act_holds_is_let_go_on_the_screens_thread_only(background: Background, qtbot: QtBot) -> None:
    let_go_on: list[threading.Thread] = []
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(300):
            held = _Held(let_go_on)
            background.run(held.work, held.taken, held.taken, lambda held=held: held.taken(None))  # type: ignore[misc]
            background.run(held.fail, held.taken, held.taken)
            del held
        qtbot.waitUntil(lambda: background.is_idle)
    finally:
        sys.setswitchinterval(switching)
    gc.collect()
    assert len(let_go_on) == 300
    assert set(let_go_on) == {threading.main_thread()}
