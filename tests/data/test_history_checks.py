"""Whatever is changed in what was added to a case, or taken out of it, is found by `check`."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from stalkdesk.casework.additions import Addition, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.evaluations import Confirmation, Weighed
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data.added import INCIDENT, WHY, addition, file_case, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, A, B, given
from tests.data.conftest import Prepared, unlocked
from tests.data.tampering import change_open

USE = InstrumentUse(Instrument.SAM, DateValue("2026-11"), "Ida Prøve", InstrumentResult.HIGH, "Høj.")


@pytest.fixture(scope="session")
def _with_history(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The store of these tests, and the case in it. Nobody writes in it."""
    folder = Path(shutil.copytree(prepared.folder, tmp_path_factory.mktemp("history") / "store"))
    drawer = unlocked(folder)
    reference = _case_with_history(drawer)
    drawer.close()
    return folder, reference


@pytest.fixture
def folder(_with_history: tuple[Path, str], tmp_path: Path) -> Path:
    """The folder of a store of the test's own, locked."""
    return Path(shutil.copytree(_with_history[0], tmp_path / "store"))


@pytest.fixture
def reference(_with_history: tuple[Path, str]) -> str:
    """A case that was added to twice, lowered the second time, beside one that was too and a draft."""
    return _with_history[1]


def _case_with_history(drawer: OpenDrawer) -> str:
    reference = file_case(drawer)
    drawer.add_to_case(
        reference,
        addition((given("impact", "fear"), A), (given("victim_suicidal", "yes"), B)),
        weighing(),
        weighed_as(Urgency.ACUTE),
    )
    lowered = Confirmation(Urgency.HIGH, "aftalt med teamet", drawer.officer.id)
    drawer.add_to_case(
        reference, addition((given("victim_suicidal", "no"), B), (given("danger_now", "yes"), A)), weighing(), lowered
    )
    for _ in "ab":
        drawer.note_instrument(reference, USE)
    drawer.add_to_case(file_case(drawer), addition(), weighing(), weighed_as(Urgency.HIGH))
    drawer.begin_intake(CHECKLIST)
    return reference


def test_a_store_with_histories_has_no_faults(drawer: OpenDrawer, reference: str) -> None:
    assert drawer.faults() == ()
    drawer.keep_journal_number(reference, "2026-5")
    assert drawer.faults() == ()


