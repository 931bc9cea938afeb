"""An answer out of a package, in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from stalkdesk.casework.handover.handovers import Conflict
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.parsing import restored, shown
from stalkdesk.language import tr


def answer_said(question: Question | None, conflict: Conflict, text: str) -> str:
    """The answer in `text` (its JSON form) as it is read; as it stands where this checklist does not know the question."""
    if not text:
        return tr("intet svar")
    if question is None:
        return text
    try:
        return shown(question, restored(conflict.question_id, conflict.kind, json.loads(text), datetime.now(UTC), ""))
    except (BadAnswer, ValueError):
        return text
