"""Handing cases over: a package is made and kept as prepared (`packages_made` answers for what becomes of it).

The file is written whole beside its place, under a name that nobody else has, then the case says so in one transaction, and
only then the file gets its name. A kill leaves a file that nobody knows (`stalkdesk-….new`), or a package that is prepared and
whose file must be made again: never half. A file that this act did not make is never touched.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from stalkdesk.casework.attachments import Attachment, GoingOn
from stalkdesk.casework.contacts.contact_register import contacts_now
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.handover.addressees import addressees
from stalkdesk.casework.handover.desks import Desk, OwnKeys, refuse_unless_trusted
from stalkdesk.casework.handover.handing_over import (
    DrawsCover,
    HandoverContent,
    PackageRequest,
    PackageWeighed,
    PreparedPackage,
)
from stalkdesk.casework.handover.handover_clock import runs_out
from stalkdesk.casework.handover.handover_codes import CodeOf, check_of, code_of
from stalkdesk.casework.handover.handovers import Handover, HandoverState, refuse_prepare
from stalkdesk.casework.handover.packages import FORMAT, SCHEMA, CaseFile, Manifest, Part, Party
from stalkdesk.casework.handover.packing import CaseToPack, Envelope, answers_by_group, files_that_go, handed_on, packed
from stalkdesk.casework.handover.packing_cover import cover_facts
from stalkdesk.casework.handover.receiver_profiles import Allowance, allowance, refuse_empty
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.officers import Act, Unit
from stalkdesk.casework.register import RegisterKind
from stalkdesk.data import dues, rows, tables
from stalkdesk.data.attachment_files import AttachmentFiles, BrokenFile
from stalkdesk.data.attachment_rows import checked_pieces, words_of
from stalkdesk.data.attachments import broken_attachment
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.entries import write_entries
from stalkdesk.data.handover.desk_keys import DeskKeys, desk_of, signed
from stalkdesk.data.handover.packing_case import case_to_pack, filed_row, next_version, origin_of
from stalkdesk.data.packages.reading import refuse_unreadable
from stalkdesk.data.packages.writing import (
    CASE,
    COVER,
    MANIFEST,
    SIGNATURE,
    PartToWrite,
    file_name,
    part_of,
    unwritable,
    write_package,
)
from stalkdesk.data.people import People, contacts_of, unit_of
from stalkdesk.data.register_rows import lines_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.data.whole_files import move_over
from stalkdesk.errors import CaseChanged, NotAllowed, PlaceUnfit
from stalkdesk.intake.children import refuse_open_child
from stalkdesk.language import tr

WEIGH_PACKAGE = "weigh_package"
"""The journal's word for looking at what would go."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything a package is made of."""

    row: rows.StoredRow
    case: CaseToPack
    desk: Desk
    keys: OwnKeys
    found: Allowance
    envelope: Envelope
    files: tuple[Attachment, ...]
    manifest: Manifest
    """Without its parts."""
    request: PackageRequest
    at: datetime

    @property
    def receiver_name(self) -> str:
        return self.request.receiver_name or self.desk.name


