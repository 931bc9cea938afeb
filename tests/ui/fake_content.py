"""The part of the fake drawer that holds what the authority has changed of the shelf."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stalkdesk.casework.content_changes import ChangeKind, ChangeState, ContentChange, Proposal, contacts_from, unit_from
from stalkdesk.casework.officers import Act, ContactPerson, Officer
from stalkdesk.errors import NotAllowed, WrongPassphrase
from tests.ui.fake_attachments import FakeAttachments


class FakeContent(FakeAttachments):
    """Keeps the promises of `KeepsContent` in memory. Reading them fails at nothing that a test lets fail."""

    store: Any
    """The fake store, with `changes`, oldest first."""

    def content_changes(self) -> tuple[ContentChange, ...]:
        return tuple(reversed(self.store.changes))

    def propose_change(self, proposal: Proposal) -> ContentChange:
        if proposal.value == proposal.before:
            raise NotAllowed("Der er ikke ændret noget.")
        number = len(self.store.changes) + 1
        place = (proposal.kind, proposal.target, proposal.language)
        if any(one.is_waiting and one.place == place for one in self.store.changes):
            raise NotAllowed("Der venter allerede en ændring.")
        at = self._write("content_proposed")
        me = self._officer
        self.store.changes.append(ContentChange(number, f"ch-{number}", proposal, me.id, me.full_name, at))
        made: ContentChange = self.store.changes[-1]
        return made

    def decide_change(
        self, change_id: str, approved: bool, reason: str, user_name: str = "", passphrase: str = ""
    ) -> ContentChange:
        decider = self._shown(user_name, passphrase) if user_name or passphrase else self._officer
        change = self._change(change_id)
        if decider.id == change.made_by or not decider.may(Act.APPROVE_CONTENT):
            raise NotAllowed("Du har selv skrevet ændringen. En anden skal se den og afgøre den.")
        if not approved and not reason.strip():
            raise NotAllowed("Skriv kort, hvorfor ændringen afvises.")
        state = ChangeState.APPROVED if approved else ChangeState.REJECTED
        at = self._write(f"content_{state.value}")
        if approved:
            self._carry_out(change.proposal)
        return self._put(
            replace(change, state=state, decided_by=decider.id, decider=decider.full_name, decided_at=at, reason=reason)
        )

    def withdraw_change(self, change_id: str) -> ContentChange:
        change, me = self._change(change_id), self._officer
        if change.made_by != me.id:
            raise NotAllowed("Kun den, der har skrevet ændringen, kan trække den tilbage.")
        at = self._write("content_withdrawn")
        return self._put(replace(change, state=ChangeState.WITHDRAWN, decided_by=me.id, decider=me.full_name, decided_at=at))

    def retire_contact(self, contact_id: str) -> None:
        self._write("settings")
        persons: tuple[ContactPerson, ...] = self.store.contacts
        self.store.contacts = tuple(replace(one, is_active=one.is_active and one.id != contact_id) for one in persons)

    def _carry_out(self, proposal: Proposal) -> None:
        store = self.store
        if proposal.kind is ChangeKind.UNIT:
            store.unit = unit_from(proposal.value, store.unit.authority)
        elif proposal.kind is ChangeKind.CONTACTS:
            store.contacts = contacts_from(proposal.value)

    def _shown(self, user_name: str, passphrase: str) -> Officer:
        store = self.store
        if store.passphrases.get(user_name) != passphrase:
            raise WrongPassphrase("Navn og adgangssætning passer ikke sammen. Prøv igen.")
        officers: tuple[Officer, ...] = tuple(store.officers.values())
        return next(one for one in officers if one.user_name == user_name)

    def _change(self, change_id: str) -> ContentChange:
        kept: list[ContentChange] = self.store.changes
        return next(one for one in kept if one.id == change_id)

    def _put(self, change: ContentChange) -> ContentChange:
        self.store.changes[change.number - 1] = change
        return change
