"""What of a case goes into a package, as its form says it: the groups that may be sent, and no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.attachments import Attachment, AttachmentState
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.exhibits import Custody, CustodyAct, KeptExhibit, Whereabouts, exhibits_of
from stalkdesk.casework.handover.handovers import Handover, LetterElsewhere
from stalkdesk.casework.handover.package_groups import PROTECTED, group_of
from stalkdesk.casework.handover.package_visits import Began, packed_visits
from stalkdesk.casework.handover.packages import (
    SCHEMA,
    CaseFile,
    LeftOut,
    PackedAnswer,
    PackedExhibit,
    PackedFile,
    PackedFollowUp,
    PackedIncident,
    PackedLetter,
    PackedMeasure,
    PackedOutcome,
    PackedReport,
)
from stalkdesk.casework.handover.receiver_profiles import Allowance, why_said
from stalkdesk.casework.log.incident_log import LoggedIncident
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.support.follow_ups import follow_ups
from stalkdesk.casework.support.plan import measures
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist, Compartment
from stalkdesk.intake.parsing import stored
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class CaseToPack:
    """A case as it stands, both compartments."""

    reference: str
    filed_at: datetime
    checklist: Checklist
    answers: Mapping[str, tuple[Answer, Compartment]]
    incidents: Sequence[Incident]
    """In the order in which they were added, without those that were entered in error."""
    entries: Sequence[Entry]
    attachments: Sequence[Attachment]
    """Told what they are, those of B too."""
    outcome: PackedOutcome
    began: Began
    """Where it begins at this desk."""
    letters: Sequence[LetterElsewhere] = ()
    """The letters that were written, here and as far as it is known at other desks; the oldest first."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a package says beside the case."""

    package_id: str
    secret: str
    clock_until: datetime
    attachments: tuple[int, ...]


def answers_by_group(case: CaseToPack) -> dict[Group, tuple[tuple[Answer, Compartment], ...]]:
    """The answers that belong to a group, in the order of the checklist."""
    found: dict[Group, tuple[tuple[Answer, Compartment], ...]] = {}
    for question in case.checklist.questions():
        group, kept = group_of(question), case.answers.get(question.id)
        if group is not None and kept is not None:
            found[group] = (*found.get(group, ()), kept)
    return found


def files_that_go(case: CaseToPack, chosen: Collection[int], groups: Collection[Group]) -> tuple[Attachment, ...]:
    """The chosen files that may go: with the exhibits; one of compartment B only when nothing protected is held back."""
    may = {
        Compartment.FACTS: Group.EXHIBITS in groups,
        Compartment.PROTECTED: Group.EXHIBITS in groups and frozenset(groups) >= PROTECTED,
    }
    return tuple(
        one
        for one in case.attachments
        if one.number in chosen and one.state is AttachmentState.KEPT and one.sha256 and may[one.compartment]
    )


def packed(case: CaseToPack, found: Allowance, envelope: Envelope) -> CaseFile:
    """`case.json` of a package."""
    groups = frozenset(found.groups)
    answers = answers_by_group(case)
    files = files_that_go(case, envelope.attachments, groups)
    return CaseFile(
        schema=SCHEMA,
        package_id=envelope.package_id,
        secret=envelope.secret,
        reference=case.reference,
        filed_at=case.filed_at,
        checklist_version=case.checklist.version,
        clock_until=envelope.clock_until,
        groups=list(found.groups),
        left_out=[LeftOut(group, why_said(why)) for group, why in found.left_out],
        basis=", ".join(found.bases),
        outcome=case.outcome if Group.RISK in groups else None,
        answers=[_answer(*kept) for group in found.groups for kept in answers.get(group, ())],
        incidents=[_incident(one) for one in case.incidents] if Group.INCIDENTS in groups else [],
        visits=packed_visits(case.entries, case.began, groups) if Group.VISITS in groups else [],
        exhibits=[_exhibit(one, files) for one in _exhibits(case)] if Group.EXHIBITS in groups else [],
        measures=_measures(case) if Group.PLAN in groups else [],
        follow_ups=_follow_ups(case) if Group.PLAN in groups else [],
        letters=[PackedLetter(one.what, one.at, one.desk_name) for one in case.letters] if Group.PLAN in groups else [],
        files=[PackedFile(one.number, one.name, one.said, one.compartment) for one in files],
    )


def handed_on(entries: Sequence[Entry], package: Handover) -> tuple[NewEntry, ...]:
    """The lines of custody of the exhibits whose files go along: a copy was handed on, to whom and why."""
    why = tr("Sendt med i en pakke.")
    line = Custody(CustodyAct.HANDED_ON, package.receiver_name, package.receiver_id, why)
    return tuple(
        NewEntry(EntryKind.CUSTODY, line, one.number)
        for one in exhibits_of(entries)
        if not one.is_in_error and one.exhibit.is_file and one.exhibit.attachment in package.attachments
    )


def _answer(answer: Answer, compartment: Compartment) -> PackedAnswer:
    value = stored(answer)
    return PackedAnswer(answer.question_id, value, compartment, answer.at, answer.by)  # type: ignore[arg-type]


def _incident(incident: Incident) -> PackedIncident:
    log: LoggedIncident = incident.log
    assert incident.at is not None
    return PackedIncident(
        happened=incident.happened.date,
        precision=incident.happened.precision,
        acts=list(incident.acts),
        said=incident.said,
        at=incident.at,
        by=incident.by,
        clock=log.clock,
        channel=log.channel,
        place=log.place,
        witnesses=log.witnesses,
        exhibits=", ".join((*map(str, log.exhibits), *((log.own_exhibits,) if log.own_exhibits else ()))),
        reported=PackedReport(log.reported.where, log.reported.on, log.reported.number),
    )


def _exhibits(case: CaseToPack) -> tuple[KeptExhibit, ...]:
    return tuple(one for one in exhibits_of(case.entries) if not one.is_in_error)


def _exhibit(kept: KeptExhibit, files: Sequence[Attachment]) -> PackedExhibit:
    exhibit = kept.exhibit
    goes = any(one.number == exhibit.attachment for one in files) and exhibit.is_file
    return PackedExhibit(
        number=kept.number,
        what=exhibit.what,
        where=_where(kept),
        sha256=exhibit.sha256,
        attachment=exhibit.attachment if goes else 0,
    )


def _where(kept: KeptExhibit) -> str:
    return {
        Whereabouts.HERE: tr("ligger hos afsenderen"),
        Whereabouts.GIVEN_BACK: tr("givet tilbage"),
        Whereabouts.HANDED_ON: tr("givet videre"),
        Whereabouts.DESTROYED: tr("destrueret af ejeren"),
        Whereabouts.ELSEWHERE: tr("kun en henvisning"),
    }[kept.whereabouts]


def _measures(case: CaseToPack) -> list[PackedMeasure]:
    wrong = entries_in_error(case.entries)
    return [
        PackedMeasure(one.said.need, one.said.state, one.said.who, one.said.by_when, one.said.next_call, one.said.note)
        for one in measures(case.entries)
        if one.number not in wrong
    ]


def _follow_ups(case: CaseToPack) -> list[PackedFollowUp]:
    wrong = entries_in_error(case.entries)
    return [
        PackedFollowUp(one.said.due, one.said.kind, one.said.promised, one.said.state, one.said.what)
        for one in follow_ups(case.entries)
        if one.said.is_open and one.number not in wrong
    ]
