"""Two desks, two windows, one file: a case is handed over by the screens, the code is read back, and the clock stops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.contacts.contact_register import ContactCard, ContactKind, Function, Receiver
from stalkdesk.casework.handover.desks import Trust, card_text, desks_of
from stalkdesk.casework.handover.handovers import HandoverState, handovers_of, stub_of
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.sharing.consent_words import groups_said
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.phones import shown_phone
from stalkdesk.ui import choosing
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.handover.handover_part import HandoverPart
from stalkdesk.ui.handover.packages_page import PackagesPage
from stalkdesk.ui.handover.step_form import Step
from tests.data import two_desks
from tests.data.two_desks import Two


class Screen:
    """A page of one desk, with hands on it."""

    def __init__(self, qtbot: QtBot, folder: Path, drawer: OpenDrawer, background: Background) -> None:
        self.qtbot, self.drawer, self.background = qtbot, drawer, background
        self.desk: Desk = app.desk_at(folder, {}, True)
        self.desk.drawer = drawer
        self.page: CasePage | PackagesPage | None = None

    def show_case(self, reference: str) -> HandoverPart:
        page = CasePage(self.desk, self.background)
        self._show(page)
        page.show_case(reference, "handover_part")
        self.settle()
        return self.part

    def show_packages(self) -> PackagesPage:
        page = PackagesPage(self.desk, self.background)
        self._show(page)
        page.refresh()
        self.settle()
        return page

    def _show(self, page: CasePage | PackagesPage) -> None:
        self.page = page
        self.qtbot.addWidget(page, before_close_func=lambda _: self.desk.begun_texts.clear())
        page.resize(1060, 720)
        page.show()

    @property
    def part(self) -> HandoverPart:
        assert self.page is not None
        (part,) = [one for one in self.page.findChildren(HandoverPart) if one.isVisible()]
        return part

    def settle(self) -> None:
        self.background.wait_idle()
        self.qtbot.wait(1)
        self.background.wait_idle()

    def find(self, name: str) -> QWidget:
        assert self.page is not None
        found = [one for one in self.page.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible: {name}"
        return found[0]

    def press(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), name
        button.click()
        self.settle()


@pytest.fixture(scope="module")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    two_desks.made(folder)
    return folder


@pytest.fixture
def pair(_founded: Path, tmp_path: Path) -> Iterator[Two]:
    folder = Path(shutil.copytree(_founded, tmp_path / "two"))
    with two_desks.opened(folder) as two:
        yield two


@pytest.fixture
def screens(qtbot: QtBot, pair: Two) -> Iterator[tuple[Screen, Screen]]:
    background = Background()
    police = Screen(qtbot, pair.police._folder, pair.police, background)
    municipality = Screen(qtbot, pair.municipality._folder, pair.municipality, background)
    yield police, municipality
    background.stop()


@pytest.fixture
def case(pair: Two) -> str:
    reference = two_desks.filed(pair.police)
    two_desks.consented(pair.police, reference, Receiver.MUNICIPALITY)
    return reference


def _made(police: Screen, case: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "chosen_target", lambda *_: target)
    police.show_case(case)
    police.press("prepare_package")
    police.press("make_package")


def _page_banner(screen: Screen) -> Banner:
    assert screen.page is not None
    found = screen.page.findChild(Banner, "case_page_banner")
    assert isinstance(found, Banner)
    return found


def _step(screen: Screen, step: Step, code: str = "", reason: str = "") -> None:
    form = screen.part._steps
    form.step.setCurrentIndex(form.step.findData(step.value))
    form.code.setText(code)
    form.reason.setText(reason)
    screen.press("keep_package_step")


def test_a_case_goes_over_and_the_code_comes_back(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (police, municipality), target = screens, tmp_path / "pakke.age"
    _made(police, case, target, monkeypatch)
    assert target.is_file()
    _step(police, Step.HANDED_OVER)
    page = municipality.show_packages()
    page.receive.look_into(target)
    municipality.settle()
    assert "Prøvepolitiet" in page.receive._from.text()
    assert "Ærlig" not in page.receive._told.text()
    municipality.press("take_package")
    code = page.receive._code.text()
    _step(police, Step.ACKNOWLEDGED, "000 000")
    assert stub_of(police.drawer.case(case).entries) is None
    _step(police, Step.ACKNOWLEDGED, code)
    assert stub_of(police.drawer.case(case).entries) is not None
    assert "Her kan den kun læses" in police.part._stub.text()
    assert code in municipality.show_case(municipality.drawer.cases()[0].reference)._received.text()


def test_a_package_is_declined_with_its_own_code_and_the_case_stays(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (police, municipality), target = screens, tmp_path / "pakke.age"
    _made(police, case, target, monkeypatch)
    page = municipality.show_packages()
    page.receive.look_into(target)
    municipality.settle()
    municipality.press("decline_package")
    assert municipality.find("decline_reason").property("wrong") == "true"
    page.receive._why.setText("Hun bor i en anden kommune.")
    municipality.press("decline_package")
    assert municipality.drawer.cases() == ()
    _step(police, Step.DECLINED, page.receive._code.text(), "Hun bor i en anden kommune.")
    (package,) = handovers_of(police.drawer.case(case).entries).values()
    assert package.state is HandoverState.DECLINED
    assert stub_of(police.drawer.case(case).entries) is None


def test_it_is_taken_back_with_a_reason(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police = screens[0]
    _made(police, case, tmp_path / "pakke.age", monkeypatch)
    _step(police, Step.TAKEN_BACK)
    (package,) = handovers_of(police.drawer.case(case).entries).values()
    assert package.state is HandoverState.PREPARED
    _step(police, Step.TAKEN_BACK, reason="Hun har fortrudt.")
    (package,) = handovers_of(police.drawer.case(case).entries).values()
    assert package.state is HandoverState.TAKEN_BACK


def test_without_consent_no_package_can_be_made_and_the_page_says_why(screens: tuple[Screen, Screen], pair: Two) -> None:
    police = screens[0]
    police.show_case(two_desks.filed(pair.police))
    police.press("prepare_package")
    assert not police.find("make_package").isEnabled()
    assert police.find("prepare_banner").isVisible()


def test_a_group_that_may_not_go_is_unticked_and_shut_and_says_why(screens: tuple[Screen, Screen], pair: Two) -> None:
    police = screens[0]
    police.show_case(two_desks.filed(pair.police))
    police.press("prepare_package")
    boxes = [police.find(f"group_{group.value}") for group in Group]
    for box in boxes:
        assert isinstance(box, QAbstractButton)
        assert (box.isChecked(), box.isEnabled()) == (False, False)
        assert "(" in box.text()
        assert box.accessibleName() == box.text()


def test_the_boxes_that_are_ticked_are_what_goes(screens: tuple[Screen, Screen], case: str) -> None:
    police = screens[0]
    police.show_case(case)
    police.press("prepare_package")
    boxes = {group: police.find(f"group_{group.value}") for group in Group}
    ticked = [group for group, box in boxes.items() if isinstance(box, QAbstractButton) and box.isChecked()]
    assert ticked
    assert groups_said(ticked) in police.find("package_goes").text()  # type: ignore[attr-defined]
    assert all(boxes[group].isEnabled() for group in ticked)


def test_who_is_to_be_called_stands_with_her_number(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police = screens[0]
    _made(police, case, tmp_path / "pakke.age", monkeypatch)
    (desk,) = desks_of(police.drawer.register(RegisterKind.DESK)).values()
    assert desk.phone
    assert shown_phone(desk.phone) in _page_banner(police).sentence


def test_that_something_was_noted_is_not_said_beside_an_error(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police = screens[0]
    _made(police, case, tmp_path / "pakke.age", monkeypatch)
    _step(police, Step.HANDED_OVER)
    assert _page_banner(police).says_done
    _step(police, Step.ACKNOWLEDGED, "000 000")
    assert police.find("handover_banner").isVisible()
    assert not _page_banner(police).isVisible()


def test_a_case_that_went_over_asks_for_nothing_more_until_one_wants_it_back(
    screens: tuple[Screen, Screen], case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (police, municipality), target = screens, tmp_path / "pakke.age"
    _made(police, case, target, monkeypatch)
    page = municipality.show_packages()
    page.receive.look_into(target)
    municipality.settle()
    municipality.press("take_package")
    _step(police, Step.ACKNOWLEDGED, page.receive._code.text())
    assert not police.part._steps.isVisible()
    assert not [
        one.objectName()
        for one in police.part.findChildren(QAbstractButton)
        if one.isVisible() and one.property("role") == "primary"
    ]
    police.press("take_case_back")
    assert police.find("package_reason").isVisible()
    assert police.find("keep_package_step").property("role") != "primary"
    QTest.keyClick(police.find("package_reason"), Qt.Key.Key_Escape)
    assert not police.part._steps.isVisible()
    police.press("take_case_back")
    police.part._steps.reason.setText("Hun er flyttet hjem igen.")
    police.press("keep_package_step")
    assert stub_of(police.drawer.case(case).entries) is None


def test_what_is_not_ticked_does_not_go_and_is_named(screens: tuple[Screen, Screen], case: str) -> None:
    police = screens[0]
    police.show_case(case)
    police.press("prepare_package")
    box = police.find("group_health")
    assert isinstance(box, QAbstractButton)
    box.click()
    police.qtbot.waitUntil(lambda: "ikke valgt" in police.find("package_left_out").text())  # type: ignore[attr-defined]
    assert "Helbred" in police.find("package_left_out").text()  # type: ignore[attr-defined]


def test_a_file_that_is_no_package_takes_nothing_in(screens: tuple[Screen, Screen], tmp_path: Path) -> None:
    municipality, file = screens[1], tmp_path / "billede.png"
    file.write_bytes(b"\x89PNG" * 50)
    page = municipality.show_packages()
    page.receive.look_into(file)
    municipality.settle()
    assert not page.receive._card.isVisible()
    assert municipality.find("receive_banner").isVisible()
    assert municipality.drawer.cases() == ()


def test_another_desk_is_trusted_only_by_the_digits_that_were_heard(
    qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("strangers")
    two_desks.founded(folder)
    with two_desks.opened(folder) as strangers:
        card = strangers.municipality.desk_card()
        file = tmp_path / "kort.json"
        file.write_text(card_text(card), encoding="utf-8")
        background = Background()
        police = Screen(qtbot, strangers.police._folder, strangers.police, background)
        page = police.show_packages()
        page._tabs.setCurrentIndex(1)
        page.desks.read_card(file)
        police.settle()
        assert card.fingerprint not in page.desks._says.text()
        page.desks._digits.setText(card.fingerprint[:-1] + ("1" if card.fingerprint[-1] == "0" else "0"))
        page.desks._with.setText("Ida Prøve")
        police.press("keep_compared")
        assert not page.desks.table.values
        page.desks._digits.setText(card.fingerprint)
        police.press("keep_compared")
        assert [one.compared_with for one in page.desks.table.values] == ["Ida Prøve"]
        background.stop()


def test_who_sits_at_a_desk_is_said_without_comparing_again_and_decides_what_may_go(
    screens: tuple[Screen, Screen], pair: Two
) -> None:
    police = screens[0]
    visitator = ContactCard(
        ContactKind.PERSON, "Vera Visitprøve", Function.VISITATOR, "+4500000021", receiver=Receiver.VISITATOR
    )
    police.drawer.keep_in_register([NewLine(RegisterKind.CONTACT, "c-visitator", visitator)])
    page = police.show_packages()
    page._tabs.setCurrentIndex(1)
    field = page.desks._contact
    field.setCurrentIndex(field.findData("c-visitator"))
    assert "Vera Visitprøve" in field.currentText()
    police.press("keep_desk_contact")
    assert [(one.contact_id, one.state) for one in page.desks.table.values] == [("c-visitator", Trust.TRUSTED)]
    case = two_desks.filed(pair.police)
    two_desks.consented(pair.police, case, Receiver.VISITATOR)
    police.show_case(case)
    police.press("prepare_package")
    assert police.find("make_package").isEnabled()


def test_a_case_that_was_shown_and_put_away_is_not_compared_with_others(screens: tuple[Screen, Screen], case: str) -> None:
    police = screens[0]
    for _ in range(2):
        police.show_case(case)
    assert isinstance(police.page, CasePage)
    police.page.leave()
    police.settle()
    assert "search" not in [line.act for line in police.drawer.case(case).journal]
