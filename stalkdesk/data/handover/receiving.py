"""Taking packages in: whole or not at all. Files lie fresh beside the others before the one transaction that makes them part of
a case; what a killed program leaves of them is swept at the next opening, as of any attachment.

A case that is not here becomes a new one, evaluated by this desk's own rules and never below the level the sender confirmed. Of
one that is here a newer version came: what is new is added under the sending desk's name, what differs becomes a conflict.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from stalkdesk.casework.additions import Addition, check_addition
from stalkdesk.casework.attachments import MOST_BYTES, GoingOn, safe_name
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.handover.desks import PackageSeen, desks_of
from stalkdesk.casework.handover.handing_over import HandoverContent, Preview, TakenIn
from stalkdesk.casework.handover.handover_codes import CodeOf, code_of
from stalkdesk.casework.handover.handovers import Purpose, stub_of
from stalkdesk.casework.handover.packages import Origin
from stalkdesk.casework.handover.unpacking import answers_in, incidents_in
from stalkdesk.casework.officers import Act
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.data import rows, tables
from stalkdesk.data.attachments import Attachments
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.handover.desk_keys import DeskKeys
from stalkdesk.data.handover.packages_made import stated
from stalkdesk.data.handover.received_rows import Done, Staged, TakingIn, write_new_case, write_version
from stalkdesk.data.packages import limits
from stalkdesk.data.packages.reading import OpenedPackage, Who, opened_package
from stalkdesk.data.people import unit_of
from stalkdesk.data.register import write_lines
from stalkdesk.data.register_rows import lines_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of, day_text
from stalkdesk.errors import BadAnswer, CaseUnknown, PackageUnfit, TooLong
from stalkdesk.language import tr

OPEN_PACKAGE = "open_package"
"""The journal's word for looking into a package."""


