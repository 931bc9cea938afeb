"""Which parts of a case a kind of receiver may get, and by which rule: the least that is needed
(`resources/handover/profiles.toml`).

A profile only takes away. What it lets through still needs a consent, or a rule with its reason (`consents.covers`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.sharing.consents import Group, SharedFor, covers
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of receiver may get."""

    receiver: Receiver
    by_consent: frozenset[Group]
    by_rule: Mapping[str, frozenset[Group]]
    """Code of the legal basis -> the groups that it may carry."""


class Why(StrEnum):
    """Why a group is left out."""

    NOT_CHOSEN = "not_chosen"
    PROFILE = "profile"
    """The receiver does not need it."""
    RULE = "rule"
    """The rule does not reach so far."""
    WITHHELD = "withheld"
    NOT_COVERED = "not_covered"
    """Neither consent nor a rule."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What goes, and what is left out and why."""

    groups: tuple[Group, ...]
    """In the order of the enum."""
    left_out: tuple[tuple[Group, Why], ...]
    bases: tuple[str, ...]
    """Codes of the rules that carry what no consent carries."""


def allowance(
    profile: Profile,
    entries: Sequence[Entry],
    chosen: Collection[Group],
    today: date,
    receiver_id: str = "",
    shared_for: SharedFor | None = None,
) -> Allowance:
    """What of `chosen` goes to the receiver today. `entries`: those of both compartments."""
    covered = covers(entries, profile.receiver, tuple(Group), today, receiver_id, shared_for)
    ruled = {group: _basis(entries, covered.by[group]) for group in covered.groups}
    sent, left = [], []
    for group in Group:
        why = _why(group, profile, frozenset(chosen), covered.groups, covered.withheld, ruled.get(group, ""))
        if why is None:
            sent.append(group)
        else:
            left.append((group, why))
    return Allowance(tuple(sent), tuple(left), tuple(sorted({ruled[group] for group in sent if ruled[group]})))


def refuse_empty(found: Allowance, receiver_name: str) -> None:
    """Raises NotAllowed, with what is missing, when nothing may be sent."""
    if not found.groups:
        raise NotAllowed(
            tr(
                "Der er hverken samtykke eller en regel, der lader noget af sagen gå til {receiver}. Spørg den udsatte, eller "
                "vælg en regel under Samtykke og deling.",
                receiver=receiver_name,
            )
        )


def why_said(why: Why) -> str:
    """Why a group is left out, as it stands in the preview and on the cover."""
    return {
        Why.NOT_CHOSEN: tr("ikke valgt"),
        Why.PROFILE: tr("modtageren har ikke brug for det"),
        Why.RULE: tr("reglen rækker ikke så langt"),
        Why.WITHHELD: tr("holdes tilbage"),
        Why.NOT_COVERED: tr("intet samtykke"),
    }[why]


def _why(
    group: Group,
    profile: Profile,
    chosen: frozenset[Group],
    covered: frozenset[Group],
    withheld: Iterable[Group],
    basis: str,
) -> Why | None:
    by_rule = profile.by_rule.get(basis, frozenset()) if basis else profile.by_consent
    if group in withheld:
        return Why.WITHHELD
    if group not in profile.by_consent and not any(group in groups for groups in profile.by_rule.values()):
        return Why.PROFILE
    if group not in covered:
        return Why.NOT_COVERED
    if group not in by_rule:
        return Why.RULE if basis else Why.PROFILE
    return None if group in chosen else Why.NOT_CHOSEN


def _basis(entries: Sequence[Entry], number: int) -> str:
    """The code of the rule of a SHARING entry; empty for a consent."""
    return str(getattr(entries[number - 1].said, "basis", ""))
