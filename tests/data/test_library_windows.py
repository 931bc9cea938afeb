"""The content check names every place in a sentence that neither a window of the authority nor the code fills."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import Language
from tests.data.library_shelf import changed

RULES = "rules/2026-1.toml"
CHECKLIST = "checklist/2026-1/01_danger.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped content, to be spoilt."""
    target = tmp_path / "resources"
    shutil.copytree(places.resources(), target, ignore=shutil.ignore_patterns("fonts", "icons", "style"))
    return target


SLIPS = [
    # the rules or the checklist, what stood there, what stands there now, where it is told, the name that nothing fills
    (RULES, "{violence_days}", "{violence_day}", "A3", "violence_day"),
    (RULES, "{child_hours}", "{}", "A4", ""),
    (RULES, "{routine_days}", "{level}", "response.routine", "level"),
    (RULES, "{number}", "{count}", "window.within_days.one", "count"),
    (CHECKLIST, "{approach_days}", "{approach}", "recent_approach_7d", "approach"),
    (CHECKLIST, "{approach_days}", "{high_days}", "recent_approach_7d", "high_days"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "name"), SLIPS)
def test_a_place_that_nothing_fills_is_named(folder: Path, file: str, old: str, new: str, code: str, name: str) -> None:
    home = file if file == RULES else "checklist/2026-1"
    twin = f"languages/en/{file}" if file == RULES else f"languages/en/{home}.toml"
    for spoilt in (file, twin):
        place = folder / spoilt
        place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    faults = Library(folder).faults()

    assert f"{home}: {code} har pladsen »{name}«, som intet udfylder." in faults
    assert f"languages/en/{home}: {code} har pladsen »{name}«, som intet udfylder." in faults


def test_the_shipped_content_has_no_place_that_nothing_fills(folder: Path) -> None:
    assert not [fault for fault in Library(folder).faults() if "udfylder" in fault]


def test_a_missing_response_time_is_named(folder: Path) -> None:
    changed(folder, RULES, '"window.same_day" = "samme dag"\n', "")
    changed(folder, f"languages/en/{RULES}", '"window.same_day" = "the same day"\n', "")

    assert any("window.same_day" in fault for fault in Library(folder).faults())


def test_each_choice_of_windows_has_its_own_checklist_and_the_first_stays_as_it_was(folder: Path) -> None:
    library = Library(folder)
    usual, other = library.checklist(Language.DANISH), library.checklist(Language.DANISH, "", Windows(approach_days=30))

    assert "30 dage" in other.question("recent_approach_7d").ask
    assert library.checklist(Language.DANISH, "", DEFAULTS) == usual
    assert usual.question("recent_approach_7d").ask.endswith("de sidste 7 dage?")
