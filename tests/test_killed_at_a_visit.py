"""A kill while a visit is typed loses nothing that is two seconds old, and the next sitting says where it lies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from stalkdesk.casework.begun import BegunKind
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.ui.cases.begun_forms import begun_from
from stalkdesk.ui.visits.begun_visit import BegunVisit
from tests import command_desk
from tests.command_desk import ROOT, Desk
from tests.visit_to_be_killed import IN_SHORT

demo_store, desk = command_desk.demo_store, command_desk.desk


def test_a_kill_in_the_middle_of_a_visit_loses_nothing_that_is_two_seconds_old(desk: Desk, demo_store: dict[str, Any]) -> None:
    reference = next(one["reference"] for one in desk.as_user("leder", "cases").facts if one["status"] == "filed")
    user = next(user for user in demo_store["users"] if user["name"] == "leder")
    words = (demo_store["store"], user["passphrase_file"], reference)
    command = [sys.executable, "-m", "tests.visit_to_be_killed", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        program.kill()

    drawer = SealedVault(Path(demo_store["store"])).unlock("leder", Path(user["passphrase_file"]).read_text("utf-8").strip())
    assert isinstance(drawer, OpenDrawer)
    (begun,) = drawer.begun()
    assert (begun.reference, begun.kind) == (reference, BegunKind.VISIT)
    visit = begun_from(begun)
    assert isinstance(visit, BegunVisit)
    assert visit.typed["in_short"] == IN_SHORT
    assert visit.addition.answers["danger_now"].value == "no"
    drawer.keep_begun(reference, BegunKind.VISIT, None)
    drawer.close()
