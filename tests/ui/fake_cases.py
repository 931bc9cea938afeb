"""The cases of the fake drawer: drafts, the cases they become, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from stalkdesk.casework.additions import Addendum, Incident, InstrumentUse
from stalkdesk.casework.attachments import Attachment, AttachmentKind
from stalkdesk.casework.cases import GONE, Case, CaseLine, CaseStatus, Draft, DraftLine, Filed, JournalLine
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Occasion
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.errors import CaseUnknown, DeskError, NotAllowed
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows


class Clock:
    """A clock that goes on one second each time it is asked."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 7, 57, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass(slots=True)
class FakeCase:
    """A draft, or the case it became."""

    draft: Draft
    answers: dict[str, Answer] = field(default_factory=dict)
    compartments: dict[str, Compartment] = field(default_factory=dict)
    unfinished: dict[str, object] = field(default_factory=dict)
    status: CaseStatus = CaseStatus.DRAFT
    filed: Filed | None = None
    rules_version: str = ""
    journal_number: str = ""
    sheets: list[SheetGiven] = field(default_factory=list)
    papers: dict[str, str] = field(default_factory=dict)
    evaluations: list[Evaluation] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    addenda: list[Addendum] = field(default_factory=list)
    instruments: list[InstrumentUse] = field(default_factory=list)
    attachments: list[tuple[Attachment, bytes]] = field(default_factory=list)

    @property
    def confirmation(self) -> Confirmation | None:
        """As confirmed last; None for a draft."""
        return self.evaluations[-1].confirmation if self.evaluations else None

    def draft_line(self) -> DraftLine:
        """As it is offered after a restart."""
        of, count = self.draft, len(self.answers)
        times, versions = (of.started_at, of.saved_at), (of.checklist_version, of.at_question)
        return DraftLine(of.case_id, of.reference, *times, of.officer_name, *versions, count)

    def line(self) -> CaseLine:
        """As the case list shows it."""
        of, filed, numbers = self.draft, self.filed, (self.draft.officer_name, self.journal_number)
        if filed is None:
            return CaseLine(of.case_id, of.reference, self.status, of.started_at, None, None, None, *numbers)
        outcome = (filed.filed_at, filed.definition, filed.urgency)
        return CaseLine(of.case_id, of.reference, self.status, of.started_at, *outcome, *numbers)


@dataclass(slots=True)
class FakeShelf:
    """The cases in the fake drawer, the journal and the clock."""

    clock: Clock = field(default_factory=Clock)
    cases: dict[str, FakeCase] = field(default_factory=dict)
    journal: list[JournalLine] = field(default_factory=list)


def check_confirmed(assessment: Assessment, confirmation: Confirmation, standing: Urgency | None = None) -> None:
    """A level below the computed one, or below the one that stands, takes a supervisor and a reason."""
    levels = list(type(assessment.urgency))
    least = min(levels.index(level) for level in (assessment.urgency, standing) if level is not None)
    is_lowered = levels.index(confirmation.urgency) > least
    if is_lowered and not (confirmation.approved_by and confirmation.reason):
        raise NotAllowed("Kun en leder kan sætte niveauet ned, og der skal en grund til.")


