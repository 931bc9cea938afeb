"""Erasing a filed case: nothing of it is left in the store, everything else is, and what holds it still is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.erasures import Erasing, ErasureReason, vanishing_of
from stalkdesk.casework.officers import Role
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.erasing_backups import _days_of_going
from stalkdesk.data.erasing_checks import LEAVES_NOTHING_IN
from stalkdesk.errors import CaseUnknown, DeskError, NotAllowed, StoreDamaged, WrongPassphrase
from stalkdesk.intake.findings import Urgency
from tests.data import format_reader, kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE, A
from tests.data.backed_up import SUPERVISOR, backed_up, place_of
from tests.data.conftest import unlocked
from tests.data.erased import FILE, erase, erasing
from tests.data.tampering import change_open

BIRDS = (b"ilkehale", b"endehals", b"tormsvale", b"urteldue", "ørdrum".encode(), b"sfugl")
WHO_MAY_NOT = {"anna": Role.OFFICER, "vita": Role.VISITATOR, "stine": Role.STATISTICS}


def contents_of(drawer: OpenDrawer, reference: str) -> set[bytes]:
    """Every longer value of the case's rows that stands nowhere else, as bytes."""
    with drawer._sitting.act() as connection:
        case = connection.execute(select(tables.case_file).where(tables.case_file.c.reference == reference)).one()
        own, others = set[Any](), set[Any]()
        for table in (*LEAVES_NOTHING_IN, tables.search_word, tables.trace):
            for row in connection.execute(select(table)):
                of_it = row.case_id == case.id if "case_id" in table.c else row.place == case.place
                (own if of_it else others).update(row)
        lines = repr(connection.execute(select(tables.journal)).all())  # its ids of questions and sheets stay
    words = {value for value in own - others - {case.id} if isinstance(value, str | bytes) and len(value) > 8}
    whole = {value.encode() if isinstance(value, str) else value for value in words if str(value) not in lines}
    elsewhere = b"\n".join(
        value.encode() if isinstance(value, str) else value for value in others if isinstance(value, str | bytes)
    )
    pieces = {one[at : at + 40] for one in whole for at in range(0, len(one), 400)}
    return {piece for piece in pieces if piece not in elsewhere}


def plain_pages(folder: Path) -> bytes:
    """Every page of the locked store, decrypted by a reader that is not the program's: the free ones too."""
    keys = format_reader.with_passphrase(folder, "Søren", PASSPHRASE)
    connection = format_reader.plain_database(folder, keys)
    try:
        return connection.serialize()
    finally:
        connection.close()


# -- nothing is left ---------------------------------------------------------------------------------------------------------


def test_nothing_of_an_erased_case_is_left_in_any_page_table_or_file(folder: Path, drawer: OpenDrawer, full: str) -> None:
    contents = contents_of(drawer, full)
    assert len(contents) > 60
    assert any(b"Silkehale1" in one for one in contents)
    erase(drawer, full)
    with drawer._sitting.act() as connection:
        everything = repr([row for table in tables.metadata.sorted_tables for row in connection.execute(table.select())])
    words = ("ilkehale", "endehals", "isteldrossel", "irsebær", "tormsvale", "urteldue")
    assert [word for word in words if word in everything] == []
    drawer.close()
    pages = plain_pages(folder)
    assert b"erase_case" in pages
    assert [bird for bird in (b"ilkehale", b"tormsvale", b"urteldue", b"umpmejse") if bird in pages] == []
    assert [one[:60] for one in contents if one in pages] == []
    assert list((folder / "attachments").iterdir()) == []
    assert (folder / "desk.sdk-journal").stat().st_size == 0


def test_it_is_found_by_no_search_and_in_no_list_or_figure(drawer: OpenDrawer, full: str) -> None:
    before = drawer.count_cases()
    year = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    counted = len(drawer.week_cases(*year))
    erase(drawer, full)
    for query in ("Silkehale1", "silkeh", "Ærlig", "Kirsebær", "Bo Gammeltnavn", full, full[-4:]):
        assert full not in {line.reference for line in drawer.cases(query)}, query
    assert full not in {line.reference for line in drawer.cases()}
    assert (drawer.count_cases(), len(drawer.week_cases(*year))) == (before - 1, counted - 1)
    assert drawer.faults() == ()


def test_an_export_after_it_holds_the_number_and_nothing_else_of_it(tmp_path: Path, drawer: OpenDrawer, full: str) -> None:
    erase(drawer, full)
    drawer.export_all(tmp_path / "out", "Flytning")
    written = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert [path for path, content in written.items() if any(bird in content for bird in BIRDS)] == []
    assert b'"status": "erased"' in written[tmp_path / "out" / "cases" / f"{full}.json"]


