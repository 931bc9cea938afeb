"""The handbook: every page, in the order of the checklist, then the four elements, the rules and the floors, with its links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from stalkdesk.intake.checklist import Checklist, Question
from stalkdesk.intake.definition import LIST_A_ANSWERS
from stalkdesk.intake.explaining import RuleWords, words_in
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.findings import Element, Urgency
from stalkdesk.intake.urgency import FLOORS, RULES
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.intake.wording import filled_in, in_windows, numbers_of
from stalkdesk.knowledge.pages import TEXTS, KnowledgePage, PageKey, PageKind, PageTexts
from stalkdesk.language import Language

WORDS: Final = (
    *("title", "about", "contents", "foot", "section", "elements", "rules", "floors"),
    *(
        "matters",
        "ask",
        "recognise",
        "research",
        "sources",
        "checked",
        "own_advice",
        "all_sources",
        "source_code",
        "source",
        "source_date",
    ),
)
"""Every fixed word of the handbook, by code; `resources/knowledge/words.toml` has them all."""

ELEMENT_READS: Final[Mapping[Element, tuple[str, ...]]] = {
    Element.PATTERN: (
        *("directed_at_person", "same_source", "incidents_total", "span_days", "burst_24h", "acts", "breach"),
        *("prior_stalking", *LIST_A_ANSWERS),
    ),
    Element.UNWANTED: (
        *("unwanted", "continued_after_no", "reciprocity", "impact", "acts", "breach"),
        *LIST_A_ANSWERS,
    ),
    Element.PEACE: ("impact", "acts", "continued_after_no", "incidents_total", *LIST_A_ANSWERS),
    Element.EXPLANATION: (
        *("purpose", "exceeds_purpose", "unwanted", "continued_after_no", "impact", "acts", "breach"),
        *LIST_A_ANSWERS,
    ),
}
"""The questions that each element reads (docs/assessment.md C2)."""

FLOOR_READS: Final[Mapping[str, tuple[str, ...]]] = {
    "F1": (),
    "F2": CRITICAL,
    "F3": ("relationship", "incidents_total", "span_days", "same_source"),
}
"""The questions that each floor asks for (docs/assessment.md C3); F1 reads the definition alone."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together: a step of the checklist, or the rules of one level."""

    title: str
    pages: tuple[KnowledgePage, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """Every page that is written, in one language. `words` are its fixed words and the months, by code."""

    language: Language
    version: str
    chapters: tuple[Chapter, ...]
    words: Mapping[str, str]

    def pages(self) -> tuple[KnowledgePage, ...]:
        """Every page, in order."""
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    def has(self, kind: PageKind, page_id: str) -> bool:
        """Whether that page is written."""
        return any(page.key == PageKey(kind, page_id) for page in self.pages())

    def page(self, kind: PageKind, page_id: str) -> KnowledgePage:
        """The page about that question or rule. Raises KeyError when none is written."""
        key = PageKey(kind, page_id)
        for page in self.pages():
            if page.key == key:
                return page
        raise KeyError(page_id)

    def related(self, page: KnowledgePage) -> tuple[KnowledgePage, ...]:
        """For a question the elements, rules and floors that read it; for one of those the questions it reads, in order."""
        keys = frozenset(_read_by(page.key) if page.key.kind is PageKind.QUESTION else _reads(page.key))
        return tuple(other for other in self.pages() if other.key in keys)


def handbook_of(
    checklist: Checklist,
    rules: RuleWords,
    texts: Mapping[PageKey, PageTexts],
    words: Mapping[str, str],
    windows: Windows = DEFAULTS,
) -> Handbook:
    """The handbook out of what is written, with the authority's windows filled in.

    A page without texts is left out, so that the rest can be read; the content check names it.
    """
    numbers = numbers_of(windows)
    checklist, rules = in_windows(checklist, windows), words_in(rules, windows)
    texts = {key: _filled(written, numbers) for key, written in texts.items()}
    version = f"{checklist.version} · {rules.version}" if checklist.version != rules.version else checklist.version
    planned = (*_question_plans(checklist, words), *_assessment_plans(rules, words))
    chapters = tuple(_chapters(planned, texts, {one.id: one for one in checklist.questions()}, rules.phrases))
    return Handbook(rules.language, version, chapters, words)


def _filled(texts: PageTexts, numbers: Mapping[str, str]) -> PageTexts:
    matters, ask, research = (filled_in(getattr(texts, name), numbers) for name in TEXTS)
    return replace(texts, matters=matters, ask=ask, research=research)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A chapter before it is known which of its pages are written; what it is called is only asked then."""

    title: Callable[[], str]
    kind: PageKind
    ids: tuple[str, ...]
    title_of: Callable[[str], str]


def _question_plans(checklist: Checklist, words: Mapping[str, str]) -> Iterator[_Plan]:
    asks = {question.id: question.ask for question in checklist.questions()}
    for section in checklist.sections:
        title = partial(words["section"].format, number=section.number, title=section.title)
        yield _Plan(title, PageKind.QUESTION, tuple(question.id for question in section.questions), asks.__getitem__)


def _assessment_plans(rules: RuleWords, words: Mapping[str, str]) -> Iterator[_Plan]:
    say = rules.phrases.__getitem__
    elements = tuple(element.value for element in Element)
    yield _Plan(lambda: words["elements"], PageKind.ELEMENT, elements, lambda code: say(f"element.{code}"))
    for level in Urgency:
        title = partial(_level_title, words["rules"], rules, level)
        codes = tuple(rule.id for rule in RULES if rule.urgency is level)
        yield _Plan(title, PageKind.RULE, codes, lambda code: first_sentence(rules.rules[code].sentence))
    yield _Plan(lambda: words["floors"], PageKind.FLOOR, FLOORS, lambda code: first_sentence(say(f"floor.{code}")))


def _level_title(words: str, rules: RuleWords, level: Urgency) -> str:
    return words.format(level=rules.phrases[f"urgency.{level.value}"])


def _chapters(
    planned: Iterable[_Plan],
    texts: Mapping[PageKey, PageTexts],
    questions: Mapping[str, Question],
    phrases: Mapping[str, str],
) -> Iterator[Chapter]:
    for plan in planned:
        keys = (PageKey(plan.kind, page_id) for page_id in plan.ids)
        pages = tuple(_page(key, plan.title_of(key.id), texts[key], questions, phrases) for key in keys if key in texts)
        if pages:
            yield Chapter(plan.title(), pages)


def _page(
    key: PageKey, title: str, texts: PageTexts, questions: Mapping[str, Question], phrases: Mapping[str, str]
) -> KnowledgePage:
    if key.kind is not PageKind.QUESTION:
        return KnowledgePage(key, key.id, title, texts)
    question = questions[key.id]
    beside = (question.why, question.how, *(f"{choice.label} {choice.note}" for choice in question.choices))
    short = phrases.get(f"critical.{key.id}") or phrases.get(f"fact.{key.id}", "")
    return KnowledgePage(key, "", title, texts, short, " ".join(beside))


def first_sentence(text: str) -> str:
    """What a rule is about: its first sentence, without the reasons that follow."""
    return text.partition(". ")[0].rstrip(".")


def page_keys(checklist: Checklist) -> tuple[PageKey, ...]:
    """Every page that must be written: each question, element, rule and floor."""
    return (
        *(PageKey(PageKind.QUESTION, question.id) for question in checklist.questions()),
        *(PageKey(PageKind.ELEMENT, element.value) for element in Element),
        *(PageKey(PageKind.RULE, rule.id) for rule in RULES),
        *(PageKey(PageKind.FLOOR, floor) for floor in FLOORS),
    )


def _reads(key: PageKey) -> Iterator[PageKey]:
    """The pages that a rule, a floor or an element leads to."""
    match key.kind:
        case PageKind.RULE:
            ids = next((rule.reads for rule in RULES if rule.id == key.id), ())
        case PageKind.FLOOR:
            ids = FLOOR_READS.get(key.id, ())
        case _:
            ids = ELEMENT_READS.get(Element(key.id), ())
    yield from (PageKey(PageKind.QUESTION, question_id) for question_id in ids)
    if key == PageKey(PageKind.FLOOR, "F1"):
        yield from (PageKey(PageKind.ELEMENT, element.value) for element in Element)


def _read_by(key: PageKey) -> Iterator[PageKey]:
    """The pages of everything that reads a question."""
    yield from (PageKey(PageKind.RULE, rule.id) for rule in RULES if key.id in rule.reads)
    yield from (PageKey(PageKind.ELEMENT, element.value) for element, ids in ELEMENT_READS.items() if key.id in ids)
    yield from (PageKey(PageKind.FLOOR, floor) for floor, ids in FLOOR_READS.items() if key.id in ids)
