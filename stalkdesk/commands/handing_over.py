"""`handover`, `receive`, `acknowledge`, and what a scripted exchange needs besides: cards of desks, declining, taking back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stalkdesk import app
from stalkdesk.casework.contacts.contact_register import contacts_now
from stalkdesk.casework.handover.addressees import addressee_named
from stalkdesk.casework.handover.desks import MOST_CARD, Desk, card_text, desks_of
from stalkdesk.casework.handover.handing_over import PackageRequest, PackageWeighed, Preview
from stalkdesk.casework.handover.handover_codes import shown_code
from stalkdesk.casework.handover.handovers import Handover, Purpose, Way
from stalkdesk.casework.handover.receiver_profiles import Allowance
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.sharing.consents import Group, SharedFor
from stalkdesk.commands.terminal import answer
from stalkdesk.errors import PackageUnfit, WrongUsage
from stalkdesk.exports import write_out
from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer

_Opens = Callable[[argparse.Namespace], "Drawer"]


# -- the acts ----------------------------------------------------------------------------------------------------------------
def handover(options: argparse.Namespace, opened: _Opens) -> int:
    """Makes a package, or shows what would go."""
    with closing(opened(options)) as drawer:
        request, content = _request(drawer, options), app.handover_content(drawer)
        if options.out is None:
            return answer(_weighed(drawer.weigh_package(options.reference, request, content)))
        way = _way(options.way) if options.way else None
        made = drawer.prepare_package(options.reference, request, content, options.out, app.handover_cover)
        said = made.handover if way is None else drawer.note_handed_over(options.reference, made.number, way)
    return answer({"file": str(made.file), "bytes": made.size, "package": made.number, **_handed(said)})


def _request(drawer: Drawer, options: argparse.Namespace) -> PackageRequest:
    lines = drawer.register(RegisterKind.CONTACT, RegisterKind.AWAY, RegisterKind.CHECKED, RegisterKind.DESK)
    contacts = contacts_now(lines, drawer.contacts(), authority=drawer.unit().authority)
    to = addressee_named(options.to, tuple(desks_of(lines).values()), contacts)
    groups = _codes(options.groups, Group)
    return PackageRequest(
        purpose=Purpose.SHARE if options.share else Purpose.TRANSFER,
        desk_id=to.desk.desk_id,
        receiver=to.receiver,
        receiver_id=to.contact_id,
        receiver_name=to.name,
        groups=tuple(groups) or tuple(Group),
        attachments=_numbers(options.attachments),
        shared_for=_codes(options.shared_for, SharedFor)[0] if options.shared_for else None,
    )


def acknowledge(options: argparse.Namespace, opened: _Opens) -> int:
    """The code was read back."""
    with closing(opened(options)) as drawer:
        if options.declined:
            said = drawer.note_declined(options.reference, options.code, options.declined, options.package)
        else:
            said = drawer.acknowledge(options.reference, options.code, options.package)
    return answer({"reference": options.reference, **_handed(said)})


def take_back(options: argparse.Namespace, opened: _Opens) -> int:
    """Takes a package or a case back."""
    with closing(opened(options)) as drawer:
        said = drawer.take_back(options.reference, options.package, options.reason)
    return answer({"reference": options.reference, **_handed(said)})


def receive(options: argparse.Namespace, opened: _Opens) -> int:
    """Takes a package in, looks into it, or declines it."""
    with closing(opened(options)) as drawer:
        if options.look:
            return answer(_looked(drawer.open_package(options.file)))
        if options.decline:
            return answer({"declined": True, "code": shown_code(drawer.decline_package(options.file, options.decline))})
        done = drawer.receive(options.file, app.handover_content(drawer))
    return answer(
        {
            "reference": done.reference,
            "code": shown_code(done.code),
            "new_case": done.is_new_case,
            "answers": done.answers,
            "incidents": done.incidents,
            "visits": done.visits,
            "files": done.files,
            "conflicts": done.conflicts,
            "from": done.preview.desk_name,
            "call": done.preview.phone,
            "until": done.preview.clock_until.isoformat(),
        }
    )


def desk_card(options: argparse.Namespace, opened: _Opens, store_of: Callable[[argparse.Namespace], Path]) -> int:
    """This desk's card."""
    with closing(opened(options)) as drawer:
        card = drawer.desk_card()
    if options.out is not None:
        write_out({options.out: card_text(card).encode()}, store_of(options), lambda: None)
    told: dict[str, Any] = {"desk_id": card.desk_id, "name": card.name, "fingerprint": card.fingerprint}
    return answer({**told, "file": str(options.out)} if options.out is not None else {**told, "card": card_text(card)})


