"""Each act that the law wants written down, done once: exactly one line, with who, when, why, for whom and which fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.casework.additions import Addition, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.cases import JournalLine
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.officers import Role
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.register import RegisterKind
from stalkdesk.data import journal
from stalkdesk.data.content_checks import sum_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.paper_rows import ACT_OF
from stalkdesk.data.papers import SETTLED
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError, WrongPassphrase
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Urgency
from tests.data.added import file_case, weighing
from tests.data.at_hand import AS_COMPUTED, AT, CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE, PUBLIC, RULES, WHOLE, A, given
from tests.data.proposed import proposal

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Kanariefugl"
NEW_PASSPHRASE = "seks røde sko under broen"
GIVEN = SheetGiven("receipt", "2026-1", "da", 1, How.PRINTED, AT, "SL")
SAVED = SheetGiven("guidance", "2026-1", "da", 2, How.SAVED, AT, "SL")
USE = InstrumentUse(Instrument.SAM, DateValue("2026-11"), CANARY, InstrumentResult.LOW, CANARY)
WORDS = Addition("Ny henvendelse", (), ((given("threat_words", CANARY), A),))

Line = tuple[str, tuple[str, ...], str, str]
"""Act, fields, reason, recipient."""


def _draft(drawer: OpenDrawer) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threat_words", CANARY), A)
    return draft.case_id


def _attached(drawer: OpenDrawer, compartment: Compartment = A) -> str:
    reference = file_case(drawer)
    drawer.attach(reference, NewAttachment(b"Kanariefugl som tekst", f"{CANARY}.txt", compartment, CANARY))
    return reference


def _week(drawer: OpenDrawer) -> object:
    monday = datetime(2026, 11, 15, 23, tzinfo=UTC)
    return drawer.week_cases(monday, monday + timedelta(days=7))


COLLECTION: dict[str, tuple[Callable[[OpenDrawer], str], Callable[[OpenDrawer, str], object], Line]] = {
    "collection: a case begun": (lambda d: "", lambda d, _: d.begin_intake(CHECKLIST), ("create", (), "", "")),
    "collection: an answer": (
        _draft,
        lambda d, case: d.keep_answer(case, given("impact", "distress"), A),
        ("answer", ("impact",), "", ""),
    ),
    "collection: filed": (
        _draft,
        lambda d, case: d.file_case(case, WHOLE, PUBLIC, RULES, AS_COMPUTED),
        ("file", (), "", ""),
    ),
    "collection: an attachment": (
        file_case,
        lambda d, case: d.attach(case, NewAttachment(b"Kanariefugl", f"{CANARY}.txt")),
        ("attach", ("attachment_1",), "", ""),
    ),
    "alteration: an answer taken back": (
        _draft,
        lambda d, case: d.forget_answer(case, "threat_words"),
        ("take_back", ("threat_words",), "", ""),
    ),
    "alteration: a journal number": (
        file_case,
        lambda d, case: d.keep_journal_number(case, CANARY),
        ("journal_number", ("journal_number",), "", ""),
    ),
    "alteration: an instrument": (file_case, lambda d, case: d.note_instrument(case, USE), ("instrument", ("sam",), "", "")),
    "consultation: a case": (file_case, lambda d, case: d.case(case), ("view", (), "", "")),
    "consultation: a draft": (_draft, lambda d, case: d.draft(case), ("resume", (), "", "")),
    "consultation: protected": (
        file_case,
        lambda d, case: d.protected_answers(case, "aftale om opkald"),
        ("view_protected", ("victim_name", "victim_vulnerable"), "aftale om opkald", ""),
    ),
    "consultation: the whole assessment": (
        file_case,
        lambda d, case: d.whole_assessment(case, "klagesag"),
        ("view_protected", ("assessment",), "klagesag", ""),
    ),
    "consultation: an attachment": (
        _attached,
        lambda d, case: d.attachment_bytes(case, 1, "bevis"),
        ("view_attachment", ("attachment_1",), "bevis", ""),
    ),
    "consultation: a search": (file_case, lambda d, case: d.cases(CANARY), ("search", (), "", "")),
    "consultation: a weighing": (file_case, lambda d, case: d.weigh(case, WORDS, weighing()), ("weigh", (), "", "")),
    "combination: a week": (file_case, lambda d, _: _week(d), ("combine", ("week",), "2026-W47", "")),
    "disclosure: printed": (
        file_case,
        lambda d, case: d.keep_sheet_given(case, (GIVEN,)),
        ("print", ("receipt",), "", "victim"),
    ),
    "disclosure: saved": (
        file_case,
        lambda d, case: d.keep_sheet_given(case, (SAVED,)),
        ("export", ("guidance",), "", "victim"),
    ),
    "disclosure: the week": (
        file_case,
        lambda d, _: d.note("export", fields=("week",), reason="2026-W47", recipient=Recipient.OWN_UNIT),
        ("export", ("week",), "2026-W47", "own_unit"),
    ),
    "erasure: a draft": (_draft, lambda d, case: d.discard_draft(case, "dobbelt"), ("discard", (), "dobbelt", "")),
    "erasure: an attachment": (
        _attached,
        lambda d, case: d.erase_attachment(case, 1, "forkert fil"),
        ("erase_attachment", ("attachment_1",), "forkert fil", ""),
    ),
    "erasure: a case": (
        _attached,
        lambda d, case: d.erase_case(case, Erasing(ErasureReason.DUPLICATE, case, "dobbelt"), PASSPHRASE),
        ("erase_case", ("duplicate",), "dobbelt", ""),
    ),
    "key change: a passphrase": (
        lambda d: "",
        lambda d, _: d.change_passphrase(PASSPHRASE, NEW_PASSPHRASE),
        ("new_passphrase", (), "", ""),
    ),
    "key change: an officer": (
        lambda d: "",
        lambda d, _: d.add_officer("ny", CANARY, "NY", Role.OFFICER, NEW_PASSPHRASE),
        ("officers", ("added",), "", ""),
    ),
    "key change: a recovery sheet": (lambda d: "", lambda d, _: d.new_recovery_sheet(), ("recovery_sheet", (), "", "")),
    "settings: one of them": (
        lambda d: "",
        lambda d, _: d.keep_setting("least_shown", "9"),
        ("settings", ("least_shown",), "", ""),
    ),
    "content: proposed": (
        lambda d: "",
        lambda d, _: d.propose_change(proposal(CANARY)),
        ("content_proposed", ("content:part.guidance.children.da", sum_of(proposal(CANARY))), "", ""),
    ),
    "content: withdrawn": (
        lambda d: d.propose_change(proposal(CANARY)).id,
        lambda d, change: d.withdraw_change(change),
        ("content_withdrawn", ("content:part.guidance.children.da",), "", ""),
    ),
    "content: a contact person who left": (
        lambda d: d.contacts()[0].id,
        lambda d, contact: d.retire_contact(contact),
        ("settings", ("contacts",), "", ""),
    ),
    "a supervisor vouches": (lambda d: "", lambda d, _: d.vouched("Søren", PASSPHRASE), ("vouched", ("SL",), "", "")),
}


@pytest.mark.parametrize("what", COLLECTION)
def test_each_act_once_is_one_line_with_who_when_why_for_whom_and_no_value(drawer: OpenDrawer, what: str) -> None:
    prepare, act, expected = COLLECTION[what]
    about = prepare(drawer)
    before, at = drawer.journal(1)[0].number, datetime.now(UTC)
    act(drawer, about)
    (line,) = (line for line in _since(drawer, before) if line.act != "signing_key")  # a new slot has one: a fact of its own
    assert (line.act, line.fields, line.reason, line.recipient) == expected
    assert line.officer_name == "Søren Leder"
    assert at <= line.at <= datetime.now(UTC)
    assert CANARY not in repr(line)
    assert drawer.faults() == ()


def test_an_addition_is_one_line_of_alteration_and_one_of_the_new_evaluation(drawer: OpenDrawer) -> None:
    reference = file_case(drawer)
    before = drawer.journal(1)[0].number
    drawer.add_to_case(reference, WORDS, weighing(), Confirmation(Urgency.ACUTE, "hævet"))
    altered, evaluated = _since(drawer, before)
    assert (altered.act, altered.fields, altered.reason) == ("alter", ("threat_words",), "Ny henvendelse")
    assert (evaluated.act, evaluated.reference) == ("evaluate", reference)


def test_login_failed_login_and_locking_are_one_line_each(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock("anna", OTHER_PASSPHRASE).close()  # who was added makes her key to sign with the first time
    unlock().close()
    with pytest.raises(WrongPassphrase):
        SealedVault(folder).unlock("anna", "forkert forkert forkert")
    drawer = unlock("anna", OTHER_PASSPHRASE)
    found = [(line.act, line.officer_name, line.reason) for line in drawer.journal(3)]
    assert found == [("login", "Anna Prøve", ""), ("failed_login", "Anna Prøve", "1"), ("lock", "Søren Leder", "")]


def test_a_backup_is_one_line_that_says_where_such_copies_go(drawer: OpenDrawer, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    before = drawer.journal(1)[0].number
    drawer.backups.back_up(places=(place,))
    (line,) = (line for line in _since(drawer, before) if line.act != "signing_key")  # a new slot has one: a fact of its own
    assert (line.act, line.recipient) == ("backup", "backup_place")
    assert str(tmp_path) not in repr(line)


READINGS: dict[str, Callable[[OpenDrawer, str, str], object]] = {
    "case": lambda d, reference, _: d.case(reference),
    "protected answers": lambda d, reference, _: d.protected_answers(reference, "aftale"),
    "whole assessment": lambda d, reference, _: d.whole_assessment(reference, "aftale"),
    "attachment": lambda d, reference, _: d.attachment_bytes(reference, 1, "aftale"),
    "protected attachments": lambda d, reference, _: d.protected_attachments(reference, "aftale"),
    "weighing": lambda d, reference, _: d.weigh(reference, WORDS, weighing()),
    "draft": lambda d, _, case_id: d.draft(case_id),
    "search": lambda d, _, __: d.cases("Gammeltnavn"),
    "week": lambda d, _, __: _week(d),
}


@pytest.mark.parametrize("what", READINGS)
def test_a_reading_that_cannot_be_written_down_shows_nothing(drawer: OpenDrawer, what: str) -> None:
    reference, case_id = _attached(drawer), _draft(drawer)
    read = READINGS[what]
    assert read(drawer, reference, case_id) is not None
    with drawer._sitting.act() as connection:
        connection.execute(text("create trigger no_more before insert on journal begin select raise(abort, 'no'); end"))
    with pytest.raises(DeskError):
        read(drawer, reference, case_id)


def test_every_act_in_the_code_has_its_verb_in_the_table_and_its_word_on_the_screen() -> None:
    table = (ROOT / "docs" / "store.md").read_text("utf-8").partition("| act | verb |")[2].partition("\n\n")[0]
    in_table = {act for row in table.splitlines() for act in re.findall(r"`(\w+)`", row.partition("|")[2].partition("|")[0])}
    assert _acts_in_code() - in_table == set()
    assert in_table - _acts_with_words() == set()


def _since(drawer: OpenDrawer, before: int) -> list[JournalLine]:
    return [line for line in reversed(drawer.journal()) if line.number > before]


def _acts_in_code() -> set[str]:
    """The acts that are written: constants of the journal, and what is handed to `note` and `Act` by name."""
    found = {value for name, value in vars(journal).items() if name.isupper() and isinstance(value, str)}
    found -= {journal.COUNTER, journal.FIRST_CHAIN, journal._TO, journal.SUM}
    found |= {*ACT_OF.values(), SETTLED, *(kind.value for kind in (*EntryKind, *RegisterKind))}
    for path in (ROOT / "stalkdesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name_of(node.func) == "note":
                told = [one.value for one in node.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                found.update(told[:1])
            if isinstance(node, ast.Call) and _name_of(node.func) == "Act" and len(node.args) > 2:
                found.update(
                    one.value for one in node.args[2:3] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )
    return found


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def _acts_with_words() -> set[str]:
    tree = ast.parse((ROOT / "stalkdesk" / "ui" / "cases" / "journal_words.py").read_text("utf-8"))
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
