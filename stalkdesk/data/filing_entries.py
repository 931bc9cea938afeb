"""Entries of cases that are filed many at once, as the same rows and journal lines as at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.errors_entered import mark_of_case
from stalkdesk.casework.handover.handovers import refuse_on_stub
from stalkdesk.casework.officers import Officer
from stalkdesk.data import journal as journals
from stalkdesk.data import rows
from stalkdesk.data.entry_rows import entry_after, entry_row, fields_of, how_kept
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import day_of
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class Happened:
    """What `officer` wrote on a case at `at`, after the door."""

    at: datetime
    officer: Officer
    new: NewEntry


@dataclass(slots=True)
class EntriesFiled:
    """The entries of one case: their rows, and their lines in the journal."""

    entries: list[Entry] = field(default_factory=list)
    written: list[rows.Row] = field(default_factory=list)
    acts: list[journals.Act] = field(default_factory=list)

    @property
    def columns(self) -> rows.Row:
        """What they change in the row of the case."""
        return {"in_error": int(mark_of_case(self.entries) is not None)}

    @property
    def codes(self) -> tuple[str, ...]:
        """What the code cards of the case are compared with."""
        return tuple(entry.said.verifier for entry in self.entries if entry.kind is EntryKind.CODE_CARD)


def entries_filed(
    case_id: str,
    reference: str,
    happened: Sequence[Happened],
    incidents: int,
    approvers: frozenset[str],
    journal: journals.Journal,
    seal: Seal,
) -> EntriesFiled:
    """The entries in the order of their times, each checked against the case as it stood then, with all its incidents. Raises
    NotAllowed, BadAnswer, TooLong."""
    made = EntriesFiled()
    for one in sorted(happened, key=lambda one: one.at):
        new, how = one.new, how_kept(one.new.kind)
        if not one.officer.may(how.needs):
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        refuse_on_stub(made.entries, new.kind)
        how.check(new, Standing(tuple(made.entries), incidents, 0, day_of(one.at), one.officer, approvers))
        entry = entry_after(made.entries, new, one.at, one.officer)
        row = entry_row(case_id, entry, journal, seal)
        made.entries.append(entry)
        made.written.append(row)
        fields = fields_of(entry, new.recipient_id, row["mac"])
        made.acts.append(journals.Act(one.at, one.officer.id, new.kind.value, reference, fields, new.reason, new.recipient))
    return made
