"""What the desk asks of the drawer. `data/` keeps these promises; the screens and the commands only know them from here.

Every method raises a DeskError whose text is a sentence for the person at the desk: DiskFull, StoreDamaged, StoreInUse,
NotAllowed, CaseUnknown. A method that writes returns only when the change is durable, and writes its journal line in the same
transaction. Times are UTC and aware.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from stalkdesk.casework import exporting
from stalkdesk.casework.additions import Addition, InstrumentUse
from stalkdesk.casework.attachments import Attachment, GoingOn, NewAttachment
from stalkdesk.casework.backups import Backups
from stalkdesk.casework.cases import Case, CaseLine, Draft, DraftLine, Filed, JournalLine
from stalkdesk.casework.checking import Check
from stalkdesk.casework.content_changes import KeepsContent
from stalkdesk.casework.erasures import Erased, Erasing
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.exporting import Exported
from stalkdesk.casework.following import KeepsWhatFollows
from stalkdesk.casework.journal_marks import JournalMark, Recipient
from stalkdesk.casework.officers import ContactPerson, Officer, Role, Unit, WayIn
from stalkdesk.casework.papers import KeepsPapers
from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment, Definition, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the set-up asks for. The passphrase lives only as long as this value."""

    unit: Unit
    contacts: tuple[ContactPerson, ...]
    user_name: str
    full_name: str
    initials: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed on the recovery sheet, once, when it is made: key in groups, and the wrapped slot it opens."""

    store_id: str
    key_groups: tuple[str, ...]
    """13 groups of 4 letters and a check letter, Crockford base32."""
    slot: str
    """The wrapped slot and its salt as text, so that sheet and store suffice when the key file is lost."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class WeekCase:
    """What the weekly summary reads of one case: no name, no free text, nothing of compartment B."""

    started_at: datetime
    filed_at: datetime | None
    definition: Definition | None
    urgency: Urgency | None
    referrals: tuple[str, ...]
    """Codes of the answers to `referrals_made`."""
    sheets: tuple[str, ...]
    critical_answered: int
    """How many of the critical eight were answered yes or no (impact: any level)."""
    critical_reasoned: int
    """How many are open with a reason."""
    is_filed_in_journal: bool
    """Journalised in the authority's own system."""


