"""Where things lie: the content, the store, the log, the preferences of this machine."""

from __future__ import annotations

import sys
from pathlib import Path

STORE_FILE = "desk.sdk"
KEY_FILE = "desk.keys"
ATTACHMENTS_FOLDER = "attachments"
DRAW = "--draw-attachment"
"""The word by which the program is started as the child that draws an attachment (`drawing_child.py`)."""
READ = "--read-log"
"""The word by which the program is started as the child that reads a log (`log_reading_child.py`)."""


def resources() -> Path:
    """The folder `resources/`: beside the package in the source tree, inside the bundle when frozen, in the
    installed package's data otherwise."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / "resources"
    source = Path(__file__).resolve().parent.parent / "resources"
    installed = Path(sys.prefix) / "share" / "stalkdesk" / "resources"
    return source if source.is_dir() else installed


def own_program(word: str) -> tuple[list[str], Path]:
    """How this program is started once more with `word`, and in which folder: the frozen one, or Python with the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable, word], Path(sys.executable).parent
    return [sys.executable, "-m", "stalkdesk", word], Path(__file__).resolve().parent.parent


def _platform_folder(kind: str) -> Path:
    import platformdirs  # 5 ms that the first window need not wait for

    return Path(getattr(platformdirs, kind)("StalkDesk", appauthor=False))


def default_store() -> Path:
    """Where the store lies unless the person chose another folder."""
    return _platform_folder("user_data_dir") / "store"


def training_folder() -> Path:
    """Where the training stores lie, one folder a learner: never inside the folder of a real store."""
    return _platform_folder("user_data_dir") / "training"


def key_copies() -> Path:
    """Where copies of the key files lie that this login has unlocked: apart from the stores, for when one is lost."""
    return _platform_folder("user_data_dir") / "key-copies"


def log_folder() -> Path:
    """Where the log lies. It holds ids and counts, never names."""
    return _platform_folder("user_log_dir")


def preferences_file() -> Path:
    """What this machine remembers outside the store: language, appearance, folder of the store. Nothing of any case."""
    return _platform_folder("user_config_dir") / "preferences.json"
