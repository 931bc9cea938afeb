"""What the process itself does against being read: no core dump, no reading of its memory by another program of the same user.

Linux only (docs/store.md 2: the heap of a same-user process can be read unless the process is not dumpable). On Windows and
macOS the disk encryption and the operating system carry this.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def forbid_memory_reading() -> bool:
    """Makes this process not dumpable. Gives whether it worked; False where the system knows no such thing."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False
