"""The facts of the assessment, read from the answers of an intake or from a JSON object of docs/assessment.md C1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from stalkdesk.errors import BadFacts
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.facts import ACTS, NUMBERS, VALUES, Facts
from stalkdesk.intake.texts import named
from stalkdesk.language import tr

UNKNOWN = "unknown"
MOST = 1_000_000
"""Greatest number that a fact may hold."""
_LEAST = {"incidents_total": 1}
_LONGEST_SEEN = 40
"""So many letters of a wrong word are compared with the known ones."""
_NEAR = 0.7
"""From this likeness on (`difflib`) a known word may have been meant: a slip of a letter or two."""


def facts_from(answers: Mapping[str, Answer]) -> Facts:
    """The facts that the answers give; question ids are the keys of C1. *Don't know* and *not asked* are unknown.

    Give it `Walk.counted()`. Two facts follow from an answer before them: no prohibition, so no breach of one; no other
    purpose, so nothing that exceeds it (only where those questions were not answered themselves).
    """
    found: dict[str, Any] = {key: _choice(key, answers) for key in VALUES}
    found.update({key: _number(key, answers) for key in NUMBERS})
    acts = answers["acts"].value if "acts" in answers else None
    found["acts"] = frozenset(acts) & frozenset(ACTS) if isinstance(acts, tuple) else frozenset()
    if found["prohibition"] == "none" and "breach" not in answers:
        found["breach"] = "no"
    if found["purpose"] == "none" and "exceeds_purpose" not in answers:
        found["exceeds_purpose"] = "na"
    return Facts(**found)


def facts_from_json(untrusted: object) -> Facts:
    """The facts of a JSON object; a missing key, null and `"unknown"` mean unknown, `{}` that nothing is known.

    Raises BadFacts, naming it, for a key that is none of C1 or a value that doesn't belong to its key; it asks whether the
    nearest that there is was meant.
    """
    if not isinstance(untrusted, dict):
        raise BadFacts(tr("Oplysningerne skal være et JSON-objekt med nøgler som danger_now og threats."))
    found: dict[str, Any] = {}
    for key, value in untrusted.items():
        if key == "acts":
            found[key] = _acts_from(value)
        elif key in VALUES:
            found[key] = _choice_from(key, value)
        elif key in NUMBERS:
            found[key] = _number_from(key, value)
        else:
            refusal = tr("Nøglen {key} findes ikke blandt oplysningerne.", key=named(key))
            raise BadFacts(_with_nearest(refusal, key, (*VALUES, *NUMBERS, "acts")))
    return Facts(**found)


def _choice(key: str, answers: Mapping[str, Answer]) -> str | None:
    value = answers[key].value if key in answers else None
    return value if isinstance(value, str) and value in VALUES[key] else None


def _number(key: str, answers: Mapping[str, Answer]) -> int | None:
    value = answers[key].value if key in answers else None
    return value if isinstance(value, int) and value >= _LEAST.get(key, 0) else None


def _choice_from(key: str, untrusted: object) -> str | None:
    if untrusted is None or untrusted == UNKNOWN:
        return None
    if untrusted in VALUES[key]:
        return str(untrusted)
    names = {"value": named(untrusted), "key": key, "allowed": ", ".join((*VALUES[key], UNKNOWN))}
    refusal = tr("Værdien {value} passer ikke til {key}: brug {allowed}.", **names)
    raise BadFacts(_with_nearest(refusal, untrusted, (*VALUES[key], UNKNOWN)))


def _number_from(key: str, untrusted: object) -> int | None:
    if untrusted is None or untrusted == UNKNOWN:
        return None
    least = _LEAST.get(key, 0)
    if isinstance(untrusted, int) and not isinstance(untrusted, bool) and least <= untrusted <= MOST:
        return untrusted
    names = {"value": named(untrusted), "key": key, "least": least, "most": MOST}
    raise BadFacts(tr("Værdien {value} passer ikke til {key}: brug et helt tal fra {least} til {most}.", **names))


def _acts_from(untrusted: object) -> frozenset[str]:
    if untrusted is None or untrusted == UNKNOWN:
        return frozenset()
    if not isinstance(untrusted, list | tuple | frozenset | set):
        raise BadFacts(tr("Værdien {value} passer ikke til acts: brug en liste af koder.", value=named(untrusted)))
    for act in untrusted:
        if act not in ACTS:
            names = {"value": named(act), "allowed": ", ".join(ACTS)}
            raise BadFacts(_with_nearest(tr("Koden {value} findes ikke i acts: brug {allowed}.", **names), act, ACTS))
    return frozenset(untrusted)


def _with_nearest(refusal: str, untrusted: object, known: Iterable[str]) -> str:
    """The refusal, and the known word that is nearest to what was written, where one is near."""
    written = untrusted[:_LONGEST_SEEN] if isinstance(untrusted, str) else ""
    by_small = {word.lower(): word for word in known}
    near = get_close_matches(written.strip().lower(), by_small, n=1, cutoff=_NEAR)
    return tr("{refusal} Mente du {nearest}?", refusal=refusal, nearest=by_small[near[0]]) if near else refusal
