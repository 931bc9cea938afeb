"""A log of her own as incidents: each row is taken, known already, unreadable with the reason, or left out. No row is dropped
without being seen.

Nothing is guessed that the preview does not show, and nothing is kept before the person has confirmed it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from stalkdesk.casework.additions import MOST_AT_ONCE, MOST_SAID, Addition, Incident
from stalkdesk.casework.log.incident_log import MOST_SHORT, Channel, LoggedIncident, LogSource, Reported, acts_for
from stalkdesk.casework.log.log_columns import Choices, LogField, channel_of
from stalkdesk.casework.log.log_dates import DayProblem, ReadClock, ReadDay, read_clock, read_day
from stalkdesk.errors import BadAnswer, TooLong
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr

NOTHING: Final = frozenset({"", "-", "–", "ingen", "nej", "intet", "none", "no", "nein", "keine", "nie", "brak", "n/a", "/"})
"""What people write where there is nothing."""
_SIGNS = re.compile(r"[\W_]+")


class RowState(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left_out"


class RowWhy(StrEnum):
    """Why a row is not taken as it stands."""

    NONE = ""
    BLANK = "blank"
    HEADINGS = "headings"
    """Above the table, or the headings again."""
    BY_PERSON = "by_person"
    IN_FILE = "in_file"
    ON_CASE = "on_case"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    NO_SUCH_DAY = "no_such_day"
    NO_YEAR = "no_year"
    WHICH_ORDER = "which_order"
    FUTURE = "future"
    NO_TEXT = "no_text"
    NO_CHANNEL = "no_channel"
    TOO_LONG = "too_long"
    BAD_TEXT = "bad_text"
    SECTION = "section"
    """One cell over the whole width: a heading between the entries."""


_DAY_WHY: Final = {
    DayProblem.EMPTY: RowWhy.NO_DATE,
    DayProblem.UNREADABLE: RowWhy.BAD_DATE,
    DayProblem.NO_SUCH_DAY: RowWhy.NO_SUCH_DAY,
    DayProblem.NO_YEAR: RowWhy.NO_YEAR,
    DayProblem.WHICH_ORDER: RowWhy.WHICH_ORDER,
}


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What the person changed in a row, and whether she left it out, or takes it although it is known already."""

    texts: Mapping[LogField, str] = field(default_factory=dict)
    channel: Channel | None = None
    acts: tuple[str, ...] = ()
    is_left_out: bool | None = None
    """None: as the program found it."""


NOT_EDITED: Final = RowEdit()


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the file and what becomes of it."""

    number: int
    """As the file counts, from 1."""
    texts: Mapping[LogField, str]
    """What stands in it by field, with what was mended."""
    state: RowState
    why: RowWhy = RowWhy.NONE
    incident: Incident | None = None
    """How it would be kept; None when it can't be read."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of the file, in its order."""

    rows: tuple[LogRow, ...]

    def count(self, state: RowState) -> int:
        """How many rows are so."""
        return sum(row.state is state for row in self.rows)

    @property
    def taken(self) -> tuple[Incident, ...]:
        """The incidents that are to be added, the earliest first."""
        found = [row.incident for row in self.rows if row.state is RowState.TAKEN and row.incident is not None]
        return tuple(sorted(found, key=lambda one: (one.happened.date, one.log.clock)))


def why_said(why: RowWhy) -> str:
    """Why a row is not taken, for the person at the desk."""
    return {
        RowWhy.NONE: "",
        RowWhy.BLANK: tr("Rækken er tom."),
        RowWhy.HEADINGS: tr("Overskrifter."),
        RowWhy.BY_PERSON: tr("Du har udeladt den."),
        RowWhy.IN_FILE: tr("Den samme hændelse står længere oppe i filen."),
        RowWhy.ON_CASE: tr("Hændelsen findes allerede i sagen."),
        RowWhy.NO_DATE: tr("Der står ingen dato."),
        RowWhy.BAD_DATE: tr("Datoen kan ikke læses."),
        RowWhy.NO_SUCH_DAY: tr("Datoen findes ikke."),
        RowWhy.NO_YEAR: tr("Der mangler et årstal."),
        RowWhy.WHICH_ORDER: tr("Det kan ikke ses, hvad der er dag, og hvad der er måned."),
        RowWhy.FUTURE: tr("Datoen ligger i fremtiden."),
        RowWhy.NO_TEXT: tr("Der står ikke, hvad der skete."),
        RowWhy.NO_CHANNEL: tr("Det kan ikke læses, hvordan det skete. Vælg kanal."),
        RowWhy.TOO_LONG: tr("En af teksterne er for lang. Gør den kortere; originalen bliver gemt."),
        RowWhy.BAD_TEXT: tr("En af teksterne har tegn, der ikke kan gemmes."),
        RowWhy.SECTION: tr("Rækken ser ud som en overskrift."),
    }[why]


