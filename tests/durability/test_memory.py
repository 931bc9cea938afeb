"""Too little memory: a program that gets no more of it says so in a sentence, loses nothing, and goes on afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.durability.desk import opened

ROOT = Path(__file__).parent.parent.parent
STARVED = """if True:
    import json, resource, sys
    from pathlib import Path
    from stalkdesk.data.vault import SealedVault
    from stalkdesk.errors import DeskError
    from tests.data.added import file_case
    from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE, A, CHECKLIST, given
    from tests.durability.desk import opened

    store = Path(sys.argv[1])
    drawer = opened(store)
    long = "æøå " * 1500
    for number in range(12):
        draft = drawer.begin_intake(CHECKLIST)
        for question in ("threat_words", "example_1", "example_2", "impact"):
            drawer.keep_answer(draft.case_id, given(question, f"Solsort {number} {question} {long}"), A)
    kept = drawer.count_cases()
    acts = {
        "an officer is added": lambda: drawer.add_officer("ny", "Ny Prøve", "NP", drawer.officer.role, OTHER_PASSPHRASE),
        "the own passphrase": lambda: drawer.change_passphrase(PASSPHRASE, PASSPHRASE + " x"),
        "a search": lambda: [drawer.cases("solsort", limit=1000), *(drawer.draft(one.case_id) for one in drawer.drafts())],
        "a list": lambda: drawer.cases(limit=1000),
        "the journal": lambda: drawer.journal(limit=100_000),
        "a save": lambda: drawer.keep_answer(draft.case_id, given("impact", "y" + long), A),
    }
    def size(): return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    def starved(act, slack):
        ballast = []
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size() + 4 * 2**20, hard))
        try:
            for length in (2**20, 2**16, 2**12):
                try:
                    while True: ballast.append(bytearray(length))
                except MemoryError: pass
            left = slack
            while left > 0 and ballast: left -= len(ballast.pop())
            try: act(); return "done"
            except DeskError as told: return str(told)
            except MemoryError: return "MemoryError"
        finally:
            ballast.clear()
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    came = {f"{name}, {slack >> 10} KiB": starved(act, slack) for name, act in acts.items() for slack in (0, 2**18, 2**23)}
    assert drawer.count_cases() == kept, "something is gone"
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("impact", "det går videre"), A)
    print(json.dumps({"came": came, "faults": drawer.faults(), "officers": len(drawer.officers())}))
    drawer.close()"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the address space of a program")
def test_a_program_without_memory_says_so_loses_nothing_and_goes_on(store: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(store, tmp_path / "own"))
    command = [sys.executable, "-c", STARVED, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "solsort" not in done.stderr.casefold()
    found = json.loads(done.stdout)
    assert found["faults"] == []
    told = {name: said for name, said in found["came"].items() if said != "done"}
    for act in ("an officer is added", "the own passphrase"):
        assert "for lidt hukommelse" in told[f"{act}, 8192 KiB"]
    assert "Luk andre programmer" in told["a search, 0 KiB"]
    bare = [name for name, said in told.items() if len(said) < 30]  # with next to nothing left: the window's own message
    assert [name for name in bare if name.endswith(" 4096 KiB") or told[name] != "MemoryError"] == []
    drawer = opened(folder)
    assert drawer.faults() == ()
    drawer.close()