class Drawer(KeepsPapers, KeepsContent, KeepsWhatFollows, Protocol):
    """An open store, for the officer who unlocked it. One thread at a time."""

    @property
    def officer(self) -> Officer:
        """Who unlocked it."""
        ...

    @property
    def backups(self) -> Backups:
        """The backups of this store."""
        ...

    def close(self) -> None:
        """Closes the file and wipes the keys. Closing twice is harmless."""
        ...

    # -- the intake ------------------------------------------------------------------------------------------------------
    def begin_intake(self, checklist_version: str) -> Draft: ...

    def keep_answer(self, case_id: str, answer: Answer, compartment: Compartment) -> datetime:
        """Keeps one answer of a draft, replacing an earlier one (which stays in the answer's history). Gives the time."""
        ...

    def forget_answer(self, case_id: str, question_id: str) -> datetime:
        """Takes an answer of a draft back: the question is open again."""
        ...

    def keep_unfinished(self, case_id: str, question_id: str, untrusted: object | None) -> datetime:
        """Keeps what was typed and is no answer yet (half a date, a person without a name); None takes it away. Gives the time.

        `untrusted` is the JSON form of `intake/answers.py`, unchecked, and so always sealed as compartment B. It lies beside an
        answer given before, and goes when the question is answered or taken back, on filing and on discarding. Raises TooLong
        above 20,000 characters: what was kept before stays.
        """
        ...

    def keep_place(self, case_id: str, question_id: str) -> None:
        """Remembers which question was on the screen. Not journalled."""
        ...

    def drafts(self) -> tuple[DraftLine, ...]:
        """The open drafts, newest first: an officer's own, all of them for a supervisor."""
        ...

    def draft(self, case_id: str) -> Draft:
        """The draft with both compartments: while the intake is open its officer sees what was written."""
        ...

    def discard_draft(self, case_id: str, reason: str) -> None:
        """Takes the draft away: its answers are erased, its reference is not used again."""
        ...

    def file_case(
        self,
        case_id: str,
        assessment: Assessment,
        public: Assessment,
        rules_version: str,
        confirmation: Confirmation,
        windows: Windows = DEFAULTS,
    ) -> Filed:
        """Files the draft. `public` is the assessment without rules that speak of compartment B; the whole one is sealed in B.
        `windows`: those it was made with. It is the first evaluation of the case.

        Raises NotAllowed when the confirmed level is below the computed one without a supervisor and a reason.
        """
        ...

    # -- cases -----------------------------------------------------------------------------------------------------------
    def cases(self, query: str = "", limit: int = 200, after: str = "") -> tuple[CaseLine, ...]:
        """Filed cases and drafts, newest first. `query`: words that all must be found, as beginnings of words, in the
        reference, the journal number, the officer or the answers of compartment A; whole words in the victim's name.
        `after`: the reference the last page ended with."""
        ...

    def count_cases(self) -> int: ...

    def case(self, reference: str) -> Case:
        """Reads a case; the reading is journalled before it is returned."""
        ...

    def protected_answers(self, reference: str, reason: str) -> tuple[Answer, ...]:
        """Opens compartment B of a case: journalled, with the reason, before it is returned."""
        ...

    def keep_journal_number(self, reference: str, journal_number: str) -> None:
        """The number the case has in the authority's own journal."""
        ...

    def weigh(self, reference: str, addition: Addition, weighing: Weighing) -> Assessment:
        """What the case would be evaluated as with the addition, compartment A only; nothing is kept. `weighing` is called with
        every answer, those of B too. An incident counts one episode more, reaches the span, and names its acts."""
        ...

    def add_to_case(self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation) -> Evaluation:
        """Adds to a filed case and keeps the new evaluation beside the earlier ones, all in one transaction; the list shows the
        new level. Raises NotAllowed without a reason, or when the confirmed level is below the computed one without a
        supervisor and a reason; CaseUnknown for a draft."""
        ...

    def note_instrument(self, reference: str, use: InstrumentUse) -> None:
        """Keeps what others found with an instrument of their own. It changes no evaluation."""
        ...

    def attach(self, reference: str, new: NewAttachment, going_on: GoingOn = lambda _done, _of: True) -> Attachment:
        """Takes a file in: encrypted, read back, its hash kept. Memory stays small whatever its size; takes the time of
        reading the file twice. Raises AttachmentUnfit for what can't be taken in, ActStopped when `going_on` says no,
        CaseUnknown for a draft."""
        ...

    def attachment_bytes(self, reference: str, number: int, reason: str = "") -> bytes:
        """An attachment as it was read, for showing from memory; journalled before, its hash checked. `reason`: must be given
        for one of compartment B. Raises AttachmentDamaged, AttachmentUnfit when it is too large."""
        ...

    def protected_attachments(self, reference: str, reason: str) -> tuple[Attachment, ...]:
        """The attachments of compartment B with their names: journalled, with the reason, before they are returned."""
        ...

    def erase_attachment(self, reference: str, number: int, reason: str) -> None:
        """Takes an attachment away for ever (the wrong file, or what may not be kept); its number, size and time stay.
        Supervisors only, with a reason that is journalled."""
        ...

    def erase_case(self, reference: str, erasing: Erasing, passphrase: str) -> Erased:
        """Erases a filed case for good, and tells which backups still hold it. Supervisors only, each time with her own
        passphrase, a reason and the case's number typed. Raises NotAllowed, CaseUnknown, WrongPassphrase, TooManyTries,
        DiskFull: then all of it is there. Takes the time of an unlock: call it off the screen's thread."""
        ...

    # -- the unit --------------------------------------------------------------------------------------------------------
    def unit(self) -> Unit: ...

    def keep_unit(self, unit: Unit) -> None:
        """Replaces the unit of a training store. A desk's own is changed as content is, by two (`casework.content_changes`):
        raises NotAllowed there."""
        ...

    def contacts(self) -> tuple[ContactPerson, ...]: ...

    def officers(self) -> tuple[Officer, ...]: ...

    def add_officer(self, user_name: str, full_name: str, initials: str, role: Role, passphrase: str) -> Officer: ...

    def ways_in(self) -> tuple[WayIn, ...]:
        """All that open this store: each officer's, bound to a computer or not, the recovery sheet, and what belongs to nobody.
        Supervisors only."""
        ...

    def retire_officer(self, officer_id: str) -> None:
        """Takes the officer's slot away. At least one active supervisor always remains (NotAllowed otherwise)."""
        ...

    def new_recovery_sheet(self) -> RecoverySheet:
        """A new recovery key, to be printed at once; supervisors only. The key that was printed before opens this store no more
        by itself; typed in whole, a sheet still opens the store that it was printed for."""
        ...

    # -- the keys --------------------------------------------------------------------------------------------------------
    def rotate_keys(self, progress: Callable[[int], object]) -> RecoverySheet:
        """Replaces the data key and the key of compartment B: the whole store is written anew, every active officer's slot
        takes her passphrase as before, and the sheet that is given must be printed at once: no older one opens the store.

        Supervisors only. `progress` is told the per cent that are copied, on the caller's thread. Takes seconds to minutes:
        call it off the screen's thread. A kill at any point loses nothing. Raises NotAllowed, DiskFull: all is as it was.
        """
        ...

    def recovery_state(self) -> RecoveryState:
        """When the recovery sheet was made, whether it was put away, when it was last tried."""
        ...

    def recovery_put_away(self) -> None:
        """The sheet that was made last was printed and put away. Supervisors only."""
        ...

    def try_recovery_sheet(self, key_text: str) -> None:
        """The yearly drill: whether the typed sheet opens this store. Changes nothing but the date it was tried; journalled.

        Supervisors only. Raises WrongRecoveryKey, naming the group of a slip, KeysMissing, KeysDamaged."""
        ...

    def vouched(self, user_name: str, passphrase: str) -> Officer:
        """A supervisor shows at somebody else's desk that she is here (to approve a lowered level); journalled.

        Raises WrongPassphrase, TooManyTries, NotAllowed when it is no supervisor. Takes the time of an unlock: call it off the
        screen's thread.
        """
        ...

    def setting(self, key: str) -> str:
        """A setting of the store, or empty."""
        ...

    def keep_setting(self, key: str, value: str) -> None: ...

    # -- oversight -------------------------------------------------------------------------------------------------------
    def week_cases(self, start: datetime, end: datetime) -> tuple[WeekCase, ...]:
        """Every case whose intake began in [start, end)."""
        ...

    def note(
        self,
        act: str,
        reference: str = "",
        fields: Sequence[str] = (),
        reason: str = "",
        recipient: Recipient | None = None,
    ) -> None:
        """Writes a journal line for an act that changes nothing in the store: "print", "export", "emergency". Raises
        NotAllowed for any other, which the store writes itself."""
        ...

    def export_all(self, folder: Path, reason: str, going_on: exporting.GoingOn = lambda _done, _of: True) -> Exported:
        """Writes everything out in plain text, both compartments and attachments, to a new or empty folder of her own.
        Supervisors only, with a reason; journalled before anything is written. Raises NotAllowed, PlaceUnfit, DiskFull, and
        ActStopped when `going_on` says no: then nothing is left there."""
        ...

    def export_warnings(self, folder: Path) -> tuple[str, ...]:
        """What speaks against that folder for `export_all` without forbidding it, one sentence each."""
        ...

    def journal_mark(self) -> str:
        """The last line of the journal as it is printed on what leaves the desk: `1234 · 8F3A-22C1`."""
        ...

    def mark_faults(self, mark: JournalMark) -> tuple[str, ...]:
        """What it means that the store does not hold the line of a paper any more; empty when it does."""
        ...

    def quick_faults(self) -> tuple[str, ...]:
        """What a look at the end of the journal finds, at each unlocking: less than 0.1 s whatever the size of the store."""
        ...

    def begun_check(self, is_whole: bool = True) -> Check:
        """A look through the store, to be gone on with piece by piece. Finds what `faults` finds; when it is not to be whole,
        no piece keeps the desk waiting: journal, cases, counters, people, key file."""
        ...

    def journal(self, limit: int = 200) -> tuple[JournalLine, ...]:
        """The newest journal lines, newest first."""
        ...

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the store, one sentence each; empty when it is whole."""
        ...

    # -- the way in ------------------------------------------------------------------------------------------------------
    def change_passphrase(self, passphrase: str, new_passphrase: str) -> None:
        """A new passphrase for who sits here. Raises WrongPassphrase, TooManyTries, WeakPassphrase. Takes the time of two
        unlocks, as the next two do: call them off the screen's thread."""
        ...

    def bind_to_computer(self, passphrase: str) -> None:
        """From now on who sits here unlocks with the passphrase *and* a secret in this computer's keyring.

        Raises WrongPassphrase, TooManyTries, NotAllowed when no keyring can be trusted. The recovery sheet opens without it.
        """
        ...

    def unbind_from_computer(self, passphrase: str) -> None:
        """The passphrase alone opens again. Raises WrongPassphrase, TooManyTries."""
        ...

    def can_bind(self) -> bool:
        """Whether this computer has a keyring that may be trusted. May wait for seconds, as a locked keyring does."""
        ...

    def is_bound(self) -> bool:
        """Whether who sits here is bound to this computer."""
        ...


