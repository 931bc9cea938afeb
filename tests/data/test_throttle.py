"""Guessing is slowed, whatever is done with clock, file or program; the right person is never locked out for good."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from stalkdesk.data.throttle import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, TRIES_FILE, Throttle
from stalkdesk.errors import TooManyTries


@dataclass
class Clocks:
    """Two clocks that a test sets."""

    wall: float = 1_000_000.0
    steady: float = 500.0

    def throttle(self, folder: Path) -> Throttle:
        """As of a program that starts now."""
        return Throttle(folder, lambda: self.wall, lambda: self.steady)

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.wall += seconds
        self.steady += seconds


def _waits(throttle: Throttle, tag: str = "a") -> int:
    with pytest.raises(TooManyTries) as refused:
        throttle.begin_try(tag)
    return refused.value.seconds


def _use_up(throttle: Throttle) -> None:
    for _ in range(FREE_TRIES):
        throttle.begin_try("a")


def test_the_wait_begins_after_five_tries_and_doubles_up_to_a_quarter_of_an_hour(tmp_path: Path) -> None:
    clocks = Clocks()
    throttle = clocks.throttle(tmp_path)
    _use_up(throttle)
    waits = []
    for _ in range(8):
        waits.append(_waits(throttle))
        clocks.passes(waits[-1])
        throttle.begin_try("a")
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    assert (FIRST_WAIT, LONGEST_WAIT) == (30, 900)


@pytest.mark.parametrize(("wall", "steady"), [(-10_000, 1), (0, 1), (10**9, 1), (1, -400)])
def test_neither_clock_alone_shortens_the_wait(tmp_path: Path, wall: float, steady: float) -> None:
    clocks = Clocks()
    _use_up(clocks.throttle(tmp_path))
    clocks.wall, clocks.steady = clocks.wall + wall, clocks.steady + steady
    assert 28 <= _waits(clocks.throttle(tmp_path)) <= 30


def test_the_wait_ends_after_a_restart_of_the_computer_too(tmp_path: Path) -> None:
    clocks = Clocks()
    _use_up(clocks.throttle(tmp_path))
    clocks.wall, clocks.steady = clocks.wall + 31, 2.0
    clocks.throttle(tmp_path).begin_try("a")


def test_a_clock_that_was_wrong_for_a_while_costs_the_wait_and_no_more(tmp_path: Path) -> None:
    clocks = Clocks()
    clocks.wall += 10**9
    _use_up(clocks.throttle(tmp_path))
    clocks.wall -= 10**9
    clocks.passes(31)
    clocks.throttle(tmp_path).begin_try("a")


def test_after_a_wrong_clock_and_a_restart_the_wait_begins_again_and_ends(tmp_path: Path) -> None:
    clocks = Clocks()
    clocks.wall += 10**9
    _use_up(clocks.throttle(tmp_path))
    clocks.wall, clocks.steady = clocks.wall - 10**9, 2.0
    assert _waits(clocks.throttle(tmp_path)) == 30
    clocks.passes(20)
    assert _waits(clocks.throttle(tmp_path)) == 10
    clocks.passes(10)
    clocks.throttle(tmp_path).begin_try("a")


def test_trying_many_other_names_frees_no_name_from_its_wait(tmp_path: Path) -> None:
    clocks = Clocks()
    throttle = clocks.throttle(tmp_path)
    _use_up(throttle)
    for number in range(300):
        throttle.begin_try(f"{number:032x}")
    assert _waits(throttle) == 30
    clocks.passes(31)
    for number in range(300):
        throttle.begin_try(f"{number + 1000:032x}")
    throttle.begin_try("a")
    assert _waits(throttle) == 60


def test_a_name_is_counted_though_hundreds_wait(tmp_path: Path) -> None:
    throttle = Clocks().throttle(tmp_path)
    for number in range(300):
        for _ in range(FREE_TRIES):
            throttle.begin_try(f"{number:032x}")
    _use_up(throttle)
    assert _waits(throttle) == 30
    assert _waits(throttle, f"{0:032x}") == 30


def test_where_the_file_cannot_be_replaced_it_is_written_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks()
    clocks.throttle(tmp_path).begin_try("b")

    def refuse(source: Path, target: Path) -> NoReturn:
        raise PermissionError(13, "held")

    monkeypatch.setattr("stalkdesk.data.whole_files.move_over", refuse)
    _use_up(clocks.throttle(tmp_path))
    assert _waits(clocks.throttle(tmp_path)) == 30
    assert len(json.loads((tmp_path / TRIES_FILE).read_bytes())["tries"]) == 2


def test_where_nothing_can_be_written_the_program_itself_counts(tmp_path: Path) -> None:
    (tmp_path / TRIES_FILE).mkdir()
    clocks = Clocks()
    _use_up(clocks.throttle(tmp_path))
    assert _waits(clocks.throttle(tmp_path)) == 30
    clocks.passes(30)
    clocks.throttle(tmp_path).begin_try("a")
    assert _waits(clocks.throttle(tmp_path)) == 60
    (tmp_path / TRIES_FILE).rmdir()
    clocks.throttle(tmp_path).told()
    assert (tmp_path / TRIES_FILE).is_file()
    assert _waits(clocks.throttle(tmp_path)) == 60


def test_a_try_that_could_not_be_made_is_taken_back(tmp_path: Path) -> None:
    throttle = Clocks().throttle(tmp_path)
    for _ in range(3 * FREE_TRIES):
        throttle.begin_try("a")
        throttle.take_back("a")
    assert throttle.untold() == 0


def test_another_name_does_not_wait_and_a_right_passphrase_clears_its_own(tmp_path: Path) -> None:
    throttle = Clocks().throttle(tmp_path)
    _use_up(throttle)
    throttle.begin_try("b")
    throttle.passed("b")
    assert throttle.untold() == FREE_TRIES
    throttle.told()
    assert throttle.untold() == 0
    assert _waits(throttle) == 30


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"tries": {"a": [5, 900, NaN, 1e999]}, "untold": 0}',
        b'{"tries": {"a": [5, 900, 1, null]}, "untold": 0}',
        b"",
        b"{",
        b"[]",
        b'{"tries": {"a": [1]}, "untold": 0}',
        b'{"tries": 3, "untold": "x"}',
        b"\xff",
    ],
)
def test_a_damaged_file_locks_nobody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TRIES_FILE).write_bytes(content)
    throttle = Clocks().throttle(tmp_path)
    throttle.begin_try("a")
    assert throttle.untold() == 1


def test_many_names_do_not_make_the_file_grow_without_end(tmp_path: Path) -> None:
    clocks = Clocks()
    throttle = clocks.throttle(tmp_path)
    for number in range(300):
        clocks.passes(1)
        throttle.begin_try(f"{number:032x}")
    assert (tmp_path / TRIES_FILE).stat().st_size < 40_000
