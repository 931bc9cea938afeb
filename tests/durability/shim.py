"""The shim of `shim.c`: compiled where there is a compiler, loaded into a program of its own, steered from inside it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from enum import IntEnum
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

_SOURCE = Path(__file__).with_name("shim.c")
WHY_NOT = "failing disks and power cuts are played through LD_PRELOAD: Linux and a C compiler (cc) are needed"


class How(IntEnum):
    """What the n-th act on a file meets."""

    KILL = 1
    TEAR_AND_KILL = 2
    """Half of what was to be written is, then the program dies."""
    FAIL_ONCE = 3
    FAIL_FROM_THEN_ON = 4


@cache
def library() -> Path | None:
    """The compiled shim, or None where it can't be made."""
    compiler = shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        return None
    made = Path(mkdtemp(prefix="stalkdesk-shim-")) / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(_SOURCE), "-lpthread"]
    return made if subprocess.run(command, check=False, capture_output=True).returncode == 0 else None


class Shim:
    """The shim of this very program; without one loaded, every call is harmless and nothing ever fails."""

    def __init__(self) -> None:
        functions = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
        self._functions = functions if hasattr(functions, "shim_begin") else None

    def begin(self, folder: Path, log: str = "") -> None:
        """Watches `folder`; with `log`, what is done there is written down in that file."""
        if self._functions is not None:
            self._functions.shim_begin(str(folder.resolve()).encode(), log.encode())

    def arm(self, how: How, nth: int, fault: int = 0) -> None:
        """The `nth` act from now on meets `how`, with the errno `fault`."""
        if self._functions is not None:
            self._functions.shim_arm(int(how), nth, fault)

    def disarm(self) -> int:
        """Everything works again. Gives how many acts there were."""
        return 0 if self._functions is None else int(self._functions.shim_disarm())

    def fired(self) -> int:
        """How many acts failed since `arm`."""
        return 0 if self._functions is None else int(self._functions.shim_fired())
