"""The learner's entrance: a store of her own beside the real one, which it can't be mixed up with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE as REAL_PASSPHRASE
from tests.ui.fakes import SUPERVISOR
from tests.ui.training.learner import NAME, PASSPHRASE, Learner


def _unlock_real(driver: Driver) -> None:
    driver.unlock(SUPERVISOR.user_name, REAL_PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


@pytest.fixture
def inside(learner: Learner) -> Learner:
    """In front of the list of cases, for the first time: her store was founded from the screen."""
    learner.come_in()
    return learner


def test_the_unlock_screen_has_a_quiet_way_to_the_invented_cases(learner: Learner) -> None:
    assert learner.driver.find(QAbstractButton, "to_training").property("role") == "quiet"
    learner.go_to_entrance()
    assert not learner.driver.shows("unlock")


def test_a_new_name_is_told_that_nobody_can_restore_the_passphrase_and_nothing_is_reported(learner: Learner) -> None:
    learner.go_to_entrance()
    learner.give(NAME, PASSPHRASE)
    said = learner.driver.says("learner_banner")
    assert "ingen kan genskabe den" in said
    assert "meldes ikke til nogen" in said
    assert not learner.driver.shows("training_home")


def test_two_unlike_passphrases_begin_nothing(learner: Learner) -> None:
    learner.go_to_entrance()
    learner.give(NAME, PASSPHRASE)
    learner.driver.type("learner_again", PASSPHRASE + "!")
    learner.press()
    assert "ikke ens" in learner.driver.find(QLabel, "learner_again_remark").text()
    assert not (learner.folder / "twin").exists()


def test_a_weak_passphrase_is_refused_with_a_sentence(learner: Learner) -> None:
    learner.go_to_entrance()
    learner.give(NAME, "kort")
    learner.driver.type("learner_again", "kort")
    learner.press()
    assert learner.driver.find(QLabel, "learner_passphrase_remark").property("role") == "wrong"
    assert not learner.driver.shows("training_home")


def test_a_wrong_passphrase_is_told_and_opens_nothing(inside: Learner) -> None:
    inside.driver.window.lock()
    inside.driver.settle()
    inside.give(NAME, "forkert forkert forkert")
    inside.driver.wait(lambda: inside.driver.says("learner_banner") != "")
    assert inside.driver.find(QLineEdit, "learner_passphrase").text() == ""
    assert not inside.driver.shows("training_home")


def test_the_place_of_the_store_does_not_tell_the_learners_name(inside: Learner) -> None:
    names = [path.name.casefold() for path in (inside.folder / "twin").rglob("*")]
    assert names
    assert not [name for name in names if "freja" in name or "venstad" in name]


def test_the_title_tells_the_exercise_and_no_more(inside: Learner) -> None:
    assert inside.driver.window.windowTitle() == "StalkDesk – øvelse"
    assert inside.driver.find(QLabel, "training_strip_says").text().startswith("ØVELSE – opdigtede sager.")


def test_back_to_the_desk_shows_the_real_unlock_screen_without_strip_and_watermark(learner: Learner) -> None:
    learner.go_to_entrance()
    learner.driver.click("back_to_desk")
    learner.driver.settle()
    assert learner.driver.shows("unlock")
    assert learner.watermark is None
    assert not learner.driver.shows("training_strip")
    assert learner.driver.window.windowTitle() == "StalkDesk"
    _unlock_real(learner.driver)
    assert learner.driver.shows("nav_cases")


def test_leaving_locks_the_training_store_and_shows_the_real_unlock_screen(inside: Learner) -> None:
    desk = inside.driver.window._desk
    inside.driver.click("leave_training")
    inside.driver.wait(lambda: inside.driver.is_at("unlock"))
    assert desk.drawer is None
    assert desk.is_training
    assert not inside.driver.window.is_training
    _unlock_real(inside.driver)


def test_locking_in_training_stays_in_training(inside: Learner) -> None:
    inside.driver.click("lock_now")
    inside.driver.wait(lambda: inside.driver.is_at("learners_entrance"))
    assert inside.driver.window._desk.drawer is None
    assert inside.driver.find(QLineEdit, "learner_name").text() == NAME
    inside.come_in()


def test_from_an_open_desk_the_way_locks_first_and_says_so(learner: Learner) -> None:
    _unlock_real(learner.driver)
    way = learner.driver.find(QAbstractButton, "nav_practise")
    assert "Lås" in way.text()
    assert "Låser skranken" in way.toolTip()
    learner.driver.click("nav_practise")
    learner.driver.wait(lambda: learner.driver.is_at("learners_entrance"))
    assert learner.driver.vault.opened[-1].is_closed
    assert learner.driver.desk.drawer is None


def test_training_is_never_entered_with_a_drawer_open(learner: Learner) -> None:
    driver = learner.driver
    _unlock_real(driver)
    driver.window.enter_training()
    assert not driver.window.is_training
    driver.wait(lambda: driver.is_at("learners_entrance"))
    assert driver.vault.opened[-1].is_closed


def test_a_passphrase_that_is_just_being_tried_does_not_open_the_desk_inside_training(learner: Learner) -> None:
    driver = learner.driver
    driver.unlock(SUPERVISOR.user_name, REAL_PASSPHRASE)
    driver.window.enter_training()
    driver.wait(lambda: driver.is_at("learners_entrance"))
    assert len(driver.vault.opened) == 1
    assert driver.vault.opened[0].is_closed
    assert driver.desk.drawer is None


def test_a_set_up_that_was_begun_is_not_left_for_an_exercise(opened: object, tmp_path: Path) -> None:
    from tests.ui.small_desk import small_desk

    driver: Driver = opened(small_desk(tmp_path, None, is_set_up=False))  # type: ignore[operator]
    assert driver.shows("to_training")
    driver.click("first_run_next")
    assert not driver.shows("to_training")


def test_the_real_desk_is_untouched_by_an_exercise(inside: Learner) -> None:
    real = inside.driver.store
    before = (dict(real.cases), len(real.journal))
    inside.begin()
    inside.keys("n")
    inside.end()
    assert (dict(real.cases), len(real.journal)) == before
    assert inside.driver.vault.opened == []
    assert not (inside.folder / "real").exists()
