"""That a log of her own was taken in: from which file, how its columns were read, and how many rows became incidents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.log.incident_log import LogSource
from stalkdesk.casework.log.log_columns import LogField, folded_headings
from stalkdesk.casework.log.log_dates import DayOrder
from stalkdesk.casework.log.log_tables import MOST_COLUMNS, MOST_ROWS, LogFormat
from stalkdesk.errors import BadAnswer, CaseChanged
from stalkdesk.language import tr

LOG_COLUMNS: Final = "log_columns"
"""The key of what the desk remembers, among the settings. Hashes of headings and what they mean, nothing of any case."""
_MOST_REMEMBERED: Final = 30
"""Forms that a desk remembers."""
_MOST_HEADING: Final = 80
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TakenColumn:
    """A column as it was read."""

    heading: str
    field: LogField


@dataclass(frozen=True, slots=True)
class LogTakenIn:
    """A reading of a log. Its subject is the import number of its incidents."""

    attachment: int
    """Number of the attachment that is the original."""
    sha256: str
    """Of the original, as it was read."""
    format: LogFormat
    rows: int
    """All rows of the table."""
    taken: int
    repeated: int
    left_out: int
    columns: tuple[TakenColumn, ...]
    order: DayOrder | None = None
    """How days and months were read, when the person was asked."""
    year: int | None = None


def check_taken_in(new: NewEntry, standing: Standing) -> None:
    """Raises BadAnswer for what can't be, CaseChanged when another log was taken in meanwhile."""
    said: LogTakenIn = new.said
    if new.subject != next_import(standing.entries):
        raise CaseChanged(tr("En anden har hentet en log ind i sagen imens. Gå tilbage til sagen, og hent loggen igen."))
    counts = (said.taken, said.repeated, said.left_out)
    if min(counts) < 0 or sum(counts) != said.rows or not 0 < said.rows <= MOST_ROWS + 1:
        raise BadAnswer(tr("Tallene for den hentede log stemmer ikke."), "rows")
    if not 1 <= said.attachment <= standing.attachments or not _SHA256.fullmatch(said.sha256):
        raise BadAnswer(tr("Originalen af loggen er ikke blandt sagens bilag."), "attachment")
    if len(said.columns) > MOST_COLUMNS:
        raise BadAnswer(tr("Tallene for den hentede log stemmer ikke."), "columns")
    for column in said.columns:
        check_safe(column.heading, _MOST_HEADING)


def check_belongs(addition: Addition, taken_in: LogTakenIn) -> int:
    """The import number of the incidents. Raises BadAnswer when they are not those of that reading, and no others."""
    numbers = {one.log.import_number for one in addition.incidents if one.log.source is LogSource.LOG}
    if len(numbers) != 1 or len(addition.incidents) != taken_in.taken or addition.answers:
        raise BadAnswer(tr("Tallene for den hentede log stemmer ikke."), "taken")
    return numbers.pop()


def next_import(entries: Sequence[Entry]) -> int:
    """The number that the next reading of a log gets."""
    return max((one.subject for one in entries if one.kind is EntryKind.INCIDENTS_TAKEN_IN), default=0) + 1


def remembered(text: str, headings: Sequence[str]) -> tuple[LogField, ...]:
    """How columns under these headings were read the last time; empty when they were not, or what is kept makes no sense."""
    wanted = _mark_of(headings)
    for line in text.splitlines():
        known, _, fields = line.partition("\t")
        names = fields.split(",")
        if known == wanted and len(names) == len(headings) and set(names) <= {one.value for one in LogField}:
            return tuple(LogField(name) for name in names)
    return ()


def remembering(text: str, headings: Sequence[str], fields: Sequence[LogField]) -> str:
    """`text` with these headings on top, and not longer than is sensible."""
    wanted = _mark_of(headings)
    if not wanted:
        return text
    others = [line for line in text.splitlines() if line.partition("\t")[0] != wanted]
    names = ",".join(one.value for one in fields)
    return "\n".join((f"{wanted}\t{names}", *others[: _MOST_REMEMBERED - 1]))


def _mark_of(headings: Sequence[str]) -> str:
    """By what a form is known again: a hash, since what was taken for headings may tell of her. Empty without any."""
    folded = folded_headings(headings)
    return hashlib.sha256(folded.encode()).hexdigest() if folded.strip("|") else ""


class TakesInLogs(Protocol):
    """The part of the drawer that takes in logs."""

    def take_in_log(
        self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation, taken_in: LogTakenIn
    ) -> Evaluation:
        """Adds the incidents of a log, with the entry that says where they come from, in one transaction; the original is kept
        before, as an attachment. The desk remembers how the columns were read.

        Raises what `add_to_case` raises, BadAnswer when the numbers do not fit, CaseChanged when another log was taken in
        meanwhile: then nothing is kept."""
        ...
