"""One more line of custody: what happened to the exhibit, to whom, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stalkdesk.casework.contacts.contact_register import ContactCard
from stalkdesk.casework.exhibits import MOST_SAID, Custody, CustodyAct, KeptExhibit, acts_open
from stalkdesk.casework.register import RegisterLine
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.exhibits.exhibit_words import act_of_custody, what_said
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, muted

RECEIPTED = (CustodyAct.GIVEN_BACK, CustodyAct.HANDED_ON)
"""What gives a receipt to sign."""
_TO = (CustodyAct.VIEWED, *RECEIPTED)
_WHERE = (CustodyAct.MOVED, CustodyAct.RETURNED)


@dataclass(frozen=True, slots=True)
class WantedCustody:
    """The line, the exhibit it is about, and what was on the screen."""

    number: int
    custody: Custody
    seen: int


class CustodyForm(Card):
    """`wanted(WantedCustody)`: keep it; `left`: not now."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__("custody_form")
        self._case = reference
        self._kept: KeptExhibit | None = None
        self._heading = heading("", "custody_heading")
        self._standing = muted("", "custody_standing")
        self._banner = Banner("custody_banner")
        form = self._form = Form("custody_fields")
        self.act = form.choice("custody_act", tr("Hvad er der sket?"), (), width=320)
        self.contact = form.choice("custody_contact", tr("Fra kontaktbogen (valgfrit)"), (("", "–"),))
        self.to_whom = form.line("custody_to", tr("Hvem?"))
        form.side_by_side("custody_contact", "custody_to")
        self.kept_where = form.line("custody_where", tr("Hvor ligger effekten nu?"), placeholder=tr("fx skab 2, hylde B"))
        self.why = form.line("custody_why", tr("Hvorfor?"))
        self._keep = primary(tr("Gem"), "keep_custody", "save", "Ctrl+S")
        fields = {name: typed_field(row.field) for name, row in form.rows.items() if name != "custody_contact"}
        self.begun = BegunText(desk, self, fields, "undo_custody")
        self._lay_out()
        self.act.currentIndexChanged.connect(lambda _place: self._refresh())
        self.contact.activated.connect(lambda _place: self._on_contact())
        self._keep.clicked.connect(self._on_keep)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(10)
        away = secondary(tr("Tilbage"), "leave_custody_form", "arrow-left")
        away.clicked.connect(self.left)
        buttons = QHBoxLayout()
        for button in (self._keep, away, self.begun.undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._heading, self._standing, self._banner, self._form):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    def ask_about(self, kept: KeptExhibit, standing: str) -> None:
        """Begins with an exhibit; `standing`: where it is now, in words."""
        self._kept = kept
        self._heading.setText(tr("Effekt {number}: {what}", number=kept.number, what=what_said(kept)))
        self._standing.setText(standing)
        self._banner.clear()
        open_now = acts_open(kept)
        self.begun.show(f"custody:{self._case}:{kept.number}", (kept.newest, open_now), lambda: self._fill(open_now))
        self._form.check({})
        self._refresh()
        self.act.setFocus()

    def say(self, problem: DeskError) -> None:
        """It was not kept, and why. What is typed stands here still."""
        self._banner.say(Tone.DANGER, str(problem), tr("Ikke gemt"))

    def show_contacts(self, lines: tuple[RegisterLine, ...]) -> None:
        """Offers those of the register who are there still."""
        newest = {line.subject: line for line in lines}
        self.contact.clear()
        self.contact.addItem("–", "")
        for subject, line in newest.items():
            card = line.said
            if isinstance(card, ContactCard) and card.is_active:
                self.contact.addItem(_name(card), subject)

    def _fill(self, open_now: tuple[CustodyAct, ...]) -> None:
        self.act.clear()
        for act in open_now:
            self.act.addItem(act_of_custody(act), act.value)
        for line in (self.to_whom, self.kept_where, self.why):
            line.clear()

    def _chosen_act(self) -> CustodyAct | None:
        value = self.act.currentData()
        return CustodyAct(value) if value else None

    def _refresh(self) -> None:
        act = self._chosen_act()
        for name, acts in (("custody_to", _TO), ("custody_contact", (CustodyAct.HANDED_ON,)), ("custody_where", _WHERE)):
            self._form.rows[name].setVisible(act in acts)
        is_needed = act is CustodyAct.HANDED_ON
        self._form.rows["custody_why"].rename(tr("Hvorfor?") if is_needed else tr("Hvorfor? (valgfrit)"))

    def _on_contact(self) -> None:
        if self.contact.currentData():
            self.to_whom.setText(self.contact.currentText())

    def _on_keep(self) -> None:
        act, kept = self._chosen_act(), self._kept
        if act is None or kept is None:
            return
        try:
            custody = self._custody(act)
        except BadAnswer as wrong:
            self._form.check({wrong.question_id: str(wrong)})
            return
        self.wanted.emit(WantedCustody(kept.number, custody, kept.newest))

    def _custody(self, act: CustodyAct) -> Custody:
        """What is typed, made safe. Raises BadAnswer with the name of the field."""
        to_whom = cleaned(self.to_whom.text(), MOST_SAID, "custody_to") if act in _TO else ""
        where = cleaned(self.kept_where.text(), MOST_SAID, "custody_where") if act in _WHERE else ""
        why = cleaned(self.why.text(), MOST_SAID, "custody_why")
        if act in RECEIPTED and not to_whom:
            raise BadAnswer(tr("Skriv, hvem der får effekten."), "custody_to")
        if act in _WHERE and not where:
            raise BadAnswer(tr("Skriv, hvor effekten ligger nu."), "custody_where")
        if act is CustodyAct.HANDED_ON and not why:
            raise BadAnswer(tr("Skriv, hvorfor effekten gives videre."), "custody_why")
        contact_id = self.contact.currentData() if act is CustodyAct.HANDED_ON else ""
        is_hers = to_whom == self.contact.currentText()
        return Custody(act, to_whom, str(contact_id or "") if is_hers else "", why, where)


def _name(card: ContactCard) -> str:
    return ", ".join(part for part in (card.name, card.organisation) if part)
