"""The part of the open drawer that holds what the authority has changed of the shelf."""

from __future__ import annotations

from stalkdesk.casework.content_changes import ContentChange, Proposal
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.data.content_changes import ContentChanges
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.vouching import Vouching


class DrawerOfContent:
    """Keeps `casework.content_changes.KeepsContent`."""

    _content: ContentChanges
    _vouching: Vouching
    _sitting: Sitting

    def content_changes(self) -> tuple[ContentChange, ...]:
        """Every change, newest first."""
        return self._content.all()

    def propose_change(self, proposal: Proposal) -> ContentChange:
        """Keeps a change that waits."""
        return self._content.propose(proposal)

    def decide_change(
        self, change_id: str, approved: bool, reason: str, user_name: str = "", passphrase: str = ""
    ) -> ContentChange:
        """Approves or rejects; with a name and a passphrase it is she who decides."""
        return self._content.decide(change_id, approved, reason, self._decider(user_name, passphrase))

    def withdraw_change(self, change_id: str) -> ContentChange:
        """Takes back what was proposed from here."""
        return self._content.withdraw(change_id)

    def retire_contact(self, contact_id: str) -> None:
        """Switches a contact person off."""
        self._content.retire_contact(contact_id)

    def _decider(self, user_name: str, passphrase: str) -> Officer:
        if not user_name and not passphrase:
            return self._sitting.officer
        return self._vouching.vouched(user_name, passphrase, Act.APPROVE_CONTENT)
