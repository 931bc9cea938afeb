"""What a package says: the form of `manifest.json` and `case.json` (docs/handover.md, resources/package.schema.json).

Both are read strictly: a field that is unknown, missing, too long or of another kind is refused, and so is a later version.
Texts are as they were written; times are UTC; days are ISO. An answer has the JSON form of `intake/answers.py`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from stalkdesk.casework.handover.handovers import Purpose
from stalkdesk.casework.log.incident_log import Channel
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.support.follow_ups import FollowUpKind, FollowUpState
from stalkdesk.casework.support.plan import MeasureState
from stalkdesk.casework.visits import HowCame, SafeContact
from stalkdesk.intake.answers import DatePrecision
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Definition, Urgency

FORMAT = "stalkdesk-package"
SCHEMA = 1

_Short = Annotated[str, Meta(max_length=400)]
_Name = Annotated[str, Meta(min_length=1, max_length=400)]
_Line = Annotated[str, Meta(max_length=4000)]
_Text = Annotated[str, Meta(max_length=20_000)]
_Id = Annotated[str, Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", max_length=36)]
_Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
_Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
_Size = Annotated[int, Meta(ge=0, le=2_000_000_000)]
_Time = Annotated[datetime, Meta(tz=True)]
_Value = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)] | _Text | list[_Short] | dict[str, _Text]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every field must be known."""


class Party(_Strict, frozen=True):
    """One of the two desks."""

    desk_id: _Id
    name: _Short
    authority: _Short = ""
    phone: _Short = ""
    person: _Short = ""
    """Who made the package, or whom it is for."""


class Origin(_Strict, frozen=True):
    """Where the case was first filed: what tells two versions of one case from two cases."""

    desk_id: _Id
    case_id: _Id


class Part(_Strict, frozen=True):
    """One file of the package."""

    name: _Short
    size: _Size
    sha256: _Sha256


class Manifest(_Strict, frozen=True):
    """`manifest.json`: what the package is, and the hash of each of its other parts. Signed by the sending desk."""

    format: _Short
    schema: _Count
    package_id: _Id
    purpose: Purpose
    made_at: _Time
    sender: Party
    receiver: Party
    origin: Origin
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    parts: Annotated[list[Part], Meta(max_length=600)]


class PackedAnswer(_Strict, frozen=True):
    """One answer as it stands now."""

    id: _Short
    value: _Value
    compartment: Compartment
    at: _Time
    by: _Short


class PackedReport(_Strict, frozen=True):
    """Where an incident was reported."""

    where: _Line = ""
    on: _Short = ""
    number: _Short = ""


class PackedIncident(_Strict, frozen=True):
    """One incident of the log."""

    happened: _Short
    precision: DatePrecision
    acts: Annotated[list[_Short], Meta(min_length=1, max_length=50)]
    said: _Text
    at: _Time
    by: _Short
    clock: _Short = ""
    channel: Channel | None = None
    place: _Line = ""
    witnesses: _Line = ""
    exhibits: _Line = ""
    """As they are numbered by the sender."""
    reported: PackedReport = PackedReport()


class PackedVisit(_Strict, frozen=True):
    """One time that she turned to a desk about the case: its first intake there, or a visit since."""

    desk_id: _Id
    """The desk where it was, which need not be the sender's; with `number` and `at` it tells the visit from every other."""
    desk_name: _Name
    number: Annotated[int, Meta(ge=1, le=1_000_000)]
    """1 for the first intake at that desk."""
    at: _Time
    by: _Short = ""
    how: HowCame | None = None
    """None for a first intake."""
    in_short: _Line = ""
    companion: _Line = ""
    """Only with the group `safe_contact`, and so is `safe_contact`."""
    promised_next: _Line = ""
    """Only with the group `plan`."""
    safe_contact: SafeContact = SafeContact.NOT_ASKED


class PackedOutcome(_Strict, frozen=True):
    """How the sender evaluated the case, and what was confirmed."""

    definition: Definition
    computed: Urgency
    urgency: Urgency
    """As it was confirmed."""
    rules: Annotated[list[_Short], Meta(max_length=200)]
    rules_version: _Short
    at: _Time


class PackedExhibit(_Strict, frozen=True):
    """One line of the sender's list of exhibits."""

    number: _Count
    what: _Line
    where: _Line
    """Where it is now, in words."""
    sha256: Annotated[str, Meta(max_length=64)] = ""
    attachment: _Count = 0
    """Number of the file in this package; 0 when it is not in it."""


class PackedMeasure(_Strict, frozen=True):
    """One measure of the plan."""

    need: _Short
    state: MeasureState
    who: _Line = ""
    by_when: date | None = None
    next_call: date | None = None
    note: _Text = ""


class PackedFollowUp(_Strict, frozen=True):
    """One follow-up that is still to be held."""

    due: date
    kind: FollowUpKind
    promised: bool
    state: FollowUpState
    what: _Text = ""


class PackedLetter(_Strict, frozen=True):
    """One letter or referral that was made and left the desk. Never its text, nor whom it names."""

    what: _Name
    """What kind it is, and so to whom: in the sender's words."""
    at: _Time
    desk_name: _Name
    """The desk that wrote it."""


class PackedFile(_Strict, frozen=True):
    """One file that comes along; its bytes are `attachments/NNN`."""

    number: Annotated[int, Meta(ge=1, le=999)]
    """The sender's."""
    name: _Short
    said: _Line
    compartment: Compartment


class LeftOut(_Strict, frozen=True):
    """One group that is not in the package."""

    group: Group
    why: _Line


class CaseFile(_Strict, frozen=True):
    """`case.json`: the case as it stands, in the groups that may be sent."""

    schema: _Count
    package_id: _Id
    secret: _Sha256
    """Random: what the two codes are made of."""
    reference: _Short
    """The sender's."""
    filed_at: _Time
    checklist_version: _Short
    clock_until: _Time
    groups: Annotated[list[Group], Meta(max_length=50)]
    left_out: Annotated[list[LeftOut], Meta(max_length=50)]
    basis: _Short
    """Code of the rule it rests on, or empty for consent."""
    outcome: PackedOutcome | None
    answers: Annotated[list[PackedAnswer], Meta(max_length=1000)]
    incidents: Annotated[list[PackedIncident], Meta(max_length=5000)]
    visits: Annotated[list[PackedVisit], Meta(max_length=1000)]
    exhibits: Annotated[list[PackedExhibit], Meta(max_length=1000)]
    measures: Annotated[list[PackedMeasure], Meta(max_length=200)]
    follow_ups: Annotated[list[PackedFollowUp], Meta(max_length=200)]
    letters: Annotated[list[PackedLetter], Meta(max_length=500)]
    files: Annotated[list[PackedFile], Meta(max_length=500)]


class Peek(msgspec.Struct, frozen=True):
    """What is read of a manifest first, so that a later version is told from a broken one."""

    format: str = ""
    schema: int = 0


def package_schema() -> dict[str, Any]:
    """The JSON schema of both files, as it is shipped."""
    _, parts = msgspec.json.schema_components((Manifest, CaseFile), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"StalkDesk package, version {SCHEMA}",
        "description": "manifest.json is a Manifest, case.json a CaseFile (docs/handover.md).",
        "oneOf": [{"$ref": "#/$defs/Manifest"}, {"$ref": "#/$defs/CaseFile"}],
        "$defs": dict(sorted(parts.items())),
    }
