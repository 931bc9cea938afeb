"""Two offices on one machine, police and municipality: each with its store, its window, somebody who sits there; one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from stalkdesk import app
from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import ContactCard, ContactKind, Function, Receiver
from stalkdesk.casework.contacts.opening_hours import ROUND_THE_CLOCK
from stalkdesk.casework.handover.desks import card_text
from stalkdesk.casework.officers import Authority, Role, Unit
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.main_window import MainWindow
from tests.data.at_hand import FIRST, OTHER_PASSPHRASE, PASSPHRASE

_W = TypeVar("_W", bound=QWidget)
DAY_0 = date(2026, 8, 31)
"""A Monday; no holiday in the six weeks after it."""
SIZE = (1280, 720)


class Clock:
    """What both offices take for now."""

    def __init__(self) -> None:
        self.time = datetime.combine(DAY_0, datetime.min.time(), UTC) + timedelta(hours=7)

    def __call__(self) -> datetime:
        """Now; a second later each time it is asked for, so that what came after stands after."""
        self.time += timedelta(seconds=1)
        return self.time

    def to_day(self, number: int, hour: int = 7) -> None:
        """So many days after the first, at that hour (UTC)."""
        then = datetime.combine(DAY_0 + timedelta(days=number), datetime.min.time(), UTC) + timedelta(hours=hour)
        assert then > self.time, "the clock does not go back"
        self.time = then

    @property
    def today(self) -> date:
        """The day."""
        return self.time.date()


class Office:
    """One desk: its window, and hands for it."""

    def __init__(self, folder: Path, user: str, passphrase: str, clock: Clock) -> None:
        self.desk = app.desk_at(folder, {}, True)
        self.desk.now = clock
        drawer = self.desk.vault.unlock(user, passphrase)
        assert isinstance(drawer, OpenDrawer)
        self.drawer = drawer
        drawer._sitting.now = clock
        self.window = MainWindow(self.desk)
        self.window.resize(*SIZE)
        self.window.show()
        self.window._doors.unlocked.emit(drawer)
        self.settle()
        self.window._unwatch()  # a slow machine must not lock the desk in the middle of the story

    # -- waiting and going -----------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Until everything asked for is done and shown."""
        for _ in range(3):
            self.window._background.wait_idle()
            QApplication.processEvents()

    def show_page(self, name: str) -> QWidget:
        """To a page of the sidebar, afresh."""
        page = self.window.show_page(name)
        self.settle()
        return page

    def open_case(self, reference: str, part: str) -> None:
        """To a part of a case."""
        self.window.open_case(reference, part)
        self.settle()

    def case(self, reference: str) -> Case:
        """The case as it lies in the store."""
        return self.drawer.case(reference)

    def close(self) -> None:
        """Nobody is there to be asked about what was begun."""
        for begun in (self.desk.begun_additions, self.desk.begun_visits, self.desk.begun_texts, self.desk.begun_logs):
            begun.clear()
        self.window.close()
        self.window.deleteLater()

    # -- hands -----------------------------------------------------------------------------------------------------------
    def find(self, kind: type[_W], name: str) -> _W:
        """The widget of that name that can be seen."""
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible: {name}"
        return found[0]

    def press(self, name: str) -> None:
        """A button, with the space bar."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} can't be pressed"
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Letters into a field, in place of what is there."""
        field = self.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        QTest.keyClicks(field, text)

    def key(self, name: str, key: Qt.Key) -> None:
        """A key in a field or list."""
        field = self.find(QWidget, name)
        field.setFocus()
        QTest.keyClick(field, key)
        self.settle()

    def choose(self, name: str, value: object) -> None:
        """One of a list."""
        box = self.find(QComboBox, name)
        assert box.findData(value) >= 0, f"{name} has no {value}"
        box.setCurrentIndex(box.findData(value))
        self.settle()

    def row(self, name: str, number: int) -> None:
        """Goes to a row of a table."""
        self.find(QTableView, name).selectRow(number)
        self.settle()

    # -- eyes ------------------------------------------------------------------------------------------------------------
    def says(self, name: str) -> str:
        """What a line or a banner says; empty when it can't be seen."""
        banners = [one.sentence for one in self.window.findChildren(Banner, name) if one.isVisible()]
        lines = [one.text() for one in self.window.findChildren(QLabel, name) if one.isVisible()]
        return " ".join((*banners, *lines))

    def cells(self, name: str) -> list[list[str]]:
        """What stands in a table, row by row."""
        model = self.find(QTableView, name).model()
        columns = range(model.columnCount())
        return [[str(model.index(row, column).data() or "") for column in columns] for row in range(model.rowCount())]


