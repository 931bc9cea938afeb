"""Two cases are of one person, or are not after all: looked for, laid side by side, said with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.casework.persons.persons import PersonHit
from stalkdesk.casework.persons.same_person import MOST_REASON, Basis, Whose
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label, muted, title
from stalkdesk.ui.persons.search_panel import SearchPanel
from stalkdesk.ui.persons.words import basis_words, clues_said, name_shown, phone_shown, standing_shown, whose_word

_BASIS_WIDTH = 320


class LinkPage(OverPage):
    """First the other case is found, then both are seen beside each other. `other`: the case that is known already, as when two
    are parted again."""

    def __init__(
        self, desk: Desk, background: Background, reference: str, *, other: str = "", whose: Whose = Whose.VICTIM
    ) -> None:
        super().__init__()
        self.setObjectName("link_page")
        self._desk, self._background, self._reference = desk, background, reference
        self._whose, self._is_linking, self._other = whose, not other, other
        self._is_left = self._is_saving = False
        self._banner = Banner("link_banner")
        self._panel = SearchPanel(desk, background, "link", (reference,))
        self._beside = QWidget()
        self._grid = QGridLayout(self._beside)
        self._grid.setHorizontalSpacing(24)
        self._heading = title(self._asked(), "link_title")
        self._form = Form("link_form")
        self._make_form()
        self._steps = QStackedWidget()
        self._lay_out()
        self._connect()
        if other:
            self._compare(other, whose)

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _make_form(self) -> None:
        words = basis_words() if self._is_linking else ()
        if words:
            self._basis = self._form.choice("link_basis", tr("&Hvordan ved I det?"), words, width=_BASIS_WIDTH)
        asks = tr("Begrundelse. Den står på begge sager") if self._is_linking else tr("Hvorfor er det ikke samme person?")
        self._reason = self._form.line("link_reason", asks)
        self._reason.setMaxLength(min(MOST_REASON, self._reason.maxLength()))
        says = tr("Det er den samme person") if self._is_linking else tr("Det er ikke den samme person")
        self._say = primary(says, "link_say", "users")

    def _lay_out(self) -> None:
        back = secondary(tr("Tilbage til sagen"), "link_back", "arrow-left")
        back.clicked.connect(self._on_back)
        card = Card("link_card")
        card.body.addWidget(self._beside)
        second = QWidget()
        below = QVBoxLayout(second)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        for part in (card, self._form):
            below.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._say)
        row.addStretch(1)
        below.addLayout(row)
        below.addStretch(1)
        self._steps.addWidget(self._panel)
        self._steps.addWidget(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 18)
        column.setSpacing(12)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._heading)
        column.addWidget(self._banner)
        column.addWidget(self._steps, 1)

    def _asked(self) -> str:
        if self._is_linking and self._other:
            return tr("Er {reference} og {other} den samme person?", reference=self._reference, other=self._other)
        if self._is_linking:
            return tr("Hvilken sag er af den samme person som {reference}?", reference=self._reference)
        return tr("Er {reference} og {other} ikke den samme person?", reference=self._reference, other=self._other)

    def _connect(self) -> None:
        self._panel.activated.connect(lambda hit: self._compare(hit.reference, self._panel.whose))
        self._say.clicked.connect(self.say)
        self._reason.returnPressed.connect(self.say)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_back)

    def take_focus(self) -> None:
        """The field, or the reason."""
        at_panel = self._steps.currentWidget() is self._panel
        (self._panel.field if at_panel else self._reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """What was found goes off the screen."""
        self._is_left = True
        self._panel.clear()

    def _on_back(self) -> None:
        if self._is_linking and self._steps.currentIndex() == 1:
            self._steps.setCurrentIndex(0)
            self._other = ""
            self._heading.setText(self._asked())
            self._banner.clear()
            self.take_focus()
        elif not self._is_saving:
            self.left.emit(Tone.NOTE, "")

    # -- side by side ----------------------------------------------------------------------------------------------------
    def _compare(self, other: str, whose: Whose) -> None:
        self._other, self._whose = other, whose
        drawer, reference = self._desk.open_drawer(), self._reference
        self._background.run(
            lambda: drawer.compare_persons(reference, other, whose), lambda both: self._show(*both), self._on_failed
        )

    def _show(self, ours: PersonHit, theirs: PersonHit) -> None:
        if self._is_left:
            return
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, here, there) in enumerate(_rows(ours, theirs, self._whose)):
            self._grid.addWidget(muted(name), row, 0)
            for column, text in enumerate((here, there), start=1):
                self._grid.addWidget(label(text or "–", "strong" if here and here == there else ""), row, column)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self._steps.setCurrentIndex(1)
        self._heading.setText(self._asked())
        self._banner.clear()
        if self._is_linking and not ours.matched:
            self._banner.say(Tone.WARN, tr("De to sager har intet til fælles, som programmet kan se. Se godt efter."))
        self.take_focus()

    # -- saying it -------------------------------------------------------------------------------------------------------
    def say(self) -> None:
        """An entry on both cases, at once."""
        reason = tidy(self._reason.text())
        if self._is_saving or not self._form.check({} if reason else {"link_reason": tr("Skal udfyldes.")}):
            return
        self._is_saving = True
        basis = Basis(self._basis.currentData()) if self._is_linking else Basis.OTHER
        drawer, reference, other = self._desk.open_drawer(), self._reference, self._other
        whose, is_same = self._whose, self._is_linking

        def said() -> None:
            drawer.say_same_person(reference, other, whose, is_same, basis, reason)

        self._background.run(said, lambda _: self._on_said(), self._on_failed)

    def _on_said(self) -> None:
        self._is_saving = False
        names = {"one": self._reference, "two": self._other}
        parted = tr("Sagerne {one} og {two} er skilt ad igen.", **names)
        said = tr("Sagerne {one} og {two} er knyttet sammen.", **names) if self._is_linking else parted
        if not self._is_left:
            self.left.emit(Tone.SUCCESS, said)

    def _on_failed(self, problem: DeskError) -> None:
        self._is_saving = False
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(problem))


def _rows(ours: PersonHit, theirs: PersonHit, whose: Whose) -> list[tuple[str, str, str]]:
    """What stands beside each other, line by line."""
    both = (ours, theirs)
    lines = [
        (tr("Sag"), *(hit.reference for hit in both)),
        (whose_word(whose), *(name_shown(hit) for hit in both)),
        (tr("Født"), *(hit.born for hit in both)),
        (tr("Telefon"), *(phone_shown(hit) for hit in both)),
        (tr("Modtaget"), *(local_time(hit.started_at) for hit in both)),
        (tr("Hastegrad"), *(standing_shown(hit) for hit in both)),
        (tr("Behandler"), *(hit.officer_name for hit in both)),
        (tr("Fælles"), *(clues_said(hit) for hit in both)),
    ]
    kept = lines if whose is Whose.VICTIM else [line for line in lines if line[0] not in (tr("Født"), tr("Telefon"))]
    return [(name, here, there) for name, here, there in kept]
