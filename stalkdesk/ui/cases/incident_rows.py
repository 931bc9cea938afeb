"""The incidents of a case as the lines of a log: how each column reads, which are found by what is typed. Nothing of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.cases import Case
from stalkdesk.casework.errors_entered import Wrong, incidents_in_error, marks
from stalkdesk.casework.log.incident_log import LoggedIncident, LogSource, channel_word, typical_of
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.dates import date_range, shown_date
from stalkdesk.language import tr
from stalkdesk.ui.cases.act_words import act_words


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line."""

    incident: Incident
    when: str
    clock: str
    channel: str
    what: str
    """What was said in short; the acts where nothing was."""
    witnesses: str
    exhibits: str
    reported: str
    acts: str
    typical: int = 0
    """1, 2, … for a typical example; 0 for none."""
    error: str = ""
    """Why it is in error; empty when it is not."""
    found_by: str = field(default="", compare=False)
    """Everything that it is found by, in small letters."""

    @property
    def number(self) -> int:
        """The incident's."""
        return self.incident.number

    @property
    def is_in_error(self) -> bool:
        """Whether it was entered in error."""
        return bool(self.error)


def log_rows(case: Case, checklist: Checklist) -> tuple[LogRow, ...]:
    """The lines of a case, the newest incident first; of one day the later clock time, then the later number."""
    wrong, words = incidents_in_error(case.entries), act_words(checklist)
    why = {number: mark.said.reason for (what, number), mark in marks(case.entries).items() if what is Wrong.INCIDENT}
    typical = {number: place for place, number in enumerate(typical_of(case.entries), start=1)}
    newest_first = sorted(case.incidents, key=_order, reverse=True)
    return tuple(
        _row(one, words, typical.get(one.number, 0), why[one.number] if one.number in wrong else "") for one in newest_first
    )


def found(rows: Iterable[LogRow], typed: str) -> tuple[LogRow, ...]:
    """The lines in which every typed word stands somewhere."""
    words = typed.casefold().split()
    return tuple(row for row in rows if all(word in row.found_by for word in words))


def reported_said(log: LoggedIncident) -> str:
    """Where, when and under which number it was reported."""
    reported = log.reported
    on = shown_date(DateValue(reported.on)) if reported.on else ""
    return " · ".join(text for text in (reported.where, on, reported.number) if text)


def exhibits_said(log: LoggedIncident) -> str:
    """The exhibits, ours before hers."""
    ours = ", ".join(str(number) for number in log.exhibits)
    hers = tr("egen log: {exhibits}", exhibits=log.own_exhibits) if log.own_exhibits else ""
    return " · ".join(text for text in (ours, hers) if text)


def source_said(log: LoggedIncident) -> str:
    """Where the line comes from."""
    if log.source is LogSource.DESK:
        return tr("Skrevet ved skranken")
    return tr("Fra den udsattes egen log, indlæsning {number}", number=log.import_number)


def shown_clock(clock: str) -> str:
    """`14:30` as it is read: `14.30`."""
    return clock.replace(":", ".")


def _order(one: Incident) -> tuple[object, ...]:
    first, last = date_range(one.happened.date)
    return last, first, one.log.clock, one.number


def _row(one: Incident, words: Mapping[str, str], typical: int, error: str) -> LogRow:
    log = one.log
    acts = ", ".join(words.get(act, act) for act in one.acts)
    shown = (
        shown_date(one.happened),
        shown_clock(log.clock),
        "" if log.channel is None else channel_word(log.channel),
        " ".join(one.said.split()) or acts,
        log.witnesses,
        exhibits_said(log),
        reported_said(log),
        acts,
    )
    found_by = " ".join((*shown, log.place, str(one.number))).casefold()
    return LogRow(one, *shown, typical=typical, error=error, found_by=found_by)
