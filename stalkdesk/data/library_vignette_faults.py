"""Do the vignettes agree with the rules, the checklist and themselves? Each may be played, and none leads astray."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.contradictions import contradictions_in
from stalkdesk.intake.facts import ACTS, Facts
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr
from stalkdesk.training.comparing import FACTS
from stalkdesk.training.vignettes import Gender, Vignette

LEAST = 12
"""So many vignettes there are at least."""
LEAST_OF_EACH = 2
"""So many for each definition and each urgency."""
LEAST_OF_GENDER = 3
OF_AGE, OLD = 18, 67
_FOLLOWING = {"breach": "prohibition", "exceeds_purpose": "purpose"}
_BY = "øvelse"


def vignette_faults(vignettes: Mapping[str, Vignette], checklist: Checklist, today: date) -> tuple[str, ...]:
    """What is wrong with the vignettes (file name -> vignette), one sentence each, with the place."""
    return (
        *_double_ids(vignettes),
        *(f"{name}: {fault}" for name, vignette in vignettes.items() for fault in _faults_of(vignette, checklist, today)),
        *(f"vignettes: {fault}" for fault in _spread_faults(tuple(vignettes.values()))),
    )


def _double_ids(vignettes: Mapping[str, Vignette]) -> Iterator[str]:
    seen: set[str] = set()
    for name, vignette in vignettes.items():
        if vignette.id in seen:
            yield tr("{file}: id {id} er brugt før; hver øvelse har sit eget.", file=name, id=vignette.id)
        seen.add(vignette.id)


def _faults_of(vignette: Vignette, checklist: Checklist, today: date) -> Iterator[str]:
    ids = {question.id for question in checklist.questions()}
    for key in (*vignette.replies, *vignette.person, *vignette.told_by_opening):
        if key not in ids:
            yield tr("»{key}« er intet spørgsmål i tjeklisten.", key=key)
    yield from _telling_faults(vignette, ids)
    unlike = (found.phrase for found in contradictions_in(vignette.facts))
    yield from (tr("oplysningerne strider mod hinanden: {code}.", code=code) for code in unlike)
    yield from _outcome_faults(vignette)
    yield from _played_faults(vignette, checklist, today)


def _telling_faults(vignette: Vignette, ids: set[str]) -> Iterator[str]:
    """Every fact can be learned, and nothing is brought out that is no fact."""
    for key in sorted(vignette.known & ids):
        is_told = key in vignette.replies or key in vignette.told_by_opening or _follows(key, vignette.facts)
        if not is_told:
            yield tr(
                "»{key}« står under [facts], men personen siger det aldrig ([reply.{key}] eller told_by_opening).", key=key
            )
    for key in vignette.person:
        if key in FACTS:
            yield tr("»{key}« hører under [facts], ikke under [person].", key=key)
    for key, reply in vignette.replies.items():
        if reply.reveals and key in FACTS and key not in vignette.known:
            yield tr("[reply.{key}] har »reveals«, men »{key}« står ikke under [facts].", key=key)
    for key in vignette.told_by_opening:
        if key not in vignette.known:
            yield tr("»told_by_opening« nævner »{key}«, som ikke står under [facts].", key=key)


def _follows(key: str, facts: Facts) -> bool:
    """Whether the intake fills the fact in by itself."""
    return key in _FOLLOWING and getattr(facts, _FOLLOWING[key]) == "none"


def _outcome_faults(vignette: Vignette) -> Iterator[str]:
    found, expected = assess(vignette.facts), vignette.expected
    compared = (
        ("definition", found.definition.value, expected.definition.value),
        ("urgency", found.urgency.value, expected.urgency.value),
        ("rules", _listed(found.rules), _listed(expected.rules)),
        ("unanswered_critical", _listed(found.unanswered_critical), _listed(expected.unanswered_critical)),
    )
    for key, value, wanted in compared:
        if value != wanted:
            yield tr("reglerne giver {key} = {found}, men under [expected] står {wanted}.", key=key, found=value, wanted=wanted)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(sorted(names)) or "–"


def _played_faults(vignette: Vignette, checklist: Checklist, today: date) -> Iterator[str]:
    """Who finds everything that can be found comes to exactly the facts: each of them is really asked."""
    answers: dict[str, Answer] = {}
    for question in checklist.questions():
        if question.id in vignette.person:
            try:
                answers[question.id] = parsed(question, vignette.person[question.id], datetime.now(UTC), _BY, today)
            except BadAnswer as fault:
                yield tr("[person] {key}: {fault}", key=question.id, fault=str(fault))
        elif question.id in vignette.known and not _follows(question.id, vignette.facts):
            answers[question.id] = _answered(question.id, vignette.facts)
    walk = Walk(checklist, answers, today, vignette.desk.value)
    reached = facts_from(walk.counted())
    for key in sorted(vignette.known & set(answers)):
        if getattr(reached, key) != getattr(vignette.facts, key):
            yield tr("»{key}« bliver ikke spurgt med de svar, der står her, og kan derfor ikke findes.", key=key)


def _answered(key: str, facts: Facts) -> Answer:
    value = getattr(facts, key)
    given: type_of_value = tuple(act for act in ACTS if act in value) if isinstance(value, frozenset) else value
    return Answer(key, AnswerState.GIVEN, datetime.now(UTC), _BY, given)


def _spread_faults(vignettes: tuple[Vignette, ...]) -> Iterator[str]:
    if len(vignettes) < LEAST:
        yield tr("der skal være mindst {least} øvelser, men der er {count}.", least=LEAST, count=len(vignettes))
    definitions = Counter(vignette.expected.definition for vignette in vignettes)
    urgencies = Counter(vignette.expected.urgency for vignette in vignettes)
    genders = Counter(vignette.gender for vignette in vignettes)
    scarce = (
        *((outcome.value, LEAST_OF_EACH) for outcome in Definition if definitions[outcome] < LEAST_OF_EACH),
        *((level.value, LEAST_OF_EACH) for level in Urgency if urgencies[level] < LEAST_OF_EACH),
        *((gender.value, LEAST_OF_GENDER) for gender in (Gender.WOMAN, Gender.MAN) if genders[gender] < LEAST_OF_GENDER),
    )
    yield from (tr("der skal være mindst {least} øvelser med {kind}.", least=least, kind=kind) for kind, least in scarce)
    if not any(vignette.age < OF_AGE for vignette in vignettes):
        yield tr("mindst én af personerne skal være under {age} år.", age=OF_AGE)
    if not any(vignette.age >= OLD for vignette in vignettes):
        yield tr("mindst én af personerne skal være {age} år eller ældre.", age=OLD)
