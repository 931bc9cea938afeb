"""Persons who were here before: found by what is typed, each by role; never readable on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.officers import Role
from stalkdesk.casework.persons.clues import Clue
from stalkdesk.casework.persons.persons import SkipReason
from stalkdesk.casework.persons.same_person import Basis, Whose
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.keys import new_key
from stalkdesk.data.persons import traces
from stalkdesk.data.protected import Seal
from stalkdesk.errors import DiskFull, NotAllowed
from tests.data.added import weighed_as, weighing
from tests.data.at_hand import (
    AS_COMPUTED,
    CHECKLIST,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    PUBLIC,
    RULES,
    THIRD,
    WHOLE,
    B,
    given,
    intake,
)
from tests.data.been_here import ANONYMOUS, MONA, OTHER, Said, filed, found
from tests.data.conftest import unlocked
from tests.museum.making import LEADER, PASSPHRASES

MUSEUM = Path(__file__).resolve().parent.parent / "museum"


def taken(drawer: OpenDrawer, *answers: Said) -> str:
    """The same, answer by answer at the desk."""
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, answers)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    return draft.reference


def tokens(drawer: OpenDrawer) -> int:
    """How many tokens there are."""
    with drawer._sitting.act() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.trace)).scalar_one())


@pytest.mark.parametrize(
    "typed",
    [
        *("mona", "MONA ødeg", "oedegaard prøve", "Odegard", "provesen", "musse", "mø", "mop", "m p"),
        *("0012", "00000012", "+45 00 00 00 12", "31-01-1990", "310190", "31. januar 1990", "320190-0000", "3201900000"),
        *("mona 0012", "m prøvesen 1990-01-31"),
    ],
)
@pytest.mark.parametrize("taking", [filed, taken])
def test_she_is_found_by_whatever_is_known_of_her(drawer: OpenDrawer, typed: str, taking: Callable[..., str]) -> None:
    reference = taking(drawer, *MONA)
    assert found(drawer, typed) == [reference]


@pytest.mark.parametrize(
    "typed",
    ["bent", "opdigtet", "0077", "ab12345", "AB 12 345", "@bent_b", "bent_b", "bent.b@example.dk", "bent.b"],
)
def test_the_other_person_is_found_by_name_phone_car_mail_and_profile(drawer: OpenDrawer, typed: str) -> None:
    reference = filed(drawer, *MONA)
    assert found(drawer, typed, Whose.PERPETRATOR) == [reference]


def test_the_two_persons_of_a_case_are_not_mixed_up(drawer: OpenDrawer) -> None:
    filed(drawer, *MONA)
    assert found(drawer, "bent") == found(drawer, "0077") == []
    assert found(drawer, "mona", Whose.PERPETRATOR) == found(drawer, "0012", Whose.PERPETRATOR) == []


def test_what_is_shown_is_masked_and_the_newest_comes_first(drawer: OpenDrawer) -> None:
    older, newer = filed(drawer, *MONA), filed(drawer, *OTHER)
    first, second = drawer.find_persons("mona").hits
    assert (first.reference, second.reference) == (newer, older)
    assert (second.name, second.born, second.phone_tail) == ("Mona Ødegård-Prøvesen (Musse)", "320190-••••", "0012")
    assert second.matched == (Clue.NAME,)
    assert "0000" not in repr(second).replace("-0001", "")


def test_with_too_many_it_is_said_that_there_are_more(drawer: OpenDrawer) -> None:
    drawer.file_many([intake(drawer.officer.id, *OTHER) for _ in range(30)])
    some = drawer.find_persons("mona")
    assert (len(some.hits), some.has_more) == (25, True)
    assert not drawer.find_persons("mona", limit=30).has_more


def test_a_draft_is_found_as_soon_as_the_name_is_said_and_not_when_it_is_discarded(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("victim_name", "Mona Kladdeprøve"), B)
    (hit,) = drawer.find_persons("kladdepr").hits
    assert (hit.status, hit.case_id) == (CaseStatus.DRAFT, draft.case_id)
    drawer.keep_answer(draft.case_id, given("victim_name", "Lona Andetnavn"), B)
    assert found(drawer, "kladdepr") == []
    drawer.discard_draft(draft.case_id, "dobbelt")
    assert found(drawer, "andetnavn") == []
    assert tokens(drawer) == 0


def test_a_name_that_was_put_right_is_found_either_way_and_shown_as_it_is_now(drawer: OpenDrawer) -> None:
    reference = filed(drawer, *MONA)
    drawer.add_to_case(
        reference, Addition("Rettet", (), ((given("victim_name", "Mona Nytnavn"), B),)), weighing(), weighed_as(WHOLE.urgency)
    )
    assert found(drawer, "ødegård") == found(drawer, "nytnavn") == [reference]
    assert drawer.find_persons("ødegård").hits[0].name == "Mona Nytnavn"


def test_an_erased_case_leaves_nothing_to_find(drawer: OpenDrawer) -> None:
    reference = filed(drawer, *MONA)
    assert tokens(drawer) > 10
    drawer.erase_case(reference, Erasing(ErasureReason.DUPLICATE, reference), PASSPHRASE)
    assert found(drawer, "mona") == []
    assert tokens(drawer) == 0


def test_a_case_entered_in_error_is_found_and_said_to_be(drawer: OpenDrawer) -> None:
    reference = filed(drawer, *MONA)
    drawer.keep_entries(reference, [NewEntry(EntryKind.IN_ERROR, InError(Wrong.CASE, reason="forkert person"))])
    (hit,) = drawer.find_persons("mona").hits
    assert hit.is_in_error
    assert hit.contacts == 0


def test_a_search_is_journalled_with_role_and_number_and_never_with_its_text(drawer: OpenDrawer) -> None:
    filed(drawer, *MONA)
    drawer.find_persons("mona kanariefugl")
    drawer.find_persons("mona")
    drawer.find_persons("bent", Whose.PERPETRATOR)
    lines = [line for line in drawer.journal() if line.act == "search"]
    assert [line.fields for line in reversed(lines)] == [
        ("persons", "victim", "hits:0"),
        ("persons", "victim", "hits:1"),
        ("persons", "perpetrator", "hits:1"),
    ]
    assert "mona" not in repr(drawer.journal()).casefold()


def test_a_search_that_is_skipped_leaves_its_reason(drawer: OpenDrawer) -> None:
    drawer.skip_search(SkipReason.CRISIS)
    with pytest.raises(NotAllowed):
        drawer.skip_search(SkipReason.OTHER, "  ")
    drawer.skip_search(SkipReason.OTHER, "Strømmen var væk")
    newest, before = drawer.journal(2)
    assert (newest.act, newest.fields, newest.reason) == ("search_skipped", ("other",), "Strømmen var væk")
    assert before.fields == ("crisis",)


def test_who_searches_for_the_other_person_is_a_matter_of_role(folder: Path, two: OpenDrawer) -> None:
    one, another = filed(two, *MONA), filed(two, *OTHER)
    two.add_officer("tal", "Tal Opgørsen", "TO", Role.STATISTICS, OTHER_PASSPHRASE)
    two.close()
    for name, passphrase in (("vita", THIRD), ("anna", OTHER_PASSPHRASE)):
        drawer = unlocked(folder, name, passphrase)
        told, alike = drawer.find_persons("opdigtet", Whose.PERPETRATOR), drawer.same_perpetrator(one)
        assert found(drawer, "mona") == [another, one]
        if drawer.officer.role is Role.VISITATOR:
            assert [hit.reference for hit in told.hits] == [another, one]
            assert [(hit.reference, hit.matched) for hit in alike.hits] == [(another, (Clue.PLATE,))]
        else:
            assert (told.hits, told.others) == ((), 2)
            assert (alike.hits, alike.others) == ((), 1)
            with pytest.raises(NotAllowed):
                drawer.compare_persons(one, another, Whose.PERPETRATOR)
            with pytest.raises(NotAllowed):
                drawer.say_same_person(one, another, Whose.PERPETRATOR, True, Basis.KNOWN, "x")
        drawer.close()
    counting = unlocked(folder, "tal", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        counting.find_persons("mona")
    with pytest.raises(NotAllowed):
        counting.linked_cases(one)
    with pytest.raises(NotAllowed):
        counting.go_on_tracing()
    counting.close()


def test_no_clue_stands_readable_even_for_who_has_the_file_key(drawer: OpenDrawer) -> None:
    reference = filed(drawer, *MONA)
    code = drawer.give_code_card(reference)
    with drawer._sitting.act() as connection:
        rows = connection.execute(select(tables.trace)).all()
        entries = str(connection.execute(text("select plain from case_entry")).all())
    assert all(type(row.token) is int and 0 <= row.token < 2**63 for row in rows)
    assert len({row.token for row in rows}) == len(rows)
    assert code not in entries
    assert not any(word in entries for word in code.split("-"))


def test_tokens_of_one_person_are_others_than_of_the_other_and_than_in_another_store(drawer: OpenDrawer) -> None:
    seal = drawer._sitting.seal
    victim = traces.token_of(seal, Whose.VICTIM, Clue.NAME, "mona")
    assert victim != traces.token_of(Seal(new_key()), Whose.VICTIM, Clue.NAME, "mona")
    assert victim != traces.token_of(seal, Whose.PERPETRATOR, Clue.NAME, "mona")
    assert victim != traces.token_of(seal, Whose.VICTIM, Clue.PROFILE, "mona")
    assert victim == traces.token_of(seal, Whose.VICTIM, Clue.NAME, "mona")


# -- somebody anonymous ------------------------------------------------------------------------------------------------------


def test_an_anonymous_person_is_found_by_the_code_on_her_card_and_by_nothing_else(drawer: OpenDrawer) -> None:
    one, two = filed(drawer, *ANONYMOUS), filed(drawer, *ANONYMOUS)
    first, again = drawer.give_code_card(one), drawer.give_code_card(one)
    other = drawer.give_code_card(two)
    for code in (first, again, first.upper(), first.replace("-", " ")):
        (hit,) = drawer.find_persons(code).hits
        assert (hit.reference, hit.matched, hit.is_anonymous) == (one, (Clue.CODE,), True)
    assert found(drawer, other) == [two]
    assert found(drawer, "balumi-teko-4821") == []
    assert found(drawer, first, Whose.PERPETRATOR) == []


# -- stores from before ------------------------------------------------------------------------------------------------------


def test_a_new_store_has_nothing_to_catch_up(drawer: OpenDrawer) -> None:
    filed(drawer, *MONA)
    assert drawer.tracing().is_complete
    assert drawer.go_on_tracing().is_complete


def test_a_store_from_before_is_caught_up_in_pieces_and_goes_on_after_a_lock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "_AT_ONCE", 2)
    drawer = unlocked(folder)
    cases = [filed(drawer, *MONA) for _ in range(5)]
    with drawer._sitting.act() as connection:
        connection.execute(delete(tables.trace))
        connection.execute(delete(tables.setting).where(tables.setting.c.key == traces.TRACED_DOWN_TO))
    assert (drawer.tracing().done, drawer.tracing().of) == (0, 5)
    assert found(drawer, "mona") == []
    assert drawer.go_on_tracing().done == 2
    assert found(drawer, "mona") == cases[:2:-1]
    drawer.close()
    again = unlocked(folder)
    later = filed(again, *MONA)
    assert (again.tracing().done, again.tracing().of) == (3, 6)
    again.go_on_tracing()
    assert again.go_on_tracing().is_complete
    assert found(again, "mona") == [later, *reversed(cases)]
    again.close()


def test_a_released_store_without_traces_becomes_searchable(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MUSEUM / "0006", tmp_path / "old"))
    drawer = unlocked(folder, LEADER, PASSPHRASES[LEADER])
    assert not drawer.tracing().is_complete
    while not drawer.go_on_tracing().is_complete:
        pass
    assert found(drawer, "montrepr")
    assert found(drawer, "udenfor", Whose.PERPETRATOR)
    drawer.close()


def test_catching_up_that_fails_half_way_changes_nothing(drawer: OpenDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(drawer, *MONA)
    with drawer._sitting.act() as connection:
        connection.execute(delete(tables.trace))
        connection.execute(delete(tables.setting).where(tables.setting.c.key == traces.TRACED_DOWN_TO))

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as failing:
        failing.setattr(traces, "retrace", full)
        with pytest.raises(DiskFull):
            drawer.go_on_tracing()
    assert drawer.tracing().done == 0
    assert drawer.go_on_tracing().is_complete
    assert len(found(drawer, "mona")) == 1
