"""Handing a case over without a network: what is said of each package, and which step may follow which.

A package is one thing of the case (`subject`); each step is one more entry about it. `transfer` gives the responsibility away:
once it is acknowledged, the case here is a stub that is only read, until it is taken back or handed back. `share` gives a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.errors import BadAnswer, NotAllowed, TooLong
from stalkdesk.intake.checklist import AnswerKind
from stalkdesk.language import tr

MOST_REASON = 500
TRIES = 3
"""Wrong codes after which the next is waited for."""
WAIT = timedelta(minutes=1)


class Purpose(StrEnum):
    """What the package is for."""

    TRANSFER = "transfer"
    SHARE = "share"


class HandoverState(StrEnum):
    """How it stands with a package that was made here."""

    PREPARED = "prepared"
    HANDED_OVER = "handed_over"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    HANDED_BACK = "handed_back"


class Way(StrEnum):
    """How a package left the desk."""

    USB = "usb"
    IN_PERSON = "in_person"
    POST = "post"
    COURIER = "courier"
    MAIL = "mail"
    """An encrypted file may go as an attachment of a mail."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Handover:
    """One package, as it stands after the step that the entry is about. No code is in it."""

    package_id: str
    state: HandoverState
    purpose: Purpose
    desk_id: str
    """The receiving desk's."""
    receiver_id: str
    """The contact's id in the register, or the desk's where no contact was chosen."""
    receiver_name: str
    """As it was on the day."""
    groups: tuple[str, ...]
    """`consents.Group`s that were sent."""
    withheld: tuple[str, ...]
    attachments: tuple[int, ...]
    """Numbers of the files that went along."""
    version: int
    """1 for the first package of this case that was made here, 2 for the next."""
    clock_until: datetime
    """When it must be acknowledged."""
    taken_over_check: str
    """What the code is checked against (`handover_codes.check_of`)."""
    declined_check: str
    basis: str = ""
    """The code of the rule, when there is no consent."""
    way: Way | None = None
    reason: str = ""
    """Why it was declined, taken back or handed back."""
    wrong_codes: int = 0

    @property
    def is_open(self) -> bool:
        """Whether its clock runs."""
        return self.state in (HandoverState.PREPARED, HandoverState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class LetterElsewhere:
    """A letter or referral that another desk has written: what kind, never its text."""

    what: str
    at: datetime
    desk_name: str


@dataclass(frozen=True, slots=True)
class Received:
    """A package that was taken in: the case as another desk confirmed it."""

    package_id: str
    desk_id: str
    desk_name: str
    their_reference: str
    origin_desk: str
    """The desk where the case was first filed."""
    origin_case: str
    version: int
    purpose: Purpose
    made_at: datetime
    definition: str
    urgency: str
    """As they confirmed it."""
    checklist_version: str
    rules_version: str
    groups: tuple[str, ...]
    withheld: tuple[str, ...]
    contact: str = ""
    """Who sent it."""
    phone: str = ""
    code: str = ""
    """To be read back to them by telephone, also when the first call did not get through."""
    clock_until: datetime | None = None
    is_new_case: bool = True
    added: int = 0
    """How many answers and incidents came in with it, when the case was here already."""
    conflicts: int = 0
    elsewhere: tuple[str, ...] = ()
    """What they have and did not send as a file: `3 · brev`."""
    letters: tuple[LetterElsewhere, ...] = ()
    """What was written already, so that nobody writes it twice."""


class Choice(StrEnum):
    """How a conflict was settled."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question to which two desks have different answers. Compartment B, since it holds both answers."""

    package_id: str
    desk_name: str
    question_id: str
    kind: AnswerKind
    """Of the question: how the two forms are read."""
    ours: str
    """The JSON form of the answer (`intake/answers.py`), as text."""
    theirs: str
    is_protected: bool
    choice: Choice | None = None


_NEXT: Mapping[HandoverState, frozenset[HandoverState]] = MappingProxyType(
    {
        HandoverState.PREPARED: frozenset(
            {HandoverState.HANDED_OVER, HandoverState.ACKNOWLEDGED, HandoverState.DECLINED, HandoverState.TAKEN_BACK}
        ),
        HandoverState.HANDED_OVER: frozenset({HandoverState.ACKNOWLEDGED, HandoverState.DECLINED, HandoverState.TAKEN_BACK}),
        HandoverState.ACKNOWLEDGED: frozenset({HandoverState.TAKEN_BACK, HandoverState.HANDED_BACK}),
        HandoverState.DECLINED: frozenset(),
        HandoverState.TAKEN_BACK: frozenset(),
        HandoverState.HANDED_BACK: frozenset(),
    }
)
"""State -> the states that may follow."""
_CHANGES = frozenset({"state", "way", "reason", "wrong_codes", "clock_until"})
"""What a step may change of a package; all else is as it was made."""


def handovers_of(entries: Iterable[Entry]) -> dict[int, Handover]:
    """How each package of the case stands now, by its number."""
    return {number: entry.said for number, entry in newest_by_subject(tuple(entries), EntryKind.HANDOVER).items()}


def letters_elsewhere(entries: Iterable[Entry]) -> tuple[LetterElsewhere, ...]:
    """The letters that packages of the case told of, each once, the oldest first."""
    return letters_told([letter for entry in entries if entry.kind is EntryKind.RECEIVED for letter in entry.said.letters])


def letters_told(letters: Iterable[LetterElsewhere]) -> tuple[LetterElsewhere, ...]:
    """Each letter once, the oldest first."""
    return tuple(sorted(frozenset(letters), key=lambda one: (one.at, one.desk_name, one.what)))


def stub_of(entries: Iterable[Entry]) -> Handover | None:
    """The package that gave the responsibility away, or None while the case is this desk's."""
    gone = [
        one
        for one in handovers_of(entries).values()
        if one.purpose is Purpose.TRANSFER and one.state is HandoverState.ACKNOWLEDGED
    ]
    return gone[-1] if gone else None


_PLAN = "plan"
"""`consents.Group.PLAN`, which is above this module."""


def given_away_by(entries: Iterable[Entry]) -> int:
    """The number of the entry that gave the responsibility away, or 0 while the case is this desk's, or when the
    plan did not go along: what was promised stays to be kept here."""
    newest = newest_by_subject(tuple(entries), EntryKind.HANDOVER).values()
    given = (Purpose.TRANSFER, HandoverState.ACKNOWLEDGED)
    gone = [one for one in newest if (one.said.purpose, one.said.state) == given]
    return gone[-1].number if gone and _PLAN in gone[-1].said.groups else 0


ON_A_STUB = frozenset(
    {
        EntryKind.VISIT,
        EntryKind.FOLLOW_UP,
        EntryKind.CODE_CARD,
        EntryKind.SAME_PERSON,
        EntryKind.IN_ERROR,
        EntryKind.CONSENT,
        EntryKind.SHARING,
        EntryKind.WITHHELD,
        EntryKind.HANDOVER,
        EntryKind.RECEIVED,
        EntryKind.CONFLICT,
        EntryKind.CASE_NOTE,
        EntryKind.EXHIBIT,
        EntryKind.CUSTODY,
    }
)
"""What is still taken in when the case lies elsewhere: nobody is turned away, a call that is promised is kept, and what
left the house is still followed."""


def refuse_on_stub(entries: Iterable[Entry], kind: EntryKind | None = None) -> None:
    """Raises NotAllowed when the case was handed over and this is not its place any more. `kind`: of an entry that is to be
    added; None for an addition to the case itself."""
    gone = stub_of(entries)
    if gone is not None and kind not in ON_A_STUB:
        raise NotAllowed(
            tr(
                "Sagen er overdraget til {receiver}. Her kan den kun læses. Notér en ny henvendelse som besøg, og send den "
                "videre, eller tag sagen tilbage.",
                receiver=gone.receiver_name,
            )
        )


def open_transfer(entries: Iterable[Entry]) -> Handover | None:
    """A package that is to give the case away and is not answered yet."""
    waiting = (one for one in handovers_of(entries).values() if one.is_open and one.purpose is Purpose.TRANSFER)
    return next(waiting, None)


def refuse_prepare(entries: Sequence[Entry], purpose: Purpose) -> None:
    """Raises NotAllowed when no package of that purpose may be made now."""
    gone, waiting = stub_of(entries), open_transfer(entries)
    if gone is not None and purpose is Purpose.TRANSFER:
        raise NotAllowed(tr("Sagen er allerede overdraget til {receiver}. Tag den tilbage først.", receiver=gone.receiver_name))
    if waiting is not None and purpose is Purpose.TRANSFER:
        raise NotAllowed(
            tr(
                "Sagen er på vej til {receiver}. Vent på koden, eller tag pakken tilbage, før den overdrages igen.",
                receiver=waiting.receiver_name,
            )
        )


def check_handover(new: NewEntry, standing: Standing) -> None:
    """A new package is prepared; one that there is takes a step that may follow. Raises NotAllowed, BadAnswer, TooLong."""
    said: Handover = new.said
    if len(said.reason) > MOST_REASON:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=MOST_REASON))
    if new.subject == 0:
        refuse_prepare(standing.entries, said.purpose)
        if said.state is not HandoverState.PREPARED:
            raise _no_step(None, said)
        return
    before = handovers_of(standing.entries).get(new.subject)
    if before is None:
        raise BadAnswer(tr("Sagen har ingen pakke {number}.", number=new.subject), "package")
    if any(getattr(before, one.name) != getattr(said, one.name) for one in fields(Handover) if one.name not in _CHANGES):
        raise NotAllowed(tr("En pakke, der er lavet, kan ikke laves om. Tag den tilbage, og lav en ny."))
    is_wrong_code = said.state is before.state and said.wrong_codes == before.wrong_codes + 1 and before.is_open
    if not is_wrong_code:
        refuse_step(before, said.state)
    if said.state in _WITH_REASON and not said.reason.strip():
        raise NotAllowed(tr("Skriv hvorfor. Begrundelsen kommer i journalen."))


