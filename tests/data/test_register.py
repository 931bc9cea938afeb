"""The register of the desk: added to in one transaction with its journal lines, sealed where it holds keys, never twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from stalkdesk.casework.contacts.contact_register import Away, contacts_now, is_away
from stalkdesk.casework.handover.desks import OwnKeys
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.data import entry_text, register
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.register import write_lines
from stalkdesk.errors import BadAnswer, CaseChanged, DiskFull, NotAllowed, StoreDamaged, TooLong
from tests.data import kept
from tests.data.at_hand import OTHER_PASSPHRASE
from tests.data.conftest import unlocked
from tests.data.tampering import change_open

OWN_KEYS = NewLine(
    RegisterKind.OWN_KEYS, "skranken", OwnKeys("AGE-SECRET-KEY-1PRØVE", "age1prøve", "a1" * 32, "b2" * 32, "c3" * 32)
)


def _said(lines: tuple[RegisterLine, ...]) -> list[tuple[RegisterKind, object]]:
    return [(line.kind, line.said) for line in lines]


def _with_own_keys(drawer: OpenDrawer) -> None:
    with drawer._sitting.act() as connection:
        write_lines(connection, drawer._sitting, [OWN_KEYS])


def test_lines_are_read_again_as_they_were_said(drawer: OpenDrawer, unlock: Callable[..., OpenDrawer]) -> None:
    new = [kept.contact(), kept.away(), kept.checked()]
    made = drawer.keep_in_register(new)
    assert [line.number for line in made] == [1, 2, 3]
    drawer.close()
    again = unlock()
    assert again.register() == made
    assert _said(again.register(RegisterKind.AWAY)) == [(new[1].kind, new[1].said)]
    (contact,) = contacts_now(again.register())
    assert (contact.name, is_away(contact, kept.days(3)), contact.checked_on) == ("Skovskade Prøve", True, kept.days(0))
    assert again.faults() == ()


def test_all_lines_are_kept_or_none(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(drawer.journal(1000))
    unfit = NewLine(RegisterKind.AWAY, kept.CONTACT_ID, Away(kept.days(3), kept.days(1)))
    with pytest.raises(BadAnswer):
        drawer.keep_in_register([kept.contact(), unfit])

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as broken:
        broken.setattr(register, "sum_field", full)
        with pytest.raises(DiskFull):
            drawer.keep_in_register([kept.contact()])
    assert (drawer.register(), len(drawer.journal(1000)), drawer.faults()) == ((), before, ())


def test_the_journal_tells_what_was_changed_of_whom_by_id_and_never_a_name(drawer: OpenDrawer) -> None:
    drawer.keep_in_register([kept.contact()])
    (line,) = (line for line in drawer.journal(10) if line.act == "register_contact")
    assert {"line:1", f"contact:{kept.CONTACT_ID}"} <= set(line.fields)
    assert (line.reason, line.reference) == ("Ny kontaktperson", "")
    with drawer._sitting.act() as connection:
        fields, mac = (
            connection.execute(text(f"select {column} from {table}")).scalar_one()
            for column, table in (("fields", "journal where act = 'register_contact'"), ("mac", "register_line"))
        )
    assert f"mac:{mac[:16]}" in fields.split(",")
    assert "Skovskade" not in repr(drawer.journal(10))


def test_of_two_who_change_one_contact_the_second_is_told_and_keeps_nothing(drawer: OpenDrawer) -> None:
    (seen,) = drawer.keep_in_register([kept.contact()])
    (newer,) = drawer.keep_in_register([replace(kept.contact("Skovskade Nyprøve"), seen=seen.number)])
    with pytest.raises(CaseChanged):
        drawer.keep_in_register([kept.away(), replace(kept.contact("Skovskade Andenprøve"), seen=seen.number)])
    assert drawer.register()[-1] == newer
    drawer.keep_in_register([replace(kept.contact("Skovskade Andenprøve"), seen=newer.number)])


def test_a_role_that_keeps_no_contacts_is_refused_and_reads_them(drawer: OpenDrawer, unlock: Callable[..., OpenDrawer]) -> None:
    drawer.keep_in_register([kept.contact()])
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        anna.keep_in_register([kept.checked()])
    assert len(anna.register()) == 1


def test_what_only_the_drawer_writes_is_refused_from_outside(drawer: OpenDrawer) -> None:
    with pytest.raises(NotAllowed, match="skriver sagsskabet selv"):
        drawer.keep_in_register([kept.contact(), OWN_KEYS])
    assert drawer.register() == ()


def test_a_kind_that_the_program_does_not_know_is_refused(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {kind: how for kind, how in REGISTER_KINDS.items() if kind is not RegisterKind.CONTACT}
    monkeypatch.setattr(register, "REGISTER_KINDS", fewer)
    with pytest.raises(NotAllowed, match="Det kan denne udgave af programmet ikke gemme i registret"):
        drawer.keep_in_register([kept.contact()])


def test_more_than_one_line_may_say_is_refused_and_not_cut(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_text, "MOST", 50)
    with pytest.raises(TooLong):
        drawer.keep_in_register([kept.contact()])
    assert drawer.register() == ()


def test_own_keys_are_sealed_and_open_only_where_they_were_put(drawer: OpenDrawer) -> None:
    drawer.keep_in_register([kept.contact()])
    _with_own_keys(drawer)
    with drawer._sitting.act() as connection:
        stored = connection.execute(text("select * from register_line where number = 2")).one()
    assert (stored.plain, b"AGE-SECRET" in stored.sealed, drawer.register()[-1].said) == (None, False, OWN_KEYS.said)
    change_open(
        drawer,
        "update register_line set number = 9 where number = 1",
        "update register_line set number = 1 where number = 2",
        "update register_line set number = 2 where number = 9",
    )
    with pytest.raises(StoreDamaged):
        drawer.register()
    assert drawer.faults()


def test_lines_are_numbered_on_behind_the_sealed_ones(drawer: OpenDrawer) -> None:
    _with_own_keys(drawer)
    (made,) = drawer.keep_in_register([kept.contact()])
    assert (made.number, drawer.faults()) == (2, ())
    drawer.close()


def test_a_register_that_was_kept_is_there_after_the_passphrase_of_another_opens_it(drawer: OpenDrawer) -> None:
    drawer.keep_in_register([kept.contact()])
    _with_own_keys(drawer)
    drawer.close()
    anna = unlocked(drawer._folder, "anna", OTHER_PASSPHRASE)
    assert [line.kind for line in anna.register()] == [RegisterKind.CONTACT, RegisterKind.OWN_KEYS]
    anna.close()
