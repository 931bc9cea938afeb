"""An incident added to a case that has had 200 already, against one added to a case that has had none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk import app
from stalkdesk.casework.additions import Addition, Incident, weighing_with
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.demo.plots import LATER_INCIDENTS
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS
from stalkdesk.language import SOURCE_LANGUAGE

EARLIER = 200
ROUNDS = 20
GOAL = 2.0


class _Adding:
    """Adds incidents to the cases of a demo store."""

    def __init__(self, drawer: OpenDrawer) -> None:
        self._drawer = drawer
        checklist, rules = app.library().checklist(SOURCE_LANGUAGE, ""), app.library().rules(SOURCE_LANGUAGE)
        today = datetime.now(UTC).date()
        self._weighing = weighing_with(checklist, DEFAULTS, rules.version, today, drawer.unit().authority.value)
        self._count = 0

    def one(self, reference: str) -> None:
        """One incident, with its evaluation, durable."""
        acts, said = LATER_INCIDENTS[self._count % len(LATER_INCIDENTS)]
        self._count += 1
        incident = Incident(DateValue("2026-11-02"), acts, f"{said} Nummer {self._count}.")
        addition = Addition("Ny henvendelse", (incident,))
        self._drawer.add_to_case(reference, addition, self._weighing, Confirmation(Urgency.ACUTE))


def figures(folder: Path) -> Iterator[Figure]:
    """Both by turns: each round adds to the long case, and to one that was never added to."""
    with unlocked(made(folder / "store", cases=2 * (ROUNDS + 2))) as drawer:
        adding = _Adding(drawer)
        fresh = [line.reference for line in drawer.cases(limit=1000) if len(drawer.case(line.reference).evaluations) == 1]
        long, *fresh = fresh
        for _ in range(EARLIER):
            adding.one(long)
        waiting = iter(fresh)
        ours, bare = side_by_side(lambda: adding.one(long), lambda: adding.one(next(waiting)), ROUNDS)
        yield Figure(
            f"an incident added to a case with {EARLIER} earlier ones",
            "to a case with none",
            ours / bare,
            "×",
            GOAL,
            f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms",
        )
