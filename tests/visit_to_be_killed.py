"""A program that begins a visit on a filed case at the real window, leaves it lying for a moment, and is killed.

`python -m tests.visit_to_be_killed STORE PASSPHRASE-FILE REFERENCE`
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from stalkdesk import app
from stalkdesk.ui.cases.keeping_begun import LOOK_EVERY
from stalkdesk.ui.main_window import MainWindow
from tests.desk_to_be_killed import settle

IN_SHORT = "Hun så ham ved porten igen"
_PRESSED = ("new_visit", "again_danger_now_no", "visit_on_from_now", "see_evaluation")


def begin_visit(window: MainWindow, reference: str) -> None:
    """Goes to the step that asks what the visit was about, and types it."""
    window.open_case(reference, "visits_part")
    settle(window)
    for name in _PRESSED:
        next(one for one in window.findChildren(QAbstractButton, name) if one.isVisible()).click()
        settle(window)
    next(one for one in window.findChildren(QPlainTextEdit, "in_short") if one.isVisible()).setPlainText(IN_SHORT)


def main(store: str, passphrase_file: str, reference: str) -> None:
    """Says `typed` when two seconds are over; runs until it is killed."""
    application = QApplication([])
    window = MainWindow(app.desk_at(Path(store)))
    window.show()
    window._on_unlocked(window._desk.vault.unlock("leder", Path(passphrase_file).read_text(encoding="utf-8").strip()))
    settle(window)
    begin_visit(window, reference)
    QTimer.singleShot(LOOK_EVERY + 500, partial(print, "typed", flush=True))
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:4])
