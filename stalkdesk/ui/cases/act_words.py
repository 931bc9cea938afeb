"""The acts of an incident in the words of the checklist."""

from __future__ import annotations

from collections.abc import Mapping

from stalkdesk.intake.checklist import Checklist

ACTS = "acts"
"""The question whose choices name the acts of an incident."""


def act_words(checklist: Checklist) -> Mapping[str, str]:
    """Code of an act -> how the checklist says it, in its order."""
    choices = (choice for question in checklist.questions() if question.id == ACTS for choice in question.choices)
    return {choice.id: choice.label for choice in choices}


def acts_said(acts: tuple[str, ...], checklist: Checklist) -> str:
    """The acts in the words of the checklist."""
    words = act_words(checklist)
    return ", ".join(words.get(act, act) for act in acts)
