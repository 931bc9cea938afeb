"""The recovery sheet as the desk knows it: made when, put away or not, tried when; and whether somebody should see to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

TRY_AGAIN_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """How it stands with the sheet that opens this store."""

    made_at: datetime | None
    is_put_away: bool
    """False: it was made, and nobody has said yet that it was printed and put away."""
    tried_at: datetime | None

    def is_due(self, now: datetime) -> bool:
        """Whether the sheet should be tried: a year after it was made, or tried last."""
        known = [at for at in (self.made_at, self.tried_at) if at is not None]
        return bool(known) and now - max(known) > TRY_AGAIN_AFTER
