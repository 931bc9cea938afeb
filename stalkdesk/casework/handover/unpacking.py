"""What a package brings to a case: its answers, checked as any that come from outside, and what of them is new, the same, or
different from what stands here. Nothing is overwritten: what differs is a conflict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stalkdesk.casework.additions import MOST_SAID, Incident
from stalkdesk.casework.handover.handovers import Conflict
from stalkdesk.casework.handover.package_groups import group_of
from stalkdesk.casework.handover.packages import CaseFile, PackedIncident
from stalkdesk.casework.log.incident_log import MOST_SHORT, LoggedIncident, Reported
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.errors import BadAnswer, TooLong
from stalkdesk.intake.answers import Answer, AnswerState, DateValue
from stalkdesk.intake.checklist import AnswerKind, Checklist, Compartment
from stalkdesk.intake.parsing import parsed, stored
from stalkdesk.language import tr

MOST_LABEL: Final = 40
"""Most characters of who wrote something at the other desk, as it stands beside it here."""

Kept = tuple[Answer, Compartment]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a package brings to a case that is here already."""

    fresh: tuple[Kept, ...]
    """Answers to questions that are open here."""
    differing: tuple[Kept, ...]
    """Answers to questions that are answered otherwise here."""


def label_of(desk_name: str) -> str:
    """The desk's name where initials stand."""
    return desk_name if len(desk_name) <= MOST_LABEL else desk_name[: MOST_LABEL - 1].rstrip() + "…"


def answers_in(case: CaseFile, checklist: Checklist, today: date, desk_name: str) -> dict[str, Kept]:
    """The answers of a package, each checked against its question as if it were typed, and protected where either desk protects
    it. Raises BadAnswer or TooLong for one that can't be, or that belongs to no group that was sent."""
    questions = {question.id: question for question in checklist.questions()}
    sent, found = frozenset(case.groups), dict[str, Kept]()
    for one in case.answers:
        question = questions.get(one.id)
        group: Group | None = group_of(question) if question is not None else None
        if question is None or group not in sent or one.id in found:
            raise BadAnswer(tr("Pakken har et svar, der ikke hører til tjeklisten."), one.id)
        by = label_of(f"{one.by}, {desk_name}" if one.by else desk_name)
        is_protected = Compartment.PROTECTED in (question.compartment, one.compartment)
        kept = Compartment.PROTECTED if is_protected else Compartment.FACTS
        then = min(day_in_denmark(one.at), today)  # what was agreed for a day to come may have passed since
        found[one.id] = (parsed(question, one.value, one.at, by, then), kept)
    return found


def incidents_in(case: CaseFile) -> tuple[Incident, ...]:
    """The incidents of a package. Raises TooLong for one that is longer than one may be here."""
    return tuple(_incident(one) for one in case.incidents)


def fingerprint(incident: Incident) -> str:
    """What tells that two incidents are one: the day, what was done and what was said of it; whoever wrote it, and when."""
    said = " ".join(incident.said.split()).casefold()
    facts = [incident.happened.date, incident.happened.precision.value, sorted(set(incident.acts)), incident.log.clock, said]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def fresh_incidents(theirs: Sequence[Incident], ours: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents that are not here yet, each once."""
    known = {fingerprint(one) for one in ours}
    found = {fingerprint(one): one for one in theirs}
    return tuple(one for mark, one in found.items() if mark not in known)


def brought(theirs: Mapping[str, Kept], ours: Mapping[str, Answer]) -> Brought:
    """What of their answers is new here and what differs; what they do not know changes nothing here."""
    fresh, differing = [], []
    for question_id, kept in theirs.items():
        if kept[0].state is not AnswerState.GIVEN:
            continue
        stood = ours.get(question_id)
        if stood is None or stood.state is not AnswerState.GIVEN:
            fresh.append(kept)
        elif _said_by(stood) != _said_by(kept[0]):
            differing.append(kept)
    return Brought(tuple(fresh), tuple(differing))


def _said_by(answer: Answer) -> object:
    """What an answer says: of several choices, their order says nothing."""
    return frozenset(answer.value) if isinstance(answer.value, tuple) else answer.value


def conflict_of(theirs: Kept, ours: Answer, kind: AnswerKind, package_id: str, desk_name: str) -> Conflict:
    """Two answers to one question."""
    return Conflict(
        package_id=package_id,
        desk_name=desk_name,
        question_id=ours.question_id,
        kind=kind,
        ours=json.dumps(stored(ours)),
        theirs=json.dumps(stored(theirs[0])),
        is_protected=theirs[1] is Compartment.PROTECTED,
    )


def is_told_already(conflict: Conflict, known: Sequence[Conflict]) -> bool:
    """Whether the same two answers stood against one another before: what was settled is not asked again."""
    facts = (conflict.question_id, conflict.ours, conflict.theirs)
    return any((one.question_id, one.ours, one.theirs) == facts for one in known)


def _incident(one: PackedIncident) -> Incident:
    log = LoggedIncident(
        clock=one.clock,
        channel=one.channel,
        place=one.place,
        witnesses=one.witnesses,
        own_exhibits=one.exhibits,
        reported=Reported(one.reported.where, one.reported.on, one.reported.number),
    )
    if len(one.said) > MOST_SAID or max(len(one.place), len(one.witnesses), len(one.exhibits)) > MOST_SHORT:
        raise TooLong(tr("En hændelse i pakken er længere, end en hændelse kan være her."))
    return Incident(DateValue(one.happened, one.precision), tuple(one.acts), one.said, log=log)
