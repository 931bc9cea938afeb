"""Acts after the door: entries of both compartments at once, a contact, a visit with what it added. Half would be a fault."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from stalkdesk.casework.begun import BegunKind
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.visits import HowCame, NewVisit, Visit
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import A, given

Told = dict[str, str]
FIRST_CASE = "first_case"
"""Setting of the prepared store: the reference of a filed case that is added to."""
WHY = "se efter"


def keep_entries(drawer: OpenDrawer) -> Iterator[Told]:
    """A measure, a call and a thing in one act, on the case that is there."""
    reference, word = drawer.setting(FIRST_CASE), secrets.token_hex(6)
    made = drawer.keep_entries(reference, [kept.measure(word), kept.follow_up(), kept.THING])
    yield {"reference": reference, "number": str(made[0].number), "word": word}


def are_kept(drawer: OpenDrawer, told: Told) -> bool:
    """All three entries, and that both the measure and the call are due."""
    entries = drawer.protected_entries(told["reference"], WHY)
    three = entries[int(told["number"]) - 1 :][:3]
    due = {line.due.kind.value: line.due.subject for line in drawer.dues(limit=100_000) if line.due.subject == three[0].subject}
    is_whole = [one.kind for one in three] == [EntryKind.MEASURE, EntryKind.FOLLOW_UP, EntryKind.EXHIBIT]
    return is_whole and three[0].said.note == told["word"] and {"measure", "call"} <= due.keys()


def count_measures(drawer: OpenDrawer) -> int:
    """How often entries were kept."""
    entries = drawer.protected_entries(drawer.setting(FIRST_CASE), WHY)
    return sum(entry.kind is EntryKind.MEASURE for entry in entries)


def keep_contact(drawer: OpenDrawer) -> Iterator[Told]:
    """A line in the register."""
    name = f"Prøve {secrets.token_hex(6)}"
    (line,) = drawer.keep_in_register([kept.contact(name)])
    yield {"number": str(line.number), "name": name}


def is_contact_kept(drawer: OpenDrawer, told: Told) -> bool:
    """The line as it was acknowledged."""
    return bool(drawer.register()[int(told["number"]) - 1].said.name == told["name"])


def count_contacts(drawer: OpenDrawer) -> int:
    """How many lines the register has."""
    return len(drawer.register())


def begin(drawer: OpenDrawer) -> Iterator[Told]:
    """What is begun on the case that is there: kept anew, in the place of what was kept before."""
    reference, word = drawer.setting(FIRST_CASE), secrets.token_hex(6)
    drawer.keep_begun(reference, BegunKind.VISIT, {"in_short": word})
    yield {"word": word}


def is_begun(drawer: OpenDrawer, told: Told) -> bool:
    """One text is there, whole: this one or one that was typed after it."""
    (begun,) = (one for one in drawer.begun() if one.reference == drawer.setting(FIRST_CASE))
    return isinstance(begun.untrusted, dict) and len(begun.untrusted["in_short"]) == len(told["word"])


def visit(drawer: OpenDrawer) -> Iterator[Told]:
    """A visit on a case of its own, with an incident, an answer and the next call."""
    reference = file_case(drawer)
    value = f"svar {secrets.token_hex(4)}"
    new = NewVisit(Visit(HowCame.CAME, value), addition((given("impact", value), A)), (kept.follow_up(),))
    drawer.keep_begun(reference, BegunKind.VISIT, {"in_short": value})
    drawer.keep_visit(reference, new, weighing(), weighed_as(Urgency.ACUTE))
    yield {"reference": reference, "value": value}


def is_visited(drawer: OpenDrawer, told: Told) -> bool:
    """The visit with its evaluation, the incident, the answer and the call; and it is begun no more."""
    case = drawer.case(told["reference"])
    visits = [entry.said for entry in case.entries if entry.kind is EntryKind.VISIT]
    is_added = case.answers["impact"].value == told["value"] and (len(case.evaluations), len(case.incidents)) == (2, 1)
    is_added = is_added and not any(one.reference == told["reference"] for one in drawer.begun())
    return is_added and [(one.evaluation, one.incidents) for one in visits] == [(2, (1,))] and case.sealed_entries == 1


def count_visits(drawer: OpenDrawer) -> int:
    """How many visits there are, over all cases."""
    with drawer._sitting.act() as connection:
        query = "select count(*) from case_entry where kind = 'visit'"
        return int(connection.exec_driver_sql(query).scalar_one())
