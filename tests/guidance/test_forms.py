"""Forms that are partly filled in: points that were told, exhibits, known incidents, lines to write on, local entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.attachments import Attachment, AttachmentKind, AttachmentState
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, Reported
from stalkdesk.guidance.blocks import Fields, Heading, Paragraph, Table
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.sheet_setting import GuidedPoint, SheetSetting
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.intake.answers import DatePrecision, DateValue, TickValue
from stalkdesk.intake.checklist import Compartment
from tests.guidance.small_shelf import AGENCIES, CONTACTS, NOW, UNIT, WORDS_OF_TESTS, answer, case, sheet
from tests.guidance.test_composing import BLANK, FILLED, blocks

AT = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
HASH = "0123456789abcdef" * 4
POINTS = SheetPart("guided_points", items=("Advokat", "Vidne", "Andet"), points=("guided_lawyer", "guided_witness", "-"))


def exhibit(number: int, compartment: Compartment = Compartment.FACTS, **other: object) -> Attachment:
    """An attachment with a name and words that must not be printed."""
    whole = Attachment(
        number, compartment, AttachmentState.KEPT, 100, AT, "VP", "adressen.jpg", AttachmentKind.JPEG, HASH, "sagt"
    )
    return replace(whole, **other)  # type: ignore[arg-type]


def filled(**of_case: object) -> SheetSetting:
    """The setting of a case with these."""
    whole = replace(case(), **of_case)  # type: ignore[arg-type]
    return setting_for(whole, UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)


def table(part: SheetPart, setting: SheetSetting) -> Table:
    """The table that the part becomes."""
    (found,) = [block for block in blocks(part, setting) if isinstance(block, Table)]
    return found


def test_a_point_that_was_told_has_its_time_and_initials_and_the_others_a_box_to_tick() -> None:
    told = table(POINTS, replace(FILLED, guided={"guided_witness": GuidedPoint("22-11-2026 13.05", "VP")}))
    assert told.header == ("point", "done", "at_time", "initials")
    assert told.rows == (("Advokat", "☐", "", ""), ("Vidne", "☒", "22-11-2026 13.05", "VP"), ("Andet", "☐", "", ""))


def test_points_without_ticks_of_the_checklist_are_all_to_be_ticked_by_hand() -> None:
    told = table(replace(POINTS, points=()), replace(FILLED, guided={"guided_witness": GuidedPoint("nu", "VP")}))
    assert {row[1:] for row in told.rows} == {("☐", "", "")}


def test_the_ticks_of_the_intake_are_told_with_the_time_in_copenhagen_and_nothing_else_is() -> None:
    ticks = (answer("guided_lawyer", TickValue(AT, "VP")), answer("told_keep_originals", TickValue(AT, "XX")))
    setting = setting_for(case(*ticks), UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
    assert setting.guided == {"guided_lawyer": GuidedPoint("22-11-2026 13.05", "VP")}


def test_the_receipt_for_evidence_has_number_kind_short_hash_time_and_receiver_then_empty_rows() -> None:
    listed = table(SheetPart("evidence_table"), filled(attachments=(exhibit(1), exhibit(4, kind=AttachmentKind.OTHER))))
    assert listed.header == ("item_number", "item_what", "item_code", "item_at", "item_by")
    assert listed.rows[:2] == (
        ("1", "item_picture", "01234567 89abcdef", "22-11-2026 13.05", "VP"),
        ("4", "item_file", "01234567 89abcdef", "22-11-2026 13.05", "VP"),
    )
    assert len(listed.rows) == 10
    assert set(listed.rows[2:]) == {("",) * 5}


def test_neither_the_name_of_an_attachment_nor_what_is_said_of_it_is_printed() -> None:
    printed = repr(composed(sheet(SheetPart("evidence_table")), filled(attachments=(exhibit(1),))))
    assert "adressen" not in printed
    assert "sagt" not in printed
    assert HASH not in printed


def test_an_attachment_of_compartment_b_or_one_that_was_erased_is_not_listed() -> None:
    hidden = exhibit(2, Compartment.PROTECTED)
    erased = exhibit(3, state=AttachmentState.ERASED, name="", sha256="", said="")
    assert filled(attachments=(hidden, erased)).exhibits == ()


def test_many_exhibits_still_leave_rows_to_write_on() -> None:
    listed = table(SheetPart("evidence_table"), filled(attachments=tuple(exhibit(number) for number in range(1, 31))))
    assert len(listed.rows) == 34


def test_the_known_incidents_stand_newest_first_with_their_numbers_and_the_reference_above() -> None:
    incidents = (
        Incident(DateValue("2026-11-02"), ("FOLLOW",), "Fulgte efter", 1),
        Incident(DateValue("2026-11-19"), ("COMM",), "Elleve opkald", 2),
        Incident(DateValue("2026-10", DatePrecision.ABOUT), ("GIFT",), "", 3),
    )
    part = SheetPart("known_incidents", "Læs det igennem.", "Log", key="log")
    title, text, reference, log = blocks(part, replace(filled(incidents=incidents), reference="SD-2026-0001"))
    assert (title, text) == (Heading("Log"), Paragraph("Læs det igennem."))
    assert reference == Fields((("reference", "SD-2026-0001"),))
    assert isinstance(log, Table)
    assert log.header[0] == "log_number"
    assert [(row[0], row[1], row[4]) for row in log.rows[:4]] == [
        ("2", "19-11-2026", "Elleve opkald"),
        ("1", "02-11-2026", "Fulgte efter"),
        ("3", "ca. 10-2026", ""),
        ("4", "", ""),
    ]
    assert not any(log.rows[4])
    assert {len(row) for row in log.rows} == {8}


def test_the_known_incidents_carry_what_the_log_says_and_leave_out_what_is_in_error() -> None:
    logged = LoggedIncident(
        "14:30", Channel.AT_WORK, "Torvet", "En kollega", (3, 5), "3a", Reported("Prøveby Politi", "2026-11-20", "0000-1")
    )
    incidents = (
        Incident(DateValue("2026-11-19"), ("COMM",), "Elleve opkald", 1, log=logged),
        Incident(DateValue("2026-11-20"), ("COMM",), "En anden sag", 2),
    )
    wrong = Entry(1, EntryKind.IN_ERROR, 0, InError(Wrong.INCIDENT, 2, True, "Forkert sag"), NOW, "SL", "o")
    part = SheetPart("known_incidents", "Læs det igennem.", "Log", key="log")
    log = blocks(part, filled(incidents=incidents, entries=(wrong,)))[3]
    assert isinstance(log, Table)
    reported = "Prøveby Politi · 20-11-2026 · 0000-1"
    assert log.rows[0][2:] == ("14.30", "Torvet", "Elleve opkald", "En kollega", "3, 5, 3a", reported)
    assert [row[0] for row in log.rows[:3]] == ["1", "3", ""]


def test_name_and_signature_are_lines_to_write_on_whatever_the_case_knows() -> None:
    secrets = (answer("victim_name", "Hemmelig"), answer("victim_birth_date", DateValue("1990-01-01")))
    setting = setting_for(case(*secrets), UNIT, CONTACTS, AGENCIES, WORDS_OF_TESTS, NOW)
    assert blocks(SheetPart("person_lines"), setting) == (Fields((("person_name", ""), ("person_born", ""))),)
    assert blocks(SheetPart("person_lines", items=("Barnets navn",)), setting) == (Fields((("Barnets navn", ""),)),)
    assert blocks(SheetPart("signature"), setting) == (Fields((("sign_date", ""), ("sign_name", ""), ("sign_here", ""))),)


def test_an_entry_of_the_authority_appears_only_once_it_is_filled_in() -> None:
    part = SheetPart("local", title="Hos os", entry="hours", label="Telefontid", key="hours")
    assert blocks(part, BLANK) == ()
    assert blocks(part, replace(BLANK, local={"hours": "  "})) == ()
    filled_in = replace(BLANK, local={"hours": " kl. 9-15 "})
    assert blocks(part, filled_in) == (Heading("Hos os"), Fields((("Telefontid", "kl. 9-15"),)))
    waiting = SheetPart("paragraph", "Ring kl. 9.", if_filled="hours")
    assert blocks(waiting, BLANK) == ()
    assert blocks(waiting, filled_in) == (Paragraph("Ring kl. 9."),)
