"""What holds for every test: no screen, no network of keyrings, no folder of the person who runs it, no unexpected log line."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from tests import stretched_once
from tests.ui import cups_queue

os.environ["CUPS_SERVER"] = str(cups_queue.SOCKET)

import hypothesis
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

import stalkdesk.ui  # noqa: F401 - makes PySide safe on Python 3.11 for every test
from stalkdesk import places
from stalkdesk.language import Language, speak

hypothesis.settings.register_profile(
    "desk",
    max_examples=40,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
    database=None,
)
hypothesis.settings.load_profile("desk")
stretched_once.remember()


class _SaltsOfATest:
    """Tells `stretched_once` what is made for one test and what for many, whichever of them happens to be the first to ask for
    it. A plugin, since a fixture of the session does not ask what a conftest says."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        stretched_once.salts.begin()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        with stretched_once.salts.for_many_tests():
            return (yield)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_SaltsOfATest())


_PATIENCE_SECONDS = 5.0


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    """A thread that a test leaves behind runs on in the next one, and a test that forks would fork it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(_PATIENCE_SECONDS)
        assert not thread.is_alive(), f"the thread {thread.name} is left"


@pytest.fixture
def resources() -> Path:
    """The content that is shipped."""
    return places.resources()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application of the session, drawn in the same way on every system."""
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(scope="session")
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_session(_nobodys_home: Path) -> Iterator[Path]:
    """What is made once for many tests leaves nothing in the home of the person who runs them either."""
    with pytest.MonkeyPatch.context() as patch:
        yield _moved(patch, _nobodys_home / "session")


@pytest.fixture(autouse=True)
def own_folders(_home_of_the_session: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: nothing is read from or left in that of the person who runs it."""
    return _moved(monkeypatch, _home_of_the_session.parent / f"{abs(hash(request.node.nodeid)):x}")


def _moved(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def _danish_again() -> Iterator[None]:
    """A test that changes the language of the screen changes it for itself only."""
    yield
    speak(Language.DANISH, Path())


@pytest.fixture(autouse=True)
def _nobody_answers_a_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file dialog that a test did not mean to open would wait for a person for ever."""

    def refused(*_: object) -> None:
        raise AssertionError("a file dialog was opened, and nobody is there to answer it")

    for asked in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, asked, refused)


class _LogLines(logging.Handler):
    """Remembers what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or an error in the log fails the test, unless it is marked `expects_log`."""
    heard = _LogLines()
    logging.getLogger().addHandler(heard)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(heard)
    if request.node.get_closest_marker("expects_log") is None:
        assert heard.lines == [], "unexpected log lines"
