"""Every protected answer and every text of the plan is a canary: none sings in a package that may not hold it, or on its cover,
in the journal, in what is due, in the day as JSON, or in the readable half of the case."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest

from stalkdesk import app
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.handover.handovers import Purpose
from stalkdesk.casework.handover.package_groups import PROTECTED, group_of
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, Withheld
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import Measure
from stalkdesk.casework.support.today import day_of_desk, read_until
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.commands.today import told
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.checklist import AnswerKind, Compartment
from stalkdesk.language import Language
from tests.data.forged_packages import taken_apart
from tests.data.two_desks import Two, filed, request

_CANARY = re.compile(r"kanarie[a-z]+")
_TEXTS = (AnswerKind.SHORT_TEXT, AnswerKind.LONG_TEXT)


def _sung(*texts: object) -> set[str]:
    return {one for text in texts for one in _CANARY.findall(str(text).casefold())}


def _caged(drawer: OpenDrawer) -> tuple[str, dict[str, Group | None]]:
    """A case whose protected texts are canaries, and the group of each."""
    checklist = app.library().checklist(Language("da"))
    birds = {
        f"kanarie{question.id.replace('_', '')}": question
        for question in checklist.questions()
        if question.compartment is Compartment.PROTECTED and question.kind in _TEXTS and question.id != "victim_name"
    }
    form: dict[str, object] = {question.id: bird for bird, question in birds.items()}
    reference = filed(drawer, form | {"child_notification": "sent"})
    today = day_in_denmark(drawer.desk_card().made_at)
    drawer.keep_entries(
        reference,
        [
            NewEntry(EntryKind.MEASURE, Measure("locks", who="kanariehvem", note="kanarienote", by_when=today)),
            NewEntry(EntryKind.FOLLOW_UP, FollowUp(today, promised=True, what="kanariekald")),
            NewEntry(EntryKind.WITHHELD, Withheld(Receiver.SCHOOL, (Group.RISK,), "kanarieholdt")),
        ],
    )
    groups: dict[str, Group | None] = {bird: group_of(question) for bird, question in birds.items()}
    return reference, groups | dict.fromkeys(("kanariehvem", "kanarienote", "kanariekald"), Group.PLAN)


def _agreed(drawer: OpenDrawer, reference: str, groups: tuple[Group, ...]) -> None:
    today = day_in_denmark(drawer.desk_card().made_at)
    said = Consent(Receiver.MUNICIPALITY, groups, "kanarieformål", today, HowGiven.ORAL_WITNESS, witness="kanarievidne")
    drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, said)])


def _printed(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as pages:
        return "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize("group", list(Group))
def test_a_package_holds_the_canaries_of_what_was_consented_to_and_no_other(pair: Two, group: Group) -> None:
    reference, caged = _caged(pair.police)
    _agreed(pair.police, reference, (group,))
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY, Purpose.SHARE)
    made = pair.police.prepare_package(
        reference, asked, pair.content(pair.police), pair.folder / "pakke.age", app.handover_cover
    )
    parts = taken_apart(made.file.read_bytes(), pair.police, pair.municipality).parts
    sung = _sung(*(content.decode("utf-8", "replace") for name, content in parts.items() if name != "cover.pdf"))
    assert sung == {bird for bird, its in caged.items() if its is group}
    assert _sung(_printed(parts["cover.pdf"])) <= ({"kanariesafehours"} if group is Group.SAFE_CONTACT else set())


def test_none_sings_outside_of_the_cage(pair: Two) -> None:
    drawer = pair.police
    reference, caged = _caged(drawer)
    assert {one for one in caged.values() if one} <= PROTECTED | {Group.CHILDREN}
    _agreed(drawer, reference, tuple(Group))
    now = drawer.desk_card().made_at
    work = drawer.open_work()
    day = day_of_desk(drawer.dues(read_until(now), 500), work, now)
    case = drawer.case(reference)
    assert not _sung(drawer.journal(1), work, json.dumps(told(day)), case, drawer.cases())
    found = drawer.find_persons("ærlig")
    assert found.hits
    assert not _sung(found)
