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
from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.cases import Case
from stalkdesk.casework.officers import ContactPerson, Unit
from stalkdesk.guidance.sheet_setting import (
    POLICE_REPORT,
    SHARE_WITH,
    ExhibitOnPaper,
    GuidedPoint,
    KnownIncident,
    PersonOnPaper,
    SheetSetting,
)
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue
from stalkdesk.intake.checklist import Compartment

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
    return replace(setting, exhibits=_exhibits(case.attachments), incidents=_incidents(case.incidents))


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


def _exhibits(attachments: Sequence[Attachment]) -> tuple[ExhibitOnPaper, ...]:
    """The attachments of compartment A that are there."""
    return tuple(
        ExhibitOnPaper(one.number, one.kind, _short(one.sha256), _moment(one.at), one.by)
        for one in attachments
        if one.compartment is Compartment.FACTS and one.is_readable
    )


def _short(sha256: str) -> str:
    """The beginning of the hash, in two groups that can be read to one another."""
    return f"{sha256[:8]} {sha256[8:16]}"


def _incidents(incidents: Sequence[Incident]) -> tuple[KnownIncident, ...]:
    """The incidents, the newest first; a day that is only about right says so."""
    newest_first = sorted(incidents, key=lambda one: (one.happened.date, one.number), reverse=True)
    return tuple(KnownIncident(one.number, _written_day(one.happened), one.said) for one in newest_first)


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
