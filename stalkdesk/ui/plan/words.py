"""The words of the support plan on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from stalkdesk.casework.entries import Entry
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpKind, FollowUpState
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, MeasureState, TakenOver
from stalkdesk.intake.checklist import Checklist
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import local_time

STATES = tuple(MeasureState)
"""In the order of the keys 1 to 5."""


def need_words(checklist: Checklist) -> Mapping[str, str]:
    """What each need is called in the checklist of the case, by code."""
    question = next((one for one in checklist.questions() if one.id == "needs"), None)
    return {choice.id: choice.label for choice in question.choices} if question is not None else {}


def state_word(state: MeasureState) -> str:
    """How far a measure has come."""
    return {
        MeasureState.WISHED: tr("Ønsket"),
        MeasureState.ADVISED: tr("Vejledt"),
        MeasureState.REFERRED: tr("Henvist"),
        MeasureState.IN_PLACE: tr("På plads"),
        MeasureState.DECLINED: tr("Vil ikke"),
    }[state]


def kind_word(kind: FollowUpKind) -> str:
    """What a follow-up is."""
    return {
        FollowUpKind.CALL: tr("Opkald"),
        FollowUpKind.TALK: tr("Samtale"),
        FollowUpKind.VISIT: tr("Besøg"),
    }[kind]


def follow_up_state_word(said: FollowUp) -> str:
    """How a follow-up stands."""
    if said.state is FollowUpState.NOT_REACHED:
        return tr("Ikke nået, {count} forsøg", count=said.tries)
    return {
        FollowUpState.PLANNED: tr("Aftalt"),
        FollowUpState.HELD: tr("Holdt"),
        FollowUpState.MOVED: tr("Flyttet"),
        FollowUpState.CANCELLED: tr("Aflyst"),
    }[said.state]


def outcome_word(outcome: CaseOutcome) -> str:
    """How it stood when the case was closed."""
    return {
        CaseOutcome.CALM: tr("Der er ro, og planen er på plads"),
        CaseOutcome.HELPED_ELSEWHERE: tr("Andre har taget over"),
        CaseOutcome.WANTS_NO_MORE: tr("Den udsatte ønsker ikke mere hjælp"),
        CaseOutcome.MOVED_AWAY: tr("Den udsatte er flyttet væk herfra"),
        CaseOutcome.NOT_STALKING: tr("Det viste sig ikke at være stalking"),
        CaseOutcome.NOT_REACHED: tr("Den udsatte kan ikke nås mere"),
        CaseOutcome.OTHER: tr("Noget andet (skriv hvad)"),
    }[outcome]


def holder_sentence(entry: Entry | None, by: str) -> str:
    """Who has the case, since when, and by whom that was written: `by`, in full."""
    if entry is None:
        return tr("Ingen har taget sagen over endnu.")
    said: TakenOver = entry.said
    at = local_time(entry.at)
    match said.state:
        case HolderState.ACKNOWLEDGED:
            return tr("{by} har taget sagen over {at}.", by=by, at=at)
        case HolderState.GIVEN_TO_CONTACT:
            return tr("{name} er fast kontaktperson siden {at} (noteret af {by}).", name=said.contact_name, at=at, by=by)
        case HolderState.REOPENED:
            return tr("Åbnet igen {at} af {by}, som har sagen.", at=at, by=by)
        case HolderState.CLOSED:
            assert said.outcome is not None
            return tr("Afsluttet {at} af {by}: {outcome}.", at=at, by=by, outcome=outcome_word(said.outcome))
