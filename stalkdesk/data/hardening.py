"""What the process itself does against being read: no core dump, no reading of its memory by another program of the same user.

A process that is not dumpable can't be traced nor have its memory opened by others of the same user; where a core dump goes to
a program and not to a file, the kernel asks the same. Linux only (docs/store.md 2), but for the limit on core files, which any
Unix has. On Windows and macOS the disk encryption and the operating system carry this (docs/threat-model.md).
"""

from __future__ import annotations

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def forbid_memory_reading() -> bool:
    """Makes this process not dumpable, and its core files empty. Gives whether it is not dumpable; False where the system knows
    no such thing."""
    _forbid_core_files()
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _forbid_core_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
