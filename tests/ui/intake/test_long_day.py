"""What the desk stands on: a fault of the toolkit that would end the program in the middle of an intake."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stalkdesk import ui


class _Bell(QObject):
    rung = Signal()


def test_a_long_day_of_signals_and_calls_does_not_end_the_program(qapp: object) -> None:
    assert ui.__doc__
    heard: list[int] = []
    bell = _Bell()
    bell.rung.connect(lambda: heard.append(1))
    for _ in range(20_000):
        bell.rung.emit()
    for _ in range(200_000):
        bell.setObjectName("bell")
    assert len(heard) == 20_000
