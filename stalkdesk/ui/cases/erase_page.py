"""Erasing a case, over its page: what goes and stays, reason, number, passphrase. Then what still holds it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.erasures import (
    MOST_REMARK,
    BackupHolding,
    Erased,
    Erasing,
    ErasureReason,
    vanishing_of,
)
from stalkdesk.errors import DeskError, WrongPassphrase
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import danger, primary, secondary
from stalkdesk.ui.card import Card, scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.erase_words import (
    after_sentences,
    backup_name,
    backup_place,
    backup_time,
    reason_words,
    what_goes,
    when_gone,
)
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, label, muted, title
from stalkdesk.ui.passphrase import PassphraseLine, show_button
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

_WIDTH, _WIDTH_OF_TABLE = 820, 1060
_FIELD_WIDTH = 380
_ROWS_HEIGHT = 200


class ErasePage(QWidget):
    """`left`: back to the case, nothing was erased; `erased(reference)`: it is gone, durably; `closed`: on from there."""

    left = Signal()
    erased = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self.setObjectName("erase_page")
        self._desk, self._background, self._read = desk, background, read
        self._is_left = False
        self.is_erasing = False
        """Whether the drawer is at it: the page must stay until it has answered."""
        self._banner = Banner("erase_banner")
        self._form = Form("erase_form")
        self._reason = self._form.choice("erase_reason", tr("&Hvorfor"), reason_words(), width=_FIELD_WIDTH)
        self._remark = self._form.line(
            "erase_remark",
            tr("&Bemærkning (må være tom)"),
            tr("Den bliver stående i journalen for altid. Skriv intet om sagen eller om nogen i den."),
        )
        self._remark.setMaxLength(MOST_REMARK)
        self._typed = self._form.line("erase_reference", tr("Skriv sagens &nummer: {reference}", reference=read.reference))
        self._passphrase = PassphraseLine()
        self._shown = show_button(self._passphrase, "erase_show")
        self._form.add("erase_passphrase", tr("Din &adgangssætning"), self._passphrase, "", self._shown)
        self._form.side_by_side("erase_reference", "erase_passphrase")
        self._back: QPushButton = secondary(tr("Fortryd"), "erase_back", "arrow-left")
        self._erase: QPushButton = danger(tr("&Slet sagen for altid"), "erase_now", "trash-2")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._made_question())
        self._connect()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_question(self) -> QWidget:
        inside = QWidget()
        column = _column(inside)
        column.addWidget(title(tr("Slet sagen {reference}", reference=self._read.reference), "erase_title"))
        column.addWidget(self._banner)
        column.addWidget(self._made_told())
        column.addWidget(self._form)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._back)
        buttons.addWidget(self._erase)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        return scrolling(_held(inside), "erase_scroll")

    def _made_told(self) -> Card:
        card = Card("erase_told")
        card.body.setContentsMargins(20, 16, 20, 16)
        card.body.setSpacing(8)
        card.body.addWidget(heading(tr("Det her forsvinder for altid")))
        goes = what_goes(vanishing_of(self._read.case))
        card.body.addWidget(label("\n".join(f"• {line}" for line in goes), "", "erase_goes"))
        card.body.addWidget(heading(tr("Det her bliver")))
        card.body.addWidget(
            label(
                tr(
                    "Sagens nummer, så det ikke bruges igen, og hvornår, af hvem og hvorfor sagen blev slettet. Journalens "
                    "linjer: hvem der gjorde hvad og hvornår, og de grunde, der blev skrevet imens."
                ),
                "",
                "erase_stays",
            )
        )
        card.body.addWidget(
            muted(
                tr(
                    "Om sagen må slettes, afgør jeres myndighed. For en kommune gælder også reglerne om arkiver. Skal den "
                    "gemmes et andet sted, så gør det først."
                )
            )
        )
        return card

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._erase.clicked.connect(self.erase)
        self._passphrase.returnPressed.connect(self.erase)
        self._passphrase.textChanged.connect(lambda: self._form.complain("erase_passphrase", ""))
        self._reason.currentIndexChanged.connect(lambda: self._form.complain("erase_reason", ""))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)
        fields = (self._reason, self._remark, self._typed, self._passphrase, self._shown, self._back, self._erase)
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _on_escape(self) -> None:
        if not self.is_erasing and self._stack.currentIndex() == 0:
            self.left.emit()

    def take_focus(self) -> None:
        """Where one begins."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- erasing ---------------------------------------------------------------------------------------------------------
    def erase(self) -> None:
        """Erases the case, on the worker, when everything is filled in."""
        if self.is_erasing or not self._form.check(self._complaints()):
            return
        reference, passphrase = self._read.reference, self._passphrase.text()
        erasing = Erasing(ErasureReason(self._reason.currentData()), self._typed.text(), tidy(self._remark.text()))
        drawer = self._desk.open_drawer()
        self._set_erasing(True)
        self._banner.say(Tone.NOTE, tr("Sagen bliver slettet …"), tr("Vent lidt"))
        self._background.run(lambda: drawer.erase_case(reference, erasing, passphrase), self._on_erased, self._on_failed)

    def _complaints(self) -> dict[str, str]:
        missing = tr("Skal udfyldes.")
        reason, typed = self._reason.currentData(), self._typed.text().strip().casefold()
        needs_remark = reason == ErasureReason.OTHER.value and not self._remark.text().strip()
        is_it = typed == self._read.reference.casefold()
        as_it_stands = tr("Skriv nummeret, som det står: {reference}.", reference=self._read.reference)
        return {
            "erase_reason": "" if reason else tr("Vælg, hvorfor sagen slettes."),
            "erase_remark": missing if needs_remark else "",
            "erase_reference": "" if is_it else as_it_stands,
            "erase_passphrase": "" if self._passphrase.text() else missing,
        }

    def _set_erasing(self, is_erasing: bool) -> None:
        self.is_erasing = is_erasing
        for part in (self._back, self._erase, self._form):
            part.setEnabled(not is_erasing)

    def _on_failed(self, problem: DeskError) -> None:
        self._set_erasing(False)
        self._banner.clear()
        if self._is_left:
            self.deleteLater()
            return
        if isinstance(problem, WrongPassphrase):
            self._form.check({"erase_passphrase": tr("Det er ikke din adgangssætning. Prøv igen.")})
        else:
            sentence = tr("{problem} Sagen er ikke slettet.", problem=str(problem))
            self._banner.say(Tone.DANGER, sentence)

    def _on_erased(self, done: Erased) -> None:
        self._set_erasing(False)
        self._passphrase.clear()
        self.erased.emit(done.reference)
        if not self._is_left:
            self._show_done(done)

    # -- afterwards ------------------------------------------------------------------------------------------------------
    def _show_done(self, done: Erased) -> None:
        inside = QWidget()
        column = _column(inside, _WIDTH_OF_TABLE)
        column.addWidget(title(tr("Sagen {reference} er slettet", reference=done.reference), "erased_title"))
        first, *rest = after_sentences(done)
        column.addWidget(label(first, "", "erased_backups_say"))
        if done.backups:
            table = ValuesTable[BackupHolding](_columns())
            view = table_view(table, "erased_backups", tr("Sikkerhedskopier, der har sagen"))
            view.setFixedHeight(_ROWS_HEIGHT)
            view.setParent(inside)
            table.show_values(done.backups)
            column.addWidget(view)
        for number, sentence in enumerate(rest):
            column.addWidget(muted(sentence, f"erased_says_{number}"))
        on = primary(tr("Til &listen"), "erased_close", "arrow-left")
        on.clicked.connect(self.closed)
        column.addWidget(on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack.addWidget(scrolling(_held(inside), "erased_scroll"))
        self._stack.setCurrentIndex(1)
        on.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The page is left, or the desk locked: the passphrase goes off the screen."""
        self._is_left = True
        self._passphrase.clear()


def _column(inside: QWidget, width: int = _WIDTH) -> QVBoxLayout:
    inside.setMaximumWidth(width)
    column = QVBoxLayout(inside)
    column.setContentsMargins(32, 20, 32, 20)
    column.setSpacing(14)
    return column


def _held(inside: QWidget) -> QWidget:
    """At the left, as wide as it is read well."""
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside, 1000)
    row.addStretch(1)
    return outer


def _columns() -> tuple[TableColumn[BackupHolding], ...]:
    return (
        TableColumn(tr("Taget"), backup_time),
        TableColumn(tr("Forsvinder af sig selv"), when_gone),
        TableColumn(tr("Sted"), backup_place),
        TableColumn(tr("Mappe"), backup_name),
    )
