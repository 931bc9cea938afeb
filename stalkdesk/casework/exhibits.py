"""Exhibits: files and physical things that prove something, in one row of numbers, each with its line of custody.

A file is an attachment of the case, hashed when it came in. Sexual images are never taken in: an exhibit can say that there are
some, where the original is and who has it, and no more. Where a thing is now is what its last line of custody says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr

MOST_SAID: Final = 500
"""Most characters of a text of an exhibit."""
MOST_EXHIBITS: Final = 999
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FromWhom(StrEnum):
    """Who handed it in."""

    VICTIM = "victim"
    WITNESS = "witness"
    POLICE = "police"
    OTHER = "other"


class CustodyAct(StrEnum):
    """What happened to an exhibit."""

    VIEWED = "viewed"
    MOVED = "moved"
    """To another place of ours."""
    GIVEN_BACK = "given_back"
    HANDED_ON = "handed_on"
    """To the police or another authority; of a file, a copy."""
    RETURNED = "returned"
    """It came back here."""
    DESTROYED_BY_OWNER = "destroyed_by_owner"


class Whereabouts(StrEnum):
    """Where an exhibit is."""

    HERE = "here"
    GIVEN_BACK = "given_back"
    HANDED_ON = "handed_on"
    DESTROYED = "destroyed"
    ELSEWHERE = "elsewhere"
    """Only a reference: it was never here."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit. Compartment A: `what`, `marking` and `kept_where` are printed on receipts."""

    what: str
    """What it is, in short, as it may stand on paper."""
    is_file: bool = False
    attachment: int = 0
    """Number of the attachment; 0 for a thing."""
    sha256: str = ""
    """Of the file as it was read, in hex; empty for a thing."""
    from_whom: FromWhom = FromWhom.VICTIM
    from_name: str = ""
    """Who it was, when it was not she."""
    taken_at: datetime | None = None
    """When it was taken in; None: when the entry was made."""
    marking: str = ""
    """What stands on the thing or its bag."""
    kept_where: str = ""
    """Of a reference: where the original is and who has it."""
    is_sexual_reference: bool = False
    """Sexual images: a reference and nothing else."""


@dataclass(frozen=True, slots=True)
class Custody:
    """One line of custody; its entry's subject is the exhibit's number. Compartment A."""

    act: CustodyAct
    to_whom: str = ""
    contact_id: str = ""
    """Of the register, when the receiver stands there."""
    why: str = ""
    kept_where: str = ""
    """Where it lies after it was moved or came back."""


@dataclass(frozen=True, slots=True)
class KeptExhibit:
    """An exhibit as it stands now, with its line of custody, the oldest first."""

    number: int
    exhibit: Exhibit
    entry: Entry
    """The entry that says how it stands."""
    taken_at: datetime
    taken_by: str
    """Initials."""
    custody: tuple[Entry, ...] = ()
    """Those that were entered in error too."""
    first_entry: int = 0
    """Number of the entry by which it was taken in: what is marked when the exhibit is in error."""
    wrong: frozenset[int] = frozenset()
    """Numbers of its entries that were entered in error."""
    is_in_error: bool = False

    @property
    def counted(self) -> tuple[Entry, ...]:
        """The line of custody without what was entered in error."""
        return tuple(entry for entry in self.custody if entry.number not in self.wrong)

    @property
    def whereabouts(self) -> Whereabouts:
        """Where it is."""
        moved = [entry.said.act for entry in self.counted if entry.said.act in _LEADS_TO]
        return _LEADS_TO[moved[-1]] if moved and not self.is_copied else _begins(self.exhibit)

    @property
    def is_copied(self) -> bool:
        """Whether handing it on leaves it here: a file."""
        return self.exhibit.is_file

    @property
    def kept_where(self) -> str:
        """Where it lies, in words."""
        places = [entry.said.kept_where for entry in self.counted if entry.said.kept_where]
        return places[-1] if places else self.exhibit.kept_where

    @property
    def newest(self) -> int:
        """Number of the newest line of custody; 0 for none: what was on the screen (`NewEntry.seen`)."""
        return self.custody[-1].number if self.custody else 0


