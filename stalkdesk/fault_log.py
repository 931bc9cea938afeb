"""The log of our own faults: the kind of a fault and where in the program it rose; never its text, which may quote what
somebody typed. Knows nothing of Qt, so that a command without a screen can write it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not for a cycle: the start does not need them
    from pathlib import Path
    from types import TracebackType

_LOG_FILE = "stalkdesk.log"
_LOG_MOST_BYTES = 1_000_000
_FRAMES_SHOWN = 12


def error_number() -> str:
    """A number that the person can say on the telephone and that is found again in the log: `F-3A7C9`."""
    from secrets import token_hex

    return f"F-{token_hex(3).upper()[:5]}"


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind of the fault and the places it went through, the innermost last: `KeyError < unlock.py:41 unlock`. Not its text."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join([kind.__name__, *places[-_FRAMES_SHOWN:]])


def write_log(folder: Path, line: str) -> None:
    """Adds a line with the UTC time. Begun anew at 1 MB, keeping one older. Where it can't be written, nothing is."""
    from contextlib import suppress
    from datetime import UTC, datetime

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / _LOG_FILE
        if log.exists() and log.stat().st_size > _LOG_MOST_BYTES:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}\n")
