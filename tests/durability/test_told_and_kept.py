"""What is told is so: what is told as refused is not kept, what is kept is told so, and trying again makes no double."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from stalkdesk.data import key_keeping
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DiskFull, KeptUnfinished, SaveUncertain
from stalkdesk.intake.findings import Urgency
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, A, given
from tests.durability import shim
from tests.durability.desk import opened
from tests.durability.elsewhere import PASSPHRASES
from tests.durability.entries_kept import FIRST_CASE
from tests.durability.harness import failed


@pytest.fixture
def drawer(store: Path, tmp_path: Path) -> Iterator[OpenDrawer]:
    """An open store of the test's own."""
    drawer = opened(Path(shutil.copytree(store, tmp_path / "own")))
    yield drawer
    drawer.close()


def _add(drawer: OpenDrawer) -> None:
    drawer.add_to_case(drawer.setting(FIRST_CASE), addition(), weighing(), weighed_as(Urgency.ACUTE))


def _evaluations(drawer: OpenDrawer) -> int:
    return len(drawer.case(drawer.setting(FIRST_CASE)).evaluations)


def _refuse_commits(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch, kept: bool, for_good: bool = False) -> None:
    """The next commit of something written is refused as by a disk, and yet kept or not; `for_good`: every one after it too."""
    dialect = drawer._sitting.engine.dialect
    really, refused = dialect.do_commit, list[int]()

    def commit(connection: object) -> None:
        is_written = connection.in_transaction and drawer._sitting.journal.last is not None  # type: ignore[attr-defined]
        if not (is_written or refused) or (refused and not for_good):
            really(connection)  # type: ignore[arg-type]
            return
        refused.append(1)
        (really if kept and len(refused) == 1 else dialect.do_rollback)(connection)  # type: ignore[arg-type]
        fault = sqlcipher.OperationalError("disk I/O error")
        raise fault

    monkeypatch.setattr(dialect, "do_commit", commit)


@pytest.mark.skipif(shim.library() is None, reason=shim.WHY_NOT)
def test_an_addition_whose_last_flush_fails_is_told_as_it_is_and_never_kept_twice(root: Path, tmp_path: Path) -> None:
    tally = failed(root, tmp_path, errno.EIO, shim.How.FAIL_ONCE, ("add",), last=2)
    assert tally.wrong() == []
    assert tally.acknowledged >= 3


def test_a_commit_that_is_refused_and_kept_is_told_as_kept(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _evaluations(drawer)
    _refuse_commits(drawer, monkeypatch, kept=True)
    _add(drawer)
    monkeypatch.undo()
    assert _evaluations(drawer) == before + 1
    assert drawer.faults() == ()


def test_a_commit_that_is_refused_and_not_kept_is_told_as_refused(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _evaluations(drawer)
    _refuse_commits(drawer, monkeypatch, kept=False)
    with pytest.raises(DiskFull) as told:
        _add(drawer)
    monkeypatch.undo()
    assert not isinstance(told.value, SaveUncertain)
    assert _evaluations(drawer) == before
    _add(drawer)
    assert _evaluations(drawer) == before + 1


@pytest.mark.parametrize("kept", [True, False])
def test_a_disk_that_does_not_say_whether_it_was_kept_is_told_so(
    drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    before = _evaluations(drawer)
    _refuse_commits(drawer, monkeypatch, kept, for_good=True)
    expected = "uvist, om det sidste kom med" if kept else "Disken er fuld"
    with pytest.raises(DiskFull, match=expected):
        _add(drawer)
    monkeypatch.undo()
    assert _evaluations(drawer) == before + kept


def test_an_answer_that_is_saved_again_stands_there_once(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    for _ in range(2):
        drawer.keep_answer(draft.case_id, given("impact", "to gange"), A)
    assert drawer.draft(draft.case_id).answers["impact"].value == "to gange"
    assert len(drawer.draft(draft.case_id).answers) == 1


def test_a_new_passphrase_that_holds_is_never_told_as_refused(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("Disken er fuld.")

    monkeypatch.setattr(key_keeping.KeyKeeping, "settle", full)
    with pytest.raises(KeptUnfinished, match="Ændringen gælder"):
        drawer.change_passphrase(*PASSPHRASES)
    monkeypatch.undo()
    drawer.change_passphrase(PASSPHRASES[1], PASSPHRASES[0])


def test_an_officer_whose_adding_is_refused_leaves_no_slot(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = drawer._keeping.slot_ids()
    _refuse_commits(drawer, monkeypatch, kept=False)
    with pytest.raises(DiskFull):
        drawer.add_officer("ny", "Ny Prøve", "NP", drawer.officer.role, PASSPHRASES[1])
    monkeypatch.undo()
    assert drawer._keeping.slot_ids() == slots


def test_a_passphrase_or_a_sheet_that_is_told_as_refused_is_as_it_was(
    drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = drawer._keeping.content().recovery()
    for name in ("add", "put_recovery"):
        really = getattr(key_keeping.KeyKeeping, name)

        def written_and_refused(keeping: object, slot: object, really: Callable[..., None] = really) -> None:
            really(keeping, slot)
            raise DiskFull("Disken er fuld.")

        monkeypatch.setattr(key_keeping.KeyKeeping, name, written_and_refused)
    with pytest.raises(DiskFull):
        drawer.change_passphrase(*PASSPHRASES)
    with pytest.raises(DiskFull):
        drawer.new_recovery_sheet()
    monkeypatch.undo()
    assert drawer._keeping.content().recovery() == sheet
    drawer.change_passphrase(*PASSPHRASES)
