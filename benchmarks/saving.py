"""A case saved through all layers, against the same rows in the same transactions by plain `sqlite3`.

Twice: as a form that is typed in (all answers in one act), and as at the desk (every answer durable by itself).
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, seconds
from benchmarks.replay import PlainStore, Step, written_down
from benchmarks.stores import made, unlocked
from stalkdesk import app
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.demo.plots import EXAMPLES, PLOTS
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.language import SOURCE_LANGUAGE

CASES = 30
WARM = 3
GOAL = 12.0

_Form = dict[str, object]


def _forms() -> list[_Form]:
    chance = random.Random(7)
    return [
        {question: chance.choice(choices) for question, choices in chance.choice(PLOTS).items()}
        | {"victim_name": "Ærlig Øprøve", "source_name": "Aage Åprøve", "example_1": chance.choice(EXAMPLES)}
        | {"safe_phone": "+4500000009", "next_step_1": "Ringer i morgen", "share_with": ["visitator"]}
        for _ in range(CASES + WARM)
    ]


def save(drawer: OpenDrawer, form: _Form, by_answer: bool) -> None:
    """One case from its form to its filing: parsed, assessed, sealed, found again by its words, journalled."""
    checklist, now = app.library().checklist(SOURCE_LANGUAGE), datetime.now(UTC)
    asked = [checklist.question(question_id) for question_id in form]
    answers = [(parsed(one, form[one.id], now, drawer.officer.initials, now.date()), one.compartment) for one in asked]
    draft = drawer.begin_intake(checklist.version)
    for answer, compartment in answers if by_answer else ():
        drawer.keep_answer(draft.case_id, answer, compartment)
    if not by_answer:
        drawer.keep_answers(draft.case_id, answers)
    found = assess(facts_from({answer.question_id: answer for answer, _ in answers}))
    public = without_protected(found, checklist.protected_ids())
    rules = app.library().rules(SOURCE_LANGUAGE).version
    drawer.file_case(draft.case_id, found, public, rules, Confirmation(found.urgency))


def _saves(drawer: OpenDrawer, forms: Sequence[_Form], by_answer: bool) -> list[Callable[[], None]]:
    return [lambda form=form: save(drawer, form, by_answer) for form in forms]  # type: ignore[misc]


def _written(folder: Path, forms: Sequence[_Form], by_answer: bool) -> tuple[list[Step], list[list[Step]]]:
    """What setting up a store writes, and what saving each case writes."""
    cases = []
    with written_down() as steps, unlocked(made(folder, cases=0)) as drawer:
        before = list(steps)
        for one in _saves(drawer, forms, by_answer):
            steps.clear()
            one()
            cases.append(list(steps))
    return before, cases


def _figure(folder: Path, what: str, by_answer: bool) -> Figure:
    forms = _forms()
    before, cases = _written(folder / f"noted-{by_answer}", forms, by_answer)
    plain = PlainStore(folder / f"plain-{by_answer}.sqlite")
    plain.write(before)
    with unlocked(made(folder / f"timed-{by_answer}", cases=0)) as drawer:
        saves = zip(_saves(drawer, forms, by_answer), cases, strict=True)
        rounds = [(seconds(one), seconds(lambda: plain.write(case))) for one, case in saves][WARM:]  # noqa: B023
    if plain.count("case_file") != len(forms):
        raise RuntimeError("the baseline did not write every case")
    plain.close()
    ours, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    slow = statistics.quantiles([mine for mine, _ in rounds], n=20)[-1]
    steps = statistics.median(len(case) for case in cases)
    rows = statistics.median(sum(len(rows) for step in case for _, rows in step) for case in cases)
    detail = f"{ours * 1000:.1f} ms (p95 {slow * 1000:.1f}) against {bare * 1000:.1f} ms"
    return Figure(
        what,
        "the same rows, raw plain SQLite",
        ours / bare,
        "×",
        GOAL,
        f"{detail}; {rows:.0f} rows, {steps:.0f} transactions",
    )


def figures(folder: Path) -> Iterator[Figure]:
    """Once noted down for the baseline, then timed, a case of ours and a case of the baseline by turns."""
    yield _figure(folder, "a case saved through all layers", by_answer=False)
    yield _figure(folder, "a case saved answer by answer", by_answer=True)
