"""No test reads from or writes into the home of the person who runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from stalkdesk import places

OURS = (places.default_store, places.training_folder, places.key_copies, places.log_folder, places.preferences_file)


@pytest.fixture(scope="session")
def seen_by_the_session() -> tuple[Path, ...]:
    """Where things lie for what is made once for all tests."""
    return tuple(where() for where in OURS)


def test_every_folder_of_the_program_lies_in_a_home_of_the_tests(
    own_folders: Path, seen_by_the_session: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.getbasetemp()
    assert all(where().is_relative_to(own_folders) for where in OURS)
    assert own_folders.is_relative_to(base)
    assert all(path.is_relative_to(base) for path in seen_by_the_session)
    assert not any(path.is_relative_to(own_folders) for path in seen_by_the_session)
