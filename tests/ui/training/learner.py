"""A learner at the window: she finds the quiet way, has a store of her own, and plays invented cases of the tests' own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QTableView, QWidget

from stalkdesk import app
from stalkdesk.training.progress import Round, rounds
from stalkdesk.training.vignettes import Vignette
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.training.watermark import Watermark
from tests.training.small_vignettes import WORDS, vignette
from tests.ui.driving import Driver
from tests.ui.small_desk import small_agencies, small_checklist, small_desk, small_rules, small_shelf

NAME = "Freja Øvenstad"
PASSPHRASE = "granskov havn lanterne måne ost"
VIGNETTES: tuple[Vignette, ...] = (vignette(), vignette(id="T02", title="Tirsdag aften", who="Mand, 51 år"))


def small_training_desk(name: str, root: Path) -> Desk:
    """A learner's locked desk over a real store under `root`, with small content."""
    desk = app.training_desk(name, {}, root)
    desk.checklist = lambda language, version, windows=None: small_checklist()
    desk.rules, desk.shipped_shelf, desk.shipped_agencies = small_rules, small_shelf, small_agencies
    desk.vignettes = lambda language: VIGNETTES
    desk.training_words = lambda language: WORDS
    return desk


def desk_with_twin(folder: Path) -> Desk:
    """A locked desk over a fake store, and beside it a place for training stores."""
    desk = small_desk(folder / "real", None)
    desk.training_desk = lambda name: small_training_desk(name, folder / "twin")
    return desk


class Learner:
    """What a learner does at the window, over a `Driver`."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.folder = driver, folder

    def go_to_entrance(self) -> None:
        """Takes the quiet way from the unlock screen."""
        self.driver.click("to_training")
        self.driver.wait(lambda: self.driver.is_at("learners_entrance"))

    def give(self, name: str, passphrase: str, again: str = "") -> None:
        """Fills in the entrance and presses the button."""
        self.driver.type("learner_name", name)
        self.driver.find(QWidget, "learner_name").textEdited.emit(name)  # type: ignore[attr-defined]
        self.driver.type("learner_passphrase", passphrase)
        self.press()

    def press(self) -> None:
        """Presses the button of the entrance."""
        self.driver.click("learner_unlock")
        self.driver.settle()

    def come_in(self) -> None:
        """Goes in, for the first time or again."""
        if not self.driver.shows("learners_entrance"):
            self.go_to_entrance()
        self.give(NAME, PASSPHRASE)
        if self.driver.shows("learner_again"):
            self.driver.type("learner_again", PASSPHRASE)
            self.press()
        self.driver.wait(lambda: self.driver.is_at("training_home"))

    def begin(self, row: int = 0) -> None:
        """Begins the case in that row."""
        self.driver.find(QTableView, "exercises").selectRow(row)
        self.driver.click("begin_exercise")
        self.driver.wait(lambda: self.driver.is_at("intakePage"))

    @property
    def page(self) -> IntakePage:
        """The intake on the screen."""
        return self.driver.find(IntakePage, "intakePage")

    @property
    def at(self) -> str:
        """The question on the screen."""
        question = self.page.card.question
        assert question is not None
        return question.id

    def go_to(self, question_id: str) -> None:
        """Puts a question on the screen."""
        self.page.found.asked_for.emit(question_id)
        self.driver.settle()

    @property
    def heard(self) -> list[str]:
        """What stands in the panel, line by line."""
        panel = self.driver.find(QWidget, "counter_panel")
        lines = [one for one in panel.findChildren(QLabel) if one.objectName().startswith("said_") and not one.isHidden()]
        return [one.text() for one in sorted(lines, key=lambda one: int(one.objectName().removeprefix("said_")))]

    def keys(self, text: str) -> None:
        """Types where the keyboard is."""
        with self.driver.qtbot.waitActive(self.driver.window):
            self.driver.window.activateWindow()
        for sign in text:
            QTest.keyClicks(QApplication.focusWidget() or self.driver.window, sign)
        self.driver.settle()

    def end(self) -> None:
        """Ends the exercise from the strip, and says yes."""
        self.driver.click("end_exercise")
        self.box_button("end_now").click()
        self.driver.wait(lambda: self.driver.is_at("review_page"))

    def box_button(self, name: str) -> QAbstractButton:
        """A button of the question whether to end."""
        self.driver.wait(lambda: self.driver.shows("end_exercise_box"))
        box = self.driver.find(QMessageBox, "end_exercise_box")
        return next(button for button in box.buttons() if button.objectName() == name)

    @property
    def watermark(self) -> Watermark | None:
        """The word over the window, while there is one."""
        found = [one for one in self.driver.window.findChildren(Watermark) if one.isVisible()]
        assert len(found) <= 1
        return found[0] if found else None

    @property
    def rounds(self) -> tuple[Round, ...]:
        """What lies in her store."""
        return rounds(self.driver.window._desk.open_drawer())

    def table(self) -> list[tuple[str, ...]]:
        """The list of cases as it is read."""
        model = self.driver.find(QTableView, "exercises").model()
        columns = range(model.columnCount())
        return [tuple(str(model.index(row, one).data()) for one in columns) for row in range(model.rowCount())]

    def shortcut(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Presses keys together."""
        self.driver.key(key, modifier)
        self.driver.settle()
