"""Who may be told what: consents, what was shared without one, and what is withheld from whom.

Nothing is shared by itself. A consent is for one receiver, for the groups that were chosen, until a day; withdrawing it is a
new entry on the same subject. Without consent there must be a rule to stand on (`resources/legal_bases/`), a reason, and for
most a leader's approval. What is withheld stays withheld whatever was consented to (docs/domain.md 9).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.workdays import end_of_day, next_workday
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.texts import SHORT_TEXT
from stalkdesk.language import tr

ASK_AGAIN_DAYS: Final = 7
"""So many days before a consent runs out, somebody asks again."""
LONG_REASON: Final = 2000


class Group(StrEnum):
    """What of a case is shared together; each field of a case belongs to one (`groups_of_case`)."""

    IDENTITY = "identity"
    """Name, birth date, CPR."""
    SAFE_CONTACT = "safe_contact"
    """Safe telephone and times, code word, language."""
    ADDRESS = "address"
    """Where she lives, works, goes to school, or has fled to."""
    PERPETRATOR = "perpetrator"
    FACTS = "facts"
    """What has happened, as it was told."""
    INCIDENTS = "incidents"
    VISITS = "visits"
    """When she turned to the desk, how, and what it was about."""
    EXHIBITS = "exhibits"
    RISK = "risk"
    """Definition, urgency, danger."""
    CHILDREN = "children"
    NEEDS = "needs"
    PLAN = "plan"
    """Measures, follow-ups, network, safety plan."""
    HEALTH = "health"


class HowGiven(StrEnum):
    """How a consent was given."""

    SIGNED = "signed"
    WRITTEN = "written"
    """In a message or letter of hers."""
    ORAL_WITNESS = "oral_with_witness"
    ORAL = "oral"
    """Noted here only."""


class SharedFor(StrEnum):
    """What it is to be used for. The two never stand in one message."""

    PREVENTION = "prevention"
    INVESTIGATION = "investigation"


SECTION_115: Final = "section_115"
CHILD_NOTIFICATION: Final = "child_notification"
ACUTE_DANGER: Final = "acute_danger"
WITHOUT_LEADER: Final = frozenset({CHILD_NOTIFICATION, ACUTE_DANGER})
"""The bases that ask for no leader beforehand, whatever the content says of others: the officer's own duty, and danger now."""
NEVER_TO_INVESTIGATE: Final = frozenset({SECTION_115})
"""Retsplejelov § 115: for prevention, never for investigation."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What an entry of kind CONSENT says. None of the groups is ever chosen by the program."""

    receiver: Receiver
    groups: tuple[Group, ...]
    purpose: str
    given_on: date
    how: HowGiven
    receiver_name: str = ""
    """Which school, which doctor; as it is printed."""
    receiver_id: str = ""
    """A contact of the register, when it is for her alone."""
    until: date | None = None
    """The last day; None: until it is withdrawn."""
    witness: str = ""
    withdrawn_on: date | None = None
    is_let_go: bool = False
    """It may run out: nobody needs to ask again."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What an entry of kind SHARING says: shared without consent."""

    receiver: Receiver
    groups: tuple[Group, ...]
    basis: str
    """Code of the legal basis, and below what it said on that day."""
    reason: str
    shared_for: SharedFor
    shared_on: date
    basis_words: str = ""
    needs_leader: bool = False
    """Whether the content asked for a leader; where the code does (`WITHOUT_LEADER`), this says nothing else."""
    approved_by: str = ""
    """Officer id of the leader."""
    receiver_name: str = ""
    receiver_id: str = ""
    is_told: bool = False
    """Whether the victim was told."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What an entry of kind WITHHELD says."""

    receiver: Receiver
    groups: tuple[Group, ...]
    why: str
    receiver_name: str = ""
    receiver_id: str = ""
    is_lifted: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """What may be shared with a receiver, out of the groups that were asked for."""

    groups: frozenset[Group]
    missing: frozenset[Group]
    """Neither consented to nor shared by a rule, or withheld."""
    withheld: frozenset[Group]
    by: Mapping[Group, int] = field(default_factory=lambda: MappingProxyType({}))
    """The number of the entry that covers each group."""
    bases: frozenset[str] = frozenset()
    """Codes of the legal bases it rests on; empty when consent alone carries it."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked for is covered."""
        return not self.missing


