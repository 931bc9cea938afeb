"""A drawer and a vault in memory, so that the screens are tested without a file, a key or a wait.

They keep the promises of `casework.drawer` that a screen can see. `failure` makes the next act fail, once, as the world would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from stalkdesk.casework.cases import Case, CaseLine, CaseStatus, Confirmation, Draft, DraftLine, Filed, JournalLine, SheetGiven
from stalkdesk.casework.drawer import FirstRun, RecoverySheet, WeekCase
from stalkdesk.casework.officers import Act, Authority, ContactFunction, ContactPerson, Officer, Role, Unit
from stalkdesk.errors import CaseUnknown, DeskError, NotAllowed, StoreExists, WeakPassphrase, WrongPassphrase, WrongRecoveryKey
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment

PASSPHRASE = "granskov havn lanterne"
SUPERVISOR = Officer("o-1", "leder", "Lærke Prøvesen", "LPR", Role.SUPERVISOR)
OFFICER = Officer("o-2", "betjent", "Åge Testgaard", "ÅTE", Role.OFFICER)
UNIT = Unit(Authority.MUNICIPALITY, "Prøvekøbing Kommune, Borgerservice", ("Rådhuset", "0000 Prøvekøbing"), "+4500000000")
CONTACTS = (
    ContactPerson("c-1", "Sofie Eksempelsen", ContactFunction.ADULT, "+4500000001", "hverdage kl. 9-15"),
    ContactPerson("c-2", "Østen Prøvedal", ContactFunction.DEPUTY, "+4500000002"),
)
RECOVERY_KEY = "-".join(["0000A"] * 13)


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
    assessment: Assessment | None = None
    confirmation: Confirmation | None = None
    rules_version: str = ""
    journal_number: str = ""
    sheets: list[SheetGiven] = field(default_factory=list)

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
class FakeStore:
    """What lies in the fake drawer, and lives on when it is closed."""

    clock: Clock = field(default_factory=Clock)
    unit: Unit = UNIT
    contacts: tuple[ContactPerson, ...] = CONTACTS
    officers: dict[str, Officer] = field(default_factory=lambda: {o.id: o for o in (SUPERVISOR, OFFICER)})
    passphrases: dict[str, str] = field(
        default_factory=lambda: {SUPERVISOR.user_name: PASSPHRASE, OFFICER.user_name: PASSPHRASE}
    )
    cases: dict[str, FakeCase] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    journal: list[JournalLine] = field(default_factory=list)
    week_cases: tuple[WeekCase, ...] = ()
    faults: tuple[str, ...] = ()
    has_keyring: bool = False
    bound: set[str] = field(default_factory=set)


class FakeDrawer:
    """Keeps the promises of `Drawer` in memory."""

    def __init__(self, store: FakeStore, officer: Officer) -> None:
        self.store = store
        self._officer = officer
        self.is_closed = False
        self.failure: DeskError | None = None
        """Raised by the next act that writes, once."""

    @property
    def officer(self) -> Officer:
        return self._officer

    def close(self) -> None:
        self.is_closed = True

    def _check(self) -> None:
        if self.is_closed:
            raise RuntimeError("the drawer is closed")
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure

    def _write(self, act: str, reference: str = "", fields: Sequence[str] = (), reason: str = "") -> datetime:
        self._check()
        at = self.store.clock()
        number = len(self.store.journal) + 1
        self.store.journal.append(JournalLine(number, at, self._officer.full_name, act, reference, tuple(fields), reason))
        return at

    def _need(self, act: Act) -> None:
        if not self._officer.may(act):
            raise NotAllowed("Det må kun en leder.")

    def _open_case(self, case_id: str) -> FakeCase:
        case = self.store.cases.get(case_id)
        if case is None or case.status is not CaseStatus.DRAFT:
            raise CaseUnknown("Kladden findes ikke.")
        return case

    def _filed_case(self, reference: str) -> FakeCase:
        for case in self.store.cases.values():
            if case.draft.reference == reference and case.status is CaseStatus.FILED:
                return case
        raise CaseUnknown("Sagen findes ikke.")

    # -- the intake
    def begin_intake(self, checklist_version: str) -> Draft:
        number = len(self.store.cases) + 1
        reference = f"SD-2026-{number:04}"
        at = self._write("intake_begun", reference)
        officer = self._officer
        draft = Draft(f"case-{number}", reference, checklist_version, at, at, officer.id, officer.full_name, "", {}, {})
        self.store.cases[draft.case_id] = FakeCase(draft)
        return draft

    def keep_answer(self, case_id: str, answer: Answer, compartment: Compartment) -> datetime:
        case = self._open_case(case_id)
        at = self._write("answer_kept", case.draft.reference, (answer.question_id,))
        case.answers[answer.question_id] = answer
        case.compartments[answer.question_id] = compartment
        case.unfinished.pop(answer.question_id, None)
        case.draft = replace(case.draft, saved_at=at)
        return at

    def forget_answer(self, case_id: str, question_id: str) -> datetime:
        case = self._open_case(case_id)
        at = self._write("answer_forgotten", case.draft.reference, (question_id,))
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
            for case in self.store.cases.values()
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
        self._write("draft_discarded", case.draft.reference, reason=reason)
        case.answers.clear()
        case.unfinished.clear()
        case.status = CaseStatus.DISCARDED

    def file_case(
        self, case_id: str, assessment: Assessment, public: Assessment, rules_version: str, confirmation: Confirmation
    ) -> Filed:
        case = self._open_case(case_id)
        levels = list(type(assessment.urgency))
        if levels.index(confirmation.urgency) > levels.index(assessment.urgency) and not (
            confirmation.approved_by and confirmation.reason
        ):
            raise NotAllowed("Kun en leder kan sætte niveauet ned, og der skal en grund til.")
        at = self._write("case_filed", case.draft.reference)
        case.filed = Filed(case_id, case.draft.reference, at, assessment.definition, confirmation.urgency)
        case.status, case.assessment, case.confirmation = CaseStatus.FILED, public, confirmation
        case.rules_version = rules_version
        case.unfinished.clear()
        return case.filed

    # -- cases
    def cases(self, query: str = "", limit: int = 200, after: str = "") -> tuple[CaseLine, ...]:
        self._check()
        lines = [case.line() for case in self.store.cases.values() if case.status is not CaseStatus.DISCARDED]
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
        self._write("case_read", reference)
        facts = {q: a for q, a in case.answers.items() if case.compartments[q] is Compartment.FACTS}
        protected = tuple(q for q in case.answers if case.compartments[q] is Compartment.PROTECTED)
        lines = tuple(line for line in self.store.journal if line.reference == reference)
        versions, outcome = (case.draft.checklist_version, case.rules_version), (case.assessment, case.confirmation)
        return Case(case.line(), *versions, facts, protected, *outcome, tuple(case.sheets), lines)

    def protected_answers(self, reference: str, reason: str) -> tuple[Answer, ...]:
        case = self._filed_case(reference)
        self._write("protected_read", reference, reason=reason)
        return tuple(a for q, a in case.answers.items() if case.compartments[q] is Compartment.PROTECTED)

    def keep_journal_number(self, reference: str, journal_number: str) -> None:
        case = self._filed_case(reference)
        self._write("journal_number_kept", reference)
        case.journal_number = journal_number

    def keep_sheet_given(self, reference: str, given: Sequence[SheetGiven]) -> None:
        case = self._filed_case(reference)
        self._write("sheets_given", reference, [sheet.sheet_id for sheet in given])
        case.sheets.extend(given)

    # -- the unit
    def unit(self) -> Unit:
        self._check()
        return self.store.unit

    def keep_unit(self, unit: Unit) -> None:
        self._need(Act.KEEP_UNIT)
        self._write("unit_kept")
        self.store.unit = unit

    def contacts(self) -> tuple[ContactPerson, ...]:
        self._check()
        return self.store.contacts

    def keep_contacts(self, contacts: Iterable[ContactPerson]) -> None:
        self._need(Act.KEEP_UNIT)
        self._write("contacts_kept")
        self.store.contacts = tuple(contacts)

    def officers(self) -> tuple[Officer, ...]:
        self._check()
        return tuple(self.store.officers.values())

    def add_officer(self, user_name: str, full_name: str, initials: str, role: Role, passphrase: str) -> Officer:
        self._need(Act.KEEP_OFFICERS)
        if user_name in self.store.passphrases:
            raise NotAllowed("Brugernavnet er taget. Vælg et andet.")
        if len(passphrase) < 12:
            raise WeakPassphrase("Adgangssætningen er for kort. Brug mindst 12 tegn.")
        self._write("officer_added")
        officer = Officer(f"o-{len(self.store.officers) + 1}", user_name, full_name, initials, role)
        self.store.officers[officer.id] = officer
        self.store.passphrases[user_name] = passphrase
        return officer

    def retire_officer(self, officer_id: str) -> None:
        self._need(Act.KEEP_OFFICERS)
        active = [o for o in self.store.officers.values() if o.is_active and o.role is Role.SUPERVISOR]
        if [o.id for o in active] == [officer_id]:
            raise NotAllowed("Der skal altid være mindst én aktiv leder.")
        self._write("officer_retired")
        retired = replace(self.store.officers[officer_id], is_active=False)
        self.store.officers[officer_id] = retired
        self.store.passphrases.pop(retired.user_name, None)

    def new_recovery_sheet(self) -> RecoverySheet:
        self._need(Act.KEEP_OFFICERS)
        at = self._write("recovery_sheet")
        return RecoverySheet("00000000-0000-4000-8000-000000000000", tuple(RECOVERY_KEY.split("-")), "AAAA" * 20, at)

    def vouched(self, user_name: str, passphrase: str) -> Officer:
        self._check()
        if self.store.passphrases.get(user_name) != passphrase:
            raise WrongPassphrase("Navn og adgangssætning passer ikke sammen. Prøv igen.")
        officer = next(o for o in self.store.officers.values() if o.user_name == user_name)
        if not officer.may(Act.LOWER_URGENCY):
            raise NotAllowed("Det må kun en leder godkende.")
        self._write("vouched", fields=(officer.initials,))
        return officer

    def setting(self, key: str) -> str:
        self._check()
        return self.store.settings.get(key, "")

    def keep_setting(self, key: str, value: str) -> None:
        self._write("setting_kept", fields=(key,))
        self.store.settings[key] = value

    # -- oversight
    def week_cases(self, start: datetime, end: datetime) -> tuple[WeekCase, ...]:
        self._need(Act.EXPORT_WEEK)
        return tuple(case for case in self.store.week_cases if start <= case.started_at < end)

    def note(self, act: str, reference: str = "", fields: Sequence[str] = (), reason: str = "") -> None:
        self._write(act, reference, fields, reason)

    def journal(self, limit: int = 200) -> tuple[JournalLine, ...]:
        self._check()
        return tuple(reversed(self.store.journal))[:limit]

    def faults(self) -> tuple[str, ...]:
        self._check()
        return self.store.faults

    # -- the way in
    def _check_own(self, passphrase: str) -> None:
        self._check()
        if self.store.passphrases[self._officer.user_name] != passphrase:
            raise WrongPassphrase("Navn og adgangssætning passer ikke sammen. Prøv igen.")

    def change_passphrase(self, passphrase: str, new_passphrase: str) -> None:
        self._check_own(passphrase)
        if len(new_passphrase) < 12:
            raise WeakPassphrase("Adgangssætningen er for kort. Brug mindst 12 tegn.")
        self._write("new_passphrase")
        self.store.passphrases[self._officer.user_name] = new_passphrase

    def bind_to_computer(self, passphrase: str) -> None:
        self._check_own(passphrase)
        self.store.bound.add(self._officer.id)

    def unbind_from_computer(self, passphrase: str) -> None:
        self._check_own(passphrase)
        self.store.bound.discard(self._officer.id)

    def can_bind(self) -> bool:
        return self.store.has_keyring

    def is_bound(self) -> bool:
        return self._officer.id in self.store.bound


class FakeVault:
    """Keeps the promises of `Vault` in memory. `store` None: nothing is set up yet."""

    def __init__(self, folder: Path, store: FakeStore | None = None) -> None:
        self._folder = folder
        self.store = store
        self.failure: DeskError | None = None
        """Raised by every act until it is taken away, as a damaged store would."""
        self.opened: list[FakeDrawer] = []

    @property
    def folder(self) -> Path:
        return self._folder

    def is_there(self) -> bool:
        if self.failure is not None:
            raise self.failure
        return self.store is not None

    def set_up(self, first: FirstRun) -> RecoverySheet:
        if self.failure is not None:
            raise self.failure
        if self.store is not None:
            raise StoreExists("Her ligger allerede et lager.")
        if len(first.passphrase) < 12:
            raise WeakPassphrase("Adgangssætningen er for kort. Brug mindst 12 tegn.")
        supervisor = Officer("o-1", first.user_name, first.full_name, first.initials, Role.SUPERVISOR)
        self.store = FakeStore(
            unit=first.unit,
            contacts=first.contacts,
            officers={supervisor.id: supervisor},
            passphrases={first.user_name: first.passphrase},
        )
        groups = tuple(RECOVERY_KEY.split("-"))
        return RecoverySheet("00000000-0000-4000-8000-000000000000", groups, "AAAA" * 20, self.store.clock())

    def _opened(self, user_name: str) -> FakeDrawer:
        assert self.store is not None
        officer = next(o for o in self.store.officers.values() if o.user_name == user_name)
        self.opened.append(FakeDrawer(self.store, officer))
        return self.opened[-1]

    def unlock(self, user_name: str, passphrase: str) -> FakeDrawer:
        if self.failure is not None:
            raise self.failure
        if self.store is None or self.store.passphrases.get(user_name) != passphrase:
            raise WrongPassphrase("Brugernavn og adgangssætning passer ikke sammen. Prøv igen.")
        return self._opened(user_name)

    def recover(self, key_text: str, user_name: str, new_passphrase: str) -> FakeDrawer:
        if self.failure is not None:
            raise self.failure
        if key_text.strip() != RECOVERY_KEY:
            raise WrongRecoveryKey("Der er en tastefejl i gruppe 5 af genskabelsesnøglen.")
        assert self.store is not None
        self.store.passphrases[user_name] = new_passphrase
        return self._opened(user_name)
