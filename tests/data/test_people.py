"""Officers, unit, contacts, settings: kept by the supervisor, and always at least one supervisor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Role
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import read_key_file
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.people import put_contacts, put_unit
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import NotAllowed, WeakPassphrase, WrongPassphrase
from stalkdesk.intake.findings import Definition, Urgency
from tests.data.at_hand import (
    AS_COMPUTED,
    AT,
    CHECKLIST,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    PUBLIC,
    RULES,
    UNIT,
    WHOLE,
    A,
    given,
    intake,
    not_asked,
)

THIRD_PASSPHRASE = "ni blanke skeer på et bord"


def test_an_officer_is_added_with_a_passphrase_of_her_own(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    added = drawer.add_officer("Øjvind", "Øjvind Visitator", "ØV", Role.VISITATOR, THIRD_PASSPHRASE)
    assert added in drawer.officers()
    assert drawer.faults() == ()
    drawer.close()
    assert unlock("øjvind", THIRD_PASSPHRASE).officer == added


def test_a_name_in_use_and_a_weak_passphrase_add_nobody(drawer: OpenDrawer, folder: Path) -> None:
    before, keys = drawer.officers(), (folder / "desk.keys").read_bytes()
    for name, full_name, passphrase, refused in (
        ("ANNA ", "Anna To", THIRD_PASSPHRASE, NotAllowed),
        ("", "Ingen", THIRD_PASSPHRASE, NotAllowed),
        ("bo", " ", THIRD_PASSPHRASE, NotAllowed),
        ("bo", "Bo", "kort", WeakPassphrase),
    ):
        with pytest.raises(refused):
            drawer.add_officer(name, full_name, "X", Role.OFFICER, passphrase)
    assert drawer.officers() == before
    assert (folder / "desk.keys").read_bytes() == keys


def test_a_retired_officer_gets_in_no_more_and_is_in_no_copy_of_the_key_file(folder: Path, drawer: OpenDrawer) -> None:
    anna = next(one for one in drawer.officers() if one.user_name == "anna")
    old_keys = (folder / "desk.keys").read_bytes()
    drawer.retire_officer(anna.id)
    with pytest.raises(NotAllowed):
        drawer.retire_officer(anna.id)
    drawer.close()
    assert [len(read_key_file(folder / name).slots) for name in ("desk.keys", "desk.keys.bak")] == [2, 2]
    for keys in (None, old_keys):
        if keys is not None:
            (folder / "desk.keys").write_bytes(keys)
        with pytest.raises(WrongPassphrase):
            SealedVault(folder).unlock("anna", OTHER_PASSPHRASE)


def test_the_last_supervisor_cannot_be_retired(drawer: OpenDrawer) -> None:
    with pytest.raises(NotAllowed, match="mindst én"):
        drawer.retire_officer(drawer.officer.id)
    drawer.add_officer("leder2", "Leder To", "L2", Role.SUPERVISOR, THIRD_PASSPHRASE)
    drawer.retire_officer(drawer.officer.id)
    assert [one.is_active for one in drawer.officers() if one.initials == "SL"] == [False]


def test_what_only_a_supervisor_may_do_is_refused_to_an_officer(unlock: Callable[..., OpenDrawer]) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    acts: tuple[Callable[[], object], ...] = (
        lambda: anna.add_officer("bo", "Bo", "B", Role.SUPERVISOR, THIRD_PASSPHRASE),
        lambda: anna.retire_officer(anna.officer.id),
        lambda: anna.keep_unit(UNIT),
        lambda: anna.keep_setting("least_shown", "9"),
        lambda: anna.week_cases(AT, AT),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_supervisor_vouches_at_somebody_elses_desk(unlock: Callable[..., OpenDrawer]) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    assert anna.vouched("søren", PASSPHRASE).role is Role.SUPERVISOR
    with pytest.raises(NotAllowed):
        anna.vouched("anna", OTHER_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        anna.vouched("søren", OTHER_PASSPHRASE)


def test_nobody_changes_the_unit_of_a_desk_alone(drawer: OpenDrawer) -> None:
    before = drawer.unit()
    with pytest.raises(NotAllowed, match="en anden godkender"):
        drawer.keep_unit(replace(before, phone="+4500000099"))
    assert drawer.unit() == before


def test_unit_contacts_and_settings_are_kept_as_given(drawer: OpenDrawer) -> None:
    unit = replace(UNIT, authority=Authority.POLICE, name="Ærø 🍎", address_lines=())
    contacts = (
        ContactPerson("b", "Åse Barn", ContactFunction.CHILD_OR_YOUTH, "+4500000004"),
        ContactPerson("a", "Zoë Voksen", ContactFunction.ADULT, "", "altid", is_active=False),
    )
    with drawer._sitting.act() as connection:
        put_unit(connection, unit)
        put_contacts(connection, contacts)
    drawer.keep_setting("least_shown", "7")
    drawer.keep_setting("least_shown", "8")
    assert (drawer.unit(), drawer.contacts(), drawer.setting("least_shown"), drawer.setting("other")) == (
        unit,
        contacts,
        "8",
        "",
    )


def test_the_week_reads_codes_and_counts_only(drawer: OpenDrawer) -> None:
    monday = datetime(2026, 11, 15, 23, tzinfo=UTC)
    answered = [given("threats", "no"), given("impact", "fear"), not_asked("breach", "afbrudt"), not_asked("violence", "")]
    answered += [given("referrals_made", ("police", "dsc")), given("journalised", "yes")]
    me, sheet = drawer.officer.id, SheetGiven("guidance", "1", "da", 2, How.PRINTED, monday, "SL")
    for at in (monday - timedelta(microseconds=1), monday, monday + timedelta(days=7)):
        drawer.file_many([replace(intake(me, *((one, A) for one in answered), at=at), sheets=(sheet,))])
    (case,) = drawer.week_cases(monday, monday + timedelta(days=7))
    assert (case.started_at, case.filed_at, case.definition, case.urgency) == (
        monday,
        monday,
        Definition.POSSIBLE,
        Urgency.HIGH,
    )
    assert (case.referrals, case.sheets, case.is_filed_in_journal) == (("police", "dsc"), ("guidance",), True)
    assert (case.critical_answered, case.critical_reasoned) == (2, 1)


def test_a_draft_counts_in_the_week_and_a_discarded_one_does_not(drawer: OpenDrawer) -> None:
    kept, gone = drawer.begin_intake(CHECKLIST), drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(gone.case_id, "")
    (case,) = drawer.week_cases(kept.started_at - timedelta(days=1), kept.started_at + timedelta(days=1))
    assert (case.filed_at, case.definition, case.referrals, case.critical_answered) == (None, None, (), 0)


def test_one_reason_for_all_open_questions_counts_for_each(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, [(given("threats", "no"), A), (given("unanswered_reason", "interrupted"), A)])
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    (case,) = drawer.week_cases(draft.started_at, draft.started_at + timedelta(hours=1))
    assert (case.critical_answered, case.critical_reasoned) == (1, 7)


def test_file_many_keeps_to_the_rule_about_lowered_levels(drawer: OpenDrawer) -> None:
    lowered = replace(intake(drawer.officer.id), confirmation=Confirmation(Urgency.ROUTINE, "", ""))
    with pytest.raises(NotAllowed):
        drawer.file_many([intake(drawer.officer.id), lowered])
    assert drawer.count_cases() == 0


def test_a_slot_that_a_cut_has_left_is_taken_away_when_a_supervisor_unlocks(
    folder: Path, unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = unlock()
    slots = len(read_key_file(folder / "desk.keys").slots)
    with monkeypatch.context() as cut:
        cut.setattr(KeyKeeping, "remove", lambda *_: None)  # the program was killed before the key file was written
        anna = next(one for one in drawer.officers() if one.user_name == "anna")
        drawer.retire_officer(anna.id)
    assert len(drawer.faults()) == 1
    drawer.close()
    again = unlock()

    assert again.faults() == ()
    assert again.journal()[0].act == "login"
    assert any(line.fields == ("slot_left_over",) for line in again.journal(5))
    assert len(read_key_file(folder / "desk.keys").slots) == slots - 1


def test_the_copy_of_the_key_file_opens_with_the_old_passphrase_no_more(
    folder: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    drawer.change_passphrase(PASSPHRASE, OTHER_PASSPHRASE)
    drawer.close()

    copy, file = (read_key_file(folder / name) for name in ("desk.keys.bak", "desk.keys"))
    assert {slot.salt for slot in copy.slots} == {slot.salt for slot in file.slots}
