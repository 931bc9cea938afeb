"""A learner's whole round: hers alone. Not a byte of the real store, its journal, the preferences or the logs changes."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from stalkdesk import app, places
from stalkdesk.casework.drawer import Drawer, FirstRun
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.guidance.blocks import Document, PageBreak, Paragraph
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.walk import Walk
from stalkdesk.language import Language
from stalkdesk.oversight.weekly import summary_of
from stalkdesk.training.founding import first_run
from stalkdesk.training.progress import (
    Round,
    begin_round,
    counter_of,
    finish_round,
    keep_tried,
    progress_of,
    round_of,
    rounds,
)
from stalkdesk.training.reviewing import reviewed
from stalkdesk.training.vignettes import Vignette, Way
from stalkdesk.ui.desk import Desk
from tests.training.small_vignettes import CHECKLIST, RULES, WORDS, counter, truthful, vignette

PASSPHRASE = "grøn cykel under æblerne hvisker"
NAME = "Asta"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REAL_UNIT = Unit(Authority.MUNICIPALITY, "Prøveenheden", (), "+4500000000")


@pytest.fixture
def real_desk() -> Desk:
    """The desk of this machine with a store that has an officer, locked."""
    preferences = {"language": "da"}
    app.keep_preferences(preferences)
    desk = app.desk_at(places.default_store(), preferences)
    desk.vault.set_up(FirstRun(REAL_UNIT, (), NAME, "Asta Rigtig", "AR", PASSPHRASE))
    return desk


@pytest.fixture
def learner(real_desk: Desk) -> Desk:
    """Her own desk, set up."""
    desk = real_desk.training_desk(NAME)
    desk.vault.set_up(first_run(NAME, "", PASSPHRASE))
    return desk


def everything_but_training(home: Path) -> dict[str, bytes]:
    """Every file under the person's home, but those of the training stores."""
    root = places.training_folder()
    return {str(path): path.read_bytes() for path in home.rglob("*") if path.is_file() and not path.is_relative_to(root)}


def played(drawer: Drawer, told: Vignette) -> Round:
    """One vignette, from the counter to the review."""
    draft = drawer.begin_intake(CHECKLIST.version)
    begin_round(drawer, draft, told, NOW)
    person = counter(told).trying("strangulation", Way.DIRECT).trying("strangulation", Way.ALONE)
    keep_tried(drawer, draft.case_id, person)
    for key, answer in truthful(told).items():
        drawer.keep_answer(draft.case_id, answer, CHECKLIST.question(key).compartment)
    walk = Walk(CHECKLIST, drawer.draft(draft.case_id).answers, date(2026, 11, 22), told.desk.value)
    found = assess(facts_from(walk.counted()))
    public = without_protected(found, CHECKLIST.protected_ids())
    drawer.file_case(draft.case_id, found, public, RULES.version, Confirmation(found.urgency))
    return finish_round(drawer, draft.case_id, reviewed(told, walk, person, RULES), NOW)


def test_a_whole_round_leaves_the_real_store_its_journal_the_preferences_and_the_logs_as_they_were(
    real_desk: Desk, learner: Desk, own_folders: Path
) -> None:
    with closing(real_desk.vault.unlock(NAME, PASSPHRASE)) as drawer:
        journal = drawer.journal()
    before = everything_but_training(own_folders)
    assert places.preferences_file().exists()
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        learner.drawer = drawer
        learner.preferences["language"] = "en"
        learner.keep_preferences(learner.preferences)
        learner.remember_folder(chosen=True)
        played(drawer, vignette())
    assert everything_but_training(own_folders) == before
    assert app.read_preferences() == {"language": "da"}
    assert real_desk.preferences == {"language": "da"}
    with closing(real_desk.vault.unlock(NAME, PASSPHRASE)) as drawer:
        assert drawer.journal()[2:] == journal, "nothing but the lock before and this unlock was added"
        assert drawer.count_cases() == 0


