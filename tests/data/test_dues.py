"""What is due is worked out in the transaction that changes the case, in one table, however many cases there are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from stalkdesk.casework.dues import Due, DueKind, DueLine
from stalkdesk.casework.dues_asked import VERSION
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.officers import Role
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, Measure, MeasureState, TakenOver
from stalkdesk.casework.workdays import end_of_day, next_workday
from stalkdesk.data import dues
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing import FiledIntake
from stalkdesk.data.sitting import utc_now
from stalkdesk.errors import DiskFull, NotAllowed
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import PASSPHRASE, A, B, given, intake
from tests.data.conftest import unlocked
from tests.data.tampering import change_open
from tests.data.test_museum import LEADER, MUSEUM

COUNTING = "ni blanke skeer på et bord"


def _kinds(drawer: OpenDrawer, reference: str) -> list[tuple[str, int]]:
    """What is due on a case beside that it is to be filed in the authority's own journal, which every case is."""
    found = (line.due for line in drawer.dues() if line.reference == reference and line.due.kind is not DueKind.JOURNAL)
    return sorted((due.kind.value, due.subject) for due in found)


def _table(drawer: OpenDrawer) -> list[tuple[object, ...]]:
    with drawer._sitting.act() as connection:
        return [tuple(row) for row in connection.execute(text("select * from due order by case_id, kind, subject"))]


def _version(drawer: OpenDrawer) -> object:
    with drawer._sitting.act() as connection:
        return connection.execute(text("select value from setting where key = 'dues_version'")).scalar()


def _cases(officer_id: str, count: int, at: datetime) -> list[FiledIntake]:
    answers = (given("threats", "yes", at), A), (given("victim_name", "Ærlig Øprøve", at), B)
    return [intake(officer_id, *answers, at=at) for _ in range(count)]


# -- worked out with the act -------------------------------------------------------------------------------------------------


def test_filing_makes_due_that_somebody_takes_the_case_over(drawer: OpenDrawer) -> None:
    (reference,) = drawer.file_many(_cases(drawer.officer.id, 1, utc_now()))
    assert _kinds(drawer, reference) == [("plan", 0), ("taking_over", 0)]
    drawer.keep_entries(reference, [kept.TAKEN_OVER, kept.measure()])
    assert _kinds(drawer, reference) == [("measure", 1)]


