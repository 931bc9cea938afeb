"""Whether the open assessment of an evaluation is the whole one without what speaks of compartment B."""

from __future__ import annotations

from stalkdesk.intake.assessment import without_protected
from stalkdesk.intake.findings import Assessment
from stalkdesk.intake.urgency import RULES

_READS = {rule.id: rule.reads for rule in RULES}


def agree(whole: Assessment, public: Assessment, plain: frozenset[str], sealed: frozenset[str]) -> bool:
    """Whether the public assessment is the whole one without what speaks of compartment B.

    Which facts are protected is taken from the case itself: answers that are sealed, and what was left out of the public
    assessment unless it was answered openly (`plain`, `sealed`: ids of the questions). A rule that the program does not know
    any more can't be judged.
    """
    left_out = set(whole.rules) - set(public.rules)
    if not left_out.issubset(_READS):
        return True
    vanished = (_keys(whole) - _keys(public)).union(*(_READS[rule] for rule in left_out))
    return without_protected(whole, (sealed | vanished) - plain) == public


def _keys(assessment: Assessment) -> frozenset[str]:
    """The facts that an assessment names."""
    elements = (key for one in assessment.elements for key in (*one.used, *one.settled_by))
    return frozenset((*elements, *assessment.unanswered_critical))
