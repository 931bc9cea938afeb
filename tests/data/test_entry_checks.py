"""Whatever is changed in the entries of a case, or in the register, past the program is found by `check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.tables import case_entry, register_line
from tests.data import kept
from tests.data.added import file_case
from tests.data.at_hand import CHECKLIST, PASSPHRASE
from tests.data.conftest import Prepared, unlocked
from tests.data.forging import lines_of
from tests.data.tampering import change_open


@pytest.fixture(scope="session")
def _after_the_door(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The store of these tests, and the first case in it. Nobody writes in it."""
    folder = Path(shutil.copytree(prepared.folder, tmp_path_factory.mktemp("entries") / "store"))
    drawer = unlocked(folder)
    reference = kept.case_after_the_door(drawer)
    kept.case_after_the_door(drawer)
    file_case(drawer)
    drawer.begin_intake(CHECKLIST)
    drawer.keep_in_register([kept.contact(), kept.away(), kept.checked()])
    drawer.close()
    return folder, reference


@pytest.fixture
def folder(_after_the_door: tuple[Path, str], tmp_path: Path) -> Path:
    """The folder of a store of the test's own, locked."""
    return Path(shutil.copytree(_after_the_door[0], tmp_path / "store"))


@pytest.fixture
def reference(_after_the_door: tuple[Path, str]) -> str:
    """A case with one entry of each kind, beside another one, one without and a draft."""
    return _after_the_door[1]


IT = "reference = (select min(reference) from case_file)"
OF_IT = f"case_id = (select id from case_file where {IT})"
OTHER = "(select id from case_file where place = 1 + (select min(place) from case_file))"
BARE = "(select id from case_file where place = 2 + (select min(place) from case_file))"
DRAFT = "(select id from case_file where status = 'draft')"
FORGED = "update case_entry set plain = replace(plain, 'weekenden', 'ferien')"
LAST = f"number = (select max(number) from case_entry where {OF_IT})"
CHANGED: dict[str, tuple[str, ...]] = {
    "what was said": (f"update case_entry set plain = replace(plain, 'weekenden', 'ferien') where {OF_IT} and kind = 'visit'",),
    "what was said and sealed": (f"update case_entry set sealed = zeroblob(60) where {OF_IT} and kind = 'measure'",),
    "a sealed one opened": (f"update case_entry set plain = '{{}}', sealed = null where {OF_IT} and kind = 'measure'",),
    "an open one sealed": (f"update case_entry set plain = null, sealed = zeroblob(60) where {OF_IT} and kind = 'visit'",),
    "the time": (f"update case_entry set at = '2026-01-01T00:00:00.000000Z' where {OF_IT} and number = 1",),
    "a time that is none": (f"update case_entry set at = 'i går' where {OF_IT} and number = 1",),
    "the initials": (f"update case_entry set by = 'XX' where {OF_IT} and number = 1",),
    "the officer": (
        f"update case_entry set officer_id = (select id from officer where user_name = 'anna') where {OF_IT} and number = 1",
    ),
    "the kind": (f"update case_entry set kind = 'received' where {OF_IT} and number = 1",),
    "a kind that there is not": (f"update case_entry set kind = 'rygte' where {OF_IT} and number = 1",),
    "the thing": (f"update case_entry set subject = 2 where {OF_IT} and kind = 'exhibit'",),
    "the sum": (f"update case_entry set mac = '{'0' * 64}' where {OF_IT} and number = 1",),
    "one cut out of the middle": (f"delete from case_entry where {OF_IT} and number = 2",),
    "one cut off the end": (f"delete from case_entry where {OF_IT} and {LAST}",),
    "all of them": (f"delete from case_entry where {OF_IT}",),
    "two numbers swapped": (
        f"update case_entry set number = 900 where {OF_IT} and number = 1",
        f"update case_entry set number = 1 where {OF_IT} and number = 2",
        f"update case_entry set number = 2 where {OF_IT} and number = 900",
    ),
    "one written twice": (
        f"insert into case_entry select case_id, 1 + (select max(number) from case_entry where {OF_IT}), kind, subject, at, "
        f"by, officer_id, plain, sealed, mac from case_entry where {OF_IT} and number = 1",
    ),
    "one given to another case": (f"update case_entry set case_id = {BARE}, number = 1 where {OF_IT} and {LAST}",),
    "text that is none": (f"update case_entry set plain = '{'[' * 100_000}' where {OF_IT} and number = 1",),
    "the case out of the numbers": (f"update case_file set in_error = 1 where {IT}",),
}


