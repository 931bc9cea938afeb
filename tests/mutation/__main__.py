"""Puts every fault into the assessment, one at a time, and says which of them no test notices.

`python -m tests.mutation [MODULE …]` needs a system with fork (Linux, macOS) and half an hour. A mutant is *killed* when a test
fails (or never ends), *alive* when all pass. Each that lives is explained in `explained.py`: no facts tell it from the program.
The exit code is 1 when more than 5 % live, or when one lives without an explanation.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from tests.mutation.explained import EXPLAINED
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.trying import AT_ONCE, ROOT, Outcome, tried

MODULES = (
    "stalkdesk.intake.assessment",
    "stalkdesk.intake.definition",
    "stalkdesk.intake.urgency",
    "stalkdesk.intake.referrals",
    "stalkdesk.intake.facts",
    "stalkdesk.intake.facts_from_answers",
)
MOST_ALIVE = 0.05


def main(wanted: tuple[str, ...]) -> int:
    """Tries every mutant and prints the report."""
    mutants = [mutant for module in wanted or MODULES for mutant in _mutants(module)]
    if not _pass_unchanged(mutants[0].module):
        print("the tests fail without any fault put in: mend that first")
        return 1
    print(f"{len(mutants)} mutants, {AT_ONCE} at a time", flush=True)
    living: list[Mutant] = []
    counted = dict.fromkeys(Outcome, 0)
    for number, (mutant, outcome) in enumerate(tried(mutants), start=1):
        counted[outcome] += 1
        if outcome is Outcome.ALIVE:
            living.append(mutant)
            print(f"  alive: {mutant.name}", flush=True)
        if number % 100 == 0:
            print(f"  {number} tried, {len(living)} alive", flush=True)
    return _reported(mutants, living, counted)


def _source(module: str) -> str:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


def _mutants(module: str) -> Iterator[Mutant]:
    return mutants_of(module, _source(module))


def _pass_unchanged(module: str) -> bool:
    unchanged = Mutant(module, 1, "", "nothing changed", _source(module))
    return [outcome for _, outcome in tried([unchanged])] == [Outcome.ALIVE]


def _reported(mutants: list[Mutant], living: list[Mutant], counted: dict[Outcome, int]) -> int:
    print("\nmodule                                     mutants  alive")
    for module in dict.fromkeys(mutant.module for mutant in mutants):
        ours = sum(mutant.module == module for mutant in mutants)
        alive = sum(mutant.module == module for mutant in living)
        print(f"{module:42} {ours:7}  {alive:5}")
    share = len(living) / len(mutants) if mutants else 0.0
    print(f"\nalive: {len(living)} of {len(mutants)} = {share:.1%} (at most {MOST_ALIVE:.0%}); ", end="")
    print(", ".join(f"{outcome.value}: {count}" for outcome, count in counted.items()))
    for mutant in sorted(living, key=lambda one: (one.module, one.line)):
        print(f"- {mutant.name}: {EXPLAINED.get(mutant.key, 'NOT EXPLAINED')}")
    for key in sorted(set(EXPLAINED) - {mutant.key for mutant in living}):
        if key in {mutant.key for mutant in mutants}:
            print(f"- explained, but killed: {key}")
    return 1 if share > MOST_ALIVE or any(mutant.key not in EXPLAINED for mutant in living) else 0


if __name__ == "__main__":
    if not hasattr(os, "fork"):
        sys.exit("needs a system with fork: Linux or macOS")
    sys.exit(main(tuple(sys.argv[1:])))
