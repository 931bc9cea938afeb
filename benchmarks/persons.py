"""Looking for a person in a large store against a small one, for each kind of thing typed; and what writing it costs."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from benchmarks.figures import Figure, side_by_side
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.persons.persons import FoundPersons
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing import FiledIntake
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, type_of_value
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from

SMALL = 1000
LARGE = int(os.environ.get("STALKDESK_BENCH_PERSONS", "100000"))
ROUNDS = 25
SEED = 5
GOAL_MILLISECONDS = 100.0
WRITING_GOAL = 1.5
_BEGAN = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)
_COMMON = ("ma", "ri", "so", "an", "ka", "li", "ne", "pe", "to", "hen")
_SYLLABLES = (*_COMMON, "kri", "sti", "bo", "ja", "ly", "mo", "ra", "vi", "ør", "æs")
_ENDINGS = ("sen", "gaard", "by", "lund", "berg", "sson", "holm", "dal")


def figures(folder: Path) -> Iterator[Figure]:
    """Both stores are open at once and asked by turns; a search counts with its journal line."""
    few, many = made(folder / "small", SMALL), made(folder / "large", LARGE)
    yield from _searching(few, many)
    yield from _writing(many)
    few.close()
    many.close()


def _searching(few: OpenDrawer, many: OpenDrawer) -> Iterator[Figure]:
    for what, (text, whose) in typed_texts().items():
        ask: Callable[[OpenDrawer], FoundPersons] = lambda drawer: drawer.find_persons(text, whose)  # noqa: B023, E731
        ours, theirs = side_by_side(lambda: ask(many), lambda: ask(few), ROUNDS, warm=2)  # noqa: B023
        found = many.find_persons(text, whose)
        told = f"{ours * 1000:.1f} ms against {theirs * 1000:.1f} ms; {len(found.hits)}{'+' if found.has_more else ''} found"
        yield Figure(f"a person by {what}, {LARGE:,} persons", f"{SMALL:,} persons", ours / theirs, "×", None, told)
        yield Figure(f"a person by {what}, {LARGE:,} persons", "the clock", ours * 1000, "ms", GOAL_MILLISECONDS)


def _writing(drawer: OpenDrawer) -> Iterator[Figure]:
    """A whole intake at the desk, begun, answered and filed, against the same when nobody can be found by it."""
    cases = iter(list(_cases(drawer.officer.id, 2 * (ROUNDS + 2), seed=99)))

    def taken() -> None:
        case = next(cases)
        draft = drawer.begin_intake(case.checklist_version)
        drawer.keep_answers(draft.case_id, case.answers)
        drawer.file_case(draft.case_id, case.assessment, case.public, case.rules_version, case.confirmation)

    def without() -> None:
        with patch("stalkdesk.data.intakes.retrace", lambda *_: None):
            taken()

    ours, bare = side_by_side(taken, without, ROUNDS)
    told = f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms"
    yield Figure(f"an intake taken and filed among {LARGE:,}", "without traces", ours / bare, "×", WRITING_GOAL, told)


def typed_texts() -> dict[str, tuple[str, Whose]]:
    """What is typed, by its kind: of the person whose case is in the middle of both stores, and of very many."""
    middle = _name(SEED, SMALL // 2)
    first, last = middle.split(" ")
    return {
        "the whole name": (middle, Whose.VICTIM),
        "half a name": (f"{first[:3]} {last[:4]}", Whose.VICTIM),
        "a beginning that very many have": ("mar", Whose.VICTIM),
        "two that very many have": ("mar kri", Whose.VICTIM),
        "initials": (f"{first[0]} {last[0]}", Whose.VICTIM),
        "the end of a phone number": ("0500", Whose.VICTIM),
        "a birth date": (f"{_born(SMALL // 2):%d-%m-%Y}", Whose.VICTIM),
        "a CPR number": (_number(SMALL // 2), Whose.VICTIM),
        "a name that nobody has": ("qqzzqq xqxq", Whose.VICTIM),
        "a number plate": ("AB 00 500", Whose.PERPETRATOR),
        "a profile": ("@prof500", Whose.PERPETRATOR),
    }


def made(folder: Path, persons: int) -> OpenDrawer:
    """A store of so many invented persons, open."""
    from stalkdesk.casework.drawer import FirstRun
    from stalkdesk.casework.officers import Authority, Unit
    from stalkdesk.data.vault import SealedVault

    passphrase = "fem blanke både på en bred fjord"
    vault = SealedVault(folder, calibrate=False)
    unit = Unit(Authority.MUNICIPALITY, "Måleenheden", ("Opdigtet Plads",))
    vault.set_up(FirstRun(unit, (), "leder", "Lone Leder", "LL", passphrase))
    drawer = vault.unlock("leder", passphrase)
    assert isinstance(drawer, OpenDrawer)
    drawer.file_many(_cases(drawer.officer.id, persons, seed=SEED))
    return drawer


def _cases(officer_id: str, count: int, seed: int) -> Iterator[FiledIntake]:
    """Names as they are among people: a few very common, most of them rare."""
    for number in range(count):
        at = _BEGAN + timedelta(minutes=number)
        plain = (
            _given("source_name", _name(-seed, number), at),
            _given("source_identifiers", _identifiers(number), at),
            _given("impact", "distress", at),
        )
        protected = (
            _given("victim_name", _name(seed, number), at),
            _given("victim_cpr", _number(number), at),
            _given("victim_birth_date", DateValue(_born(number).isoformat()), at),
            _given("safe_phone", f"+45{number % 1000000:08}", at),
        )
        whole = assess(facts_from({answer.question_id: answer for answer in (*plain, *protected)}))
        yield FiledIntake(
            at,
            at,
            officer_id,
            "2026-1",
            "2026-1",
            (*((answer, Compartment.FACTS) for answer in plain), *((answer, Compartment.PROTECTED) for answer in protected)),
            whole,
            without_protected(whole, frozenset()),
            Confirmation(whole.urgency),
        )


def _number(number: int) -> str:
    """No such number can exist: its day is the 32nd at the least."""
    return f"{32 + number % 28:02}{number % 12 + 1:02}{number % 90 + 10:02}{number % 10000:04}"


def _born(number: int) -> date:
    return date(1950, 1, 1) + timedelta(days=number % 20000)


def _identifiers(number: int) -> str:
    return f"Tlf. 00 00 {number % 100:02} {number // 100 % 100:02}, bil AB {number % 100000:05}, @prof{number}"


def _name(seed: int, number: int) -> str:
    chance = random.Random(f"{seed} {number}")
    first = "".join(_SYLLABLES[min(int(chance.expovariate(0.35)), len(_SYLLABLES) - 1)] for _ in range(2))
    last = "".join(_SYLLABLES[min(int(chance.expovariate(0.25)), len(_SYLLABLES) - 1)] for _ in range(2))
    return f"{first} {last}{_ENDINGS[min(int(chance.expovariate(0.8)), len(_ENDINGS) - 1)]}".title()


def _given(question_id: str, value: type_of_value, at: datetime) -> Answer:
    return Answer(question_id, AnswerState.GIVEN, at, "LL", value)
