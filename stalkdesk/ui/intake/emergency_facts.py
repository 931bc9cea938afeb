"""What the 112 operator asks, and what is known of it already.

Others may see the screen, so only answers of compartment A stand on it, and of B one: that the victim thinks of suicide. It
opens the screen itself, and whoever calls has to say it (vital interest).
"""

from __future__ import annotations

from dataclasses import dataclass

from stalkdesk.casework.officers import Unit
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.parsing import shown
from stalkdesk.intake.walk import Walk
from stalkdesk.language import tr

VITAL = frozenset({"victim_suicidal"})
"""The answers of compartment B that are told on the 112 screen."""


@dataclass(frozen=True, slots=True)
class OperatorQuestion:
    """One of the five things, and what can be said of it now."""

    ask: str
    known: tuple[str, ...]
    hint: str
    """What to do while nothing is known."""


def operator_questions(walk: Walk | None, unit: Unit | None) -> tuple[OperatorQuestion, ...]:
    """The five things the operator asks for (docs/domain.md 3, politi.dk), filled in from what was answered."""
    return (
        OperatorQuestion(tr("Hvad er der sket?"), _what(walk), tr("Sig det med få ord: hvem, hvad, våben?")),
        OperatorQuestion(tr("Hvor er det sket?"), (), tr("Her ved skranken, hjemme, på vejen?")),
        OperatorQuestion(tr("Hvornår skete det?"), _when(walk), tr("Lige nu, for et kvarter siden, i går?")),
        OperatorQuestion(
            tr("Hvad er den præcise adresse?"), _address(unit), tr("Sig adressen, hvor I er nu, og hvilken indgang og etage.")
        ),
        OperatorQuestion(tr("Er nogen kommet til skade?"), _injured(walk), tr("Hvor mange, og kan de tale?")),
    )


def _given(walk: Walk | None, question_id: str) -> Answer | None:
    """A given answer that may stand on the screen, or None."""
    if walk is None or question_id not in walk.counted():
        return None
    answer = walk.counted()[question_id]
    may_be_seen = question_id in VITAL or walk.checklist.question(question_id).compartment is Compartment.FACTS
    return answer if may_be_seen and answer.state is AnswerState.GIVEN else None


def _says(walk: Walk | None, question_id: str, value: str) -> bool:
    answer = _given(walk, question_id)
    return answer is not None and answer.value == value


def _what(walk: Walk | None) -> tuple[str, ...]:
    signs = (
        ("danger_now", tr("Der er fare lige nu")),
        ("victim_suicidal", tr("Den udsatte har selv tanker om at tage sit liv.")),
        ("threats", tr("Der er fremsat trusler")),
        ("threat_plan", tr("Truslen har tid, sted, måde eller våben")),
        ("weapon_access", tr("Personen har adgang til våben")),
        ("violence", tr("Der har været vold")),
        ("strangulation", tr("Der har været tag om halsen")),
        ("child_threat", tr("Der er truet med at skade børn")),
        ("suicidal_statement", tr("Personen har talt om at tage sit liv")),
        ("recent_approach_7d", tr("Personen har opsøgt den udsatte for nylig")),
    )
    return tuple(words for question_id, words in signs if _says(walk, question_id, "yes"))


def _when(walk: Walk | None) -> tuple[str, ...]:
    if _says(walk, "danger_now", "yes"):
        return (tr("Nu"),)
    latest = _given(walk, "latest_incident")
    if walk is None or latest is None:
        return ()
    return (tr("Seneste hændelse: {day}", day=shown(walk.checklist.question("latest_incident"), latest)),)


def _address(unit: Unit | None) -> tuple[str, ...]:
    return () if unit is None else (unit.name, ", ".join(unit.address_lines))


def _injured(walk: Walk | None) -> tuple[str, ...]:
    if _says(walk, "hurt_now", "yes"):
        return (tr("Ja – den udsatte har brug for læge nu"),)
    return (tr("Nej, ikke efter det oplyste"),) if _says(walk, "hurt_now", "no") else ()
