"""What can go wrong in the world. Each text is one sentence that the person at the desk can act on.

Faults of the program itself are not here: they rise to the excepthook. A text never holds a name, an answer, a key or the
passphrase; a folder that the person chose may be named.
"""

from __future__ import annotations


class DeskError(Exception):
    """The world's fault, told as a sentence (in the language of the screen) that says what to do.

    `exit_code` is what a command ends with: 1 the world's fault, 2 wrong usage.
    """

    exit_code = 1


class StoreMissing(DeskError):
    """No store in that folder, or one of its two files is gone."""


class StoreDamaged(DeskError):
    """The store is there and can't be trusted; it is never replaced by a new one."""


class KeysMissing(StoreMissing):
    """The store is there, its key file is gone. The whole recovery sheet opens it."""


class KeysDamaged(StoreDamaged):
    """The store is there, its key file can't be trusted. The whole recovery sheet opens it."""


class StoreForeign(DeskError):
    """The file is not a StalkDesk store, or key file and store don't belong together."""


class StoreTooNew(DeskError):
    """Written by a newer version of the program."""


class StoreInUse(DeskError):
    """Another program holds the store."""


class StoreExists(DeskError):
    """A new store was asked for where there is one already."""


class PlaceUnfit(DeskError):
    """The folder can't carry a store: no write permission, a network drive, a sync folder."""


class TooLong(DeskError):
    """More was typed than is kept; it stays where it was typed, to be shortened."""


class DiskFull(DeskError):
    """Nothing more fits on the disk; what was shown as saved is there."""


class SaveUncertain(DiskFull):
    """The disk failed at the very end of a save, and does not say whether it was kept: the person must look."""


class KeptUnfinished(DiskFull):
    """The act is kept and is not to be done again; only what follows from it, in the key file or the folder, could not be
    written."""


class OutOfMemory(DeskError):
    """This computer has too little memory left for the act; nothing was tried or changed."""


class WrongPassphrase(DeskError):
    """Name and passphrase don't fit any slot; says nothing of which one was wrong."""


class TooManyTries(DeskError):
    """Wait before the next try. `seconds` says how long."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class WrongRecoveryKey(DeskError):
    """The recovery key has a wrong letter; the sentence names the group."""


class WeakPassphrase(DeskError):
    """The chosen passphrase is too short or too well known."""


class NotAllowed(DeskError):
    """The act takes another role, or a reason that is missing."""


class CaseUnknown(DeskError):
    """No case, draft or sheet with that reference."""


class CaseChanged(DeskError):
    """Somebody else has changed the same thing meanwhile; nothing was kept, nothing typed is lost."""


class AttachmentUnfit(DeskError):
    """The file can't be taken in, or not be shown: empty, too large, changed while it was read, not readable."""


class AttachmentDamaged(DeskError):
    """The file of one attachment is missing or not as it was written; the others stay readable."""


class PackageUnfit(DeskError):
    """A package or a desk card that can't be opened or not be trusted; nothing of it was taken in."""


class ActStopped(DeskError):
    """The person stopped the act while it went on; nothing of it was kept."""


class ContentBroken(DeskError):
    """A file under resources/ is wrong; the sentence names file and line."""


class BadAnswer(DeskError):
    """An answer does not fit its question. `question_id` names it. The text that was typed stays where it was."""

    exit_code = 2

    def __init__(self, sentence: str, question_id: str) -> None:
        super().__init__(sentence)
        self.question_id = question_id


class IntakeOpen(DeskError):
    """The intake can't be filed yet: required questions are open. `question_ids` in the order of the checklist."""

    def __init__(self, sentence: str, question_ids: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.question_ids = question_ids


class BadFacts(DeskError):
    """A fact set for the assessment holds an unknown key or value; the sentence names it."""

    exit_code = 2


class WrongUsage(DeskError):
    """A command was called with arguments that make no sense."""

    exit_code = 2


class AnswerUnwritten(DeskError):
    """A command did what was asked, and could not say so: standard output is closed, full, or nobody reads it."""


class PrintFailed(DeskError):
    """The printer is not there, or refused."""
