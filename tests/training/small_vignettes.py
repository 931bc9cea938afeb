"""Two vignettes and the words of the twin, of the tests' own: what is played does not depend on what is shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from stalkdesk import places
from stalkdesk.casework.officers import Authority
from stalkdesk.data.library import Library
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.facts import ACTS, Facts
from stalkdesk.intake.walk import Walk
from stalkdesk.language import Language
from stalkdesk.training.comparing import FACTS
from stalkdesk.training.playing import Counter
from stalkdesk.training.vignettes import Expected, Gender, Reply, TrainingWords, Vignette, Way, WayWords

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LIBRARY = Library(places.resources())
CHECKLIST: Checklist = LIBRARY.checklist(Language.DANISH)
RULES: RuleWords = LIBRARY.rules(Language.DANISH)

WORDS = TrainingWords(
    "2026-1",
    Language.DANISH,
    {way: WayWords(f"Måde {way.value}", f"Når {way.value}", f"Intet nyt ({way.value})") for way in Way},
    "Det kan du springe over.",
)

FACTS_TOLD = Facts(
    directed_at_person="yes",
    same_source="yes",
    incidents_total=20,
    span_days=60,
    burst_24h="no",
    unwanted="explicit",
    continued_after_no="yes",
    reciprocity="none",
    impact="fear",
    acts=frozenset({"COMM", "FOLLOW"}),
    purpose="none",
    exceeds_purpose="na",
    relationship="ex_partner",
    prohibition="none",
    breach="no",
    danger_now="no",
    threats="no",
    child_threat="no",
    violence="yes",
    last_violence_days=90,
    strangulation="yes",
    weapon_access="no",
    suicidal_statement="no",
    recent_approach_7d="yes",
    victim_suicidal="no",
    substance="no",
    prior_stalking="no",
    violence_history=None,
    escalating="yes",
    trigger_soon="no",
    victim_vulnerable="no",
    prior_reports=1,
)
"""Nobody can know whether he was violent to others, what he believes, or how old he is."""

KNOWN = frozenset(key for key in FACTS if key == "acts" or getattr(FACTS_TOLD, key) is not None)
HIDDEN = Reply(
    "strangulation",
    "Nej … det var ikke så slemt.",
    {Way.ALONE: "Han tog mig om halsen i sommer.", Way.DIRECT: "Det vil jeg ikke tale om her."},
    (Way.ALONE,),
)


def vignette(**changed: object) -> Vignette:
    """A woman whose former partner follows her; the grip on the throat is told only when she is alone."""
    found = assess(FACTS_TOLD)
    replies = {key: Reply(key, f"Svar på {key}", {}) for key in KNOWN} | {"strangulation": HIDDEN}
    del replies["relationship"]
    whole = Vignette(
        id="T01",
        version="2026-1",
        language=Language.DANISH,
        title="Mandag formiddag",
        who="Kvinde, 34 år",
        desk=Authority.POLICE,
        age=34,
        gender=Gender.WOMAN,
        opening="»Det er min tidligere kæreste.«",
        lesson="Spørg alene.",
        themes=("ex_partner",),
        person={"victim_name": "Asta Øvesen", "children_in_home": 0, "interpreter_needed": "no"},
        facts=FACTS_TOLD,
        known=KNOWN,
        told_by_opening=("relationship",),
        replies=replies,
        expected=Expected(found.definition, found.urgency, found.rules, found.unanswered_critical),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def counter(played: Vignette | None = None) -> Counter:
    """The counter, nothing asked yet."""
    return Counter(played or vignette(), CHECKLIST, WORDS)


def answer(key: str, value: type_of_value | None, state: AnswerState = AnswerState.GIVEN) -> Answer:
    """The learner's answer."""
    return Answer(key, state, AT, "ØV", value if state is AnswerState.GIVEN else None, "")


def unknown(key: str) -> Answer:
    """*Don't know*."""
    return answer(key, None, AnswerState.UNKNOWN)


def truthful(played: Vignette | None = None) -> dict[str, Answer]:
    """The answers of a learner who found everything, and left open what nobody can know."""
    told = played or vignette()
    answers = {}
    for key in FACTS:
        value = getattr(told.facts, key)
        if key not in told.known:
            answers[key] = unknown(key)
        elif value is not None:
            answers[key] = answer(key, tuple(act for act in ACTS if act in value) if key == "acts" else value)
    return answers


def walk(answers: dict[str, Answer]) -> Walk:
    """The finished intake."""
    return Walk(CHECKLIST, answers, date(2026, 11, 22), "politi")
