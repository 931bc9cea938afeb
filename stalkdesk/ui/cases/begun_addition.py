"""What an officer has begun to add to a case and not saved yet. It lives on the desk and, sealed, in the
drawer (`KeepingBegun`).

It is written through with each change, so that going elsewhere, a locked desk or a killed program loses nothing: the same
officer finds it again when she opens the case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stalkdesk.casework.additions import MOST_SAID, Addition, Incident
from stalkdesk.casework.log.incident_log import NOTHING_LOGGED, LoggedIncident
from stalkdesk.errors import BadAnswer, TooLong
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist, Tense
from stalkdesk.intake.dates import read_date, shown_date
from stalkdesk.intake.parsing import shown
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.ui.cases.act_words import acts_said
from stalkdesk.ui.cases.quick_line import QuickLine


@dataclass(slots=True)
class BegunIncident:
    """An incident as it is typed, unchecked."""

    untrusted_date: object = None
    acts: tuple[str, ...] = ()
    said: str = ""
    log: LoggedIncident = NOTHING_LOGGED
    """What the log says besides; it came from the quick entry, and goes back with the incident."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.untrusted_date is None and not self.acts and not self.said.strip()


class Kind(StrEnum):
    """What a line of the addition is."""

    INCIDENT = "incident"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class AddedLine:
    """One thing that is to be added: which one, and how it reads."""

    kind: Kind
    place: int
    """Of an incident: where it stands."""
    question_id: str
    says: str


@dataclass(slots=True)
class BegunAddition:
    """Incidents, answers and the reason, as far as they have come."""

    reference: str
    incidents: list[Incident] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    unfinished: dict[str, object] = field(default_factory=dict)
    """What was typed at a question and is no answer yet, unchecked."""
    incident: BegunIncident = field(default_factory=BegunIncident)
    """The one on the screen."""
    reason: str = ""
    quick: QuickLine = field(default_factory=QuickLine)
    """The line of the quick entry, as far as it has come."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        has_content = bool(self.incidents or self.answers or self.unfinished or self.reason.strip())
        return not has_content and self.incident.is_empty and self.quick.is_empty

    @property
    def has_something(self) -> bool:
        """Whether there is an incident or an answer that can be added."""
        return bool(self.incidents or self.answers)

    def take_incident(self, today: date) -> None:
        """Takes the incident on the screen among those to be added. Raises BadAnswer, TooLong: what was typed stays."""
        begun = self.incident
        if begun.untrusted_date is None:
            raise BadAnswer(tr("Skriv, hvornår det skete. Måned og år er nok."), "happened")
        happened = read_date(begun.untrusted_date, Tense.PAST, today, "happened")
        if not begun.acts:
            raise BadAnswer(tr("Vælg mindst én af de ting, der skete."), "acts")
        if len(begun.said) > MOST_SAID:
            raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=MOST_SAID))
        said = cleaned(begun.said, MOST_SAID, "said", has_lines=True)
        self.incidents.append(Incident(happened, begun.acts, said, log=begun.log))
        self.incident = BegunIncident()

    def edit_incident(self, place: int) -> None:
        """Puts an incident back on the screen; one that was half typed there is to be taken or left before."""
        one = self.incidents.pop(place)
        self.incident = BegunIncident(
            {"date": one.happened.date, "precision": one.happened.precision.value}, one.acts, one.said, one.log
        )

    def lines(self, checklist: Checklist, stands: Callable[[str], Answer | None]) -> tuple[AddedLine, ...]:
        """What is to be added, in words. `stands`: the answer that stands in the case now."""
        happened = (
            tr("Hændelse {date}: {acts}", date=shown_date(one.happened), acts=acts_said(one.acts, checklist))
            for one in self.incidents
        )
        incidents = (AddedLine(Kind.INCIDENT, place, "", says) for place, says in enumerate(happened))
        answers = (
            AddedLine(Kind.ANSWER, 0, key, _answer_said(checklist, one, stands(key))) for key, one in self.answers.items()
        )
        return (*incidents, *answers)

    def addition(self, checklist: Checklist) -> Addition:
        """What the drawer is asked to add."""
        answers = tuple((answer, checklist.question(key).compartment) for key, answer in self.answers.items())
        return Addition(self.reason.strip(), tuple(self.incidents), answers)


def _answer_said(checklist: Checklist, answer: Answer, before: Answer | None) -> str:
    question = checklist.question(answer.question_id)
    says = {"question": question.ask, "answer": shown(question, answer)}
    if before is None:
        return tr("{question} {answer}", **says)
    return tr("{question} {answer} (før: {before})", **says, before=shown(question, before))
