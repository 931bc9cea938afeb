"""Tries a mutant: a forked process loads the faulty module in place of the real one and runs the tests of the assessment."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

from tests.mutation.mutants import Mutant

AT_ONCE = os.cpu_count() or 1
PATIENCE = 240
"""Seconds after which a mutant that never ends counts as killed."""
_MEANT = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
"""How pytest may end: all passed, one failed, or the faulty module could not even be imported."""
_BROKEN = 99
ROOT = Path(__file__).resolve().parents[2]
_WITHOUT = ("pytest-qt", "randomly", "timeout", "cacheprovider")
_BARE = (
    *("-x", "-q", "--noconftest", f"--rootdir={ROOT}", "-c", os.devnull, "--import-mode=importlib", "-W", "ignore"),
    *(part for name in _WITHOUT for part in ("-p", f"no:{name}")),
)
FIRST = {
    "definition": ("test_each_code", "test_grounds", "test_definition"),
    "urgency": ("test_rules_read", "test_urgency"),
    "referrals": ("test_rules_read", "test_referrals"),
    "facts": ("test_facts_bounds", "test_facts_from_answers"),
    "facts_from_answers": ("test_facts_bounds", "test_facts_from_answers"),
}
"""The tests of a module, which notice most of its faults in the shortest time; all the others come after them."""
TESTS = (
    *(
        "test_each_code",
        "test_grounds",
        "test_urgency",
        "test_rules_read",
        "test_facts_bounds",
        "test_definition",
        "test_referrals",
        "test_vignettes",
        "test_odd_results",
    ),
    *("test_explaining", "test_facts_from_answers", "test_windows", "test_safety"),
)
"""The tests of the assessment, in `tests/intake/`."""


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    ALIVE = "alive"
    ENDLESS = "killed by the clock"


def tried(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
    """Every mutant with its outcome, as they end."""
    waiting = iter(mutants)
    gc.freeze()  # or each fork would copy everything to look for garbage in it
    running: dict[int, Mutant] = {}
    while True:
        while len(running) < AT_ONCE and (mutant := next(waiting, None)) is not None:
            running[_forked(mutant)] = mutant
        if not running:
            return
        process, status = os.wait()
        if process in running:
            yield running.pop(process), _outcome(status)


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return Outcome.ENDLESS if os.WTERMSIG(status) == signal.SIGALRM else Outcome.KILLED
    code = os.WEXITSTATUS(status)
    if code not in _MEANT:
        raise RuntimeError(f"the tests could not be run: pytest ended with {code}")
    return Outcome.ALIVE if code == pytest.ExitCode.OK else Outcome.KILLED


def _forked(mutant: Mutant) -> int:
    process = os.fork()
    if process:
        return process
    signal.alarm(PATIENCE)
    try:
        os._exit(_noticed(mutant))
    finally:
        os._exit(_BROKEN)


def _noticed(mutant: Mutant) -> int:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, _Faulty(mutant))
    unshrunk = [phase for phase in hypothesis.Phase if phase.name not in ("shrink", "explain")]
    hypothesis.settings.register_profile("mutation", deadline=None, database=None, derandomize=True, phases=unshrunk)
    hypothesis.settings.load_profile("mutation")
    first = FIRST.get(mutant.module.rpartition(".")[2], ("test_each_code",))
    rest = tuple(name for name in TESTS if name not in first)
    files = ([f"tests/intake/{name}.py" for name in names] for names in (first, rest))
    codes = (int(pytest.main([*_BARE, *some], plugins=[_Content()])) for some in files)
    return next((code for code in codes if code != pytest.ExitCode.OK), int(pytest.ExitCode.OK))


class _Content:
    """The one fixture of `tests/conftest.py` that these tests need; the rest of it would load Qt for each mutant."""

    @pytest.fixture
    def resources(self) -> Path:
        """The content that is shipped."""
        return ROOT / "resources"


class _Faulty(MetaPathFinder, Loader):
    """Gives the mutant when its module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name == self._mutant.module else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.source, f"<{self._mutant.name}>", "exec"), module.__dict__)
