"""One case of six weeks, from the police's door to the journal and back, as a test plays it and as the pictures show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from stalkdesk import app
from stalkdesk.casework.additions import Addition
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.exhibits import CustodyAct
from stalkdesk.casework.sharing.consents import Group, HowGiven
from stalkdesk.casework.support.plan import CaseOutcome, MeasureState
from stalkdesk.commands import paper_form
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Compartment
from stalkdesk.ui.handover.prepare_page import PreparePage
from stalkdesk.ui.handover.step_form import Step
from stalkdesk.ui.papers import giving, printing
from stalkdesk.ui.visits.visit_page import VisitPage
from tests.reading import logs
from tests.six_weeks_told import AT_THE_GATE, FORM, WHY_DECLINED, her_log
from tests.two_offices import Office, Offices, Shot


@dataclass
class SixWeeks:
    """The story, step by step; each is called once, in this order."""

    both: Offices
    patch: pytest.MonkeyPatch
    hers: Path
    """Where her own log is put: the file she brings."""
    shot: Shot = lambda _name, _office: None
    printed: list[bytes] = field(default_factory=list)
    notes: list[Path] = field(default_factory=list)
    """For the journals of both."""
    at_police: str = ""
    """Reference of the case at the police."""
    at_municipality: str = ""

    def __post_init__(self) -> None:
        self.patch.setattr(giving, "chosen_printer", self._printer)
        self.patch.setattr(giving, "print_on", self._print)

    def _printer(self, _parent: object) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.both.given / "printed.pdf"))
        return made

    def _print(self, printer: QPrinter, pdf: bytes) -> None:
        self.printed.append(pdf)
        printing.print_on(printer, pdf)

    # -- day 0: the door, consent, handed over, acknowledged, taken over, planned ------------------------------------------
    def she_is_looked_for(self, typed: str) -> int:
        """The one field at the police's door; gives how many are found."""
        police = self.both.police
        QTest.keyClick(police.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        police.show_page("persons")
        field_ = police.find(QLineEdit, "persons_field")
        QTest.keyClicks(field_, typed)
        police.key("persons_field", Qt.Key.Key_Return)
        return len(police.cells("persons_table"))

    def the_door(self) -> None:
        """Nobody of that name was here: a new case is filed, and she says what may be told to whom."""
        police, drawer = self.both.police, self.both.police.drawer
        assert self.she_is_looked_for("kvaedebaer") == 0
        self.at_police = paper_form.filed(drawer, app.library(), FORM, self.both.clock()).reference
        self.she_says_yes(police, self.at_police, Receiver.VISITATOR)
        self.shot("consent", police)

    @staticmethod
    def she_says_yes(office: Office, reference: str, receiver: Receiver) -> None:
        """To that receiver, to everything; each group is ticked by a person."""
        office.open_case(reference, "consent_part")
        office.press("open_consent")
        office.press("new_consent")
        office.choose("consent_receiver", receiver.value)
        for group in Group:
            QTest.keyClick(office.find(QCheckBox, f"consent_group_{group.value}"), Qt.Key.Key_Space)
        office.type("consent_purpose", "hjælp og beskyttelse")
        office.choose("consent_how", HowGiven.SIGNED.value)
        office.press("keep_consent")

    def packed(self, sender: Office, reference: str, name: str, purpose: str = "transfer") -> Path:
        """A package is made at one desk and leaves it."""
        sender.open_case(reference, "handover_part")
        sender.press("prepare_package")
        sender.choose("package_purpose", purpose)
        self._looked_again(sender)
        if name == "over.age":
            self.shot("package", sender)
        file = self.both.choose(self.both.carried / name)
        sender.press("make_package")
        self.step(sender, Step.HANDED_OVER)
        return file

    @staticmethod
    def _looked_again(office: Office) -> None:
        """Not until what would go was looked at again after the last choice."""
        page = office.find(PreparePage, "prepare_page")
        page._later.stop()
        page._look()
        office.settle()

    def step(self, office: Office, step: Step, code: str = "", reason: str = "") -> None:
        """The next step of the newest package of the case that is on the screen."""
        office.choose("package_next", step.value)
        if code:
            office.type("package_code", code)
        if reason:
            office.type("package_reason", reason)
        office.press("keep_package_step")

    def looked_into(self, receiver: Office, file: Path) -> None:
        """The package is on the receiver's screen, and nothing of it in her store."""
        receiver.show_page("packages")
        self.both.choose(file)
        receiver.press("choose_package")

    def taken_in(self, receiver: Office, file: Path) -> str:
        """The package becomes a case there; gives the code that is read aloud."""
        self.looked_into(receiver, file)
        receiver.press("take_package")
        return receiver.says("package_code_shown")

    def handed_over(self) -> None:
        """To the municipality; the clock stops only when the code was read back."""
        police, municipality = self.both.police, self.both.municipality
        file = self.packed(police, self.at_police, "over.age")
        code = self.taken_in(municipality, file)
        self.shot("code", municipality)
        self.at_municipality = municipality.drawer.cases()[0].reference
        police.open_case(self.at_police, "handover_part")
        self.step(police, Step.ACKNOWLEDGED, code)

    def taken_over(self) -> None:
        """The visitator takes it over, and confirms what is proposed."""
        municipality = self.both.municipality
        municipality.show_page("today")
        self.shot("today", municipality)
        municipality.open_case(self.at_municipality, "plan_part")
        municipality.press("take_over")
        municipality.press("open_plan")
        municipality.press("measure_proposal_confirm")
        municipality.press("follow_up_proposal_confirm")
        municipality.open_case(self.at_municipality, "plan_part")
        municipality.press("open_plan")
        self.shot("plan", municipality)
        self.she_says_yes(municipality, self.at_municipality, Receiver.POLICE)

    # -- day 8: she comes to the police again ------------------------------------------------------------------------------
    def second_visit(self) -> None:
        """Found by the end of her number; taken in although the case lies elsewhere, and sent on as a copy of what is new."""
        police = self.both.police
        assert self.she_is_looked_for("0777") == 1
        police.key("persons_field", Qt.Key.Key_Down)
        self.shot("search", police)
        assert police.says("persons_often").startswith("Anden henvendelse på 30 dage")
        police.press("persons_visit")
        police.press("new_visit")
        police.press("again_danger_now_no")
        police.press("visit_on_from_now")
        form = police.find(VisitPage, "visit_page").new.incident
        QTest.keyClicks(form.date.line, "07-09-2026")
        next(card for card in form.acts.cards if card.choice_id == "FOLLOW").click()
        form.said.sheet.setPlainText(AT_THE_GATE)
        police.press("see_evaluation")
        police.type("in_short", "Hun så ham igen.")
        police.press("visit_evaluate")
        police.press("save_addition")
        file = self.packed(police, self.at_police, "mere.age", "share")
        code = self.taken_in(self.both.municipality, file)
        police.open_case(self.at_police, "handover_part")
        self.step(police, Step.ACKNOWLEDGED, code)

    # -- day 15: her own log, the pattern, an exhibit, the promised call ---------------------------------------------------
    def her_log_is_taken_in(self, file: Path) -> None:
        """A Word file; what can't be read is left out knowingly, the level is confirmed by a person."""
        municipality = self.both.municipality
        file.write_bytes(logs.as_word(her_log()))
        municipality.open_case(self.at_municipality, "incidents_part")
        municipality.press("take_in_log")
        self.both.choose(file)
        municipality.press("choose_log_file")
        municipality.press("see_log_rows")
        self.shot("log", municipality)
        municipality.press("leave_out_unreadable")
        municipality.press("log_to_evaluation")
        municipality.press("log_is_clean")
        municipality.press("save_addition")

    def the_pattern_is_printed(self) -> None:
        """One page for the investigator."""
        municipality = self.both.municipality
        municipality.open_case(self.at_municipality, "pattern_part")
        self.shot("pattern", municipality)
        municipality.press("pattern_paper")
        municipality.press("print_pattern")
        municipality.press("came_out")

    def an_exhibit(self) -> None:
        """A letter comes in and goes on to the police; each is a line of custody."""
        municipality = self.both.municipality
        municipality.open_case(self.at_municipality, "exhibits_part")
        municipality.press("add_exhibit_thing")
        municipality.type("exhibit_what", "Brev i hvid kuvert")
        municipality.type("exhibit_kept_where", "Skab 2")
        municipality.press("keep_exhibit")
        municipality.press("open_exhibit")
        municipality.press("add_custody")
        municipality.choose("custody_act", CustodyAct.HANDED_ON.value)
        municipality.type("custody_to", "Prøvepolitiet")
        municipality.type("custody_why", "Til efterforskning")
        municipality.press("keep_custody")
        municipality.press("leave_print_again")
        self.shot("exhibit", municipality)

    def the_promised_call(self) -> None:
        """The follow-up of fourteen days is held."""
        municipality = self.both.municipality
        municipality.open_case(self.at_municipality, "plan_part")
        municipality.press("open_plan")
        municipality.press("follow_up_held")
        municipality.type("follow_up_what", "Der har været ro i en uge.")
        municipality.press("keep_follow_up")

    # -- day 20: declined, and taken care of -------------------------------------------------------------------------------
    def declined(self) -> None:
        """The police say no, with a reason and its own code; the case stays the municipality's."""
        police, municipality = self.both.police, self.both.municipality
        file = self.packed(municipality, self.at_municipality, "uden-log.age")
        self.looked_into(police, file)
        police.type("decline_reason", WHY_DECLINED)
        police.press("decline_package")
        code = police.says("package_code_shown")
        municipality.open_case(self.at_municipality, "handover_part")
        self.step(municipality, Step.DECLINED, code, WHY_DECLINED)
        assert WHY_DECLINED in municipality.says("package_why")

    # -- day 26 to 28: nobody answers --------------------------------------------------------------------------------------
    def nobody_answers(self) -> Path:
        """The visitator has done what was hers, and packs anew with the log."""
        municipality = self.both.municipality
        self._end_plan(municipality)
        self._something_changes(municipality)
        return self.packed(municipality, self.at_municipality, "retur.age")

    def _end_plan(self, office: Office) -> None:
        """Each measure is in place; the later calls are the police's from now on."""
        office.open_case(self.at_municipality, "plan_part")
        office.press("open_plan")
        for number in range(len(office.cells("measure_table"))):
            office.row("measure_table", number)
            office.key("measure_table", Qt.Key.Key_4)

    def _something_changes(self, office: Office) -> None:
        """What she said to the visitator is not what she said at the police."""
        drawer = office.drawer
        answer = Answer("source_name", AnswerState.GIVEN, self.both.clock(), "VV", "Bo Nytnavn")
        addition = Addition("Han har skiftet navn", (), ((answer, Compartment.FACTS),))
        stands = drawer.case(self.at_municipality).confirmation
        assert stands is not None
        weighing = app.handover_content(drawer).weighing_of("2026-1")
        drawer.add_to_case(self.at_municipality, addition, weighing, Confirmation(stands.urgency))

    def away(self) -> None:
        """The contact person of the police is away; the day says whom to call instead, and what to say."""
        municipality = self.both.municipality
        page = municipality.show_page("contacts")
        page.show_contact("poul")  # type: ignore[attr-defined]
        page.panel.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
        municipality.settle()
        municipality.type("away_until", "+5")
        municipality.press("contact_away_set")
        municipality.show_page("today")
        self.shot("deputy", municipality)

    # -- day 35: it comes back ---------------------------------------------------------------------------------------------
    def comes_back(self, file: Path) -> None:
        """The police take it in, read the code back, and settle where the two desks differ."""
        police, municipality = self.both.police, self.both.municipality
        code = self.taken_in(police, file)
        municipality.open_case(self.at_municipality, "handover_part")
        self.step(municipality, Step.ACKNOWLEDGED, code)
        police.press("open_received")
        police.open_case(self.at_police, "handover_part")
        police.press("see_conflicts")
        self.shot("conflict", police)
        for left in reversed(range(len(police.cells("conflict_table")))):
            police.type("conflict_reason", "Spurgt hende")
            police.press("theirs_holds")
            if left:
                police.press("see_conflicts")

    # -- day 42: filed and closed ------------------------------------------------------------------------------------------
    def filed(self, office: Office, reference: str, number: str) -> None:
        """The note for the authority's journal, and the number that comes back."""
        office.open_case(reference, "filing_part")
        self.notes.append(self.both.choose(self.both.given / f"notat-{len(self.notes) + 1}.pdf"))
        office.press("save_note_pdf")
        office.type("filing_number", number)
        office.press("filing_keep_number")

    def closed(self) -> None:
        """The police's own measure is in place; the case is closed, and says how it stands."""
        police = self.both.police
        police.open_case(self.at_police, "plan_part")
        police.press("take_over")
        police.press("open_plan")
        police.press("new_measure")
        police.choose("measure_need", "tilhold")
        police.choose("measure_state", MeasureState.IN_PLACE.value)
        police.press("keep_measure")
        police.press("end_the_case")
        police.choose("end_outcome", CaseOutcome.CALM.value)
        police.press("end_keep")
        self.shot("closed", police)

    def played(self, seen: Callable[[str], object] = lambda _day: None) -> None:
        """All of it, on its days; `seen` is told after each."""
        clock = self.both.clock
        self.the_door()
        self.handed_over()
        self.taken_over()
        seen("day 0")
        clock.to_day(8)
        self.second_visit()
        seen("day 8")
        clock.to_day(15)
        self.her_log_is_taken_in(self.hers)
        self.the_pattern_is_printed()
        self.an_exhibit()
        self.the_promised_call()
        seen("day 15")
        clock.to_day(20)
        self.declined()
        seen("day 20")
        clock.to_day(25)
        file = self.nobody_answers()
        clock.to_day(28, 14)
        self.away()
        seen("day 28")
        clock.to_day(35)
        self.comes_back(file)
        seen("day 35")
        clock.to_day(42)
        self.filed(self.both.police, self.at_police, "26/00417")
        self.filed(self.both.municipality, self.at_municipality, "2026-1188")
        self.closed()
        seen("day 42")
