"""What happens after the door is kept in one transaction with its journal lines, sealed where it must be, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import select, text

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.handover.handovers import Purpose, Received
from stalkdesk.casework.officers import Role
from stalkdesk.casework.support.plan import Measure, MeasureState
from stalkdesk.data import dues, entry_rows, entry_text, tables
from stalkdesk.data.adding import Making
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing_entries import Happened
from stalkdesk.data.protected import Seal
from stalkdesk.data.rows import StoredRow
from stalkdesk.data.sitting import utc_now
from stalkdesk.errors import BadAnswer, CaseChanged, CaseUnknown, DiskFull, NotAllowed, StoreDamaged, TooLong
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import ANSWERS, addition, weighed_as, weighing
from tests.data.at_hand import AT, CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE, intake
from tests.data.tampering import change_open

AS_HIGH = weighed_as(Urgency.ACUTE)
COUNTING = "ni blanke skeer på et bord"


@pytest.fixture
def after(drawer: OpenDrawer) -> str:
    """A case with an incident and an entry of each kind."""
    return kept.case_after_the_door(drawer)


def _said(entries: tuple[Entry, ...] | list[Entry]) -> list[tuple[EntryKind, object]]:
    return [(entry.kind, entry.said) for entry in entries]


def _rows(drawer: OpenDrawer, reference: str) -> list[dict[str, object]]:
    case, entry = tables.case_file, tables.case_entry
    of_it = select(case.c.id).where(case.c.reference == reference)
    with drawer._sitting.act() as connection:
        found = connection.execute(select(entry).where(entry.c.case_id.in_(of_it)).order_by(entry.c.number))
        return [dict(row._mapping) for row in found]


# -- kept --------------------------------------------------------------------------------------------------------------------


def test_every_kind_is_read_again_as_it_was_said(unlock: Callable[..., OpenDrawer], drawer: OpenDrawer) -> None:
    reference = kept.case_after_the_door(drawer)
    wanted = [(one.kind, one.said) for one in kept.every_entry(drawer)]
    drawer.close()
    again = unlock()
    found = again.protected_entries(reference, "se planen")
    assert _said(found) == wanted
    assert [entry.number for entry in found] == list(range(1, len(wanted) + 1))
    assert {(entry.by, entry.officer_id) for entry in found} == {("SL", again.officer.id)}
    plain = again.case(reference)
    assert _said(plain.entries) == [one for one in wanted if KINDS[one[0]].compartment is Compartment.FACTS]
    assert len(plain.entries) + plain.sealed_entries == len(wanted)
    assert again.faults() == ()


def test_every_kind_that_the_desk_can_keep_is_tried_here(drawer: OpenDrawer) -> None:
    tried = {one.kind for one in kept.every_entry(drawer)}
    elsewhere = {EntryKind.SAME_PERSON, EntryKind.CODE_CARD, EntryKind.INCIDENTS_TAKEN_IN, EntryKind.CASE_NOTE}
    assert {kind for kind, how in KINDS.items() if not how.is_stores_own} - elsewhere == tried


def test_all_entries_are_kept_or_none(drawer: OpenDrawer, reference: str) -> None:
    unfit = NewEntry(EntryKind.MEASURE, Measure("no_such_need"))
    before = len(drawer.journal(1000))
    with pytest.raises(BadAnswer):
        drawer.keep_entries(reference, (kept.VISIT, kept.measure(), unfit, kept.follow_up()))
    assert (_rows(drawer, reference), drawer.faults()) == ([], ())
    assert len(drawer.journal(1000)) == before
    assert {line.due.kind.value for line in drawer.dues()}.isdisjoint({"measure", "call"})


def test_a_disk_that_fails_at_the_last_step_leaves_nothing(
    drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("fuld")

    before = len(drawer.journal(1000))
    with monkeypatch.context() as broken:
        broken.setattr(dues, "rewrite", full)
        with pytest.raises(DiskFull):
            drawer.keep_entries(reference, (kept.VISIT, kept.measure()))
    assert (_rows(drawer, reference), len(drawer.journal(1000))) == ([], before)
    (entry,) = drawer.keep_entries(reference, (kept.VISIT,))
    assert (entry.number, entry.subject) == (1, 1)


def test_the_journal_tells_kind_number_thing_receiver_and_sum_and_nothing_that_was_said(drawer: OpenDrawer, after: str) -> None:
    lines = [line for line in drawer.journal(1000) if line.act in {kind.value for kind in EntryKind}]
    rows = _rows(drawer, after)
    assert [line.act for line in reversed(lines)] == [row["kind"] for row in rows]
    with drawer._sitting.act() as connection:
        of_it = text("select act || ',' || fields from journal where reference = :it order by number")
        written = [line.split(",") for line in connection.execute(of_it, {"it": after}).scalars()]
    written = [words for words in written if words[0] in {kind.value for kind in EntryKind}]
    for line, words, row in zip(reversed(lines), written, rows, strict=True):
        assert words[:2] == [row["kind"], f"entry:{row['number']}"]
        assert f"mac:{str(row['mac'])[:16]}" in words
        assert (f"{row['kind']}:{row['subject']}" in line.fields) == bool(row["subject"])
    consent = next(line for line in lines if line.act == "consent")
    assert (f"contact:{kept.CONTACT_ID}" in consent.fields, consent.recipient) == (True, "other_authority")
    assert next(line for line in lines if line.act == "measure").reason == "Planen"
    told = repr(lines)
    for bird in ("Stormsvale", "Turteldue", "Rørdrum", "Isfugl", "Natugle", "Slørugle", "Mosehornugle", "Sumpmejse"):
        assert bird not in told


def test_the_things_of_a_kind_are_numbered_for_themselves(drawer: OpenDrawer, after: str) -> None:
    made = drawer.keep_entries(
        after, (kept.measure("nyt"), kept.VISIT, kept.measure("mere"), replace(kept.measure(), subject=1))
    )
    assert [(entry.kind.value, entry.subject) for entry in made] == [
        ("measure", 2),
        ("visit", 2),
        ("measure", 3),
        ("measure", 1),
    ]
    assert made[0].number == len(kept.every_entry(drawer)) + 1


def test_an_entry_more_opens_those_that_are_there_once(drawer: OpenDrawer, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawer.keep_entries(after, [kept.measure(f"nr. {number}") for number in range(100)])
    opened, real = list[object](), entry_rows.entry_of

    def counted(row: StoredRow, seal: Seal | None) -> Entry:
        opened.append(row)
        return real(row, seal)

    monkeypatch.setattr(entry_rows, "entry_of", counted)
    drawer.keep_entries(after, [kept.measure(), kept.follow_up()])
    assert len(opened) == 100 + len(kept.every_entry(drawer))


# -- two people --------------------------------------------------------------------------------------------------------------


def test_of_two_who_change_one_thing_the_second_is_told_and_keeps_nothing(drawer: OpenDrawer, after: str) -> None:
    (seen,) = (entry for entry in drawer.protected_entries(after, "se") if entry.kind is EntryKind.MEASURE)
    theirs = NewEntry(EntryKind.MEASURE, Measure("locks", MeasureState.IN_PLACE), 1, seen=seen.number)
    (newer,) = drawer.keep_entries(after, [theirs])
    with pytest.raises(CaseChanged, match="Din tekst er her endnu"):
        drawer.keep_entries(after, [kept.VISIT, replace(kept.measure("vores"), subject=1, seen=seen.number)])
    assert drawer.protected_entries(after, "se")[-1] == newer
    (ours,) = drawer.keep_entries(after, [replace(kept.measure("vores"), subject=1, seen=newer.number)])
    assert ours.number == newer.number + 1


def test_what_was_added_to_another_thing_meanwhile_does_not_matter(drawer: OpenDrawer, after: str) -> None:
    seen = max(entry.number for entry in drawer.protected_entries(after, "se") if entry.kind is EntryKind.MEASURE)
    drawer.keep_entries(after, [kept.measure("en anden"), kept.VISIT])
    drawer.keep_entries(after, [replace(kept.measure("den her"), subject=1, seen=seen)])
    assert drawer.faults() == ()


def test_cases_that_are_filed_at_once_have_the_same_entries_as_at_the_desk(drawer: OpenDrawer) -> None:
    at_desk, me, at = kept.case_after_the_door(drawer), drawer.officer, utc_now()
    incident = Making(at, me, addition(), weighing()({answer.question_id: answer for answer, _ in ANSWERS}), AS_HIGH)
    whole = replace(
        intake(me.id, *ANSWERS, at=at),
        later=(incident,),
        entries=tuple(Happened(at, me, one) for one in kept.every_entry(drawer)),
    )
    (at_once,) = drawer.file_many([whole])
    for reference in (at_desk, at_once):
        found = drawer.protected_entries(reference, "se")
        assert [(one.number, one.kind, one.subject, one.said) for one in found] == [
            (number, one.kind, int(KINDS[one.kind].has_things or bool(one.subject)), one.said)
            for number, one in enumerate(kept.every_entry(drawer), start=1)
        ]
    due = [sorted((one.due.kind, one.due.subject) for one in drawer.dues() if one.reference == it) for it in (at_desk, at_once)]
    assert due[0] == due[1]
    assert drawer.faults() == ()


def test_a_case_that_is_filed_at_once_can_be_in_error_from_the_start(drawer: OpenDrawer) -> None:
    wrong = Happened(utc_now(), drawer.officer, kept.WRONG_CASE)
    (reference,) = drawer.file_many([replace(intake(drawer.officer.id, *ANSWERS), entries=(wrong,))])
    assert (drawer.case(reference).is_in_error, drawer.dues(), drawer.faults()) == (True, (), ())


def test_entries_that_can_t_be_are_refused_also_when_cases_are_filed_at_once(drawer: OpenDrawer) -> None:
    unfit = Happened(utc_now(), drawer.officer, kept.GIVEN_BACK)
    with pytest.raises(BadAnswer):
        drawer.file_many([replace(intake(drawer.officer.id, *ANSWERS), entries=(unfit,))])
    assert drawer.count_cases() == 0


# -- refused -----------------------------------------------------------------------------------------------------------------


def test_a_draft_an_erased_and_an_unknown_case_are_refused(drawer: OpenDrawer, after: str) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.erase_case(after, Erasing(ErasureReason.DECIDED, after), PASSPHRASE)
    for reference in (draft.reference, after, "SD-2026-9999", "\udcff", ""):
        with pytest.raises(CaseUnknown):
            drawer.keep_entries(reference, [kept.VISIT])
        with pytest.raises(CaseUnknown):
            drawer.protected_entries(reference, "se") if reference != draft.reference else drawer.keep_entries(reference, [])
    assert drawer.faults() == ()


def test_who_only_makes_summaries_keeps_and_reads_none_of_it(
    drawer: OpenDrawer, unlock: Callable[..., OpenDrawer], after: str
) -> None:
    drawer.keep_in_register([kept.contact()])
    drawer.add_officer("tal", "Tal Opgørsen", "TO", Role.STATISTICS, COUNTING)
    drawer.close()
    counting = unlock("tal", COUNTING)
    for refused in (
        lambda: counting.keep_entries(after, [kept.VISIT]),
        lambda: counting.protected_entries(after, "tælle"),
        counting.dues,
        counting.register,
        lambda: counting.keep_in_register([kept.checked()]),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_kind_asks_for_the_role_that_its_line_of_the_table_names(
    drawer: OpenDrawer, unlock: Callable[..., OpenDrawer], reference: str
) -> None:
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        anna.keep_entries(reference, [kept.VISIT, kept.TAKEN_OVER])
    assert anna.case(reference).entries == ()
    anna.keep_entries(reference, [kept.VISIT])


def test_a_kind_that_the_program_does_not_know_is_refused_and_read_as_damage(
    drawer: OpenDrawer, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = MappingProxyType({kind: how for kind, how in KINDS.items() if kind is not EntryKind.VISIT})
    monkeypatch.setattr(entry_rows, "KINDS", known)
    with pytest.raises(NotAllowed, match="Det kan denne udgave af programmet ikke gemme"):
        drawer.keep_entries(after, [kept.VISIT])
    with pytest.raises(StoreDamaged):
        drawer.case(after)


def test_what_only_the_drawer_writes_is_refused_from_outside(drawer: OpenDrawer, reference: str) -> None:
    said = Received(
        *("p", "d", "Andre", "SD-2026-0001", "d", "c", 1, Purpose.SHARE, AT, "likely", "acute", "2026-1", "2026-1"), (), ()
    )
    with pytest.raises(NotAllowed, match="skriver sagsskabet selv"):
        drawer.keep_entries(reference, [kept.VISIT, NewEntry(EntryKind.RECEIVED, said)])
    assert drawer.case(reference).entries == ()


def test_more_than_one_entry_may_say_is_refused_and_not_cut(
    drawer: OpenDrawer, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_text, "MOST", 100)
    with pytest.raises(TooLong):
        drawer.keep_entries(reference, [kept.measure("x" * 200)])
    assert _rows(drawer, reference) == []


# -- compartment B -----------------------------------------------------------------------------------------------------------


def test_protected_entries_are_read_with_a_reason_that_stands_in_the_journal(drawer: OpenDrawer, after: str) -> None:
    with pytest.raises(NotAllowed):
        drawer.protected_entries(after, "  ")
    drawer.protected_entries(after, "Ringer om låsen")
    line = drawer.journal(1)[0]
    assert (line.act, line.reference, line.fields, line.reason) == ("view_protected", after, ("entries",), "Ringer om låsen")


def test_what_tells_where_she_is_or_what_she_plans_is_sealed(drawer: OpenDrawer, after: str) -> None:
    for row in _rows(drawer, after):
        is_protected = KINDS[EntryKind(str(row["kind"]))].compartment is Compartment.PROTECTED
        assert (row["plain"] is None, row["sealed"] is not None) == (is_protected, is_protected)
    everything = repr(_rows(drawer, after))
    assert "Stormsvale" in everything
    for bird in ("Rørdrum", "R\\u00f8rdrum", "Isfugl", "Natugle", "Slørugle", "Mosehornugle"):
        assert bird not in everything


MOVED = {
    "to another case": "update case_entry set sealed = (select sealed from case_entry where kind = 'measure' and case_id = "
    "(select id from case_file where reference = '{there}')) where kind = 'measure' and case_id = "
    "(select id from case_file where reference = '{here}')",
    "to another number": "update case_entry set sealed = (select sealed from case_entry where kind = 'follow_up' and case_id = "
    "(select id from case_file where reference = '{here}')) where kind = 'measure' and case_id = "
    "(select id from case_file where reference = '{here}')",
}


@pytest.mark.parametrize("how", MOVED)
def test_a_sealed_entry_that_was_moved_opens_for_nobody_and_is_named(drawer: OpenDrawer, after: str, how: str) -> None:
    there = kept.case_after_the_door(drawer)
    change_open(drawer, MOVED[how].format(here=after, there=there))
    with pytest.raises(StoreDamaged):
        drawer.protected_entries(after, "se")
    with pytest.raises(StoreDamaged):
        drawer.keep_entries(after, [kept.VISIT])
    assert drawer.protected_entries(there, "se")
    assert [fault for fault in drawer.faults() if after in fault]
    assert not [fault for fault in drawer.faults() if there in fault]


def test_the_store_refuses_to_change_or_take_out_an_entry_or_a_line_of_the_register(drawer: OpenDrawer, after: str) -> None:
    drawer.keep_in_register([kept.contact()])
    for table in ("case_entry", "register_line"):
        for statement in (f"update {table} set by = 'XX'", f"delete from {table}"):
            with pytest.raises(StoreDamaged), drawer._sitting.act() as connection:
                connection.execute(text(statement))
    assert drawer.faults() == ()


def test_keeping_nothing_changes_nothing(drawer: OpenDrawer, after: str, folder: Path) -> None:
    before = len(drawer.journal(1000))
    assert drawer.keep_entries(after, []) == ()
    assert len(drawer.journal(1000)) == before
