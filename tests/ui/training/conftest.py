"""A window over a desk with a training twin beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.training.learner import Learner, desk_with_twin


@pytest.fixture
def learner(opened: Callable[[Desk], Driver], tmp_path: Path) -> Learner:
    """At the unlock screen of the real desk."""
    return Learner(opened(desk_with_twin(tmp_path)), tmp_path)


@pytest.fixture
def inside(learner: Learner) -> Learner:
    """In front of the list of cases."""
    learner.come_in()
    return learner
