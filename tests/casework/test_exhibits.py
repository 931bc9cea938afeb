"""Exhibits: one row of numbers, a line of custody that only grows, and never a sexual image."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.attachments import Attachment, AttachmentKind, AttachmentState
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import (
    Custody,
    CustodyAct,
    Exhibit,
    KeptExhibit,
    Whereabouts,
    acts_open,
    exhibits_of,
    full_code,
    not_yet_exhibits,
    same_file,
    short_code,
    why_not,
)
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.checklist import Compartment
from tests.casework.entered import AT, Entered

HASH = "0123456789abcdef" * 4
THING = Exhibit("Brev i hvid kuvert", kept_where="Skab 2")
FILE = Exhibit("Skærmbillede", True, 1, HASH)
REFERENCE = Exhibit("Billeder", kept_where="Telefonen, som politiet har", is_sexual_reference=True)
ON = Custody(CustodyAct.HANDED_ON, "Politiet", why="Til efterforskning")
BACK = Custody(CustodyAct.GIVEN_BACK, "Den udsatte")
RETURNED = Custody(CustodyAct.RETURNED, kept_where="Skab 1")
EVERY = {
    CustodyAct.VIEWED: Custody(CustodyAct.VIEWED),
    CustodyAct.MOVED: Custody(CustodyAct.MOVED, kept_where="Skab 3"),
    CustodyAct.GIVEN_BACK: BACK,
    CustodyAct.HANDED_ON: ON,
    CustodyAct.RETURNED: RETURNED,
    CustodyAct.DESTROYED_BY_OWNER: Custody(CustodyAct.DESTROYED_BY_OWNER),
}


def taken(exhibit: Exhibit) -> Entered:
    entered = Entered(attachments=1)
    entered.add(EntryKind.EXHIBIT, exhibit)
    return entered


def one_of(entered: Entered) -> KeptExhibit:
    return exhibits_of(entered.entries)[0]


class TestTakingIn:
    def test_files_and_things_have_one_row_of_numbers(self) -> None:
        entered = taken(THING)
        entered.add(EntryKind.EXHIBIT, FILE)
        entered.add(EntryKind.EXHIBIT, THING)
        assert [one.number for one in exhibits_of(entered.entries)] == [1, 2, 3]

    def test_a_file_that_is_not_in_the_case_is_no_exhibit(self) -> None:
        for wrong in (replace(FILE, attachment=2), replace(FILE, attachment=0), replace(FILE, sha256="abc")):
            with pytest.raises(BadAnswer, match="Tag den ind først"):
                taken(wrong)

    def test_a_thing_has_no_hash(self) -> None:
        with pytest.raises(BadAnswer, match="ingen kontrolkode"):
            taken(replace(THING, sha256=HASH))

    def test_sexual_images_are_a_reference_and_never_a_file(self) -> None:
        with pytest.raises(NotAllowed, match="aldrig"):
            taken(replace(FILE, is_sexual_reference=True, kept_where="x"))

    def test_a_reference_says_where_the_original_is(self) -> None:
        with pytest.raises(BadAnswer, match="hvor originalen er"):
            taken(replace(REFERENCE, kept_where=" "))
        assert one_of(taken(REFERENCE)).whereabouts is Whereabouts.ELSEWHERE

    def test_an_attachment_is_one_exhibit(self) -> None:
        entered = taken(FILE)
        with pytest.raises(NotAllowed, match="allerede effekt 1"):
            entered.add(EntryKind.EXHIBIT, FILE)

    def test_what_was_typed_may_be_corrected_and_which_file_it_is_not(self) -> None:
        entered = taken(FILE)
        entered.add(EntryKind.EXHIBIT, replace(FILE, what="Skærmbillede af sms"), 1)
        assert one_of(entered).exhibit.what == "Skærmbillede af sms"
        for other in (replace(FILE, sha256="f" * 64), THING):
            with pytest.raises(NotAllowed, match="kan ikke blive en anden"):
                entered.add(EntryKind.EXHIBIT, other, 1)

    def test_an_exhibit_in_error_leaves_its_attachment_free(self) -> None:
        entered = taken(FILE)
        entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, 1, True, "Forkert fil."))
        assert one_of(entered).is_in_error
        assert acts_open(one_of(entered)) == ()
        entered.add(EntryKind.EXHIBIT, FILE)

    def test_a_correction_in_error_leaves_what_stood_before(self) -> None:
        entered = taken(THING)
        made = entered.add(EntryKind.EXHIBIT, replace(THING, what="Gave"), 1)
        entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, made.number, True, "Nej."))
        assert one_of(entered).exhibit.what == THING.what

    def test_the_same_file_is_known_again(self) -> None:
        kept = exhibits_of(taken(FILE).entries)
        assert same_file(kept, HASH) is kept[0]
        assert same_file(kept, "e" * 64) is None

    def test_attachments_of_compartment_b_and_erased_ones_are_not_offered(self) -> None:
        facts = (Compartment.FACTS, AttachmentState.KEPT, 3, AT, "VVA", "a.png", AttachmentKind.PNG)
        one = Attachment(1, *facts, HASH)
        others = (replace(one, number=2, compartment=Compartment.PROTECTED), replace(one, number=3, sha256=""))
        assert not_yet_exhibits((one, *others), ()) == (one,)
        assert not_yet_exhibits((one, *others), exhibits_of(taken(FILE).entries)) == ()


class TestCustody:
    def test_where_it_is_is_what_its_last_line_says(self) -> None:
        entered = taken(THING)
        for custody, where in (
            (EVERY[CustodyAct.MOVED], Whereabouts.HERE),
            (ON, Whereabouts.HANDED_ON),
            (RETURNED, Whereabouts.HERE),
            (BACK, Whereabouts.GIVEN_BACK),
            (EVERY[CustodyAct.DESTROYED_BY_OWNER], Whereabouts.DESTROYED),
        ):
            entered.add(EntryKind.CUSTODY, custody, 1)
            assert one_of(entered).whereabouts is where
        assert len(one_of(entered).custody) == 5

    def test_a_thing_that_was_given_back_is_not_handed_on(self) -> None:
        entered = taken(THING)
        entered.add(EntryKind.CUSTODY, BACK, 1)
        with pytest.raises(NotAllowed, match="givet tilbage og er her ikke"):
            entered.add(EntryKind.CUSTODY, ON, 1)

    def test_handing_on_takes_a_receiver_and_a_reason(self) -> None:
        for custody in (replace(ON, why=" "), replace(ON, to_whom="")):
            with pytest.raises(NotAllowed, match="hvem der får effekten, og hvorfor"):
                taken(THING).add(EntryKind.CUSTODY, custody, 1)

    def test_a_file_stays_and_copies_of_it_go(self) -> None:
        entered = taken(FILE)
        for _ in range(2):
            entered.add(EntryKind.CUSTODY, ON, 1)
        assert one_of(entered).whereabouts is Whereabouts.HERE
        with pytest.raises(NotAllowed, match="er en fil og bliver i sagen"):
            entered.add(EntryKind.CUSTODY, BACK, 1)

    def test_a_reference_was_never_here(self) -> None:
        with pytest.raises(NotAllowed, match="kun en henvisning"):
            taken(REFERENCE).add(EntryKind.CUSTODY, BACK, 1)

    def test_an_exhibit_that_is_not_there_has_no_line(self) -> None:
        with pytest.raises(BadAnswer, match="ikke den effekt"):
            Entered().add(EntryKind.CUSTODY, ON, 1)

    def test_a_line_in_error_does_not_count(self) -> None:
        entered = taken(THING)
        made = entered.add(EntryKind.CUSTODY, BACK, 1)
        entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, made.number, True, "Det var effekt 2."))
        assert one_of(entered).whereabouts is Whereabouts.HERE
        assert len(one_of(entered).custody) == 1

    @given(st.sampled_from([THING, FILE, REFERENCE]), st.lists(st.sampled_from(list(CustodyAct)), max_size=8))
    def test_what_is_open_is_taken_and_nothing_else(self, exhibit: Exhibit, acts: list[CustodyAct]) -> None:
        entered = taken(exhibit)
        for act in acts:
            kept = one_of(entered)
            if act in acts_open(kept):
                entered.add(EntryKind.CUSTODY, EVERY[act], 1)
            else:
                with pytest.raises(NotAllowed) as refused:
                    entered.add(EntryKind.CUSTODY, EVERY[act], 1)
                assert str(refused.value) == why_not(kept, act)
        assert len(one_of(entered).custody) == sum(entry.kind is EntryKind.CUSTODY for entry in entered.entries)


def test_a_code_is_read_to_one_another_in_groups() -> None:
    assert short_code(HASH) == "0123 4567 89ab cdef"
    assert full_code(HASH).replace(" ", "") == HASH
    assert short_code("") == ""
