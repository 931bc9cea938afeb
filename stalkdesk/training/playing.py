"""The person at the counter: what she says, and what she says when she is asked well. The same question, the same answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.parsing import restored, shown
from stalkdesk.training.vignettes import Reply, TrainingWords, Vignette, Way

_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Counter:
    """A vignette being played. A value: asking in another way makes a new one, which remembers it."""

    vignette: Vignette
    checklist: Checklist
    words: TrainingWords
    tried: tuple[tuple[str, Way], ...] = ()
    """Question id and way, each pair once, in the order in which they were used."""

    def said(self, question_id: str) -> str:
        """What she says when the question is read out as it stands."""
        reply = self._reply(question_id)
        if reply is not None:
            return reply.says
        return self._of_herself(question_id) or self.words.default

    def asked(self, question_id: str, way: Way) -> str:
        """What she says when she is asked in that way: more, or something that does not help."""
        reply = self._reply(question_id)
        told = reply.by_way.get(way, "") if reply is not None else ""
        return told or self.words.ways[way].unhelpful

    def trying(self, question_id: str, way: Way) -> Counter:
        """The counter after she was asked in that way."""
        pair = (question_id, way)
        return self if pair in self.tried else replace(self, tried=(*self.tried, pair))

    def ways_tried(self, question_id: str) -> tuple[Way, ...]:
        """The ways in which that question was asked so far."""
        return tuple(way for asked, way in self.tried if asked == question_id)

    def helping_ways(self, question_id: str) -> tuple[Way, ...]:
        """The ways that bring out the truth of that question; empty when it takes none. For the review alone."""
        reply = self._reply(question_id)
        return reply.reveals if reply is not None else ()

    def telling(self, question_id: str) -> str:
        """The words in which she tells the truth of that question, or empty. For the review alone."""
        reply = self._reply(question_id)
        if reply is None:
            return self.vignette.opening if question_id in self.vignette.told_by_opening else ""
        return reply.by_way[reply.reveals[0]] if reply.reveals else reply.says

    def is_told(self, question_id: str) -> bool:
        """Whether what was said so far, the opening and the plain reply among it, tells the truth of that question."""
        if question_id in self.vignette.told_by_opening:
            return True
        reply = self._reply(question_id)
        if reply is None:
            return False
        return not reply.reveals or any(way in reply.reveals for way in self.ways_tried(question_id))

    def _of_herself(self, question_id: str) -> str:
        """What she answers to a question about herself that no reply is written for, or empty."""
        if question_id not in self.vignette.person:
            return ""
        question = self.checklist.question(question_id)
        value = self.vignette.person[question_id]
        return shown(question, restored(question_id, question.kind, value, _NO_TIME, ""))

    def _reply(self, question_id: str) -> Reply | None:
        return self.vignette.replies.get(question_id)
