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
    (
        "referrals",
        "if found.is_not and not _PLACES.intersection(codes):",
        "without »found.is_not«",
    ): "whoever is not turned away is sent to the visitator, and that is a place",
    ("facts_from_answers", "_LONGEST_SEEN = 40", "40 -> 41"): _LETTERS,
    ("facts_from_answers", "_LONGEST_SEEN = 40", "40 -> 39"): _LETTERS,
    (
        "facts_from_answers",
        "return value if isinstance(value, str) and value in VALUES[key] else None",
        "without »isinstance(value, str)«",
    ): "only texts are among the values; the question is for the type checker",
    (
        "facts_from_answers",
        'written = untrusted[:_LONGEST_SEEN] if isinstance(untrusted, str) else ""',
        "»« -> »?«",
    ): "what is no text is near to no known word, and neither is a question mark",
    (
        "facts_from_answers",
        "near = get_close_matches(written.strip().lower(), by_small, n=1, cutoff=_NEAR)",
        "1 -> 2",
    ): "only the first of the near words is said",
    (
        "facts_from_answers",
        'return tr("{refusal} Mente du {nearest}?", refusal=refusal, nearest=by_small[near[0]]) if near else refusal',
        "0 -> -1",
    ): "there is one near word, so the first is the last",
}
