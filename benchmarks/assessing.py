"""10,000 assessments, bare, and as `stalkdesk assess` gives them without and with sentences, against the same facts as JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from stalkdesk.commands.assessing import assessed
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import VALUES
from stalkdesk.intake.facts_from_answers import facts_from_json
from stalkdesk.language import Language

COUNT = 10_000
BASELINE = "the same facts to JSON and back"


def _drawn(chance: random.Random) -> dict[str, object]:
    facts: dict[str, object] = {key: chance.choice(sorted(values)) for key, values in VALUES.items() if chance.random() < 0.7}
    return facts | {"incidents_total": chance.randrange(1, 60), "span_days": chance.randrange(400)}


def figures(folder: Path) -> Iterator[Figure]:
    """All rules and both tests on drawn facts; the facts are the same in all of them."""
    chance = random.Random(7)
    drawn = [_drawn(chance) for _ in range(COUNT)]
    sets = [facts_from_json(one) for one in drawn]
    assessed(drawn[0], Language.DANISH)  # the words of the rules are read once
    acts: dict[str, Callable[[], object]] = {
        "10,000 assessments": lambda: [assess(facts) for facts in sets],
        "10,000 read, assessed, with reasons": lambda: assessed(drawn),
        "10,000 read, assessed, explained": lambda: assessed(drawn, Language.DANISH),
        "10,000 read, assessed, explained, as JSON": lambda: json.dumps(assessed(drawn, Language.DANISH)),
    }
    for what, act in acts.items():
        ours, plain = side_by_side(act, lambda: [json.loads(json.dumps(one)) for one in drawn], times=3)
        yield Figure(what, BASELINE, ours / plain, "×", None, f"{ours:.2f} s, {ours / COUNT * 1e6:.0f} µs each")
