"""One line of the quick entry as it is typed, and the incident that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stalkdesk.casework.additions import MOST_SAID, Incident
from stalkdesk.casework.log.incident_log import MOST_SHORT, Channel, LoggedIncident, Reported, acts_for, check_logged
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DatePrecision
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.ui.cases.incident_when import read_when
from stalkdesk.ui.intake.fields.date_text import kept_form, typed_form

TEXTS: Final = ("when", "said", "place", "witnesses", "exhibits", "reported_where", "reported_on", "reported_number")
"""The fields that are typed."""
_NUMBERS = re.compile(r"[0-9]{1,5}(?:[\s,;]+[0-9]{1,5})*", re.ASCII)


@dataclass(slots=True)
class QuickLine:
    """What is typed, unchecked. `acts` is None while they follow from the channel."""

    when: str = ""
    channel: Channel | None = None
    said: str = ""
    acts: tuple[str, ...] | None = None
    place: str = ""
    witnesses: str = ""
    exhibits: str = ""
    reported_where: str = ""
    reported_on: str = ""
    reported_number: str = ""

    @classmethod
    def of(cls, one: Incident) -> QuickLine:
        """An incident put back to be typed on."""
        log, about = one.log, "ca. " if one.happened.precision is DatePrecision.ABOUT else ""
        when = f"{about}{typed_form(one.happened.date)} {log.clock.replace(':', '.')}".strip()
        return cls(
            when=when,
            channel=log.channel,
            said=one.said,
            acts=None if one.acts == acts_for(log.channel) else one.acts,
            place=log.place,
            witnesses=log.witnesses,
            exhibits=", ".join(str(number) for number in log.exhibits),
            reported_where=log.reported.where,
            reported_on=typed_form(log.reported.on),
            reported_number=log.reported.number,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost: a channel alone, left standing, is no begun line."""
        return self.acts is None and not any(getattr(self, name).strip() for name in TEXTS)

    @property
    def acts_now(self) -> tuple[str, ...]:
        """Those that were chosen, or that follow from the channel."""
        return acts_for(self.channel) if self.acts is None else self.acts

    def incident(self, today: date) -> Incident:
        """The incident. Raises BadAnswer and TooLong with a sentence, and the name of the field."""
        when = read_when(self.when, today)
        if self.channel is None:
            raise BadAnswer(tr("Vælg en kanal: hvordan eller hvor det skete."), "channel")
        if not self.acts_now:
            raise BadAnswer(tr("Vælg under »Handlinger«, hvad der skete."), "acts")
        said = cleaned(self.said, MOST_SAID, "said", has_lines=True)
        if not said:
            raise BadAnswer(tr("Skriv kort, hvad der skete."), "said")
        log = LoggedIncident(
            clock=when.clock,
            channel=self.channel,
            place=cleaned(self.place, MOST_SHORT, "place"),
            witnesses=cleaned(self.witnesses, MOST_SHORT, "witnesses"),
            exhibits=exhibits_in(self.exhibits),
            reported=Reported(
                cleaned(self.reported_where, MOST_SHORT, "reported_where"),
                _reported_on(self.reported_on, today),
                cleaned(self.reported_number, MOST_SHORT, "reported_number"),
            ),
        )
        check_logged(log, today)
        return Incident(when.happened, self.acts_now, said, log=log)


def exhibits_in(typed: str) -> tuple[int, ...]:
    """`3, 5` as numbers, each once. Raises BadAnswer."""
    text = typed.strip()
    if not text:
        return ()
    if not _NUMBERS.fullmatch(text):
        raise BadAnswer(tr("Skriv bilagenes numre med komma imellem, for eksempel 3, 5."), "exhibits")
    return tuple(dict.fromkeys(int(number) for number in re.findall("[0-9]+", text)))


def _reported_on(typed: str, today: date) -> str:
    return read_date(kept_form(typed, today), Tense.PAST, today, "reported_on").date if typed.strip() else ""
