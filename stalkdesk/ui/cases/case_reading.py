"""A case together with everything that is needed to show it, and to add to it: read in one go on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stalkdesk.casework.additions import weighing_with
from stalkdesk.casework.cases import Case
from stalkdesk.casework.contacts.contact_register import persons_offered
from stalkdesk.casework.evaluations import Weighing
from stalkdesk.casework.officers import ContactPerson
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import RuleWords
from stalkdesk.intake.windows import Windows, windows_from
from stalkdesk.language import spoken
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day


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
