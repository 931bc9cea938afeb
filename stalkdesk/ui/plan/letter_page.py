"""One letter: to whom, the desk's own words, how it looks; the page beside it as it is printed. Kept as papers are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.guidance.letters import MOST_OWN_WORDS, Letter
from stalkdesk.language import SCREEN_LANGUAGES, Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.papers.paper import Paper
from stalkdesk.ui.papers.paper_page import PaperPage
from stalkdesk.ui.papers.words import language_word
from stalkdesk.ui.plan.letter_making import LetterSetting, LetterWanted, made_letter, stop_of

_SIDE_WIDTH = 350
_TYPING_PAUSE_MS = 400


class LetterPage(PaperPage):
    """Made for one letter of one case. Nothing leaves while something stops it."""

    def __init__(
        self, desk: Desk, background: Background, letter: Letter, setting: LetterSetting, contacts: Sequence[Contact]
    ) -> None:
        super().__init__(desk, background, setting.case.line.reference, "letter")
        self._letter, self._setting = letter, setting
        self._contacts = tuple(one for one in contacts if _is_for(one, letter.receiver))
        self._asked_for = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._form = Form("letter_form")
        self._make_fields()
        self._lay_out()
        self._connect()
        self._begun.show(f"letter:{self._reference}:{letter.id}", 0, lambda: None)
        self._make()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        form = self._form
        if not self._letter.is_to_victim:
            known = tuple((one.id, one.name) for one in self._contacts)
            self._receiver = form.choice("letter_receiver", tr("&Modtager"), (*known, ("", tr("En anden (skriv hvem)"))))
            self._other = form.line("letter_other", tr("&Hvem"), tr("Navn, sted og adresse med komma imellem."))
        languages = tuple((one.value, language_word(one)) for one in SCREEN_LANGUAGES)
        self._language = form.choice("letter_language", tr("&Sprog"), languages)
        hint = tr("Højst {most} tegn. Ingen adresse, skole eller planer.", most=MOST_OWN_WORDS)
        self._own = form.lines("letter_own", tr("&Jeres egne ord (valgfrit)"), hint, 96)
        self._neutral = QCheckBox(tr("&Neutralt: uden brevhoved"))
        self._envelope = QCheckBox(tr("Med en side til &kuverten"))
        self._neutral.setObjectName("letter_neutral")
        self._envelope.setObjectName("letter_envelope")
        typed = {name: typed_field(row.field) for name, row in form.rows.items()}
        ticks = {"letter_neutral": typed_field(self._neutral), "letter_envelope": typed_field(self._envelope)}
        self._begun = BegunText(self._desk, form, typed | ticks, "undo_letter")

    def _lay_out(self) -> None:
        sheet = self._letter.sheet
        asked = QWidget()
        above = QVBoxLayout(asked)
        above.setContentsMargins(0, 0, 8, 0)
        above.setSpacing(10)
        above.addWidget(heading(sheet.title, "letter_title"))
        above.addWidget(muted(sheet.purpose, "letter_purpose"))
        plain = muted(tr("Overskriften røber ikke, hvad det handler om."), "letter_neutral_hint")
        for part in (self._form, self._neutral, plain, self._envelope, self._begun.undo, self._banner, self._after):
            above.addWidget(part)
        above.addStretch(1)
        self._print = primary(tr("&Print brevet"), "print_letter", "printer")
        self._back = secondary(tr("&Tilbage til planen"), "leave_letter", "arrow-left")
        self._unaddressed = muted(tr("Skriv, hvem brevet er til. Så kan det printes."), "letter_unaddressed")
        side = QVBoxLayout()
        side.addWidget(scrolling(asked, "letter_asked"), 1)
        for part in (self._unaddressed, self._print, self._back):
            side.addWidget(part)
        self._unaddressed.hide()
        self._lay_beside(side, _SIDE_WIDTH)

    def _connect(self) -> None:
        for name in self._form.rows:
            typed_field(self._form.rows[name].field).changed.connect(self._on_typed)
        for tick in (self._neutral, self._envelope):
            tick.toggled.connect(self._on_typed)
        self._connect_printing(self._print, self._back)

    def take_focus(self) -> None:
        """Where one begins: the receiver, or what one writes."""
        (self._own if self._letter.is_to_victim else self._receiver).setFocus()

    # -- making ----------------------------------------------------------------------------------------------------------
    def _chosen(self) -> Contact | None:
        if self._letter.is_to_victim:
            return None
        return next((one for one in self._contacts if one.id == self._receiver.currentData()), None)

    def wanted(self) -> LetterWanted:
        """The letter as it stands on the screen."""
        chosen = self._chosen()
        is_other = not self._letter.is_to_victim and chosen is None
        if not self._letter.is_to_victim:
            self._form.rows["letter_other"].setVisible(is_other)
        return LetterWanted(
            self._letter.id,
            Language(self._language.currentData()),
            chosen,
            self._other.text() if is_other else "",
            self._own.toPlainText().strip(),
            self._neutral.isChecked(),
            self._envelope.isChecked(),
        )

    def _on_typed(self) -> None:
        """What is on the paper is not any more what is on the screen: nothing is printed before it is made anew."""
        self._paper = None
        self._print.setEnabled(False)
        self._pause.start()

    def _make(self) -> None:
        wanted, desk, setting = self.wanted(), self._desk, self._setting
        is_long = len(wanted.own_words) > MOST_OWN_WORDS
        self._form.complain("letter_own", tr("Her er plads til {most} tegn.", most=MOST_OWN_WORDS) if is_long else "")
        stop = stop_of(self._letter, setting, desk, wanted.receiver)
        self._print.setEnabled(False)
        self._unaddressed.hide()
        asked = self._asked_for = self._asked_for + 1
        if stop is not None or is_long:
            why = stop.sentence if stop is not None else tr("Jeres egne ord er for lange.")
            way = tr("&Gå til samtykket") if stop is not None and stop.is_about_consent else ""
            self._preview.say(tr("Brevet kan ikke laves endnu"), why, way)
            return
        self._background.run(
            lambda: made_letter(desk, setting, wanted),
            lambda paper: self._on_made(asked, paper),
            lambda problem: self._on_not_made(problem) if asked == self._asked_for else None,
        )

    def _on_made(self, asked: int, paper: Paper) -> None:
        if asked != self._asked_for or self._is_left:
            return
        self._paper = paper
        self._preview.show_pdf(paper.pdf)
        is_addressed = self._letter.is_to_victim or bool(self.wanted().receiver_lines)
        self._print.setEnabled(is_addressed and not self._giving.is_busy)
        self._unaddressed.setVisible(not is_addressed)

    # -- printing --------------------------------------------------------------------------------------------------------
    def _on_print(self) -> None:
        paper = self._paper
        if paper is not None:
            self._giving.hand_out(self._desk.open_drawer(), self._reference, (paper,), lambda: self._paper is not None)
            self._print.setEnabled(False)

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        """It lies with the case; the journal says to whom it goes."""
        if self._paper is not None:
            self._paper = papers[0]
        drawer, reference, chosen = self._desk.open_drawer(), self._reference, self._chosen()
        fields = (f"letter:{self._letter.id}", *((f"contact:{chosen.id}",) if chosen is not None else ()))
        whom = Recipient.VICTIM if self._letter.is_to_victim else Recipient.OTHER_AUTHORITY
        reason = self._letter.sheet.purpose
        self._background.run(lambda: drawer.note("print", reference, fields, reason, whom), lambda _: None, self._on_failed)
        self._begun.sending()()

    def _on_came_out(self) -> None:
        self._said = (Tone.SUCCESS, tr("Brevet er printet og ligger i sagen."))
        self._on_back()

    def _on_settled(self) -> None:
        was_asking = not self._after.isHidden()
        self._after.hide()
        if was_asking:
            self._on_back()
        else:
            self._make()


def _is_for(contact: Contact, receiver: Receiver | None) -> bool:
    return contact.is_active and receiver is not None and contact.receiver is receiver
