"""StalkDesk from a fresh clone: `python3 dev.py run` and `python3 dev.py test` are all one needs to know.

Only the standard library, on Windows, macOS and Linux. Everything it makes lies in `.venv`, `build` and `dist`; on Debian and
Ubuntu, as root, it also installs the system libraries that Qt needs. Where it may not, it says the exact command.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
IS_LINUX = sys.platform.startswith("linux")
OLDEST_PYTHON = (3, 11)
UV = "uv==0.13.9"
DEMO = ("--cases", "60", "--seed", "7")

COMMANDS = {
    "setup": ("set everything up", False),
    "run": ("open the program; --demo: on a throw-away store of fictional cases; what follows goes to the program", True),
    "test": ("run all tests; what follows goes to pytest", True),
    "bench": ("measure; what follows names benchmarks", True),
    "build": ("build the one-folder program and let it try itself out", False),
    "lock": ("remake requirements.lock; --upgrade: with the newest versions", True),
}
OPTIONS_WITH_VALUE = ("--store", "--user", "--passphrase-file")
OPTIONS_WITHOUT_WINDOW = ("-h", "--help", "--version", "--self-test")

PROBE_OFFSCREEN = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import alembic, cryptography.hazmat.bindings._rust, keyring, reportlab.pdfgen, sqlalchemy, sqlcipher3.dbapi2, xlsxwriter
from PySide6 import QtPdf, QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication(sys.argv[:1])
"""
PROBE_WINDOW = """
import ctypes, os, pathlib, PySide6
from PySide6 import QtGui
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
wayland = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY")
ctypes.CDLL(str(plugins / "platforms" / ("libqwayland.so" if wayland else "libqxcb.so")))
ctypes.CDLL(str(plugins / "printsupport" / "libcupsprintersupport.so"))
"""

APT = "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
APT += "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0 libcups2"
INSTALLERS = {
    "apt-get": "apt-get install -y --no-install-recommends " + APT,
    "dnf": "dnf install -y glib2 libglvnd-glx libglvnd-egl libxkbcommon fontconfig dbus-libs "
    "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11 libwayland-cursor cups-libs",
    "pacman": "pacman -S --needed glib2 libglvnd libxkbcommon fontconfig dbus "
    "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11 wayland libcups",
}


class Problem(Exception):
    """Something the person at the keyboard can put right; the text is one sentence that says how."""


def venv_program(name: str, folder: Path = VENV) -> Path:
    """Where a program of the virtual environment lies, on this system."""
    return folder / "Scripts" / (name + ".exe") if os.name == "nt" else folder / "bin" / name


def site_packages(folder: Path = VENV) -> Path:
    """Where the virtual environment keeps its packages."""
    version = "python{}.{}".format(*sys.version_info[:2])
    return folder / "Lib" / "site-packages" if os.name == "nt" else folder / "lib" / version / "site-packages"


def fingerprint() -> str:
    """Changes whenever a set-up that was done no longer fits: other packages, other Python, other place."""
    marks = [LOCK.read_bytes(), PROJECT.read_bytes(), repr(sys.version_info[:2]).encode(), str(ROOT).encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(mark).digest() for mark in marks)).hexdigest()


def _names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name != "__pycache__") if folder.is_dir() else []


def stamp(name: str) -> None:
    """Notes that the set-up step `name` is done: fingerprint and what lies in site-packages, written in one go."""
    half = VENV / (name + ".half")
    half.write_text(json.dumps({"fingerprint": fingerprint(), "packages": _names_in(site_packages())}), encoding="utf-8")
    half.replace(VENV / name)


def is_stamped(name: str) -> bool:
    """Whether the step `name` is done and still fits: nothing it installed has gone."""
    try:
        noted = json.loads((VENV / name).read_text(encoding="utf-8"))
        fits = bool(noted["fingerprint"] == fingerprint())
        return fits and venv_program("python").exists() and set(noted["packages"]) <= set(_names_in(site_packages()))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def clean_environment() -> dict[str, str]:
    """The environment without what would lead the virtual environment's Python or pip astray."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET")
    return {name: value for name, value in os.environ.items() if name not in astray}


def venv_works() -> bool:
    """Whether `.venv` was made in this place and has a Python of this version that starts, with a pip in it."""
    program, activate = venv_program("python"), venv_program("python").with_name("activate")
    try:
        if str(VENV) not in activate.read_text(encoding="utf-8"):
            return False
        code = f"import sys, pip; raise SystemExit(sys.version_info[:2] != {tuple(sys.version_info[:2])!r})"
        return subprocess.run([program, "-c", code], env=clean_environment(), capture_output=True, check=False).returncode == 0
    except (OSError, UnicodeDecodeError):
        return False


def make_venv() -> None:
    """Makes `.venv` anew. Raises Problem when this Python can't."""
    try:
        import ensurepip  # noqa: F401 - Debian packs it apart
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not _may_apt():
            raise Problem(f"This Python cannot make a virtual environment; run: sudo apt-get install -y {package}") from None
        _apt(package.split())
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem(f"{VENV} could not be made ({error}); see to the disk and to your rights there.") from None


