"""The part of the fake drawer that tells what is left open at the desk."""

from __future__ import annotations

from typing import Any

from stalkdesk.casework.papers import How
from stalkdesk.casework.support.shift import OpenDraft, OpenWork, SheetWaiting


class FakeShift:
    """Keeps the promise of `KeepsOpenWork` in memory."""

    store: Any

    def open_work(self) -> OpenWork:
        initials = {officer.full_name: officer.initials for officer in self.store.officers.values()}
        drafts, sheets = [], []
        for case in self.store.cases.values():
            draft = case.draft
            if case.filed is None:
                drafts.append(OpenDraft(draft.reference, draft.started_at, initials.get(draft.officer_name, "")))
            sheets += [
                SheetWaiting(draft.reference, one.sheet_id, one.language, one.at, one.by)
                for one in case.sheets
                if one.how is How.WAITING
            ]
        return OpenWork(tuple(drafts), tuple(sheets))
