"""A long page is made in turns, and of it only what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.intake.pieces import Piece, PieceColumn


class Workshop:
    """Makes pieces, and counts what it was asked to make."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def piece(self, name: str, text: str = "", rows: Sequence[str] = ()) -> Piece:
        def make() -> QWidget:
            self.made.append(name)
            widget = QWidget()
            widget.setObjectName(name)
            inside = QVBoxLayout(widget)
            button = QPushButton(text)
            button.setObjectName(f"press_{name}")
            inside.addWidget(button)
            return widget

        def add(row: str) -> Callable[[QWidget], None]:
            def put(widget: QWidget) -> None:
                layout = widget.layout()
                assert layout is not None
                layout.addWidget(QLabel(row))

            return put

        return Piece(name, (text, tuple(rows)), make, tuple(add(row) for row in rows))


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
def column(qtbot: QtBot) -> PieceColumn:
    made = PieceColumn()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def order(column: PieceColumn) -> list[str]:
    inside = column.layout()
    assert inside is not None
    widgets = [item.widget() for place in range(inside.count()) if (item := inside.itemAt(place)) is not None]
    return [widget.objectName() for widget in widgets if widget is not None]


def tab_order(column: PieceColumn) -> list[str]:
    names, widget = list[str](), column.nextInFocusChain()
    while widget is not None and widget is not column:
        if isinstance(widget, QPushButton) and column.isAncestorOf(widget) and widget.isVisible():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


def test_the_first_piece_is_there_at_once_and_the_others_follow_one_in_a_turn(
    column: PieceColumn, workshop: Workshop, qtbot: QtBot
) -> None:
    column.show_pieces([workshop.piece(name) for name in "abc"])
    assert (workshop.made, column.is_whole) == (["a"], False)
    qtbot.waitUntil(lambda: column.is_whole)
    assert workshop.made == order(column) == ["a", "b", "c"]


def test_only_what_changed_is_made_anew(column: PieceColumn, workshop: Workshop) -> None:
    column.show_pieces([workshop.piece(name) for name in "abc"])
    column.make_rest()
    kept = column.findChild(QWidget, "a")
    column.show_pieces([workshop.piece("a"), workshop.piece("b", "other"), workshop.piece("c")])
    column.make_rest()
    assert workshop.made == ["a", "b", "c", "b"]
    assert column.findChild(QWidget, "a") is kept


def test_pieces_come_and_go_in_their_order(column: PieceColumn, workshop: Workshop) -> None:
    for wanted in ("ad", "abcd", "bd", "", "abcd"):
        column.show_pieces([workshop.piece(name) for name in wanted])
        column.make_rest()
        assert order(column) == list(wanted)
        assert tab_order(column) == [f"press_{name}" for name in wanted]


def test_the_tab_order_follows_a_piece_that_is_made_anew(column: PieceColumn, workshop: Workshop) -> None:
    column.show_pieces([workshop.piece(name) for name in "abc"])
    column.make_rest()
    column.show_pieces([workshop.piece("a"), workshop.piece("b", "other"), workshop.piece("c")])
    column.make_rest()
    assert tab_order(column) == ["press_a", "press_b", "press_c"]


def test_a_long_piece_grows_in_turns_and_counts_as_made_only_when_it_is_whole(
    column: PieceColumn, workshop: Workshop, qtbot: QtBot
) -> None:
    long = workshop.piece("a", rows=["1", "2", "3"])
    column.show_pieces([long, workshop.piece("b")])
    assert len(column.findChildren(QLabel)) == 0
    column.show_pieces([long, workshop.piece("b")])
    qtbot.waitUntil(lambda: column.is_whole)
    rows = [label.text() for label in column.findChildren(QLabel) if label.isVisible()]
    assert (rows, workshop.made) == (["1", "2", "3"], ["a", "a", "b"])
    column.show_pieces([long, workshop.piece("b")])
    assert (column.is_whole, workshop.made) == (True, ["a", "a", "b"])


def test_the_keyboard_stays_on_the_button_that_was_made_anew(column: PieceColumn, workshop: Workshop) -> None:
    column.show_pieces([workshop.piece("a")])
    before = column.findChild(QPushButton, "press_a")
    assert before is not None
    before.setFocus()
    column.show_pieces([workshop.piece("a", "other")])
    focused = column.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused is not before
    assert focused.objectName() == "press_a"


def test_it_is_told_when_the_keyboard_has_lost_its_place(column: PieceColumn, workshop: Workshop, qtbot: QtBot) -> None:
    column.show_pieces([workshop.piece("a")])
    before = column.findChild(QPushButton, "press_a")
    assert before is not None
    before.setFocus()
    with qtbot.waitSignal(column.focus_lost):
        column.show_pieces([workshop.piece("b")])
