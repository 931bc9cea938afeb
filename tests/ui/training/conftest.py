"""A window over a desk with a training twin beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.training.founding import first_run
from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.training.learner import NAME, PASSPHRASE, Learner, desk_with_twin, small_training_desk


@pytest.fixture(scope="session")
def founded(_home_of_the_session: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's store, founded once: each test inside gets a copy. Founding it from the screen is for `test_entrance`."""
    root = tmp_path_factory.mktemp("learner") / "twin"
    small_training_desk(NAME, root).vault.set_up(first_run(NAME, NAME, PASSPHRASE))
    return root


@pytest.fixture
def learner(opened: Callable[[Desk], Driver], tmp_path: Path) -> Learner:
    """At the unlock screen of the real desk."""
    return Learner(opened(desk_with_twin(tmp_path)), tmp_path)


@pytest.fixture
def inside(learner: Learner, founded: Path) -> Learner:
    """In front of the list of cases, not for the first time."""
    shutil.copytree(founded, learner.folder / "twin")
    learner.come_in()
    return learner
