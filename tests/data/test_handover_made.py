"""Making a package touches no file that this program did not make, and keeps nothing of a case that changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven
from stalkdesk.errors import CaseChanged, PlaceUnfit
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Compartment
from tests.data.at_hand import given
from tests.data.two_desks import COVER, Two, consented, filed, request, sent, whole


@pytest.fixture
def case(pair: Two) -> str:
    """A case of the police that may be shared with the municipality, with a file."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    pair.police.attach(reference, NewAttachment(b"et brev", "brev.txt"))
    return reference


def added(pair: Two, case: str, addition: Addition) -> None:
    """Something is added at the police."""
    now = pair.police.case(case).confirmation
    assert now is not None
    weighing = pair.content(pair.police).weighing_of("2026-1")
    pair.police.add_to_case(case, addition, weighing, Confirmation(now.urgency))


def _answer(pair: Two, case: str) -> None:
    added(pair, case, Addition("Rettet", (), ((given("safe_hours", "aldrig"), Compartment.PROTECTED),)))


def _incident(pair: Two, case: str) -> None:
    added(pair, case, Addition("Igen", (Incident(DateValue("2026-11-20"), ("FOLLOW",), "Fulgte efter"),)))


def _file(pair: Two, case: str) -> None:
    pair.police.attach(case, NewAttachment(b"endnu et", "to.txt"))


def _consent(pair: Two, case: str) -> None:
    on = date(2026, 11, 22)
    gone = Consent(Receiver.MUNICIPALITY, tuple(Group), "Så de kan hjælpe", on, HowGiven.SIGNED, withdrawn_on=on)
    pair.police.keep_entries(case, [NewEntry(EntryKind.CONSENT, gone, 1)])


def _trust(pair: Two, _case: str) -> None:
    pair.police.withdraw_desk(pair.municipality_id, "Nøglen er stjålet")


@pytest.mark.parametrize("change", [_answer, _incident, _file, _consent, _trust])
def test_whatever_changes_while_a_package_is_made_keeps_nothing_of_it(
    pair: Two, case: str, change: Callable[[Two, str], None]
) -> None:
    def draws(_facts: object) -> bytes:
        change(pair, case)
        return COVER

    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    with pytest.raises(CaseChanged, match="ændret, mens pakken blev lavet"):
        pair.police.prepare_package(case, asked, pair.content(pair.police), pair.folder / "x.age", draws)
    assert list(pair.folder.iterdir()) == []
    assert not [one for one in pair.police.case(case).entries if one.kind is EntryKind.HANDOVER]
    assert whole(pair)


def test_a_file_of_somebody_else_beside_the_package_is_never_touched(pair: Two, case: str) -> None:
    for name in ("pakke.age.new", "stalkdesk-.new", "pakke.new"):
        (pair.folder / name).write_bytes(b"en andens")
    sent(pair, case)
    assert {path.name for path in pair.folder.iterdir()} == {"pakke.age", "pakke.age.new", "stalkdesk-.new", "pakke.new"}
    assert all(path.read_bytes() == b"en andens" for path in pair.folder.glob("*.new"))


def test_a_file_that_got_the_name_while_the_package_was_made_is_not_overwritten(pair: Two, case: str) -> None:
    target = pair.folder / "x.age"

    def draws(_facts: object) -> bytes:
        target.write_bytes(b"en andens")
        return COVER

    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    with pytest.raises(PlaceUnfit, match="allerede en fil"):
        pair.police.prepare_package(case, asked, pair.content(pair.police), target, draws)
    assert [path.read_bytes() for path in pair.folder.iterdir()] == [b"en andens"]
    assert not [one for one in pair.police.case(case).entries if one.kind is EntryKind.HANDOVER]
