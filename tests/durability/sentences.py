"""What the officer is told: `python -m tests.durability.sentences` does six things to a store with its real files, and prints
what the program says to each, in Danish and English. `--pictures DIR` takes pictures of the real window too.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DeskError
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import Language, speak
from stalkdesk.places import resources
from stalkdesk.ui.soundness import told
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, B, given
from tests.durability.desk import opened
from tests.durability.entries_kept import FIRST_CASE
from tests.durability.harness import copied, new_store

ROOT = Path(__file__).parent.parent.parent
PAGE = 4096
LAST_WORDS = "Ærlig Øprøve"
"""What was saved last before the program was killed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is done to a store: `does` leaves it behind, `holds` keeps it up while somebody looks."""

    name: str
    what: str
    does: Callable[[Path], object]
    holds: Callable[[Path], AbstractContextManager[object]] = nullcontext
    saves: bool = False
    """Whether it is only met on saving, not on unlocking."""


def _killed(store: Path) -> None:
    words = "from tests.durability.sentences import dies; import pathlib, sys; dies(pathlib.Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", words, str(store)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def dies(store: Path) -> None:
    """Begins an intake, saves an answer, and dies in the middle of the next save."""
    drawer = opened(store)
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("victim_name", LAST_WORDS), B)
    with drawer._sitting.act() as connection:
        connection.exec_driver_sql("update case_file set journal_number = 'half'")
        os.kill(os.getpid(), signal.SIGKILL)


def _cut(store: Path) -> None:
    file = store / "desk.sdk"
    os.truncate(file, file.stat().st_size - PAGE)


def _flipped(store: Path) -> None:
    """In the last page that the store opens without: it is found by the check alone."""
    file = store / "desk.sdk"
    whole = file.read_bytes()
    for page in range(len(whole) // PAGE - 1, 0, -1):
        changed = bytearray(whole)
        changed[page * PAGE + 100] ^= 1
        file.write_bytes(changed)
        try:
            drawer = opened(store)
        except DeskError:
            continue
        drawer.close()
        changed = bytearray(file.read_bytes())
        return
    raise AssertionError("it opens without no page")


def _rolled_back(store: Path) -> None:
    """As when a copy of the file from yesterday is put in its place."""
    yesterday = (store / "desk.sdk").read_bytes()
    drawer = opened(store)
    reference = drawer.setting(FIRST_CASE)
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.ACUTE))
    drawer.close()
    (store / "desk.sdk").write_bytes(yesterday)


@contextmanager
def _full(store: Path) -> Iterator[None]:
    """No file may be written beyond its first bytes: to the program that is a disk on which nothing more fits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _held(store: Path) -> Iterator[None]:
    """Another program has the store open."""
    words = (
        "from tests.durability.desk import opened; import pathlib, sys; drawer = opened(pathlib.Path(sys.argv[1]));"
        "print('open', flush=True); sys.stdin.readline(); drawer.close()"
    )
    command = [sys.executable, "-c", words, str(store)]
    other = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    try:
        yield
    finally:
        other.communicate("\n")


def _nothing(store: Path) -> None:
    """The fault lies around the store, not in it."""


FAULTS = (
    Fault("killed", "the program is killed in the middle of a save", _killed),
    Fault("cut", "the last page is cut off `desk.sdk`", _cut),
    Fault("flipped", "one bit of one page is flipped", _flipped),
    Fault("rolled back", "yesterday's `desk.sdk` is put beside today's `desk.keys`", _rolled_back),
    Fault("filled", "nothing more fits on the disk, in the middle of an intake", _nothing, _full, saves=True),
    Fault("locked", "another program has the store open", _nothing, _held),
)


def said(fault: Fault, store: Path) -> str:
    """What the officer, a supervisor, is told in the language that is spoken now; empty when there is nothing to tell."""
    fault.does(store)
    if fault.saves:
        return _said_on_saving(fault, store)
    with fault.holds(store):
        try:
            drawer = opened(store)
        except DeskError as sentence:
            return str(sentence)
        try:
            faults = dict.fromkeys((*drawer.quick_faults(), *drawer.faults()))
            return told(tuple(faults)) if faults else _said_of_nothing(drawer)
        finally:
            drawer.close()


def _said_on_saving(fault: Fault, store: Path) -> str:
    drawer = opened(store)
    try:
        draft = drawer.begin_intake(CHECKLIST)
        with fault.holds(store):
            try:
                drawer.keep_answer(draft.case_id, given("impact", "æøå " * 1500), B)
            except DeskError as sentence:
                return str(sentence)
        return ""
    finally:
        drawer.close()


def _said_of_nothing(drawer: OpenDrawer) -> str:
    """After a kill nothing is told, when nothing is lost."""
    (line,) = drawer.drafts()
    draft = drawer.draft(line.case_id)
    assert draft.answers["victim_name"].value == LAST_WORDS
    return ""


def sentences(store: Path, work: Path) -> Iterator[tuple[Fault, dict[Language, str]]]:
    """Each fault, done to copies of the store, and what is said in both languages of the screen."""
    for fault in FAULTS:
        spoken = {}
        for language in (Language.DANISH, Language.ENGLISH):
            with copied(store, work / "told") as folder:
                speak(language, resources() / "languages")
                spoken[language] = said(fault, folder)
        speak(Language.DANISH, resources() / "languages")
        yield fault, spoken


def table(store: Path, work: Path) -> Iterator[str]:
    """The table of docs/faults.md."""
    yield "| fault | what is done | what the officer reads | in English |"
    yield "|---|---|---|---|"
    for fault, spoken in sentences(store, work):
        danish, english = (_in_a_cell(spoken[one]) for one in (Language.DANISH, Language.ENGLISH))
        yield f"| {fault.name} | {fault.what} | {danish} | {english} |"


def _in_a_cell(sentence: str) -> str:
    return sentence.replace("\n", "<br>") or "(nothing: it opens as ever, and the draft holds the last answer)"


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability.sentences", description=__doc__)
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="take pictures of the real window, offscreen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stalkdesk-told-") as work:
        store = new_store(Path(work) / "store")
        print(*table(store, Path(work)), sep="\n")
        if options.pictures:
            from tests.durability.told_pictures import pictures

            options.pictures.mkdir(parents=True, exist_ok=True)
            for language in (Language.DANISH, Language.ENGLISH):
                for fault in FAULTS:
                    place = shutil.copytree(store, Path(work) / f"{language.value}-{fault.name.replace(' ', '-')}")
                    print(*pictures(fault, Path(place), language, options.pictures), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
