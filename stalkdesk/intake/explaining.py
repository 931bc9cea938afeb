"""The rules in plain words: each rule's sentence, strength and source (`resources/rules/`), and an assessment explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class RuleWord:
    """One rule in words. A rule without a source does not load."""

    id: str
    sentence: str
    strength: str
    """S, M, O or E as in assessment C3."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Everything the assessment says, in one language: by code."""

    version: str
    language: Language
    rules: Mapping[str, RuleWord]
    phrases: Mapping[str, str]
    """Every other sentence of an explanation, by code: `definition.likely`, `urgency.acute`, `element.P`, `element.P.met`,
    `floor.F1`, `referral.log_sheet`, `reopen.new_episode`, `critical.threats`, `response.high`, …"""
    sources: Mapping[str, str]
    """Source code -> words of the source."""
