"""Entries of an invented case, one after the other, checked as the drawer does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, Said
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.officers import Officer, Role

AT = datetime(2026, 11, 22, 8, 57, tzinfo=UTC)
VVA = Officer("o-1", "vagt", "Villads Vagtprøve", "VVA", Role.OFFICER)
OTH = Officer("o-2", "anden", "Olga Otherprøve", "OOP", Role.OFFICER)
LPR = Officer("o-3", "leder", "Lærke Prøvesen", "LPR", Role.SUPERVISOR)


@dataclass
class Entered:
    """What is written on the case so far."""

    incidents: int = 0
    attachments: int = 0
    entries: list[Entry] = field(default_factory=list)

    def add(self, kind: EntryKind, said: Said, subject: int = 0, by: Officer = VVA, at: datetime | None = None) -> Entry:
        """Checks and adds. Raises what the check raises."""
        how = KINDS[kind]
        how.check(NewEntry(kind, said, subject), self.standing(by))
        numbers = [entry.subject for entry in self.entries if entry.kind is kind]
        subject = subject or (max(numbers, default=0) + 1 if how.has_things else 0)
        when = at or AT + timedelta(minutes=len(self.entries))
        self.entries.append(Entry(len(self.entries) + 1, kind, subject, said, when, by.initials, by.id))
        return self.entries[-1]

    def standing(self, officer: Officer) -> Standing:
        """As a check sees it."""
        approvers = frozenset({LPR.id})
        return Standing(tuple(self.entries), self.incidents, self.attachments, date(2026, 11, 22), officer, approvers)
