"""Which group each question of the checklist belongs to when a case is handed over: what is consented to, or withheld, whole.

A question goes by its step and, where it is protected, by itself. One that is not known here belongs to no group and is never
sent, and neither is what was agreed about sharing with others: that is nobody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stalkdesk.casework.sharing.consents import Group
from stalkdesk.intake.checklist import Compartment, Question

_OF_STEP: Mapping[str, Group] = MappingProxyType(
    {
        "receiver": Group.FACTS,
        "danger": Group.RISK,
        "identity": Group.SAFE_CONTACT,
        "other_person": Group.PERPETRATOR,
        "possible_stalking": Group.FACTS,
        "behaviours": Group.FACTS,
        "time": Group.FACTS,
        "violence": Group.FACTS,
        "children": Group.CHILDREN,
        "evidence": Group.EXHIBITS,
        "next_steps": Group.FACTS,
    }
)
"""Compartment A, by step."""
_OF_QUESTION: Mapping[str, Group] = MappingProxyType(
    {
        "language_spoken": Group.SAFE_CONTACT,
        "interpreter_needed": Group.SAFE_CONTACT,
        "companion_who": Group.SAFE_CONTACT,
        "companion_is_safe": Group.SAFE_CONTACT,
        "victim_suicidal": Group.HEALTH,
        "safe_home_today": Group.PLAN,
        "victim_name": Group.IDENTITY,
        "victim_cpr": Group.IDENTITY,
        "victim_birth_date": Group.IDENTITY,
        "address_protection": Group.ADDRESS,
        "victim_address": Group.ADDRESS,
        "channel_is_read": Group.SAFE_CONTACT,
        "safe_phone": Group.SAFE_CONTACT,
        "safe_hours": Group.SAFE_CONTACT,
        "may_leave_message": Group.SAFE_CONTACT,
        "may_send_letters": Group.SAFE_CONTACT,
        "code_word": Group.SAFE_CONTACT,
        "victim_vulnerable": Group.HEALTH,
        "trigger_what": Group.PLAN,
        "school_may_be_contacted": Group.CHILDREN,
        "school_name": Group.ADDRESS,
        "who_may_collect": Group.CHILDREN,
        "safe_adult": Group.CHILDREN,
        "evidence_where": Group.ADDRESS,
        "needs": Group.NEEDS,
        "needs_status": Group.NEEDS,
        "needs_responsible": Group.NEEDS,
        "needs_by": Group.NEEDS,
        "has_safe_place": Group.SAFE_CONTACT,
    }
)
"""Compartment B, and what of A does not go by its step."""
PROTECTED = frozenset({Group.IDENTITY, Group.SAFE_CONTACT, Group.ADDRESS, Group.NEEDS, Group.PLAN, Group.HEALTH})
"""The groups that speak of compartment B."""


def group_of(question: Question) -> Group | None:
    """The group of a question, or None when it belongs to none and so is never sent."""
    if question.compartment is Compartment.PROTECTED or question.id in _OF_QUESTION:
        return _OF_QUESTION.get(question.id)
    return _OF_STEP.get(question.section_id)
