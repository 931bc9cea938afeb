"""A store damaged from inside: every reading ends in a sentence, every check goes on to the next, and nothing crashes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import CaseUnknown, DeskError, StoreDamaged, StoreTooNew
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, PUBLIC, RULES, WHOLE, A, B, given
from tests.data.tampering import change_locked, change_open, past_the_program

DEEP = "[" * 100_000
LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def _filed(drawer: OpenDrawer) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Ærlig Øprøve"), B)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    return draft.reference


def _readings(drawer: OpenDrawer, reference: str, draft_id: str) -> dict[str, Callable[[], object]]:
    return {
        "list": drawer.cases,
        "search": lambda: drawer.cases("ærlig"),
        "case": lambda: drawer.case(reference),
        "protected": lambda: drawer.protected_answers(reference, "aftale"),
        "assessment": lambda: drawer.whole_assessment(reference, "aftale"),
        "draft": lambda: drawer.draft(draft_id),
        "drafts": drawer.drafts,
        "unit": drawer.unit,
        "contacts": drawer.contacts,
        "officers": drawer.officers,
        "week": lambda: drawer.week_cases(LONG_AGO, FAR_AHEAD),
        "journal": drawer.journal,
        "note": lambda: drawer.note("export"),
        "begin": lambda: drawer.begin_intake(CHECKLIST),
        "setting": lambda: drawer.setting("least_shown"),
        "faults": drawer.faults,
    }


DAMAGE: dict[str, tuple[str, tuple[str, ...]]] = {
    "a time of the case": ("update case_file set started_at = 'i går'", ("list", "case", "drafts", "draft")),
    "a time without a zone": ("update case_file set saved_at = '2026-11-22T08:57:03'", ("drafts", "draft")),
    "a time of the journal": ("update journal set at = ''", ("journal", "case")),
    "a time of an answer": ("update answer set at = '2026-13-45'", ("case", "draft")),
    "a value": ("update answer set value = '{'", ("case", "draft", "week")),
    "a deep value": (f"update answer set value = '{DEEP}'", ("case", "draft", "week")),
    "a deep assessment": (f"update finding set public = '{DEEP}'", ("case",)),
    "another kind of assessment": ("update finding set public = '[]'", ("case",)),
    "a definition": ("update case_file set definition = 'maybe' where status = 'filed'", ("list", "case", "week")),
    "a function": ("update contact_person set function = 'chef'", ("contacts",)),
    "a sealed answer": ("update sealed_answer set sealed = x'01'", ("protected", "draft")),
    "a sealed assessment": ("update finding set sealed = x'00'", ("assessment",)),
    "letters that are none": ("update unit set name = cast(x'ff' as text)", ("unit",)),
    "no unit": ("delete from unit", ("unit",)),
    "no counter of the journal": ("delete from counter where name = 'journal'", ("note", "case", "begin")),
    "no counter of the year": ("delete from counter where name like 'reference %'", ("begin",)),
    "no table of units": ("drop table unit", ("unit",)),
    "no table of words": ("drop table search_word", ("search",)),
    "no table of answers": ("drop table answer", ("case", "draft", "week")),
    "another column": ("alter table sheet_given rename column how to somehow", ("case",)),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_from_inside_ends_in_a_sentence(drawer: OpenDrawer, what: str) -> None:
    statement, failing = DAMAGE[what]
    reference, draft = _filed(drawer), drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("source_name", "Uffe Ukendt"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Åge Æble"), B)
    change_open(drawer, statement)
    failed = {}
    for name, read in _readings(drawer, reference, draft.case_id).items():
        try:
            read()
        except StoreDamaged as damage:
            failed[name] = str(damage)
    assert failed.keys() >= set(failing)
    assert all(len(sentence) > 30 for sentence in failed.values())
    assert drawer.faults()


def test_each_look_of_the_check_is_guarded_and_named(drawer: OpenDrawer) -> None:
    _filed(drawer)
    change_open(drawer, "drop table answer_past", "drop table counter", "update journal set act = 'x' where number = 2")
    faults = drawer.faults()
    stopped = [fault for fault in faults if fault.startswith("Kontrollen af ")]
    assert [fault.split()[2] for fault in stopped] == ["journal", "tællere", "afslutninger", "sager"]
    assert [fault for fault in faults if "answer_past" in fault and "counter" in fault]
    assert [fault for fault in faults if "Journalens linje 2 er ændret" in fault]


@pytest.mark.parametrize(
    "statement",
    [
        "drop table sheet_given",
        "alter table finding drop column mac",
        "alter table unit add column more text",
        "create table more (id text)",
        "delete from alembic_version",
        "update alembic_version set version_num = ''",
    ],
)
def test_other_tables_than_those_of_the_version_are_told_at_the_door(
    folder: Path, unlock: Callable[..., OpenDrawer], statement: str
) -> None:
    change_locked(folder, statement)
    with pytest.raises(StoreDamaged, match="udgave"):
        unlock()


def test_an_unknown_version_is_taken_for_a_newer_one(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    change_locked(folder, "update alembic_version set version_num = '9999'")
    with pytest.raises(StoreTooNew):
        unlock()


def test_an_officer_with_an_unknown_role_does_not_get_in(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    with past_the_program(folder) as connection:
        connection.execute(text("pragma ignore_check_constraints=on"))
        connection.execute(text("update officer set role = 'chef'"))
    with pytest.raises(StoreDamaged):
        unlock()


def test_a_lock_file_full_of_brackets_does_not_keep_anybody_out(tmp_path: Path) -> None:
    (tmp_path / "desk.lock").write_text(DEEP)
    WriterLock.taken(tmp_path).release()


@pytest.mark.parametrize("reference", ["SD-2026-0001\udcff", "\udcff", "", "SD-2026-９９９９", "x" * 10_000])
def test_a_reference_with_signs_that_are_none_is_unknown(drawer: OpenDrawer, reference: str) -> None:
    with pytest.raises(CaseUnknown):
        drawer.case(reference)
    with pytest.raises(DeskError):
        drawer.cases(after=reference or "-")
