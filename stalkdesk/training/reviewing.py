"""The learner's intake beside the expected one: every answer, both outcomes, why it matters. Never a score, never a share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.explaining import RuleWord, RuleWords, explained, words_in
from stalkdesk.intake.facts import CRITICAL, Facts
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementState, Explanation, Urgency
from stalkdesk.intake.urgency import RULES
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import tr
from stalkdesk.training.comparing import Judgement, answer_in_words, compared_keys, fact_in_words, judged
from stalkdesk.training.playing import Counter
from stalkdesk.training.vignettes import Vignette, Way

_READS = {rule.id: frozenset(rule.reads) for rule in RULES}


class Group(StrEnum):
    """What a question is to the case; the order of the review."""

    CRITICAL = "critical"
    RULE = "rule"
    """A rule that the truth sets off reads it."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AnswerReview:
    """One question: her answer, the expected one, and what hangs on it."""

    question: Question
    group: Group
    judgement: Judgement
    answer: str
    """Hers, in words."""
    expected: str
    """What could be learned, in words."""
    why: str
    """Why it is asked."""
    rules: tuple[RuleWord, ...]
    """The rules of the expected outcome that read it."""
    ways: tuple[Way, ...]
    """The ways of asking that bring it out; empty when the plain question does, or nothing can."""
    told: str
    """What the person says then; empty when nobody can know."""
    ways_tried: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ElementReview:
    """One element of the definition test, hers and the expected one, in states and sentences."""

    element: Element
    name: str
    state: ElementState
    expected_state: ElementState
    told: str
    expected_told: str

    @property
    def is_same(self) -> bool:
        """Whether both came to the same state."""
        return self.state is self.expected_state


@dataclass(frozen=True, slots=True)
class OutcomeReview:
    """The outcome of her answers beside that of the truth."""

    definition: Definition
    expected_definition: Definition
    headline: str
    expected_headline: str
    urgency: Urgency
    expected_urgency: Urgency
    urgency_line: str
    expected_urgency_line: str
    elements: tuple[ElementReview, ...]
    """P, U, F, X in this order."""
    rules_both: tuple[RuleWord, ...]
    rules_missing: tuple[RuleWord, ...]
    """Fired by the truth, not by her answers."""
    rules_extra: tuple[RuleWord, ...]
    """Fired by her answers, not by the truth."""

    @property
    def definition_matches(self) -> bool:
        """Whether both definitions are the same."""
        return self.definition is self.expected_definition

    @property
    def urgency_matches(self) -> bool:
        """Whether both levels are the same."""
        return self.urgency is self.expected_urgency


@dataclass(frozen=True, slots=True)
class Review:
    """A played case, looked back on."""

    vignette_id: str
    answers: tuple[AnswerReview, ...]
    """The critical eight first, then what the rules of the expected outcome read, then the rest; in the checklist's order."""
    outcome: OutcomeReview
    critical_right: int
    critical_all: int
    summary: str
    """One or two short sentences."""
    lesson: str

    def of(self, judgement: Judgement) -> tuple[AnswerReview, ...]:
        """The answers with that judgement."""
        return tuple(answer for answer in self.answers if answer.judgement is judgement)


def reviewed(vignette: Vignette, walk: Walk, counter: Counter, words: RuleWords, windows: Windows = DEFAULTS) -> Review:
    """The review of a finished intake. `walk`, `vignette` and `words` in the same language; `windows`: those of the authority.

    Raises KeyError when a sentence is missing from the content (the content check names it before).
    """
    found = facts_from(walk.counted())
    mine, expected = assess(found, windows), assess(vignette.facts, windows)
    words = words_in(words, windows)
    look = _Look(vignette, walk, counter, words, windows, found, expected)
    answers = tuple(sorted((look.at(key) for key in compared_keys(walk.checklist)), key=_place))
    critical = tuple(answer for answer in answers if answer.group is Group.CRITICAL)
    right = sum(answer.judgement is Judgement.RIGHT for answer in critical)
    outcome = _outcome(mine, found, expected, vignette.facts, words, windows)
    summary = " ".join((_critical_sentence(right, len(critical)), _outcome_sentence(outcome)))
    return Review(vignette.id, answers, outcome, right, len(critical), summary, vignette.lesson)