def test_the_day_that_is_due_is_a_workday_and_its_end_in_denmark(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_entries(reference, [kept.follow_up(due=2)])
    (call,) = (line for line in drawer.dues() if line.due.kind is DueKind.CALL)
    assert call.due == Due(DueKind.CALL, 1, end_of_day(next_workday(kept.days(2))))
    assert (call.reference, call.officer_name, call.urgency) == (reference, "Søren Leder", drawer.case(reference).line.urgency)


def test_what_is_done_is_due_no_more(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_entries(reference, [kept.TAKEN_OVER, kept.measure(), kept.follow_up()])
    assert _kinds(drawer, reference) == [("call", 1), ("measure", 1)]
    drawer.keep_entries(reference, [NewEntry(EntryKind.MEASURE, Measure("locks", MeasureState.IN_PLACE), 1)])
    assert _kinds(drawer, reference) == [("call", 1)]
    closed = TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM, open_because="Ringer selv")
    drawer.keep_entries(reference, [NewEntry(EntryKind.TAKEN_OVER, closed)])
    assert _kinds(drawer, reference) == []


def test_the_table_is_as_it_was_when_the_act_was_not_kept(
    drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer.keep_entries(reference, [kept.measure()])
    before = _table(drawer)

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as broken:
        broken.setattr(drawer._sitting.journal, "write", full, raising=False)
        with pytest.raises(DiskFull):
            drawer.keep_entries(reference, [kept.follow_up()])
    real = dues.rewrite

    def after_the_rewrite(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        raise DiskFull("fuld")

    with monkeypatch.context() as broken:
        broken.setattr(dues, "rewrite", after_the_rewrite)
        with pytest.raises(DiskFull):
            drawer.keep_entries(reference, [kept.follow_up()])
    assert _table(drawer) == before


def test_an_addition_that_raises_the_level_is_due_sooner(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)

    def clock() -> datetime:
        return next(line.due.due_at for line in drawer.dues() if line.due.kind is DueKind.TAKING_OVER)

    before = clock()
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.ACUTE))
    assert clock() < before


def test_what_is_due_comes_the_earliest_first_up_to_a_time_and_so_many(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_journal_number(reference, "26/1")
    drawer.keep_entries(reference, [kept.TAKEN_OVER, *(kept.measure(by_when=day) for day in (30, 2, 15))])
    found = [line.due.due_at for line in drawer.dues()]
    assert found == sorted(found)
    assert len(found) == 3
    assert [line.due.due_at for line in drawer.dues(until=found[1])] == found[:2]
    assert [line.due.due_at for line in drawer.dues(until=found[1] - timedelta(seconds=1))] == found[:1]
    assert [line.due.due_at for line in drawer.dues(limit=1)] == found[:1]


# -- what is not shown -------------------------------------------------------------------------------------------------------


def test_a_case_in_error_is_not_shown_and_comes_back_when_it_is_none(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_entries(reference, [kept.measure(), kept.follow_up()])
    before = _kinds(drawer, reference)
    drawer.keep_entries(reference, [kept.WRONG_CASE])
    assert (_kinds(drawer, reference), _table(drawer)) == ([], [])
    drawer.keep_entries(reference, [kept.RIGHT_CASE])
    assert _kinds(drawer, reference) == before


def test_what_was_due_goes_with_an_erased_case(drawer: OpenDrawer, reference: str) -> None:
    other = file_case(drawer)
    drawer.keep_entries(reference, [kept.measure(), kept.follow_up()])
    drawer.erase_case(reference, Erasing(ErasureReason.DECIDED, reference), PASSPHRASE)
    assert {line.reference for line in drawer.dues()} == {other}
    assert drawer.faults() == ()


def test_who_only_makes_summaries_reads_none_of_it(
    drawer: OpenDrawer, reference: str, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer.add_officer("tal", "Tal Opgørsen", "TO", Role.STATISTICS, COUNTING)
    drawer.close()
    with pytest.raises(NotAllowed):
        unlock("tal", COUNTING).dues()


# -- caught up ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def of_0006(tmp_path: Path) -> OpenDrawer:
    """The museum's store from before there was a table of what is due."""
    folder = Path(shutil.copytree(MUSEUM / "0006", tmp_path / "exhibit"))
    passphrase = json.loads((folder / "holds.json").read_text(encoding="utf-8"))["passphrases"][LEADER]
    return unlocked(folder, LEADER, passphrase)


def test_a_store_from_before_is_caught_up_when_it_is_first_asked(of_0006: OpenDrawer) -> None:
    with of_0006._sitting.act() as connection:
        filed_at = connection.execute(text("select filed_at from case_file where status = 'filed'")).scalar_one()
    assert (_version(of_0006), _table(of_0006)) == (None, [])
    of_0006._sitting.now = lambda: datetime.fromisoformat(filed_at.replace("Z", "+00:00")) + timedelta(days=10)
    found = of_0006.dues()
    assert {line.due.kind for line in found} >= {DueKind.TAKING_OVER}
    assert (_version(of_0006), len(_table(of_0006))) == (str(VERSION), len(found))
    assert of_0006.faults() == ()
    of_0006.close()


def test_cases_older_than_a_year_are_not_called_up_by_a_new_program(of_0006: OpenDrawer) -> None:
    of_0006._sitting.now = lambda: datetime(2031, 1, 1, tzinfo=UTC)
    assert (of_0006.dues(), _version(of_0006)) == ((), str(VERSION))
    of_0006.close()


def test_a_new_store_has_nothing_to_catch_up(drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    assert _version(drawer) == str(VERSION)
    monkeypatch.setattr(dues, "rewrite", never)
    assert drawer.dues()


def test_rules_that_changed_are_worked_out_anew_once(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    references = drawer.file_many(_cases(drawer.officer.id, 12, utc_now()))
    monkeypatch.setattr(dues, "_PAGE", 5)
    newer = VERSION + 1
    monkeypatch.setattr(dues, "VERSION", newer)
    monkeypatch.setattr(dues, "DUES_ARE_NEW", {"key": "dues_version", "value": str(newer)})
    change_open(drawer, "delete from due")
    done, real = [], dues.rewrite

    def counted(connection: Connection, seal: object, case_id: str) -> None:
        done.append(case_id)
        real(connection, seal, case_id)  # type: ignore[arg-type]

    monkeypatch.setattr(dues, "rewrite", counted)
    first = drawer.dues()
    assert {line.reference for line in first} == set(references)
    assert (len(done), len(set(done))) == (12, 12)
    assert drawer.dues() == first
    assert len(done) == 12


def test_a_catching_up_that_was_broken_off_goes_on_where_it_was_asked_next(
    drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = drawer.file_many(_cases(drawer.officer.id, 7, utc_now()))
    monkeypatch.setattr(dues, "_PAGE", 3)
    change_open(drawer, "delete from due", "delete from setting where key = 'dues_version'")
    real, left = dues.rewrite, [4]

    def stopped(connection: Connection, seal: object, case_id: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise DiskFull("fuld")
        real(connection, seal, case_id)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(dues, "rewrite", stopped)
        with pytest.raises(DiskFull):
            drawer.dues()
    assert _version(drawer) is None
    assert {line.reference for line in drawer.dues()} == set(references)
    assert _version(drawer) == str(VERSION)


def _alike(lines: tuple[DueLine, ...]) -> set[tuple[str, Due]]:
    return {(line.reference, line.due) for line in lines}


def test_what_was_worked_out_at_each_act_is_what_a_catching_up_finds(drawer: OpenDrawer) -> None:
    reference = kept.case_after_the_door(drawer)
    drawer.file_many(_cases(drawer.officer.id, 3, utc_now()))
    drawer.keep_entries(file_case(drawer), [kept.measure(), kept.consent()])
    before = _alike(drawer.dues())
    assert reference in {one for one, _ in before}
    change_open(drawer, "delete from due", "delete from setting where key = 'dues_version'")
    assert _alike(drawer.dues()) == before


def test_a_changed_deadline_moves_what_is_due_on_the_cases_there_are(drawer: OpenDrawer) -> None:
    now = datetime.now(UTC)
    answers = (given("threats", "yes", now), A), (given("victim_name", "Ærlig Øprøve", now), B)
    (reference,) = drawer.file_many([intake(drawer.officer.id, *answers, at=now)])
    urgency = drawer.case(reference).line.urgency
    key, days = {Urgency.HIGH: ("high_days", 2), Urgency.MODERATE: ("moderate_working_days", 9)}[urgency or Urgency.HIGH]

    def planned() -> datetime:
        (due,) = (line.due for line in drawer.dues() if line.due.kind is DueKind.PLAN)
        return due.due_at

    before = planned()
    drawer.keep_setting(key, str(days))
    assert planned() > before
    drawer.keep_setting("language", "da")
    assert _version(drawer) == str(VERSION), "what no deadline is reckoned with changes nothing"
