"""Quick entry: one line of a log after the other by the keyboard. Enter takes the line, and the next one is begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_SAID
from stalkdesk.casework.log.incident_log import MOST_SHORT, Channel, channel_word
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.cases.act_words import act_words
from stalkdesk.ui.cases.incident_rows import shown_clock
from stalkdesk.ui.cases.incident_when import read_when
from stalkdesk.ui.cases.quick_line import QuickLine
from stalkdesk.ui.intake.fields.date_text import whole_day
from stalkdesk.ui.intake.fields.dates import in_words
from stalkdesk.ui.intake.fields.writing import Line
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.searched_choice import SearchedChoice

_HEIGHT = 38
_MORE = ("place", "witnesses", "exhibits", "reported_where", "reported_on", "reported_number")


def _titles() -> dict[str, tuple[str, str]]:
    """Field -> what it is called, and what stands in it while it is empty."""
    return {
        "when": (tr("Hvornår"), tr("i går 14.30")),
        "said": (tr("Hvad der skete"), tr("Kort, med de ord, der blev brugt")),
        "place": (tr("Sted"), tr("kun et sted, udøveren kender")),
        "witnesses": (tr("Vidner"), ""),
        "exhibits": (tr("Bilag nr."), tr("3, 5")),
        "reported_where": (tr("Anmeldt til"), ""),
        "reported_on": (tr("Anmeldt den"), tr("dd-mm-åååå")),
        "reported_number": (tr("Journalnummer"), ""),
    }


class IncidentEntry(QWidget):
    """Shows a `QuickLine` and writes through to it. `changed`: something was typed; `taken(object)`: an Incident;
    `refused(str)`: what is missing."""

    changed = Signal()
    taken = Signal(object)
    refused = Signal(str)

    def __init__(self, checklist: Checklist, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("incident_entry")
        self._checklist, self._today = checklist, today
        self._line = QuickLine()
        self._fields: dict[str, QLineEdit] = {}
        self._channel = self._made_channel()
        self._acts = self._made_acts()
        self._reads = muted("", "quick_reads")
        self._add = secondary(tr("Læg til"), "quick_add", "plus")
        self._add.setToolTip(tr("Læg linjen til (Enter)"))
        self._more = quiet(tr("Flere felter"), "quick_more", "chevron-down")
        self._wide = QWidget(self)
        self._lay_out()
        self._connect()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_channel(self) -> QComboBox:
        box = SearchedChoice()
        box.setObjectName("quick_channel")
        box.setAccessibleName(tr("Kanal: hvordan eller hvor"))
        box.setMinimumHeight(_HEIGHT)
        box.addItem(tr("Kanal …"), None)
        for channel in Channel:
            box.addItem(channel_word(channel), channel)
        return box

    def _made_acts(self) -> QPushButton:
        button = quiet(tr("Handlinger: vælg"), "quick_acts")
        menu = QMenu(button)
        self._acts_offered: dict[str, QAction] = {}
        for act, words in act_words(self._checklist).items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False: self._on_acts_chosen())
            self._acts_offered[act] = action
        button.setMenu(menu)
        return button

    def _made_line(self, name: str) -> QLineEdit:
        most = MOST_SAID if name == "said" else MOST_SHORT
        title, placeholder = _titles()[name]
        line = Line(f"quick_{name}", placeholder, lambda text: len(text) <= most)
        line.setMinimumHeight(_HEIGHT)
        line.setAccessibleName(title)
        line.textEdited.connect(lambda text, name=name: self._on_typed(name, text))
        self._fields[name] = line
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, (title, part) in enumerate(
            (
                (_titles()["when"][0], self._made_line("when")),
                (tr("Kanal"), self._channel),
                (_titles()["said"][0], self._made_line("said")),
            )
        ):
            named = label(title, "muted")
            named.setBuddy(part)
            grid.addWidget(named, 0, place)
            grid.addWidget(part, 1, place)
        grid.addWidget(self._add, 1, 3)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(2, 1)
        self._channel.setFixedWidth(170)
        self._fields["when"].setFixedWidth(150)
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self._acts)
        under.addWidget(self._reads, 1)
        under.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addLayout(under)
        self._lay_wide()
        column.addWidget(self._wide)
        self._wide.hide()

    def _lay_wide(self) -> None:
        grid = QGridLayout(self._wide)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, name in enumerate(_MORE):
            line = self._made_line(name)
            named = label(_titles()[name][0], "muted")
            named.setBuddy(line)
            grid.addWidget(named, place // 3 * 2, place % 3)
            grid.addWidget(line, place // 3 * 2 + 1, place % 3)

    def _connect(self) -> None:
        self._channel.currentIndexChanged.connect(self._on_channel)
        self._add.clicked.connect(self.take)
        self._more.clicked.connect(lambda: self._widen(self._wide.isHidden()))

    # -- what is typed ---------------------------------------------------------------------------------------------------
    def show_line(self, line: QuickLine) -> None:
        """Shows a line as it is begun, and writes through to it from now on."""
        self._line = line
        for name, field in self._fields.items():
            field.setText(getattr(line, name))
        self._channel.blockSignals(True)
        self._channel.setCurrentIndex(max(self._channel.findData(line.channel), 0))
        self._channel.blockSignals(False)
        if any(getattr(line, name) for name in _MORE):
            self._widen(True)
        self._show_acts()
        self._read_back()

    def take_focus(self) -> None:
        """The date."""
        self._fields["when"].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def line(self) -> QuickLine:
        """What is typed."""
        return self._line

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return self._line.is_empty

    def take(self) -> bool:
        """Gives the incident, and begins another. False, with the sentence said, when something is missing."""
        try:
            incident = self._line.incident(self._today())
        except DeskError as wrong:
            self.refused.emit(str(wrong))
            self._go_to(wrong.question_id if isinstance(wrong, BadAnswer) else "said")
            return False
        self.taken.emit(incident)
        self.take_focus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the line, from whichever field; Ctrl+Enter is the whole log's."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.take()
        else:
            super().keyPressEvent(event)

    def _go_to(self, name: str) -> None:
        known = {"happened": "when", "clock": "when", "reported": "reported_on"}
        field = {"channel": self._channel, "acts": self._acts}.get(name) or self._fields.get(known.get(name, name))
        if field is not None:
            if self._wide.isAncestorOf(field):
                self._widen(True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widen(self, is_wide: bool) -> None:
        self._wide.setVisible(is_wide)
        self._more.setText(tr("Færre felter") if is_wide else tr("Flere felter"))
        self._more.setAccessibleName(self._more.text())

    def _on_typed(self, name: str, text: str) -> None:
        setattr(self._line, name, text)
        if name == "when":
            self._read_back()
        self.changed.emit()

    def _on_channel(self) -> None:
        chosen = self._channel.currentData()
        self._line.channel = Channel(chosen) if chosen else None
        self._show_acts()
        self.changed.emit()

    def _on_acts_chosen(self) -> None:
        self._line.acts = tuple(act for act, action in self._acts_offered.items() if action.isChecked())
        self._show_acts()
        self.changed.emit()

    def _show_acts(self) -> None:
        now = self._line.acts_now
        for act, action in self._acts_offered.items():
            action.setChecked(act in now)
        words = ", ".join(self._acts_offered[act].text() for act in now if act in self._acts_offered)
        said = tr("Handlinger: {acts}", acts=words) if words else tr("Handlinger: vælg")
        self._acts.setText(said if len(said) <= 48 else said[:47] + "…")
        self._acts.setAccessibleName(said)
        self._acts.setToolTip(tr("{acts}. De følger kanalen, indtil du vælger andre; de tæller i vurderingen.", acts=said))

    def _read_back(self) -> None:
        """What the date is read as, before anything is taken."""
        if not self._line.when.strip():
            self._reads.setText("")
            return
        try:
            when = read_when(self._line.when, self._today())
        except DeskError as wrong:
            self._reads.setText(str(wrong))
            return
        day = whole_day(when.happened.date)
        said = shown_date(when.happened) if day is None or when.happened.precision.value == "about" else in_words(day)
        self._reads.setText(tr("{date} kl. {time}", date=said, time=shown_clock(when.clock)) if when.clock else said)
