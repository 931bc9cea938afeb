"""The keys of the store, for supervisors: a new recovery sheet, the yearly drill with the one there is, and a new data key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Unit
from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.errors import DeskError, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import danger, primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.first_run.recovery_step import RecoveryStep
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.settings.part import Part

_KEY_HEIGHT = 96
_CARDS = ("keys_state_card", "keys_drill_card", "keys_rotate_card")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Made:
    """A sheet that was just made, and the unit whose letterhead it bears."""

    sheet: RecoverySheet
    unit: Unit


class KeysPart(Part):
    """For supervisors. While a new sheet is shown there is nothing else; it goes when the page is left."""

    _progressed = Signal(int)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("keys_part", desk, background)
        self._state = label("", "", "keys_sheet_state")
        self._new = secondary(tr("&Lav et nyt ark …"), "keys_new_sheet", "printer")
        self._form = Form("drill_form")
        self._key = self._form.lines(
            "drill_key",
            tr("&Grupperne fra det printede ark"),
            tr("De 13 grupper fra side 1. Skriv også side 2, hvis du vil prøve hele arket af."),
            _KEY_HEIGHT,
        )
        self._try = primary(tr("&Prøv arket af"), "drill_try", "check")
        self._rotate = danger(tr("&Udskift nøglen …"), "keys_rotate", "refresh-cw")
        self._progress = label("", "strong", "keys_progress")
        self._step = RecoveryStep(desk, background)
        self._done = primary(tr("&Færdig"), "keys_sheet_done", "check")
        self._explained = label("", "", "keys_explained")
        self._sheet_card, self._cards = Card("keys_sheet_card"), [Card(name) for name in _CARDS]
        self._lay_out()
        self._new.clicked.connect(lambda: self._ask(_new_question(), tr("&Lav et nyt ark"), self.make_sheet))
        self._try.clicked.connect(self.try_sheet)
        self._rotate.clicked.connect(lambda: self._ask(_rotate_question(), tr("&Udskift nøglen"), self.rotate))
        self._key.textChanged.connect(lambda: self._form.complain("drill_key", ""))
        self._step.ticked.connect(self._done.setEnabled)
        self._done.clicked.connect(self.finish_sheet)
        self._progressed.connect(self._on_progress)

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self._sheet_card.body.addWidget(heading(tr("Det nye genskabelsesark")))
        self._sheet_card.body.addWidget(self._explained)
        self._sheet_card.body.addWidget(self._step)
        self._sheet_card.body.addWidget(self._done, 0, left)
        self._sheet_card.hide()
        self._done.setEnabled(False)
        sheet, drill, rotate = self._cards
        sheet.body.addWidget(heading(tr("Genskabelsesarket")))
        sheet.body.addWidget(self._state)
        sheet.body.addWidget(self._new, 0, left)
        drill.body.addWidget(heading(tr("Den årlige prøve")))
        drill.body.addWidget(muted(tr("Hent arket, og skriv det af. Prøven viser, om det åbner sagsskabet; den ændrer intet.")))
        drill.body.addWidget(self._form)
        drill.body.addWidget(self._try, 0, left)
        rotate.body.addWidget(heading(tr("Udskift nøglen")))
        rotate.body.addWidget(label(_rotate_sentence()))
        rotate.body.addWidget(self._progress)
        rotate.body.addWidget(self._rotate, 0, left)
        self._progress.hide()
        self.column.addWidget(self._sheet_card)
        for card in self._cards:
            self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Asks how it stands with the sheet."""
        self.background.run(self.desk.open_drawer().recovery_state, self._on_state, self.say_failed)

    def _on_state(self, state: RecoveryState) -> None:
        self._state.setText(_state_sentence(state, self.desk.now()))

    def _ask(self, question: str, yes: str, act: Callable[[], None]) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, "StalkDesk", question, QMessageBox.StandardButton.NoButton, self)
        box.setObjectName("keys_dialog")
        keep = box.addButton(tr("&Fortryd"), QMessageBox.ButtonRole.RejectRole)
        go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(keep)
        go.clicked.connect(act)
        box.finished.connect(box.deleteLater)
        box.open()

    # -- a new sheet -----------------------------------------------------------------------------------------------------
    def make_sheet(self) -> None:
        """Makes a new sheet, and shows it."""
        drawer = self.desk.open_drawer()
        self._carry_out(lambda: _Made(drawer.new_recovery_sheet(), drawer.unit()), self._on_made)

    def _on_made(self, made: _Made) -> None:
        self._show(made, _new_explained())

    def _show(self, made: _Made, explained: str) -> None:
        if not self.isVisible():  # the desk was locked meanwhile: nobody is to see it. The reminder tells to make another
            return
        self.banner.clear()
        self._explained.setText(explained)
        for card in self._cards:
            card.hide()
        self._sheet_card.show()
        self._step.show_sheet(made.sheet, made.unit)

    def finish_sheet(self) -> None:
        """The sheet was put away: it goes from the screen for good."""
        drawer = self.desk.open_drawer()
        if self._step.is_settled():
            self._hide_sheet()
            self.act(drawer.recovery_put_away, tr("Det nye ark gælder fra nu af. Makulér det gamle."))

    def _hide_sheet(self) -> None:
        self._step.forget()
        self._done.setEnabled(False)
        self._sheet_card.hide()
        for card in self._cards:
            card.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page takes the sheet from the screen, and what was typed of one."""
        super().hideEvent(event)
        self._key.clear()
        if not self._sheet_card.isHidden():
            self._hide_sheet()

    # -- the drill -------------------------------------------------------------------------------------------------------
    def try_sheet(self) -> None:
        """Tries the typed sheet, on the worker."""
        drawer, key = self.desk.open_drawer(), self._key.toPlainText().strip()
        if not self._try.isEnabled() or not self._form.check({"drill_key": "" if key else tr("Skal udfyldes.")}):
            return
        self._carry_out(lambda: drawer.try_recovery_sheet(key), self._on_tried, self._on_not_tried)

    def _on_tried(self, _: None) -> None:
        self._key.clear()
        self.refresh()
        self.banner.say(Tone.SUCCESS, tr("Arket åbner sagsskabet. Læg det tilbage, hvor det lå. Prøven står i journalen."))

    def _on_not_tried(self, error: DeskError) -> None:
        self.banner.clear()
        if isinstance(error, WrongRecoveryKey):
            self._form.check({"drill_key": str(error)})
        else:
            self.say_failed(error)

    # -- a new data key --------------------------------------------------------------------------------------------------
    def rotate(self) -> None:
        """Replaces the data key, on the worker, and shows the sheet that goes with the new one."""
        drawer = self.desk.open_drawer()
        self._on_progress(0)
        self._progress.show()
        self._carry_out(
            lambda: _Made(drawer.rotate_keys(self._progressed.emit), drawer.unit()),
            lambda made: self._show(made, _rotated_explained()),
            always=self._progress.hide,
        )

    def _on_progress(self, percent: int) -> None:
        self._progress.setText(tr("Sagsskabet skrives om: {percent} %. Luk ikke programmet.", percent=percent))

    def _carry_out(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[DeskError], None] | None = None,
        always: Callable[[], None] = lambda: None,
    ) -> None:
        self._set_busy(True)

        def ended() -> None:
            self._set_busy(False)
            always()

        self.background.run(work, done, failed or self.say_failed, ended)

    def _set_busy(self, is_busy: bool) -> None:
        controls: tuple[QWidget, ...] = (self._new, self._try, self._rotate)
        for control in controls:
            control.setEnabled(not is_busy)


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%d-%m-%Y")


def _state_sentence(state: RecoveryState, now: datetime) -> str:
    if not state.is_put_away:
        return tr("Der er lavet et nyt ark, som ingen har bekræftet at have printet. Prøv det af, eller lav et nyt.")
    made = tr("Arket er fra {date}.", date=_day(state.made_at)) if state.made_at else ""
    if state.tried_at is None:
        tried = tr("Det er ikke prøvet af endnu.")
    else:
        tried = tr("Det er sidst prøvet af {date}.", date=_day(state.tried_at))
    due = tr("Det er tid til at prøve det af.") if state.is_due(now) else ""
    return " ".join(sentence for sentence in (made, tried, due) if sentence)


def _new_question() -> str:
    return tr("Skal der laves et nyt genskabelsesark? Hav printeren klar: det nye ark vises kun denne ene gang.")


def _new_explained() -> str:
    return tr(
        "Nøglen på det gamle ark åbner ikke længere. Men sagsskabets egen nøgle er den samme: den, der har hele det gamle ark "
        "og sagsskabets fil, kan stadig åbne den. Er det gamle ark blevet væk eller set af andre, så udskift nøglen i stedet."
    )


def _rotate_sentence() -> str:
    return tr(
        "Gør det, når en computer er stjålet, når genskabelsesarket er kommet i forkerte hænder, eller når en medarbejder er "
        "gået i vrede. Fratag først adgangen for den, der ikke skal have den. Sagsskabet skrives om under en ny nøgle; de "
        "andre låser op, som de plejer. Gamle kopier af nøglefilen og gamle ark åbner det ikke mere. Sikkerhedskopier fra før "
        "åbner stadig med den gamle nøgle: hav styr på, hvor de ligger."
    )


def _rotate_question() -> str:
    return tr(
        "Skal sagsskabets nøgle udskiftes? Det tager fra få sekunder til nogle minutter. Bagefter skal der printes et nyt "
        "genskabelsesark, så hav printeren klar."
    )


def _rotated_explained() -> str:
    return tr("Nøglen er udskiftet. Ingen gamle ark åbner sagsskabet mere; kun dette. Print det nu, og makulér de gamle.")