def test_it_can_t_be_opened_added_to_or_erased_again(drawer: OpenDrawer, full: str) -> None:
    erase(drawer, full)
    tries: tuple[Callable[[], object], ...] = (
        lambda: drawer.case(full),
        lambda: drawer.protected_answers(full, "fordi"),
        lambda: drawer.attachment_bytes(full, 1),
        lambda: drawer.add_to_case(full, addition(), weighing(), weighed_as(Urgency.ACUTE)),
        lambda: drawer.keep_journal_number(full, "1"),
        lambda: drawer.keep_entries(full, [kept.VISIT]),
        lambda: drawer.protected_entries(full, "fordi"),
        lambda: erase(drawer, full),
    )
    for attempt in tries:
        with pytest.raises(CaseUnknown, match=full):
            attempt()


# -- what stays --------------------------------------------------------------------------------------------------------------


def test_its_number_stays_used_with_when_by_whom_and_why(drawer: OpenDrawer, full: str) -> None:
    done = drawer.erase_case(full, erasing(full, ErasureReason.DUPLICATE, "Se den anden sag."), PASSPHRASE)
    assert drawer.begin_intake(CHECKLIST).reference > full
    with drawer._sitting.act() as connection:
        row = connection.execute(select(tables.case_file).where(tables.case_file.c.reference == full)).one()
    line = next(line for line in drawer.journal() if line.act == "erase_case")
    assert (line.reference, line.officer_name, line.fields, line.reason) == (
        full,
        "Søren Leder",
        ("duplicate",),
        "Se den anden sag.",
    )
    assert (row.status, row.officer_id, line.at) == ("erased", drawer.officer.id, done.at)
    left = {key for key, value in row._mapping.items() if value not in (None, "", 0)}
    assert left == {"id", "reference", "place", "status", "started_at", "saved_at", "officer_id"}


def test_the_page_told_before_what_would_go_and_that_went(drawer: OpenDrawer, full: str) -> None:
    would = vanishing_of(drawer.case(full))
    went = erase(drawer, full).vanished
    assert (went.evaluations, went.incidents, went.instruments, went.attachments, went.sheets) == (4, 3, 1, 2, 1)
    assert went.entries == len(kept.every_entry(drawer)) > 10
    assert replace(would, answers=0, protected=0, addenda=0) == replace(went, answers=0, protected=0, addenda=0)


def test_the_other_cases_and_their_attachments_stay(drawer: OpenDrawer, full: str) -> None:
    other = file_case(drawer)
    drawer.attach(other, NewAttachment(FILE, "andet.png", A))
    erase(drawer, full)
    assert drawer.attachment_bytes(other, 1) == FILE
    assert drawer.case(other).line.reference == other
    assert drawer.faults() == ()


