"""Which column of her log means what: guessed from its heading and from what stands in it, and then said by the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stalkdesk.casework.log.incident_log import Channel
from stalkdesk.casework.log.log_dates import DayOrder, DayProblem, read_clock, read_day, tells_order
from stalkdesk.language import tr


class LogField(StrEnum):
    """What a column says."""

    IGNORE = "ignore"
    NUMBER = "number"
    DATE = "date"
    CLOCK = "clock"
    PLACE = "place"
    """Place or channel."""
    WHAT = "what"
    """What happened. The only field that more than one column may mean."""
    WITNESSES = "witnesses"
    EXHIBIT = "exhibit"
    REPORTED = "reported"


_HEADINGS: Final = (
    (
        LogField.REPORTED,
        "anmeldt anmeldelse politi politiet reported report police gemeldet angezeigt polizei anzeige zgłoszone policja",
    ),
    (LogField.WITNESSES, "vidne vidner witness witnesses zeuge zeugen świadek świadkowie tanık свідки"),
    (
        LogField.EXHIBIT,
        "bevis beviser bilag dokumentation evidence exhibit proof beweis beweise anlage dowód dowody kanıt доказ",
    ),
    (LogField.DATE, "dato date datum data tarih дата dag day tag dzień hvornår when wann kiedy"),
    (LogField.CLOCK, "klokkeslæt klokken kl tid tidspunkt time uhrzeit uhr zeit godzina czas saat час"),
    (
        LogField.PLACE,
        "sted kanal hvor medie platform hvordan place location where channel ort wo kanal miejsce gdzie yer місце",
    ),
    (
        LogField.WHAT,
        "hvad hændelse hændelsen hændelsesforløb beskrivelse skete episode forløb handling tekst what happened description"
        " incident event was vorfall beschreibung geschehen co opis zdarzenie ne olay що подія",
    ),
    (LogField.NUMBER, "nr nummer no number lfd id lp sıra"),
    (LogField.IGNORE, "reaktion påvirkning følelser reaction effect impact feelings wirkung gefühl"),
)
"""Words of a heading, the more telling first: `Bevis, bilag nr.` is an exhibit and no number. What it did to her is hers alone,
and is left out unless the person says otherwise."""
_WORDS: Final = tuple((field, frozenset(words.split())) for field, words in _HEADINGS)
_LOOKED_AT: Final = 60
_LEAST_HEADINGS: Final = 2
_HEADING_WITHIN: Final = 12
"""Rows in which the headings are looked for: above them may stand a name and a line of help."""
_MOST_HEADING: Final = 80
_Weight = Callable[[int], float]
_Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Choices:
    """How the table is to be read, as the person said or as it was guessed."""

    heading_row: int
    """Where the headings stand, from 0; -1 when there are none."""
    fields: tuple[LogField, ...]
    """One for each column."""
    order: DayOrder | None = None
    year: int | None = None
    """The year of dates that have none."""
    channel: Channel | None = None
    """What a row is of which it can't be read."""


def field_word(field: LogField) -> str:
    """A field as it is read on the screen: as the log form calls it."""
    return {
        LogField.IGNORE: tr("Tages ikke med"),
        LogField.NUMBER: tr("Nr."),
        LogField.DATE: tr("Dato"),
        LogField.CLOCK: tr("Klokkeslæt"),
        LogField.PLACE: tr("Sted eller kanal"),
        LogField.WHAT: tr("Hvad skete der"),
        LogField.WITNESSES: tr("Vidner"),
        LogField.EXHIBIT: tr("Bevis, bilag nr."),
        LogField.REPORTED: tr("Anmeldt"),
    }[field]


def guessed(rows: Sequence[tuple[str, ...]]) -> Choices:
    """How the table is most likely to be read."""
    heading = heading_row(rows)
    return with_heading(rows, heading)


def with_heading(rows: Sequence[tuple[str, ...]], heading: int) -> Choices:
    """The guess when the headings stand in that row (-1: there are none)."""
    width = len(rows[0]) if rows else 0
    said = headings(rows, heading) or ("",) * width
    fields = [field_of_heading(text) for text in said]
    body = [row for row in rows[heading + 1 :] if any(row)][:_LOOKED_AT]
    _guess_from_content(fields, body)
    dates = (row[column] for column, field in enumerate(fields) if field is LogField.DATE for row in rows[heading + 1 :])
    return Choices(heading, _once_each(fields), order_told(dates))


