"""The windows and response times that are engineering defaults ([E] in docs/assessment.md C3): each authority decides its own.

Every evaluation is kept with the windows it was made with, so that a later change never rewrites what was found before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stalkdesk import settings


@dataclass(frozen=True, slots=True)
class Windows:
    """Whole numbers, each with the default of docs/assessment.md C3. The bounds are those of the settings."""

    violence_days: int = 7
    """A3: how many days back violence or strangulation counts as now."""
    suicidal_days: int = 7
    """A5: how many days back a statement about ending life counts as now."""
    approach_days: int = 7
    """A5: how many days back the question about being sought out reaches (fact `recent_approach_7d`)."""
    child_hours: int = 48
    """A4: how many hours either way the question about contact with the children reaches (fact `child_exposure_48h`)."""
    burst_attempts: int = 20
    """P: how many attempts within 24 hours the question `burst_24h` asks for."""
    high_days: int = 0
    """HIGH: within how many days supervisor and police are contacted; 0 is the same day."""
    moderate_working_days: int = 3
    """MODERATE: within how many working days the action plan stands."""
    routine_days: int = 14
    """ROUTINE: within how many days the victim is contacted again."""


DEFAULTS = Windows()
"""What holds while the authority has decided nothing else."""


def windows_from(read: Callable[[str], str]) -> Windows:
    """What the authority has decided; `read` gives the kept text of a setting, as `Drawer.setting` does.

    What was never decided, or makes no sense, is the default.
    """
    return Windows(**{setting.key: settings.value(setting, read(setting.key)) for setting in settings.WINDOWS})