_LEADS_TO: Final = {
    CustodyAct.MOVED: Whereabouts.HERE,
    CustodyAct.RETURNED: Whereabouts.HERE,
    CustodyAct.GIVEN_BACK: Whereabouts.GIVEN_BACK,
    CustodyAct.HANDED_ON: Whereabouts.HANDED_ON,
    CustodyAct.DESTROYED_BY_OWNER: Whereabouts.DESTROYED,
}


def _begins(exhibit: Exhibit) -> Whereabouts:
    return Whereabouts.ELSEWHERE if exhibit.is_sexual_reference else Whereabouts.HERE


def exhibits_of(entries: Sequence[Entry]) -> tuple[KeptExhibit, ...]:
    """Every exhibit of a case as it stands, in the order of its numbers."""
    wrong = entries_in_error(entries)
    found: dict[int, KeptExhibit] = {}
    for entry in (one for one in entries if one.kind is EntryKind.EXHIBIT):
        first = found.get(entry.subject)
        if first is None:
            custody = tuple(one for one in entries if one.kind is EntryKind.CUSTODY and one.subject == entry.subject)
            at, is_wrong = entry.said.taken_at or entry.at, entry.number in wrong
            found[entry.subject] = KeptExhibit(
                entry.subject, entry.said, entry, at, entry.by, custody, entry.number, wrong, is_wrong
            )
        elif entry.number not in wrong:
            found[entry.subject] = replace(first, exhibit=entry.said, entry=entry)
    return tuple(found[number] for number in sorted(found))


def acts_open(kept: KeptExhibit) -> tuple[CustodyAct, ...]:
    """What can happen to an exhibit next."""
    if kept.is_in_error:
        return ()
    if kept.is_copied:
        return (CustodyAct.VIEWED, CustodyAct.HANDED_ON)
    if kept.exhibit.is_sexual_reference:
        is_gone = kept.whereabouts is Whereabouts.DESTROYED
        return () if is_gone else (CustodyAct.HANDED_ON, CustodyAct.DESTROYED_BY_OWNER)
    return _OPEN[kept.whereabouts]


_OPEN: Final = {
    Whereabouts.HERE: (CustodyAct.VIEWED, CustodyAct.MOVED, CustodyAct.GIVEN_BACK, CustodyAct.HANDED_ON),
    Whereabouts.GIVEN_BACK: (CustodyAct.RETURNED, CustodyAct.DESTROYED_BY_OWNER),
    Whereabouts.HANDED_ON: (CustodyAct.RETURNED,),
    Whereabouts.DESTROYED: (),
    Whereabouts.ELSEWHERE: (),
}


def check_exhibit(new: NewEntry, standing: Standing) -> None:
    """Raises BadAnswer, TooLong, and NotAllowed for a file of sexual images, or another file than the one that was hashed."""
    said = new.said
    for text in (said.what, said.from_name, said.marking, said.kept_where):
        check_safe(text, MOST_SAID)
    if not said.what.strip():
        raise BadAnswer(tr("Skriv med få ord, hvad det er."), "what")
    if said.is_sexual_reference:
        _check_reference(said)
    if said.is_file:
        _check_file(said, standing)
    elif said.attachment or said.sha256:
        raise BadAnswer(tr("En ting har ingen kontrolkode. Vælg en fil, hvis det er en fil."), "attachment")
    kept = {one.number: one for one in exhibits_of(standing.entries)}
    if new.subject:
        _check_same(kept.get(new.subject), said)
    elif len(kept) >= MOST_EXHIBITS:
        raise NotAllowed(tr("En sag kan have {most} effekter, og så mange har den.", most=MOST_EXHIBITS))
    elif said.is_file:
        _check_first(tuple(kept.values()), said)


def _check_reference(said: Exhibit) -> None:
    if said.is_file or said.attachment:
        raise NotAllowed(tr("Seksuelle billeder tages aldrig ind. Skriv kun, hvor originalen er, og hvem der har den."))
    if not said.kept_where.strip():
        raise BadAnswer(tr("Skriv, hvor originalen er, og hvem der har den."), "kept_where")


def _check_file(said: Exhibit, standing: Standing) -> None:
    if not 1 <= said.attachment <= standing.attachments or not _SHA256.fullmatch(said.sha256):
        raise BadAnswer(tr("Filen er ikke taget ind i sagen. Tag den ind først."), "attachment")


