"""When something goes wrong that is our own fault: a polite dialog with an error number, and a line in the log without content.

The log holds the kind of the fault and where in the program it rose; never its text, which may quote what somebody typed.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from stalkdesk.fault_log import described, error_number, write_log
from stalkdesk.language import tr

if TYPE_CHECKING:  # not for a cycle: the start does not need it
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext


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
            say_fault(number, is_memory=issubclass(kind, MemoryError))

    def on_qt_message(level: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if (
            level in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
            and "propagateSizeHints" not in text
        ):
            write_log(log_folder, f"Qt {level.name} {context.category or ''}")

    sys.excepthook = on_fault
    qInstallMessageHandler(on_qt_message)


def say_fault(number: str, is_memory: bool = False) -> None:
    """Shows the polite dialog. What was shown as saved is saved; the program goes on."""
    if is_memory:
        say(QApplication.activeWindow(), _too_little_memory(number), tr("For lidt hukommelse"))
        return
    say(
        QApplication.activeWindow(),
        tr(
            "Noget gik galt i programmet. Det, der er vist som gemt, er gemt. Prøv igen; sker det igen, så luk programmet og "
            "åbn det på ny. Fejlnummer til support: {number}",
            number=number,
        ),
        tr("Det beklager vi"),
    )


def _too_little_memory(number: str) -> str:
    return tr(
        "Computeren har for lidt hukommelse lige nu. Det, der er vist som gemt, er gemt. Luk andre programmer, og prøv igen. "
        "Fejlnummer til support: {number}",
        number=number,
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


def ask_to_close(parent: QWidget, confirmed: Callable[[], object]) -> None:
    """Asks whether to close although an answer is nowhere but on the screen; `confirmed` when it is to be."""
    sentence = tr("Det sidste svar kunne ikke gemmes. Lukkes programmet nu, går det tabt. Se beskeden på siden, og prøv igen.")
    box = QMessageBox(QMessageBox.Icon.Warning, "StalkDesk", sentence, QMessageBox.StandardButton.NoButton, parent)
    box.setObjectName("close_unsaved")
    stay = box.addButton(tr("&Bliv"), QMessageBox.ButtonRole.RejectRole)
    close = box.addButton(tr("&Luk alligevel"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    close.clicked.connect(confirmed)
    box.finished.connect(box.deleteLater)
    box.open()