@dataclass(frozen=True, slots=True)
class Against:
    """What rows are held against."""

    existing: Sequence[Incident]
    """Those of the case."""
    today: date
    import_number: int


Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read by itself, before it is held against the others."""

    edit: RowEdit
    date_above: str
    row: LogRow
    key: Key | None


Memory = dict[int, ReadRow]
"""Rows as they were read the last time, by number: what was not edited since is not read again. For one table and one set of
choices."""


def preview(
    rows: Sequence[tuple[str, ...]],
    choices: Choices,
    edits: Mapping[int, RowEdit],
    against: Against,
    memory: Memory | None = None,
) -> Preview:
    """What becomes of each row. `edits`: by the number of the row."""
    memory = {} if memory is None else memory
    known, seen = {repeat_key(one) for one in against.existing}, set[Key]()
    is_heading = _heading_test(rows, choices.heading_row)
    date_column = choices.fields.index(LogField.DATE) if LogField.DATE in choices.fields else -1
    found, date_above = [], ""
    for number, cells in enumerate(rows, start=1):
        if number <= choices.heading_row + 1 or is_heading(cells):
            found.append(LogRow(number, _texts(cells, choices.fields), RowState.LEFT_OUT, RowWhy.HEADINGS))
            continue
        edit, read = edits.get(number, NOT_EDITED), memory.get(number)
        if read is None or read.edit != edit or read.date_above != date_above:
            row = _row(number, cells, date_above, edit, choices, against)
            read = memory[number] = ReadRow(edit, date_above, row, None if row.incident is None else repeat_key(row.incident))
        found.append(_unless_repeated(read, known, seen))
        date_above = cells[date_column] or date_above if date_column >= 0 else ""
    return Preview(tuple(found))


def repeat_key(incident: Incident) -> Key:
    """What makes two incidents the same: day, time and words, whatever the case and the signs between them."""
    return incident.happened.date, incident.log.clock, _folded(incident.said)


def addition_of(found: Preview, reason: str) -> Addition:
    """All incidents that are taken, as one addition. Raises TooLong when they are too many for one."""
    taken = found.taken
    if len(taken) > MOST_AT_ONCE:
        raise TooLong(tr("Der kan højst føjes {most} hændelser til på én gang. Del dem op.", most=MOST_AT_ONCE))
    return Addition(reason.strip(), taken)


def years_asked(rows: Sequence[tuple[str, ...]], choices: Choices) -> bool:
    """Whether a date of the file has no year."""
    return _asks(rows, replace(choices, year=None), DayProblem.NO_YEAR)


def order_asked(rows: Sequence[tuple[str, ...]], choices: Choices) -> bool:
    """Whether a date of the file can be read in two ways."""
    return _asks(rows, replace(choices, order=None, year=2000), DayProblem.WHICH_ORDER)


def _asks(rows: Sequence[tuple[str, ...]], choices: Choices, problem: DayProblem) -> bool:
    columns = [column for column, one in enumerate(choices.fields) if one is LogField.DATE]
    dates = (row[column] for column in columns for row in rows[choices.heading_row + 1 :])
    return any(read_day(text, choices.order, choices.year) is problem for text in dates)


def _texts(cells: tuple[str, ...], fields: Sequence[LogField]) -> dict[LogField, str]:
    texts: dict[LogField, str] = {}
    for cell, one in zip(cells, fields, strict=False):
        if one is LogField.IGNORE:
            continue
        if one is LogField.WHAT and texts.get(one):
            texts[one] = f"{texts[one]}\n{cell}".strip()
        elif one not in texts:
            texts[one] = cell
    return texts


def _row(number: int, cells: tuple[str, ...], date_above: str, edit: RowEdit, choices: Choices, against: Against) -> LogRow:
    texts = _texts(cells, choices.fields)
    if not texts.get(LogField.DATE) and (texts.get(LogField.WHAT) or texts.get(LogField.PLACE)):
        texts[LogField.DATE] = date_above
    texts.update(edit.texts)
    if not any(cells) and edit == NOT_EDITED:
        return LogRow(number, texts, RowState.LEFT_OUT, RowWhy.BLANK)
    if edit.is_left_out:
        return LogRow(number, texts, RowState.LEFT_OUT, RowWhy.BY_PERSON)
    if len(cells) > 2 and len(set(cells)) == 1 and not edit.texts:
        return LogRow(number, texts, RowState.UNREADABLE, RowWhy.SECTION)
    made = _incident(texts, edit, choices, against)
    if isinstance(made, RowWhy):
        return LogRow(number, texts, RowState.UNREADABLE, made)
    return LogRow(number, texts, RowState.TAKEN, RowWhy.NONE, made)


def _unless_repeated(read: ReadRow, known: set[Key], seen: set[Key]) -> LogRow:
    if read.key is None:
        return read.row
    why = RowWhy.ON_CASE if read.key in known else RowWhy.IN_FILE if read.key in seen else RowWhy.NONE
    seen.add(read.key)
    if why is RowWhy.NONE or read.edit.is_left_out is False:
        return read.row
    return replace(read.row, state=RowState.REPEATED, why=why)


def _incident(texts: Mapping[LogField, str], edit: RowEdit, choices: Choices, against: Against) -> Incident | RowWhy:
    day = read_day(texts.get(LogField.DATE, ""), choices.order, choices.year)
    if isinstance(day, DayProblem):
        return _DAY_WHY[day]
    place, said = texts.get(LogField.PLACE, ""), texts.get(LogField.WHAT, "")
    if not said:
        return RowWhy.NO_TEXT
    channel = edit.channel or channel_of(place, said) or choices.channel
    acts = edit.acts or acts_for(channel)
    if channel is None or not acts:
        return RowWhy.NO_CHANNEL
    happened = _past(day.day, against.today)
    if happened is None:
        return RowWhy.FUTURE
    clock = _clock(texts, day)
    if clock.words:
        said = f"{said} ({clock.words})"
    try:
        log = _logged(texts, place, channel, clock.clock, against)
        return Incident(happened, acts, cleaned(said, MOST_SAID, "said", has_lines=True), log=log)
    except TooLong:
        return RowWhy.TOO_LONG
    except BadAnswer:
        return RowWhy.TOO_LONG if any(len(text) > MOST_SHORT for text in texts.values()) else RowWhy.BAD_TEXT


def _past(day: DateValue, today: date) -> DateValue | None:
    try:
        return read_date({"date": day.date, "precision": day.precision.value}, Tense.PAST, today, "happened")
    except BadAnswer:
        return None


def _clock(texts: Mapping[LogField, str], day: ReadDay) -> ReadClock:
    written = texts.get(LogField.CLOCK, "")
    if not written or written.casefold() in NOTHING:
        return ReadClock(day.clock)
    return read_clock(written)


def _logged(texts: Mapping[LogField, str], place: str, channel: Channel, clock: str, against: Against) -> LoggedIncident:
    def short(one: LogField) -> str:
        text = cleaned(texts.get(one, ""), MOST_SHORT, one.value)
        return "" if text.casefold().strip(" .") in NOTHING else text

    return LoggedIncident(
        clock=clock,
        channel=channel,
        place=cleaned(place, MOST_SHORT, "place"),
        witnesses=short(LogField.WITNESSES),
        own_exhibits=short(LogField.EXHIBIT),
        reported=Reported(where=short(LogField.REPORTED)),
        source=LogSource.LOG,
        import_number=against.import_number,
    )


def _folded(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


def _heading_test(rows: Sequence[tuple[str, ...]], heading: int) -> Callable[[tuple[str, ...]], bool]:
    """Whether a row says the headings again, as the next page of a form does."""
    said = tuple(map(_folded, rows[heading])) if heading >= 0 else ()
    first = next((column for column, text in enumerate(said) if text), None)
    if first is None:
        return lambda _: False
    return lambda cells: _folded(cells[first]) == said[first] and tuple(map(_folded, cells)) == said


def unreadable_by_why(found: Preview) -> Mapping[RowWhy, int]:
    """How many rows can't be read, by the reason."""
    return Counter(row.why for row in found.rows if row.state is RowState.UNREADABLE)
