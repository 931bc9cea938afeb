"""When a clock ran out: who is called now, step by step, and what one says. Names of contacts only, never of the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from stalkdesk.casework.contacts.calling import Ladder, Step, who_instead, who_to_call
from stalkdesk.casework.contacts.contact_register import Contact, Function, contact_by
from stalkdesk.casework.support.today import DayLine
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import heading, label, muted


def ladder_of(line: DayLine, contacts: Sequence[Contact], at: datetime, unit_name: str, unit_phone: str) -> Ladder:
    """Who is called about a line: the receiver of its package, else the visitator."""
    receiver = contact_by(contacts, line.package.receiver_id) if line.package is not None else None
    if receiver is not None:
        return who_instead(receiver, contacts, at, unit_name, unit_phone)
    return who_to_call(contacts, Function.VISITATOR, at, unit_name, unit_phone)


def script_of(line: DayLine, unit_name: str) -> str:
    """What one says on the telephone: the number of the case, never a name."""
    if line.package is not None:
        return tr(
            "Sig: »Jeg ringer fra {unit} om pakken i sag {reference}. Den er ikke kvitteret for. Vil du åbne den nu og læse "
            "koden op for mig?« Sig hverken navn eller adresse.",
            unit=unit_name,
            reference=line.reference,
        )
    return tr(
        "Sig: »Jeg ringer fra {unit} om sag {reference}. Den venter på, at en af jer tager den. Kan du gøre det nu, og hvornår "
        "ringer du til den udsatte?« Sig hverken navn eller adresse.",
        unit=unit_name,
        reference=line.reference,
    )


class LadderCard(Card):
    """Hidden while the chosen line has no clock that ran out."""

    def __init__(self) -> None:
        super().__init__("ladder_card")
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(6)
        self._steps = label("", "", "ladder_steps")
        self._script = muted("", "ladder_script")
        self.body.addWidget(heading(tr("Tiden er gået: ring nu"), "ladder_title"))
        self.body.addWidget(self._steps)
        self.body.addWidget(self._script)
        self.hide()

    def show_ladder(self, ladder: Ladder, script: str) -> None:
        """The steps down to who can be reached, and what to say."""
        lines = [_said(number, step) for number, step in enumerate(ladder.steps, 1)]
        none = tr("Der er ingen kontakt at ringe til i registeret. Ring til lederen.")
        self._steps.setText("\n".join(lines) if ladder.now is not None else "\n".join([*lines, none]))
        self._script.setText(script)
        self.show()


def _said(number: int, step: Step) -> str:
    if not step.is_reachable:
        return f"{number}. {step.why}"
    phone = shown_phone(step.phone)
    return tr("{number}. Ring til {name}, {phone}. {why}", number=number, name=step.name, phone=phone, why=step.why)
