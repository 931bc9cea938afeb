"""The part of the fake drawer that holds entries, the register and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from stalkdesk.casework.cases import Case
from stalkdesk.casework.dues import CaseNow, DueLine
from stalkdesk.casework.dues_asked import dues_of
from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.errors_entered import mark_of_case
from stalkdesk.casework.officers import Act
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.register_checks import RegisterStanding
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.errors import CaseChanged, NotAllowed
from stalkdesk.intake.checklist import Compartment
from tests.ui.fake_content import FakeContent


@dataclass(slots=True)
class KeptEntries:
    """What lies in the fake drawer of it."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    """By reference."""
    register: list[RegisterLine] = field(default_factory=list)


class FakeEntries(FakeContent):
    """Keeps the promises of `KeepsEntries`, `KeepsDues` and `KeepsRegister` in memory."""

    store: Any

    def keep_entries(self, reference: str, new: Sequence[NewEntry]) -> tuple[Entry, ...]:
        self._filed_case(reference)
        standing = list(self.store.kept.entries.get(reference, []))
        first, me = len(standing), self._officer
        for one in new:
            how = KINDS[one.kind]
            if not me.may(how.needs):
                raise NotAllowed("Det må din rolle ikke.")
            about = [entry for entry in standing if entry.kind is one.kind and entry.subject == one.subject]
            if one.seen is not None and about and about[-1].number > one.seen:
                raise CaseChanged("En anden har ændret det samme imens.")
            at = self.store.clock()
            approvers = frozenset(one.id for one in self.store.officers.values() if one.may(Act.APPROVE_SHARING))
            how.check(one, self._standing(reference, standing, approvers))
            kept = [entry.subject for entry in standing if entry.kind is one.kind]
            subject = one.subject or (max(kept, default=0) + 1 if how.has_things else 0)
            standing.append(Entry(len(standing) + 1, one.kind, subject, one.said, at, me.initials, me.id))
        self._write("entries_kept", reference)
        self.store.kept.entries[reference] = standing
        return tuple(standing[first:])

    def _standing(self, reference: str, standing: Sequence[Entry], approvers: frozenset[str]) -> Standing:
        case = self._filed_case(reference)
        counts = (len(case.incidents), len(case.attachments))
        return Standing(tuple(standing), *counts, self.store.clock().date(), self._officer, approvers)

    def case(self, reference: str) -> Case:
        kept = self.store.kept.entries.get(reference, ())
        open_ones = tuple(one for one in kept if KINDS[one.kind].compartment is Compartment.FACTS)
        is_in_error, case = mark_of_case(open_ones) is not None, super().case(reference)
        line = replace(case.line, is_in_error=is_in_error)
        return replace(case, line=line, entries=open_ones, is_in_error=is_in_error)

    def protected_entries(self, reference: str, reason: str) -> tuple[Entry, ...]:
        if not reason.strip():
            raise NotAllowed("Skriv, hvorfor de beskyttede oplysninger åbnes.")
        self._write("view_protected", reference, ["entries"], reason)
        return tuple(self.store.kept.entries.get(reference, []))

    def dues(self, until: datetime | None = None, limit: int = 500) -> tuple[DueLine, ...]:
        found = []
        for case in self.store.cases.values():
            line = case.line()
            if case.filed is None or line.definition is None or line.urgency is None:
                continue
            entries = tuple(self.store.kept.entries.get(line.reference, []))
            now = CaseNow(
                line.reference,
                case.filed.filed_at,
                line.definition,
                line.urgency,
                line.journal_number,
                case.answers,
                entries,
                evaluated_at=tuple(one.at for one in case.evaluations),
            )
            found += [DueLine(due, line.reference, line.urgency, line.started_at, line.officer_name) for due in dues_of(now)]
        found.sort(key=lambda one: one.due.due_at)
        return tuple(one for one in found if until is None or one.due.due_at <= until)[:limit]

    def register(self, *kinds: RegisterKind) -> tuple[RegisterLine, ...]:
        return tuple(line for line in self.store.kept.register if not kinds or line.kind in kinds)

    def keep_in_register(self, new: Sequence[NewLine]) -> tuple[RegisterLine, ...]:
        lines, me, made = list(self.store.kept.register), self._officer, []
        for one in new:
            how, at = REGISTER_KINDS[one.kind], self.store.clock()
            if not me.may(how.needs):
                raise NotAllowed("Det må din rolle ikke.")
            how.check(one, RegisterStanding(tuple(lines), at.date(), me))
            made.append(RegisterLine(len(lines) + 1, one.kind, one.subject, one.said, at, me.initials, me.id))
            lines.append(made[-1])
        self._write("register_kept")
        self.store.kept.register = lines
        return tuple(made)
