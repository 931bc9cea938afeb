"""Adding to a case in a real encrypted store: the level rises, the history is there, and it is so after unlocking again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import Language
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.incidents_part import IncidentsPart
from tests.ui.cases.adding import Adding
from tests.ui.cases.conftest import SAID, FiledCase
from tests.ui.fakes import CONTACTS, PASSPHRASE, UNIT

CALM: dict[str, object] = {
    "danger_now": "no",
    "threats": "no",
    "weapon_access": "no",
    "suicidal_statement": "no",
    "violence": "no",
    "strangulation": "no",
    "prohibition": "none",
    "relationship": "ex_partner",
    "directed_at_person": "yes",
    "same_source": "yes",
    "incidents_total": 2,
    "first_incident": "2026-11-01",
    "latest_incident": "2026-11-05",
    "span_days": 4,
    "acts": ["COMM"],
    "unwanted": "explicit",
    "purpose": "none",
    "impact": "annoyance",
    "victim_name": "Mynte Skabelund",
}
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def real_case(qapp: object, tmp_path: Path) -> Iterator[FiledCase]:
    desk = app.desk_at(tmp_path / "store", {})
    desk.vault.set_up(FirstRun(UNIT, CONTACTS, "leder", "Lærke Prøvesen", "LPR", PASSPHRASE))
    desk.drawer = desk.vault.unlock("leder", PASSPHRASE)
    desk.now = lambda: NOW
    checklist = desk.checklist(Language.DANISH, "")
    draft = desk.drawer.begin_intake(checklist.version)
    answers = {key: parsed(checklist.question(key), value, NOW, "LPR", date(2026, 11, 22)) for key, value in CALM.items()}
    for key, answer in answers.items():
        desk.drawer.keep_answer(draft.case_id, answer, checklist.question(key).compartment)
    found = assess(facts_from(Walk(checklist, answers, date(2026, 11, 22), UNIT.authority.value).counted()))
    public = without_protected(found, checklist.protected_ids())
    rules = desk.rules(Language.DANISH).version
    filed = desk.drawer.file_case(draft.case_id, found, public, rules, Confirmation(found.urgency))
    background = Background()
    yield FiledCase(desk, background, filed.reference)
    background.stop()
    if desk.drawer is not None:
        desk.drawer.close()


def test_an_added_incident_raises_the_level_and_the_history_shows_both(
    qtbot: QtBot, look: object, real_case: FiledCase
) -> None:
    adding = Adding(qtbot, real_case)
    before = real_case.desk.open_drawer().case(real_case.reference).evaluations[-1]
    adding.begin()
    adding.type_incident("20-11-2026", "FOLLOW")
    adding.give_reason()
    adding.evaluate()
    adding.save()
    case = real_case.desk.open_drawer().case(real_case.reference)
    levels = [one.assessment.urgency for one in case.evaluations]
    assert levels == [before.assessment.urgency, Urgency.HIGH]
    assert before.assessment.urgency is not Urgency.HIGH
    assert case.line.urgency is Urgency.HIGH
    assert [one.said for one in case.incidents] == [SAID]
    assert [case.answers[key].value for key in ("incidents_total", "acts")] == [3, ("COMM", "FOLLOW")]
    assert "vurdering 2" in adding.says("case_page_banner")


def test_it_is_there_after_locking_and_unlocking(qtbot: QtBot, look: object, real_case: FiledCase) -> None:
    adding = Adding(qtbot, real_case)
    adding.begin()
    adding.type_incident("20-11-2026", "FOLLOW")
    adding.answer("weapon_access", "yes")
    adding.give_reason()
    adding.evaluate()
    adding.save()
    desk = real_case.desk
    desk.open_drawer().close()
    desk.drawer = desk.vault.unlock("leder", PASSPHRASE)
    adding.open_case()
    tabs = adding.case_page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    incidents = next(part for place in range(tabs.count()) if isinstance(part := tabs.widget(place), IncidentsPart))
    assert len(incidents.table.rows) == 1
    addendum = next(one for one in desk.drawer.case(real_case.reference).addenda if one.answer.question_id == "weapon_access")
    assert addendum.before is not None
    assert (addendum.before.value, addendum.answer.value) == ("no", "yes")
