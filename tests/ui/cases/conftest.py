"""What the case screens are tested with: the shipped sheets on real paper, a fake drawer with one filed case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from stalkdesk import app
from stalkdesk.casework.cases import Confirmation
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.language import Language
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from tests.ui.fakes import FakeDrawer, FakeStore
from tests.ui.small_desk import small_desk

ANSWERS: dict[str, object] = {
    "danger_now": "no",
    "threats": "yes",
    "relationship": "ex_partner",
    "victim_name": "Mynte Skabelund",
    "safe_phone": "+4500000777",
    "contact_person": {"name": "Sofie Eksempelsen", "relation": "", "phone": "+4500000001"},
    "next_step_1": "Vi ringer til dig i morgen.",
    "share_with": ["visitator"],
}


@dataclass(frozen=True)
class FiledCase:
    """A desk with one filed case."""

    desk: Desk
    background: Background
    reference: str

    @property
    def store(self) -> FakeStore:
        drawer = self.desk.open_drawer()
        assert isinstance(drawer, FakeDrawer)
        return drawer.store


@pytest.fixture
def filed_case(qapp: object, tmp_path: Path) -> Iterator[FiledCase]:
    desk = small_desk(tmp_path)
    desk.shelf, desk.words, desk.agencies = app._shelf, app._words, app._agencies
    desk.checklist, desk.rules = app._checklist, app._rules
    desk.pdf, desk.page_count, desk.week_files = app.pdf, app.page_count, app.week_files
    checklist, drawer = desk.checklist(Language.DANISH, ""), desk.open_drawer()
    draft = drawer.begin_intake(checklist.version)
    answers = {
        key: parsed(checklist.question(key), value, desk.now(), "LPR", date(2026, 11, 22)) for key, value in ANSWERS.items()
    }
    for key, answer in answers.items():
        drawer.keep_answer(draft.case_id, answer, checklist.question(key).compartment)
    found = assess(facts_from(answers))
    public = without_protected(found, checklist.protected_ids())
    filed = drawer.file_case(draft.case_id, found, public, "2026-1", Confirmation(found.urgency))
    background = Background()
    yield FiledCase(desk, background, filed.reference)
    background.stop()
