"""Does the content agree with the code? Checks that no single file can show: facts, rules, conditions, retired ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from stalkdesk.data.library_checklist import plain_answers
from stalkdesk.data.library_files import ContentFile
from stalkdesk.guidance.sheets import Agency, Source
from stalkdesk.intake.checklist import AnswerKind, Checklist, Condition, Question
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.facts import ACTS, CRITICAL, NUMBERS, VALUES
from stalkdesk.intake.findings import Definition, Element, ElementState, Urgency
from stalkdesk.intake.walk import DERIVED_FACTS
from stalkdesk.intake.wording import NUMBERS as WINDOWS
from stalkdesk.intake.wording import RESPONSE_TIMES, WINDOW_PHRASES, texts_of, unknown_places
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr

RULES = (
    *(f"A{number}" for number in range(1, 7)),
    *(f"H{number}" for number in range(1, 10)),
    *(f"M{number}" for number in range(1, 15)),
)
"""Every rule of docs/assessment.md C3."""

FLOORS = ("F1", "F2", "F3")
STEPS = 13
"""The checklist has the steps 0 to 12 (docs/domain.md 13)."""

REQUIRED_STEPS = (1, 11, 12)
SOURCE_MONTHS = 12
"""How long a source or a telephone number is trusted before it must be looked up again."""

_STATES = {
    Element.PATTERN: (ElementState.MET, ElementState.WEAK, ElementState.ABSENT, ElementState.UNKNOWN),
    Element.UNWANTED: (ElementState.MET, ElementState.UNCLEAR, ElementState.ABSENT),
    Element.PEACE: (ElementState.MET, ElementState.UNCLEAR, ElementState.ABSENT),
    Element.EXPLANATION: (ElementState.PRESENT, ElementState.UNCLEAR, ElementState.ABSENT),
}
_FILLED_IN_BY_CODE = frozenset({"na"})
_ANY_KIND = ("unknown", "not_asked", "answered", "open")


def question_lines(files: Iterable[ContentFile]) -> dict[str, str]:
    """Where each question stands: id -> `file, line`."""
    places: dict[str, str] = {}
    for file in files:
        untrusted = file.root.get("question", [])
        ids = [table.get("id") for table in untrusted if isinstance(table, dict)] if isinstance(untrusted, list) else []
        for question_id, line in zip(ids, file.header_lines("question"), strict=False):
            places[str(question_id)] = tr("{file}, linje {line}", file=file.name, line=line)
    return places


def checklist_faults(checklist: Checklist, retired: tuple[str, ...], places: dict[str, str]) -> tuple[str, ...]:
    """What the checklist and the code disagree on, one sentence each, with the place."""
    home = f"checklist/{checklist.version}"
    return (
        *(f"{home}: {sentence}" for sentence in _step_faults(checklist)),
        *(f"{home}: {sentence}" for sentence in _fact_faults(checklist)),
        *_question_faults(checklist, retired, places),
    )


def _step_faults(checklist: Checklist) -> Iterator[str]:
    numbers = [section.number for section in checklist.sections]
    if numbers != list(range(STEPS)):
        yield tr("tjeklisten skal have afsnittene 0 til 12, men har: {numbers}.", numbers=", ".join(map(str, numbers)))
    for section in checklist.sections:
        if section.required != (section.number in REQUIRED_STEPS):
            yield tr("afsnit 1, 11 og 12 er de krævede; afsnit {number} er sat forkert.", number=section.number)


def _fact_faults(checklist: Checklist) -> Iterator[str]:
    """Every fact of docs/assessment.md C1 is asked, under its own key, with its own values."""
    questions = {question.id: question for question in checklist.questions()}
    for fact in (*VALUES, *NUMBERS, "acts"):
        if fact not in questions:
            yield tr("vurderingens oplysning »{fact}« bliver ikke spurgt.", fact=fact)
    for fact, values in VALUES.items():
        if fact in questions:
            found = plain_answers(questions[fact])
            if not set(values) - _FILLED_IN_BY_CODE <= set(found) <= set(values):
                yield tr("»{fact}« skal have svarene: {values}.", fact=fact, values=", ".join(values))
    for fact in NUMBERS:
        if fact in questions and questions[fact].kind is not AnswerKind.NUMBER:
            yield tr("»{fact}« skal være af kind number.", fact=fact)
    acts = questions.get("acts")
    if acts is not None and (acts.kind is not AnswerKind.MULTIPLE or set(plain_answers(acts)) != set(ACTS)):
        yield tr("»acts« skal være af kind multiple med svarene: {values}.", values=", ".join(ACTS))
    marked = {question.id for question in checklist.questions() if question.critical}
    for fact in sorted(marked ^ set(CRITICAL)):
        yield tr("»critical« er sat forkert på »{fact}«: netop de otte kritiske spørgsmål har det.", fact=fact)


def _question_faults(checklist: Checklist, retired: tuple[str, ...], places: dict[str, str]) -> Iterator[str]:
    earlier: set[str] = set()
    questions = {question.id: question for question in checklist.questions()}
    for question in checklist.questions():
        place = places.get(question.id, question.id)
        if question.id in retired:
            yield tr("{place}: id »{id}« er udgået og må ikke bruges igen.", place=place, id=question.id)
        if question.id in DERIVED_FACTS:
            yield tr("{place}: »{id}« er en udledt oplysning og kan ikke være et spørgsmål.", place=place, id=question.id)
        for sentence in condition_faults(question.ask_if, questions):
            yield f"{place}: {sentence}"
        for key in _keys(question.ask_if):
            if key in questions and key not in earlier:
                yield tr("{place}: »ask_if« nævner »{key}«, som først spørges senere.", place=place, key=key)
        earlier.add(question.id)


def _keys(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(key for condition in conditions for key in condition.table)


def condition_faults(conditions: tuple[Condition, ...], questions: dict[str, Question]) -> Iterator[str]:
    """Keys that are neither a question nor a derived fact, and values that the question can't be answered with."""
    for condition in conditions:
        for key, values in condition.table.items():
            if key not in questions and key not in DERIVED_FACTS:
                yield tr("betingelsen nævner »{key}«, som hverken er et spørgsmål eller en udledt oplysning.", key=key)
                continue
            for value in values:
                if not _can_be(value, questions.get(key)):
                    yield tr("betingelsen nævner svaret »{value}«, som »{key}« ikke kan have.", key=key, value=value)


