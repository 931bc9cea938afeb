"""The part of the open drawer that hands cases over and takes them in."""

from __future__ import annotations

from pathlib import Path

from stalkdesk.casework.attachments import GoingOn
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.handover.desks import Desk, DeskCard
from stalkdesk.casework.handover.handing_over import (
    DrawsCover,
    HandoverContent,
    PackageRequest,
    PackageWeighed,
    PreparedPackage,
    Preview,
    TakenIn,
)
from stalkdesk.casework.handover.handovers import Choice, Handover, Way
from stalkdesk.data.attachments import Attachments
from stalkdesk.data.handover.desk_keys import DeskKeys, read_card
from stalkdesk.data.handover.packages_made import PackagesMade
from stalkdesk.data.handover.receiving import Receiving
from stalkdesk.data.handover.sending import Sending
from stalkdesk.data.handover.settling import settle_conflict
from stalkdesk.data.people import People
from stalkdesk.data.sitting import Sitting


class DrawerOfHandovers:
    """Keeps `HandsOver` of the desk."""

    _sitting: Sitting
    _people: People
    _attachments: Attachments
    _folder: Path

    @property
    def _desks(self) -> DeskKeys:
        return DeskKeys(self._sitting, self._people)

    @property
    def _sending(self) -> Sending:
        return Sending(self._sitting, self._people, self._desks, self._attachments.files, self._folder)

    @property
    def _receiving(self) -> Receiving:
        return Receiving(self._sitting, self._desks, self._attachments, self._folder)

    @property
    def _packages(self) -> PackagesMade:
        return PackagesMade(self._sitting, self._desks)

    def desk_card(self) -> DeskCard:
        """This desk's card."""
        return self._desks.card()

    def renew_desk_keys(self, reason: str) -> DeskCard:
        """New keys for packages."""
        return self._desks.renew(reason)

    def read_desk_card(self, untrusted: bytes) -> DeskCard:
        """The card of another desk."""
        return read_card(untrusted)

    def keep_desk(self, card: DeskCard, fingerprint: str = "", compared_with: str = "", contact_id: str = "") -> Desk:
        """Keeps another desk."""
        return self._desks.keep(card, fingerprint, compared_with, contact_id)

    def seat_at_desk(self, desk_id: str, contact_id: str) -> Desk:
        """Says who sits at a desk."""
        return self._desks.seat(desk_id, contact_id)

    def withdraw_desk(self, desk_id: str, reason: str) -> Desk:
        """Takes the trust away."""
        return self._desks.withdraw(desk_id, reason)

    def weigh_package(self, reference: str, request: PackageRequest, content: HandoverContent) -> PackageWeighed:
        """What would go and what would not."""
        return self._sending.weigh(reference, request, content)

    def prepare_package(
        self,
        reference: str,
        request: PackageRequest,
        content: HandoverContent,
        out: Path,
        draw: DrawsCover,
        going_on: GoingOn = lambda _done, _of: True,
    ) -> PreparedPackage:
        """Makes a package."""
        return self._sending.prepare(reference, request, content, out, draw, going_on)

    def note_handed_over(self, reference: str, number: int, way: Way) -> Handover:
        """The package left the desk."""
        return self._packages.handed_over(reference, number, way)

    def acknowledge(self, reference: str, code: str, number: int = 0) -> Handover:
        """The receiver has read the code back."""
        return self._packages.acknowledge(reference, code, number)

    def note_declined(self, reference: str, code: str, reason: str, number: int = 0) -> Handover:
        """The receiver has declined it."""
        return self._packages.declined(reference, code, reason, number)

    def take_back(self, reference: str, number: int, reason: str) -> Handover:
        """The package, or the case, is taken back."""
        return self._packages.take_back(reference, number, reason)

    def open_package(self, untrusted: Path | bytes, going_on: GoingOn = lambda _done, _of: True) -> Preview:
        """Looks into a package."""
        return self._receiving.look(untrusted, going_on)

    def receive(
        self, untrusted: Path | bytes, content: HandoverContent, going_on: GoingOn = lambda _done, _of: True
    ) -> TakenIn:
        """Takes a package in."""
        return self._receiving.receive(untrusted, content, going_on)

    def decline_package(self, untrusted: Path | bytes, reason: str) -> str:
        """Declines a package."""
        return self._receiving.decline(untrusted, reason)

    def settle_conflict(
        self, reference: str, number: int, choice: Choice, reason: str, weighing: Weighing, confirmation: Confirmation
    ) -> None:
        """Says which of two answers holds."""
        settle_conflict(self._sitting, reference, number, choice, reason, weighing, confirmation)
