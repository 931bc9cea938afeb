"""A log of hers is taken in whole, with the entry that says where it comes from, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.log.log_columns import LogField, guessed, headings
from stalkdesk.casework.log.log_import import Against, addition_of, preview
from stalkdesk.casework.log.log_tables import LogFormat
from stalkdesk.casework.log.logs_taken_in import LOG_COLUMNS, LogTakenIn, TakenColumn, next_import, remembered, remembering
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import BadAnswer, CaseChanged, CaseUnknown, NotAllowed
from stalkdesk.intake.findings import Urgency
from tests.data.added import weighed_as, weighing
from tests.data.at_hand import CHECKLIST
from tests.reading.logs import TEXTS, Rows, as_csv

ORIGINAL = as_csv(TEXTS)
SHA256 = hashlib.sha256(ORIGINAL).hexdigest()


def addition(number: int = 1, rows: Rows = TEXTS) -> Addition:
    content = tuple(tuple(row) for row in rows)
    return addition_of(preview(content, guessed(content), {}, Against((), date(2026, 11, 22), number)), "Hendes egen log")


def taken_in(taken: int = 2, rows: int = 3) -> LogTakenIn:
    columns = tuple(TakenColumn(text, one) for text, one in zip(TEXTS[0], guessed(TEXTS).fields, strict=True))
    return LogTakenIn(1, SHA256, LogFormat.DELIMITED, rows, taken, 0, rows - taken, columns)


@pytest.fixture
def kept(drawer: OpenDrawer, reference: str) -> str:
    drawer.attach(reference, NewAttachment(ORIGINAL, "../../CON.txt"))
    return reference


def take_in(drawer: OpenDrawer, reference: str, said: Addition, entry: LogTakenIn) -> None:
    drawer.take_in_log(reference, said, weighing(), weighed_as(Urgency.HIGH), entry)


def test_incidents_evaluation_entry_and_what_the_desk_remembers_are_kept_together(drawer: OpenDrawer, kept: str) -> None:
    take_in(drawer, kept, addition(), taken_in())
    case = drawer.case(kept)
    assert [one.log.import_number for one in case.incidents] == [1, 1]
    (entry,) = [one for one in case.entries if one.kind is EntryKind.INCIDENTS_TAKEN_IN]
    assert (entry.subject, entry.said) == (1, taken_in())
    assert len(case.evaluations) == 2
    assert remembered(drawer.setting(LOG_COLUMNS), TEXTS[0]) == guessed(TEXTS).fields
    acts = [line.act for line in drawer.journal(6)]
    assert {"incidents_taken_in", "alter", "evaluate"} <= set(acts)
    assert drawer.faults() == ()


def test_the_name_of_the_file_is_only_a_label(drawer: OpenDrawer, kept: str, tmp_path: Path) -> None:
    (made,) = drawer.case(kept).attachments
    assert made.name == "_CON.txt"
    assert made.sha256 == SHA256
    assert not [path for path in tmp_path.rglob("*") if "CON" in path.name]


def test_a_second_log_gets_the_next_number(drawer: OpenDrawer, kept: str) -> None:
    take_in(drawer, kept, addition(), taken_in())
    assert next_import(drawer.case(kept).entries) == 2
    other = addition(2, [TEXTS[0], ("3", "15-11-2026", "", "Sms", "Svar.", "", "", "")])
    take_in(drawer, kept, other, taken_in(1, 2))
    assert [one.log.import_number for one in drawer.case(kept).incidents] == [2, 1, 1]
    assert drawer.faults() == ()


def nothing_kept(drawer: OpenDrawer, reference: str) -> bool:
    case = drawer.case(reference)
    return case.incidents == () and case.entries == () and len(case.evaluations) == 1 and not drawer.setting(LOG_COLUMNS)


def test_a_log_that_another_took_in_meanwhile_is_not_taken_twice(drawer: OpenDrawer, kept: str) -> None:
    with pytest.raises(CaseChanged):
        take_in(drawer, kept, addition(2), taken_in())
    assert nothing_kept(drawer, kept)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(taken_in(), attachment=2),
        replace(taken_in(), sha256="../x"),
        replace(taken_in(), taken=1, left_out=2),
        replace(taken_in(), rows=9),
        replace(taken_in(), left_out=-1, rows=1),
        replace(taken_in(), columns=(TakenColumn("x" * 81, LogField.DATE),)),
        replace(taken_in(), columns=(TakenColumn("x", LogField.DATE),) * 41),
    ],
)
def test_an_entry_that_does_not_fit_takes_everything_back(drawer: OpenDrawer, kept: str, wrong: LogTakenIn) -> None:
    with pytest.raises(Exception, match=r"\w") as problem:
        take_in(drawer, kept, addition(), wrong)
    assert isinstance(problem.value, BadAnswer) or "plads" in str(problem.value)
    assert nothing_kept(drawer, kept)


def test_a_lowered_level_takes_everything_back(drawer: OpenDrawer, kept: str) -> None:
    with pytest.raises(NotAllowed):
        drawer.take_in_log(kept, addition(), weighing(), weighed_as(Urgency.ROUTINE), taken_in())
    assert nothing_kept(drawer, kept)


def test_nobody_writes_such_an_entry_without_the_incidents(drawer: OpenDrawer, kept: str) -> None:
    with pytest.raises(NotAllowed):
        drawer.keep_entries(kept, [NewEntry(EntryKind.INCIDENTS_TAKEN_IN, taken_in())])
    assert nothing_kept(drawer, kept)


def test_a_draft_takes_no_log(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    with pytest.raises(CaseUnknown):
        take_in(drawer, draft.reference, addition(), taken_in())


def test_a_desk_remembers_forms_by_their_headings_and_nothing_that_makes_no_sense() -> None:
    fields = guessed(TEXTS).fields
    kept = remembering("", headings(TEXTS, 0), fields)
    shouted = tuple(text.upper() for text in TEXTS[0])
    assert remembered(kept, shouted) == fields
    assert not [text for text in headings(TEXTS, 0) if text.casefold() in kept.casefold()]
    assert remembered(kept, TEXTS[0][:3]) == ()
    assert remembered("x\ty\nnr\tdato", ("Nr.",)) == ()
    assert remembered("nr\tnonsense", ("Nr.",)) == ()
    assert remembering(kept, ("", ""), fields[:2]) == kept
    many = kept
    for number in range(100):
        many = remembering(many, (f"Dato {number}", "Hvad"), fields[:2])
    assert len(many.splitlines()) == 30
    again = remembering(kept, headings(TEXTS, 0), (*fields[:-1], LogField.IGNORE))
    assert remembered(again, TEXTS[0])[-1] is LogField.IGNORE
    assert len(again.splitlines()) == 1
