"""Visits, exhibits and what was entered in error, in the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit, exhibits_of
from stalkdesk.casework.officers import Role
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.visits import HowCame, NewVisit, SafeContact, Visit, contacts_of
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import AttachmentUnfit, CaseChanged, CaseUnknown, NotAllowed
from stalkdesk.intake.findings import Urgency
from tests.data.added import INCIDENT, WHY, addition, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, A, given

CAME = Visit(HowCame.CAME, "Han stod ved porten igen.", safe_contact=SafeContact.STILL_RIGHT)


def keep(drawer: OpenDrawer, reference: str, kind: EntryKind, said: object, subject: int = 0, seen: int | None = None) -> None:
    drawer.keep_entries(reference, [NewEntry(kind, said, subject, seen=seen)])


class TestAVisit:
    def test_stands_beside_the_first_record_with_its_addition_and_a_new_evaluation(
        self, drawer: OpenDrawer, reference: str
    ) -> None:
        first = drawer.case(reference)
        new = NewVisit(CAME, addition((given("threats", "yes"), A)))
        made = drawer.keep_visit(reference, new, weighing(), weighed_as(Urgency.ACUTE))
        case = drawer.case(reference)
        assert case.evaluations[0] == first.evaluations[0]
        assert len(case.evaluations) == 2
        assert made[0].said == replace(CAME, evaluation=2, incidents=(1,), answers=1)
        assert [one.number for one in contacts_of(case)] == [2, 1]
        assert case.addenda[0].before is not None

    def test_is_kept_with_the_next_call_or_not_at_all(self, drawer: OpenDrawer, reference: str) -> None:
        call = NewEntry(EntryKind.FOLLOW_UP, FollowUp(date(2001, 1, 1), promised=True))
        with pytest.raises(Exception, match="Dagen er gået"):
            drawer.keep_visit(reference, NewVisit(CAME, addition(), (call,)), weighing(), weighed_as(Urgency.HIGH))
        case = drawer.case(reference)
        assert (case.entries, case.incidents, len(case.evaluations)) == ((), (), 1)
        assert not [line for line in case.journal if line.act == "visit"]

    def test_without_anything_new_needs_no_evaluation(self, drawer: OpenDrawer, reference: str) -> None:
        drawer.keep_visit(reference, NewVisit(CAME), weighing(), None)
        assert len(drawer.case(reference).evaluations) == 1

    def test_with_something_new_needs_a_confirmed_level(self, drawer: OpenDrawer, reference: str) -> None:
        with pytest.raises(NotAllowed, match="Bekræft hastegraden"):
            drawer.keep_visit(reference, NewVisit(CAME, addition()), weighing(), None)
        assert drawer.case(reference).entries == ()

    def test_never_lowers_a_level_by_itself(self, drawer: OpenDrawer, reference: str) -> None:
        new = NewVisit(CAME, Addition(WHY, (INCIDENT,)))
        with pytest.raises(NotAllowed, match="leders godkendelse"):
            drawer.keep_visit(reference, new, weighing(), weighed_as(Urgency.ROUTINE))

    def test_is_of_a_filed_case(self, drawer: OpenDrawer) -> None:
        draft = drawer.begin_intake(CHECKLIST)
        with pytest.raises(CaseUnknown):
            drawer.keep_visit(draft.reference, NewVisit(CAME), weighing(), None)

    def test_is_in_the_journal_with_the_addition_in_one_act(self, drawer: OpenDrawer, reference: str) -> None:
        drawer.keep_visit(reference, NewVisit(CAME, addition()), weighing(), weighed_as(Urgency.ACUTE))
        acts = [line.act for line in drawer.case(reference).journal]
        assert {"visit", "alter", "evaluate"} <= set(acts)
        assert drawer.faults() == ()


class TestACaseInError:
    def mark(self, drawer: OpenDrawer, reference: str, is_in_error: bool = True) -> None:
        keep(drawer, reference, EntryKind.IN_ERROR, InError(Wrong.CASE, 0, is_in_error, "Oprettet to gange."))

    def week(self, drawer: OpenDrawer) -> int:
        now = datetime.now(UTC)
        return len(drawer.week_cases(now - timedelta(days=2), now + timedelta(days=2)))

    def test_leaves_the_numbers_and_the_dues_and_comes_back(self, drawer: OpenDrawer, reference: str) -> None:
        before, dues = self.week(drawer), len(drawer.dues())
        self.mark(drawer, reference)
        assert self.week(drawer) == before - 1
        assert drawer.dues() == ()
        assert drawer.case(reference).is_in_error
        self.mark(drawer, reference, is_in_error=False)
        assert (self.week(drawer), len(drawer.dues())) == (before, dues)
        assert not drawer.case(reference).is_in_error

    def test_stays_in_the_list_said_to_be_in_error(self, drawer: OpenDrawer, reference: str) -> None:
        self.mark(drawer, reference)
        (line,) = drawer.cases()
        assert line.is_in_error
        assert drawer.cases_in_error() == (line,)
        self.mark(drawer, reference, is_in_error=False)
        assert drawer.cases_in_error() == ()
        assert drawer.case(reference).answers

    def test_needs_a_reason(self, drawer: OpenDrawer, reference: str) -> None:
        with pytest.raises(NotAllowed, match="hvorfor"):
            keep(drawer, reference, EntryKind.IN_ERROR, InError(Wrong.CASE, 0, True, "  "))
        assert not drawer.case(reference).is_in_error

    def test_is_not_taken_back_by_another_officer(
        self, drawer: OpenDrawer, reference: str, unlock: Callable[..., OpenDrawer]
    ) -> None:
        self.mark(drawer, reference)
        drawer.add_officer("vagt", "Villads Vagtprøve", "VVA", Role.OFFICER, "granskov havn lanterne")
        drawer.close()
        officer = unlock("vagt", "granskov havn lanterne")
        with pytest.raises(NotAllowed, match="eller en leder"):
            self.mark(officer, reference, is_in_error=False)
        officer.close()
        again = unlock()
        self.mark(again, reference, is_in_error=False)
        assert not again.case(reference).is_in_error

    def test_is_a_whole_store(self, drawer: OpenDrawer, reference: str) -> None:
        self.mark(drawer, reference)
        assert drawer.faults() == ()


class TestAnExhibit:
    def test_is_the_file_that_was_hashed_at_intake(self, drawer: OpenDrawer, reference: str) -> None:
        taken = drawer.attach(reference, NewAttachment(b"\x89PNG\r\n\x1a\nbillede", "skærm.png"))
        keep(drawer, reference, EntryKind.EXHIBIT, Exhibit("Skærmbillede", True, taken.number, taken.sha256))
        (kept,) = exhibits_of(drawer.case(reference).entries)
        assert (kept.number, kept.exhibit.sha256) == (1, taken.sha256)

    def test_and_things_have_one_row_of_numbers(self, drawer: OpenDrawer, reference: str) -> None:
        taken = drawer.attach(reference, NewAttachment(b"Kom hjem.", "besked.txt"))
        keep(drawer, reference, EntryKind.EXHIBIT, Exhibit("Brev i hvid kuvert", kept_where="Skab 2"))
        keep(drawer, reference, EntryKind.EXHIBIT, Exhibit("Besked", True, taken.number, taken.sha256))
        keep(drawer, reference, EntryKind.EXHIBIT, Exhibit("Gave", kept_where="Skab 2"))
        assert [one.number for one in exhibits_of(drawer.case(reference).entries)] == [1, 2, 3]

    def test_that_two_change_at_once_is_changed_by_one(self, drawer: OpenDrawer, reference: str) -> None:
        keep(drawer, reference, EntryKind.EXHIBIT, Exhibit("Brev"))
        moved = Custody(CustodyAct.MOVED, kept_where="Skab 4")
        keep(drawer, reference, EntryKind.CUSTODY, moved, subject=1, seen=0)
        with pytest.raises(CaseChanged, match="En anden"):
            keep(drawer, reference, EntryKind.CUSTODY, replace(moved, kept_where="Skab 5"), subject=1, seen=0)
        (kept,) = exhibits_of(drawer.case(reference).entries)
        assert kept.kept_where == "Skab 4"

    def test_too_large_is_refused_with_what_to_do_and_leaves_nothing(
        self, drawer: OpenDrawer, reference: str, tmp_path: Path
    ) -> None:
        large = tmp_path / "film.mp4"
        with large.open("wb") as file:
            file.truncate(2 * 1024**3)  # as many bytes as two gigabytes, and none on the disk
        with pytest.raises(AttachmentUnfit, match="større end 500 MB"):
            drawer.attach(reference, NewAttachment(large, large.name))
        case = drawer.case(reference)
        assert (case.attachments, case.entries) == ((), ())

    def test_file_that_vanished_is_refused_and_leaves_nothing(self, drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
        with pytest.raises(AttachmentUnfit, match="kan ikke læses"):
            drawer.attach(reference, NewAttachment(tmp_path / "væk.png", "væk.png"))
        assert drawer.case(reference).attachments == ()


def test_nothing_is_not_since_that_nobody_ever_said_had_happened(drawer: OpenDrawer, reference: str) -> None:
    asked = replace(CAME, not_since=("threats",))
    assert drawer.case(reference).answers["threats"].value == "no"
    (made,) = drawer.keep_visit(reference, NewVisit(asked), weighing(), None)
    assert made.said.not_since == ()
    drawer.keep_visit(reference, NewVisit(CAME, addition((given("threats", "yes"), A))), weighing(), weighed_as(Urgency.ACUTE))
    (again,) = drawer.keep_visit(reference, NewVisit(asked), weighing(), None)
    assert again.said.not_since == ("threats",)