class Sending:
    """Makes packages."""

    def __init__(self, sitting: Sitting, people: People, desks: DeskKeys, files: AttachmentFiles, folder: Path) -> None:
        self._sitting, self._people, self._desks, self._files, self._folder = sitting, people, desks, files, folder

    def weigh(self, reference: str, request: PackageRequest, content: HandoverContent) -> PackageWeighed:
        """What would go; journalled."""
        sitting = self._sitting
        sitting.check(Act.READ_PROTECTED)
        with sitting.act() as connection:
            row = filed_row(connection, reference)
            case = case_to_pack(connection, sitting.seal, row, content, self._desks.own(connection)[0])
            self._check_receiver(connection, desk_of(connection, request.desk_id), request)
            found = _allowed(case, request, content, sitting.now())
            sitting.note(connection, WEIGH_PACKAGE, row.reference, [f"contact:{request.receiver_id or request.desk_id}"])
        of_group = answers_by_group(case)
        going = {one.number for one in files_that_go(case, request.attachments, found.groups)}
        return PackageWeighed(
            allowance=found,
            answers={group: len(kept) for group, kept in of_group.items()},
            incidents=len(case.incidents),
            attachments=tuple(number for number in request.attachments if number in going),
            attachments_left=tuple(number for number in request.attachments if number not in going),
            clock_until=runs_out(sitting.now(), case.outcome.urgency, content.clock),
        )

    def prepare(
        self, reference: str, request: PackageRequest, content: HandoverContent, out: Path, draw: DrawsCover, going_on: GoingOn
    ) -> PreparedPackage:
        """Makes the package; gives it as it is kept."""
        sitting, unit = self._sitting, self._people.unit()
        sitting.check(Act.READ_PROTECTED)
        self._check_place(out)
        with sitting.act() as connection:
            plan = self._plan(connection, reference, request, content, unit)
        case_file = packed(plan.case, plan.found, plan.envelope)
        facts = cover_facts(plan.case, plan.found, case_file, plan.manifest, plan.receiver_name, plan.files)
        cover = draw(facts)
        fresh = out.with_name(f"stalkdesk-{plan.envelope.package_id}.new")
        size = write_package(fresh, self._parts(plan, case_file, cover), self._recipients(plan), going_on)
        try:
            self._check_place(out)
            number, handover = self._keep(plan, content)
        except BaseException:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        try:
            move_over(fresh, out)
        except OSError as fault:
            self._unmade(plan, number)
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise unwritable(out, fault) from None
        return PreparedPackage(number, handover, out, size)

    def _plan(
        self, connection: Connection, reference: str, request: PackageRequest, content: HandoverContent, unit: Unit
    ) -> _Plan:
        sitting, at = self._sitting, self._sitting.now()
        row = filed_row(connection, reference)
        if row.in_error:
            raise NotAllowed(tr("Sagen er markeret som en fejl og kan ikke sendes. Tag markeringen tilbage først."))
        desk_id, keys = self._desks.own(connection)
        desk = desk_of(connection, request.desk_id)
        refuse_unless_trusted(desk)
        self._check_receiver(connection, desk, request)
        case = case_to_pack(connection, sitting.seal, row, content, desk_id)
        refuse_prepare(case.entries, request.purpose)
        refuse_open_child({one: answer for one, (answer, _) in case.answers.items()}, day_of(at))
        found = _allowed(case, request, content, at)
        refuse_empty(found, request.receiver_name or desk.name)
        until = runs_out(at, case.outcome.urgency, content.clock)
        envelope = Envelope(rows.new_id(), secrets.token_hex(32), until, request.attachments)
        sender = Party(desk_id, unit.name, unit.authority.value, unit.phone, sitting.officer.full_name)
        receiver = Party(desk.desk_id, desk.name, desk.authority, person=request.receiver_name)
        manifest = Manifest(
            format=FORMAT,
            schema=SCHEMA,
            package_id=envelope.package_id,
            purpose=request.purpose,
            made_at=at,
            sender=sender,
            receiver=receiver,
            origin=origin_of(case, row.id, desk_id),
            version=next_version(case),
            parts=[],
        )
        files = files_that_go(case, request.attachments, found.groups)
        return _Plan(row, case, desk, keys, found, envelope, files, manifest, request, at)

    def _check_receiver(self, connection: Connection, desk: Desk, request: PackageRequest) -> None:
        """What a receiver may get follows from whose desk it is and who sits there, never from what is asked for."""
        lines = lines_of(connection, None, (RegisterKind.CONTACT,))
        known = contacts_now(lines, contacts_of(connection), authority=unit_of(connection).authority)
        (to,) = addressees((desk,), known)
        if (request.receiver, request.receiver_id) != (to.receiver, to.contact_id):
            raise NotAllowed(tr("Den modtager hører ikke til skranken {desk}. Vælg modtageren igen.", desk=desk.name))

    def _parts(self, plan: _Plan, case_file: CaseFile, cover: bytes) -> list[PartToWrite]:
        case_text = msgspec.json.encode(case_file)
        parts = [part_of(CASE, case_text), part_of(COVER, cover)]
        parts += [
            PartToWrite(file_name(one.number), one.size, one.sha256, self._pieces_of(plan.row.id, one.number))
            for one in plan.files
        ]
        told = msgspec.structs.replace(plan.manifest, parts=[Part(one.name, one.size, one.sha256) for one in parts])
        manifest = msgspec.json.format(msgspec.json.encode(told), indent=1)
        refuse_unreadable(case_text, manifest)
        signature = bytes.fromhex(signed(plan.keys, manifest))
        return [part_of(MANIFEST, manifest), part_of(SIGNATURE, signature), *parts]

    def _pieces_of(self, case_id: str, number: int) -> Callable[[], Iterator[bytes]]:
        sitting = self._sitting

        def pieces() -> Iterator[bytes]:
            with sitting.act() as connection:
                row = added_rows(connection, tables.attachment, case_id)[number - 1]
                words = words_of(row, sitting.seal)
            try:
                yield from checked_pieces(self._files, row, words)
            except BrokenFile:
                raise broken_attachment(number) from None

        return pieces

    @staticmethod
    def _recipients(plan: _Plan) -> tuple[str, str]:
        """The receiver, and the desk itself: it can open what it sent."""
        return plan.desk.age_recipient, plan.keys.age_recipient

    def _refuse_changed(self, connection: Connection, plan: _Plan, content: HandoverContent) -> None:
        """Raises CaseChanged when anything of the case is not as it was packed: answers, incidents, files, entries; or the desk
        is not the one that it was packed for."""
        desk_id, _ = self._desks.own(connection)
        row = filed_row(connection, plan.row.reference)
        case = case_to_pack(connection, self._sitting.seal, row, content, desk_id)
        if case != plan.case or row.in_error or desk_of(connection, plan.desk.desk_id) != plan.desk:
            raise CaseChanged(tr("Sagen er ændret, mens pakken blev lavet. Se, hvad der står nu, og lav den igen."))

    def _keep(self, plan: _Plan, content: HandoverContent) -> tuple[int, Handover]:
        sitting, code_key = self._sitting, bytes.fromhex(plan.keys.code_key)
        secret, package_id = bytes.fromhex(plan.envelope.secret), plan.envelope.package_id
        checks = {what: check_of(code_key, package_id, what, code_of(secret, package_id, what)) for what in CodeOf}
        request = plan.request
        said = Handover(
            package_id=package_id,
            state=HandoverState.PREPARED,
            purpose=request.purpose,
            desk_id=plan.desk.desk_id,
            receiver_id=request.receiver_id or plan.desk.desk_id,
            receiver_name=plan.receiver_name,
            groups=tuple(group.value for group in plan.found.groups),
            withheld=tuple(group.value for group, _ in plan.found.left_out),
            attachments=tuple(one.number for one in plan.files),
            version=plan.manifest.version,
            clock_until=plan.envelope.clock_until,
            taken_over_check=checks[CodeOf.TAKEN_OVER],
            declined_check=checks[CodeOf.DECLINED],
            basis=", ".join(plan.found.bases),
        )
        with sitting.act() as connection:
            self._refuse_changed(connection, plan, content)
            new = NewEntry(EntryKind.HANDOVER, said, 0, "", Recipient.OTHER_AUTHORITY, said.receiver_id)
            kept, *_ = write_entries(connection, sitting, plan.row, [new, *handed_on(plan.case.entries, said)])
            dues.rewrite(connection, sitting.seal, plan.row.id)
        return kept.subject, kept.said

    def _unmade(self, plan: _Plan, number: int) -> None:
        """The file could not get its name: nothing left the desk, and the case says so."""
        from stalkdesk.data.handover.packages_made import step

        reason = tr("Filen kunne ikke gemmes.")
        step(self._sitting, plan.row.reference, number, HandoverState.TAKEN_BACK, reason=reason)

    def _check_place(self, out: Path) -> None:
        """Never in the store's folder, never over a file that is there."""
        try:
            resolved, home = out.resolve(), self._folder.resolve()
            if any(place == home or (place.exists() and place.samefile(home)) for place in (resolved, *resolved.parents)):
                raise PlaceUnfit(tr("{file} ligger i sagsskabets mappe. Vælg et andet sted.", file=str(out)))
            if out.exists():
                raise PlaceUnfit(tr("Der ligger allerede en fil med det navn. Vælg et andet navn."))
            if not out.parent.is_dir():
                raise PlaceUnfit(tr("Mappen {folder} findes ikke. Lav den først.", folder=str(out.parent)))
        except (OSError, RuntimeError, ValueError):
            raise PlaceUnfit(tr("Stedet kan ikke bruges. Vælg et andet.")) from None


def _allowed(case: CaseToPack, request: PackageRequest, content: HandoverContent, at: datetime) -> Allowance:
    profile = content.profiles.get(request.receiver)
    if profile is None:
        raise NotAllowed(tr("Der er ingen regel for, hvad den modtager må få. Vælg en anden modtager."))
    return allowance(profile, case.entries, request.groups, day_of(at), request.receiver_id, request.shared_for)
