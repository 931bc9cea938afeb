"""Before a new case: one field, who was here before, by keyboard alone; skipped in a keystroke, with its reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView

from stalkdesk.casework.officers import Officer
from stalkdesk.casework.persons.persons import Tracing
from stalkdesk.casework.persons.same_person import Basis
from stalkdesk.errors import DiskFull
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Compartment
from tests.data.at_hand import AS_COMPUTED, PUBLIC, RULES, WHOLE
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, SUPERVISOR, FakeDrawer, FakeStore
from tests.ui.small_desk import VERSION

Unlocked = Callable[..., Driver]
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def _known(store: FakeStore, name: str, phone: str = "", other: str = "", officer: Officer = OFFICER) -> str:
    """A filed case of that person; gives its reference."""
    drawer = FakeDrawer(store, officer)
    draft = drawer.begin_intake(VERSION)
    for question_id, value in (("victim_name", name), ("safe_phone", phone), ("source_name", other)):
        if value:
            answer = Answer(question_id, AnswerState.GIVEN, store.clock(), officer.initials, value)
            drawer.keep_answer(draft.case_id, answer, Compartment.PROTECTED)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    return draft.reference


@pytest.fixture
def at_page(unlocked: Unlocked) -> Callable[..., Driver]:
    """The page, with some cases in the store."""

    def make(officer: Officer = OFFICER) -> Driver:
        driver = unlocked(officer)
        _known(driver.store, "Mona Prøvesen", "+4500000012", "Bent Opdigtet")
        _known(driver.store, "Mona Prøveson", "+4500000013", "Bent Opdigtet")
        driver.key(Qt.Key.Key_N, CTRL)
        driver.settle()
        return driver

    return make


def _type(driver: Driver, text: str) -> None:
    field = driver.find(QLineEdit, "persons_field")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.settle()


def _names(driver: Driver) -> list[str]:
    model = driver.find(QTableView, "persons_table").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _acts(driver: Driver) -> list[str]:
    return [line.act for line in driver.store.journal]


def test_a_new_case_begins_with_one_field_that_has_the_keyboard(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    assert QApplication.focusWidget() is driver.find(QLineEdit, "persons_field")
    assert not driver.find(QAbstractButton, "persons_new").isEnabled()
    assert driver.shows("emergency")
    assert not driver.shows("intakePage")


def test_what_is_typed_is_found_without_enter(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    QTest.keyClicks(driver.find(QLineEdit, "persons_field"), "prøveson")
    driver.wait(lambda: _names(driver) == ["Mona Prøveson", "Mona Prøvesen"])


def test_arrows_and_enter_open_the_case(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "mona")
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.find(QLabel, "case_reference").text() == "SD-2026-0001"


def test_up_from_the_first_row_goes_back_to_the_field(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "mona")
    driver.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is driver.find(QTableView, "persons_table")
    driver.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is driver.find(QLineEdit, "persons_field")


def test_none_of_them_begins_a_new_case(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "mona")
    assert driver.find(QAbstractButton, "persons_new").text() == "Ingen af dem – ny sag"
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.settle()
    assert driver.shows("intakePage")
    assert "search_skipped" not in _acts(driver)
    assert [act for act in _acts(driver) if act in ("search", "create")][-2:] == ["search", "create"]


def test_nobody_found_then_enter_twice_begins_a_new_case(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "kirsten ukendt")
    assert "Ingen fundet" in driver.find(QLabel, "persons_count").text()
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.shows("intakePage")


@pytest.mark.parametrize(
    ("key", "reason"), [(Qt.Key.Key_1, "crisis"), (Qt.Key.Key_2, "anonymous"), (Qt.Key.Key_3, "first_time")]
)
def test_one_keystroke_skips_the_search_and_leaves_its_reason(at_page: Callable[..., Driver], key: Qt.Key, reason: str) -> None:
    driver = at_page()
    driver.key(key, ALT)
    driver.settle()
    assert driver.shows("intakePage")
    skipped = next(line for line in driver.store.journal if line.act == "search_skipped")
    assert skipped.fields == (reason,)


def test_another_reason_is_written(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.key(Qt.Key.Key_4, ALT)
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert not driver.shows("intakePage")
    assert "hvorfor" in driver.says("persons_problem")
    QTest.keyClicks(driver.find(QLineEdit, "persons_why"), "Tolken venter")
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.shows("intakePage")
    assert next(line.reason for line in driver.store.journal if line.act == "search_skipped") == "Tolken venter"


def test_the_other_reason_has_room_for_a_sentence(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.key(Qt.Key.Key_4, ALT)
    driver.settle()
    why = driver.find(QLineEdit, "persons_why")
    assert why.width() > why.fontMetrics().horizontalAdvance("Den udsatte venter ved skranken, og tolken skal snart gå.")


def test_escape_puts_the_other_reason_away_and_forgets_nothing(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.key(Qt.Key.Key_4, ALT)
    QTest.keyClicks(driver.find(QLineEdit, "persons_why"), "Tolken")
    driver.key(Qt.Key.Key_Escape)
    assert not driver.shows("persons_why")
    focused = driver.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "persons_skip_other"
    driver.key(Qt.Key.Key_4, ALT)
    assert driver.find(QLineEdit, "persons_why").text() == "Tolken"


def test_the_third_contact_is_said_at_once(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.store.persons.contacts["SD-2026-0001"] = 2
    _type(driver, "0012")
    assert "Tredje henvendelse på 30 dage" in driver.says("persons_often")


def test_contacts_on_the_chosen_cases_are_counted_together(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "mona")
    assert driver.says("persons_often") == ""
    driver.key(Qt.Key.Key_Down)
    assert "Anden henvendelse" in driver.says("persons_often")
    driver.key(Qt.Key.Key_Down, SHIFT)
    assert "Tredje henvendelse" in driver.says("persons_often")


def test_a_new_contact_goes_to_the_contacts_of_the_case(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "0012")
    driver.key(Qt.Key.Key_H, CTRL)
    driver.settle()
    assert driver.find(QLabel, "case_reference").text() == "SD-2026-0001"
    assert driver.shows("visit_table")


def test_a_new_case_of_the_same_person_waits_to_be_linked(at_page: Callable[..., Driver]) -> None:
    from stalkdesk.ui.intake.page import IntakePage

    driver = at_page()
    _type(driver, "0012")
    basis = driver.find(QComboBox, "persons_basis")
    basis.setCurrentIndex(basis.findData(Basis.CPR.value))
    driver.key(Qt.Key.Key_M, CTRL)
    driver.settle()
    case_id = driver.find(IntakePage, "intakePage").case_id
    assert driver.store.persons.linking == {case_id: ("SD-2026-0001", Basis.CPR)}


def test_an_officer_hears_how_many_cases_of_the_perpetrator_and_not_which(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.click("persons_perpetrator")
    _type(driver, "opdigtet")
    assert _names(driver) == []
    assert driver.find(QLabel, "persons_count").text() == ("Der er 2 andre sager med den samme udøver: tal med visitatoren.")


def test_a_supervisor_sees_which_and_begins_no_contact_from_there(at_page: Callable[..., Driver]) -> None:
    driver = at_page(SUPERVISOR)
    driver.click("persons_perpetrator")
    _type(driver, "opdigtet")
    assert len(_names(driver)) == 2
    driver.key(Qt.Key.Key_Down)
    assert driver.find(QAbstractButton, "persons_open").isEnabled()
    assert not driver.find(QAbstractButton, "persons_visit").isEnabled()
    assert not driver.shows("persons_same")
    assert not driver.find(QAbstractButton, "persons_new").isEnabled()  # she herself was not looked for yet


def test_leaving_the_page_takes_what_was_found_off_the_screen(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    _type(driver, "mona")
    driver.window.show_page("home")
    driver.key(Qt.Key.Key_N, CTRL)
    driver.settle()
    assert driver.find(QLineEdit, "persons_field").text() == ""
    assert _names(driver) == []


def test_what_comes_late_is_not_shown_for_another_text(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    field = driver.find(QLineEdit, "persons_field")
    field.setText("mona")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.setText("0013")
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.settle()
    assert _names(driver) == ["Mona Prøveson"]


def test_a_store_that_is_not_caught_up_says_so_and_goes_on_behind_the_screen(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.store.persons.tracing = Tracing(1_200, 50_000)
    driver.key(Qt.Key.Key_N, CTRL)
    driver.settle()
    assert driver.find(QLabel, "persons_tracing").text().startswith("Ældre sager bliver gjort søgbare: 1.2")


def test_an_older_store_is_caught_up_while_the_desk_is_open(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.store.persons.tracing = Tracing(0, 100)
    driver.window.lock()
    driver.settle()
    driver.unlock(OFFICER.user_name, "granskov havn lanterne")
    driver.wait(lambda: driver.store.persons.tracing.is_complete)


def test_a_search_that_fails_says_why_and_the_case_can_be_begun(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld.")
    _type(driver, "mona")
    assert driver.says("persons_banner") == "Disken er fuld."
    driver.key(Qt.Key.Key_1, ALT)
    driver.settle()
    assert driver.shows("intakePage")


def test_112_is_one_key_away(at_page: Callable[..., Driver]) -> None:
    driver = at_page()
    driver.key(Qt.Key.Key_F9)
    assert driver.shows("emergencyPage")