@pytest.mark.parametrize("how", CHANGED)
def test_whatever_is_changed_in_the_entries_of_a_case_is_found(drawer: OpenDrawer, reference: str, how: str) -> None:
    assert drawer.faults() == ()
    change_open(drawer, *CHANGED[how])
    assert [fault for fault in drawer.faults() if reference in fault]


def test_an_entry_slipped_into_a_draft_is_found(drawer: OpenDrawer) -> None:
    change_open(drawer, f"update case_entry set case_id = {DRAFT}, number = 1 where {OF_IT} and {LAST}")
    draft = drawer.drafts()[0].reference
    assert [fault for fault in drawer.faults() if draft in fault]


def test_a_row_and_its_sum_made_by_who_has_the_keys_do_not_fit_the_signed_line(drawer: OpenDrawer, reference: str) -> None:
    with drawer._sitting.act() as connection:
        row = connection.execute(text(f"select * from case_entry where {OF_IT} and number = 1")).one()
        said = row.plain.replace("weekenden", "ferien")
        mac = mac_of_added(drawer._sitting.journal, case_entry, {**row._mapping, "plain": said})
    change_open(
        drawer,
        f"{FORGED}, mac = '{mac}' where {OF_IT} and number = 1",
    )
    assert drawer.faults() == (f"Det, der er føjet til sagen {reference}, passer ikke til journalen.",)


def test_a_line_of_the_journal_rewritten_for_a_forged_entry_is_found_by_its_signature(
    drawer: OpenDrawer, reference: str
) -> None:
    with drawer._sitting.act() as connection:
        row = connection.execute(text(f"select * from case_entry where {OF_IT} and number = 1")).one()
        said = row.plain.replace("weekenden", "ferien")
        mac = mac_of_added(drawer._sitting.journal, case_entry, {**row._mapping, "plain": said})
    line = next(one for one in lines_of(drawer) if one["act"] == "visit" and one["reference"] == reference)
    fields = line["fields"].replace(row.mac[:16], mac[:16])
    change_open(
        drawer,
        f"{FORGED}, mac = '{mac}' where {OF_IT} and number = 1",
        f"update journal set fields = '{fields}' where number = {line['number']}",
    )
    assert any(f"linje {line['number']} " in fault for fault in drawer.faults())


def test_an_entry_cut_off_with_its_line_of_the_journal_is_missed_by_the_numbers_of_the_journal(drawer: OpenDrawer) -> None:
    last = next(one["number"] for one in reversed(lines_of(drawer)) if one["act"] == "withheld")
    change_open(
        drawer,
        f"delete from case_entry where case_id = {OTHER} and kind = 'withheld'",
        f"delete from journal where number = {last}",
    )
    assert [fault for fault in drawer.faults() if str(last) in fault]


