"""What the case screens are tested with: the shipped sheets on real paper, a fake drawer with one filed case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from stalkdesk import app
from stalkdesk.casework.additions import Addition, Incident, weighing_with
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.intake.answers import Answer, DateValue
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import Language
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from tests.ui.fakes import FakeDrawer, FakeStore
from tests.ui.small_desk import small_desk

SAID = "Stod ved indgangen, da hun fik fri."
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

    def answer(self, question_id: str, untrusted: object) -> tuple[Answer, Compartment]:
        """An answer as it is added."""
        question = self.desk.checklist(Language.DANISH, "").question(question_id)
        return parsed(question, untrusted, self.desk.now(), "LPR", date(2026, 11, 22)), question.compartment

    def add(
        self, addition: Addition, confirmation: Confirmation | None = None, windows: Windows = DEFAULTS, rules: str = "2026-1"
    ) -> None:
        """Adds to the case, at the computed level unless another is confirmed."""
        drawer, checklist = self.desk.open_drawer(), self.desk.checklist(Language.DANISH, "")
        weighing = weighing_with(checklist, windows, rules, date(2026, 11, 22), "kommune")
        found = drawer.weigh(self.reference, addition, weighing)
        drawer.add_to_case(self.reference, addition, weighing, confirmation or Confirmation(found.urgency))

    def add_incident(self, day: str = "2026-11-20", confirmation: Confirmation | None = None) -> None:
        """Adds one incident."""
        self.add(Addition("Ny henvendelse", (Incident(DateValue(day), ("FOLLOW",), SAID),)), confirmation)

    @property
    def store(self) -> FakeStore:
        drawer = self.desk.open_drawer()
        assert isinstance(drawer, FakeDrawer)
        return drawer.store


@pytest.fixture
def filed_case(qapp: object, tmp_path: Path) -> Iterator[FiledCase]:
    desk = small_desk(tmp_path)
    desk.shipped_shelf, desk.words, desk.shipped_agencies = app._shelf, app._words, app._agencies
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
