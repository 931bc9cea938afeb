"""What became different from one evaluation of a case to the next: levels, rules, elements, critical questions."""

from __future__ import annotations

from dataclasses import dataclass, fields

from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementState, Urgency
from stalkdesk.intake.windows import Windows


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element that has another state than before."""

    element: Element
    before: ElementState
    now: ElementState


@dataclass(frozen=True, slots=True)
class Changes:
    """From one assessment to the next. What stayed is not in it."""

    definition: tuple[Definition, Definition] | None
    """Before and now; None when it stayed."""
    urgency: tuple[Urgency, Urgency] | None
    """The computed levels, before and now; None when it stayed."""
    rules_came: tuple[str, ...]
    rules_went: tuple[str, ...]
    """Rules and floors, in the order of the assessment they stand in."""
    elements: tuple[ElementChange, ...]
    critical_closed: tuple[str, ...]
    """Critical questions that were open before and are no more."""
    critical_opened: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all became different."""
        several = (self.rules_came, self.rules_went, self.elements, self.critical_closed, self.critical_opened)
        return self.definition is None and self.urgency is None and not any(several)


def changes_between(before: Assessment, now: Assessment) -> Changes:
    """What `now` has that `before` had not, and the other way round."""
    rules_before, rules_now = (*before.rules, *before.floors), (*now.rules, *now.floors)
    moved = zip(before.elements, now.elements, strict=True)
    return Changes(
        definition=None if before.definition is now.definition else (before.definition, now.definition),
        urgency=None if before.urgency is now.urgency else (before.urgency, now.urgency),
        rules_came=_only_in(rules_now, rules_before),
        rules_went=_only_in(rules_before, rules_now),
        elements=tuple(ElementChange(old.element, old.state, new.state) for old, new in moved if old.state is not new.state),
        critical_closed=_only_in(before.unanswered_critical, now.unanswered_critical),
        critical_opened=_only_in(now.unanswered_critical, before.unanswered_critical),
    )


def is_confirmed_otherwise(evaluation: Evaluation) -> bool:
    """Whether another level was confirmed than the rules gave."""
    return evaluation.confirmation.urgency is not evaluation.assessment.urgency


def other_windows(windows: Windows, usual: Windows) -> tuple[tuple[str, int, int], ...]:
    """Each window that is not as `usual`: its name, its value, the usual value."""
    names = [field.name for field in fields(Windows)]
    pairs = ((name, getattr(windows, name), getattr(usual, name)) for name in names)
    return tuple((name, value, ordinary) for name, value, ordinary in pairs if value != ordinary)


def _only_in(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in these if one not in those)