IT = "reference = (select min(reference) from case_file)"
OF_IT = f"case_id = (select id from case_file where {IT})"
OTHER = "(select id from case_file where place = (select max(place) from case_file where status = 'filed'))"
THE_2ND, THE_3RD = f"{OF_IT} and number = 2", f"{OF_IT} and number = 3"
CHANGED: dict[str, str] = {
    "the level of an evaluation": f"update evaluation set urgency = 'acute' where {THE_3RD}",
    "the level that was computed": f"update evaluation set computed = 'routine' where {THE_3RD}",
    "the definition of an evaluation": f"update evaluation set definition = 'not_by_this_information' where {THE_2ND}",
    "the reason of a lowered level": f"update evaluation set urgency_reason = 'noget andet' where {THE_3RD}",
    "the supervisor who lowered": f"update evaluation set approved_by = null where {THE_3RD}",
    "the officer": (f"update evaluation set officer_id = (select id from officer where user_name = 'anna') where {THE_2ND}"),
    "the time": f"update evaluation set at = '2026-01-01T00:00:00.000000Z' where {THE_2ND}",
    "the windows": f"update evaluation set windows = replace(windows, '20', '21') where {THE_2ND}",
    "the versions": f"update evaluation set rules_version = '2025-1' where {THE_2ND}",
    "the open assessment": f"update evaluation set public = replace(public, 'weapon_access', 'breach') where {THE_2ND}",
    "the sealed assessment": f"update evaluation set sealed = (select sealed from finding where {OF_IT}) where {THE_2ND}",
    "the last evaluation taken out": f"delete from evaluation where {THE_3RD}",
    "an evaluation between taken out": f"delete from evaluation where {THE_2ND}",
    "all evaluations taken out": f"delete from evaluation where {OF_IT}",
    "an evaluation moved to another case": f"update evaluation set case_id = {OTHER}, number = 3 where {THE_3RD}",
    "the words of an incident": f"update incident set said = 'ingenting' where {OF_IT} and number = 1",
    "the acts of an incident": f"update incident set acts = 'COMM' where {OF_IT} and number = 1",
    "the day of an incident": f"update incident set happened = '2020-01-01' where {OF_IT} and number = 1",
    "the last incident taken out": f"delete from incident where {THE_2ND}",
    "all incidents taken out": f"delete from incident where {OF_IT}",
    "an incident slipped in": (
        "insert into incident select case_id, 3, evaluation, at, by, happened, precision, acts, said, mac, log from incident "
        f"where {THE_2ND}"
    ),
    "an addendum": f"update addendum set plain = replace(plain, 'fear', 'none') where {OF_IT} and question_id = 'impact'",
    "what stood before an addendum": f"update addendum set before_plain = null where {OF_IT} and question_id = 'impact'",
    "the reason of an addendum": f"update addendum set why = 'noget andet' where {OF_IT} and question_id = 'impact'",
    "a sealed addendum": f"update addendum set sealed = zeroblob(60) where {THE_2ND}",
    "the last addendum taken out": (
        f"delete from addendum where {OF_IT} and number = (select max(number) from addendum where {OF_IT})"
    ),
    "an addendum between taken out": f"delete from addendum where {THE_2ND}",
    "an instrument": f"update instrument_use set result = 'low' where {OF_IT} and number = 1",
    "the last instrument taken out": f"delete from instrument_use where {THE_2ND}",
    "all instruments taken out": f"delete from instrument_use where {OF_IT}",
    "the level that the list shows": f"update case_file set urgency_now = 'routine' where {IT}",
    "the level now taken out": f"update case_file set urgency_now = null, definition_now = null where {IT}",
    "the windows of the filing": f"update finding set windows = replace(windows, '20', '21') where {OF_IT}",
    "the windows of the filing taken out": f"update finding set windows = null where {OF_IT}",
    "unreadable windows": f"update evaluation set windows = '[[' where {THE_2ND}",
}


@pytest.mark.parametrize("how", CHANGED)
def test_whatever_is_changed_in_what_was_added_is_found(drawer: OpenDrawer, reference: str, how: str) -> None:
    change_open(drawer, CHANGED[how])
    assert [fault for fault in drawer.faults() if reference in fault]


def test_a_history_taken_out_with_all_its_traces_but_the_journal_is_found(drawer: OpenDrawer, reference: str) -> None:
    tables = ("evaluation", "incident", "addendum", "instrument_use")
    now = f"update case_file set urgency_now = null, definition_now = null where {IT}"
    change_open(drawer, now, *(f"delete from {table} where {OF_IT}" for table in tables))
    assert drawer.faults() == (f"Det, der er føjet til sagen {reference}, passer ikke til journalen.",)


def test_something_slipped_into_a_draft_is_found(drawer: OpenDrawer, reference: str) -> None:
    into = "(select id from case_file where status = 'draft')"
    change_open(drawer, f"update instrument_use set case_id = {into}, number = 1 where {THE_2ND}")
    assert len(drawer.faults()) >= 2


def test_an_evaluation_lowered_without_a_supervisor_is_named(drawer: OpenDrawer, reference: str) -> None:
    change_open(drawer, f"update evaluation set approved_by = null where {THE_3RD}")
    assert [fault for fault in drawer.faults() if "lavere niveau" in fault]


def test_an_open_evaluation_that_says_more_than_it_may_is_named(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)

    def talkative(answers: object) -> Weighed:
        weighed = weighing()(answers)  # type: ignore[arg-type]
        return replace(weighed, public=weighed.whole)

    drawer.add_to_case(
        reference, Addition(WHY, (INCIDENT,), ((given("victim_suicidal", "yes"), B),)), talkative, weighed_as(Urgency.ACUTE)
    )
    assert f"Sagen {reference} har to vurderinger, der ikke passer sammen." in drawer.faults()
