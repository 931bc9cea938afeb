"""The rules on which something may be shared without consent: content with sources, each to be checked again in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.officers import Authority
from stalkdesk.casework.workdays import months_after
from stalkdesk.guidance.sheets import ContentStatus, Source


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One rule, in the words of one language."""

    code: str
    """As it stands in a SHARING entry, and among the choices of `legal_basis`."""
    name: str
    law: str
    """Act and section."""
    says: str
    """What it allows."""
    limits: str
    """What it does not allow."""
    used_by: frozenset[Authority]
    receivers: frozenset[Receiver]
    """Who it may go to; empty: anybody it is necessary for."""
    needs_leader: bool
    for_investigation: bool
    sources: tuple[Source, ...]
    last_checked: date
    checked_by: str
    check_every_months: int
    version: str
    status: ContentStatus = ContentStatus.DRAFT

    @property
    def review_on(self) -> date:
        """The last day on which it is trusted."""
        return months_after(self.last_checked, self.check_every_months)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been checked again before `today`."""
        return today > self.review_on


def bases_for(bases: Sequence[LegalBasis], authority: Authority, receiver: Receiver | None = None) -> tuple[LegalBasis, ...]:
    """The rules that a desk of this authority may choose, for this receiver."""
    own = (basis for basis in bases if authority in basis.used_by)
    return tuple(basis for basis in own if receiver is None or not basis.receivers or receiver in basis.receivers)
