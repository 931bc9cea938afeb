"""Who to turn to, and what would reopen the question: codes in tables, worded in `resources/rules/` (docs/assessment.md C2).

Never a dead end: every case gets the log sheet and a dated follow-up, every case that may be stalking gets the visitator, and
every *not* gets at least one place to turn to and the grounds on which it is opened again. Mediation, complaint routes and the
family-law agency are named only on *not*: in a case that may be stalking they could force the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stalkdesk.intake.definition import list_a
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Definition, Element, ElementFinding, ElementState, Urgency


@dataclass(frozen=True, slots=True)
class Finding:
    """What a referral is decided from."""

    facts: Facts
    definition: Definition
    urgency: Urgency
    elements: tuple[ElementFinding, ...]

    @property
    def is_not(self) -> bool:
        """Not stalking by this information."""
        return self.definition is Definition.NOT_BY_THIS_INFORMATION

    def state(self, element: Element) -> ElementState:
        """The state of one element."""
        return next(finding.state for finding in self.elements if finding.element is element)


@dataclass(frozen=True, slots=True)
class Referral:
    """One code, the facts it reads (empty: the two outcomes alone), and when it is given."""

    code: str
    reads: tuple[str, ...]
    holds: Callable[[Finding], bool]


_OFFENCE_ACTS = frozenset({"COVERT", "ENTRY", "PROP", "DEFAME", "IMAGE", "PETHARM"})
_OFFENCE_FACTS = ("acts", "threats", "violence", "strangulation", "child_threat")
_AFRAID = ("fear", "severe_fear")


def _is_level(*levels: Urgency) -> Callable[[Finding], bool]:
    return lambda found: found.urgency in levels


def _possible_offence(found: Finding) -> bool:
    answers = (found.facts.threats, found.facts.violence, found.facts.strangulation, found.facts.child_threat)
    return "yes" in answers or bool(found.facts.acts & _OFFENCE_ACTS)


def _family_law(found: Finding) -> bool:
    return found.is_not and found.facts.purpose == "co_parenting"


def _neighbour_quarrel(found: Finding) -> bool:
    facts = found.facts
    is_neighbour = facts.purpose == "neighbour_dispute" or facts.relationship == "neighbour"
    is_calm = not list_a(facts, but=frozenset({"VISIT"})) and facts.impact not in _AFRAID and facts.breach != "yes"
    return found.is_not and is_neighbour and is_calm


def _workplace(found: Finding) -> bool:
    at_work = found.facts.relationship in ("colleague", "professional") or found.facts.purpose == "work_service"
    return found.is_not and at_work


def _complaint(found: Finding) -> bool:
    return found.is_not and found.facts.purpose in ("legal_or_debt", "press_or_official")


def _welfare(found: Finding) -> bool:
    is_worn = found.facts.impact in ("distress", *_AFRAID)
    return found.is_not and (found.facts.same_source == "no" or is_worn)


def _child_touched(found: Finding) -> bool:
    return "yes" in (found.facts.child_threat, found.facts.child_exposure_48h)


_BEFORE_FOLLOW_UP: Final = (
    Referral("112_or_duty_officer", (), _is_level(Urgency.ACUTE)),
    Referral("supervisor_now", (), _is_level(Urgency.ACUTE)),
    Referral("suicide_crisis_help", ("victim_suicidal",), lambda found: found.facts.victim_suicidal == "yes"),
    Referral("supervisor_same_day", (), _is_level(Urgency.HIGH)),
    Referral("police_same_day", (), _is_level(Urgency.HIGH)),
    Referral("safety_plan", (), _is_level(Urgency.ACUTE, Urgency.HIGH)),
    Referral("action_plan", (), _is_level(Urgency.MODERATE)),
    Referral("report_breach", ("breach",), lambda found: found.facts.breach == "yes"),
    Referral("stalking_visitator", (), lambda found: not found.is_not),
    Referral("possible_offence", _OFFENCE_FACTS, _possible_offence),
    Referral("partner_violence_route", ("relationship",), lambda found: found.facts.relationship == "current_partner"),
    Referral("municipal_notification", ("child_threat", "child_exposure_48h"), _child_touched),
    Referral("support_for_vulnerable", ("victim_vulnerable",), lambda found: found.facts.victim_vulnerable == "yes"),
    Referral("family_law_agency", ("purpose",), _family_law),
    Referral("mediation_or_housing", ("purpose", "relationship"), _neighbour_quarrel),
    Referral("workplace_representative", ("purpose", "relationship"), _workplace),
    Referral("complaint_route", ("purpose",), _complaint),
    Referral("welfare_and_health_contact", ("same_source", "impact"), _welfare),
)

COUNSELLING: Final = "counselling"
"""What is offered on *not* when no other place fits."""
FOLLOW_UP: Final = ("log_sheet", "follow_up_call")
"""What everyone gets."""

_PLACES: Final = frozenset(referral.code for referral in _BEFORE_FOLLOW_UP) - {"action_plan", "safety_plan"}

REFERRALS: Final = (*(referral.code for referral in _BEFORE_FOLLOW_UP), COUNSELLING, *FOLLOW_UP)
"""Every referral code, in the order in which they are shown."""

REOPEN: Final = (
    "reopen_if_repeated",
    "reopen_if_contact_after_refusal",
    "reopen_if_intrusive_act",
    "reopen_if_fear",
    "reopen_if_one_sided",
    "reopen_if_exceeds_purpose",
    "reopen_if_evidence",
)
"""Every ground for reopening. The first four always stand while stalking is not *likely*."""
_ALWAYS = 4


def referrals_of(found: Finding) -> tuple[str, ...]:
    """The referral codes of a case, the most urgent first."""
    codes = [referral.code for referral in _BEFORE_FOLLOW_UP if referral.holds(found)]
    if found.is_not and not _PLACES.intersection(codes):
        codes.append(COUNSELLING)
    return (*codes, *FOLLOW_UP)


def reopen_of(found: Finding) -> tuple[str, ...]:
    """What would reopen the question; nothing when stalking is likely already."""
    if found.definition is Definition.LIKELY:
        return ()
    facts = found.facts
    has_purpose = facts.purpose not in (None, "none") and facts.exceeds_purpose != "yes"
    held = {
        "reopen_if_one_sided": facts.reciprocity == "mutual" or found.state(Element.UNWANTED) is ElementState.ABSENT,
        "reopen_if_exceeds_purpose": has_purpose,
        "reopen_if_evidence": facts.same_source == "no" or facts.directed_at_person == "no",
    }
    return (*REOPEN[:_ALWAYS], *(code for code in REOPEN[_ALWAYS:] if held[code]))


def referrals_reading_only(keys: frozenset[str]) -> frozenset[str]:
    """The codes that are given because of those facts alone."""
    return frozenset(referral.code for referral in _BEFORE_FOLLOW_UP if referral.reads and keys.issuperset(referral.reads))
