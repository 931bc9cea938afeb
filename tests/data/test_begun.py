"""What is begun on a filed case and not saved: there after a kill, sealed, hers alone, and gone when it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.officers import Role
from stalkdesk.casework.visits import HowCame, NewVisit, Visit
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import CaseUnknown, NotAllowed, TooLong
from stalkdesk.intake.findings import Urgency
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE
from tests.data.conftest import unlocked

TYPED = {"in_short": "Hun har set Kanariefugl igen", "incidents": []}


def rows_left(drawer: OpenDrawer) -> list[str]:
    """The places in which something is begun."""
    with drawer._sitting.act() as connection:
        return list(connection.execute(select(tables.unfinished.c.question_id)).scalars())


def lines(drawer: OpenDrawer, reference: str) -> list[tuple[str, ...]]:
    """What the journal of the case says of it."""
    return [line.fields for line in drawer.case(reference).journal if line.act == "unfinished"]


@pytest.mark.parametrize("kind", BegunKind)
def test_it_is_there_when_the_store_is_opened_again(drawer: OpenDrawer, folder: Path, reference: str, kind: BegunKind) -> None:
    drawer.keep_begun(reference, kind, {"in_short": "Først"})
    drawer.keep_begun(reference, kind, TYPED)
    drawer.close()
    again = unlocked(folder)
    assert again.begun() == (Begun(reference, kind, TYPED),)
    assert again.faults() == ()


def test_it_is_nowhere_readable_in_the_file(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    with drawer._sitting.act() as connection:
        (sealed,) = connection.execute(select(tables.unfinished.c.sealed)).scalars()
    assert b"Kanariefugl" not in sealed


def test_nobody_else_is_given_it(drawer: OpenDrawer, folder: Path, reference: str) -> None:
    drawer.add_officer("vera", "Vera Visitprøve", "VV", Role.VISITATOR, OTHER_PASSPHRASE)
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    drawer.close()
    assert unlocked(folder, "vera", OTHER_PASSPHRASE).begun() == ()


def test_the_statistics_role_has_none_and_keeps_none(drawer: OpenDrawer, folder: Path, reference: str) -> None:
    drawer.add_officer("stine", "Stine Statprøve", "ST", Role.STATISTICS, OTHER_PASSPHRASE)
    drawer.close()
    other = unlocked(folder, "stine", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        other.begun()
    with pytest.raises(NotAllowed):
        other.keep_begun(reference, BegunKind.VISIT, TYPED)


def test_a_visit_that_is_saved_is_begun_no_more_and_an_addition_stays(drawer: OpenDrawer, reference: str) -> None:
    for kind in BegunKind:
        drawer.keep_begun(reference, kind, TYPED)
    drawer.keep_visit(reference, NewVisit(Visit(HowCame.CAME, "Igen.")), weighing(), None)
    assert [one.kind for one in drawer.begun()] == [BegunKind.ADDITION]


def test_an_addition_that_is_saved_is_begun_no_more_and_a_visit_stays(drawer: OpenDrawer, reference: str) -> None:
    for kind in BegunKind:
        drawer.keep_begun(reference, kind, TYPED)
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.HIGH))
    assert [one.kind for one in drawer.begun()] == [BegunKind.VISIT]


def test_a_visit_that_could_not_be_saved_is_begun_still(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    with pytest.raises(NotAllowed):
        drawer.keep_visit(reference, NewVisit(Visit(HowCame.CAME, "Igen."), addition()), weighing(), None)
    assert drawer.begun() == (Begun(reference, BegunKind.VISIT, TYPED),)


def test_the_journal_says_when_it_was_begun_and_when_it_was_thrown_away_and_nothing_of_it(
    drawer: OpenDrawer, reference: str
) -> None:
    for text in ("a", "ab", "abc"):
        drawer.keep_begun(reference, BegunKind.VISIT, {"in_short": text})
    assert lines(drawer, reference) == [("visit_begun",)]
    drawer.keep_begun(reference, BegunKind.VISIT, None)
    drawer.keep_begun(reference, BegunKind.VISIT, None)
    assert lines(drawer, reference) == [("visit_begun",), ("visit_dropped",)]
    assert (drawer.begun(), rows_left(drawer)) == ((), [])


def test_what_is_too_long_is_told_and_what_was_kept_stays(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    with pytest.raises(TooLong):
        drawer.keep_begun(reference, BegunKind.VISIT, {"in_short": "x" * 1_000_000})
    assert drawer.begun() == (Begun(reference, BegunKind.VISIT, TYPED),)


def test_a_draft_and_a_case_that_is_not_there_have_none(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    for reference in (draft.reference, "2026-009999"):
        with pytest.raises(CaseUnknown):
            drawer.keep_begun(reference, BegunKind.VISIT, TYPED)


def test_an_erased_case_leaves_nothing_of_it(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    drawer.erase_case(reference, Erasing(ErasureReason.DUPLICATE, reference), PASSPHRASE)
    assert (drawer.begun(), rows_left(drawer)) == ((), [])
    assert drawer.faults() == ()


def test_a_log_that_is_taken_in_is_not_what_was_begun_by_hand(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_begun(reference, BegunKind.ADDITION, TYPED)
    drawer._additions.add(reference, addition(), weighing(), weighed_as(Urgency.HIGH), first=lambda _: None)
    assert drawer.begun() == (Begun(reference, BegunKind.ADDITION, TYPED),)


def test_it_goes_along_in_no_export_and_no_line_of_one_names_it(drawer: OpenDrawer, reference: str, tmp_path: Path) -> None:
    drawer.keep_begun(reference, BegunKind.VISIT, TYPED)
    drawer.export_all(tmp_path / "out", "prøve")
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"Kanariefugl" not in written
    assert not any("(begun" in field for line in drawer.case(reference).journal for field in line.fields)
