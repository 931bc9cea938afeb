"""10,000 assessments, against writing and reading the same facts as JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import VALUES
from stalkdesk.intake.facts_from_answers import facts_from_json

COUNT = 10_000


def _drawn(chance: random.Random) -> dict[str, object]:
    facts: dict[str, object] = {key: chance.choice(sorted(values)) for key, values in VALUES.items() if chance.random() < 0.7}
    return facts | {"incidents_total": chance.randrange(1, 60), "span_days": chance.randrange(400)}


def figures(folder: Path) -> Iterator[Figure]:
    """All rules and both tests on drawn facts; the facts are the same in both."""
    chance = random.Random(7)
    drawn = [_drawn(chance) for _ in range(COUNT)]
    sets = [facts_from_json(one) for one in drawn]
    ours, plain = side_by_side(
        lambda: [assess(facts) for facts in sets], lambda: [json.loads(json.dumps(one)) for one in drawn], times=3
    )
    detail = f"{ours:.2f} s, {ours / COUNT * 1e6:.0f} µs each"
    yield Figure("10,000 assessments", "the same facts to JSON and back", ours / plain, "×", None, detail)