class Offices:
    """Both, and the folder in which files go from one to the other."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.clock = folder, Clock()
        self.carried, self.given = folder / "carried", folder / "given"
        self._chosen: list[Path] = []
        for asked in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, asked, lambda *_: (str(self._chosen.pop()), ""))
        for made in (self.carried, self.given):
            made.mkdir()
        self._found()
        self.police = Office(folder / "police", "Søren", PASSPHRASE, self.clock)
        self.municipality = Office(folder / "municipality", "vera", OTHER_PASSPHRASE, self.clock)
        self.ids = self.police.drawer.desk_card().desk_id, self.municipality.drawer.desk_card().desk_id

    def choose(self, file: Path) -> Path:
        """The file that the next dialog gives."""
        self._chosen.append(file)
        return file

    def _found(self) -> None:
        """Both are set up, know each other's contact persons, and have compared their keys by telephone."""
        units = {
            "police": Unit(Authority.POLICE, "Prøvepolitiet", ("Opdigtet Torv",), "+4500000001"),
            "municipality": Unit(Authority.MUNICIPALITY, "Prøvekommunen", ("Opdigtet Plads",), "+4500000002"),
        }
        drawers = []
        for name, unit in units.items():
            vault = SealedVault(self.folder / name, calibrate=False)
            vault.set_up(replace(FIRST, unit=unit))
            drawer = vault.unlock("Søren", PASSPHRASE)
            assert isinstance(drawer, OpenDrawer)
            drawer._sitting.now = self.clock
            drawers.append(drawer)
        police, municipality = drawers
        municipality.add_officer("vera", "Vera Visitprøve", "VV", Role.VISITATOR, OTHER_PASSPHRASE)
        _introduce(police, municipality, "vera", VERA)
        _introduce(municipality, police, "poul", POUL, DORTE)
        for drawer in drawers:
            drawer.close()

    def close(self) -> None:
        """Both windows, and the stores behind them."""
        self.police.close()
        self.municipality.close()
        QApplication.processEvents()


def _card(name: str, function: Function, phone: str, receiver: Receiver, organisation: str, deputy: str = "") -> ContactCard:
    return ContactCard(
        ContactKind.PERSON, name, function, phone, organisation, hours=ROUND_THE_CLOCK, receiver=receiver, deputy_id=deputy
    )


VERA = _card("Vera Visitprøve", Function.VISITATOR, "+4500000011", Receiver.VISITATOR, "Prøvekommunen")
POUL = _card("Poul Politiprøve", Function.POLICE, "+4500000012", Receiver.POLICE, "Prøvepolitiet", "dorte")
DORTE = _card("Dorte Stedprøve", Function.DEPUTY, "+4500000013", Receiver.POLICE, "Prøvepolitiet")


def _introduce(drawer: OpenDrawer, other: OpenDrawer, contact_id: str, contact: ContactCard, *more: ContactCard) -> None:
    """The other desk's contact person, her deputies, and the key she opens packages with."""
    lines = [NewLine(RegisterKind.CONTACT, one.name.split(" ")[0].lower(), one) for one in (*more, contact)]
    drawer.keep_in_register(lines)
    card = other.desk_card()
    drawer.keep_desk(drawer.read_desk_card(card_text(card).encode()), card.fingerprint, contact.name, contact_id)


@contextmanager
def offices(folder: Path) -> Iterator[Offices]:
    """Both, open; closed again at the end."""
    with pytest.MonkeyPatch.context() as patch:
        both = Offices(folder, patch)
        try:
            yield both
        finally:
            both.close()


Shot = Callable[[str, Office], None]
"""Called at the main steps with a name and the office whose screen it is."""
