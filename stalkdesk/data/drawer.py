"""The open drawer: every promise of `casework.drawer.Drawer`, each kept by the part whose trade it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from stalkdesk.casework import exporting
from stalkdesk.casework.additions import Addition, InstrumentUse
from stalkdesk.casework.attachments import Attachment, GoingOn, NewAttachment
from stalkdesk.casework.backups import Backups
from stalkdesk.casework.cases import Case, CaseLine, Draft, DraftLine, Filed, JournalLine
from stalkdesk.casework.drawer import RecoverySheet, WeekCase
from stalkdesk.casework.erasures import Erased, Erasing
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.exporting import Exported
from stalkdesk.casework.journal_marks import JournalMark, Recipient
from stalkdesk.casework.officers import ContactPerson, Officer, Role, Unit, WayIn
from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.data import anchors
from stalkdesk.data import journal as journals
from stalkdesk.data.adding import Additions
from stalkdesk.data.attachments import Attachments
from stalkdesk.data.backup import StoreBackups
from stalkdesk.data.case_lists import CaseLists
from stalkdesk.data.cases import Cases
from stalkdesk.data.checking import CheckOfStore
from stalkdesk.data.content_changes import ContentChanges
from stalkdesk.data.drawer_content import DrawerOfContent
from stalkdesk.data.drawer_entries import DrawerOfEntries
from stalkdesk.data.drawer_handover import DrawerOfHandovers
from stalkdesk.data.drawer_papers import DrawerOfPapers
from stalkdesk.data.drawer_shift import DrawerOfShift
from stalkdesk.data.dues import Dues
from stalkdesk.data.entries import Entries
from stalkdesk.data.erasing import Erasures
from stalkdesk.data.export_place import warnings_of
from stalkdesk.data.exporting import Exporting
from stalkdesk.data.filing import FiledIntake, Filing
from stalkdesk.data.intakes import Intakes
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.papers import Papers
from stalkdesk.data.people import People
from stalkdesk.data.policing import policed
from stalkdesk.data.register import Register
from stalkdesk.data.rotation import ROTATED, Rotation, tidy
from stalkdesk.data.rows import new_id
from stalkdesk.data.signing_begun import settle_own_key, settle_sheet_key
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.soundness import Soundness, slots_dropped_faults
from stalkdesk.data.vouching import Vouching
from stalkdesk.data.weeks import Weeks
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import DeskError, NotAllowed
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import tr
from stalkdesk.places import STORE_FILE


@policed
class OpenDrawer(DrawerOfPapers, DrawerOfContent, DrawerOfEntries, DrawerOfShift, DrawerOfHandovers):
    """An unlocked store. Keeps `casework.drawer.Drawer`; what it has beyond that says so."""

    def __init__(
        self,
        folder: Path,
        sitting: Sitting,
        keeping: KeyKeeping,
        lock: WriterLock,
        file_key: bytearray,
        device: DeviceSecrets,
    ) -> None:
        self._folder, self._rotation = folder, Rotation(folder, sitting, keeping, file_key)
        self._sitting, self._keeping, self._lock, self._file_key, self._device = sitting, keeping, lock, file_key, device
        self._intakes, self._lists, self._cases = Intakes(sitting), CaseLists(sitting), Cases(sitting)
        self._papers, self._content = Papers(sitting), ContentChanges(sitting)
        self._entries, self._dues, self._register = Entries(sitting), Dues(sitting), Register(sitting)
        self._people, self._weeks, self._filing = People(sitting, keeping), Weeks(sitting), Filing(sitting)
        self._soundness = Soundness(sitting, keeping, folder / STORE_FILE)
        self._vouching, self._additions = Vouching(folder, sitting, keeping, device), Additions(sitting)
        self._attachments = Attachments(sitting, folder)
        self._erasures = Erasures(folder, sitting, self._attachments.files, self._vouching)
        self._backups = StoreBackups(folder, sitting, keeping, file_key)
        self._slots_dropped = 0
        self._attachments.settle()

    @property
    def officer(self) -> Officer:
        """Who unlocked it."""
        return self._sitting.officer

    @property
    def backups(self) -> Backups:
        """The backups of this store."""
        return self._backups

    def close(self, is_noted: bool = True) -> None:
        """Notes the locking, closes the file, wipes the keys, lets others in. Closing twice is harmless."""
        with self._sitting.turn:
            if self._sitting.is_closed:
                return
            with suppress(DeskError):  # a full disk must not keep the desk from being locked
                if is_noted:
                    self._sitting.note_alone("lock")
            with suppress(DeskError):
                with self._sitting.act() as connection:
                    last = journals.end_of(connection)
                if last.number:
                    self._keeping.anchor(last)
            self._sitting.is_closed = True
            self._sitting.engine.dispose()
            self._sitting.wipe()
            self._keeping.wipe()
            wipe(self._file_key)
            self._lock.release()

    def begin_intake(self, checklist_version: str) -> Draft:
        """A new draft with the next reference."""
        return self._intakes.begin(checklist_version)

    def keep_answer(self, case_id: str, answer: Answer, compartment: Compartment) -> datetime:
        """Keeps one answer of a draft. Gives the time."""
        return self._intakes.keep_answers(case_id, [(answer, compartment)])

    def keep_answers(self, case_id: str, answers: Sequence[tuple[Answer, Compartment]]) -> datetime:
        """Beyond the protocol: keeps many answers of a draft in one transaction."""
        return self._intakes.keep_answers(case_id, answers)

    def forget_answer(self, case_id: str, question_id: str) -> datetime:
        """Takes an answer of a draft back."""
        return self._intakes.forget_answer(case_id, question_id)

    def keep_unfinished(self, case_id: str, question_id: str, untrusted: object | None) -> datetime:
        """Keeps what was typed and is no answer yet, or takes it away. Gives the time."""
        return self._intakes.keep_unfinished(case_id, question_id, untrusted)

    def keep_place(self, case_id: str, question_id: str) -> None:
        """Remembers which question was on the screen."""
        self._intakes.keep_place(case_id, question_id)

    def drafts(self) -> tuple[DraftLine, ...]:
        """The open drafts, newest first."""
        return self._intakes.drafts()

    def draft(self, case_id: str) -> Draft:
        """The draft with both compartments."""
        return self._intakes.draft(case_id)

    def discard_draft(self, case_id: str, reason: str) -> None:
        """Erases a draft."""
        self._intakes.discard(case_id, reason)

    def file_case(
        self,
        case_id: str,
        assessment: Assessment,
        public: Assessment,
        rules_version: str,
        confirmation: Confirmation,
        windows: Windows = DEFAULTS,
    ) -> Filed:
        """Files the draft."""
        return self._intakes.file(case_id, assessment, public, rules_version, confirmation, windows)

    def file_many(self, cases: Iterable[FiledIntake]) -> tuple[str, ...]:
        """Beyond the protocol: files whole cases, 500 a transaction, in the order given. Gives their references."""
        return self._filing.file_many(cases)

    def cases(self, query: str = "", limit: int = 200, after: str = "") -> tuple[CaseLine, ...]:
        """A page of the case list, newest first."""
        return self._lists.cases(query, limit, after)

    def count_cases(self) -> int:
        """How many cases and drafts there are."""
        return self._lists.count()

    def case(self, reference: str) -> Case:
        """Reads a case, journalled."""
        return self._cases.case(reference)

    def protected_answers(self, reference: str, reason: str) -> tuple[Answer, ...]:
        """Opens compartment B, journalled with the reason."""
        return self._cases.protected_answers(reference, reason)

    def whole_assessment(self, reference: str, reason: str) -> Assessment | None:
        """Beyond the protocol: the assessment with what speaks of compartment B, journalled with the reason."""
        return self._cases.whole_assessment(reference, reason)

    def keep_journal_number(self, reference: str, journal_number: str) -> None:
        """The number in the authority's own journal."""
        self._cases.keep_journal_number(reference, journal_number)

    def weigh(self, reference: str, addition: Addition, weighing: Weighing) -> Assessment:
        """What the case would be evaluated as with the addition, compartment A only."""
        return self._additions.weigh(reference, addition, weighing)

    def add_to_case(self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation) -> Evaluation:
        """Adds to a filed case, and evaluates it again."""
        return self._additions.add(reference, addition, weighing, confirmation)

    def note_instrument(self, reference: str, use: InstrumentUse) -> None:
        """What others found with an instrument of their own."""
        self._additions.note_instrument(reference, use)

    def attach(self, reference: str, new: NewAttachment, going_on: GoingOn = lambda _done, _of: True) -> Attachment:
        """Takes a file in as an attachment of a filed case."""
        return self._attachments.attach(reference, new, going_on)

    def attachment_bytes(self, reference: str, number: int, reason: str = "") -> bytes:
        """An attachment, whole and checked, in memory."""
        return self._attachments.shown(reference, number, reason)

    def attachment_pieces(self, reference: str, number: int, reason: str = "") -> Iterator[bytes]:
        """Beyond the protocol: an attachment of any size, piece by piece. Nothing is to be used before the end was reached."""
        return self._attachments.pieces(reference, number, reason)

    def protected_attachments(self, reference: str, reason: str) -> tuple[Attachment, ...]:
        """What the attachments of compartment B are, journalled with the reason."""
        return self._attachments.of_b(reference, reason)

    def erase_attachment(self, reference: str, number: int, reason: str) -> None:
        """Takes the key, the words and the file of an attachment away."""
        self._attachments.erase(reference, number, reason)

    def erase_case(self, reference: str, erasing: Erasing, passphrase: str) -> Erased:
        """Erases a filed case for good."""
        return self._erasures.erase_case(reference, erasing, passphrase)

    def unit(self) -> Unit:
        """The unit behind the desk."""
        return self._people.unit()

    def keep_unit(self, unit: Unit) -> None:
        """Replaces the unit."""
        self._people.keep_unit(unit)

    def contacts(self) -> tuple[ContactPerson, ...]:
        """The fixed contact persons."""
        return self._people.contacts()

    def officers(self) -> tuple[Officer, ...]:
        """Everyone who works or worked here."""
        return self._people.officers()

    def add_officer(self, user_name: str, full_name: str, initials: str, role: Role, passphrase: str) -> Officer:
        """Adds an officer with a passphrase of her own."""
        return self._people.add_officer(Officer(new_id(), user_name.strip(), full_name, initials, role), passphrase)

    def retire_officer(self, officer_id: str) -> None:
        """Takes the officer's slot away."""
        self._people.retire_officer(officer_id)

    def ways_in(self) -> tuple[WayIn, ...]:
        """All that open this store."""
        return self._people.ways_in()

    def vouched(self, user_name: str, passphrase: str) -> Officer:
        """The supervisor who came to this desk with her passphrase."""
        return self._vouching.vouched(user_name, passphrase)

    # -- the keys --------------------------------------------------------------------------------------------------------
    def settle_keys(self, keys: DataKeys, rewritten: Callable[[], bool] | None = None) -> None:
        """Beyond the protocol: brings to its end what a replacement of the data key has left that was killed, and sees to it
        that who sits here can sign. `rewritten` writes the officer's slot anew; without it, it is who came with the sheet."""
        is_rolled_back = tidy(self._folder, self._keeping)
        if rewritten is None:
            settle_sheet_key(self._sitting, keys, self._keeping.content())
        else:
            settle_own_key(self._sitting, keys, rewritten)
        if is_rolled_back:
            self._sitting.note_alone(ROTATED, fields=["rolled_back"])
        self._slots_dropped += self._people.drop_left_slots()

    def rotate_keys(self, progress: Callable[[int], object]) -> RecoverySheet:
        """Replaces the data key and the key of compartment B."""
        return self._rotation.rotate(progress)

    def recovery_state(self) -> RecoveryState:
        """How it stands with the recovery sheet."""
        return self._people.recovery_state()

    def recovery_put_away(self) -> None:
        """The new sheet was printed and put away."""
        self._people.recovery_put_away()

    def try_recovery_sheet(self, key_text: str) -> None:
        """Whether the sheet opens this store; journalled."""
        self._people.try_recovery_sheet(self._folder, key_text)

    def change_passphrase(self, passphrase: str, new_passphrase: str) -> None:
        """A new passphrase for who sits here; a slot that is bound to this computer stays bound."""
        self._vouching.check_own(passphrase)
        self._people.give_slot(self.officer, new_passphrase, "new_passphrase", self._vouching.own_secret())

    def set_passphrase(self, new_passphrase: str) -> None:
        """Beyond the protocol: a new passphrase for who came in with the recovery key. Raises WeakPassphrase."""
        self._people.give_slot(self.officer, new_passphrase, "new_passphrase")

    def can_bind(self) -> bool:
        """Whether this computer has a keyring that may be trusted."""
        return self._device.is_there()

    def is_bound(self) -> bool:
        """Whether this officer's slot takes this computer too."""
        return self._vouching.is_bound()

    def bind_to_computer(self, passphrase: str) -> None:
        """From now on this officer's slot takes the passphrase *and* a secret in this computer's keyring."""
        self._vouching.check_own(passphrase)
        secret = self._device.make(self._keeping.content().store_id)
        if not secret:
            raise NotAllowed(tr("Denne computers nøglering kan ikke bruges. Adgangssætningen virker som før."))
        self._people.give_slot(self.officer, passphrase, "settings", secret)

    def unbind_from_computer(self, passphrase: str) -> None:
        """The passphrase alone opens this officer's slot again."""
        self._vouching.check_own(passphrase)
        self._people.give_slot(self.officer, passphrase, "settings")

    def setting(self, key: str) -> str:
        """A setting of the store, or empty."""
        return self._people.setting(key)

    def keep_setting(self, key: str, value: str) -> None:
        """Keeps a setting of the store."""
        self._people.keep_setting(key, value)

    def week_cases(self, start: datetime, end: datetime) -> tuple[WeekCase, ...]:
        """Every case whose intake began in [start, end)."""
        return self._weeks.cases(start, end)

    def export_all(self, folder: Path, reason: str, going_on: exporting.GoingOn = lambda _done, _of: True) -> Exported:
        """Writes everything out, in plain text."""
        return Exporting(self._sitting, self._folder).everything(folder, reason, going_on)

    def export_warnings(self, folder: Path) -> tuple[str, ...]:
        """What speaks against that folder without forbidding it."""
        return warnings_of(folder)

    def note_missing_tail(self) -> None:
        """Beyond the protocol: notes when the journal does not end any more as it did when the desk was locked last."""
        sitting = self._sitting
        with sitting.act() as connection:
            act = journals.Act(sitting.now(), sitting.officer.id, journals.TAIL_MISSING)
            sitting.journal.note_missing(connection, self._keeping.content().anchor, act)

    def new_recovery_sheet(self) -> RecoverySheet:
        """A new recovery key in place of the one on the sheet there was."""
        return self._people.new_recovery_sheet()

    def note(
        self,
        act: str,
        reference: str = "",
        fields: Sequence[str] = (),
        reason: str = "",
        recipient: Recipient | None = None,
    ) -> None:
        """Writes a journal line for an act that changes nothing here."""
        journals.check_told(act)
        self._sitting.note_alone(act, reference, fields, reason, recipient)

    def journal_mark(self) -> str:
        """The last line of the journal as it is printed."""
        with self._sitting.act() as connection:
            return anchors.mark_of_last(connection).text

    def mark_faults(self, mark: JournalMark) -> tuple[str, ...]:
        """Whether the journal still holds the line of a paper."""
        with self._sitting.act() as connection:
            return anchors.mark_faults(connection, mark)

    def quick_faults(self) -> tuple[str, ...]:
        """What a look at the end of the journal finds, and at the manifests of the backups."""
        return (*self._soundness.quick_faults(), *self._told_by_others())

    def begun_check(self, is_whole: bool = True) -> CheckOfStore:
        """A look through the store, piece by piece."""
        return self._soundness.begun(is_whole)

    def journal(self, limit: int = 200) -> tuple[JournalLine, ...]:
        """The newest journal lines."""
        with self._sitting.act() as connection:
            return journals.newest(connection, limit)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the store."""
        return (*self._soundness.faults(), *self._told_by_others())

    def _told_by_others(self) -> Iterator[str]:
        """What the backups in their places know of this store, and what was wrong with the key file when it was opened."""
        yield from self._backups.faults()
        yield from slots_dropped_faults(self._slots_dropped)