def test_a_case_in_error_agrees_with_what_was_said_of_it_last(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_entries(reference, [kept.WRONG_CASE])
    assert (drawer.case(reference).is_in_error, drawer.faults()) == (True, ())
    change_open(drawer, f"update case_file set in_error = 0 where {IT}")
    told = f"Sagen {reference} er ikke markeret som en fejl, som det sidst blev skrevet."
    assert drawer.faults() == (told,)
    change_open(drawer, f"update case_file set in_error = 1 where {IT}")
    drawer.keep_entries(reference, [kept.RIGHT_CASE])
    assert (drawer.case(reference).is_in_error, drawer.faults()) == (False, ())


LEFT = {
    "an entry": "insert into case_entry select case_id, number, kind, subject, at, by, officer_id, plain, sealed, mac "
    "from kept_entry",
    "something due": "insert into due values ((select id from case_file where {it}), 'call', 1, '2026-12-01T00:00:00.000000Z')",
    "a trace": "insert into trace values (4711, (select place from case_file where {it}))",
}


@pytest.mark.parametrize("what", LEFT)
def test_what_was_left_of_an_erased_case_is_found(drawer: OpenDrawer, reference: str, what: str) -> None:
    change_open(drawer, f"create temp table kept_entry as select * from case_entry where {OF_IT} and number = 1")
    drawer.erase_case(reference, Erasing(ErasureReason.DECIDED, reference), PASSPHRASE)
    assert drawer.faults() == ()
    change_open(drawer, LEFT[what].format(it=IT))
    assert drawer.faults() == (f"Sagen {reference} er slettet, men der ligger stadig noget af den.",)


# -- the register ------------------------------------------------------------------------------------------------------------

IN_REGISTER: dict[str, tuple[str, ...]] = {
    "what was said": ("update register_line set plain = replace(plain, '31', '99') where number = 1",),
    "the subject": ("update register_line set subject = 'en anden' where number = 1",),
    "the time": ("update register_line set at = '2026-01-01T00:00:00.000000Z' where number = 1",),
    "the initials": ("update register_line set by = 'XX' where number = 1",),
    "the officer": ("update register_line set officer_id = (select id from officer where user_name = 'anna')",),
    "the kind": ("update register_line set kind = 'register_desk' where number = 2",),
    "a kind that there is not": ("update register_line set kind = 'rygte' where number = 2",),
    "an open one sealed": ("update register_line set plain = null, sealed = zeroblob(60) where number = 1",),
    "one cut out of the middle": ("delete from register_line where number = 2",),
    "one cut off the end": ("delete from register_line where number = 3",),
    "all of them": ("delete from register_line",),
    "two numbers swapped": (
        "update register_line set number = 900 where number = 1",
        "update register_line set number = 1 where number = 2",
        "update register_line set number = 2 where number = 900",
    ),
    "one written twice": (
        "insert into register_line select 4, kind, subject, at, by, officer_id, plain, sealed, mac from register_line "
        "where number = 1",
    ),
}


@pytest.mark.parametrize("how", IN_REGISTER)
def test_whatever_is_changed_in_the_register_is_found(drawer: OpenDrawer, how: str) -> None:
    change_open(drawer, *IN_REGISTER[how])
    assert [fault for fault in drawer.faults() if "registret over kontakter" in fault.casefold()]


def test_a_number_that_was_swapped_by_who_has_the_keys_does_not_fit_the_signed_line(drawer: OpenDrawer) -> None:
    with drawer._sitting.act() as connection:
        row = connection.execute(text("select * from register_line where number = 1")).one()
        said = row.plain.replace("+4500000031", "+4500000099")
        mac = mac_of_added(drawer._sitting.journal, register_line, {**row._mapping, "plain": said})
    change_open(drawer, f"update register_line set plain = replace(plain, '0031', '0099'), mac = '{mac}' where number = 1")
    assert drawer.faults() == ("Registret over kontakter passer ikke til journalen.",)


def test_a_fault_in_the_register_does_not_hide_one_in_a_case(drawer: OpenDrawer, reference: str) -> None:
    change_open(drawer, "update register_line set plain = '{' where number = 1", *CHANGED["the initials"])
    found = drawer.faults()
    assert [fault for fault in found if reference in fault]
    assert [fault for fault in found if "registret" in fault.casefold()]