def _place(answer: AnswerReview) -> int:
    return tuple(Group).index(answer.group)


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at one question after the other."""

    vignette: Vignette
    walk: Walk
    counter: Counter
    words: RuleWords
    windows: Windows
    found: Facts
    expected: Assessment

    def at(self, key: str) -> AnswerReview:
        """The review of the question `key`."""
        question = self.walk.checklist.question(key)
        answers, vignette = self.walk.counted(), self.vignette
        read_by = tuple(rule for rule in self.expected.rules if key in _READS[rule])
        truth = getattr(vignette.facts, key) if key in vignette.known else None
        return AnswerReview(
            question,
            Group.CRITICAL if key in CRITICAL else Group.RULE if read_by else Group.OTHER,
            judged(key, self.found, answers, vignette.facts, vignette.known, self.windows),
            answer_in_words(question, answers.get(key), getattr(self.found, key)),
            fact_in_words(question, truth),
            question.why,
            _words_of(read_by, self.words),
            self.counter.helping_ways(key),
            self.counter.telling(key) if key in vignette.known else "",
            self.counter.ways_tried(key),
        )


def _outcome(
    mine: Assessment, found: Facts, expected: Assessment, truth: Facts, words: RuleWords, windows: Windows
) -> OutcomeReview:
    told, expected_told = explained(mine, found, words, windows), explained(expected, truth, words, windows)
    both = tuple(rule for rule in expected.rules if rule in mine.rules)
    return OutcomeReview(
        definition=mine.definition,
        expected_definition=expected.definition,
        headline=told.headline,
        expected_headline=expected_told.headline,
        urgency=mine.urgency,
        expected_urgency=expected.urgency,
        urgency_line=told.urgency_line,
        expected_urgency_line=expected_told.urgency_line,
        elements=_elements(mine, told, expected, expected_told),
        rules_both=_words_of(both, words),
        rules_missing=_words_of(tuple(rule for rule in expected.rules if rule not in both), words),
        rules_extra=_words_of(tuple(rule for rule in mine.rules if rule not in both), words),
    )


def _elements(
    mine: Assessment, told: Explanation, expected: Assessment, expected_told: Explanation
) -> tuple[ElementReview, ...]:
    return tuple(
        ElementReview(element, name, mine.state(element), expected.state(element), sentence, expected_sentence)
        for (element, name, sentence), (_, _, expected_sentence) in zip(told.elements, expected_told.elements, strict=True)
    )


def _words_of(rules: tuple[str, ...], words: RuleWords) -> tuple[RuleWord, ...]:
    return tuple(words.rules[rule] for rule in rules)


def _critical_sentence(right: int, of_all: int) -> str:
    if right == of_all:
        return tr("Du fandt alle {all} kritiske svar.", all=of_all)
    return tr("Du fandt {count} af de {all} kritiske svar.", count=right, all=of_all)


def _outcome_sentence(outcome: OutcomeReview) -> str:
    if outcome.definition_matches and outcome.urgency_matches:
        return tr("Dine svar fører til samme vurdering som det, der kunne oplyses.")
    if outcome.urgency_matches:
        return tr("Hastegraden bliver den samme, men spørgsmålet om stalking falder anderledes ud.")
    levels = tuple(Urgency)
    if levels.index(outcome.urgency) > levels.index(outcome.expected_urgency):
        return tr("Ud fra dine svar haster sagen mindre, end den gør. Se, hvad der manglede.")
    return tr("Ud fra dine svar haster sagen mere, end det oplyste viser. Se, hvad der blev læst ind.")