def heading_row(rows: Sequence[tuple[str, ...]]) -> int:
    """The row that reads most like headings, -1 when none does."""
    counts = [_known(row) for row in rows[:_HEADING_WITHIN]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _LEAST_HEADINGS else -1


def headings(rows: Sequence[tuple[str, ...]], heading: int) -> tuple[str, ...]:
    """The headings, each on one line."""
    if not 0 <= heading < len(rows):
        return ()
    return tuple(" ".join(text.split())[:_MOST_HEADING] for text in rows[heading])


def folded_headings(said: Iterable[str]) -> str:
    """Headings as one text by which the same form is known again."""
    return "|".join(" ".join(_words_of(text)) for text in said)


def field_of_heading(heading: str) -> LogField:
    """What a heading means; IGNORE when it is not known."""
    words = set(_words_of(heading))
    return next((field for field, known in _WORDS if words & known), LogField.IGNORE)


def order_told(dates: Iterable[str]) -> DayOrder | None:
    """The order that the dates show by themselves, when they agree."""
    told = {order for text in dates if (order := tells_order(text)) is not None}
    return told.pop() if len(told) == 1 else None


def _known(row: tuple[str, ...]) -> int:
    """How many cells read like headings of different columns."""
    found = {field_of_heading(text) for text in row if text and len(text) <= _MOST_HEADING and not re.search("[0-9]{2}", text)}
    return len(found - {LogField.IGNORE})


def _guess_from_content(fields: list[LogField], body: Sequence[tuple[str, ...]]) -> None:
    """Fills in a date, a time and a text where the headings said none."""
    free = [column for column, field in enumerate(fields) if field is LogField.IGNORE]
    if LogField.DATE not in fields:
        _give(fields, free, LogField.DATE, lambda column: _share(body, column, _is_day))
    if LogField.CLOCK not in fields:
        _give(fields, free, LogField.CLOCK, lambda column: _share(body, column, _is_clock))
    if LogField.WHAT not in fields:
        _give(fields, free, LogField.WHAT, lambda column: sum(len(row[column]) for row in body) / (10 * max(len(body), 1)))


def _give(fields: list[LogField], free: list[int], field: LogField, weight: _Weight) -> None:
    best = max(free, key=weight, default=None)
    if best is not None and weight(best) >= 0.5:
        fields[best] = field
        free.remove(best)


def _share(body: Sequence[tuple[str, ...]], column: int, holds: _Holds) -> float:
    said = [row[column] for row in body if row[column]]
    return sum(map(holds, said)) / len(said) if said else 0.0


def _is_day(text: str) -> bool:
    found = read_day(text, DayOrder.DAY_FIRST, 2000)
    return not isinstance(found, DayProblem) and not text.isdigit()


def _is_clock(text: str) -> bool:
    return bool(re.search("[0-9][:.][0-9]", text)) and bool(read_clock(text).clock)


def _once_each(fields: Sequence[LogField]) -> tuple[LogField, ...]:
    """Each field once, the first column of it; what happened may stand in several."""
    seen: set[LogField] = set()
    kept = []
    for field in fields:
        is_again = field in seen and field is not LogField.WHAT
        kept.append(LogField.IGNORE if is_again else field)
        seen.add(field)
    return tuple(kept)


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())


CHANNEL_WORDS: Final = MappingProxyType(
    {
        Channel.SMS: "sms mms tekstbesked imessage textnachricht esemes",
        Channel.EMAIL: "mail mails email emails e-mail e-mails gmail hotmail",
        Channel.SOCIAL: "facebook messenger instagram insta snapchat snap whatsapp tiktok telegram signal viber linkedin chat"
        " besked beskeder some profil opslag twitter discord",
        Channel.CALL: "telefon telefonen opkald opringning opringninger ringede ringer ringet mobil call called calls phone"
        " anruf anrufe dzwonił voicemail telefonsvarer",
        Channel.DIGITAL: "gps airtag sporing tracker spyware stalkerware hack hacket hacking login konto kontoen",
        Channel.PROPERTY: "hærværk ødelagt ødelagde ridset dæk smadret smadrede stjålet vandalism vandalised",
        Channel.GIFT: "gave gaver blomster blomst buket pakke gift flowers geschenk blumen kwiaty prezent",
        Channel.LETTER: "brev breve seddel sedler postkort kuvert postkasse postkassen letter note brief zettel list",
        Channel.FOLLOWING: "fulgte forfulgte forfølger følger efterfulgt followed following verfolgt śledził",
        Channel.VEHICLE: "forbi parkeret bilen bil car auto samochód scooter",
        Channel.AT_HOME: "hjem hjemme hjemmet bopæl bolig lejlighed hoveddør hoveddøren opgang opgangen haven indkørsel"
        " indkørslen altan dørklokke home house zuhause wohnung dom",
        Channel.AT_WORK: "arbejde arbejdet arbejdsplads arbejdspladsen job jobbet kontor kontoret skole skolen studie work"
        " office school arbeit schule praca szkoła",
        Channel.THROUGH_OTHERS: "veninde ven venner familie nabo naboen kollega mor far søster bror friend family neighbour",
        Channel.IN_PERSON: "personligt gaden gade bus bussen busstoppet tog toget station stationen butik butikken supermarked"
        " supermarkedet træningscenter park parken mødte opsøgte street shop bus-stop straße ulica",
    }
)
"""Words by which a channel is known, the more telling first."""
_CHANNELS: Final = tuple((channel, frozenset(words.split())) for channel, words in CHANNEL_WORDS.items())
_PARTS_OF_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def channel_of(place: str, said: str) -> Channel | None:
    """The channel that place or channel says; failing that, what happened. None when neither says one."""
    for text in (place, said):
        words = set(_PARTS_OF_WORDS.findall(text.casefold()))
        found = next((channel for channel, known in _CHANNELS if words & known), None)
        if found is not None:
            return found
    return None