def covers(
    entries: Sequence[Entry],
    receiver: Receiver,
    groups: Collection[Group],
    today: date,
    receiver_id: str = "",
    shared_for: SharedFor | None = None,
) -> Covered:
    """What of `groups` may be shared with the receiver today, and by which entry.

    `receiver_id`: the contact it goes to; a consent for one contact covers her alone. `shared_for`: with INVESTIGATION nothing
    that was shared for prevention counts. `entries` are those of both compartments."""
    by: dict[Group, int] = {}
    bases: dict[Group, str] = {}
    ruled: set[Group] = set()
    for entry in newest_by_subject(entries, EntryKind.CONSENT).values():
        if _is_for(entry.said, receiver, receiver_id) and is_in_force(entry.said, today):
            by.update(dict.fromkeys(entry.said.groups, entry.number))
    for entry in newest_by_subject(entries, EntryKind.SHARING).values():
        if _is_for(entry.said, receiver, receiver_id) and _carries(entry.said, shared_for):
            fresh = {group: entry.number for group in entry.said.groups if group not in by}
            by.update(fresh)
            bases.update(dict.fromkeys(fresh, entry.said.basis))
            ruled.update(entry.said.groups)
    held = withheld_groups(entries, receiver, receiver_id) - ruled
    asked = frozenset(groups)
    covered = frozenset(by) & asked - held
    return Covered(
        covered,
        asked - covered,
        held & asked,
        MappingProxyType({group: by[group] for group in covered}),
        frozenset(bases[group] for group in covered if group in bases),
    )


def is_in_force(consent: Consent, today: date) -> bool:
    """Whether the consent holds today."""
    is_running = consent.until is None or today <= consent.until
    return consent.withdrawn_on is None and is_running and consent.given_on <= today


def withheld_groups(entries: Sequence[Entry], receiver: Receiver, receiver_id: str = "") -> frozenset[Group]:
    """The groups that are withheld from the receiver."""
    held = (entry.said for entry in newest_by_subject(entries, EntryKind.WITHHELD).values())
    return frozenset(group for one in held if not one.is_lifted and _is_for(one, receiver, receiver_id) for group in one.groups)


def _is_for(said: Consent | Sharing | Withheld, receiver: Receiver, receiver_id: str) -> bool:
    if said.receiver_id:
        return said.receiver_id == receiver_id
    return said.receiver is receiver


def _carries(sharing: Sharing, shared_for: SharedFor | None) -> bool:
    """Whether a sharing still carries: approved where it must be, and for that use."""
    if _takes_leader(sharing) and not sharing.approved_by:
        return False
    return shared_for is None or sharing.shared_for is shared_for


# -- what may be kept ------------------------------------------------------------------------------------------------------


def check_consent(new: NewEntry, standing: Standing) -> None:
    """What must be true of a CONSENT entry. Raises BadAnswer."""
    said: Consent = new.said
    _check_receiver(said.receiver, said.receiver_name)
    _check_groups(said.groups)
    if said.withdrawn_on is not None:
        if not new.subject or new.subject not in newest_by_subject(standing.entries, EntryKind.CONSENT):
            raise BadAnswer(tr("Vælg det samtykke, der skal trækkes tilbage."), "consent")
        return
    _check_text(said.purpose, "purpose", tr("Skriv, hvad det skal hjælpe med. Et samtykke gælder ét formål."), SHORT_TEXT)
    if said.given_on > standing.today:
        raise BadAnswer(tr("Samtykket kan ikke være givet i fremtiden. Ret datoen."), "given_on")
    if said.until is not None and said.until < said.given_on:
        raise BadAnswer(tr("Slutdatoen ligger før den dag, samtykket blev givet. Ret den."), "until")
    if said.how is HowGiven.ORAL_WITNESS and not said.witness.strip():
        raise BadAnswer(tr("Skriv, hvem der hørte samtykket."), "witness")


