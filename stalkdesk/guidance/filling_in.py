"""What a sheet is filled in with, read from a case.

Only answers of compartment A are looked at, and of those only the few named here are ever printed: nothing that the other party
must not see has a way onto the paper (docs/domain.md 4, 10).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.attachments import Attachment, AttachmentKind
from stalkdesk.casework.cases import Case
from stalkdesk.casework.errors_entered import incidents_in_error
from stalkdesk.casework.exhibits import KeptExhibit, exhibits_of, full_code, not_yet_exhibits
from stalkdesk.casework.officers import ContactPerson, Unit
from stalkdesk.casework.visits import contacts_of
from stalkdesk.guidance.sheet_setting import (
    POLICE_REPORT,
    SHARE_WITH,
    ExhibitOnPaper,
    GuidedPoint,
    KnownIncident,
    PersonOnPaper,
    SheetSetting,
    VisitOnPaper,
)
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue

PRINTED_ANSWERS: Final[tuple[str, ...]] = (
    "contact_person",
    "deputy_person",
    "next_step_1",
    "next_step_2",
    "next_step_3",
    "follow_up_on",
    "police_report",
    "police_journal_number",
    "share_with",
)
"""The only questions whose answers can come to stand on a sheet; all of compartment A."""

GUIDED: Final[tuple[str, ...]] = (
    "guided_lawyer",
    "guided_claims",
    "guided_compensation",
    "guided_victim_support",
    "guided_witness",
    "guided_core_advice",
)
"""The ticks of what the victim was told; of these, time and initials can come to stand on a sheet."""

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def setting_for(
    case: Case,
    unit: Unit,
    contacts: Sequence[ContactPerson],
    agencies: Sequence[Agency],
    words: Mapping[str, str],
    now: datetime,
    local: Mapping[str, str] = MappingProxyType({}),
) -> SheetSetting:
    """The setting of a filed case. `agencies` and `words` are in the language of the sheet, `now` is aware, `local` is what
    the authority has filled in."""
    setting = sheet_setting_from(
        case.answers,
        unit=unit,
        contacts=contacts,
        agencies=agencies,
        words=words,
        now=now,
        protected_ids=case.protected_ids,
        reference=case.line.reference,
        officer_name=case.line.officer_name,
        local=local,
    )
    return replace(
        setting,
        exhibits=_exhibits(case),
        incidents=_incidents(case),
        next_incident=_next_incident(case),
        visit=_visit(case),
    )


def blank_setting(
    unit: Unit,
    contacts: Sequence[ContactPerson],
    agencies: Sequence[Agency],
    words: Mapping[str, str],
    now: datetime,
    local: Mapping[str, str] = MappingProxyType({}),
) -> SheetSetting:
    """The setting of a sheet that is printed from the shelf, without a case: lines to write on, filled in by hand."""
    return sheet_setting_from({}, unit=unit, contacts=contacts, agencies=agencies, words=words, now=now, local=local)


def sheet_setting_from(
    answers: Mapping[str, Answer],
    *,
    unit: Unit,
    contacts: Sequence[ContactPerson],
    agencies: Sequence[Agency],
    words: Mapping[str, str],
    now: datetime,
    protected_ids: Collection[str] = (),
    reference: str = "",
    officer_name: str = "",
    local: Mapping[str, str] = MappingProxyType({}),
) -> SheetSetting:
    """The setting that the answers give. What stands in `protected_ids` is dropped before anything is read."""
    public = {question_id: answer for question_id, answer in answers.items() if question_id not in protected_ids}
    printed = {question_id: public[question_id] for question_id in PRINTED_ANSWERS if question_id in public}
    steps = (_text(printed, f"next_step_{number}") for number in (1, 2, 3))
    return SheetSetting(
        on=now.astimezone(_COPENHAGEN).date(),
        unit=unit,
        words=words,
        agencies=tuple(agencies),
        reference=reference,
        officer_name=officer_name,
        contact_person=_person(printed, "contact_person", contacts),
        deputy=_person(printed, "deputy_person", contacts),
        next_steps=tuple(step for step in steps if step),
        follow_up_on=_day(printed),
        police_report=_choice(printed, "police_report", POLICE_REPORT),
        police_journal_number=_text(printed, "police_journal_number"),
        share_with=_share_with(printed),
        answers=public,
        guided=_guided(public),
        local=local,
    )


def _exhibits(case: Case) -> tuple[ExhibitOnPaper, ...]:
    """The exhibits that were received, without those entered in error; then the attachments of compartment A that are none. A
    reference to sexual images is no thing that was received."""
    kept = [one for one in exhibits_of(case.entries) if not one.is_in_error and not one.exhibit.is_sexual_reference]
    kinds = {one.number: one.kind for one in case.attachments}
    return (
        *(_exhibit(one, kinds.get(one.exhibit.attachment)) for one in kept),
        *(_attachment(one) for one in not_yet_exhibits(case.attachments, kept)),
    )


def _exhibit(one: KeptExhibit, kind: AttachmentKind | None) -> ExhibitOnPaper:
    exhibit = one.exhibit
    shown = exhibit.what if not exhibit.marking else f"{exhibit.what} ({exhibit.marking})"
    codes = (_short(exhibit.sha256), full_code(exhibit.sha256)) if exhibit.is_file else ("", "")
    moment = _moment(one.taken_at)
    return ExhibitOnPaper(one.number, kind, codes[0], moment, one.taken_by, shown, codes[1], is_exhibit=True)


def _attachment(one: Attachment) -> ExhibitOnPaper:
    full = full_code(one.sha256)
    return ExhibitOnPaper(one.number, one.kind, _short(one.sha256), _moment(one.at), one.by, full_hash=full)


def _visit(case: Case) -> VisitOnPaper | None:
    """The newest visit at this desk that was not entered in error."""
    visits = (one for one in contacts_of(case) if one.visit is not None and one.theirs is None and not one.is_in_error)
    newest = next(visits, None)
    if newest is None or newest.visit is None:
        return None
    said = newest.visit
    added = (len(said.incidents), said.answers)
    return VisitOnPaper(newest.number, _moment(newest.at), newest.by, *added, said.promised_next)


def _short(sha256: str) -> str:
    """The beginning of the hash, in two groups that can be read to one another."""
    return f"{sha256[:8]} {sha256[8:16]}"


def _incidents(case: Case) -> tuple[KnownIncident, ...]:
    """The incidents without those entered in error, the newest first; a day that is only about right says so."""
    wrong = incidents_in_error(case.entries)
    newest_first = sorted(case.incidents, key=lambda one: (one.happened.date, one.log.clock, one.number), reverse=True)
    return tuple(_incident(one) for one in newest_first if one.number not in wrong)


def _next_incident(case: Case) -> int:
    return max((one.number for one in case.incidents), default=-1) + 1


def _incident(one: Incident) -> KnownIncident:
    log, reported = one.log, one.log.reported
    exhibits = ", ".join((*map(str, log.exhibits), *((log.own_exhibits,) if log.own_exhibits else ())))
    told = (reported.where, "-".join(reversed(reported.on.split("-"))), reported.number)
    return KnownIncident(
        number=one.number,
        day=_written_day(one.happened),
        said=one.said,
        clock=log.clock.replace(":", "."),
        place=log.place,
        witnesses=log.witnesses,
        exhibits=exhibits,
        reported=" · ".join(text for text in told if text),
    )


def _written_day(happened: DateValue) -> str:
    day = "-".join(reversed(happened.date.split("-")))
    return f"ca. {day}" if happened.precision is DatePrecision.ABOUT else day


def _guided(answers: Mapping[str, Answer]) -> dict[str, GuidedPoint]:
    ticks = ((tick, _given(answers, tick)) for tick in GUIDED)
    return {tick: GuidedPoint(_moment(value.at), value.initials) for tick, value in ticks if isinstance(value, TickValue)}


def _moment(at: datetime) -> str:
    return at.astimezone(_COPENHAGEN).strftime("%d-%m-%Y %H.%M")


def _given(answers: Mapping[str, Answer], question_id: str) -> object:
    answer = answers.get(question_id)
    return answer.value if answer is not None and answer.state is AnswerState.GIVEN else None


def _text(answers: Mapping[str, Answer], question_id: str) -> str:
    value = _given(answers, question_id)
    return value if isinstance(value, str) else ""


def _choice(answers: Mapping[str, Answer], question_id: str, known: Collection[str]) -> str:
    chosen = _text(answers, question_id)
    return chosen if chosen in known else ""


def _day(answers: Mapping[str, Answer]) -> str:
    value = _given(answers, "follow_up_on")
    return value.date if isinstance(value, DateValue) else ""


def _share_with(answers: Mapping[str, Answer]) -> tuple[str, ...] | None:
    value = _given(answers, "share_with")
    return tuple(whom for whom in SHARE_WITH if whom in value) if isinstance(value, tuple) else None


def _person(answers: Mapping[str, Answer], question_id: str, contacts: Sequence[ContactPerson]) -> PersonOnPaper:
    """The person who was named; what the register knows of her is filled in."""
    value = _given(answers, question_id)
    if not isinstance(value, PersonValue):
        return PersonOnPaper()
    same_name = (one for one in contacts if one.is_active and one.name.casefold() == value.name.casefold())
    known = next(same_name, None)
    if known is None:
        return PersonOnPaper(value.name, value.phone)
    return PersonOnPaper(known.name, value.phone or known.phone, known.hours if value.phone in ("", known.phone) else "")
