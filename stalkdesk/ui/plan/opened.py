"""The protected part of a plan while it is open on the screen: read once, and added to as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.support.follow_ups import Rhythm, rhythm_from
from stalkdesk.casework.support.safe_contact import PHONE
from stalkdesk.intake.answers import Answer


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """What the sections of the plan are made of."""

    entries: tuple[Entry, ...]
    """Both compartments, in order."""
    answers: Mapping[str, Answer]
    """Both compartments, without the safe number: that is fetched only once its rules were read."""
    rhythm: Rhythm
    has_number: bool

    def with_entries(self, new: Sequence[Entry]) -> OpenedPlan:
        """The same with what was kept since."""
        return replace(self, entries=(*self.entries, *new))


def read_plan(drawer: Drawer, reference: str, public: Mapping[str, Answer], reason: str) -> OpenedPlan:
    """Opens the plan; both openings are in the journal with the reason. For the worker."""
    entries = drawer.protected_entries(reference, reason)
    sealed = {answer.question_id: answer for answer in drawer.protected_answers(reference, reason)}
    number = sealed.pop(PHONE, None)
    return OpenedPlan(entries, {**public, **sealed}, rhythm_from(drawer.setting), number is not None and bool(number.value))
