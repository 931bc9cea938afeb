"""`dev.py` keeps its promises without touching the machine it runs on: no network, no installing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

SYSTEMS = ("linux", "darwin", "win32")


def _locked() -> dict[str, list[str]]:
    """Requirement -> its hashes, as the lock file has them."""
    joined = dev.LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash=") for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return {words[0].strip(): [word.strip() for word in words[1:]] for words in lines}


def _fits(requirement: Requirement, system: str, python: str) -> bool:
    names = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.1"}
    names |= {"platform_python_implementation": "CPython", "implementation_name": "cpython"}
    return requirement.marker is None or requirement.marker.evaluate(names)


def _asked_for() -> list[Requirement]:
    project = tomllib.loads(dev.PROJECT.read_text(encoding="utf-8"))
    return [Requirement(text) for text in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]]


def test_every_locked_package_has_one_version_and_its_hashes() -> None:
    for text, hashes in _locked().items():
        assert re.fullmatch(r"==[\w.+]+", str(Requirement(text).specifier)), text
        assert hashes, text
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", word) for word in hashes), text


def test_the_lock_file_names_no_address() -> None:
    text = dev.LOCK.read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links| @ |trusted-host", text)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_on_every_system_each_package_is_locked_once(system: str, python: str) -> None:
    fitting = [Requirement(text) for text in _locked()]
    names = [canonicalize_name(locked.name) for locked in fitting if _fits(locked, system, python)]
    assert len(names) == len(set(names))
    assert {canonicalize_name(asked.name) for asked in _asked_for()} <= set(names)


@pytest.mark.parametrize(
    ("package", "systems"),
    [
        ("secretstorage", {"linux"}),
        ("jeepney", {"linux"}),
        ("pywin32-ctypes", {"win32"}),
        ("colorama", {"win32"}),
        ("pefile", {"win32"}),
        ("macholib", {"darwin"}),
    ],
)
def test_what_one_system_needs_is_locked_for_that_system(package: str, systems: set[str]) -> None:
    locked = next(Requirement(text) for text in _locked() if Requirement(text).name == package)
    assert {system for system in SYSTEMS if _fits(locked, system, "3.12")} == systems


def test_the_lock_has_the_versions_that_the_project_asks_for() -> None:
    versions = {canonicalize_name(Requirement(text).name): str(Requirement(text).specifier)[2:] for text in _locked()}
    unfit = [str(asked) for asked in _asked_for() if not asked.specifier.contains(versions[canonicalize_name(asked.name)])]
    assert unfit == []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose `.venv` looks set up."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    for name in ("VENV", "LOCK", "PROJECT"):
        monkeypatch.setattr(dev, name, tmp_path / getattr(dev, name).name)
    for function in (dev.venv_program, dev.site_packages):
        monkeypatch.setattr(function, "__defaults__", (tmp_path / ".venv",))
    dev.LOCK.write_text("one==1", encoding="utf-8")
    dev.PROJECT.write_text("[project]", encoding="utf-8")
    (dev.site_packages() / "one").mkdir(parents=True)
    dev.venv_program("python").parent.mkdir(parents=True)
    dev.venv_program("python").write_text("", encoding="utf-8")
    dev.stamp("ready")
    return tmp_path


@pytest.mark.usefixtures("project")
def test_a_second_start_takes_no_set_up() -> None:
    assert dev.is_stamped("ready")
    assert not dev.is_stamped("never-done")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("changed", ["LOCK", "PROJECT"])
def test_other_packages_are_set_up_anew(changed: str) -> None:
    getattr(dev, changed).write_text("two==2", encoding="utf-8")
    assert not dev.is_stamped("ready")


@pytest.mark.usefixtures("project")
def test_a_package_that_went_away_is_noticed() -> None:
    (dev.site_packages() / "one").rmdir()
    assert not dev.is_stamped("ready")


@pytest.mark.usefixtures("project")
def test_a_python_that_went_away_is_noticed() -> None:
    dev.venv_program("python").unlink()
    assert not dev.is_stamped("ready")


@pytest.mark.parametrize("half", ["", "{", "[]", '{"fingerprint": 1}'])
def test_a_half_written_stamp_counts_as_none(project: Path, half: str) -> None:
    (project / ".venv" / "ready").write_text(half, encoding="utf-8")
    assert not dev.is_stamped("ready")


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["--store", "folder"], True),
        (["--demo", "--store", "folder"], True),
        (["--store", "folder", "cases"], False),
        (["assess", "-"], False),
        (["--help"], False),
        (["--self-test"], False),
    ],
)
def test_only_the_window_needs_a_screen(arguments: list[str], opens: bool) -> None:
    assert dev.opens_window(arguments) is opens


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert dev.main(["run"]) == 1
    told = capsys.readouterr().err
    assert "no screen" in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("tool", "command"), [("apt-get", "sudo apt-get install"), ("dnf", "sudo dnf"), ("pacman", "sudo pacman")]
)
def test_a_missing_library_is_told_with_the_exact_command(tool: str, command: str) -> None:
    told = dev.library_sentence("libEGL.so.1: cannot open shared object file", tool)
    assert command in told
    assert "libEGL.so.1" in told
    assert len(told.splitlines()) == 1


def test_a_missing_system_library_is_told_from_a_damaged_package() -> None:
    assert dev.is_about_libraries("ImportError: libEGL.so.1: cannot open shared object file: No such file or directory")
    assert not dev.is_about_libraries("ImportError: libQt6Pdf.so.6: cannot open shared object file: No such file or directory")
    assert not dev.is_about_libraries("ModuleNotFoundError: No module named 'reportlab'")


def test_an_older_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST_PYTHON", (99, 0))
    assert dev.main(["setup"]) == 1
    assert "needs Python" in capsys.readouterr().err


def test_what_follows_goes_to_the_program_and_to_pytest() -> None:
    assert dev.parsed(["run", "--demo", "--store", "x"]).rest == ["--store", "x"]
    assert dev.parsed(["test", "-k", "one", "tests/x.py"]).rest == ["-k", "one", "tests/x.py"]
    assert dev.checks(["-k", "one"])[-1][1][-2:] == ["-k", "one"]


def test_the_built_program_tries_itself_out_in_an_empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "elsewhere")
    home = dev.empty_home(str(tmp_path))
    assert "XDG_CONFIG_HOME" not in home
    assert home["HOME"] == str(tmp_path)


def test_dev_py_needs_only_the_standard_library() -> None:
    code = "import dev, sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=dev.ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - sys.stdlib_module_names - {"dev", "__main__"} == set()


def test_ci_runs_what_developers_run() -> None:
    assert "python3 dev.py test" in (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_folder_of_the_content_is_installed_with_the_program() -> None:
    project = tomllib.loads(dev.PROJECT.read_text(encoding="utf-8"))
    patterns = [pattern for listed in project["tool"]["setuptools"]["data-files"].values() for pattern in listed]
    installed = {file for pattern in patterns for file in dev.ROOT.glob(pattern)}
    assert {file for file in (dev.ROOT / "resources").rglob("*") if file.is_file()} - installed == set()