def _can_be(value: str, question: Question | None) -> bool:
    if question is None:
        return value in ("yes", "no", "unknown")
    if question.kind is AnswerKind.NUMBER and value.startswith(("at_least:", "at_most:")):
        return value.partition(":")[2].isdecimal()
    return value in _ANY_KIND or value in plain_answers(question)


def _phrases() -> Iterator[str]:
    """The phrases that an explanation takes whatever is found (see `RuleWords.phrases`)."""
    yield from (f"definition.{outcome}" for outcome in Definition)
    for urgency in Urgency:
        yield from (f"urgency.{urgency}", f"response.{urgency}")
    for element, states in _STATES.items():
        yield f"element.{element}"
        yield from (f"element.{element}.{state}" for state in states)
    yield from (f"critical.{fact}" for fact in CRITICAL)
    yield from (f"floor.{floor}" for floor in FLOORS)
    yield from WINDOW_PHRASES


def rules_faults(words: RuleWords) -> tuple[str, ...]:
    """Rules and phrases that the assessment speaks of and the content doesn't word, or the other way round."""
    home = f"rules/{words.version}.toml"
    missing = [rule for rule in RULES if rule not in words.rules]
    unknown = [rule for rule in words.rules if rule not in RULES]
    unsaid = [phrase for phrase in _phrases() if phrase not in words.phrases]
    return (
        *(tr("{home}: reglen {rule} mangler.", home=home, rule=rule) for rule in missing),
        *(tr("{home}: reglen {rule} findes ikke i vurderingen.", home=home, rule=rule) for rule in unknown),
        *(tr("{home}: sætningen »{phrase}« mangler.", home=home, phrase=phrase) for phrase in unsaid),
    )


_PLACES_OF_PHRASES = {
    "header": frozenset({"level", "count", "all", "names"}),
    "element": frozenset({"names"}),
    "window": frozenset({"number"}),
}
"""Places that the code fills in the phrases whose code begins so, beside the windows."""


def unfilled_rules(words: RuleWords) -> Iterator[str]:
    """Places in the sentences of the rules that neither a window nor the code fills."""
    home, windows = _in_language(f"rules/{words.version}.toml", words.language), {*WINDOWS, *RESPONSE_TIMES}
    for rule in words.rules.values():
        for name in unknown_places(rule.sentence, windows):
            yield tr("{home}: {code} har pladsen »{name}«, som intet udfylder.", home=home, code=rule.id, name=name)
    for code, phrase in words.phrases.items():
        for name in unknown_places(phrase, windows | _PLACES_OF_PHRASES.get(code.partition(".")[0], frozenset())):
            yield tr("{home}: {code} har pladsen »{name}«, som intet udfylder.", home=home, code=code, name=name)


def unfilled_questions(checklist: Checklist, language: Language) -> Iterator[str]:
    """Places in the texts of the checklist that no window fills; response times in words are said by the rules alone."""
    home = _in_language(f"checklist/{checklist.version}", language)
    texts = [(section.id, section.intro) for section in checklist.sections]
    texts += [(question.id, text) for question in checklist.questions() for text in texts_of(question)]
    for code, text in texts:
        for name in unknown_places(text, WINDOWS):
            yield tr("{home}: {code} har pladsen »{name}«, som intet udfylder.", home=home, code=code, name=name)


def _in_language(home: str, language: Language) -> str:
    return home if language is SOURCE_LANGUAGE else f"languages/{language.value}/{home}"


def overdue_sources(sources: Iterable[Source], agencies: Iterable[Agency], today: date) -> tuple[str, ...]:
    """The sources that should have been looked up again before today, with the telephone numbers that rest on them."""
    late = {source.id: source for source in sources if _months_between(source.last_checked, today) >= SOURCE_MONTHS}
    return (
        *(
            tr(
                "sources.toml: kilden {id} er sidst set efter {date} og skal slås op igen.",
                id=source.id,
                date=source.last_checked,
            )
            for source in late.values()
        ),
        *(
            tr("contacts/agencies.toml: nummeret til {id} hviler på en kilde, der skal slås op igen.", id=agency.id)
            for agency in agencies
            if agency.source.id in late and agency.printable
        ),
    )


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
