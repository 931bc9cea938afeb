"""What an authority may decide for its own desk: one declaration per setting.

The store keeps a setting as text under its key (`Drawer.setting`); `value` reads it, and falls back to the default when nothing
is kept or what is kept makes no sense. `kept` is its opposite.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr


class SettingKind(StrEnum):
    """What the number of a setting counts."""

    MINUTES = "minutes"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: a whole number from `least` to `most`, counting what `kind` says."""

    key: str
    default: int
    kind: SettingKind
    label: Callable[[], str]
    """What stands on the settings page, in the language of the screen."""
    least: int
    most: int


IDLE_LOCK_MINUTES = Setting(
    "idle_lock_minutes",
    5,
    SettingKind.MINUTES,
    lambda: tr("Lås skranken efter så mange minutter uden brug"),
    least=1,
    most=60,
)
LEAST_SHOWN = Setting(
    "least_shown",
    5,
    SettingKind.CASES,
    lambda: tr("Vis ikke tal under denne grænse i ugeoversigten"),
    least=5,
    most=50,
)
"""Primary suppression (docs/domain.md 11): `<5` is the least, and it may only be raised."""

ALL: tuple[Setting, ...] = (IDLE_LOCK_MINUTES, LEAST_SHOWN)
"""Every setting, in the order of the settings page."""


def value(setting: Setting, stored: str) -> int:
    """What the setting is: the stored text as a number, or the default when it is empty, unreadable or out of bounds."""
    number = _number(stored)
    return number if number is not None and setting.least <= number <= setting.most else setting.default


def kept(setting: Setting, untrusted: str) -> str:
    """The text to keep for what was typed. Raises WrongUsage with the bounds when it does not fit."""
    number = _number(untrusted)
    if number is None or not setting.least <= number <= setting.most:
        raise WrongUsage(
            tr(
                "”{label}” skal være et helt tal fra {least} til {most}.",
                label=setting.label(),
                least=setting.least,
                most=setting.most,
            )
        )
    return str(number)


def _number(untrusted: str) -> int | None:
    text = untrusted.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
