"""A log is taken in by file or paste: mapped once, seen before anything is kept, mended or left out knowingly, never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.log.log_columns import LogField
from stalkdesk.casework.log.log_import import RowState
from stalkdesk.casework.log.log_tables import Refusal, refusal_said
from stalkdesk.errors import DiskFull
from stalkdesk.intake.checklist import Compartment
from stalkdesk.ui.logimport import page as page_module
from stalkdesk.ui.logimport.reading_apart import ReadApart
from tests.reading import logs
from tests.ui.fakes import FakeDrawer
from tests.ui.logimport.conftest import TakingIn

PASTED = "12-11-2026 kl. 9.15 Ringede 11 gange\n14-11-2026 Sms: Svar mig.\n"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "min log.docx"
    path.write_bytes(logs.as_word(logs.ROWS))
    return path


def kept(taking: TakingIn) -> int:
    """How many incidents and attachments the case has."""
    case = taking.case.desk.open_drawer().case(taking.case.reference)
    return len(case.incidents) + len(case.attachments)


def test_from_a_word_table_to_incidents_original_and_entry_in_a_real_store(real: TakingIn, word: Path) -> None:
    real.read(word)
    assert real.step == 2
    real.press("see_log_rows")
    assert real.step == 3
    assert kept(real) == 0
    real.confirm()
    drawer = real.case.desk.open_drawer()
    case = drawer.case(real.case.reference)
    assert [one.happened.date for one in case.incidents] == ["2026-11-14", "2026-11-12"]
    (attachment,) = case.attachments
    assert attachment.compartment is Compartment.PROTECTED
    assert drawer.attachment_bytes(real.case.reference, 1, "Prøve") == word.read_bytes()
    (entry,) = [one for one in case.entries if one.kind is EntryKind.INCIDENTS_TAKEN_IN]
    assert (entry.said.attachment, entry.said.rows, entry.said.taken, entry.said.left_out) == (1, 3, 2, 1)
    assert real.left[-1][0] == "success"
    assert real.case.desk.begun_logs == {}
    assert drawer.faults() == ()


def test_tab_goes_from_column_to_column_to_what_is_asked_to_the_rows(real: TakingIn, word: Path) -> None:
    real.read(word)
    columns = real.page.columns
    stops = [columns.heading, *columns.fields, columns.order, columns.year, columns.channel, columns.go_on]
    wanted = [stop for stop in stops if stop.isVisibleTo(columns)]
    passed: list[QWidget] = [columns.heading]
    while passed[-1] is not columns.go_on:
        following = passed[-1].nextInFocusChain()
        while following and not (following.isVisibleTo(columns) and following.focusPolicy() & Qt.FocusPolicy.TabFocus):
            following = following.nextInFocusChain()
        assert following is not None
        passed.append(following)
        assert len(passed) <= len(wanted)
    assert passed == wanted


def test_the_same_log_again_takes_only_what_is_new_and_is_mapped_as_before(real: TakingIn, tmp_path: Path, word: Path) -> None:
    real.read(word)
    real.one(QComboBox, "log_column_6").setCurrentIndex(0)
    real.one(QComboBox, "log_column_6").activated.emit(0)
    real.press("see_log_rows")
    real.confirm()
    longer = tmp_path / "ny.csv"
    longer.write_bytes(logs.as_csv([*logs.ROWS, ("3", "15-11-2026", "", "Sms", "Svar mig.", "En ven", "", "")]))
    real.open()
    real.read(longer)
    assert real.one(QComboBox, "log_column_6").currentData() == LogField.IGNORE
    real.press("see_log_rows")
    assert [row.state for row in real.page.rows.table.values[1:]] == [RowState.REPEATED] * 2 + [RowState.TAKEN]
    real.confirm()
    incidents = real.case.desk.open_drawer().case(real.case.reference).incidents
    assert [
        (one.happened.date, one.log.import_number, one.log.witnesses) for one in incidents if one.log.import_number == 2
    ] == [("2026-11-15", 2, "")]


def test_pasted_lines_are_a_log_and_the_text_is_the_original(taking: TakingIn) -> None:
    taking.paste(PASTED)
    taking.press("see_log_rows")
    taking.press("log_to_evaluation")
    assert not taking.page.confirm.is_clean.isVisible()
    taking.page.confirm.is_protected.setChecked(False)
    taking.press("save_addition")
    case = taking.case.desk.open_drawer().case(taking.case.reference)
    assert {one.said for one in case.incidents} == {"Ringede 11 gange", "Sms: Svar mig."}
    (attachment,) = case.attachments
    assert (attachment.compartment, attachment.name) == (Compartment.FACTS, "indsat log.txt")


def test_what_can_not_be_read_holds_it_up_until_it_is_mended_or_left_out(taking: TakingIn) -> None:
    taking.paste("Dato;Hvad\ni går;Ringede\n31-12-2027;Sms\n12-11-2026;Noget mærkeligt\n13-11-2026;Sms\n")
    taking.press("see_log_rows")
    rows = taking.page.rows
    assert not rows.go_on.isEnabled()
    assert [row.state for row in rows.table.values[1:]] == [RowState.UNREADABLE] * 3 + [RowState.TAKEN]
    rows.view.setCurrentIndex(rows.table.index(1, 0))
    line = rows.form.lines[LogField.DATE]
    line.clear()
    taking.qtbot.keyClicks(line, "11-11-2026")
    taking.qtbot.keyClick(line, Qt.Key.Key_Return)
    taking.settle()
    assert rows.table.values[1].state is RowState.TAKEN
    taking.press("leave_out_unreadable")
    assert [row.state for row in rows.table.values[2:4]] == [RowState.LEFT_OUT] * 2
    assert rows.go_on.isEnabled()
    taking.confirm()
    (entry,) = taking.case.desk.open_drawer().case(taking.case.reference).entries
    assert (entry.said.taken, entry.said.left_out) == (2, 3)


def test_a_row_is_left_out_and_taken_again_by_the_keyboard(taking: TakingIn) -> None:
    taking.paste(PASTED)
    taking.press("see_log_rows")
    rows = taking.page.rows
    for state in (RowState.LEFT_OUT, RowState.TAKEN):
        rows.view.setFocus()
        taking.qtbot.keyClick(rows.view, Qt.Key.Key_Delete)
        taking.settle()
        assert rows.table.values[0].state is state


def test_only_the_rows_of_one_mark_are_shown(taking: TakingIn) -> None:
    taking.paste("Dato;Hvad\ni går;Ringede\n13-11-2026;Sms\n")
    taking.press("see_log_rows")
    shown = taking.one(QComboBox, "log_shown")
    shown.setCurrentIndex(shown.findData(RowState.UNREADABLE))
    shown.activated.emit(shown.currentIndex())
    assert [row.number for row in taking.page.rows.table.values] == [2]


def test_what_was_mended_is_not_lost_by_going_on_at_once(taking: TakingIn) -> None:
    taking.paste(PASTED)
    taking.press("see_log_rows")
    what = taking.page.rows.form.what
    what.setPlainText("Ringede tolv gange")
    taking.confirm()
    assert "Ringede tolv gange" in [one.said for one in taking.case.desk.open_drawer().case(taking.case.reference).incidents]


def test_date_and_text_must_be_chosen_and_no_other_field_twice(taking: TakingIn) -> None:
    taking.paste("Dato;Hvad;Sted\n13-11-2026;Sms;Bus\n14-11-2026;Sms;Bus\n")
    combos = taking.page.columns.fields

    def choose(place: int, one: LogField) -> None:
        combos[place].setCurrentIndex(combos[place].findData(one))
        combos[place].activated.emit(combos[place].currentIndex())

    choose(0, LogField.PLACE)
    assert not taking.page.columns.go_on.isEnabled()
    assert "Dato" in taking.one(QLabel, "log_missing").text()
    choose(0, LogField.DATE)
    choose(1, LogField.PLACE)
    choose(2, LogField.WHAT)
    assert taking.page.columns.go_on.isEnabled()
    choose(0, LogField.WHAT)
    choose(2, LogField.DATE)
    assert taking.page.columns.go_on.isEnabled()


def test_the_order_and_the_year_are_asked_once_and_only_when_the_file_asks(taking: TakingIn) -> None:
    taking.paste("Dato;Hvad\n3/4/2026;Sms\n12. maj;Ringede\n")
    order, year = taking.one(QComboBox, "log_order"), taking.one(QComboBox, "log_year")
    assert order.isVisible()
    assert year.isVisible()
    order.setCurrentIndex(2)
    order.activated.emit(2)
    year.setCurrentIndex(1)
    year.activated.emit(1)
    taking.press("see_log_rows")
    found = [row.incident.happened.date for row in taking.page.rows.table.values if row.incident]
    assert found == ["2026-03-04", f"{taking.case.desk.now().year}-05-12"]


def test_another_table_of_the_file_can_be_chosen(taking: TakingIn, tmp_path: Path) -> None:
    path = tmp_path / "to.xlsx"
    path.write_bytes(logs.as_sheet(logs.ROWS, [("Dato", "Hvad"), ("1-2-2026", "Sms")]))
    taking.read(path)
    tables = taking.one(QComboBox, "log_table")
    assert (tables.isVisible(), tables.count(), tables.currentIndex()) == (True, 2, 0)
    tables.setCurrentIndex(1)
    tables.activated.emit(1)
    taking.settle()
    assert len(taking.page.columns.fields) == 2


@pytest.mark.parametrize("name", ["../../x.docx", "CON.txt", "a\u202eb.xlsx"])
def test_the_name_of_a_file_is_only_a_label(taking: TakingIn, name: str) -> None:
    taking.paste(PASTED)
    taking.page._begun.untrusted_name = name
    taking.page._begun.is_protected = False
    taking.press("see_log_rows")
    taking.confirm()
    (attachment,) = taking.case.desk.open_drawer().case(taking.case.reference).attachments
    assert attachment.name in ("x.docx", "_CON.txt", "ab.xlsx")


def test_a_file_that_is_refused_is_told_in_one_sentence_and_nothing_is_taken(taking: TakingIn, tmp_path: Path) -> None:
    path = tmp_path / "log.docx"
    path.write_bytes(b"PK\x03\x04 cut")
    taking.read(path)
    assert (taking.says, taking.step) == (refusal_said(Refusal.DAMAGED), 1)
    taking.read(tmp_path / "none.csv")
    assert taking.says == refusal_said(Refusal.NO_FILE)
    assert (kept(taking), taking.case.desk.begun_logs) == (0, {})


def test_reading_can_be_stopped(taking: TakingIn, word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = ReadApart.read

    def stopped(self: ReadApart, content: bytes, wanted: int = -1) -> object:
        self.stop()
        return read(self, content, wanted)

    monkeypatch.setattr(ReadApart, "read", stopped)
    taking.page.read_file(word)
    assert taking.one(QPushButton, "stop_log_reading").isVisible()
    taking.settle()
    assert taking.says == refusal_said(Refusal.STOPPED)
    assert not taking.one(QPushButton, "stop_log_reading").isVisible()
    monkeypatch.setattr(ReadApart, "read", read)
    taking.read(word)
    assert taking.step == 2


def test_macros_are_told_and_the_log_is_read(taking: TakingIn, tmp_path: Path) -> None:
    path = tmp_path / "log.docm"
    path.write_bytes(logs.with_part(logs.as_word(logs.ROWS), "word/vbaProject.bin", b"Sub AutoOpen()"))
    taking.read(path)
    assert "makroer" in taking.says
    assert taking.step == 2


def test_leaving_and_locking_lose_nothing_of_what_was_mapped_and_mended(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    combo = taking.one(QComboBox, "log_column_6")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    taking.press("see_log_rows")
    taking.page.rows.view.setCurrentIndex(taking.page.rows.table.index(1, 0))
    taking.page.rows.form.what.setPlainText("En buket roser")
    taking.page.leave()
    taking.settle()
    taking.open()
    assert taking.step == 3
    assert taking.page.rows.table.values[1].texts[LogField.WHAT] == "En buket roser"
    assert LogField.WITNESSES not in taking.page.rows.table.values[1].texts


def test_another_officer_does_not_find_it(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    begun = taking.case.desk.begun_logs
    (key,) = begun
    begun[("another", key[1])] = begun.pop(key)
    taking.open()
    assert taking.step == 1


def test_dropping_it_forgets_everything(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    taking.press("drop_log_import")
    assert (taking.case.desk.begun_logs, kept(taking)) == ({}, 0)
    assert taking.left[-1][1]


def test_a_second_try_does_not_keep_the_original_twice(taking: TakingIn, word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taking.read(word)
    taking.press("see_log_rows")
    whole = FakeDrawer.take_in_log

    def full(*_: object) -> None:
        raise DiskFull("Disken er fuld.")

    monkeypatch.setattr(FakeDrawer, "take_in_log", full)
    taking.confirm()
    assert "Disken er fuld." in taking.says
    assert kept(taking) == 1
    monkeypatch.setattr(FakeDrawer, "take_in_log", whole)
    taking.press("save_addition")
    case = taking.case.desk.open_drawer().case(taking.case.reference)
    assert (len(case.incidents), len(case.attachments)) == (2, 1)


def test_an_original_that_a_killed_try_left_is_found_by_its_hash(taking: TakingIn, word: Path) -> None:
    from stalkdesk.casework.attachments import NewAttachment

    taking.case.desk.open_drawer().attach(taking.case.reference, NewAttachment(word.read_bytes(), "min log.docx"))
    taking.open()
    taking.read(word)
    taking.press("see_log_rows")
    taking.confirm()
    case = taking.case.desk.open_drawer().case(taking.case.reference)
    assert (len(case.attachments), case.entries[0].said.attachment) == (1, 1)


def test_without_a_word_about_sexual_images_or_a_reason_nothing_is_kept(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    taking.press("see_log_rows")
    taking.press("log_to_evaluation")
    taking.press("save_addition")
    assert "seksuelle billeder" in taking.says
    taking.page.confirm.is_clean.setChecked(True)
    taking.page.confirm.reason.setText("  ")
    taking.press("save_addition")
    assert "hvorfor" in taking.says
    assert kept(taking) == 0


def test_a_text_that_is_too_long_to_paste_is_refused(taking: TakingIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST_PASTED", 20)
    taking.paste(PASTED)
    assert "for lang" in taking.says
    assert taking.step == 1


def test_every_control_has_a_name_for_screen_readers(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    taking.press("see_log_rows")
    unnamed = [
        one.objectName() or type(one).__name__
        for one in taking.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(one, QComboBox | QPushButton) and not one.accessibleName()
    ]
    assert unnamed == []


def test_the_reason_is_the_one_that_was_typed(taking: TakingIn) -> None:
    taking.paste(PASTED)
    taking.press("see_log_rows")
    taking.press("log_to_evaluation")
    taking.page.confirm.reason.setText("Hun havde sin log med den 20.")
    assert isinstance(taking.page._addition(), Addition)
    taking.press("save_addition")
    assert "Hun havde sin log med den 20." in [line.reason for line in taking.case.desk.open_drawer().journal(20)]


def test_files_are_read_and_rows_looked_at_off_the_thread_of_the_screen(
    taking: TakingIn, word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = list[str]()
    for where, name in ((page_module, "preview"), (page_module, "content_of"), (page_module, "guessed")):
        whole = getattr(where, name)

        def noted(*given: object, whole: Callable[..., object] = whole) -> object:
            threads.append(threading.current_thread().name)
            return whole(*given)

        monkeypatch.setattr(where, name, noted)
    taking.read(word)
    taking.press("see_log_rows")
    assert threads == ["drawer"] * 3


def test_of_a_case_that_was_erased_nothing_begun_stays(taking: TakingIn, word: Path) -> None:
    taking.read(word)
    desk = taking.case.desk
    desk.forget_begun("SD-1999-0001")
    assert len(desk.begun_logs) == 1
    desk.forget_begun(taking.case.reference)
    assert desk.begun_logs == {}
