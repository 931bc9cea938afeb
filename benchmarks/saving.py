"""A case saved through all layers, against the same rows in the same transactions by plain `sqlite3`."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, seconds
from benchmarks.replay import PlainStore, Step, written_down
from benchmarks.stores import made, unlocked
from stalkdesk import app, paper_form
from stalkdesk.casework.drawer import Drawer
from stalkdesk.demo_plots import EXAMPLES, PLOTS

CASES = 30
WARM = 3
GOAL = 12.0


def _forms() -> list[dict[str, object]]:
    chance = random.Random(7)
    return [
        {question: chance.choice(choices) for question, choices in chance.choice(PLOTS).items()}
        | {"victim_name": "Ærlig Øprøve", "source_name": "Aage Åprøve", "example_1": chance.choice(EXAMPLES)}
        | {"safe_phone": "+4500000009", "next_step_1": "Ringer i morgen", "share_with": ["visitator"]}
        for _ in range(CASES + WARM)
    ]


def _saves(drawer: Drawer, forms: Sequence[dict[str, object]]) -> list[Callable[[], object]]:
    now = datetime.now(UTC)
    return [lambda form=form: paper_form.filed(drawer, app.library(), form, now) for form in forms]  # type: ignore[misc]


def _written(folder: Path, forms: Sequence[dict[str, object]]) -> tuple[list[Step], list[list[Step]]]:
    """What setting up a store writes, and what saving each case writes."""
    with written_down() as steps, unlocked(made(folder, cases=0)) as drawer:
        before = list(steps)
        steps.clear()
        cases = []
        for save in _saves(drawer, forms):
            save()
            cases.append(list(steps))
            steps.clear()
    return before, cases


def figures(folder: Path) -> Iterator[Figure]:
    """Parsed, walked, assessed, sealed, found again by its words, journalled; once noted down for the baseline, once timed."""
    forms = _forms()
    before, cases = _written(folder / "noted", forms)
    plain = PlainStore(folder / "plain.sqlite")
    plain.write(before)
    with unlocked(made(folder / "timed", cases=0)) as drawer:
        rounds = [
            (seconds(save), seconds(lambda case=case: plain.write(case)))  # type: ignore[misc]
            for save, case in zip(_saves(drawer, forms), cases, strict=True)
        ][WARM:]
    if plain.count("case_file") != len(forms):
        raise RuntimeError("the baseline did not write every case")
    plain.close()
    ours, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    slow = statistics.quantiles([mine for mine, _ in rounds], n=20)[-1]
    steps = statistics.median(len(case) for case in cases)
    rows = statistics.median(sum(len(rows) for step in case for _, rows in step) for case in cases)
    detail = (
        f"{ours * 1000:.1f} ms (p95 {slow * 1000:.1f}) against {bare * 1000:.1f} ms; {rows:.0f} rows, {steps:.0f} transactions"
    )
    yield Figure("a case saved through all layers", "the same rows, raw plain SQLite", ours / bare, "×", GOAL, detail)
