"""Police and municipality on one machine, a whole case of six weeks through the real windows and stores: nobody is lost."""

from __future__ import annotations

import io
import json
import logging
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.exhibits import Whereabouts, exhibits_of
from stalkdesk.casework.handover.desks import OwnKeys
from stalkdesk.casework.handover.handovers import Choice, HandoverState, conflicts_of, handovers_of, stub_of
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.support.follow_ups import FollowUpState
from stalkdesk.casework.support.plan import MeasureState, is_closed, measures
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.oversight.weekly import week_bounds
from stalkdesk.places import resources
from stalkdesk.ui import theme
from tests.data.at_hand import PASSPHRASE
from tests.data.test_handover_keys import opened_elsewhere
from tests.six_weeks import SixWeeks
from tests.six_weeks_told import AT_THE_GATE, CANARIES, WHY_DECLINED
from tests.two_offices import DAY_0, Offices, offices


@dataclass
class Played:
    """The story, and where its traces would lie."""

    story: SixWeeks
    both: Offices
    temp: Path

    @property
    def drawers(self) -> tuple[OpenDrawer, OpenDrawer]:
        return self.both.police.drawer, self.both.municipality.drawer


@pytest.fixture
def played(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """Both offices, before the first day; what is written to the folder of temporary files stays to be looked at."""
    theme.apply(qapp, resources(), dark=False)
    temp, place = tmp_path / "temp", tmp_path / "two"
    temp.mkdir()
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    with offices(place) as both:
        yield Played(SixWeeks(both, monkeypatch, tmp_path / "hers.docx"), both, temp)


@pytest.mark.timeout(400)  # two windows, two stores, six weeks: some thirty seconds on a quiet machine
def test_a_case_of_six_weeks_goes_over_and_back_and_nobody_is_lost(
    played: Played, own_folders: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = Seen(played)
    played.story.played(seen)
    assert seen.days == ["day 0", "day 8", "day 15", "day 20", "day 28", "day 35", "day 42"]
    for drawer in played.drawers:
        assert drawer.faults() == ()
        assert len(drawer.cases()) == 1
    assert played.drawers[0].dues() == ()
    left = {one.due.kind for one in played.drawers[1].dues()}
    assert left == {DueKind.FOLLOW_UP}, "what the visitator promised stays hers: the plan went to nobody"
    papers = [*covers(played, tmp_path), *played.story.printed, *(note.read_bytes() for note in played.story.notes)]
    assert len(papers) == 7, "a cover for each of four packages, the pattern, and a note for each journal"
    said = " ".join(text_of(paper) for paper in papers)
    assert said.count(played.story.at_police) >= len(papers)
    assert words_in(said) == []
    assert words_in(caplog.text) == []
    played.both.close()
    for folder in (played.both.folder, played.temp, own_folders):
        assert traces_in(folder) == []
    for name in ("police", "municipality"):
        assert weeks_of(played.both.folder / name) == Counter({DAY_0.isocalendar().week: 1}), "once, in the week she came"


class Seen:
    """Looks after each day at what it left."""

    def __init__(self, played: Played) -> None:
        self.played, self.story = played, played.story
        self.police, self.municipality = played.drawers
        self.days: list[str] = []

    def __call__(self, day: str) -> None:
        self.days.append(day)
        getattr(self, day.replace(" ", "_"))()

    def day_0(self) -> None:
        """The police only read it now; the visitator has it, with a plan and its follow-ups."""
        assert stub_of(self.police.case(self.story.at_police).entries) is not None
        assert DueKind.ACKNOWLEDGEMENT not in kinds_due(self.police)
        assert not kinds_due(self.municipality) & {DueKind.TAKING_OVER, DueKind.PLAN}
        entries = self._protected(self.municipality, self.story.at_municipality)
        assert [one.said.need for one in measures(entries)] == ["locks", "doctor"]
        assert sum(one.kind is EntryKind.FOLLOW_UP for one in entries) == 5

    def day_8(self) -> None:
        """What she told the police stands there, and came to the municipality."""
        visits = [one for one in self.police.case(self.story.at_police).entries if one.kind is EntryKind.VISIT]
        assert [one.said.in_short for one in visits] == ["Hun så ham igen."]
        for case in (self.police.case(self.story.at_police), self.municipality.case(self.story.at_municipality)):
            assert [one.said for one in case.incidents] == [AT_THE_GATE]
        came = [one for one in self.municipality.case(self.story.at_municipality).entries if one.kind is EntryKind.RECEIVED]
        assert [one.said.version for one in came] == [1, 2]

    def day_15(self) -> None:
        """32 of her 40 lines are taken, each once; the original lies beside them."""
        case = self.municipality.case(self.story.at_municipality)
        (log,) = [one.said for one in case.entries if one.kind is EntryKind.INCIDENTS_TAKEN_IN]
        assert (log.rows, log.taken, len(case.incidents)) == (41, 32, 33)
        original = self.municipality.attachment_bytes(self.story.at_municipality, log.attachment, "prøve")
        assert original == self.story.hers.read_bytes()
        (exhibit,) = exhibits_of(case.entries)
        assert exhibit.whereabouts is Whereabouts.HANDED_ON
        assert "33 hændelser" in text_of(self.story.printed[-1])
        held = [one.said for one in self._protected(self.municipality, self.story.at_municipality)]
        assert FollowUpState.HELD in [getattr(one, "state", None) for one in held]

    def day_20(self) -> None:
        """The case is still the municipality's, and it stands why."""
        package = list(handovers_of(self.municipality.case(self.story.at_municipality).entries).values())[-1]
        assert (package.state, package.reason) == (HandoverState.DECLINED, WHY_DECLINED)
        assert stub_of(self.municipality.case(self.story.at_municipality).entries) is None
        assert len(self.police.cases()) == 1

    def day_28(self) -> None:
        """Nobody answered in time: the day says who is called instead, and what one says without a name."""
        office = self.played.both.municipality
        steps = office.says("ladder_steps")
        assert "Dorte Stedprøve" in steps
        assert steps.index("Poul Politiprøve") < steps.index("Ring til Dorte")
        assert self.story.at_municipality in office.says("ladder_script")
        assert not any(word in steps + office.says("ladder_script") for word in CANARIES)

    def day_35(self) -> None:
        """It is the police's again, with her log; where the desks differed a person said what holds."""
        case = self.police.case(self.story.at_police)
        assert stub_of(case.entries) is None
        assert stub_of(self.municipality.case(self.story.at_municipality).entries) is not None
        assert len(case.incidents) == 33
        conflicts = conflicts_of(self._protected(self.police, self.story.at_police)).values()
        assert "source_name" in [one.question_id for one in conflicts]
        assert {one.choice for one in conflicts} == {Choice.THEIRS}
        assert case.answers["source_name"].value == "Bo Nytnavn"
        assert {one.said.state for one in self._plan()} == {MeasureState.IN_PLACE}

    def day_42(self) -> None:
        """Filed at both, closed where it lies."""
        assert is_closed(self.police.case(self.story.at_police).entries)
        assert [drawer.cases()[0].journal_number for drawer in self.played.drawers] == ["26/00417", "2026-1188"]

    def _plan(self) -> tuple[Entry, ...]:
        return measures(self._protected(self.municipality, self.story.at_municipality))

    @staticmethod
    def _protected(drawer: OpenDrawer, reference: str) -> tuple[Entry, ...]:
        return drawer.protected_entries(reference, "prøve")


def covers(played: Played, folder: Path) -> list[bytes]:
    """The cover of each package that was carried, as another program opens it that has only the police's identity."""
    (own,) = [line.said for line in played.drawers[0].register(RegisterKind.OWN_KEYS)]
    assert isinstance(own, OwnKeys)
    found = []
    for package in sorted(played.both.carried.iterdir()):
        with zipfile.ZipFile(io.BytesIO(opened_elsewhere(package, own.age_identity, folder))) as archive:
            assert archive.namelist() == ["manifest.json", "signature", "case.json", "cover.pdf"]
            found.append(archive.read("cover.pdf"))
    (folder / "identity.txt").unlink(missing_ok=True)
    return found


def text_of(pdf: bytes) -> str:
    """What stands on a paper."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def words_in(text: str) -> list[str]:
    """Which words of compartment B stand there."""
    return [word for word in CANARIES if word.casefold() in text.casefold()]


def traces_in(folder: Path) -> list[str]:
    """Each file that holds a word of compartment B as plain text, in its name or in either of the encodings of a program."""
    found = []
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for word in CANARIES:
            encoded = (word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode())
            if word.casefold() in file.name.casefold() or any(one in content for one in encoded):
                found.append(f"{file.name}: {word}")
    return found


def weeks_of(store: Path) -> Counter[int]:
    """How many cases the summary of each of the six weeks counts; a leader asks for it."""
    drawer = SealedVault(store).unlock("Søren", PASSPHRASE)
    try:
        weeks = [DAY_0 + timedelta(weeks=number) for number in range(7)]
        bounds = [week_bounds(*week.isocalendar()[:2]) for week in weeks]
        found = [len(drawer.week_cases(start, end)) for start, end in bounds]
        return +Counter({week.isocalendar().week: count for week, count in zip(weeks, found, strict=True)})
    finally:
        drawer.close()


def kinds_due(drawer: OpenDrawer) -> set[DueKind]:
    """What is due at a desk, whenever."""
    return {line.due.kind for line in drawer.dues()}
