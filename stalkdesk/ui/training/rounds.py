"""What the screens ask of a round: begin it, go on with it, end it, look back on it.

Each act waits for the drawer: call it on the worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import CaseUnknown
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import windows_from
from stalkdesk.language import spoken, tr
from stalkdesk.training.playing import Counter
from stalkdesk.training.progress import (
    Progress,
    Round,
    begin_round,
    counter_of,
    finish_round,
    progress_of,
    round_of,
    rounds,
)
from stalkdesk.training.reviewing import Review, reviewed
from stalkdesk.training.vignettes import Vignette
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A round with its review, and what is played next."""

    round: Round
    vignette: Vignette
    review: Review
    counter: Counter
    following: Vignette | None
    """The next one in the list that was never finished; None when there is none."""


def progress(desk: Desk) -> Progress:
    """Every vignette, with what this learner has played of it."""
    return progress_of(rounds(desk.open_drawer()), desk.vignettes(spoken()))


def begun(desk: Desk, vignette: Vignette) -> str:
    """The case in which `vignette` is played from its beginning."""
    drawer = desk.open_drawer()
    _take_the_desk_of(desk, vignette)
    draft = drawer.begin_intake(desk.checklist(spoken(), "").version)
    begin_round(drawer, draft, vignette, desk.now())
    return draft.case_id


def gone_on(desk: Desk, played: Round) -> str | LookedBack:
    """The case of a round that was interrupted, ready to be gone on with; its review, when the case was filed already."""
    _take_the_desk_of(desk, _vignette_of(desk, played))
    return played.case_id if _is_draft(desk, played.case_id) else looked_back(desk, played)


def begun_anew(desk: Desk, played: Round, vignette: Vignette) -> str:
    """The case in which `vignette` is played from its beginning; the interrupted round is given up."""
    if _is_draft(desk, played.case_id):
        desk.open_drawer().discard_draft(played.case_id, tr("Øvelsen begynder forfra"))
    return begun(desk, vignette)


def opened(desk: Desk, case_id: str) -> Counter | None:
    """The counter as it stands in that case; None when the case plays nothing."""
    played = round_of(desk.open_drawer(), case_id)
    if played is None:
        return None
    checklist = desk.checklist(spoken(), desk.open_drawer().draft(case_id).checklist_version)
    return counter_of(played, _vignette_of(desk, played), checklist, desk.training_words(spoken()))


def ended(desk: Desk, case_id: str) -> LookedBack:
    """Looks back on the round of that case; files it first as it stands, open questions and all, if it is a draft yet."""
    drawer = desk.open_drawer()
    played = round_of(drawer, case_id)
    if played is None:
        raise CaseUnknown(tr("Sagen hører ikke til en øvelse."))
    if _is_draft(desk, case_id):
        draft = drawer.draft(case_id)
        walk = _walk(desk, draft.checklist_version, draft.answers)
        windows = windows_from(drawer.setting)
        whole = assess(facts_from(walk.counted()), windows)
        public = without_protected(whole, walk.checklist.protected_ids())
        drawer.file_case(case_id, whole, public, desk.rules(spoken()).version, Confirmation(whole.urgency), windows)
    return looked_back(desk, played)


def looked_back(desk: Desk, played: Round) -> LookedBack:
    """The review of a round whose case is filed. The first time, the round is finished with it."""
    drawer, vignette = desk.open_drawer(), _vignette_of(desk, played)
    case = drawer.case(played.reference)
    protected = drawer.protected_answers(played.reference, tr("Øvelsen ses igennem")) if case.protected_ids else ()
    answers = {**case.answers, **{answer.question_id: answer for answer in protected}}
    _take_the_desk_of(desk, vignette)
    walk = _walk(desk, case.checklist_version, answers)
    counter = counter_of(played, vignette, walk.checklist, desk.training_words(spoken()))
    review = reviewed(vignette, walk, counter, desk.rules(spoken()), windows_from(drawer.setting))
    finished = played if played.is_finished else finish_round(drawer, played.case_id, review, desk.now())
    return LookedBack(finished, vignette, review, counter, _following(desk, vignette))


def _is_draft(desk: Desk, case_id: str) -> bool:
    return any(line.case_id == case_id for line in desk.open_drawer().drafts())


def _following(desk: Desk, vignette: Vignette) -> Vignette | None:
    """The next one never finished, from the one played on, and around."""
    lines = progress(desk).lines
    place = next((at for at, line in enumerate(lines) if line.vignette.id == vignette.id), -1)
    after = (*lines[place + 1 :], *lines[: max(place, 0)])
    return next((line.vignette for line in after if not line.played), None)


def _walk(desk: Desk, version: str, answers: Mapping[str, Answer]) -> Walk:
    authority = desk.open_drawer().unit().authority
    checklist = desk.checklist(spoken(), version, windows_from(desk.open_drawer().setting))
    return Walk(checklist, answers, day(desk.now()), authority.value)


def _vignette_of(desk: Desk, played: Round) -> Vignette:
    found = next((one for one in desk.vignettes(spoken()) if one.id == played.vignette_id), None)
    if found is None:
        raise CaseUnknown(tr("Øvelsen findes ikke mere i denne udgave af programmet."))
    return found


def _take_the_desk_of(desk: Desk, vignette: Vignette) -> None:
    """The invented unit is whose counter the person stands at: police or municipality."""
    drawer = desk.open_drawer()
    unit = drawer.unit()
    if unit.authority is not vignette.desk:
        drawer.keep_unit(replace(unit, authority=vignette.desk))
