"""A case together with everything that is needed to show it, and to add to it: read in one go on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from stalkdesk.casework.additions import Addition, overlaid, weighing_with
from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import persons_offered
from stalkdesk.casework.evaluations import Weighing
from stalkdesk.casework.officers import ContactPerson
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import Windows, windows_from
from stalkdesk.language import spoken
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day

_OF_THOSE_DAYS = "recent_approach_7d"
"""The question about the last seven days: of the days before it was asked."""


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A filed case, its checklist, and what the desk says and decided today."""

    case: Case
    checklist: Checklist
    """In the version of the case."""
    rules: RuleWords
    """Today's words of the rules."""
    windows: Windows
    """Those that hold today."""
    profile: str
    """Whose desk it is: a value of Authority."""
    names: Mapping[str, str]
    """Officer id -> full name."""
    contacts: tuple[ContactPerson, ...]
    initials: Mapping[str, str] = field(default_factory=dict)
    """Officer id -> initials."""

    def who(self, by: str, officer_id: str = "") -> str:
        """An officer as the whole page names her: in full. `by`: the initials that stand by what she did; they stay where
        nobody of this desk has them, or two have. `officer_id`: whose they are, where that is known."""
        ids = [one for one, initials in self.initials.items() if initials == by and officer_id in ("", one)]
        return self.names.get(ids[0], by) if len(ids) == 1 else by

    def in_danger(self, addition: Addition, now: datetime) -> tuple[Walk, str]:
        """What the 112 screen may tell while something is added: the answers as they stand with it, and the case. What was
        asked about that very moment or those days counts only when it is answered anew."""
        stood, answers = self.case.answers, overlaid(self.case.answers, addition, now, "")
        of_then = {question.id for question in self.checklist.questions() if question.red} | {_OF_THOSE_DAYS}
        told = {key: one for key, one in answers.items() if key not in of_then or stood.get(key) is not one}
        return Walk(self.checklist, told, day(now), self.profile), self.reference

    @property
    def reference(self) -> str:
        """`SD-2026-0001`."""
        return self.case.line.reference

    def weighing(self, desk: Desk) -> Weighing:
        """Evaluates answers of this case as the desk does today."""
        return weighing_with(self.checklist, self.windows, self.rules.version, day(desk.now()), self.profile)


def read_case(desk: Desk, reference: str) -> ReadCase:
    """Reads a case; the reading is in the journal. Waits for the drawer: call it on the worker."""
    drawer, language = desk.open_drawer(), spoken()
    case, windows, officers = drawer.case(reference), windows_from(drawer.setting), drawer.officers()
    return ReadCase(
        case=case,
        checklist=desk.checklist(language, case.checklist_version, windows),
        rules=desk.rules(language),
        windows=windows,
        profile=drawer.unit().authority.value,
        names={officer.id: officer.full_name for officer in officers},
        contacts=persons_offered(drawer),
        initials={officer.id: officer.initials for officer in officers},
    )
