"""A case that came without its level: what was worked out here is due to be confirmed until a person evaluates the case."""

from __future__ import annotations

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import DateValue
from tests.data.two_desks import Two, consented, filed, sent, whole


def waiting(drawer: OpenDrawer) -> list[str]:
    return [line.reference for line in drawer.dues() if line.due.kind is DueKind.LEVEL]


def test_a_level_that_was_not_sent_is_due_to_be_confirmed_until_somebody_evaluates(pair: Two) -> None:
    case = filed(pair.police)
    consented(pair.police, case, Receiver.MUNICIPALITY, (Group.FACTS,))
    there = pair.municipality
    done = there.receive(sent(pair, case).file, pair.content(there))
    assert waiting(there) == [done.reference]
    weighing = pair.content(there).weighing_of("2026-1")
    addition = Addition("Talt med hende", (Incident(DateValue("2026-11-20"), ("FOLLOW",), "Fulgte efter"),))
    there.add_to_case(done.reference, addition, weighing, Confirmation(there.weigh(done.reference, addition, weighing).urgency))
    assert waiting(there) == []
    assert whole(pair)


def test_a_level_that_was_sent_is_confirmed_by_who_sent_it(pair: Two) -> None:
    case = filed(pair.police)
    consented(pair.police, case, Receiver.MUNICIPALITY, (Group.FACTS, Group.RISK))
    pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    assert waiting(pair.municipality) == []
    assert waiting(pair.police) == []


def test_nothing_is_asked_about_a_case_of_ones_own(pair: Two) -> None:
    case = filed(pair.police)
    assert waiting(pair.police) == []
    assert not [entry for entry in pair.police.case(case).entries if entry.kind is EntryKind.RECEIVED]
