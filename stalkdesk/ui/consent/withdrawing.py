"""Acts on one that is there: a consent is withdrawn, a withholding lifted, a sharing in danger approved afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.sharing.consent_words import receiver_said
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import danger
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.intake.approval import ApprovalPanel, ApprovalWords


class Withdrawing(EntryForm):
    """Says what it means to withdraw, and withdraws with one act."""

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__("withdraw", desk, f"consent:{reference}:withdraw:")
        self._entry: Entry | None = None
        self._today = date.min
        self.act = danger(tr("&Træk samtykket tilbage"), "withdraw_now", "x")
        self.act.clicked.connect(self.withdraw)
        self.lay_out(self.act, {})

    def show_entry(self, entry: Entry, today: date) -> None:
        """Asks about this consent."""
        self._entry, self._today = entry, today
        says = tr(
            "Fra nu af deles der ikke mere med {receiver}. Det, der allerede er delt, kan ikke kaldes tilbage. Sig det til den "
            "udsatte, og ring til modtageren, hvis oplysningerne ikke må bruges mere.",
            receiver=receiver_said(entry.said),
        )
        self.begin(str(entry.subject), entry, lambda: None, tr("Samtykket trækkes tilbage"), says)
        self.act.setFocus()

    def withdraw(self) -> None:
        """A new entry on the same subject, with today's date."""
        entry = self._entry
        if entry is not None:
            said = replace(entry.said, withdrawn_on=self._today)
            self.send(NewEntry(EntryKind.CONSENT, said, entry.subject, recipient_id=said.receiver_id, seen=entry.number))


class LaterApproval(EntryForm):
    """What was shared in danger gets its approval afterwards."""

    def __init__(self, desk: Desk, background: Background, reference: str) -> None:
        super().__init__("later_approval", desk, f"consent:{reference}:later_approval:")
        self._entry: Entry | None = None
        self.approval = ApprovalPanel(desk, background, lambda: True, _words())
        self.approval.approved.connect(self.keep)
        self._keep = danger(tr("Notér godkendelsen"), "keep_later_approval", "check")
        self._keep.clicked.connect(self.keep)
        self.lay_out(self._keep, {}, self.approval)
        self._keep.hide()

    def show_entry(self, entry: Entry) -> None:
        """Asks about this sharing."""
        self._entry = entry
        self.approval.restart()
        says = tr(
            "Det blev delt med {receiver}, fordi nogen var i fare. En leder godkender det her.",
            receiver=receiver_said(entry.said),
        )
        self.begin(str(entry.subject), entry, lambda: None, tr("Lederens godkendelse bagefter"), says)
        self.approval.user_name.setFocus()

    def keep(self) -> None:
        """The same sharing, with who approved it."""
        entry = self._entry
        if entry is not None and self.approval.approved_by:
            said = replace(entry.said, approved_by=self.approval.approved_by)
            self.send(NewEntry(EntryKind.SHARING, said, entry.subject, recipient_id=said.receiver_id, seen=entry.number))


def _words() -> ApprovalWords:
    return ApprovalWords(
        tr("Godkend som leder, at der blev delt uden samtykke"),
        tr("En leder skal godkende, at der deles uden samtykke efter den regel."),
        tr("Godkendt af {name}.", name="{name}"),
        "",
    )