def test_what_was_played_is_kept_in_her_own_store_and_found_again(learner: Desk) -> None:
    told, other = vignette(), vignette(id="T02")
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        first = played(drawer, told)
        draft = drawer.begin_intake(CHECKLIST.version)
        begin_round(drawer, draft, other, NOW)
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        second, found = rounds(drawer)
        assert found == first
        assert found.outcome_matches
        assert (found.critical_right, found.critical_all) == (8, 8)
        assert found.finished_at == NOW
        assert not second.is_finished
        assert round_of(drawer, "no-such-case") is None
        person = counter_of(found, told, CHECKLIST, WORDS)
        assert person.ways_tried("strangulation") == (Way.DIRECT, Way.ALONE)
        progress = progress_of(rounds(drawer), (told, other, vignette(id="T03")))
    assert (progress.played, progress.all) == (1, 3)
    assert [(line.vignette.id, line.played) for line in progress.lines] == [("T01", 1), ("T02", 0), ("T03", 0)]
    assert progress.lines[1].last == second
    assert progress.lines[2].last is None


def test_the_newest_round_of_a_vignette_is_shown(learner: Desk) -> None:
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        played(drawer, vignette())
        again = played(drawer, vignette())
        (line,) = progress_of(rounds(drawer), (vignette(),)).lines
    assert line.played == 2
    assert line.last == again


def test_a_case_that_plays_nothing_has_no_progress(learner: Desk) -> None:
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        draft = drawer.begin_intake(CHECKLIST.version)
        with pytest.raises(KeyError):
            keep_tried(drawer, draft.case_id, counter())
        assert rounds(drawer) == ()


def test_two_learners_have_two_stores_and_neither_folder_tells_a_name(real_desk: Desk) -> None:
    one, other = real_desk.training_desk("Asta"), real_desk.training_desk("Bo")
    assert one.vault.folder != other.vault.folder
    assert one.vault.folder == real_desk.training_desk(" ASTA ").vault.folder
    assert one.vault.folder.parent == places.training_folder()
    assert "asta" not in str(one.vault.folder).lower().rpartition("training")[2]
    assert not places.training_folder().is_relative_to(places.default_store())


def test_every_page_that_training_prints_is_marked_in_its_own_language(learner: Desk, real_desk: Desk) -> None:
    for language, mark in ((Language.DANISH, "ØVELSE"), (Language.ENGLISH, "TRAINING")):
        document = Document("Ark", language, (Paragraph("En"), PageBreak(), Paragraph("To")))
        marked = PdfReader(BytesIO(learner.pdf(document))).pages
        assert [mark in page.extract_text() for page in marked] == [True, True]
        assert not any(mark in page.extract_text() for page in PdfReader(BytesIO(real_desk.pdf(document))).pages)


def test_every_file_of_a_week_of_training_is_marked_and_named_so(learner: Desk, real_desk: Desk) -> None:
    with closing(learner.vault.unlock(NAME, PASSPHRASE)) as drawer:
        played(drawer, vignette())
        summary = summary_of(drawer, 2026, 47, datetime(2026, 11, 23, tzinfo=UTC))
        unit = drawer.unit()
    files = learner.week_files(summary, unit, Language.DANISH)
    assert sorted(files) == [f"oevelse-uge-2026-W47.{kind}" for kind in ("csv", "pdf", "xlsx")]
    assert sorted(real_desk.week_files(summary, unit, Language.DANISH))[0] == "uge-2026-W47.csv"


def test_a_training_desk_leads_to_no_real_store(learner: Desk, real_desk: Desk) -> None:
    assert learner.is_training
    assert not real_desk.is_training
    again = learner.training_desk(NAME)
    assert again.is_training
    assert again.vault.folder == learner.vault.folder
    assert type(learner.vault_at(places.default_store())) is type(learner.vault)
    with pytest.raises(Exception, match="åbnes aldrig som øvelse"):
        learner.vault_at(places.default_store()).unlock(NAME, PASSPHRASE)