def check_sharing(new: NewEntry, standing: Standing) -> None:
    """What must be true of a SHARING entry. Raises BadAnswer; NotAllowed for what no rule allows."""
    said: Sharing = new.said
    _check_receiver(said.receiver, said.receiver_name)
    _check_groups(said.groups)
    if not said.basis:
        raise BadAnswer(tr("Vælg den regel, der giver lov til at dele uden samtykke."), "basis")
    _check_text(
        said.reason, "reason", tr("Skriv, hvorfor det er nødvendigt at dele, og hvorfor det ikke kan vente."), LONG_REASON
    )
    if said.basis == CHILD_NOTIFICATION and said.receiver is not Receiver.MUNICIPALITY:
        raise BadAnswer(tr("En underretning om et barn går til kommunen. Vælg kommunen som modtager."), "receiver")
    if said.shared_on > standing.today:
        raise BadAnswer(tr("Datoen ligger i fremtiden. Ret den."), "shared_on")
    refuse_mixing(said.basis, said.shared_for)
    if said.approved_by and said.approved_by not in standing.approvers:
        raise NotAllowed(tr("Det må kun en leder godkende."))
    if _takes_leader(said) and not said.approved_by:
        raise NotAllowed(tr("En leder skal godkende, at der deles uden samtykke efter den regel."))


def _takes_leader(sharing: Sharing) -> bool:
    """Whether a leader approves it beforehand; what the entry itself says can only ask for more."""
    return sharing.needs_leader or sharing.basis not in WITHOUT_LEADER


def refuse_mixing(basis: str, shared_for: SharedFor) -> None:
    """Raises NotAllowed when a rule for prevention is to carry an investigation."""
    if basis in NEVER_TO_INVESTIGATE and shared_for is SharedFor.INVESTIGATION:
        raise NotAllowed(
            tr(
                "Det, der deles efter retsplejelovens § 115 for at forebygge, må ikke bruges til efterforskning. Vælg en anden "
                "regel, eller spørg den udsatte om samtykke."
            )
        )


def check_withheld(new: NewEntry, _standing: Standing) -> None:
    """What must be true of a WITHHELD entry. Raises BadAnswer."""
    said: Withheld = new.said
    _check_receiver(said.receiver, said.receiver_name)
    _check_groups(said.groups)
    _check_text(said.why, "why", tr("Skriv, hvorfor det holdes tilbage."), SHORT_TEXT)


def _check_receiver(receiver: Receiver, name: str) -> None:
    if receiver is Receiver.OTHER and not name.strip():
        raise BadAnswer(tr("Skriv, hvem modtageren er."), "receiver")
    check_safe(name, SHORT_TEXT)


def _check_groups(groups: Sequence[Group]) -> None:
    if not groups:
        raise BadAnswer(tr("Vælg mindst én slags oplysninger."), "groups")
    if len(set(groups)) != len(groups):
        raise BadAnswer(tr("De samme oplysninger er valgt to gange."), "groups")


def _check_text(text: str, name: str, sentence: str, most: int) -> None:
    if not text.strip():
        raise BadAnswer(sentence, name)
    check_safe(text, most)


# -- what is due -----------------------------------------------------------------------------------------------------------


def consent_dues(case: CaseNow) -> tuple[Due, ...]:
    """The consents that run out: a week before, somebody asks again, unless there is a later one or it was let go."""
    newest = newest_by_subject(case.entries, EntryKind.CONSENT)
    return tuple(
        Due(DueKind.CONSENT, subject, end_of_day(next_workday(entry.said.until - timedelta(days=ASK_AGAIN_DAYS))))
        for subject, entry in newest.items()
        if _runs_out(entry.said) and not any(_replaces(other.said, entry.said) for other in newest.values())
    )


def _runs_out(consent: Consent) -> bool:
    return consent.until is not None and consent.withdrawn_on is None and not consent.is_let_go


def _replaces(later: Consent, earlier: Consent) -> bool:
    """Whether `later` is for the same receiver and lasts longer; a withdrawn one tells that she was asked."""
    is_same = (later.receiver, later.receiver_id) == (earlier.receiver, earlier.receiver_id)
    is_same = is_same and later.receiver_name.casefold() == earlier.receiver_name.casefold()
    if not is_same or earlier.until is None or later.given_on < earlier.given_on:
        return False
    return later.until is None or later.until > earlier.until
