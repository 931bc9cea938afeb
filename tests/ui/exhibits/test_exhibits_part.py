"""Effekter: taken in, looked at, given back and handed on; a sexual image never; nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit, Whereabouts, exhibits_of
from stalkdesk.errors import DiskFull
from stalkdesk.ui.cases.attachment_form import SEXUAL_IMAGES
from stalkdesk.ui.exhibits.exhibits_part import ExhibitsPart
from tests.ui.cases.case_window import CaseWindow
from tests.ui.cases.conftest import FiledCase
from tests.ui.cases.pictures import png

AT = "exhibits_part"


@pytest.fixture
def window(qtbot: QtBot, look: object, filed_case: FiledCase) -> CaseWindow:
    made = CaseWindow(qtbot, filed_case)
    made.open_at(AT)
    return made


def part(window: CaseWindow) -> ExhibitsPart:
    return next(one for one in window.findChildren(ExhibitsPart) if one.isVisible())


def kept(window: CaseWindow) -> list[tuple[int, str, Whereabouts]]:
    case = window.drawer.case(window.filed_case.reference)
    return [(one.number, one.exhibit.what, one.whereabouts) for one in exhibits_of(case.entries)]


def add_thing(window: CaseWindow, what: str = "Brev i hvid kuvert") -> None:
    window.press("add_exhibit_thing")
    window.type("exhibit_what", what)
    window.type("exhibit_kept_where", "Skab 2")
    window.press("keep_exhibit")


def add_file(window: CaseWindow, path: Path, what: str = "Skærmbillede") -> None:
    part(window).add_file(path)
    window.press("exhibit_clean")
    window.type("exhibit_what", what)
    window.press("keep_exhibit")


def note(window: CaseWindow, act: CustodyAct, **typed: str) -> None:
    window.press("open_exhibit")
    window.press("add_custody")
    window.choose("custody_act", act.value)
    for name, text in typed.items():
        window.type(name, text)
    window.press("keep_custody")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "skærm.png"
    path.write_bytes(png())
    return path


class TestTakingIn:
    def test_a_thing_gets_the_next_number_by_keyboard(self, window: CaseWindow) -> None:
        window.press("add_exhibit_thing")
        assert window.focusWidget() is window.find(QLineEdit, "exhibit_what")
        window.type("exhibit_what", "Brev")
        window.shortcut(Qt.Key.Key_S, lambda: bool(kept(window)))
        window.settle()
        assert kept(window) == [(1, "Brev", Whereabouts.HERE)]
        assert window.banner("case_page_banner") == "Effekt 1 er gemt."

    def test_a_file_is_hashed_at_intake_and_numbered_with_the_things(self, window: CaseWindow, picture: Path) -> None:
        add_thing(window)
        add_file(window, picture)
        case = window.drawer.case(window.filed_case.reference)
        exhibit = exhibits_of(case.entries)[1].exhibit
        assert exhibit.sha256 == case.attachments[0].sha256
        assert [number for number, _, _ in kept(window)] == [1, 2]

    def test_a_file_that_is_dropped_is_asked_about(self, window: CaseWindow, picture: Path) -> None:
        drop(part(window), picture)
        assert window.find(QLabel, "exhibit_form_heading").text() == "skærm.png"

    def test_two_files_at_once_are_asked_for_one_at_a_time(self, window: CaseWindow, picture: Path) -> None:
        drop(part(window), picture, picture)
        assert "én fil" in window.banner("exhibits_banner")

    def test_nothing_is_taken_in_before_it_was_asked_what_the_file_shows(self, window: CaseWindow, picture: Path) -> None:
        part(window).add_file(picture)
        assert not window.find(QPushButton, "keep_exhibit").isEnabled()

    def test_a_sexual_image_is_refused_and_a_reference_is_offered(self, window: CaseWindow, picture: Path) -> None:
        part(window).add_file(picture)
        window.press("exhibit_sexual")
        assert not window.find(QPushButton, "keep_exhibit").isEnabled()
        assert "henvisning" in window.banner("exhibit_form_banner")
        assert window.drawer.case(window.filed_case.reference).attachments == ()

    def test_where_the_case_tells_of_such_images_it_stops_gently_before_a_picture(
        self, window: CaseWindow, picture: Path
    ) -> None:
        case = window.filed_case
        case.add(Addition("Ny henvendelse", (), (case.answer(SEXUAL_IMAGES, "yes"),)))
        window.open_at(AT)
        part(window).add_file(picture)
        assert "Stop et øjeblik" in window.banner("exhibit_form_banner")
        part(window).add_file(picture.with_suffix(".txt"))
        assert window.banner("exhibit_form_banner") == ""

    def test_a_reference_says_where_the_original_is_and_takes_no_file(self, window: CaseWindow) -> None:
        window.press("add_exhibit_thing")
        window.press("exhibit_reference")
        window.type("exhibit_what", "Billeder sendt i november")
        window.press("keep_exhibit")
        assert "hvor originalen er" in window.find(QLabel, "exhibit_kept_where_remark").text()
        window.type("exhibit_kept_where", "På telefonen, som politiet har")
        window.press("keep_exhibit")
        assert kept(window) == [(1, "Billeder sendt i november", Whereabouts.ELSEWHERE)]

    def test_the_same_file_twice_is_taken_and_said(self, window: CaseWindow, picture: Path) -> None:
        add_file(window, picture)
        add_file(window, picture)
        assert "den samme fil som effekt 1" in window.banner("case_page_banner")

    def test_an_attachment_becomes_an_exhibit_without_being_read_again(self, window: CaseWindow) -> None:
        window.drawer.attach(window.filed_case.reference, NewAttachment(png(), "a.png", said="Skærmbillede"))
        window.open_at(AT)
        window.press("exhibit_from_attachment")
        window.press("exhibit_clean")
        window.press("keep_exhibit")
        case = window.drawer.case(window.filed_case.reference)
        assert (len(case.attachments), len(exhibits_of(case.entries))) == (1, 1)

    @pytest.mark.parametrize(
        ("name", "shown"),
        [("CON.txt", "_CON.txt"), ("x" * 200 + ".png", "x" * 116 + ".png"), ("fil\u202egnp.exe", "filgnp.exe")],
    )
    def test_a_name_is_made_safe_and_shown_so(self, window: CaseWindow, tmp_path: Path, name: str, shown: str) -> None:
        path = tmp_path / name
        path.write_bytes(b"Kom hjem.")
        add_file(window, path)
        assert window.drawer.case(window.filed_case.reference).attachments[0].name == shown

    def test_a_failure_brings_what_was_typed_back(self, window: CaseWindow, picture: Path) -> None:
        part(window).add_file(picture)
        window.press("exhibit_clean")
        window.type("exhibit_what", "Skærmbillede")
        window.drawer.failure = DiskFull("Der er ikke plads på disken.")
        window.press("keep_exhibit")
        assert "ikke plads" in window.banner("exhibit_form_banner")
        assert window.find(QLineEdit, "exhibit_what").text() == "Skærmbillede"
        window.press("keep_exhibit")
        assert kept(window) == [(1, "Skærmbillede", Whereabouts.HERE)]

    def test_what_is_typed_survives_locking(self, window: CaseWindow) -> None:
        window.press("add_exhibit_thing")
        window.type("exhibit_what", "Brev i hvid")
        window.case_page.leave()
        window.open_at(AT)
        assert "Din tekst står" in window.banner("exhibits_banner")
        window.press("add_exhibit_thing")
        assert window.find(QLineEdit, "exhibit_what").text() == "Brev i hvid"


class TestCustody:
    def test_handing_on_is_a_line_with_receiver_and_reason_and_gives_a_receipt(self, window: CaseWindow) -> None:
        add_thing(window)
        note(window, CustodyAct.HANDED_ON, custody_to="Politiet", custody_why="Til efterforskning")
        assert window.shows("one_paper")
        assert not window.shows("safe_again")  # it is not she who takes the paper
        window.press("leave_print_again")
        assert kept(window)[0][2] is Whereabouts.HANDED_ON

    def test_giving_back_asks_whether_paper_is_safe(self, window: CaseWindow) -> None:
        add_thing(window)
        note(window, CustodyAct.GIVEN_BACK, custody_to="Den udsatte")
        assert window.shows("safe_again")

    def test_what_is_not_here_can_not_be_handed_on(self, window: CaseWindow) -> None:
        add_thing(window)
        note(window, CustodyAct.GIVEN_BACK, custody_to="Den udsatte")
        window.press("leave_print_again")
        window.press("open_exhibit")
        window.press("add_custody")
        acts = part(window).custody.act
        assert [acts.itemData(place) for place in range(acts.count())] == ["returned", "destroyed_by_owner"]

    def test_handing_on_without_a_reason_is_complained_about_by_the_field(self, window: CaseWindow) -> None:
        add_thing(window)
        note(window, CustodyAct.HANDED_ON, custody_to="Politiet")
        assert "hvorfor" in window.find(QLabel, "custody_why_remark").text()
        assert len(exhibits_of(window.drawer.case(window.filed_case.reference).entries)[0].custody) == 0

    def test_looking_at_a_file_is_a_line_of_custody_and_does_not_stand_in_the_way(
        self, window: CaseWindow, picture: Path
    ) -> None:
        add_file(window, picture)
        window.press("open_exhibit")
        window.press("show_exhibit")
        window.press("close_attachment")
        assert [entry.said.act for entry in part(window).detail.custody.values] == [CustodyAct.VIEWED]
        window.press("add_custody")
        window.choose("custody_act", CustodyAct.HANDED_ON.value)
        window.type("custody_to", "Politiet")
        window.type("custody_why", "Kopi til efterforskning")
        window.press("keep_custody")
        assert window.shows("one_paper")

    def test_a_file_that_can_not_be_shown_safely_is_kept_and_not_opened(self, window: CaseWindow, tmp_path: Path) -> None:
        film = tmp_path / "film.mp4"
        film.write_bytes(b"\0\1film")
        add_file(window, film)
        window.press("open_exhibit")
        assert not window.find(QPushButton, "show_exhibit").isEnabled()
        assert "kan ikke vises sikkert" in window.find(QLabel, "exhibit_detail").text()

    def test_what_was_typed_may_be_corrected(self, window: CaseWindow) -> None:
        add_thing(window)
        window.press("open_exhibit")
        window.press("correct_exhibit")
        window.type("exhibit_what", "Brev i grå kuvert")
        window.press("keep_exhibit")
        assert kept(window)[0][1] == "Brev i grå kuvert"

    def test_an_exhibit_in_error_stands_and_is_not_counted(self, window: CaseWindow) -> None:
        add_thing(window)
        window.press("open_exhibit")
        found = part(window).detail.kept
        assert found is not None
        part(window).mark(found, "Forkert sag.")
        window.settle()
        assert "(fejl)" in str(part(window).list.table.data(part(window).list.table.index(0, 1)))


class TestTwoAtOneDesk:
    def test_who_comes_back_keeps_her_text_and_sees_what_stands_now(self, window: CaseWindow) -> None:
        """The first locks in the middle, the second writes, the first comes back with the page as it was."""
        add_thing(window)
        window.press("open_exhibit")
        window.press("add_custody")
        window.choose("custody_act", CustodyAct.HANDED_ON.value)
        window.type("custody_to", "Politiet")
        window.type("custody_why", "Til efterforskning")
        other = Custody(CustodyAct.MOVED, kept_where="Skab 9")
        window.drawer.keep_entries(window.filed_case.reference, [NewEntry(EntryKind.CUSTODY, other, 1)])
        window.press("keep_custody")
        assert "En anden" in window.banner("case_page_banner")
        window.press("open_exhibit")
        assert "Skab 9" in window.find(QLabel, "exhibit_where").text()
        window.press("add_custody")
        assert window.find(QLineEdit, "custody_to").text() == "Politiet"
        window.press("keep_custody")
        assert kept(window)[0][2] is Whereabouts.HANDED_ON

    def test_a_correction_that_somebody_made_meanwhile_is_not_written_over(self, window: CaseWindow) -> None:
        add_thing(window)
        window.press("open_exhibit")
        window.press("correct_exhibit")
        window.type("exhibit_what", "Mit")
        theirs = Exhibit("Deres", kept_where="Skab 2")
        window.drawer.keep_entries(window.filed_case.reference, [NewEntry(EntryKind.EXHIBIT, theirs, 1)])
        window.press("keep_exhibit")
        assert kept(window)[0][1] == "Deres"
        assert any("Mit" in typed.values() for typed in window.filed_case.desk.begun_texts.values())


def test_the_lists_are_models_like_any_other(window: CaseWindow) -> None:
    add_thing(window)
    for model in (part(window).list.table, part(window).detail.custody):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_receipt_for_evidence_is_shown_before_it_is_printed(window: CaseWindow) -> None:
    add_thing(window)
    window.press("evidence_receipt")
    assert window.shows("safe_again")
    assert not window.find(QPushButton, "print_again").isEnabled()


def drop(part: ExhibitsPart, *paths: Path) -> None:
    """Lets files fall on the part."""
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, buttons = QPointF(20, 20), Qt.MouseButton.LeftButton
    event = QDropEvent(where, Qt.DropAction.CopyAction, dropped, buttons, Qt.KeyboardModifier.NoModifier)
    part.dropEvent(event)


def escape(window: CaseWindow) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def test_escape_goes_back_step_by_step_to_where_each_was_opened_from(window: CaseWindow) -> None:
    add_thing(window)
    window.find(QPushButton, "open_exhibit").setFocus()
    window.press("open_exhibit")
    window.find(QPushButton, "add_custody").setFocus()
    window.press("add_custody")
    window.find(QLineEdit, "custody_why").setFocus()
    escape(window)
    assert window.focusWidget() is window.find(QPushButton, "add_custody")
    escape(window)
    assert window.shows("exhibit_table")
    window.find(QPushButton, "add_exhibit_thing").setFocus()
    window.press("add_exhibit_thing")
    escape(window)
    assert window.focusWidget() is window.find(QPushButton, "add_exhibit_thing")
    assert window.banner("exhibits_banner") == ""


def test_escape_keeps_what_was_typed_of_an_exhibit_and_says_so(window: CaseWindow) -> None:
    window.press("add_exhibit_thing")
    window.type("exhibit_what", "Brev i hvid")
    escape(window)
    assert "Din tekst står i formularen" in window.banner("exhibits_banner")
    window.press("add_exhibit_thing")
    assert window.find(QLineEdit, "exhibit_what").text() == "Brev i hvid"
