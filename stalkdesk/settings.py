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
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    ATTEMPTS = "attempts"


class SettingGroup(StrEnum):
    """What the setting is about, in the order of the settings page."""

    LOCK = "lock"
    WEEK = "week"
    WINDOWS = "windows"
    """How far back, or how much, the rules of the assessment look ([E] in docs/assessment.md C3)."""
    RESPONSE_TIMES = "response_times"
    """How soon something follows ([E] in docs/assessment.md C3)."""
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: a whole number from `least` to `most`, counting what `kind` says."""

    key: str
    default: int
    kind: SettingKind
    group: SettingGroup
    label: Callable[[], str]
    """What stands on the settings page, in the language of the screen."""
    least: int
    most: int


IDLE_LOCK_MINUTES = Setting(
    "idle_lock_minutes",
    5,
    SettingKind.MINUTES,
    SettingGroup.LOCK,
    lambda: tr("Lås skranken efter så mange minutter uden brug"),
    least=1,
    most=60,
)
LEAST_SHOWN = Setting(
    "least_shown",
    5,
    SettingKind.CASES,
    SettingGroup.WEEK,
    lambda: tr("Vis ikke tal under denne grænse i ugeoversigten"),
    least=5,
    most=50,
)
"""Primary suppression (docs/domain.md 11): `<5` is the least, and it may only be raised."""

WINDOWS: tuple[Setting, ...] = (
    Setting(
        "violence_days",
        7,
        SettingKind.DAYS,
        SettingGroup.WINDOWS,
        lambda: tr("Vold eller kvælning er akut fare så længe efter (regel A3)"),
        least=3,
        most=90,
    ),
    Setting(
        "suicidal_days",
        7,
        SettingKind.DAYS,
        SettingGroup.WINDOWS,
        lambda: tr("Udtalelser om at dø tæller som nye så længe (regel A5)"),
        least=3,
        most=90,
    ),
    Setting(
        "approach_days",
        7,
        SettingKind.DAYS,
        SettingGroup.WINDOWS,
        lambda: tr("Så langt tilbage spørges der, om udøveren har opsøgt den udsatte (regel A5)"),
        least=3,
        most=90,
    ),
    Setting(
        "child_hours",
        48,
        SettingKind.HOURS,
        SettingGroup.WINDOWS,
        lambda: tr("Så mange timer frem og tilbage spørges der til kontakt med børnene (regel A4)"),
        least=24,
        most=336,
    ),
    Setting(
        "burst_attempts",
        20,
        SettingKind.ATTEMPTS,
        SettingGroup.WINDOWS,
        lambda: tr("Så mange forsøg på ét døgn spørges der efter (kendetegnet Mønster)"),
        least=5,
        most=100,
    ),
    Setting(
        "high_days",
        0,
        SettingKind.DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Høj bekymring: så hurtigt kontaktes leder og politi"),
        least=0,
        most=3,
    ),
    Setting(
        "moderate_working_days",
        3,
        SettingKind.WORKING_DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Moderat bekymring: så hurtigt er handleplanen lagt"),
        least=1,
        most=10,
    ),
    Setting(
        "routine_days",
        14,
        SettingKind.DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Rutine: så hurtigt kontaktes den udsatte igen"),
        least=2,
        most=60,
    ),
)
"""One setting per window of `intake.windows.Windows`, under the same name: numbers without research behind them."""

BACKUP_KEEP_DAYS = Setting(
    "backup_keep_days",
    10,
    SettingKind.DAYS,
    SettingGroup.BACKUP,
    lambda: tr("Behold den seneste kopi fra hver af så mange dage"),
    least=3,
    most=60,
)
BACKUP_WARN_DAYS = Setting(
    "backup_warn_days",
    3,
    SettingKind.DAYS,
    SettingGroup.BACKUP,
    lambda: tr("Gør opmærksom på det, når den seneste kopi er ældre end"),
    least=1,
    most=30,
)
"""They stand on the page of the backups, not among the others."""

ALL: tuple[Setting, ...] = (IDLE_LOCK_MINUTES, LEAST_SHOWN, *WINDOWS)
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