class Vault(Protocol):
    """A folder that holds a store, or will. Locked: it opens a Drawer."""

    @property
    def folder(self) -> Path: ...

    def is_there(self) -> bool:
        """Whether a store lies here. Raises StoreMissing or StoreDamaged when only a part of one does."""
        ...

    def set_up(self, first: FirstRun) -> RecoverySheet:
        """Makes a new store. Raises StoreExists, PlaceUnfit, WeakPassphrase, DiskFull; leaves nothing half-made behind."""
        ...

    def unlock(self, user_name: str, passphrase: str) -> Drawer:
        """Opens the store. Raises WrongPassphrase, TooManyTries, StoreMissing, StoreDamaged, StoreForeign, StoreTooNew,
        StoreInUse, PlaceUnfit. Takes 0.2 to 1 second: call it off the screen's thread."""
        ...

    def recover(self, key_text: str, user_name: str, new_passphrase: str) -> Drawer:
        """Opens the store with the printed recovery key and gives `user_name` a new passphrase. Raises WrongRecoveryKey."""
        ...

    def has_key_copy(self) -> bool:
        """Whether there is a copy of the key file that belongs to the store here, for when that one is lost."""
        ...

    def put_keys_back(self) -> None:
        """Puts that copy in the place of the key file; what lay there is kept aside. Raises KeysMissing, StoreInUse, DiskFull,
        PlaceUnfit."""
        ...