def _check_same(stood: KeptExhibit | None, said: Exhibit) -> None:
    """What was typed may be corrected; which file or thing it is may not."""
    if stood is None:
        raise BadAnswer(tr("Sagen har ikke den effekt. Se, hvad der står nu."), "subject")
    before = stood.exhibit
    if (before.is_file, before.attachment, before.sha256) != (said.is_file, said.attachment, said.sha256):
        raise NotAllowed(tr("En effekt kan ikke blive en anden. Markér den som en fejl, og tag den rigtige ind."))
    if before.is_sexual_reference != said.is_sexual_reference:
        raise NotAllowed(tr("En effekt kan ikke blive en anden. Markér den som en fejl, og tag den rigtige ind."))


def _check_first(kept: Sequence[KeptExhibit], said: Exhibit) -> None:
    taken = next((one for one in kept if one.exhibit.attachment == said.attachment and not one.is_in_error), None)
    if taken is not None:
        raise NotAllowed(tr("Bilag {number} er allerede effekt {exhibit}.", number=said.attachment, exhibit=taken.number))


def check_custody(new: NewEntry, standing: Standing) -> None:
    """Raises NotAllowed for what can't happen to the exhibit as it stands, or without receiver or reason."""
    said = new.said
    for text in (said.to_whom, said.why, said.kept_where, said.contact_id):
        check_safe(text, MOST_SAID)
    kept = next((one for one in exhibits_of(standing.entries) if one.number == new.subject), None)
    if kept is None:
        raise BadAnswer(tr("Sagen har ikke den effekt. Se, hvad der står nu."), "subject")
    if said.act not in acts_open(kept):
        raise NotAllowed(why_not(kept, said.act))
    _check_told(said)


def _check_told(said: Custody) -> None:
    if said.act is CustodyAct.HANDED_ON and not (said.to_whom.strip() and said.why.strip()):
        raise NotAllowed(tr("Skriv både, hvem der får effekten, og hvorfor."))
    if said.act is CustodyAct.GIVEN_BACK and not said.to_whom.strip():
        raise NotAllowed(tr("Skriv, hvem der får effekten tilbage."))
    if said.act in (CustodyAct.MOVED, CustodyAct.RETURNED) and not said.kept_where.strip():
        raise NotAllowed(tr("Skriv, hvor effekten ligger nu."))


def why_not(kept: KeptExhibit, act: CustodyAct) -> str:
    """Why that can't happen to the exhibit as it stands, and what to do."""
    number = kept.number
    if kept.is_in_error:
        return tr("Effekt {number} er markeret som en fejl. Tag markeringen tilbage først.", number=number)
    if kept.is_copied:
        return tr("Effekt {number} er en fil og bliver i sagen. Den kan ses, og en kopi kan gives videre.", number=number)
    if kept.exhibit.is_sexual_reference:
        return tr("Effekt {number} er kun en henvisning og har aldrig været her.", number=number)
    if kept.whereabouts is Whereabouts.GIVEN_BACK:
        return tr("Effekt {number} er givet tilbage og er her ikke. Skriv først, at den er kommet hertil igen.", number=number)
    if kept.whereabouts is Whereabouts.HANDED_ON:
        return tr("Effekt {number} er givet videre og er her ikke. Skriv først, at den er kommet hertil igen.", number=number)
    if kept.whereabouts is Whereabouts.DESTROYED:
        return tr("Effekt {number} er destrueret af ejeren. Der kan ikke ske mere med den.", number=number)
    return tr("Effekt {number} ligger her. Det kan ikke ske med den nu.", number=number)


def same_file(kept: Sequence[KeptExhibit], sha256: str) -> KeptExhibit | None:
    """The exhibit that is the same file to the last byte, if there is one."""
    return next((one for one in kept if sha256 and one.exhibit.sha256 == sha256 and not one.is_in_error), None)


def not_yet_exhibits(attachments: Sequence[Attachment], kept: Sequence[KeptExhibit]) -> tuple[Attachment, ...]:
    """The attachments of compartment A that are there and are no exhibit."""
    taken = {one.exhibit.attachment for one in kept if not one.is_in_error}
    return tuple(
        one for one in attachments if one.is_readable and one.compartment is Compartment.FACTS and one.number not in taken
    )


def short_code(sha256: str) -> str:
    """The first 16 digits of the hash in groups of four, so that two people can read them to one another."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4)) if sha256 else ""


def full_code(sha256: str) -> str:
    """The whole hash in groups of eight."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))
