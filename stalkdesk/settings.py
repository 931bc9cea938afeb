"""What an authority may decide for its own desk: one declaration per setting.

The store keeps a setting as text under its key (`Drawer.setting`); `value` reads it, and falls back to the default when nothing
is kept or what is kept makes no sense. `kept` is its opposite.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

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
    MONTHS = "months"


class SettingGroup(StrEnum):
    """What the setting is about, in the order of the settings page."""

    LOCK = "lock"
    WEEK = "week"
    WINDOWS = "windows"
    """How far back, or how much, the rules of the assessment look ([E] in docs/assessment.md C3)."""
    RESPONSE_TIMES = "response_times"
    """How soon something follows ([E] in docs/assessment.md C3)."""
    FOLLOW_UPS = "follow_ups"
    """When people are followed up [E]."""
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

HANDOVER_CLOCK: dict[str, Setting] = {
    "acute": Setting(
        "handover_acute_hours",
        1,
        SettingKind.HOURS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Akut: så længe må en overdragelse vente på koden"),
        least=1,
        most=12,
    ),
    "high": Setting(
        "handover_high_workdays",
        1,
        SettingKind.WORKING_DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Høj bekymring: så længe må en overdragelse vente på koden"),
        least=0,
        most=3,
    ),
    "moderate": Setting(
        "handover_moderate_workdays",
        3,
        SettingKind.WORKING_DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Moderat bekymring: så længe må en overdragelse vente på koden"),
        least=1,
        most=10,
    ),
    "routine": Setting(
        "handover_routine_workdays",
        5,
        SettingKind.WORKING_DAYS,
        SettingGroup.RESPONSE_TIMES,
        lambda: tr("Rutine: så længe må en overdragelse vente på koden"),
        least=1,
        most=20,
    ),
}
"""By urgency. The defaults are those of `resources/handover/clock.toml`; they stand among the deadlines."""


def _later_follow_up(number: int) -> str:
    return tr("Opfølgning nummer {number}", number=number)


FOLLOW_UPS: tuple[Setting, ...] = (
    Setting(
        "follow_up_first_days",
        14,
        SettingKind.DAYS,
        SettingGroup.FOLLOW_UPS,
        lambda: tr("Første opfølgning, efter at støtteplanen er lavet"),
        least=1,
        most=60,
    ),
    *(
        Setting(
            f"follow_up_{number}_months",
            default,
            SettingKind.MONTHS,
            SettingGroup.FOLLOW_UPS,
            partial(_later_follow_up, number),
            least=0,
            most=36,
        )
        for number, default in ((2, 1), (3, 3), (4, 6), (5, 12))
    ),
)
"""When a follow-up is proposed, counted from the day of the plan; 0 months: none (`casework.support.follow_ups.Rhythm`)."""

ALL: tuple[Setting, ...] = (IDLE_LOCK_MINUTES, LEAST_SHOWN, *WINDOWS, *HANDOVER_CLOCK.values(), *FOLLOW_UPS)
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