class FakeCasework:
    """Keeps the promises of `Drawer` about intakes and cases, in memory."""

    def __init__(self, shelf: FakeShelf, officer: Officer) -> None:
        self._shelf = shelf
        self._officer = officer
        self.is_closed = False
        self.failure: DeskError | None = None
        """Raised by the next act that writes, once."""

    def _check(self) -> None:
        if self.is_closed:
            raise RuntimeError("the drawer is closed")
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure

    def _write(self, act: str, reference: str = "", fields: Sequence[str] = (), reason: str = "") -> datetime:
        self._check()
        at = self._shelf.clock()
        number = len(self._shelf.journal) + 1
        self._shelf.journal.append(JournalLine(number, at, self._officer.full_name, act, reference, tuple(fields), reason))
        return at

    def _open_case(self, case_id: str) -> FakeCase:
        case = self._shelf.cases.get(case_id)
        if case is None or case.status is not CaseStatus.DRAFT:
            raise CaseUnknown("Kladden findes ikke.")
        return case

    def _filed_case(self, reference: str) -> FakeCase:
        for case in self._shelf.cases.values():
            if case.draft.reference == reference and case.status is CaseStatus.FILED:
                return case
        raise CaseUnknown("Sagen findes ikke.")

    # -- the intake
    def begin_intake(self, checklist_version: str) -> Draft:
        number = len(self._shelf.cases) + 1
        reference = f"SD-2026-{number:04}"
        at = self._write("create", reference)
        officer = self._officer
        draft = Draft(f"case-{number}", reference, checklist_version, at, at, officer.id, officer.full_name, "", {}, {})
        self._shelf.cases[draft.case_id] = FakeCase(draft)
        return draft

    def keep_answer(self, case_id: str, answer: Answer, compartment: Compartment) -> datetime:
        case = self._open_case(case_id)
        at = self._write("answer", case.draft.reference, (answer.question_id,))
        case.answers[answer.question_id] = answer
        case.compartments[answer.question_id] = compartment
        case.unfinished.pop(answer.question_id, None)
        case.draft = replace(case.draft, saved_at=at)
        return at

    def forget_answer(self, case_id: str, question_id: str) -> datetime:
        case = self._open_case(case_id)
        at = self._write("take_back", case.draft.reference, (question_id,))
        case.answers.pop(question_id, None)
        case.unfinished.pop(question_id, None)
        case.draft = replace(case.draft, saved_at=at)
        return at

    def keep_unfinished(self, case_id: str, question_id: str, untrusted: object | None) -> datetime:
        case = self._open_case(case_id)
        at = self._write("unfinished", case.draft.reference, (question_id,))
        case.unfinished.pop(question_id, None)
        if untrusted is not None:
            case.unfinished[question_id] = untrusted
        case.draft = replace(case.draft, saved_at=at)
        return at

    def keep_place(self, case_id: str, question_id: str) -> None:
        self._check()
        case = self._open_case(case_id)
        case.draft = replace(case.draft, at_question=question_id)

    def drafts(self) -> tuple[DraftLine, ...]:
        self._check()
        sees_all = self._officer.role is Role.SUPERVISOR
        lines = [
            case.draft_line()
            for case in self._shelf.cases.values()
            if case.status is CaseStatus.DRAFT and (sees_all or case.draft.officer_id == self._officer.id)
        ]
        return tuple(sorted(lines, key=lambda line: line.started_at, reverse=True))

    def draft(self, case_id: str) -> Draft:
        self._check()
        case = self._open_case(case_id)
        return replace(case.draft, answers=dict(case.answers), unfinished=dict(case.unfinished))

    def discard_draft(self, case_id: str, reason: str) -> None:
        case = self._open_case(case_id)
        if not reason.strip():
            raise NotAllowed("Skriv, hvorfor kladden kasseres.")
        self._write("discard", case.draft.reference, reason=reason)
        case.answers.clear()
        case.unfinished.clear()
        case.status = CaseStatus.DISCARDED

    def file_case(
        self,
        case_id: str,
        assessment: Assessment,
        public: Assessment,
        rules_version: str,
        confirmation: Confirmation,
        windows: Windows = DEFAULTS,
    ) -> Filed:
        case = self._open_case(case_id)
        check_confirmed(assessment, confirmation)
        at = self._write("file", case.draft.reference)
        case.filed = Filed(case_id, case.draft.reference, at, assessment.definition, confirmation.urgency)
        case.status, case.rules_version = CaseStatus.FILED, rules_version
        versions = (case.draft.checklist_version, rules_version, windows)
        case.evaluations.append(Evaluation(1, at, self._officer.full_name, Occasion.FILED, *versions, public, confirmation))
        case.unfinished.clear()
        return case.filed

    # -- cases
    def cases(self, query: str = "", limit: int = 200, after: str = "") -> tuple[CaseLine, ...]:
        self._check()
        lines = [case.line() for case in self._shelf.cases.values() if case.status.value not in GONE]
        lines.sort(key=lambda line: line.reference, reverse=True)
        words = query.casefold().split()
        return tuple(
            line
            for line in lines
            if (not after or line.reference < after)
            and all(word in f"{line.reference} {line.officer_name} {line.journal_number}".casefold() for word in words)
        )[:limit]

    def count_cases(self) -> int:
        return len(self.cases(limit=1_000_000))

    def case(self, reference: str) -> Case:
        case = self._filed_case(reference)
        self._write("view", reference)
        last = case.evaluations[-1]
        return Case(
            line=case.line(),
            checklist_version=case.draft.checklist_version,
            rules_version=case.rules_version,
            answers={q: a for q, a in case.answers.items() if case.compartments[q] is Compartment.FACTS},
            protected_ids=tuple(q for q in case.answers if case.compartments[q] is Compartment.PROTECTED),
            assessment=last.assessment,
            confirmation=last.confirmation,
            sheets=tuple(case.sheets),
            journal=tuple(line for line in self._shelf.journal if line.reference == reference),
            evaluations=tuple(case.evaluations),
            incidents=tuple(sorted(case.incidents, key=lambda one: (one.happened.date, one.number), reverse=True)),
            addenda=tuple(case.addenda),
            instruments=tuple(case.instruments),
            attachments=tuple(as_listed(made) for made, _ in case.attachments),
        )

    def protected_answers(self, reference: str, reason: str) -> tuple[Answer, ...]:
        case = self._filed_case(reference)
        self._write("view_protected", reference, reason=reason)
        return tuple(a for q, a in case.answers.items() if case.compartments[q] is Compartment.PROTECTED)

    def keep_journal_number(self, reference: str, journal_number: str) -> None:
        case = self._filed_case(reference)
        self._write("journal_number", reference)
        case.journal_number = journal_number

    def keep_sheet_given(
        self, reference: str, given: Sequence[SheetGiven], documents: Sequence[str] = ()
    ) -> tuple[SheetGiven, ...]:
        case = self._filed_case(reference)
        self._write("sheets_given", reference, [sheet.sheet_id for sheet in given])
        first = len(case.sheets)
        kept = tuple(
            replace(one, id=f"sheet-{number}", is_kept=bool(documents)) for number, one in enumerate(given, start=first)
        )
        case.sheets.extend(kept)
        case.papers.update(zip((one.id for one in kept), documents, strict=False))
        return kept

    def settle_sheet(self, reference: str, sheet_id: str, how: How, outcome: Outcome | None) -> None:
        case = self._filed_case(reference)
        place = self._place_of_sheet(case, sheet_id)
        self._write("sheet_settled", reference, [case.sheets[place].sheet_id])
        case.sheets[place] = replace(case.sheets[place], how=how, outcome=outcome)

    def sheet_document(self, reference: str, sheet_id: str) -> str:
        case = self._filed_case(reference)
        return case.papers.get(case.sheets[self._place_of_sheet(case, sheet_id)].id, "")

    def _place_of_sheet(self, case: FakeCase, sheet_id: str) -> int:
        place = next((place for place, one in enumerate(case.sheets) if one.id == sheet_id), None)
        if place is None:
            raise CaseUnknown("Arket findes ikke på sagen.")
        return place


def as_listed(made: Attachment) -> Attachment:
    """Of compartment B only that it is there."""
    if made.compartment is Compartment.FACTS:
        return made
    return replace(made, name="", kind=AttachmentKind.OTHER, sha256="", said="")