# -- who, and how ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", WHO_MAY_NOT)
def test_nobody_but_a_supervisor_erases_a_case(unlock: Callable[..., OpenDrawer], user: str) -> None:
    drawer = unlock()
    reference = file_case(drawer)
    if user != "anna":
        drawer.add_officer(user, "Navn Prøve", "NP", WHO_MAY_NOT[user], OTHER_PASSPHRASE)
    drawer.close()
    hers = unlock(user, OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        hers.erase_case(reference, erasing(reference), OTHER_PASSPHRASE)
    hers.close()
    assert unlock().case(reference).line.reference == reference


def test_it_takes_her_own_passphrase_the_number_and_a_reason(drawer: OpenDrawer, full: str) -> None:
    lines = len(drawer.journal())
    refused: tuple[tuple[Erasing, str, type[DeskError]], ...] = (
        (erasing(full), "en anden sætning helt", WrongPassphrase),
        (erasing(full), OTHER_PASSPHRASE, WrongPassphrase),
        (erasing(""), PASSPHRASE, NotAllowed),
        (erasing("SD-2026-0001"), PASSPHRASE, NotAllowed),
        (erasing(full, ErasureReason.OTHER, "  "), PASSPHRASE, NotAllowed),
    )
    for given_for_it, passphrase, error in refused:
        with pytest.raises(error):
            drawer.erase_case(full, given_for_it, passphrase)
    assert len(drawer.journal()) == lines
    assert len(drawer.case(full).attachments) == 2
    drawer.erase_case(full, erasing(f" {full.lower()} ", ErasureReason.OTHER, "Prøvesag"), PASSPHRASE)


def test_a_draft_is_discarded_and_not_erased(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    with pytest.raises(CaseUnknown):
        erase(drawer, draft.reference)


# -- the locks of the tables -------------------------------------------------------------------------------------------------


def _delete_after_another_line(drawer: OpenDrawer, connection: Connection, reference: str, table: str) -> None:
    drawer._sitting.note(connection, "erase_case", reference)
    drawer._sitting.note(connection, "view", reference)
    connection.execute(text(f"delete from {table}"))


@pytest.mark.parametrize("table", ["evaluation", "incident", "addendum", "instrument_use", "attachment"])
def test_without_its_line_as_the_newest_no_row_can_be_deleted(drawer: OpenDrawer, full: str, table: str) -> None:
    erase(drawer, file_case(drawer))
    with pytest.raises((DBAPIError, StoreDamaged)), drawer._sitting.act() as connection:
        connection.execute(text(f"delete from {table}"))
    with pytest.raises((DBAPIError, StoreDamaged)), drawer._sitting.act() as connection:
        _delete_after_another_line(drawer, connection, full, table)


def test_no_case_becomes_erased_without_its_line_and_none_comes_back(drawer: OpenDrawer, full: str) -> None:
    statement = text("update case_file set status = :status where reference = :reference")
    with pytest.raises((DBAPIError, StoreDamaged)), drawer._sitting.act() as connection:
        connection.execute(statement, {"status": "erased", "reference": full})
    erase(drawer, full)
    with pytest.raises((DBAPIError, StoreDamaged)), drawer._sitting.act() as connection:
        connection.execute(statement, {"status": "filed", "reference": full})


# -- the check ---------------------------------------------------------------------------------------------------------------

_OPEN = "drop trigger case_file_no_erasing", "drop trigger case_file_stays_erased"
TAMPERED = {
    "erased without its line": ("update case_file set status = 'erased' where reference = '{other}'", "{other}"),
    "back without its content": (
        "update case_file set status = 'filed', filed_at = saved_at, definition = 'likely', urgency = 'high' "
        "where reference = '{erased}'",
        "{erased}",
    ),
    "erased by somebody else": (
        "update case_file set officer_id = (select id from officer where user_name = 'anna') where reference = '{erased}'",
        "{erased}",
    ),
    "erased another time": (
        "update case_file set saved_at = '2026-01-01T00:00:00.000000Z' where reference = '{erased}'",
        "{erased}",
    ),
    "an answer left": (
        "insert into answer select (select id from case_file where reference = '{erased}'), question_id, state, value, reason, "
        "at, by from answer limit 1",
        "{erased}",
    ),
    "a word left": (
        "insert into search_word select place, 'silkehale' from case_file where reference = '{erased}'",
        "{erased}",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_the_check_names_what_was_erased_otherwise(drawer: OpenDrawer, full: str, how: str) -> None:
    other = file_case(drawer)
    erase(drawer, full)
    statement, named = TAMPERED[how]
    change_open(drawer, *_OPEN, statement.format(erased=full, other=other))
    reference = named.format(erased=full, other=other)
    assert [fault for fault in drawer.faults() if reference in fault and "slette" in fault]


# -- backups -----------------------------------------------------------------------------------------------------------------


def test_the_backups_that_still_hold_it_are_named_with_the_day_they_go(folder: Path, drawer: OpenDrawer) -> None:
    set_place = place_of(folder, "stick")
    drawer.backups.keep_places([set_place, folder.parent / "trukket ud"])
    before = backed_up(drawer, set_place)
    reference = file_case(drawer)
    kept = backed_up(drawer, set_place)
    done = erase(drawer, reference)
    after = backed_up(drawer, set_place)
    held = {one.folder: one.gone_by for one in done.backups}
    assert set(held) == {kept.folder}
    assert {before.folder, after.folder}.isdisjoint(held)
    goes = held[kept.folder]
    assert goes is not None
    assert goes > done.at.date()
    assert done.unseen == (folder.parent / "trukket ud",)


def test_the_day_is_the_one_on_which_the_rotation_takes_it(folder: Path, drawer: OpenDrawer) -> None:
    from stalkdesk.data.backup_manifest import backups_in
    from stalkdesk.data.backup_rotation import LONGEST, outdated

    place = place_of(folder)
    backed_up(drawer, place)
    ((_, like),) = backups_in(place)
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    found = [(Path(str(day)), replace(like, made_at=now - timedelta(days=day))) for day in range(0, 300, 3)]
    found = [one for one in found if one[0] not in outdated(found, 10)]
    goes = _days_of_going(found, 10, now)
    assert set(goes) == {folder for folder, _ in found}
    assert all(now.date() < day <= (now + LONGEST + timedelta(days=2)).date() for day in goes.values())
    left, at = list(found), now
    for step in range(1, 60):
        at = now + timedelta(days=step)
        left.insert(0, (Path(f"new{step}"), replace(like, made_at=at)))
        taken = outdated(left, 10)
        left = [one for one in left if one[0] not in taken]
        assert {one for one in taken if one in goes} == {one for one, day in goes.items() if day == at.date()}


def test_a_restored_backup_brings_it_back_whole(folder: Path, tmp_path: Path, drawer: OpenDrawer, full: str) -> None:
    from stalkdesk.data.restoring import Restorer

    made = backed_up(drawer, place_of(folder))
    erase(drawer, full)
    drawer.close()
    Restorer().restore(made.folder, SUPERVISOR, tmp_path / "back")
    again = unlocked(tmp_path / "back")
    assert again.attachment_bytes(full, 1) == FILE
    assert again.faults() == ()
    erase(again, full)
    assert again.faults() == ()
    again.close()
