"""The sheets of a case: offered, ticked, looked at; the one question; then printed, saved, read out, or noted as not given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stalkdesk.casework.papers import How
from stalkdesk.errors import DeskError
from stalkdesk.guidance.carrying import Told, Way, card_of, variant_for
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import SOURCE_LANGUAGE, spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.papers.after_printing import AfterPrinting
from stalkdesk.ui.papers.carrying_question import CarryingQuestion
from stalkdesk.ui.papers.giving import Giving
from stalkdesk.ui.papers.making import Asked, Made, Making, Offer, Wanted, offer_of
from stalkdesk.ui.papers.paper import Paper, keep, paper_of
from stalkdesk.ui.papers.preview import PdfPreview, documents
from stalkdesk.ui.papers.read_aloud import ReadAloud
from stalkdesk.ui.papers.saving import save
from stalkdesk.ui.papers.sheet_choices import SheetChoices
from stalkdesk.ui.papers.single_clicks import SingleClicks
from stalkdesk.ui.papers.words import waiting_said

_SIDE_WIDTH = 420


class SheetsPanel(QWidget):
    """Offers the sheets that the answers of one case call for. `done` when the person is finished with them."""

    done = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._reference = ""
        self._told = Told()
        self._offer: Offer | None = None
        self._making: Making | None = None
        self._kept: dict[Wanted, Paper] = {}
        """Those that wait in the case since they were sent to a printer from here."""
        self._doing: Asked | None = None
        """What was pressed and is not settled: until then no act can be begun again."""
        self._showing = ""
        self._banner = Banner("sheets_panel_banner")
        self._pressed: QWidget = self
        self._preview = PdfPreview()
        self._question = CarryingQuestion()
        self._choices = SheetChoices()
        self._after = AfterPrinting()
        self._aloud = ReadAloud()
        self._giving = Giving(background, self)
        self._make_acts()
        self._lay_out()
        self._connect()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _make_acts(self) -> None:
        self._print = primary(tr("Print de valgte"), "print_sheets", "printer")
        self._print.clicked.connect(self._on_print)
        self._read = primary(tr("Læs højt nu"), "read_sheets_aloud", "eye")
        self._read.clicked.connect(self._on_read_aloud)
        self._nothing = primary(tr("Notér, at der ikke gives papir"), "give_nothing", "check")
        self._nothing.clicked.connect(lambda: self._do(lambda made: self._keep(made, How.NOT_GIVEN), self._nothing))
        self._save = secondary(tr("Gem som PDF"), "save_sheets", "save")
        self._save.clicked.connect(self._on_save)
        self._finish = secondary(tr("Færdig"), "sheets_done", "check")
        self._finish.clicked.connect(self.done)
        self._clicks = SingleClicks(self, (self._print, self._read, self._nothing, self._save))

    def _lay_out(self) -> None:
        self._says = muted("", "sheets_say")
        self._as_written = muted(
            tr("De næste skridt står på arket, som du har skrevet dem. Læs dem højt, hvis arket er på et andet sprog."),
            "as_written",
        )
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(12)
        for part in (title(tr("Ark til den udsatte")), self._says, self._question, self._choices, self._as_written):
            left.addWidget(part)
        left.addStretch(1)
        choices = QWidget()
        choices.setLayout(left)
        column = self._made_side(choices)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(column)
        row.addWidget(self._preview, 1)
        walk = QWidget()
        walk.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(walk)
        self._pages.addWidget(self._aloud)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 20)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)

    def _made_side(self, choices: QWidget) -> QWidget:
        """What is chosen, and below it, always to be seen, what can be done."""
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(scrolling(choices, "sheet_choices"), 1)
        self._answer_first = muted("", "answer_first")
        last = QHBoxLayout()
        last.setSpacing(10)
        last.addWidget(self._save, 1)
        last.addWidget(self._finish, 1)
        for act in (self._answer_first, self._after, self._print, self._read, self._nothing):
            side.addWidget(act)
        side.addLayout(last)
        column = QWidget()
        column.setLayout(side)
        column.setFixedWidth(_SIDE_WIDTH)
        return column

    def _connect(self) -> None:
        self._question.changed.connect(self._on_choice_changed)
        self._choices.changed.connect(self._on_choice_changed)
        self._choices.shown.connect(self._show)
        self._giving.said.connect(self._banner.say)
        self._giving.kept.connect(self._on_kept)
        self._giving.sent.connect(self._after.ask_whether_out)
        self._giving.sent.connect(self._refresh)
        self._giving.came_out.connect(self._on_came_out)
        self._giving.settled.connect(self._on_settled)
        self._after.answered.connect(self._giving.answer)
        self._after.told.connect(self._giving.tell)
        self._after.later.connect(self._on_settled)
        self._aloud.read.connect(self._on_has_read)
        self._aloud.left.connect(self._close_aloud)

    # -- offering --------------------------------------------------------------------------------------------------------
    def offer(self, reference: str, told: Told | None = None) -> None:
        """Reads the case and offers what its answers call for, ticked. `told`: what the intake knows, while it is open."""
        self.leave()
        self._reference, self._told = reference, told or Told()
        self._banner.clear()
        self._says.setText(tr("Sag {reference}. Kryds af, hvad den udsatte får med hjem.", reference=reference))
        self._refresh()
        desk = self._desk
        self._background.run(lambda: offer_of(desk, reference), self._on_offer, self._on_failed)

    def _on_offer(self, offer: Offer) -> None:
        if offer.case.line.reference != self._reference:
            return
        self._offer, self._making = offer, Making(self._desk, offer.case, offer.derived)
        self._choices.offer(offer)
        self._question.begin(self._told, self._choices.neutral.isChecked())
        waiting = waiting_said(sum(sheet.how is How.WAITING for sheet in offer.case.sheets))
        if waiting:
            self._banner.say(Tone.NOTE, tr("{waiting} Du finder dem på sagen under Ark.", waiting=waiting))
        self._showing = next(iter(self._chosen()), "")
        self._on_choice_changed()
        if self.isVisible():
            self._question.take_focus()

    def leave(self) -> None:
        """Lets go of the case and of what the intake knew. What was printed and not answered waits in the case."""
        self._giving.forget()
        self._doing = None
        self._offer = self._making = None
        self._told = Told()
        self._kept.clear()
        self._reference = self._showing = ""
        self._choices.clear()
        self._question.begin(self._told, False)
        self._preview.clear()
        self._after.hide()
        self._close_aloud()

    def _chosen(self) -> tuple[str, ...]:
        return self._choices.chosen()

    def _to_give(self) -> tuple[str, ...]:
        """The ids of what is given the way that was agreed: for a card the one sheet whose numbers stand on it."""
        if self._question.way is not Way.CARD or self._offer is None:
            return self._chosen()
        card = card_of(self._offer.shelf, self._chosen())
        return (card.id,) if card is not None else ()

    def _wanted(self, sheet_id: str) -> Wanted:
        way, is_large = self._question.way, self._choices.large.isChecked()
        language, beside = self._choices.chosen_language(), self._choices.beside.chosen
        if way is Way.READ_ALOUD:
            return Wanted(sheet_id, language, SOURCE_LANGUAGE if language is not SOURCE_LANGUAGE else None)
        variant = variant_for(way, self._choices.neutral.isChecked(), is_large)
        if way is Way.CARD:
            return Wanted(sheet_id, language, None, variant)
        return Wanted(sheet_id, language, beside if beside is not language else None, variant, is_large)

    def _on_choice_changed(self) -> None:
        way, language = self._question.way, self._choices.chosen_language()
        is_page = way in (None, Way.PAPER, Way.NEUTRAL)
        self._choices.allow(way is not Way.CARD, is_page, way in (None, Way.PAPER))
        self._as_written.setVisible(language is not spoken())
        self._refresh()
        to_give = self._to_give()
        if to_give and (way is Way.CARD or not self._showing):
            self._show(to_give[0])
        elif self._showing:
            self._show(self._showing)
        self._say_translation()

    def _say_translation(self) -> None:
        languages = {self._choices.chosen_language(), self._choices.beside.chosen or SOURCE_LANGUAGE}
        chosen, desk = frozenset(self._to_give()), self._desk

        def work() -> tuple[GuidanceSheet, ...]:
            return tuple(sheet for language in languages for sheet in desk.shelf(language) if sheet.id in chosen)

        self._background.run(work, self._choices.say_translation, self._on_failed)

    def _refresh(self) -> None:
        """Only what the answer allows can be done."""
        way, is_asking = self._question.way, not self._after.isHidden()
        can = self._doing is None and not self._giving.is_busy
        can = can and bool(self._to_give()) and way is not None and self._making is not None
        for act, its_ways in ((self._read, {Way.READ_ALOUD}), (self._nothing, {Way.NOTHING})):
            act.setVisible(way in its_ways and not is_asking)
            act.setEnabled(can)
        self._print.setVisible((way is None or way.is_paper) and not is_asking)
        self._save.setVisible((way is None or way.is_paper) and not is_asking)
        for act in (self._print, self._save):
            act.setEnabled(can)
        self._answer_first.setVisible(way is None and not is_asking)
        self._answer_first.setText(tr("Svar først på, om det er trygt at tage papir med hjem."))
        if self._question.safe is not None:
            self._answer_first.setText(tr("Vælg først, hvad der er bedst i stedet."))
        words = tr("Print kortet") if way is Way.CARD else tr("Print de valgte")
        self._print.setText(words)
        self._print.setAccessibleName(words)

    # -- making ----------------------------------------------------------------------------------------------------------
    def _asked(self, sheet_ids: Sequence[str]) -> Asked | None:
        """What these sheets would be now; None when there is nothing to make."""
        if self._making is None or not sheet_ids:
            return None
        wanted = tuple(self._wanted(sheet_id) for sheet_id in sheet_ids)
        return Asked(self._making, self._reference, self._question.way, wanted)

    def _with_made(self, sheet_ids: Sequence[str], then: Callable[[tuple[Made, ...]], object]) -> None:
        """Calls `then` on the screen's thread when every sheet is ready, and is still what would be made."""
        asked = self._asked(sheet_ids)
        if asked is None:
            return

        def done(made: tuple[Made, ...]) -> None:
            if self._asked(sheet_ids) == asked:
                then(made)

        self._background.run(asked.made, done, self._on_failed)

    def _do(self, then: Callable[[tuple[Made, ...]], object], pressed: QWidget) -> None:
        """An act was pressed: it is done when every sheet is ready, if nothing was answered or ticked otherwise meanwhile."""
        asked = self._asked(self._to_give())
        if asked is None or self._doing is not None or self._giving.is_busy:
            return
        self._doing, self._pressed = asked, pressed
        self._banner.say(Tone.NOTE, tr("Gør arkene klar …"))
        self._refresh()
        self._background.run(
            asked.made,
            lambda made: self._on_made(asked, made, then),
            lambda problem: self._on_undone(asked, problem),
        )

    def _on_made(self, asked: Asked, made: tuple[Made, ...], then: Callable[[tuple[Made, ...]], object]) -> None:
        if self._doing is not asked:
            return
        if self._asked(self._to_give()) == asked:
            self._banner.clear()
            then(made)
            return
        self._banner.say(
            Tone.NOTE, tr("Svaret eller valget blev ændret undervejs. Der er hverken printet, gemt eller noteret noget.")
        )
        self._end(asked)

    def _end(self, asked: Asked | None) -> bool:
        """It is settled or failed: whether it was what the panel was doing."""
        if asked is None or self._doing is not asked:
            return False
        self._doing = None
        self._refresh()
        return True

    def _on_undone(self, asked: Asked | None, problem: DeskError) -> None:
        self._on_failed(problem)
        if self._end(asked):
            self._pressed.setFocus()

    def _show(self, sheet_id: str) -> None:
        self._showing = sheet_id
        self._with_made((sheet_id,), lambda made: self._preview.show_pdf(made[0].pdf) if self._showing == sheet_id else None)

    # -- printing --------------------------------------------------------------------------------------------------------
    def _on_print(self) -> None:
        self._do(self._hand_out, self._print)

    def _hand_out(self, made: tuple[Made, ...]) -> None:
        asked, self._doing = self._doing, None
        papers = [self._kept.get(one.wanted) or paper_of(one, self._desk) for one in made]
        drawer, reference = self._desk.open_drawer(), self._reference
        self._giving.hand_out(drawer, reference, papers, lambda: self._asked(self._to_give()) == asked)

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        self._kept.update({paper.wanted: paper for paper in papers if paper.wanted is not None})

    def _on_came_out(self) -> None:
        came_out = self._giving.sent_ids
        self._kept = {wanted: paper for wanted, paper in self._kept.items() if paper.given.id not in came_out}
        self._after.ask_what_became()

    def _on_settled(self) -> None:
        self._after.hide()
        self._refresh()
        (self._print if self._print.isEnabled() and not self._print.isHidden() else self._finish).setFocus()

    # -- saving, reading aloud, nothing ----------------------------------------------------------------------------------
    def _on_save(self) -> None:
        folder = chosen_folder(self, tr("Hvor skal arkene gemmes?"), documents())
        if folder is not None:
            self._do(lambda made: self.save_in(folder, made), self._save)

    def save_in(self, folder: Path, made: tuple[Made, ...]) -> None:
        """Writes each sheet under a name that gives away neither person, sheet nor matter, and notes it: all or nothing."""
        desk, reference = self._desk, self._reference
        papers = [paper_of(one, desk, How.SAVED) for one in made]
        says = tr("Det er noteret på sagen, hvilke ark der er givet.")
        self._note(lambda: save(desk, folder, reference, papers), says)

    def _on_read_aloud(self) -> None:
        self._do(self._open_aloud, self._read)

    def _open_aloud(self, made: tuple[Made, ...]) -> None:
        self._end(self._doing)
        self._pages.setCurrentWidget(self._aloud)
        self._aloud.show_documents([one.document for one in made])

    def _on_has_read(self) -> None:
        self._close_aloud()
        self._do(lambda made: self._keep(made, How.READ_ALOUD), self._read)

    def _close_aloud(self) -> None:
        self._aloud.clear()
        self._pages.setCurrentIndex(0)

    def _keep(self, made: tuple[Made, ...], how: How) -> None:
        drawer, reference = self._desk.open_drawer(), self._reference
        papers = [paper_of(one, self._desk, how) for one in made]
        self._note(lambda: keep(drawer, reference, papers), tr("Det er noteret på sagen."))

    def _note(self, work: Callable[[], object], says: str) -> None:
        asked, making = self._doing, self._making
        self._background.run(
            work,
            lambda _: self._on_noted(asked, says) if self._making is making else None,
            lambda problem: self._on_undone(asked, problem),
        )

    def _on_noted(self, asked: Asked | None, says: str) -> None:
        self._end(asked)
        self._banner.say(Tone.SUCCESS, says)
        self._finish.setFocus()

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))

    def showEvent(self, event: QShowEvent) -> None:
        """The question is what one comes here for."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._focus_on_question)

    def _focus_on_question(self) -> None:
        """Not while a sheet is being read out in front of it."""
        if self._question.isVisible():
            self._question.take_focus()
