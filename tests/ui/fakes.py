"""A drawer and a vault in memory, so that the screens are tested without a file, a key or a wait.

They keep the promises of `casework.drawer` that a screen can see. `failure` makes the next act fail, once, as the world would.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from stalkdesk.casework.begun import BegunKind
from stalkdesk.casework.cases import CaseStatus, JournalLine
from stalkdesk.casework.content_changes import ContentChange
from stalkdesk.casework.drawer import FirstRun, RecoverySheet, WeekCase
from stalkdesk.casework.erasures import BackupHolding, Erased, Erasing, vanishing_of
from stalkdesk.casework.exporting import Exported, GoingOn
from stalkdesk.casework.journal_marks import JournalMark, Recipient
from stalkdesk.casework.officers import (
    Act,
    Authority,
    ContactFunction,
    ContactPerson,
    Officer,
    Role,
    Unit,
    WayIn,
    WayInKind,
)
from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.errors import (
    ActStopped,
    DeskError,
    KeysMissing,
    NotAllowed,
    StoreExists,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
)
from tests.ui.fake_backups import FakeBackups
from tests.ui.fake_cases import FakeShelf
from tests.ui.fake_entries import KeptEntries
from tests.ui.fake_handovers import FakeHandovers, KeptPackages
from tests.ui.fake_logs import FakeLogs
from tests.ui.fake_persons import FakePersons, KeptPersons
from tests.ui.fake_shift import FakeShift

PASSPHRASE = "granskov havn lanterne"
SUPERVISOR = Officer("o-1", "leder", "Lærke Prøvesen", "LPR", Role.SUPERVISOR)
OFFICER = Officer("o-2", "betjent", "Åge Testgaard", "ÅTE", Role.OFFICER)
UNIT = Unit(Authority.MUNICIPALITY, "Prøvekøbing Kommune, Borgerservice", ("Rådhuset", "0000 Prøvekøbing"), "+4500000000")
CONTACTS = (
    ContactPerson("c-1", "Sofie Eksempelsen", ContactFunction.ADULT, "+4500000001", "hverdage kl. 9-15"),
    ContactPerson("c-2", "Østen Prøvedal", ContactFunction.DEPUTY, "+4500000002"),
)
RECOVERY_KEY = "-".join(["0000A"] * 13)


@dataclass(slots=True)
class FakeCheck:
    """A look in two pieces: the first finds nothing, the second everything."""

    found: tuple[str, ...]
    pieces: int = 0
    pauses: int = 0

    @property
    def faults(self) -> tuple[str, ...]:
        return self.found if self.pieces > 1 else ()

    @property
    def share(self) -> int:
        return min(50 * self.pieces, 100)

    def go_on(self) -> bool:
        self.pieces += 1
        return self.pieces < 2

    def pause(self) -> None:
        self.pauses += 1


@dataclass(slots=True)
class FakeStore(FakeShelf):
    """What lies in the fake drawer, and lives on when it is closed."""

    unit: Unit = UNIT
    contacts: tuple[ContactPerson, ...] = CONTACTS
    officers: dict[str, Officer] = field(default_factory=lambda: {o.id: o for o in (SUPERVISOR, OFFICER)})
    passphrases: dict[str, str] = field(
        default_factory=lambda: {SUPERVISOR.user_name: PASSPHRASE, OFFICER.user_name: PASSPHRASE}
    )
    settings: dict[str, str] = field(default_factory=dict)
    changes: list[ContentChange] = field(default_factory=list)
    """What was proposed of the shelf, oldest first."""
    week_cases: tuple[WeekCase, ...] = ()
    quick_faults: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    kept: KeptEntries = field(default_factory=KeptEntries)
    begun: dict[tuple[str, str, BegunKind], object] = field(default_factory=dict)
    """(officer id, reference, kind) -> what she has begun."""
    packages: KeptPackages = field(default_factory=KeptPackages)
    persons: KeptPersons = field(default_factory=KeptPersons)
    backups: FakeBackups = field(default_factory=FakeBackups)
    has_keyring: bool = False
    bound: set[str] = field(default_factory=set)
    strays: tuple[WayIn, ...] = ()
    """Ways in that belong to nobody."""
    holding: tuple[BackupHolding, ...] = ()
    """Backups that hold every case that is erased."""
    unseen: tuple[Path, ...] = ()
    recovery: RecoveryState = field(default_factory=lambda: RecoveryState(None, True, None))


class FakeDrawer(FakeShift, FakeLogs, FakePersons, FakeHandovers):
    """Keeps the promises of `Drawer` in memory."""

    store: FakeStore

    def __init__(self, store: FakeStore, officer: Officer) -> None:
        super().__init__(store, officer)
        self.store = store

    @property
    def officer(self) -> Officer:
        return self._officer

    @property
    def backups(self) -> FakeBackups:
        return self.store.backups

    def close(self) -> None:
        self.is_closed = True

    def _need(self, act: Act) -> None:
        if not self._officer.may(act):
            raise NotAllowed("Det må kun en leder.")

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

    def ways_in(self) -> tuple[WayIn, ...]:
        self._need(Act.KEEP_OFFICERS)
        active = [one for one in self.store.officers.values() if one.is_active]
        bound = WayInKind.TYPED_ON_ONE_COMPUTER
        own = [WayIn(bound if one.id in self.store.bound else WayInKind.TYPED, one.id) for one in active]
        return (*own, WayIn(WayInKind.RECOVERY_SHEET), *self.store.strays)

    def new_recovery_sheet(self) -> RecoverySheet:
        self._need(Act.KEEP_OFFICERS)
        at = self._write("recovery_sheet")
        self.store.recovery = RecoveryState(at, False, None)
        return RecoverySheet("00000000-0000-4000-8000-000000000000", tuple(RECOVERY_KEY.split("-")), "AAAA" * 20, at)

    def rotate_keys(self, progress: Callable[[int], object]) -> RecoverySheet:
        self._need(Act.KEEP_KEYS)
        progress(50)
        at = self._write("rotate_keys")
        self.store.recovery = RecoveryState(at, False, None)
        return RecoverySheet("00000000-0000-4000-8000-000000000000", tuple(RECOVERY_KEY.split("-")), "AAAA" * 20, at)

    def erase_case(self, reference: str, erasing: Erasing, passphrase: str) -> Erased:
        self._need(Act.ERASE_CASE)
        case = self._filed_case(reference)
        if erasing.untrusted_reference.strip().upper() != reference:
            raise NotAllowed("Skriv sagens nummer for at slette den.")
        self._check_own(passphrase)
        vanished = vanishing_of(self.case(reference))
        at = self._write("erase_case", reference, (erasing.reason.value,), erasing.remark)
        case.status = CaseStatus.ERASED
        return Erased(reference, at, erasing.reason, vanished, self.store.holding, self.store.unseen)

    def export_warnings(self, folder: Path) -> tuple[str, ...]:
        self._need(Act.EXPORT_ALL)
        return ("Mappen synkroniseres med en skytjeneste.",) if "OneDrive" in folder.parts else ()

    def export_all(self, folder: Path, reason: str, going_on: GoingOn = lambda _done, _of: True) -> Exported:
        self._need(Act.EXPORT_ALL)
        if not reason.strip():
            raise NotAllowed("Skriv, hvorfor alt hentes ud.")
        self._write("export", fields=("all",), reason=reason)
        if not going_on(1, len(self.store.cases)):
            raise ActStopped("Der er ikke hentet noget ud: du stoppede undervejs.")
        return Exported(folder, 6, len(self.store.cases), 0, len(self.store.journal))

    def recovery_state(self) -> RecoveryState:
        self._check()
        return self.store.recovery

    def recovery_put_away(self) -> None:
        self._need(Act.KEEP_KEYS)
        self._write("recovery_sheet", fields=("put_away",))
        self.store.recovery = replace(self.store.recovery, is_put_away=True)

    def try_recovery_sheet(self, key_text: str) -> None:
        self._need(Act.KEEP_KEYS)
        if key_text.strip() != RECOVERY_KEY:
            raise WrongRecoveryKey("Der er en slåfejl i gruppe 5 af genskabelsesnøglen.")
        at = self._write("recovery_drill")
        self.store.recovery = replace(self.store.recovery, tried_at=at)

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

    def note(
        self,
        act: str,
        reference: str = "",
        fields: Sequence[str] = (),
        reason: str = "",
        recipient: Recipient | None = None,
    ) -> None:
        self._write(act, reference, fields, reason)
        last = self.store.journal[-1]
        self.store.journal[-1] = replace(last, recipient=recipient.value if recipient is not None else "")

    def journal_mark(self) -> str:
        self._check()
        return f"{len(self.store.journal)} · 8F3A-22C1"

    def mark_faults(self, mark: JournalMark) -> tuple[str, ...]:
        self._check()
        return () if mark.head == "8F3A22C1" else (f"Journalens linje {mark.number} er en anden end den på papiret.",)

    def quick_faults(self) -> tuple[str, ...]:
        self._check()
        return self.store.quick_faults

    def begun_check(self, is_whole: bool = True) -> FakeCheck:
        self._check()
        return FakeCheck(self.store.faults)

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
        self.has_copy = False
        self.put_back: list[Path] = []

    def has_key_copy(self) -> bool:
        return self.has_copy

    def put_keys_back(self) -> None:
        if not self.has_copy:
            raise KeysMissing("Der er ingen kopi.")
        self.put_back.append(self._folder)
        self.failure = None

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
