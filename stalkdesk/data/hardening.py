"""What the process itself does against being read: no core dump, no reading of its memory by another program of the same user.

A process that is not dumpable can't be traced nor have its memory opened by others of the same user; where a core dump goes to
a program and not to a file, the kernel asks the same. Linux only (docs/store.md 2), but for the limit on core files, which any
Unix has. On Windows and macOS the disk encryption and the operating system carry this (docs/threat-model.md).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_DUMPABLE = 4
_WRITABLE = 5
"""Where `statm` says how much memory is the process's own to write in: that is limited, and not the addresses, of which PDFium
reserves gigabytes that it never fills."""
_NO_WINDOWS_BOX = 0x0003
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: a child that dies asks nobody anything."""
_STANDARD = 3
"""Standard input, output and error."""
_REACHES_OUT = (
    "open",
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
)


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


def limit(memory: int, processor_seconds: int) -> None:
    """From now on: so many bytes of memory more, so much processor time, and no file written. On macOS there is no limit on
    memory, on Windows none of these."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_WINDOWS_BOX)
        return
    import resource

    limits = [(resource.RLIMIT_CPU, processor_seconds), (resource.RLIMIT_FSIZE, 0)]
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[_WRITABLE])
        limits.append((resource.RLIMIT_DATA, pages * os.sysconf("SC_PAGE_SIZE") + memory))
    for one, most in limits:
        with suppress(OSError, ValueError):
            resource.setrlimit(one, (most, most))


def forbid_reaching_out() -> None:
    """From now on nothing is opened: no file, no socket, no other program. What is needed is imported before. The kernel of any
    Unix holds it; Python's own hook holds it for what Python does, on Windows too. It can't be taken back."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (_STANDARD, _STANDARD))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_REACHES_OUT):
        raise PermissionError("nothing is opened here")
