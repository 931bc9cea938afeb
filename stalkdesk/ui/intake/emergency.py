"""The 112 screen: calm, red-framed, the same from everywhere. The intake waits behind it and goes on where it was."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.officers import ContactFunction, ContactPerson, Unit
from stalkdesk.errors import DeskError
from stalkdesk.intake.phones import shown_phone
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.emergency_facts import OperatorQuestion, operator_questions
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.times import clock
from stalkdesk.ui.labels import heading, label

TO_CALL = (ContactFunction.POLICE, ContactFunction.VISITATOR)
"""Contact persons that are shown here, beside the duty officer."""
_ADDING = ("visit_page", "addition_page")
"""The pages that take answers to a filed case."""


@runtime_checkable
class KnowsAnswers(Protocol):
    """A page that takes answers."""

    def known_in_danger(self) -> tuple[Walk, str]:
        """The answers, and the reference of the case."""
        ...


def known_on(window: QWidget) -> tuple[Walk | None, str]:
    """What is known on the page on which somebody is adding to a case; nothing when there is none in sight."""
    for page in (one for name in _ADDING for one in window.findChildren(QWidget, name)):
        if isinstance(page, KnowsAnswers) and page.isVisible():
            return page.known_in_danger()
    return None, ""


class EmergencyPage(QWidget):
    """Shown at once, also while the desk is locked; what the drawer knows (address, contacts) follows when it answers.

    With a walk, what `emergency_facts` may tell of its answers stands there already. `resumed` when the person goes back.
    """

    resumed = Signal()

    def __init__(self, desk: Desk, background: Background | None = None) -> None:
        super().__init__()
        self.setObjectName("emergencyPage")
        dress(self)  # before there is anything in it that would be dressed twice
        self.setAccessibleName(tr("Ring 112 nu"))
        self._desk, self._background = desk, background
        self._walk: Walk | None = None
        self._unit: Unit | None = None
        self._answers: list[tuple[QLabel, QLabel]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._show_contacts(())
        self._show_known()
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.resumed.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    # -- what it looks like ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("emergencyFrame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(36, 24, 36, 24)
        inside.setSpacing(16)
        inside.addLayout(self._head())
        columns = QHBoxLayout()
        columns.setSpacing(36)
        columns.addWidget(self._operator_part(), 3)
        columns.addWidget(self._beside_part(), 2)
        inside.addLayout(columns, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.addWidget(scrolling(content, "emergencyScroll"))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("siren", "danger", 56))
        words = QVBoxLayout()
        words.setSpacing(0)
        now = tr("Øvelse: her ville du ringe 112") if self._desk.is_training else tr("Ring 112 nu")
        words.addWidget(label(now, "call", "callNow"))
        if self._desk.is_training:
            nobody = tr("Ring ikke til nogen: personen er opdigtet. Står et rigtigt menneske i fare ved skranken, så ring 112.")
            words.addWidget(label(nobody, "strong", "exercise_no_call"))
        self._started = label("", "strong", "emergencyStart")
        words.addWidget(self._started)
        self.resume_button = secondary(tr("Tilbage til samtalen (Esc)"), "resumeButton", "arrow-left")
        self.resume_button.clicked.connect(self.resumed)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.resume_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _operator_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(tr("Det spørger alarmcentralen om")))
        for number, asked in enumerate(operator_questions(None, None), start=1):
            column.addWidget(self._operator_row(number, asked))
        column.addStretch(1)
        return part

    def _operator_row(self, number: int, asked: OperatorQuestion) -> QFrame:
        row = QFrame()
        row.setObjectName(f"operatorRow{number}")
        row.setProperty("role", "operator")
        line = QHBoxLayout(row)
        line.setContentsMargins(14, 10, 14, 10)
        line.setSpacing(16)
        badge = QLabel(str(number))
        badge.setObjectName("operatorNumber")
        badge.setFixedSize(34, 34)
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(asked.ask, "operator-ask"))
        known = label("", "operator-known", f"operatorKnown{number}")
        hint = label(asked.hint, "muted")
        words.addWidget(known)
        words.addWidget(hint)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._answers.append((known, hint))
        return row

    def _beside_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(tr("Gør imens")))
        for name, words in (
            ("users", tr("Tilkald vagtlederen.")),
            ("house", tr("Lad ikke den udsatte gå alene hjem.")),
            ("lock", tr("Gå ind i et rum, hvor døren kan låses.")),
            ("phone", tr("Læg ikke på, før alarmcentralen siger det.")),
            ("life-buoy", tr("Bliv hos den udsatte, og tal roligt.")),
        ):
            column.addLayout(self._advice(name, words))
        self._contacts = QVBoxLayout()
        self._contacts.setSpacing(2)
        self._contacts_title = heading(tr("Ring også til"))
        column.addSpacing(8)
        column.addWidget(self._contacts_title)
        column.addLayout(self._contacts)
        column.addStretch(1)
        column.addWidget(label(tr("Samtalen venter. Alt, der er skrevet, er bevaret."), "muted", "waitingLine"))
        return part

    @staticmethod
    def _advice(name: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(name, "danger", 22))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, "advice"), 1)
        return row

    # -- what it does ----------------------------------------------------------------------------------------------------

    def open_for(self, walk: Walk | None = None, reference: str = "") -> None:
        """Stamps the time, shows what is known, and notes in the journal that the screen was opened. Waits for nothing."""
        self._walk = walk
        self._started.setText(tr("Startet kl. {time}", time=clock(self._desk.now())))
        self._show_known()
        drawer = self._desk.drawer
        if drawer is not None and self._background is not None:
            self._background.run(lambda: (drawer.unit(), drawer.contacts()), self._on_unit_known, self._on_unit_unknown)
            self._background.run(lambda: drawer.note("emergency", reference), failed=self._on_unit_unknown)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the keyboard, so that Esc goes back. No button has it: a key pressed by habit must not close the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_unit_known(self, known: tuple[Unit, tuple[ContactPerson, ...]]) -> None:
        self._unit = known[0]
        self._show_known()
        self._show_contacts(tuple(person for person in known[1] if person.is_active and person.function in TO_CALL))

    def _on_unit_unknown(self, error: DeskError) -> None:
        """The screen stays as it is: nothing may come between a person in danger and the call."""

    def _show_known(self) -> None:
        for (known, hint), asked in zip(self._answers, operator_questions(self._walk, self._unit), strict=True):
            known.setText("\n".join(asked.known))
            known.setVisible(bool(asked.known))
            hint.setVisible(not asked.known)

    def _show_contacts(self, people: tuple[ContactPerson, ...]) -> None:
        while (line := self._contacts.takeAt(0)) is not None:
            widget = line.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        for person in people:
            self._contacts.addWidget(label(shown_phone(person.phone), "call-number", "emergencyNumber"))
            self._contacts.addWidget(label(person.name, "advice"))
        self._contacts_title.setVisible(bool(people))