def desk(options: argparse.Namespace, opened: _Opens) -> int:
    """Reads another desk's card in, or lists the desks there are."""
    with closing(opened(options)) as drawer:
        if options.file is None:
            return answer([_desk_told(one) for one in desks_of(drawer.register(RegisterKind.DESK)).values()])
        card = drawer.read_desk_card(_read(options.file))
        return answer(_desk_told(drawer.keep_desk(card, options.fingerprint, options.compared_with, options.contact)))


# -- reading and telling -----------------------------------------------------------------------------------------------------
def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_CARD + 1)
    except OSError as problem:
        names = {"file": str(file), "problem": problem.strerror or "?"}
        raise PackageUnfit(tr("Filen {file} kunne ikke læses: {problem}", **names)) from None


def _codes(untrusted: str, codes: Any) -> list[Any]:
    found = [one.strip() for one in untrusted.split(",") if one.strip()]
    unknown = [one for one in found if one not in {code.value for code in codes}]
    if unknown:
        raise WrongUsage(tr("{code} findes ikke. Vælg af: {codes}.", code=unknown[0], codes=", ".join(codes)))
    return [codes(one) for one in found]


def _way(untrusted: str) -> Way:
    (way,) = _codes(untrusted.replace(",", " "), Way)
    return Way(way)


def _numbers(untrusted: str) -> tuple[int, ...]:
    found = [one.strip() for one in untrusted.split(",") if one.strip()]
    if not all(one.isascii() and one.isdigit() and len(one) < 4 for one in found):
        raise WrongUsage(tr("Skriv bilagenes numre med komma imellem, for eksempel 3, 5."))
    return tuple(int(one) for one in found)


def _handed(said: Handover) -> dict[str, Any]:
    return {
        "state": said.state.value,
        "purpose": said.purpose.value,
        "to": said.receiver_name,
        "groups": list(said.groups),
        "left_out": list(said.withheld),
        "attachments": list(said.attachments),
        "until": said.clock_until.isoformat(),
    }


def _weighed(found: PackageWeighed) -> dict[str, Any]:
    return {
        **_allowed(found.allowance),
        "answers": {group.value: found.answers.get(group, 0) for group in found.allowance.groups},
        "incidents": found.incidents if Group.INCIDENTS in found.allowance.groups else 0,
        "attachments": list(found.attachments),
        "attachments_left_out": list(found.attachments_left),
        "until": found.clock_until.isoformat(),
    }


def _allowed(found: Allowance) -> dict[str, Any]:
    left = [{"group": group.value, "why": why.value} for group, why in found.left_out]
    return {"groups": [group.value for group in found.groups], "left_out": left, "bases": list(found.bases)}


def _looked(preview: Preview) -> dict[str, Any]:
    return {
        "from": preview.desk_name,
        "person": preview.person,
        "phone": preview.phone,
        "their_reference": preview.their_reference,
        "purpose": preview.purpose.value,
        "made_at": preview.made_at.isoformat(),
        "until": preview.clock_until.isoformat(),
        "groups": [group.value for group in preview.groups],
        "left_out": [{"group": group.value, "why": why} for group, why in preview.left_out],
        "definition": preview.definition,
        "urgency": preview.urgency,
        "answers": preview.answers,
        "incidents": preview.incidents,
        "visits": preview.visits,
        "files": [{"name": name, "bytes": size} for name, size in preview.files],
        "here": preview.reference,
        "handed_back": preview.is_handed_back,
    }


def _desk_told(desk: Desk) -> dict[str, Any]:
    return {
        "desk_id": desk.desk_id,
        "name": desk.name,
        "authority": desk.authority,
        "fingerprint": desk.fingerprint,
        "state": desk.state.value,
        "contact": desk.contact_id,
    }
