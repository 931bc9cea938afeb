"""One store for all rounds; each works in a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.acts import STORE
from tests.durability.harness import new_root


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a filed case and an officer, and what lies beside it. Nobody writes in it."""
    return new_root(tmp_path_factory.mktemp("durability") / "root")


@pytest.fixture(scope="session")
def store(root: Path) -> Path:
    """The folder of that store."""
    return root / STORE
