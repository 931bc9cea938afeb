"""The words of packages: how they stand, what for, and how they left."""

from __future__ import annotations

from datetime import datetime

from stalkdesk.casework.handover.desks import Desk, Trust
from stalkdesk.casework.handover.handovers import Handover, HandoverState, Purpose, Way
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import local_time


def state_word(state: HandoverState) -> str:
    """How it stands with a package."""
    return {
        HandoverState.PREPARED: tr("Lavet, ikke afleveret"),
        HandoverState.HANDED_OVER: tr("Afleveret, venter på koden"),
        HandoverState.ACKNOWLEDGED: tr("Kvitteret"),
        HandoverState.DECLINED: tr("Afvist"),
        HandoverState.TAKEN_BACK: tr("Taget tilbage"),
        HandoverState.HANDED_BACK: tr("Givet tilbage til os"),
    }[state]


def purpose_word(purpose: Purpose) -> str:
    """What a package is for."""
    return tr("Sagen overdrages") if purpose is Purpose.TRANSFER else tr("En kopi deles")


def way_word(way: Way) -> str:
    """How a package left the desk."""
    return {
        Way.USB: tr("På USB-stik"),
        Way.IN_PERSON: tr("Personligt"),
        Way.POST: tr("Med post"),
        Way.COURIER: tr("Med bud"),
        Way.MAIL: tr("Som vedhæftet fil i en mail"),
        Way.OTHER: tr("På en anden måde"),
    }[way]


def clock_said(package: Handover, now: datetime) -> str:
    """How long there is for the code; empty for a package whose clock does not run."""
    if not package.is_open:
        return ""
    at = local_time(package.clock_until)
    return tr("Frist overskredet {at}", at=at) if package.clock_until < now else tr("Senest {at}", at=at)


def trust_word(desk: Desk) -> str:
    """Whether packages go to and come from a desk."""
    if desk.state is Trust.TRUSTED and desk.compared_at is not None:
        return tr("Sammenlignet {at} med {name}", at=local_time(desk.compared_at).split(" ")[0], name=desk.compared_with)
    if desk.state is Trust.WITHDRAWN:
        return tr("Tilliden er trukket tilbage")
    return tr("Fingeraftrykket er ikke sammenlignet")


def size_word(size: int) -> str:
    """A size in whole kilobytes or megabytes."""
    if size < 1_000_000:
        return tr("{count} kB", count=max(1, round(size / 1000)))
    return tr("{count} MB", count=round(size / 1_000_000))
