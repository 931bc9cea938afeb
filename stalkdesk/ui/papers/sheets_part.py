"""The part "Ark" of a case: what waits, what was given and what became of it; any of it can be printed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Case
from stalkdesk.casework.officers import Act
from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.errors import DeskError
from stalkdesk.language import Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.papers.making import offer_of
from stalkdesk.ui.papers.paper import Again, Paper, paper_again
from stalkdesk.ui.papers.words import OUTCOMES, outcome_word, sheet_line, waiting_said

if TYPE_CHECKING:  # not for a cycle: what draws and prints need not be loaded to look at a case
    from stalkdesk.ui.papers.print_again import PrintAgain

_CAN_COME_AGAIN = frozenset({How.PRINTED, How.SAVED, How.READ_ALOUD})


def waiting_in(case: Case) -> str:
    """How many sheets of a case wait, in a sentence; empty for none."""
    return waiting_said(sum(sheet.how is How.WAITING for sheet in case.sheets))


class SheetsPart(QWidget):
    """`changed(tone, sentence)`: the case is to be read again; `walk_asked`: the sheets are to be offered anew."""

    changed = Signal(object, str)
    walk_asked = Signal()

    def __init__(
        self, desk: Desk, background: Background, case: Case, titles: Mapping[str, str], who: Callable[[str], str] = str
    ) -> None:
        """`who`: the name behind the initials that stand by a sheet."""
        super().__init__()
        self.setObjectName("sheets_of_case")
        self._desk, self._background, self._case, self._titles = desk, background, case, titles
        self._who = who
        self._may_act = desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        self._again: PrintAgain | None = None
        self._banner = Banner("sheets_part_banner")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._made_list())

    def leave(self) -> None:
        """Takes the paper off the screen."""
        page, self._again = self._again, None
        if page is not None:
            page.leave()
            self._stack.removeWidget(page)
            page.deleteLater()

    # -- the list --------------------------------------------------------------------------------------------------------
    def _made_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._banner)
        waiting = [sheet for sheet in self._case.sheets if sheet.how is How.WAITING]
        others = [sheet for sheet in reversed(self._case.sheets) if sheet.how is not How.WAITING]
        if not self._case.sheets:
            column.addWidget(label(tr("Der er ikke givet noget ark endnu.")))
        for sentence, sheets in ((tr("Venter"), waiting), (tr("Givet"), others)):
            if sheets:
                column.addWidget(label(sentence, "heading"))
            if sheets is waiting and self._may_act and len(kept := [one for one in waiting if one.is_kept]) > 1:
                column.addWidget(self._print_all(kept), 0, Qt.AlignmentFlag.AlignLeft)
            for sheet in sheets:
                column.addWidget(self._row(sheet))
        column.addStretch(1)
        return scrolling(page, "sheets_part")

    def _row(self, sheet: SheetGiven) -> QWidget:
        row = QFrame()
        row.setObjectName(f"sheet_row_{sheet.id}")
        row.setProperty("role", "card")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._title(sheet), "strong"))
        words.addWidget(muted(sheet_line(replace(sheet, by=self._who(sheet.by)), local_time(sheet.at))))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for act in self._acts(sheet) if self._may_act else ():
            acts.addWidget(act)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(4)
        inside.addLayout(words)
        if acts.count() > 1:
            inside.addLayout(acts)
        return row

    def _title(self, sheet: SheetGiven) -> str:
        return self._titles.get(sheet.sheet_id, sheet.sheet_id)

    def _acts(self, sheet: SheetGiven) -> tuple[QPushButton, ...]:
        if sheet.how is How.WAITING:
            return (self._not_needed(sheet), *((self._print_now(sheet),) if sheet.is_kept else ()))
        acts = [self._what_became(sheet)] if sheet.how is How.PRINTED and sheet.outcome in (None, Outcome.AT_DESK) else []
        if sheet.how in _CAN_COME_AGAIN and sheet.is_kept:
            again = secondary(tr("Print igen"), f"print_again_{sheet.id}", "printer")
            again.setToolTip(tr("Med ordene fra dengang"))
            again.clicked.connect(lambda: self._open((Again(sheet, self._title(sheet)),)))
            acts.append(again)
        if sheet.how in _CAN_COME_AGAIN and (newer := self._newer_version(sheet)):
            new = secondary(tr("Print den nye udgave"), f"print_newer_{sheet.id}", "refresh-cw")
            new.setToolTip(tr("Arket er kommet i version {version}", version=newer))
            new.clicked.connect(lambda: self._open((Again(sheet, self._title(sheet), is_new=True),)))
            acts.append(new)
        return tuple(acts)

    def _print_now(self, sheet: SheetGiven) -> QPushButton:
        now = secondary(tr("Print nu"), f"print_waiting_{sheet.id}", "printer")
        now.clicked.connect(lambda: self._open((Again(sheet, self._title(sheet)),)))
        return now

    def _print_all(self, waiting: list[SheetGiven]) -> QPushButton:
        every = primary(tr("Print alle, der venter"), "print_all_waiting", "printer")
        every.clicked.connect(lambda: self._open(tuple(Again(sheet, self._title(sheet)) for sheet in waiting)))
        return every

    def _not_needed(self, sheet: SheetGiven) -> QPushButton:
        button = secondary(tr("Skal ikke bruges"), f"not_needed_{sheet.id}")
        button.clicked.connect(lambda: self._settle(sheet, How.NOT_GIVEN, None))
        return button

    def _what_became(self, sheet: SheetGiven) -> QPushButton:
        button = secondary(tr("Hvad skete der med det?"), f"what_became_{sheet.id}")
        menu = QMenu(button)
        for outcome in OUTCOMES:
            act = menu.addAction(outcome_word(outcome))
            act.setObjectName(f"{outcome.value}_{sheet.id}")
            act.triggered.connect(lambda _=False, chosen=outcome: self._settle(sheet, How.PRINTED, chosen))
        button.setMenu(menu)
        return button

    def _newer_version(self, sheet: SheetGiven) -> str:
        """The version that lies on the shelf now, when it is another one."""
        known = {language.value: language for language in Language}
        if sheet.language not in known:
            return ""
        on_shelf = next((one for one in self._desk.shelf(known[sheet.language]) if one.id == sheet.sheet_id), None)
        return on_shelf.version if on_shelf is not None and on_shelf.version != sheet.sheet_version else ""

    # -- acts ------------------------------------------------------------------------------------------------------------
    def _settle(self, sheet: SheetGiven, how: How, outcome: Outcome | None) -> None:
        drawer, reference = self._desk.open_drawer(), self._case.line.reference
        self._background.run(
            lambda: drawer.settle_sheet(reference, sheet.id, how, outcome),
            lambda _: self.changed.emit(Tone.SUCCESS, tr("Det er noteret på sagen.")),
            self._on_failed,
        )

    def _open(self, again: tuple[Again, ...]) -> None:
        desk, reference = self._desk, self._case.line.reference

        def work() -> tuple[Paper, ...]:
            offer = offer_of(desk, reference)
            return tuple(paper_again(desk, reference, offer, one) for one in again)

        self._background.run(work, lambda papers: self._on_papers(again, papers), self._on_failed)

    def _on_papers(self, again: tuple[Again, ...], papers: tuple[Paper, ...]) -> None:
        from stalkdesk.ui.papers.print_again import PrintAgain

        self.leave()
        page = PrintAgain(self._desk, self._background)
        page.left.connect(self._on_left)
        page.walk_asked.connect(self.walk_asked)
        self._again = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.show_papers(self._case.line.reference, again, papers)

    def _on_left(self, tone: Tone, sentence: str) -> None:
        self.leave()
        self._stack.setCurrentIndex(0)
        if sentence:
            self.changed.emit(tone, sentence)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
