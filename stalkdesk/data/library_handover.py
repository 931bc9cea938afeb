"""The content of handovers: how long one may wait, and what each kind of receiver may get (`resources/handover/`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.handover.handover_clock import Clock, Patience
from stalkdesk.casework.handover.receiver_profiles import Profile
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.library_files import ContentTable
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

CLOCK, PROFILES = "handover/clock.toml", "handover/profiles.toml"


def read_clock(resources: Path) -> Clock:
    """How long each level may wait. Raises ContentBroken."""
    table = ContentTable.read(resources, CLOCK)
    table.text("source")
    found = {}
    for urgency in Urgency:
        level = table.table(urgency.value)
        patience = Patience(level.whole("hours", 0), level.whole("workdays", 0))
        if bool(patience.hours) == bool(patience.workdays):
            table.blame(tr("angiv enten »hours« eller »workdays«, fra 1 og op."), urgency.value)
        level.close()
        found[urgency] = patience
    table.close()
    return MappingProxyType(found)


def read_profiles(resources: Path) -> Mapping[Receiver, Profile]:
    """What each kind of receiver may get. Raises ContentBroken."""
    table = ContentTable.read(resources, PROFILES)
    table.text("source")
    found = {}
    for receiver in Receiver:
        profile = table.table(receiver.value)
        rules = profile.table("rules")
        by_rule = {code: _groups(rules, code) for code in rules}
        found[receiver] = Profile(receiver, _groups(profile, "consent"), MappingProxyType(by_rule))
        rules.close()
        profile.close()
    table.close()
    return MappingProxyType(found)


def _groups(table: ContentTable, key: str) -> frozenset[Group]:
    codes = table.texts(key)
    unknown = [code for code in codes if code not in frozenset(Group)]
    if unknown:
        table.blame(tr("»{key}« findes ikke som gruppe.", key=unknown[0]), key)
    return frozenset(Group(code) for code in codes)