_WITH_REASON = frozenset({HandoverState.DECLINED, HandoverState.TAKEN_BACK})


def refuse_step(before: Handover, after: HandoverState) -> None:
    """Raises NotAllowed, with what to do instead, when that step can't follow."""
    is_shared = before.purpose is Purpose.SHARE and before.state is HandoverState.ACKNOWLEDGED
    if after not in _NEXT[before.state] or is_shared:
        raise _no_step(before, None)


def _no_step(before: Handover | None, _after: Handover | None) -> NotAllowed:
    if before is None:
        return NotAllowed(tr("En pakke begynder med at blive lavet. Lav pakken først."))
    name = before.receiver_name
    return NotAllowed(
        {
            HandoverState.PREPARED: tr("Pakken til {name} er lavet. Aflevér den, eller tag den tilbage.", name=name),
            HandoverState.HANDED_OVER: tr(
                "Pakken er afleveret til {name}. Vent på koden, eller tag pakken tilbage.", name=name
            ),
            HandoverState.ACKNOWLEDGED: tr("{name} har allerede kvitteret for pakken. Der er ikke mere at gøre.", name=name),
            HandoverState.DECLINED: tr("{name} har afvist pakken. Lav en ny, hvis sagen skal videre.", name=name),
            HandoverState.TAKEN_BACK: tr("Pakken til {name} er taget tilbage. Lav en ny, hvis sagen skal videre.", name=name),
            HandoverState.HANDED_BACK: tr("{name} har givet sagen tilbage. Lav en ny pakke, hvis den skal videre.", name=name),
        }[before.state]
    )


