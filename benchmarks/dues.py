"""What is due over 5,000 cases, against over 100: one table is read, however many cases there are. And an entry more on a case
that has 300, against one that has 10: what is there is opened once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import HolderState, Measure, TakenOver
from stalkdesk.casework.visits import HowCame, Visit
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing import FiledIntake
from stalkdesk.data.filing_entries import Happened
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from

MANY, FEW = 5_000, 100
EARLIER, FIRST = 300, 10
ROUNDS = 30
SHOWN = 100
"""Lines that are read: as many as a page of today shows at most."""
GOAL, ENTRY_GOAL = 2.0, 3.0


def figures(folder: Path) -> Iterator[Figure]:
    """Reading by turns from both stores; then keeping by turns on both cases."""
    with unlocked(made(folder / "many", 1)) as many, unlocked(made(folder / "few", 1)) as few:
        many.file_many(_cases(many, MANY))
        few.file_many(_cases(few, FEW))
        until = datetime.now(UTC) + timedelta(days=40)
        ours, bare = side_by_side(lambda: _read(many, until), lambda: _read(few, until), ROUNDS)
        detail = f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms"
        yield Figure(f"what is due, {SHOWN} lines, over {MANY} cases", f"over {FEW}", ours / bare, "×", GOAL, detail)
        yield _keeping(few)


def _read(drawer: OpenDrawer, until: datetime) -> None:
    assert len(drawer.dues(until, SHOWN)) == SHOWN


def _keeping(drawer: OpenDrawer) -> Figure:
    long, short = (line.reference for line in drawer.cases(limit=2))
    drawer.keep_entries(long, [_entry(number) for number in range(EARLIER)])
    drawer.keep_entries(short, [_entry(number) for number in range(FIRST)])
    ours, bare = side_by_side(
        lambda: drawer.keep_entries(long, [_entry(1)]), lambda: drawer.keep_entries(short, [_entry(1)]), ROUNDS // 2
    )
    detail = f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms"
    return Figure(f"an entry on a case that has {EARLIER}", f"on one that has {FIRST}", ours / bare, "×", ENTRY_GOAL, detail)


def _entry(number: int) -> NewEntry:
    if number % 3 == 0:
        return NewEntry(EntryKind.VISIT, Visit(HowCame.CALLED, "Ringede om en ny besked."))
    day = datetime.now(UTC).date() + timedelta(days=number % 40 + 1)
    if number % 3 == 1:
        return NewEntry(EntryKind.MEASURE, Measure("locks", by_when=day, note="Ny cylinder og dørspion."))
    return NewEntry(EntryKind.FOLLOW_UP, FollowUp(day, what="Ring kun om formiddagen."))


def _cases(drawer: OpenDrawer, count: int) -> Iterator[FiledIntake]:
    me, now = drawer.officer, datetime.now(UTC)
    answers = {
        "victim_name": Answer("victim_name", AnswerState.GIVEN, now, me.initials, "Ærlig Øprøve"),
        "impact": Answer("impact", AnswerState.GIVEN, now, me.initials, "distress"),
    }
    found = assess(facts_from(answers))
    kept = ((answers["victim_name"], Compartment.PROTECTED), (answers["impact"], Compartment.FACTS))
    for number in range(count):
        at = now - timedelta(minutes=count - number)
        taken = NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED))
        happened = (taken, _entry(3 * number + 1), _entry(3 * number + 2))
        yield FiledIntake(
            *(at, at, me.id, "2026-1", "2026-1", kept, found, without_protected(found, frozenset({"victim_name"}))),
            Confirmation(found.urgency),
            journal_number=f"26/{number:05d}",
            entries=tuple(Happened(at, me, one) for one in happened),
        )
