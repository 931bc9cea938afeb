"""A visit that an officer has begun to take in and not saved yet. It lives where additions do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.visits import MOST_SAID, HowCame, NewVisit, SafeContact, Visit
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DatePrecision
from stalkdesk.intake.checklist import Checklist, Tense
from stalkdesk.intake.dates import date_range, read_date
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.intake.fields.date_text import kept_form

IN_SHORT, PROMISED, CALL, COMPANION = "in_short", "promised_next", "next_call", "companion"


@dataclass(slots=True)
class BegunVisit:
    """How she came, what is new, what was promised, as far as it has come. Texts as they are typed, unchecked."""

    addition: BegunAddition
    own_reason: str
    """What the addition's reason begins as: that alone is nothing typed."""
    how: HowCame = HowCame.CAME
    safe_contact: SafeContact = SafeContact.NOT_ASKED
    typed: dict[str, str] = field(default_factory=dict)
    again: dict[str, str] = field(default_factory=dict)
    """What was pressed where a yes stands and stays: question of `HAPPENED` -> choice."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        added = self.addition
        has_added = bool(added.incidents or added.answers or added.unfinished) or not added.incident.is_empty
        has_reason = added.reason.strip() not in ("", self.own_reason)
        is_asked = bool(self.again) or self.safe_contact is not SafeContact.NOT_ASKED or self.how is not HowCame.CAME
        return not (has_added or has_reason or is_asked or any(text.strip() for text in self.typed.values()))

    def text(self, name: str) -> str:
        """What is typed there, made safe. Raises BadAnswer."""
        return cleaned(self.typed.get(name, ""), MOST_SAID, name, has_lines=True)

    def next_call(self, today: date) -> date | None:
        """The day of the next call; None when none is promised. Raises BadAnswer for what is no day to come."""
        typed = self.typed.get(CALL, "").strip()
        if not typed:
            return None
        value = read_date(kept_form(typed, today), Tense.FUTURE, today, CALL)
        first, last = date_range(value.date)
        if first != last or value.precision is not DatePrecision.EXACT:
            raise BadAnswer(tr("Skriv en bestemt dag, fx 03-12-2026."), CALL)
        return first

    def promise(self, today: date) -> str:
        """What she is promised, as it stands on the visit and on her receipt: the day on which we call, then what is typed.
        Raises BadAnswer."""
        call = self.next_call(today)
        said = "" if call is None else tr("Vi ringer {date}.", date=call.strftime("%d-%m-%Y"))
        return cleaned(f"{said} {self.text(PROMISED)}", MOST_SAID, PROMISED, has_lines=True)

    def new_visit(self, checklist: Checklist, today: date) -> NewVisit:
        """What the drawer is asked to keep. Raises BadAnswer with the name of the field."""
        promised, call = self.text(PROMISED), self.next_call(today)
        not_since = tuple(question_id for question_id, choice in self.again.items() if choice == "no")
        texts = self.text(IN_SHORT), self.text(COMPANION), self.promise(today)
        visit = Visit(self.how, *texts, self.safe_contact, not_since=not_since)
        if not visit.in_short:
            raise BadAnswer(tr("Skriv med få ord, hvad henvendelsen handlede om."), IN_SHORT)
        follow_up = None if call is None else NewEntry(EntryKind.FOLLOW_UP, FollowUp(call, promised=True, what=promised))
        addition = self.addition.addition(checklist) if self.addition.has_something else None
        return NewVisit(visit, addition, () if follow_up is None else (follow_up,))
