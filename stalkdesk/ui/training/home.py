"""The learner's first page: the invented cases, which of them she has played, and how they came out. Hers alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Authority
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.training.progress import Progress, ProgressLine
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view
from stalkdesk.ui.training.rounds import progress


def played_in_words(line: ProgressLine) -> str:
    """How often a case was played, and whether it waits to be gone on with."""
    if line.last is not None and not line.last.is_finished:
        return tr("I gang")
    if not line.played:
        return tr("Ikke prøvet")
    return tr("Prøvet") if line.played == 1 else tr("Prøvet {times} gange", times=line.played)


def outcome_in_words(line: ProgressLine) -> str:
    """Whether her answers led where the truth leads, the last time."""
    if line.last is None or not line.last.is_finished:
        return ""
    return tr("Som forventet") if line.last.outcome_matches else tr("Anderledes")


class TrainingHome(QWidget):
    """Emits `begun(Vignette)`, `begun_anew(Round, Vignette)`, `went_on(Round)`, `reread(Round)`."""

    begun = Signal(object)
    begun_anew = Signal(object, object)
    went_on = Signal(object)
    reread = Signal(object)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("training_home")
        self._desk, self._background = desk, background
        self._banner = Banner("training_banner")
        self._lines = ValuesTable[ProgressLine](_columns())
        self._view = table_view(self._lines, "exercises", tr("Opdigtede sager"))
        self._view.doubleClicked.connect(lambda _: self._on_go())
        self._view.selectionModel().currentChanged.connect(lambda _new, _old: self._show_ways())
        self._progress = muted("", "training_progress")
        self._go = primary(tr("&Begynd"), "begin_exercise", "arrow-right")
        self._anew = secondary(tr("Begynd &forfra"), "begin_anew", "refresh-cw")
        self._again = secondary(tr("&Se svaret igen"), "see_review", "eye")
        self._go.clicked.connect(self._on_go)
        self._anew.clicked.connect(self._on_anew)
        self._again.clicked.connect(self._on_again)
        self._lay_out()
        self._show_ways()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 20)
        column.setSpacing(14)
        column.addWidget(title(tr("Opdigtede sager"), "training_title"))
        column.addWidget(
            muted(
                tr(
                    "Vælg en person ved skranken. Du stiller spørgsmålene i tjeklisten; personen svarer, som folk gør, og "
                    "siger mere, når der bliver spurgt godt. Bagefter ser du dine svar ved siden af det, der kunne komme frem."
                )
            )
        )
        column.addWidget(self._banner)
        card = Card("exercises_card")
        card.body.setContentsMargins(20, 16, 20, 16)
        card.body.addWidget(self._view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for button in (self._go, self._anew, self._again):
            foot.addWidget(button)
        foot.addStretch(1)
        card.body.addLayout(foot)
        column.addWidget(card, 1)
        column.addWidget(self._progress)

    def refresh(self) -> None:
        """Asks the store what was played."""
        self._background.run(lambda: progress(self._desk), self._on_found, self._on_failed)

    def say(self, sentence: str) -> None:
        """What could not be done."""
        self._banner.say(Tone.DANGER, sentence)

    def _on_found(self, found: Progress) -> None:
        row = max(self._view.currentIndex().row(), 0)
        self._banner.clear()
        self._lines.show_values(found.lines)
        if found.lines:
            self._view.selectRow(min(row, len(found.lines) - 1))
        self._progress.setText(
            tr(
                "Du har prøvet {played} af {all}. Det står kun her, i dine egne krypterede øvelser: ingen andre kan se det, "
                "og intet bliver meldt videre.",
                played=found.played,
                all=found.all,
            )
        )
        self._view.setFocus()
        self._show_ways()

    def _on_failed(self, error: DeskError) -> None:
        self.say(str(error))

    def _show_ways(self) -> None:
        """What can be done with the chosen case."""
        line = chosen(self._view, self._lines)
        last = line.last if line is not None else None
        is_open = last is not None and not last.is_finished
        self._go.setEnabled(line is not None)
        if is_open:
            self._go.setText(tr("&Gå videre"))
        else:
            self._go.setText(tr("&Begynd") if last is None else tr("&Prøv igen"))
        self._anew.setVisible(is_open)
        self._again.setVisible(last is not None and last.is_finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list begins, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.hasFocus():
            self._on_go()
        else:
            super().keyPressEvent(event)

    def _on_go(self) -> None:
        line = chosen(self._view, self._lines)
        if line is None:
            return
        if line.last is not None and not line.last.is_finished:
            self.went_on.emit(line.last)
        else:
            self.begun.emit(line.vignette)

    def _on_anew(self) -> None:
        line = chosen(self._view, self._lines)
        if line is not None and line.last is not None:
            self.begun_anew.emit(line.last, line.vignette)

    def _on_again(self) -> None:
        line = chosen(self._view, self._lines)
        if line is not None and line.last is not None:
            self.reread.emit(line.last)


def desk_in_words(authority: Authority) -> str:
    """Whose counter it is."""
    return tr("Politi") if authority is Authority.POLICE else tr("Kommune")


def _columns() -> tuple[TableColumn[ProgressLine], ...]:
    return (
        TableColumn(tr("Sag"), lambda line: line.vignette.title, stretches=True),
        TableColumn(tr("Hvem"), lambda line: line.vignette.who),
        TableColumn(tr("Skranke"), lambda line: desk_in_words(line.vignette.desk)),
        TableColumn(tr("Prøvet"), played_in_words),
        TableColumn(tr("Sidste vurdering"), outcome_in_words),
    )
