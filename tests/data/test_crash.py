"""A program that dies, and a disk that is full: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.intake.findings import Urgency
from tests.data.added import file_case
from tests.data.at_hand import CHECKLIST, PASSPHRASE, A, given
from tests.data.conftest import unlocked
from tests.data.killing import Program, said_until_killed

WRITER = """
import sys
from pathlib import Path
from stalkdesk.data.vault import SealedVault
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given
drawer = SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE)
print("ready", flush=True)
for number in range(10_000):
    draft = drawer.begin_intake(CHECKLIST)
    for nr in range(4):
        drawer.keep_answer(draft.case_id, given(f"q{nr}", f"answer {number} {nr}"), B if nr % 2 else A)
        print("answer", draft.reference, nr, flush=True)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    print("filed", draft.reference, flush=True)
"""
FULL = """
import resource, signal, sys
from pathlib import Path
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull
from tests.data.at_hand import CHECKLIST, PASSPHRASE, A, given
store = Path(sys.argv[1]) / "desk.sdk"
drawer = SealedVault(store.parent).unlock("Søren", PASSPHRASE)
draft = drawer.begin_intake(CHECKLIST)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (store.stat().st_size + 20_000, resource.RLIM_INFINITY))
kept = 0
try:
    for number in range(2000):
        drawer.keep_answer(draft.case_id, given(f"q{number}", "svar " * 300), A)
        kept += 1
except DiskFull as told:
    print(told)
print(kept)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
drawer.keep_answer(draft.case_id, given("after", "der er plads igen"), A)
print(len(drawer.draft(draft.case_id).answers))
drawer.close()
"""


def test_after_a_kill_everything_acknowledged_is_there_and_nothing_is_half_filed(folder: Path) -> None:
    chance, answers, filed = random.Random(8), set[tuple[str, str]](), set[str]()
    for _ in range(8):
        program = Program(WRITER, folder)
        assert program.lines.readline().strip() == "ready"
        said = said_until_killed(program, chance.uniform(0.02, 0.5))
        answers |= {(words[1], words[2]) for words in said if words[0] == "answer" and len(words) == 3}
        filed |= {words[1] for words in said if words[0] == "filed" and len(words) == 2}
    drawer = unlocked(folder)
    lines_of_list = drawer.cases(limit=10_000)
    references = {line.reference: line for line in lines_of_list}
    assert filed <= {line.reference for line in lines_of_list if line.status is CaseStatus.FILED}
    for reference, number in answers:
        case = drawer.case(reference)
        assert f"q{number}" in {*case.answers, *case.protected_ids}
    for line in references.values():
        assert (line.filed_at is not None) == (line.status is CaseStatus.FILED)
    assert drawer.faults() == ()
    assert len(answers) > 20
    drawer.close()


ADDER = """
import sys
from pathlib import Path
from stalkdesk.data.vault import SealedVault
from stalkdesk.intake.findings import Urgency
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import PASSPHRASE, A, B, given
drawer = SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE)
print("ready", flush=True)
for number in range(10_000):
    change = addition((given("impact", f"svar {number}"), A), (given("safe_phone", f"+45000{number:05d}"), B))
    print("added", drawer.add_to_case(sys.argv[2], change, weighing(), weighed_as(Urgency.ACUTE)).number, flush=True)
"""


def test_a_kill_in_the_middle_of_an_addition_leaves_all_of_it_or_nothing(folder: Path) -> None:
    drawer = unlocked(folder)
    reference = file_case(drawer)
    drawer.close()
    chance, last = random.Random(5), 1
    for _ in range(8):
        program = Program(ADDER, folder, reference)
        assert program.lines.readline().strip() == "ready"
        acknowledged = [int(words[1]) for words in said_until_killed(program, chance.uniform(0.0, 0.3))]
        last = max(last, *acknowledged)
        drawer = unlocked(folder)
        case = drawer.case(reference)
        made = len(case.evaluations) - 1
        assert last <= made + 1 <= last + 1
        assert len(case.incidents) == made
        assert case.answers["incidents_total"].value == 5 + made
        assert sum(one.answer.question_id == "impact" for one in case.addenda) == made
        assert (case.line.urgency is Urgency.ACUTE) == (made > 0)
        drawer.close()
    assert last > 8
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    drawer.close()


def test_on_a_full_disk_the_officer_is_told_and_what_was_kept_stays(folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no limit on the size of files to play a full disk with")
    code, said = Program(FULL, folder).ended()
    assert code == 0, said
    told, counts, after = said.splitlines()
    kept = int(counts)
    assert "Disken er fuld" in told
    assert kept >= 1
    assert int(after) == kept + 1
    drawer = unlocked(folder)
    (line,) = drawer.drafts()
    assert line.answered == kept + 1
    assert drawer.faults() == ()
    drawer.close()


def test_a_set_up_on_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no limit on the size of files to play a full disk with")
    code = """if True:
        import resource, signal, sys; from pathlib import Path
        from stalkdesk.data.vault import SealedVault; from stalkdesk.errors import DiskFull
        from tests.data.at_hand import FIRST
        vault = SealedVault(Path(sys.argv[1]), calibrate=False)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        try: vault.set_up(FIRST)
        except DiskFull: print(vault.is_there(), *sorted(one.name for one in vault.folder.iterdir()))"""
    assert Program(code, tmp_path / "store").ended() == (0, "False desk.lock\n")


def test_a_kill_in_the_middle_of_a_large_filing_leaves_whole_batches(folder: Path) -> None:
    code = """if True:
        import os, sys; from pathlib import Path
        from stalkdesk.data.vault import SealedVault; from tests.data.at_hand import PASSPHRASE, A, given, intake
        drawer = SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE)
        def cases():
            for number in range(700):
                if number == 650: os.kill(os.getpid(), 9)
                yield intake(drawer.officer.id, (given("threats", "no"), A))
        drawer.file_many(cases())"""
    if os.name == "nt":
        pytest.skip("Windows kills in another way")
    assert Program(code, folder).ended() == (-signal.SIGKILL, "")
    drawer = unlocked(folder, "Søren", PASSPHRASE)
    assert drawer.count_cases() == 500
    assert drawer.faults() == ()
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "no"), A)
    drawer.close()
