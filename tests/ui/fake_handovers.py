"""The part of the fake drawer that hands cases over: no keys and no ciphers, the same steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stalkdesk.casework.attachments import GoingOn
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.handover.desks import Desk, DeskCard, Trust, card_from, desks_of, same_fingerprint
from stalkdesk.casework.handover.handing_over import (
    CoverFacts,
    DrawsCover,
    HandoverContent,
    PackageRequest,
    PackageWeighed,
    PreparedPackage,
    Preview,
    TakenIn,
)
from stalkdesk.casework.handover.handover_clock import runs_out
from stalkdesk.casework.handover.handover_codes import typed_code
from stalkdesk.casework.handover.handovers import (
    Choice,
    Handover,
    HandoverState,
    Way,
    handovers_of,
    refuse_prepare,
    refuse_step,
)
from stalkdesk.casework.handover.receiver_profiles import Allowance, allowance, refuse_empty
from stalkdesk.casework.officers import Officer
from stalkdesk.casework.register import NewLine, RegisterKind, RegisterLine
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.errors import BadAnswer, DeskError, NotAllowed, PackageUnfit
from stalkdesk.intake.findings import Urgency

CODE, DECLINED_CODE = "7KM2XQ", "9ZZ8YY"
"""What every package of the fake drawer is answered with."""
OWN_DESK = DeskCard(
    "00000000-0000-0000-0000-00000000000a",
    "Prøvekommunen",
    "kommune",
    "+4500000001",
    "age1" + "q" * 58,
    "ab" * 32,
    datetime(2026, 11, 1, 9, 0, tzinfo=UTC),
    "cd" * 64,
)
OTHER_DESK = replace(
    OWN_DESK,
    desk_id="00000000-0000-0000-0000-00000000000b",
    name="Prøvepolitiet",
    authority="politi",
    phone="+4500000002",
)


@dataclass(slots=True)
class KeptPackages:
    """What the fake drawer meets from outside."""

    preview: Preview | None = None
    """What any file is."""
    fault: DeskError | None = None
    """What any file is refused with."""


class FakeHandovers:
    """Keeps the promises of `HandsOver` in memory."""

    store: Any
    _officer: Officer

    def _entries(self, reference: str) -> list[Entry]:
        found: list[Entry] = self.store.kept.entries.setdefault(reference, [])
        return found

    def _add(self, reference: str, kind: EntryKind, said: object, subject: int) -> Entry:
        entries, me = self._entries(reference), self._officer
        number = subject or max((one.subject for one in entries if one.kind is kind), default=0) + 1
        entries.append(Entry(len(entries) + 1, kind, number, said, self.store.clock(), me.initials, me.id))
        return entries[-1]

    def _lines(self, *kinds: RegisterKind) -> tuple[RegisterLine, ...]:
        return tuple(line for line in self.store.kept.register if not kinds or line.kind in kinds)

    # -- desks -----------------------------------------------------------------------------------------------------------
    def desk_card(self) -> DeskCard:
        return OWN_DESK

    def renew_desk_keys(self, reason: str) -> DeskCard:
        if not reason.strip():
            raise NotAllowed("Skriv hvorfor.")
        return replace(OWN_DESK, signing_key="ef" * 32)

    def read_desk_card(self, untrusted: bytes) -> DeskCard:
        return card_from(untrusted)

    def keep_desk(self, card: DeskCard, fingerprint: str = "", compared_with: str = "", contact_id: str = "") -> Desk:
        if fingerprint and not same_fingerprint(fingerprint, card.fingerprint):
            raise PackageUnfit("Fingeraftrykket passer ikke.")
        now = self.store.clock()
        said = Desk(
            card.desk_id,
            card.name,
            card.authority,
            card.phone,
            card.age_recipient,
            card.signing_key,
            card.fingerprint,
            Trust.TRUSTED if fingerprint else Trust.UNCONFIRMED,
            contact_id,
            now if fingerprint else None,
            self._officer.initials if fingerprint else "",
            compared_with,
        )
        return self._kept_desk(said)

    def seat_at_desk(self, desk_id: str, contact_id: str) -> Desk:
        return self._kept_desk(replace(desks_of(self._lines())[desk_id], contact_id=contact_id))

    def withdraw_desk(self, desk_id: str, reason: str) -> Desk:
        if not reason.strip():
            raise NotAllowed("Skriv hvorfor.")
        return self._kept_desk(replace(desks_of(self._lines())[desk_id], state=Trust.WITHDRAWN))

    def _kept_desk(self, said: Desk) -> Desk:
        line, me = NewLine(RegisterKind.DESK, said.desk_id, said), self._officer
        number = len(self.store.kept.register) + 1
        kept = RegisterLine(number, line.kind, line.subject, said, self.store.clock(), me.initials, me.id)
        self.store.kept.register.append(kept)
        return said

    # -- sending ---------------------------------------------------------------------------------------------------------
    def weigh_package(self, reference: str, request: PackageRequest, content: HandoverContent) -> PackageWeighed:
        found = self._allowed(reference, request, content)
        until = runs_out(self.store.clock(), Urgency.HIGH, content.clock)
        return PackageWeighed(found, dict.fromkeys(Group, 2), 1, request.attachments, (), until)

    def _allowed(self, reference: str, request: PackageRequest, content: HandoverContent) -> Allowance:
        profile, today = content.profiles[request.receiver], self.store.clock().date()
        return allowance(profile, self._entries(reference), request.groups, today, request.receiver_id, request.shared_for)

    def prepare_package(
        self,
        reference: str,
        request: PackageRequest,
        content: HandoverContent,
        out: Path,
        draw: DrawsCover,
        going_on: GoingOn = lambda _done, _of: True,
    ) -> PreparedPackage:
        found, now = self._allowed(reference, request, content), self.store.clock()
        refuse_prepare(self._entries(reference), request.purpose)
        refuse_empty(found, request.receiver_name)
        until = runs_out(now, Urgency.HIGH, content.clock)
        facts = CoverFacts(
            package_id="p",
            reference=reference,
            purpose=request.purpose,
            made_at=now,
            from_name=OWN_DESK.name,
            from_phone=OWN_DESK.phone,
            from_person=self._officer.full_name,
            to_name=request.receiver_name,
            to_person="",
            urgency=Urgency.HIGH,
            allowance=found,
            basis_words=(),
            safe_contact=(),
            concerns_child=False,
            parent_is_suspected=False,
            answers=2,
            incidents=1,
            visits=1,
            files=(),
            clock_until=until,
        )
        out.write_bytes(b"age-encryption.org/v1\n" + draw(facts))
        going_on(1, 1)
        said = Handover(
            package_id=f"package-{len(self._entries(reference))}",
            state=HandoverState.PREPARED,
            purpose=request.purpose,
            desk_id=request.desk_id,
            receiver_id=request.receiver_id,
            receiver_name=request.receiver_name,
            groups=tuple(group.value for group in found.groups),
            withheld=tuple(group.value for group, _ in found.left_out),
            attachments=request.attachments,
            version=1,
            clock_until=until,
            taken_over_check="",
            declined_check="",
        )
        entry = self._add(reference, EntryKind.HANDOVER, said, 0)
        return PreparedPackage(entry.subject, said, out, out.stat().st_size)

    def note_handed_over(self, reference: str, number: int, way: Way) -> Handover:
        return self._step(reference, number, HandoverState.HANDED_OVER, way=way)

    def acknowledge(self, reference: str, code: str, number: int = 0) -> Handover:
        return self._answered(reference, code, CODE, number, HandoverState.ACKNOWLEDGED)

    def note_declined(self, reference: str, code: str, reason: str, number: int = 0) -> Handover:
        return self._answered(reference, code, DECLINED_CODE, number, HandoverState.DECLINED, reason)

    def take_back(self, reference: str, number: int, reason: str) -> Handover:
        if not reason.strip():
            raise NotAllowed("Skriv hvorfor.")
        return self._step(reference, number, HandoverState.TAKEN_BACK, reason=reason)

    def _answered(
        self, reference: str, typed: str, right: str, number: int, state: HandoverState, reason: str = ""
    ) -> Handover:
        waiting = [one for one, said in handovers_of(self._entries(reference)).items() if said.is_open]
        number = number or waiting[-1]
        if typed_code(typed) != right:
            before = handovers_of(self._entries(reference))[number]
            after = replace(before, wrong_codes=before.wrong_codes + 1)
            self._add(reference, EntryKind.HANDOVER, after, number)
            raise BadAnswer("Koden passer ikke til pakken.", "code")
        return self._step(reference, number, state, reason=reason)

    def _step(self, reference: str, number: int, state: HandoverState, **changes: Any) -> Handover:
        before = handovers_of(self._entries(reference))[number]
        refuse_step(before, state)
        after = replace(before, state=state, **changes)
        self._add(reference, EntryKind.HANDOVER, after, number)
        return after

    # -- receiving -------------------------------------------------------------------------------------------------------
    def open_package(self, untrusted: Path | bytes, going_on: GoingOn = lambda _done, _of: True) -> Preview:
        if self.store.packages.fault is not None:
            raise self.store.packages.fault
        going_on(1, 1)
        preview = self.store.packages.preview
        assert isinstance(preview, Preview)
        return preview

    def receive(
        self, untrusted: Path | bytes, content: HandoverContent, going_on: GoingOn = lambda _done, _of: True
    ) -> TakenIn:
        preview = self.open_package(untrusted, going_on)
        reference = preview.reference or "SD-2026-0099"
        return TakenIn(reference, CODE, not preview.reference, preview.answers, preview.incidents, 0, 0, 0, preview)

    def decline_package(self, untrusted: Path | bytes, reason: str) -> str:
        if not reason.strip():
            raise NotAllowed("Skriv hvorfor.")
        self.open_package(untrusted)
        return DECLINED_CODE

    def settle_conflict(
        self, reference: str, number: int, choice: Choice, reason: str, weighing: Weighing, confirmation: Confirmation
    ) -> None:
        entries: Sequence[Entry] = self._entries(reference)
        newest = [one for one in entries if one.kind is EntryKind.CONFLICT and one.subject == number][-1]
        self._add(reference, EntryKind.CONFLICT, replace(newest.said, choice=choice), number)
