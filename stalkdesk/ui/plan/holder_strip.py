"""Who has the case: taken over, given to a fixed contact person, closed with how it stood, opened again. Compartment A."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Contact, Side
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, TakenOver, holder
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.plan.keeping import place_of
from stalkdesk.ui.plan.words import holder_sentence, outcome_word


class HolderStrip(Card):
    """`wanted(new)`: an entry that is to be kept."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, read: ReadCase, contacts: Sequence[Contact], may_take: bool) -> None:
        super().__init__("holder_strip")
        self.body.setContentsMargins(20, 12, 20, 12)
        self.body.setSpacing(8)
        entry = holder(read.case.entries)
        self._desk, self._reference, self._entry = desk, read.reference, entry
        self._own = tuple(one for one in contacts if one.is_active and one.card.side is Side.OWN)
        self._opened: dict[QWidget, OpenedForm] = {}
        self._giving, self._closing = self._made_giving(), self._made_closing()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(
            label(
                holder_sentence(entry, read.who(entry.by, entry.officer_id) if entry is not None else ""),
                "strong",
                "holder_sentence",
            ),
            1,
        )
        self._offered = self._acts() if may_take else []
        for act in self._offered:
            row.addWidget(act)
        self.body.addLayout(row)
        remark = "" if entry is None else " · ".join(text for text in (entry.said.note, entry.said.open_because) if text)
        if remark:
            self.body.addWidget(muted(remark, "holder_remark"))
        for form in (self._giving, self._closing):
            self.body.addWidget(form)
            form.hide()

    def _acts(self) -> list[QPushButton]:
        state = self._entry.said.state if self._entry is not None else None
        if state is HolderState.CLOSED:
            again = secondary(tr("Åbn sagen &igen"), "reopen_case", "refresh-cw")
            again.clicked.connect(lambda: self._want(TakenOver(HolderState.REOPENED)))
            return [again]
        give = secondary(tr("Giv til &kontaktperson …"), "give_to_contact", "user")
        give.clicked.connect(lambda: self._open(self._giving, self._contact))
        close = quiet(tr("Af&slut sagen …"), "end_the_case")
        close.clicked.connect(lambda: self._open(self._closing, self._outcome))
        if state is not None:
            return [give, close]
        take = primary(tr("&Tag sagen over"), "take_over", "check")
        take.clicked.connect(lambda: self._want(TakenOver(HolderState.ACKNOWLEDGED)))
        return [take, give, close]

    # -- giving it to a contact person -------------------------------------------------------------------------------------
    def _made_giving(self) -> QWidget:
        self._give_form = Form("give_form")
        names = tuple((one.id, one.name) for one in self._own)
        self._contact = self._give_form.choice("give_contact", tr("Fast &kontaktperson"), names)
        self._give_note = self._give_form.line("give_note", tr("Besked (ikke beskyttet)"), _open_hint())
        self._give_begun = self._kept_while_typed(self._give_form, "give")
        return self._with_act(self._give_form, self._give_begun, tr("Giv &sagen"), "give_keep", self._on_give)

    def _on_give(self) -> None:
        chosen = next((one for one in self._own if one.id == self._contact.currentData()), None)
        wrong = tr("Der er ingen kontaktperson at vælge. Skriv dem ind under Kontakter.") if chosen is None else ""
        if self._give_form.check({"give_contact": wrong}) and chosen is not None:
            note = tidy(self._give_note.text())
            self._want(TakenOver(HolderState.GIVEN_TO_CONTACT, chosen.id, chosen.name, note), chosen.id)

    # -- closing -----------------------------------------------------------------------------------------------------------
    def _made_closing(self) -> QWidget:
        self._close_form = Form("end_form")
        outcomes = (("", tr("Vælg …")), *((one.value, outcome_word(one)) for one in CaseOutcome))
        self._outcome = self._close_form.choice("end_outcome", tr("Hvordan &står det til?"), outcomes)
        self._close_note = self._close_form.line("end_note", tr("Be&mærkning (ikke beskyttet)"), _open_hint())
        self._because = self._close_form.line("end_because", tr("&Hvorfor afsluttes den, hvis noget stadig er åbent?"))
        self._close_begun = self._kept_while_typed(self._close_form, "end")
        return self._with_act(self._close_form, self._close_begun, tr("Afslut &sagen"), "end_keep", self._on_close)

    def _on_close(self) -> None:
        outcome, note = str(self._outcome.currentData()), tidy(self._close_note.text())
        needs_note = outcome == CaseOutcome.OTHER and not note
        wrong = {
            "end_outcome": "" if outcome else tr("Vælg, hvordan det står til, når sagen afsluttes."),
            "end_note": tr("Skriv, hvad det andet er.") if needs_note else "",
        }
        if self._close_form.check(wrong):
            said = TakenOver(
                HolderState.CLOSED, note=note, outcome=CaseOutcome(outcome), open_because=tidy(self._because.text())
            )
            self._want(said)

    def complain(self, problem: DeskError) -> bool:
        """Says a refusal by the field that it is about; False when it is about none of them."""
        if isinstance(problem, BadAnswer) and problem.question_id == "open_because":
            return not self._close_form.check({"end_because": str(problem)})
        return False

    def done(self) -> None:
        """What was typed is kept on the case: it is begun no more."""
        for begun in (self._give_begun, self._close_begun):
            begun.discard()

    # -- both --------------------------------------------------------------------------------------------------------------
    def _kept_while_typed(self, form: Form, name: str) -> BegunText:
        """What is typed stays with the desk when it is locked."""
        fields = {one: typed_field(row.field) for one, row in form.rows.items()}
        begun = BegunText(self._desk, form, fields, f"undo_{name}")
        number = self._entry.number if self._entry is not None else 0
        begun.show(f"{place_of(self._reference, EntryKind.TAKEN_OVER)}0:{name}", number, lambda: _empty(form))
        return begun

    def _with_act(self, form: Form, begun: BegunText, text: str, name: str, act: Callable[[], object]) -> QWidget:
        keep, back = secondary(text, name, "save"), quiet(tr("Luk"), f"{name}_not")
        keep.clicked.connect(act)
        whole = QWidget()
        self._opened[whole] = OpenedForm(whole, lambda: self._put_away(whole))
        back.clicked.connect(lambda: self._put_away(whole))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(keep)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(begun.undo)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(form)
        column.addLayout(row)
        return whole

    def _open(self, form: QWidget, first: QWidget) -> None:
        self._opened[form].opens()
        for one in (self._giving, self._closing):
            one.setVisible(one is form)
        first.setFocus()

    def _put_away(self, form: QWidget) -> None:
        """What was typed stays with the desk."""
        form.hide()
        self._opened[form].give_back(self._offered[0])

    def _want(self, said: TakenOver, contact_id: str = "") -> None:
        seen = self._entry.number if self._entry is not None else 0
        self.wanted.emit(NewEntry(EntryKind.TAKEN_OVER, said, recipient_id=contact_id, seen=seen))


def _empty(form: Form) -> None:
    for row in form.rows.values():
        if isinstance(row.field, QComboBox):
            row.field.setCurrentIndex(0)
        elif isinstance(row.field, QLineEdit):
            row.field.clear()


def _open_hint() -> str:
    return tr("Den anden part kan få lov at læse det. Ingen adresse, skole eller planer.")
