"""Why a mutant may live: it can't be told from the program by any facts. By module, line and change."""

from __future__ import annotations

from typing import Final

_BANDS = "no band begins at 1 or below, so an unknown number counted as 0, 1 or -1 reaches none"
_EPISODES = "episodes, days = facts.incidents_total or 0, facts.span_days or 0"
_PLACES = '_PLACES: Final = frozenset(referral.code for referral in _BEFORE_FOLLOW_UP) - {"action_plan", "safety_plan"}'
_LETTERS = "how much of a wrong word is looked at to guess the right one: no known word is nearly as long"

EXPLAINED: Final[dict[tuple[str, str, str], str]] = {
    ("definition", _EPISODES, "0 -> 1"): _BANDS,
    ("definition", _EPISODES, "0 -> -1"): _BANDS,
    (
        "referrals",
        _PLACES,
        "without »'safety_plan'«",
    ): "it comes with high and acute only, which name police or 112",
    ("referrals", _PLACES, "»safety_plan« -> »safety_plan?«"): "as above",
    ("facts_from_answers", "_LONGEST_SEEN = 40", "40 -> 41"): _LETTERS,
    ("facts_from_answers", "_LONGEST_SEEN = 40", "40 -> 39"): _LETTERS,
}
