"""Sharing without consent: which rule, why, what for, and a leader's passphrase at this desk where the rule asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.officers import Authority
from stalkdesk.casework.sharing.consent_words import shared_for_word
from stalkdesk.casework.sharing.consents import SharedFor, Sharing
from stalkdesk.guidance.legal_bases import LegalBasis, bases_for
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.begun_text import typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.consent.receiver_fields import ReceiverFields
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.forms import Form
from stalkdesk.ui.intake.approval import ApprovalPanel, ApprovalWords
from stalkdesk.ui.labels import label, muted


class SharingForm(EntryForm):
    """The rules are those of this authority, for the receiver that is chosen."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        reference: str,
        contacts: Sequence[Contact],
        bases: Sequence[LegalBasis],
        authority: Authority,
    ) -> None:
        super().__init__("sharing", desk, f"consent:{reference}:sharing:")
        self._bases, self._authority, self._today = bases, authority, date.min
        self.who = ReceiverFields("sharing", contacts, tr("Hvad deles? Kun det nødvendige."))
        self.who.changed.connect(self._show_bases)
        self.form = Form("sharing_form")
        self._basis = self.form.choice("sharing_basis", tr("&Regel"), ())
        uses = tuple((one.value, shared_for_word(one)) for one in SharedFor)
        self._for = self.form.choice("sharing_for", tr("Skal bruges &til"), uses)
        self.form.side_by_side("sharing_basis", "sharing_for")
        self._rule = label("", "", "sharing_rule")
        self._limits = muted("", "sharing_limits")
        self.reason = Form("sharing_reason_form")
        hint = tr("Hvad, til hvem, og hvorfor det ikke kan vente på et samtykke.")
        self._reason = self.reason.lines("sharing_reason", tr("&Hvorfor er det nødvendigt?"), hint, height=70)
        self._told = QCheckBox(tr("Den udsatte har fået det at vide"))
        self._told.setObjectName("sharing_told")
        self._told.setAccessibleName(self._told.text())
        self.approval = ApprovalPanel(desk, background, self._is_ready, _words())
        self.approval.approved.connect(self.keep)
        self._keep = primary(tr("Notér &delingen"), "keep_sharing", "check")
        self._keep.clicked.connect(self.keep)
        self._basis.currentIndexChanged.connect(lambda _: self._show_rule())
        for changed in (self._reason.textChanged, self._for.currentIndexChanged, self.who.changed):
            changed.connect(lambda *_: self.approval.take_back())
        for tick in self.who.groups.values():
            tick.toggled.connect(lambda *_: self.approval.take_back())
        typed = {one.objectName(): typed_field(one) for one in (self._basis, self._for, self._reason, self._told)}
        parts = (self.who, self.form, self._rule, self._limits, self.reason, self._told, self.approval)
        self.lay_out(self._keep, {**self.who.typed_fields(), **typed}, *parts)

    def show_new(self, today: date) -> None:
        """An empty form."""
        self._today = today
        says = tr("Spørg først om samtykke. Kan det ikke lade sig gøre, skal der være en regel at stå på.")
        self.approval.restart()
        self.begin("new", today, self._fill, tr("Del uden samtykke"), says)
        self.who.take_focus()

    def _fill(self) -> None:
        self.who.fill(Receiver.MUNICIPALITY, "", ())
        self._show_bases()
        self._for.setCurrentIndex(0)
        self._reason.clear()
        self._told.setChecked(False)
        self.form.check({})
        self.reason.check({})

    def _show_bases(self) -> None:
        before = self._basis.currentData()
        self._basis.clear()
        for basis in bases_for(self._bases, self._authority, self.who.receiver):
            self._basis.addItem(f"{basis.name} · {basis.law}", basis.code)
        self._basis.setCurrentIndex(max(self._basis.findData(before), 0))
        self._show_rule()

    @property
    def basis(self) -> LegalBasis | None:
        """The rule that is chosen."""
        return next((one for one in self._bases if one.code == self._basis.currentData()), None)

    def _show_rule(self) -> None:
        basis = self.basis
        self.approval.take_back()
        self._rule.setText("" if basis is None else basis.says)
        self._limits.setText("" if basis is None else self._limits_said(basis))
        needs = basis is not None and basis.needs_leader
        self.approval.setVisible(needs)
        self._keep.setVisible(not needs)

    def _limits_said(self, basis: LegalBasis) -> str:
        if basis.is_overdue(self._today):
            review = f"{basis.review_on:%d-%m-%Y}"
            return tr("{limits} Teksten skulle være gennemgået igen {date}.", limits=basis.limits, date=review)
        return basis.limits

    def _is_ready(self) -> bool:
        """Says what is missing; nothing is approved or kept before."""
        basis = self.basis
        if not self.who.check():
            return False
        wrong = {}
        shared_for = SharedFor(self._for.currentData())
        if basis is None:
            wrong["sharing_basis"] = tr("Ingen regel giver lov til at dele med den modtager herfra.")
        elif shared_for is SharedFor.INVESTIGATION and not basis.for_investigation:
            wrong["sharing_for"] = tr("Efter den regel må oplysningerne ikke bruges til efterforskning.")
        if not self.form.check(wrong):
            return False
        needs = tr("Skriv, hvorfor det er nødvendigt at dele, og hvorfor det ikke kan vente.")
        return self.reason.check({"sharing_reason": "" if self._reason.toPlainText().strip() else needs})

    def keep(self) -> None:
        """Hands the sharing on; where the rule asks for it, only with a leader's approval."""
        basis = self.basis
        if not self._is_ready() or basis is None:
            return
        if basis.needs_leader and not self.approval.approved_by:
            self.approval.ask()
            return
        who = self.who
        said = Sharing(
            who.receiver,
            who.chosen,
            basis.code,
            self._reason.toPlainText().strip(),
            SharedFor(self._for.currentData()),
            self._today,
            f"{basis.name}, {basis.law}",
            basis.needs_leader,
            self.approval.approved_by,
            who.name,
            who.contact_id,
            self._told.isChecked(),
        )
        recipient = Recipient.OTHER_AUTHORITY
        new = NewEntry(EntryKind.SHARING, said, reason=basis.law, recipient=recipient, recipient_id=who.contact_id)
        self.send(new)


def _words() -> ApprovalWords:
    return ApprovalWords(
        tr("Godkend som leder, at der deles uden samtykke"),
        tr("En leder skal godkende, at der deles uden samtykke efter den regel."),
        tr("Godkendt af {name}. Det gælder den modtager, den regel og den grund, der står her.", name="{name}"),
        tr("Modtageren, reglen eller grunden er ændret. En leder skal godkende igen."),
    )
