"""One store for all rounds; each works in a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.harness import new_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a filed case and an officer. Nobody writes in it."""
    return new_store(tmp_path_factory.mktemp("durability") / "store")