def refuse_too_soon(newest: Entry, now: datetime) -> None:
    """Raises NotAllowed when the third wrong code was typed less than a minute ago: nothing is locked, only slowed."""
    said: Handover = newest.said
    if said.wrong_codes >= TRIES and now < newest.at + WAIT:
        raise NotAllowed(
            tr(
                "Koden har ikke passet {times} gange. Vent et minut, og få den læst op igen, tegn for tegn.",
                times=said.wrong_codes,
            )
        )


def check_conflict(new: NewEntry, standing: Standing) -> None:
    """A conflict is settled once, and stays what it was. Raises NotAllowed, BadAnswer."""
    said: Conflict = new.said
    if new.subject == 0:
        if said.choice is not None:
            raise BadAnswer(tr("En uenighed skal være set, før den kan afgøres."), "choice")
        return
    entry = newest_by_subject(standing.entries, EntryKind.CONFLICT).get(new.subject)
    if entry is None or said.choice is None:
        raise BadAnswer(tr("Sagen har ingen uenighed {number}.", number=new.subject), "conflict")
    if entry.said.choice is not None:
        raise NotAllowed(tr("Uenigheden er allerede afgjort. Se, hvad der står i sagen nu."))


def conflicts_of(entries: Iterable[Entry]) -> dict[int, Conflict]:
    """Every conflict of the case as it stands, by its number. Needs the entries of compartment B."""
    return {number: entry.said for number, entry in newest_by_subject(tuple(entries), EntryKind.CONFLICT).items()}