def _pip(arguments: Sequence[str]) -> bool:
    command = [str(venv_program("python")), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode == 0


def install_packages() -> bool:
    """The locked packages, each checked against its hash, and the project itself with its console script."""
    locked = ["install", "-qq", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK)]
    project = ["install", "-qq", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    return _pip(locked) and _pip(project)


def set_up(window: bool = False, thorough: bool = False) -> None:
    """Everything that the program and its tests need; nothing is done twice. Raises Problem.

    `window`: also what a real window needs. `thorough`: looks again, although it was done before.
    """
    ready = is_stamped("stalkdesk-ready")
    if ready and (is_stamped("stalkdesk-window") or not window) and not thorough:
        return
    if not ready:
        _set_up_packages()
    _set_up_libraries(window)


def _set_up_packages() -> None:
    say("Setting up .venv (once; it downloads about 200 MB)")
    (VENV / "stalkdesk-ready").unlink(missing_ok=True)
    (VENV / "stalkdesk-window").unlink(missing_ok=True)
    if not (venv_works() and install_packages()):
        _make_anew()


def _make_anew() -> None:
    make_venv()
    if not install_packages():
        raise Problem("The packages could not be installed (pip says why above); see to the network or the disk and try again.")


def _set_up_libraries(window: bool) -> None:
    problem = missing_library(PROBE_OFFSCREEN)
    if problem and not is_about_libraries(problem):
        say("The packages in .venv are damaged; making it anew")
        _make_anew()
        problem = missing_library(PROBE_OFFSCREEN)
    wanted = (PROBE_WINDOW,) if IS_LINUX and (window or _may_apt()) else ()
    lacking = problem or next((found for found in map(missing_library, wanted) if found), "")
    if lacking:
        install_libraries(lacking)
        still = next((found for found in map(missing_library, (PROBE_OFFSCREEN, *wanted)) if found), "")
        if still:
            raise Problem(f"Qt still cannot start ({still}); install what it names and try again.")
    stamp("stalkdesk-ready")
    if wanted or not IS_LINUX:
        stamp("stalkdesk-window")


def missing_library(probe: str) -> str:
    """Tries Qt in the virtual environment: empty when it loads, else the last line of what it said."""
    command = [str(venv_program("python")), "-c", probe]
    done = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return "" if done.returncode == 0 else (lines[-1] if lines else f"exit code {done.returncode}")


def is_about_libraries(problem: str) -> bool:
    """Whether what Qt said is about the system's libraries, not about damaged packages."""
    own = ("pyside6", "libqt6", "shiboken")
    return "cannot open shared object file" in problem and not any(name in problem.lower() for name in own)


def _may_apt() -> bool:
    return IS_LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(packages: Sequence[str]) -> None:
    base = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([*base, "update"], [*base, "install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Problem("apt-get could not install what is missing; run: apt-get install -y " + " ".join(packages))


def install_libraries(lacking: str) -> None:
    """Installs what Qt needs of the system where the user may. Raises Problem with the exact command otherwise."""
    if not _may_apt():
        raise Problem(library_sentence(lacking, next((tool for tool in INSTALLERS if shutil.which(tool)), "")))
    say("Installing the system libraries that Qt needs")
    _apt(APT.split())


def library_sentence(lacking: str, tool: str) -> str:
    """One sentence that says what is missing and the command that installs it with `tool`."""
    way = f"run: sudo {INSTALLERS[tool]}" if tool else "install it with your system's own package manager and try again."
    return f"Qt lacks a library of this system ({lacking}); {way}"


def say(sentence: str) -> None:
    """One line to the person at the keyboard, apart from what the programs print."""
    print(f"== {sentence}", file=sys.stderr, flush=True)


def run_python(arguments: Sequence[str], shown: bool = True, folder: Path | None = None) -> int:
    """Runs the virtual environment's Python (in `folder`, without its standard output unless `shown`). Gives its exit code."""
    command = [str(venv_program("python")), *arguments]
    sink = None if shown else subprocess.DEVNULL
    return subprocess.run(command, cwd=folder, env=clean_environment(), stdout=sink, check=False).returncode


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether `stalkdesk` with these arguments opens its window: no command, nothing that only prints."""
    words = iter(arguments)
    for word in words:
        if word in OPTIONS_WITHOUT_WINDOW or not word.startswith("-"):
            return False
        if word in OPTIONS_WITH_VALUE:
            next(words, None)
    return True


def has_screen() -> bool:
    """Whether a window can be shown here."""
    return not IS_LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def command_run(demo: bool, arguments: Sequence[str]) -> int:
    """Starts the program; with `demo` on a throw-away store that is deleted afterwards."""
    shows = demo or opens_window(arguments)
    if shows and not has_screen():
        raise Problem("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); start it from a desktop session.")
    set_up(window=shows)
    if not demo:
        return run_python(["-m", "stalkdesk", *arguments])
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="stalkdesk-demo-") as folder:
        store = str(Path(folder) / "store")
        say("Making a store of fictional cases; it is deleted when the window closes")
        made = run_python(["-m", "stalkdesk", "demo", "--store", store, *DEMO], shown=False)
        return made or run_python(["-m", "stalkdesk", "--store", store, "--demo", *arguments])


def checks(pytest_arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Headline and command of everything `dev.py test` runs, pytest last."""
    python = str(venv_program("python"))
    return [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy --strict", [python, "-m", "mypy"]),
        ("import-linter", [str(venv_program("lint-imports"))]),
        ("pytest", [python, "-m", "pytest", "--numprocesses=auto", *pytest_arguments]),
    ]


def command_test(arguments: Sequence[str]) -> int:
    """Runs every check, also after one has failed. Gives 1 when any has."""
    set_up()
    environment = {"QT_QPA_PLATFORM": "offscreen", **clean_environment(), "PYTHONDONTWRITEBYTECODE": ""}  # compiled once
    failed = []
    for headline, command in checks(arguments):
        print(f"\n== {headline}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(headline)
    print("\n== Not in order: " + ", ".join(failed) if failed else "\n== Everything is in order", flush=True)
    return 1 if failed else 0


def command_bench(arguments: Sequence[str]) -> int:
    """Ratios within one run, each against its named baseline."""
    set_up()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run_python(["-m", "benchmarks", *arguments], folder=ROOT)


def command_build(arguments: Sequence[str]) -> int:
    """Builds the one-folder program and lets it try itself out in an empty home."""
    set_up()
    if IS_LINUX and not shutil.which("objdump"):
        if not _may_apt():
            raise Problem("PyInstaller needs the program objdump; install the package binutils and try again.")
        _apt(["binutils"])
    if run_python(["-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build.spec"], folder=ROOT):
        raise Problem("PyInstaller could not build the program; what it said stands above.")
    program = ROOT / "dist" / "stalkdesk" / ("stalkdesk.exe" if os.name == "nt" else "stalkdesk")
    with tempfile.TemporaryDirectory(prefix="stalkdesk-home-") as home:
        command = [str(program), "--self-test"]
        done = subprocess.run(command, cwd=home, env=empty_home(home), capture_output=True, encoding="utf-8", check=False)
    print(done.stdout.strip(), flush=True)
    if done.returncode or done.stderr.strip() or not isinstance(json.loads(done.stdout), dict):
        print(done.stderr, file=sys.stderr, flush=True)
        raise Problem(f"The built program failed its own test (exit code {done.returncode}); what it said stands above.")
    say(f"Built and tried out: {program.parent}")
    return 0


def empty_home(home: str) -> dict[str, str]:
    """The environment of a user who has just been made: no settings, no keyring, no screen."""
    kept = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL")
    mine = {name: os.environ[name] for name in kept if name in os.environ}
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
    return {**mine, **places, "QT_QPA_PLATFORM": "offscreen"}


def command_lock(arguments: Sequence[str]) -> int:
    """Remakes the lock file for all systems and every Python from 3.11 on; versions that stand in it are kept."""
    with tempfile.TemporaryDirectory(prefix="stalkdesk-lock-") as folder:
        venv.create(folder, with_pip=True)
        python = str(venv_program("python", Path(folder)))
        subprocess.run([python, "-m", "pip", "install", "--quiet", UV], env=clean_environment(), check=True)
        settings = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
        plain = ["--no-emit-index-url", "--no-emit-find-links", "--quiet"]
        sources = ["--group", "pyproject.toml:dev", "pyproject.toml", "--output-file", "requirements.lock"]
        compile_all = [python, "-m", "uv", "pip", "compile", *settings, *plain, *sources, *arguments]
        return subprocess.run(compile_all, cwd=ROOT, env=clean_environment(), check=False).returncode


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The command and what follows it; what is not dev.py's own goes on to the program or to pytest."""
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (told, passes_on) in COMMANDS.items():
        command = commands.add_parser(name, help=told, add_help=not passes_on)
        if name == "run":
            command.add_argument("--demo", action="store_true")
    options, rest = parser.parse_known_args(argv)
    if rest and not COMMANDS[options.command][1]:
        parser.error("unknown: " + " ".join(rest))
    options.rest = rest
    return options


def main(argv: Sequence[str]) -> int:
    """Runs one command. Gives its exit code; a problem is one sentence on standard error and exit code 1."""
    if sys.version_info < OLDEST_PYTHON:
        print("StalkDesk needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]), file=sys.stderr)
        return 1
    options = parsed(argv)
    try:
        if options.command == "setup":
            set_up(thorough=True)
            say("Everything is set up")
            return 0
        if options.command == "run":
            return command_run(options.demo, options.rest)
        acts = {"test": command_test, "bench": command_bench, "lock": command_lock, "build": command_build}
        return acts[options.command](options.rest)
    except (Problem, subprocess.CalledProcessError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
