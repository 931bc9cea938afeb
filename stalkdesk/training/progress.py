"""What a learner has played. It lies in her own encrypted training store, and nowhere else: nobody is told.

Kept through the settings of that store: a list of the played cases, and one text of JSON for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from stalkdesk.casework.cases import Draft
from stalkdesk.casework.drawer import Drawer
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.training.playing import Counter
from stalkdesk.training.reviewing import Review
from stalkdesk.training.vignettes import TrainingWords, Vignette, Way

_LIST = "training.rounds"
_ONE = "training.round."


@dataclass(frozen=True, slots=True)
class Round:
    """One vignette, played once. What the review found stands in it from the moment the case was filed."""

    case_id: str
    reference: str
    vignette_id: str
    vignette_version: str
    begun_at: datetime
    tried: tuple[tuple[str, Way], ...] = ()
    finished_at: datetime | None = None
    definition: Definition | None = None
    urgency: Urgency | None = None
    definition_matches: bool = False
    urgency_matches: bool = False
    critical_right: int = 0
    critical_all: int = 0

    @property
    def is_finished(self) -> bool:
        """Whether the case was filed and looked back on."""
        return self.finished_at is not None

    @property
    def outcome_matches(self) -> bool:
        """Whether her answers led to the expected outcome."""
        return self.is_finished and self.definition_matches and self.urgency_matches


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One vignette in the learner's list."""

    vignette: Vignette
    played: int
    """How often she finished it."""
    last: Round | None
    """The newest round, finished or not."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All vignettes, and what she has played of them."""

    lines: tuple[ProgressLine, ...]
    played: int
    """How many different vignettes she has finished."""

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.lines)


def begin_round(drawer: Drawer, draft: Draft, vignette: Vignette, at: datetime) -> Round:
    """Keeps that `draft` plays `vignette`. `at` is UTC. Raises what `Drawer.keep_setting` raises."""
    begun = Round(draft.case_id, draft.reference, vignette.id, vignette.version, at)
    _keep(drawer, begun)
    ids = _ids(drawer)
    if draft.case_id not in ids:
        drawer.keep_setting(_LIST, json.dumps([*ids, draft.case_id]))
    return begun


def keep_tried(drawer: Drawer, case_id: str, counter: Counter) -> None:
    """Keeps the ways of asking that were used so far. Raises KeyError when that case plays no vignette."""
    begun = _known(drawer, case_id)
    if begun.tried != counter.tried:
        _keep(drawer, replace(begun, tried=counter.tried))


def finish_round(drawer: Drawer, case_id: str, review: Review, at: datetime) -> Round:
    """Keeps what the review found. `at` is UTC. Raises KeyError when that case plays no vignette."""
    finished = replace(
        _known(drawer, case_id),
        finished_at=at,
        definition=review.outcome.definition,
        urgency=review.outcome.urgency,
        definition_matches=review.outcome.definition_matches,
        urgency_matches=review.outcome.urgency_matches,
        critical_right=review.critical_right,
        critical_all=review.critical_all,
    )
    _keep(drawer, finished)
    return finished


def round_of(drawer: Drawer, case_id: str) -> Round | None:
    """The round that is played in that case, or None when it plays none."""
    kept = drawer.setting(_ONE + case_id)
    return _read(kept) if kept else None


def rounds(drawer: Drawer) -> tuple[Round, ...]:
    """Every round of the learner, the newest first."""
    found = (round_of(drawer, case_id) for case_id in reversed(_ids(drawer)))
    return tuple(one for one in found if one is not None)


def progress_of(played: Iterable[Round], vignettes: Iterable[Vignette]) -> Progress:
    """The vignettes in their order, each with what was played of it. Give it `rounds`, the newest first."""
    by_vignette: dict[str, list[Round]] = {}
    for one in played:
        by_vignette.setdefault(one.vignette_id, []).append(one)
    lines = tuple(_line(vignette, by_vignette.get(vignette.id, [])) for vignette in vignettes)
    return Progress(lines, sum(line.played > 0 for line in lines))


def counter_of(played: Round, vignette: Vignette, checklist: Checklist, words: TrainingWords) -> Counter:
    """The counter as it stood when the round was left."""
    return Counter(vignette, checklist, words, played.tried)


def _line(vignette: Vignette, played: list[Round]) -> ProgressLine:
    return ProgressLine(vignette, sum(one.is_finished for one in played), played[0] if played else None)


def _known(drawer: Drawer, case_id: str) -> Round:
    found = round_of(drawer, case_id)
    if found is None:
        raise KeyError(case_id)
    return found


def _ids(drawer: Drawer) -> list[str]:
    return [str(case_id) for case_id in json.loads(drawer.setting(_LIST) or "[]")]


def _keep(drawer: Drawer, one: Round) -> None:
    written = {
        "case_id": one.case_id,
        "reference": one.reference,
        "vignette": [one.vignette_id, one.vignette_version],
        "begun_at": one.begun_at.isoformat(),
        "tried": [[question_id, way.value] for question_id, way in one.tried],
        "finished_at": one.finished_at.isoformat() if one.finished_at else None,
        "found": [one.definition, one.urgency],
        "matches": [one.definition_matches, one.urgency_matches],
        "critical": [one.critical_right, one.critical_all],
    }
    drawer.keep_setting(_ONE + one.case_id, json.dumps(written, ensure_ascii=False))


def _read(kept: str) -> Round:
    written = json.loads(kept)
    definition, urgency = written["found"]
    return Round(
        case_id=written["case_id"],
        reference=written["reference"],
        vignette_id=written["vignette"][0],
        vignette_version=written["vignette"][1],
        begun_at=datetime.fromisoformat(written["begun_at"]),
        tried=tuple((question_id, Way(way)) for question_id, way in written["tried"]),
        finished_at=datetime.fromisoformat(written["finished_at"]) if written["finished_at"] else None,
        definition=Definition(definition) if definition else None,
        urgency=Urgency(urgency) if urgency else None,
        definition_matches=written["matches"][0],
        urgency_matches=written["matches"][1],
        critical_right=written["critical"][0],
        critical_all=written["critical"][1],
    )
