"""What the desk asks of the drawer when a case goes to another desk, or comes from one. No network: the package is a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from stalkdesk.casework.attachments import GoingOn
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.handover.desks import Desk, DeskCard
from stalkdesk.casework.handover.handover_clock import Clock
from stalkdesk.casework.handover.handovers import Choice, Handover, Purpose, Way
from stalkdesk.casework.handover.receiver_profiles import Allowance, Profile
from stalkdesk.casework.sharing.consents import Group, SharedFor
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.findings import Definition, Urgency


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """What packing and unpacking need of the content."""

    checklist_of: Callable[[str], Checklist | None]
    """The checklist of that version, or None when this program does not have it."""
    weighing_of: Callable[[str], Weighing]
    profiles: Mapping[Receiver, Profile]
    clock: Clock
    letter_titles: Mapping[str, str] = field(default_factory=dict)
    """Id of a letter -> what kind it is, in words."""


@dataclass(frozen=True, slots=True)
class PackageRequest:
    """What is to be handed over, to whom, and for what."""

    purpose: Purpose
    desk_id: str
    receiver: Receiver
    receiver_id: str = ""
    """A contact of the register, or empty for the desk as such."""
    receiver_name: str = ""
    """As it is printed; empty: the desk's name."""
    groups: tuple[Group, ...] = tuple(Group)
    """What was chosen; the profile, consents and rules only take away."""
    attachments: tuple[int, ...] = ()
    shared_for: SharedFor | None = None


@dataclass(frozen=True, slots=True)
class PackageWeighed:
    """What would go, before anything is made."""

    allowance: Allowance
    answers: Mapping[Group, int]
    """How many answers each group has."""
    incidents: int
    attachments: tuple[int, ...]
    """Of those that were chosen, the ones that go along."""
    attachments_left: tuple[int, ...]
    clock_until: datetime


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What the cover tells people. No code, no address, nothing of compartment B but how she may be reached safely."""

    package_id: str
    reference: str
    purpose: Purpose
    made_at: datetime
    from_name: str
    from_phone: str
    from_person: str
    to_name: str
    to_person: str
    urgency: Urgency | None
    """None when it may not be told."""
    allowance: Allowance
    basis_words: tuple[str, ...]
    """The rules it rests on, as they were read on their day; empty for consent."""
    safe_contact: tuple[str, ...]
    """How she may be reached, one rule a line; empty when that is not told."""
    concerns_child: bool
    parent_is_suspected: bool
    answers: int
    incidents: int
    visits: int
    """How often she turned to a desk, as far as the package tells it."""
    files: tuple[tuple[int, str, int], ...]
    """Number, name and size in bytes of each."""
    clock_until: datetime


DrawsCover = Callable[[CoverFacts], bytes]
"""Makes the cover as PDF."""


@dataclass(frozen=True, slots=True)
class PreparedPackage:
    """A package that was made and kept as prepared. The code is not in it: it lies in the package alone."""

    number: int
    """Of the package on the case."""
    handover: Handover
    file: Path
    size: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A package that was looked into: who sent what. Nothing of it is kept."""

    package_id: str
    desk_id: str
    desk_name: str
    person: str
    phone: str
    their_reference: str
    purpose: Purpose
    version: int
    made_at: datetime
    clock_until: datetime
    groups: tuple[Group, ...]
    left_out: tuple[tuple[Group, str], ...]
    """With the reason in words."""
    basis: str
    definition: Definition | None
    urgency: Urgency | None
    answers: int
    incidents: int
    visits: int
    files: tuple[tuple[str, int], ...]
    """Name and size of each."""
    reference: str
    """The case here that it is another version of; empty for a new one."""
    is_handed_back: bool
    """Whether taking it in makes the case ours again."""
    cover: bytes
    """The PDF for people."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A package that is in the store."""

    reference: str
    code: str
    """Six characters, to be read back by telephone."""
    is_new_case: bool
    answers: int
    incidents: int
    visits: int
    files: int
    conflicts: int
    preview: Preview


class HandsOver(Protocol):
    """The part of the drawer that hands cases over."""

    # -- desks -----------------------------------------------------------------------------------------------------------
    def desk_card(self) -> DeskCard:
        """This desk's card; the keys are made the first time."""
        ...

    def renew_desk_keys(self, reason: str) -> DeskCard:
        """New keys; supervisors only. What was packed for the old ones is still opened."""
        ...

    def read_desk_card(self, untrusted: bytes) -> DeskCard:
        """The card of another desk. Raises PackageUnfit."""
        ...

    def keep_desk(self, card: DeskCard, fingerprint: str = "", compared_with: str = "", contact_id: str = "") -> Desk:
        """Keeps another desk: trusted when the digits that were heard by telephone are its fingerprint, unconfirmed when none
        were typed. Raises PackageUnfit when they are not."""
        ...

    def seat_at_desk(self, desk_id: str, contact_id: str) -> Desk:
        """Who of the register sits at a desk (empty: the desk as such): what may go there follows from it. Its trust stays."""
        ...

    def withdraw_desk(self, desk_id: str, reason: str) -> Desk:
        """Nothing goes to it or comes from it any more."""
        ...

    # -- sending ---------------------------------------------------------------------------------------------------------
    def weigh_package(self, reference: str, request: PackageRequest, content: HandoverContent) -> PackageWeighed:
        """What would go and what would not. Nothing is made; the look is journalled. Raises NotAllowed, CaseUnknown."""
        ...

    def prepare_package(
        self,
        reference: str,
        request: PackageRequest,
        content: HandoverContent,
        out: Path,
        draw: DrawsCover,
        going_on: GoingOn = lambda _done, _of: True,
    ) -> PreparedPackage:
        """Writes the package to `out`, which must not be there yet, and keeps it as prepared; its clock runs from now on.
        Raises NotAllowed without consent, rule or a desk that is trusted, PlaceUnfit, DiskFull, ActStopped: then nothing is
        left."""
        ...

    def note_handed_over(self, reference: str, number: int, way: Way) -> Handover:
        """The package left the desk."""
        ...

    def acknowledge(self, reference: str, code: str, number: int = 0) -> Handover:
        """The receiver has read the code back: the clock stops. `number`: of the package; 0: the one that waits. A wrong code
        is counted and raises BadAnswer; after three a minute passes before the next."""
        ...

    def note_declined(self, reference: str, code: str, reason: str, number: int = 0) -> Handover:
        """The receiver has declined it, with the code for that."""
        ...

    def take_back(self, reference: str, number: int, reason: str) -> Handover:
        """The package, or the case, is taken back."""
        ...

    # -- receiving -------------------------------------------------------------------------------------------------------
    def open_package(self, untrusted: Path | bytes, going_on: GoingOn = lambda _done, _of: True) -> Preview:
        """Looks into a package; journalled. Raises PackageUnfit, NotAllowed, ActStopped."""
        ...

    def receive(
        self, untrusted: Path | bytes, content: HandoverContent, going_on: GoingOn = lambda _done, _of: True
    ) -> TakenIn:
        """Takes a package in, whole or not at all: as a new case, or as a newer version of one that is here. Nothing that is
        here is overwritten: what differs becomes a conflict."""
        ...

    def decline_package(self, untrusted: Path | bytes, reason: str) -> str:
        """Declines a package: nothing of it is taken in. Gives the code for that, to be read by telephone with the reason."""
        ...

    def settle_conflict(
        self, reference: str, number: int, choice: Choice, reason: str, weighing: Weighing, confirmation: Confirmation
    ) -> None:
        """Says which of the two answers holds; theirs comes in as an addition."""
        ...
