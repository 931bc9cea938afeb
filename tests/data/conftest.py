"""A real encrypted store, set up once a session at the floor of its parameters, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from tests.data import two_desks
from tests.data.added import file_case
from tests.data.at_hand import FIRST, OTHER_PASSPHRASE, PASSPHRASE, THIRD
from tests.data.erased import file_full_case
from tests.data.exported import fill


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store with a supervisor (Søren) and an officer (anna), and what was printed for it."""

    folder: Path
    sheet: RecoverySheet


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The store that the others are copies of. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("prepared") / "store"
    sheet = SealedVault(folder, calibrate=False).set_up(FIRST)
    drawer = unlocked(folder)
    drawer.add_officer("anna", "Anna Prøve", "AP", Role.OFFICER, OTHER_PASSPHRASE)
    drawer.close()
    return Prepared(folder, sheet)


@pytest.fixture
def folder(prepared: Prepared, tmp_path: Path) -> Path:
    """The folder of a store of the test's own, locked."""
    return Path(shutil.copytree(prepared.folder, tmp_path / "store"))


@pytest.fixture
def sheet(prepared: Prepared) -> RecoverySheet:
    """The recovery sheet of that store."""
    return prepared.sheet


@pytest.fixture
def unlock(folder: Path) -> Iterator[Callable[..., OpenDrawer]]:
    """Unlocks the store, for the supervisor unless someone else is named; all drawers are closed at the end."""
    opened: list[OpenDrawer] = []

    def open_one(user_name: str = "Søren", passphrase: str = PASSPHRASE) -> OpenDrawer:
        opened.append(unlocked(folder, user_name, passphrase))
        return opened[-1]

    yield open_one
    for drawer in opened:
        drawer.close()


@pytest.fixture
def drawer(unlock: Callable[..., OpenDrawer]) -> OpenDrawer:
    """The open drawer of the supervisor."""
    return unlock()


def unlocked(folder: Path, user_name: str = "Søren", passphrase: str = PASSPHRASE) -> OpenDrawer:
    """The open drawer of a store."""
    drawer = SealedVault(folder).unlock(user_name, passphrase)
    assert isinstance(drawer, OpenDrawer)
    return drawer


@pytest.fixture(scope="session")
def _prepared_for_two(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That store with a visitator (vita), who has unlocked once. Nobody writes in it."""
    folder = Path(shutil.copytree(prepared.folder, tmp_path_factory.mktemp("prepared") / "store"))
    drawer = unlocked(folder)
    drawer.add_officer("vita", "Vita Visitator", "VV", Role.VISITATOR, THIRD)
    drawer.close()
    unlocked(folder, "vita", THIRD).close()
    return folder


@pytest.fixture
def two(folder: Path, _prepared_for_two: Path, unlock: Callable[..., OpenDrawer]) -> OpenDrawer:
    """The open drawer of the supervisor, where a visitator has unlocked before."""
    shutil.rmtree(folder)
    shutil.copytree(_prepared_for_two, folder)
    return unlock()


@pytest.fixture
def reference(drawer: OpenDrawer) -> str:
    """A filed case in that drawer."""
    return file_case(drawer)


@pytest.fixture
def full(drawer: OpenDrawer) -> str:
    """A case that has something in every table of cases, between others."""
    return file_full_case(drawer)


@pytest.fixture
def told(drawer: OpenDrawer) -> OpenDrawer:
    """A store with a little of everything in it."""
    fill(drawer)
    return drawer


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where an export is written to."""
    return tmp_path / "out"


@pytest.fixture(scope="session")
def pair_prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks that know each other. Nobody writes in them."""
    folder = tmp_path_factory.mktemp("pair_prepared")
    two_desks.made(folder)
    return folder


@pytest.fixture
def pair_folder(pair_prepared: Path, tmp_path: Path) -> Path:
    """The folder of two desks of the test's own, locked."""
    return Path(shutil.copytree(pair_prepared, tmp_path / "pair"))


@pytest.fixture
def pair(pair_folder: Path) -> Iterator[two_desks.Two]:
    """Police and municipality, both open."""
    with two_desks.opened(pair_folder) as both:
        yield both
