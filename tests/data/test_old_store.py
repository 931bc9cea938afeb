"""A store that version 0001 wrote opens, is brought up in one transaction, and its cases have one evaluation each."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from stalkdesk.casework.officers import Role
from stalkdesk.data import drawer as drawers
from stalkdesk.data import founding, opening, schema, slots
from stalkdesk.data.answer_text import assessment_text
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.journal import FILED, FIRST_CHAIN, Act, Journal
from stalkdesk.data.key_file import write_key_file
from stalkdesk.data.migrations import s0002_evaluations
from stalkdesk.data.migrations.running import STEPS, bring_up
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.data.times import time_text
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull, StoreDamaged, StoreTooNew
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import AT, CHECKLIST, FIRST, OTHER_PASSPHRASE, PUBLIC, RULES, WHOLE
from tests.data.conftest import unlocked
from tests.data.tampering import change_locked, past_the_program

CASES = 3
_CASE = """insert into case_file (id, reference, place, status, checklist_version, rules_version, started_at, saved_at,
filed_at, officer_id, at_question, definition, urgency, urgency_reason, approved_by, journal_number)
values (:id, :reference, :place, 'filed', :checklist, :rules, :at, :at, :at, :officer, '', 'possible', 'high', '', null, '')"""
_ANSWER = """insert into answer (case_id, question_id, state, value, reason, at, by)
values (:id, :question, 'given', :value, '', :at, 'SL')"""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store made by step 1 alone, with cases filed as the program of that time filed them; locked."""
    folder = tmp_path / "old"
    with monkeypatch.context() as then:
        then.setattr(founding, "bring_up", functools.partial(bring_up, steps=STEPS[:1]))
        then.setattr(opening, "NEWEST", "0001")
        then.setattr(opening, "check_tables", lambda connection: None)
        then.setattr(Journal, "write", _written_as_then)
        then.setattr(drawers, "settle_own_key", lambda *_: None)
        then.setattr(slots, "BINDING", 0)
        SealedVault(folder, calibrate=False).set_up(FIRST)
        drawer = unlocked(folder)
        drawer.add_officer("anna", "Anna Prøve", "AP", Role.OFFICER, OTHER_PASSPHRASE)
        with drawer._sitting.act() as connection:
            assert version_of(connection) == "0001"
            for number in range(1, CASES + 1):
                _file_as_then(connection, drawer, number)
        _without_signing_keys(drawer)
        drawer.close()
    return folder


def _without_signing_keys(drawer: OpenDrawer) -> None:
    """The slots as they were before there were signatures."""
    content = drawer._keeping.content()
    first = tuple(replace(slot, signing=b"", signing_private=b"") for slot in content.slots)
    write_key_file(drawer._folder / "desk.keys", replace(content, slots=first).sealed(drawer._keeping._keys))


def _written_as_then(journal: Journal, connection: Connection, *acts: Act) -> None:
    """The journal as it was before its lines were signed."""
    row = connection.execute(text("select number, chain from journal order by number desc limit 1")).first()
    number, chain = row or (0, FIRST_CHAIN)
    for act in acts:
        number += 1
        line = {"number": number, "at": time_text(act.at), "officer_id": act.officer_id, "act": act.act}
        line |= {"reference": act.reference, "fields": ",".join(act.fields), "reason": act.reason}
        chain = journal.link(chain, line)
        values = "(:number, :at, :officer_id, :act, :reference, :fields, :reason, :chain)"
        connection.execute(text(f"insert into journal values {values}"), {**line, "chain": chain})
    connection.execute(text("update counter set value = :value where name = 'journal'"), {"value": number})