class Receiving:
    """Opens packages and takes them in."""

    def __init__(self, sitting: Sitting, desks: DeskKeys, attachments: Attachments, folder: Path) -> None:
        self._sitting, self._desks, self._attachments, self._folder = sitting, desks, attachments, folder

    # -- looking ---------------------------------------------------------------------------------------------------------
    def look(self, untrusted: Path | bytes, going_on: GoingOn) -> Preview:
        """What is in it; journalled before it is given."""
        self._sitting.check(Act.TAKE_INTAKE)
        with opened_package(untrusted, self._folder, self._who(), going_on) as package:
            return self._previewed(package)

    def decline(self, untrusted: Path | bytes, reason: str) -> str:
        """Keeps that the package was declined; gives the code for that."""
        sitting, why = self._sitting, stated(reason)
        sitting.check(Act.TAKE_INTAKE)
        with opened_package(untrusted, self._folder, self._who(), lambda _done, _of: True) as package:
            with sitting.act() as connection:
                self._refuse_replay(connection, package)
                self._known(connection, package.manifest.origin)
                self._seen(connection, package, "", why)
            return code_of(bytes.fromhex(package.case.secret), package.case.package_id, CodeOf.DECLINED)

    def _who(self) -> Who:
        with self._sitting.act() as connection:
            desk_id, _ = self._desks.own(connection)
            own = tuple(line.said for line in self._desks.own_lines(connection))
            return Who(desk_id, own, desks_of(lines_of(connection, None, (RegisterKind.DESK,))))

    def _previewed(self, package: OpenedPackage) -> Preview:
        sitting, manifest, case = self._sitting, package.manifest, package.case
        with sitting.act() as connection:
            self._refuse_replay(connection, package)
            known = self._known(connection, manifest.origin)
            entries = () if known is None else entries_of(connection, None, known.id)
            gone, reference = stub_of(entries), "" if known is None else known.reference
            sitting.note(connection, OPEN_PACKAGE, reference, [f"contact:{package.desk.desk_id}"])
        return Preview(
            package_id=manifest.package_id,
            desk_id=package.desk.desk_id,
            desk_name=package.desk.name,
            person=manifest.sender.person,
            phone=package.desk.phone,
            their_reference=case.reference,
            purpose=manifest.purpose,
            version=manifest.version,
            made_at=manifest.made_at,
            clock_until=case.clock_until,
            groups=tuple(case.groups),
            left_out=tuple((one.group, one.why) for one in case.left_out),
            basis=case.basis,
            definition=case.outcome.definition if case.outcome else None,
            urgency=case.outcome.urgency if case.outcome else None,
            answers=len(case.answers),
            incidents=len(case.incidents),
            visits=len(case.visits),
            files=tuple((safe_name(one.name), package.file_size(one.number)) for one in case.files),
            reference=reference,
            is_handed_back=manifest.purpose is Purpose.TRANSFER and gone is not None and manifest.version > gone.version,
            cover=package.cover,
        )

    # -- taking in -------------------------------------------------------------------------------------------------------
    def receive(self, untrusted: Path | bytes, content: HandoverContent, going_on: GoingOn) -> TakenIn:
        """Takes it in; gives the case and the code."""
        sitting = self._sitting
        sitting.check(Act.TAKE_INTAKE)
        with opened_package(untrusted, self._folder, self._who(), going_on) as package:
            preview = self._previewed(package)
            taking = self._read(package, content)
            staged: list[Staged] = []
            try:
                self._stage(package, staged, going_on)
                done = self._keep(package, replace(taking, staged=tuple(staged)))
            except BaseException:
                for one in staged:
                    self._attachments.sweep_unless_kept(one.file_id)
                raise
            for one in staged:
                if one.file_id in done.kept_files:
                    self._attachments.files.finish(one.file_id)
                else:
                    self._attachments.sweep_unless_kept(one.file_id)
            return TakenIn(
                reference=done.reference,
                code=taking.code,
                is_new_case=done.is_new_case,
                answers=done.answers,
                incidents=done.incidents,
                visits=done.visits,
                files=len(done.kept_files),
                conflicts=done.conflicts,
                preview=preview,
            )

    def _read(self, package: OpenedPackage, content: HandoverContent) -> TakingIn:
        """What is to be written, checked as anything that comes from outside. Raises PackageUnfit."""
        case, manifest, at = package.case, package.manifest, self._sitting.now()
        checklist = content.checklist_of(case.checklist_version)
        if checklist is None:
            raise limits.unknown_checklist(case.checklist_version)
        try:
            answers = answers_in(case, checklist, day_of(at), package.desk.name)
            incidents = incidents_in(case)
            check_addition(Addition("", incidents), day_of(at))
        except (BadAnswer, TooLong):
            raise limits.not_ours() from None
        code = code_of(bytes.fromhex(case.secret), case.package_id, CodeOf.TAKEN_OVER)
        with self._sitting.act() as connection:
            own_id, own_name = self._desks.own(connection)[0], unit_of(connection).name
        return TakingIn(
            at=at,
            case=case,
            manifest=manifest,
            desk=package.desk,
            answers=answers,
            kinds={question.id: question.kind for question in checklist.questions()},
            incidents=incidents,
            weighing=content.weighing_of(case.checklist_version),
            code=code,
            own_id=own_id,
            own_name=own_name,
        )

    def _stage(self, package: OpenedPackage, staged: list[Staged], going_on: GoingOn) -> None:
        """Writes the files sealed beside the others, without a row yet."""
        for one in package.case.files:
            if package.file_size(one.number) > MOST_BYTES:
                raise limits.too_large()
            file_id, key = secrets.token_hex(16), secrets.token_bytes(32)
            with package.file(one.number) as source:
                taken = self._attachments.files.take_in(source, file_id, key, going_on)
            staged.append(Staged(one, file_id, key.hex(), taken))
            if taken.sha256 != package.file_sha256(one.number):
                raise limits.damaged()

    def _keep(self, package: OpenedPackage, taking: TakingIn) -> Done:
        sitting = self._sitting
        with sitting.act() as connection:
            self._refuse_replay(connection, package)
            known = self._known(connection, package.manifest.origin)
            if known is None:
                done = write_new_case(connection, sitting, taking)
            else:
                done = write_version(connection, sitting, known, taking)
            self._seen(connection, package, done.reference, "")
        return done

    def _refuse_replay(self, connection: Connection, package: OpenedPackage) -> None:
        """Raises PackageUnfit for a package that was opened or declined here before, and says when."""
        for line in lines_of(connection, None, (RegisterKind.PACKAGE,)):
            if line.subject == package.manifest.package_id:
                raise _replayed(line.said, line.at)

    def _known(self, connection: Connection, origin: Origin) -> rows.StoredRow | None:
        """The row of the case here that it is another version of, or None; one that was erased is not here any more."""
        desk_id, _ = self._desks.own(connection)
        references = [
            line.said.reference
            for line in lines_of(connection, None, (RegisterKind.PACKAGE,))
            if (line.said.origin_desk, line.said.origin_case) == (origin.desk_id, origin.case_id) and line.said.reference
        ]
        if origin.desk_id == desk_id:
            case = tables.case_file
            found = connection.execute(select(case.c.reference).where(case.c.id == origin.case_id)).scalar()
            if found is None:
                raise limits.not_ours()
            references.append(str(found))
        for reference in references:
            with suppress(CaseUnknown):
                row = kept_row(connection, reference)
                if row.status == CaseStatus.FILED.value:
                    return row
        return None

    def _seen(self, connection: Connection, package: OpenedPackage, reference: str, declined: str) -> None:
        manifest, desk = package.manifest, package.desk
        said = PackageSeen(
            desk_id=desk.desk_id,
            desk_name=desk.name,
            origin_desk=manifest.origin.desk_id,
            origin_case=manifest.origin.case_id,
            made_at=manifest.made_at,
            reference=reference,
            is_declined=bool(declined),
        )
        write_lines(connection, self._sitting, [NewLine(RegisterKind.PACKAGE, manifest.package_id, said, declined)])


def _replayed(seen: PackageSeen, at: datetime) -> PackageUnfit:
    if seen.is_declined:
        return PackageUnfit(
            tr("Pakken blev afvist her {date}. Skal sagen alligevel hertil, så bed om en ny pakke.", date=day_text(at))
        )
    return PackageUnfit(
        tr(
            "Pakken er allerede modtaget {date} som sagen {reference}. Åbn sagen; koden står der.",
            date=day_text(at),
            reference=seen.reference,
        )
    )
