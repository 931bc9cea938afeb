"""A whole session at the real window, ended as the world ends them: locked, killed, or crashed with a trace of the crash.

`python -m tests.session_to_be_ended STORE PASSPHRASE PAPERS lock|kill|crash|fault`. PAPERS: where the officer saves what she
hands out; beside it `stick`, what the victim has brought.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import sys
from pathlib import Path
from typing import NoReturn

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QTabWidget

from stalkdesk import app
from stalkdesk.casework.additions import Addition
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.guidance.carrying import Safe
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui import pages, start
from stalkdesk.ui.cases.attachments_part import AttachmentsPart
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.main_window import MainWindow
from stalkdesk.ui.papers.printing import print_on
from tests.data.added import INCIDENT, weighing
from tests.data.at_hand import A, B, given
from tests.ui.answering import answer_with
from tests.ui.cases.pictures import paper

NAME, ADDRESS, WORDS, SOUGHT, ADDED = "Kanariefugl", "Hemmelighedsvej", "Nattergaletrussel", "Lærkesangen", "Gærdesmutten"
ATTACHED, COPIED, TYPED = "Rødhalsbilag", "Solsortudklip", "Musvithalvt"
BROUGHT = (f"{NAME}smappe", f"{ATTACHED}.pdf")
"""Folder and file of what the victim has on her stick."""
CANARIES = (NAME, ADDRESS, WORDS, SOUGHT, ADDED, ATTACHED, COPIED, TYPED)


class Session:
    """The window and what is done at it."""

    def __init__(self, window: MainWindow, desk: Desk, papers: Path) -> None:
        self.window, self.desk, self.papers, self.stick = window, desk, papers, papers.parent / "stick"

    def settle(self) -> None:
        """Until everything asked for is done and shown."""
        self.window._background.wait_idle()
        QApplication.processEvents()

    def take_a_case(self) -> str:
        """Files a case; gives its reference."""
        drawer = self.desk.open_drawer()
        draft = drawer.begin_intake("2026-1")
        answers = (
            (given("victim_name", NAME), B),
            (given("victim_address", f"{ADDRESS} i Prøveby"), B),
            (given("threat_words", (WORDS + " ") * 500), A),
            (given("source_name", SOUGHT), A),
        )
        for answer, compartment in answers:
            drawer.keep_answer(draft.case_id, answer, compartment)
        found = weighing()({answer.question_id: answer for answer, _ in answers})
        drawer.file_case(draft.case_id, found.whole, found.public, "2026-1", Confirmation(found.whole.urgency))
        drawer.add_to_case(draft.reference, Addition(ADDED, (INCIDENT,)), weighing(), Confirmation(Urgency.ACUTE, ADDED))
        drawer.attach(draft.reference, NewAttachment((ATTACHED * 50).encode(), f"{ATTACHED}.txt", said=ATTACHED))
        drawer.attachment_bytes(draft.reference, 1)
        drawer.protected_answers(draft.reference, ADDED)
        return draft.reference

    def look_around(self, reference: str) -> None:
        """Searches, opens the case, previews its sheets, prints and saves them, and begins another intake."""
        page = self.window.show_page(pages.CASES)
        self.settle()
        search = page.findChild(QLineEdit, "case_search")
        assert search is not None
        QTest.keyClicks(search, SOUGHT)
        QTest.qWait(400)  # the search begins when the typing has stopped
        self.settle()
        self.window.open_case(reference)
        self.settle()
        self._bring_a_file()
        self.window.offer_sheets(reference)
        self.settle()
        panel = self.window._open_frame().sheets_panel()
        self.settle()
        panel._question.answer(Safe.YES)
        answer_with(self.papers)
        panel._on_save()
        self.settle()
        panel._with_made(("receipt",), lambda made: self._hand_out(made[0].pdf))
        self.settle()
        self.window.show_page(pages.WEEK)
        self.settle()
        self.window.begin_new_case()
        self.settle()
        intake = self.window.findChild(IntakePage)
        assert intake is not None
        intake._on_asked_for("threat_words")
        QTest.keyClicks(QApplication.focusWidget() or intake, TYPED)
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        intake.setFocus()
        QApplication.clipboard().setText(COPIED)

    def _bring_a_file(self) -> None:
        """Chooses a file in the dialog, takes it in, and looks at it and at the text that is there."""
        answer_with(self.stick / BROUGHT[0], BROUGHT[1])
        self._attachments()._on_add()
        clean = self._attachments().findChild(QRadioButton, "attachment_clean")
        assert clean is not None
        clean.click()
        self._attachments()._form._on_keep()
        self.settle()
        self.settle()
        for row in range(2):
            part = self._attachments()
            part.view.setCurrentIndex(part.table.index(row, 0))
            part._on_show()
            self.settle()
            assert part._stack.currentWidget() is part._view, part._banner.sentence
            print("shown", part._shown_one, flush=True)
            part._on_view_left()

    def _attachments(self) -> AttachmentsPart:
        """The attachments of the case that is open, on top."""
        tabs = next(one for one in self.window.findChildren(QTabWidget, "case_tabs") if one.isVisible())
        part = next(part for place in range(tabs.count()) if isinstance(part := tabs.widget(place), AttachmentsPart))
        tabs.setCurrentWidget(part)
        return part

    def _hand_out(self, pdf: bytes) -> None:
        (self.papers / "saved.pdf").write_bytes(pdf)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.papers / "printed.pdf"))
        print_on(printer, pdf)

    def end(self, how: str) -> None:
        """Ends it."""
        print("at the end", flush=True)
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if how == "fault":
            try:
                _our_own_fault()
            except ValueError:
                sys.excepthook(*sys.exc_info())
            QTest.qWait(50)
        self.window.lock()
        self.settle()
        self.settle()
        print(f"drawer {self.desk.drawer} clipboard {QApplication.clipboard().text()!r}", flush=True)
        os._exit(0)


def _our_own_fault() -> NoReturn:
    raise ValueError(f"{NAME} bor {ADDRESS}")


def fill_the_stick(stick: Path) -> None:
    """What the victim brings."""
    (stick / BROUGHT[0]).mkdir(mode=0o700)
    (stick / BROUGHT[0] / BROUGHT[1]).write_bytes(paper(b"1 0 0 rg 0 0 600 400 re f") + b"\n% " + WORDS.encode())


def main(store: str, passphrase: str, papers: str, how: str) -> None:
    faulthandler.enable(all_threads=True)
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # so that a dump is written unless the program forbids it

    def shown(application: QApplication, desk: Desk, *_: bool) -> int:
        from stalkdesk.places import log_folder
        from stalkdesk.ui import problems, theme

        theme.apply(application, desk.resources, False)
        window = MainWindow(desk)
        window.show()
        problems.install(log_folder())
        session = Session(window, desk, Path(papers))
        window._on_unlocked(desk.vault.unlock("Søren", passphrase))
        session.settle()
        reference = session.take_a_case()
        session.look_around(reference)
        session.end(how)
        return 0

    setattr(start, "shown", shown)  # noqa: B010 - the rest is how the program starts
    app.open_window(Path(store))


if __name__ == "__main__":
    main(*sys.argv[1:5])