def _file_as_then(connection: Connection, drawer: OpenDrawer, number: int) -> None:
    """The rows, the HMAC and the journal line of a case filed by version 0001, written out."""
    sitting, at, case_id = drawer._sitting, time_text(AT), f"00000000-0000-7000-8000-00000000000{number}"
    reference, officer = f"SD-2026-000{number}", drawer.officer.id
    row = {"id": case_id, "reference": reference, "place": 2026 * 1_000_000 + number, "officer": officer, "at": at}
    connection.execute(text(_CASE), {**row, "checklist": CHECKLIST, "rules": RULES})
    values = {"incidents_total": "5", "impact": '"distress"'}
    for question, value in values.items():
        connection.execute(text(_ANSWER), {"id": case_id, "question": question, "value": value, "at": at})
    sealed = sitting.seal.sealed(b'["given","Anna \\u00d8","","' + at.encode() + b'","SL"]', case_id, "victim_name")
    statement = text("insert into sealed_answer (case_id, question_id, sealed) values (:id, 'victim_name', :sealed)")
    connection.execute(statement, {"id": case_id, "sealed": sealed})
    public, whole = assessment_text(PUBLIC), sitting.seal.sealed(assessment_text(WHOLE).encode(), case_id, "(assessment)")
    mac = sitting.journal.mac(
        [
            "filed case",
            [case_id, reference, CHECKLIST, RULES, at, at, officer, "possible", "high", "", None],
            [[question, "given", value, "", at, "SL"] for question, value in sorted(values.items())],
            [["victim_name", sealed.hex()]],
            [],
            [public, whole.hex()],
        ]
    )
    finding = text("insert into finding (case_id, public, sealed, mac) values (:id, :public, :sealed, :mac)")
    connection.execute(finding, {"id": case_id, "public": public, "sealed": whole, "mac": mac})
    connection.execute(text("insert or ignore into counter values ('open_cases', 0), ('reference 2026', 0)"))
    connection.execute(text("update counter set value = value + 1 where name in ('open_cases', 'reference 2026')"))
    sitting.journal.write(connection, Act(AT, officer, "create", reference), Act(AT, officer, FILED, reference))


def _version(folder: Path) -> str:
    with past_the_program(folder) as connection:
        return version_of(connection)


def test_an_old_store_is_brought_up_and_each_case_has_its_first_evaluation(old: Path) -> None:
    assert _version(old) == "0001"
    drawer = unlocked(old)
    assert drawer.faults() == ()
    lines = drawer.cases()
    assert [(line.reference, line.urgency) for line in lines] == [(f"SD-2026-000{one}", Urgency.HIGH) for one in (3, 2, 1)]
    for line in lines:
        case = drawer.case(line.reference)
        (first,) = case.evaluations
        assert (first.number, first.at, first.officer_name, first.windows) == (1, AT, "Søren Leder", DEFAULTS)
        assert (first.assessment, first.confirmation.urgency) == (PUBLIC, Urgency.HIGH)
        assert drawer.whole_assessment(line.reference, "se efter") == WHOLE
    drawer.close()
    assert _version(old) == NEWEST


def test_an_old_case_is_added_to_like_a_new_one(old: Path) -> None:
    drawer = unlocked(old)
    drawer.add_to_case("SD-2026-0002", addition(), weighing(), weighed_as(Urgency.ACUTE))
    case = drawer.case("SD-2026-0002")
    assert [one.confirmation.urgency for one in case.evaluations] == [Urgency.HIGH, Urgency.ACUTE]
    assert case.answers["incidents_total"].value == 6
    assert drawer.cases()[1].urgency is Urgency.ACUTE
    assert drawer.faults() == ()
    drawer.close()


def test_what_was_changed_in_an_old_case_is_still_found_afterwards(old: Path) -> None:
    change_locked(old, "update answer set value = '1' where question_id = 'incidents_total' and case_id like '%2'")
    drawer = unlocked(old)
    assert drawer.faults() == ("Sagen SD-2026-0002 er ændret, efter at den blev afsluttet.",)
    drawer.close()


def test_a_step_that_fails_leaves_the_old_store_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (old / "desk.sdk").read_bytes()

    def fail(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as then:
        then.setattr(s0002_evaluations, "_added_tables", fail)
        with pytest.raises(DiskFull):
            unlocked(old)
    assert (old / "desk.sdk").read_bytes() == before
    drawer = unlocked(old)
    assert drawer.faults() == ()
    drawer.close()


def test_a_store_that_says_it_is_old_and_is_not_is_refused(old: Path) -> None:
    unlocked(old).close()
    change_locked(old, "alter table finding drop column windows")
    with pytest.raises(StoreDamaged):
        unlocked(old)


def test_the_step_has_no_way_back() -> None:
    with pytest.raises(StoreTooNew):
        s0002_evaluations.downgrade()


def test_an_old_store_that_was_brought_up_has_exactly_the_tables_of_a_new_one(old: Path) -> None:
    drawer = unlocked(old)
    with drawer._sitting.act() as connection:
        assert list(schema.schema_faults(connection)) == []
    drawer.close()
