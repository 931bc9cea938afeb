"""A program that takes an intake at the real window, says what was shown as saved, and goes on typing until it is killed.

`python -m tests.desk_to_be_killed STORE PASSPHRASE`
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stalkdesk import app
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.main_window import MainWindow

WORDS = "Han sagde, at det bliver vaerst for hende selv"


def settle(window: MainWindow) -> None:
    """Until everything asked for is done and shown."""
    window._background.wait_idle()
    QApplication.processEvents()


def at(otherwise: QWidget) -> QWidget:
    """Where the keyboard is."""
    return QApplication.focusWidget() or otherwise


def saved_line(page: IntakePage) -> str:
    """What the header says of the saving."""
    return next((label.text() for label in page.header.findChildren(QLabel) if label.text().startswith("Gemt")), "")


def typed_and_saved(window: MainWindow) -> dict[str, object]:
    """Answers three questions and half a fourth; gives what the window showed as saved."""
    window.begin_new_case()
    settle(window)
    page = window.findChild(IntakePage)
    assert page is not None
    talk = page._open_talk()
    answers = {"danger_now": "no", "threats": "yes", "threat_words": WORDS}
    for question_id, answer in list(answers.items())[:2]:
        page._on_asked_for(question_id)
        QTest.keyClicks(at(page), {"no": "N", "yes": "J"}[answer])
    page._on_asked_for("threat_words")
    QTest.keyClicks(at(page), WORDS)
    page.leave()
    settle(window)
    return {"reference": talk.reference, "at": talk.question.id, "answers": answers, "saved": saved_line(page)}


def main(store: str, passphrase: str) -> None:
    """Runs until it is killed."""
    application = QApplication([])
    window = MainWindow(app.desk_at(Path(store)))
    window.show()
    window._on_unlocked(window._desk.vault.unlock("leder", passphrase))
    settle(window)
    print(json.dumps(typed_and_saved(window)), flush=True)
    typing = QTimer()
    typing.timeout.connect(lambda: QTest.keyClick(at(window), Qt.Key.Key_X))
    typing.start(1)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:3])
