"""From the window's change to the printed page, over a real store: what was approved stands on paper, and nothing else does."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from stalkdesk import app
from stalkdesk.casework.drawer import Drawer
from stalkdesk.guidance.editing import part_value
from stalkdesk.guidance.proposing import local_proposal, part_of, part_proposal
from stalkdesk.language import Language
from tests import command_desk
from tests.command_desk import Desk
from tests.paper.pages_read import text_of

demo_store = command_desk.demo_store
TODAY = datetime.now(UTC).date()
NEW = "Tal med prøvestedet om alt."


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str], demo_store: dict[str, Any], tmp_path: Path) -> Desk:
    """The desk of a copy of the demo store: the others' is not changed."""
    copied = shutil.copytree(demo_store["store"], tmp_path / "store")
    desk = Desk(capsys, {**demo_store, "store": str(copied)})
    app.vault_at(copied).unlock("visitator", _passphrase(desk, "visitator")).close()  # before, nobody knows that it is she
    return desk


def _passphrase(desk: Desk, name: str) -> str:
    user = next(user for user in desk.shown["users"] if user["name"] == name)
    return Path(user["passphrase_file"]).read_text(encoding="utf-8").strip()


def _opened(desk: Desk) -> Drawer:
    return app.vault_at(Path(desk.shown["store"])).unlock("leder", _passphrase(desk, "leder"))


def _printed(desk: Desk, tmp_path: Path, sheet: str, *words: object) -> tuple[str, dict[str, Any]]:
    target = tmp_path / f"{sheet}-{len(list(tmp_path.glob('*.pdf')))}.pdf"
    made = desk.as_user("vagt", "sheet", sheet, "--out", target, *words)
    assert made.code == 0, made.err
    return text_of(target.read_bytes()), made.facts


def test_what_was_approved_stands_on_the_next_sheet_and_what_waits_does_not(desk: Desk, tmp_path: Path) -> None:
    shipped = next(sheet for sheet in app.library().shelf(Language.DANISH) if sheet.id == "guidance")
    part = part_of(shipped, "log")
    value = {**part_value(part), "items": [*part.items, NEW]}
    with closing(_opened(desk)) as drawer:
        change = drawer.propose_change(part_proposal(shipped, shipped, "log", value, "OWN", TODAY))
    reference = str(desk.as_user("leder", "cases").facts[0]["reference"])
    words = ("--language", "da", "--case", reference)
    before, facts = _printed(desk, tmp_path, "guidance", *words)
    assert NEW not in before
    assert facts["version"] == shipped.version
    with closing(_opened(desk)) as drawer:
        drawer.decide_change(change.id, True, "", "visitator", _passphrase(desk, "visitator"))
    after, facts = _printed(desk, tmp_path, "guidance", *words)
    assert NEW in after
    assert facts["version"] == f"{shipped.version} · 1"
    with closing(_opened(desk)) as drawer:
        old, new = drawer.case(reference).sheets[-2:]
        assert NEW not in drawer.sheet_document(reference, old.id)
        assert NEW in drawer.sheet_document(reference, new.id)
        assert drawer.faults() == ()


def test_the_danish_text_stands_marked_on_a_translation_and_beside_it(desk: Desk, tmp_path: Path) -> None:
    shipped = next(sheet for sheet in app.library().shelf(Language.DANISH) if sheet.id == "guidance")
    part = part_of(shipped, "log")
    value = {**part_value(part), "items": [*part.items, NEW]}
    with closing(_opened(desk)) as drawer:
        change = drawer.propose_change(part_proposal(shipped, shipped, "log", value, "OWN", TODAY))
        drawer.decide_change(change.id, True, "", "visitator", _passphrase(desk, "visitator"))
    english, _ = _printed(desk, tmp_path, "guidance", "--language", "en")
    assert NEW in english
    assert app.library().words(Language.ENGLISH)["in_danish"] in english
    beside, _ = _printed(desk, tmp_path, "guidance", "--language", "en", "--beside", "da")
    assert beside.count("prøvestedet") == 2


def test_an_entry_is_on_no_sheet_before_it_is_filled_in(desk: Desk, tmp_path: Path) -> None:
    shelf = app.library().shelf(Language.DANISH)
    sheet, part = next((sheet, part) for sheet in shelf for part in sheet.parts if part.kind == "local" and not part.only_if)
    before, _ = _printed(desk, tmp_path, sheet.id, "--language", "da")
    assert "prøvestedet" not in before
    with closing(_opened(desk)) as drawer:
        asked = local_proposal(part.entry, Language.DANISH, "prøvestedet kl. 9-15", "", "OWN", date(2026, 1, 1))
        change = drawer.propose_change(asked)
        drawer.decide_change(change.id, True, "", "visitator", _passphrase(desk, "visitator"))
    after, _ = _printed(desk, tmp_path, sheet.id, "--language", "da")
    assert after.count(part.label) == before.count(part.label) + 1
    assert "prøvestedet kl. 9-15" in after
