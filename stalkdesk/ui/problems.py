"""When something goes wrong that is our own fault: a polite dialog with an error number, and a line in the log without content.

The log holds the kind of the fault and where in the program it rose; never its text, which may quote what somebody typed.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from stalkdesk.language import tr

if TYPE_CHECKING:  # not for a cycle: the start does not need it
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext

_LOG_FILE = "stalkdesk.log"
_LOG_MOST_BYTES = 1_000_000
_FRAMES_SHOWN = 12


class _Shown:
    """The dialogs that are open: Python lets go of one that nobody holds, and with it the dialog."""

    boxes: ClassVar[set[QMessageBox]] = set()


def install(log_folder: Path) -> None:
    """Sends every uncaught exception to the dialog and the log in `log_folder`, and Qt's warnings to the log."""

    def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        number = error_number()
        write_log(log_folder, f"{number} {described(kind, trace)}")
        print(f"stalkdesk: {number} {described(kind, trace)}", file=sys.stderr)
        if QApplication.instance() is not None:
            say_fault(number)

    def on_qt_message(level: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if (
            level in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
            and "propagateSizeHints" not in text
        ):
            write_log(log_folder, f"Qt {level.name} {context.category or ''}")

    sys.excepthook = on_fault
    qInstallMessageHandler(on_qt_message)


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


def say_fault(number: str) -> None:
    """Shows the polite dialog. What was shown as saved is saved; the program goes on."""
    say(
        QApplication.activeWindow(),
        tr(
            "Noget gik galt i programmet. Det, der er vist som gemt, er gemt. Prøv igen; sker det igen, så luk programmet og "
            "åbn det på ny. Fejlnummer til support: {number}",
            number=number,
        ),
        tr("Det beklager vi"),
    )


def say(parent: QWidget | None, sentence: str, title: str = "StalkDesk") -> QMessageBox:
    """Shows one sentence over `parent` and goes on at once; a dialog that nobody waits for."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.setObjectName("problem")
    close = box.addButton(tr("&Luk"), QMessageBox.ButtonRole.AcceptRole)
    close.setObjectName("problem_close")
    close.setAccessibleName(tr("Luk"))
    _Shown.boxes.add(box)
    box.finished.connect(lambda: _Shown.boxes.discard(box))
    box.finished.connect(box.deleteLater)
    box.open()
    return box
