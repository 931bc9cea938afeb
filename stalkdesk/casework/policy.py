"""What takes which act: every method of the open drawer, in one table. `data.policing` lays it over the drawer as a whole, so
that no screen and no command gets past it; a method with None is for everyone who can unlock (docs/store.md 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stalkdesk.casework.officers import Act

NEEDED: Mapping[str, Act | None] = MappingProxyType(
    {
        # the intake
        "begin_intake": Act.TAKE_INTAKE,
        "keep_answer": Act.TAKE_INTAKE,
        "keep_answers": Act.TAKE_INTAKE,
        "forget_answer": Act.TAKE_INTAKE,
        "keep_unfinished": Act.TAKE_INTAKE,
        "keep_place": Act.TAKE_INTAKE,
        "drafts": Act.TAKE_INTAKE,
        "draft": Act.TAKE_INTAKE,
        "discard_draft": Act.TAKE_INTAKE,
        "file_case": Act.TAKE_INTAKE,
        "file_many": Act.TAKE_INTAKE,
        # cases
        "cases": Act.READ_CASE,
        "count_cases": Act.READ_CASE,
        "case": Act.READ_CASE,
        "protected_answers": Act.READ_PROTECTED,
        "whole_assessment": Act.READ_PROTECTED,
        "weigh": Act.READ_CASE,
        "add_to_case": Act.TAKE_INTAKE,
        "note_instrument": Act.TAKE_INTAKE,
        "keep_journal_number": Act.TAKE_INTAKE,
        "keep_sheet_given": Act.TAKE_INTAKE,
        "settle_sheet": Act.TAKE_INTAKE,
        "sheet_document": Act.READ_CASE,
        # what happens after the door; each kind of entry and of line asks for its own act besides (`entry_kinds`)
        "keep_entries": Act.TAKE_INTAKE,
        "protected_entries": Act.READ_PROTECTED,
        "keep_visit": Act.TAKE_INTAKE,
        "keep_begun": Act.TAKE_INTAKE,
        "begun": Act.TAKE_INTAKE,
        "cases_in_error": Act.READ_CASE,
        "take_in_log": Act.TAKE_INTAKE,
        "find_persons": Act.TAKE_INTAKE,
        "skip_search": Act.TAKE_INTAKE,
        "tracing": Act.TAKE_INTAKE,
        "go_on_tracing": Act.TAKE_INTAKE,
        "linked_cases": Act.READ_CASE,
        "same_perpetrator": Act.READ_CASE,
        "compare_persons": Act.READ_PROTECTED,
        "say_same_person": Act.TAKE_INTAKE,
        "link_when_filed": Act.TAKE_INTAKE,
        "give_code_card": Act.TAKE_INTAKE,
        "dues": Act.READ_CASE,
        "open_work": Act.READ_CASE,
        "register": Act.READ_CASE,
        "keep_in_register": Act.TAKE_INTAKE,
        # handing over, and taking in; desks and keys ask for their own act besides (`register_kinds`)
        "desk_card": Act.TAKE_INTAKE,
        "renew_desk_keys": Act.KEEP_KEYS,
        "read_desk_card": Act.TAKE_INTAKE,
        "keep_desk": Act.KEEP_DESKS,
        "seat_at_desk": Act.KEEP_DESKS,
        "withdraw_desk": Act.KEEP_DESKS,
        "weigh_package": Act.READ_PROTECTED,
        "prepare_package": Act.READ_PROTECTED,
        "note_handed_over": Act.TAKE_INTAKE,
        "acknowledge": Act.TAKE_INTAKE,
        "note_declined": Act.TAKE_INTAKE,
        "take_back": Act.TAKE_INTAKE,
        "open_package": Act.READ_PROTECTED,
        "receive": Act.READ_PROTECTED,
        "decline_package": Act.READ_PROTECTED,
        "settle_conflict": Act.READ_PROTECTED,
        # attachments
        "attach": Act.TAKE_INTAKE,
        "attachment_bytes": Act.READ_CASE,
        "attachment_pieces": Act.READ_CASE,
        "protected_attachments": Act.READ_PROTECTED,
        "erase_attachment": Act.ERASE_ATTACHMENT,
        # erasing
        "erase_case": Act.ERASE_CASE,
        # the unit, and who works for it
        "unit": None,
        "keep_unit": Act.KEEP_UNIT,
        "contacts": None,
        "officers": None,
        "add_officer": Act.KEEP_OFFICERS,
        "retire_officer": Act.KEEP_OFFICERS,
        "ways_in": Act.KEEP_OFFICERS,
        "vouched": Act.TAKE_INTAKE,
        "setting": None,
        "keep_setting": Act.KEEP_UNIT,
        # what the authority changes of the shelf
        "content_changes": None,
        "propose_change": Act.KEEP_CONTENT,
        "decide_change": Act.APPROVE_CONTENT,
        "withdraw_change": Act.KEEP_CONTENT,
        "retire_contact": Act.KEEP_UNIT,
        # oversight
        "week_cases": Act.EXPORT_WEEK,
        "export_all": Act.EXPORT_ALL,
        "export_warnings": Act.EXPORT_ALL,
        "note": None,
        "journal": Act.READ_CASE,
        "journal_mark": None,
        "mark_faults": Act.READ_CASE,
        "quick_faults": None,
        "begun_check": Act.READ_CASE,
        "faults": Act.READ_CASE,
        # the keys
        "rotate_keys": Act.KEEP_KEYS,
        "new_recovery_sheet": Act.KEEP_KEYS,
        "recovery_put_away": Act.KEEP_KEYS,
        "try_recovery_sheet": Act.KEEP_KEYS,
        "recovery_state": None,
        # the backups, which ask for themselves
        "backups": None,
        # the own way in
        "change_passphrase": None,
        "set_passphrase": None,
        "can_bind": None,
        "is_bound": None,
        "bind_to_computer": None,
        "unbind_from_computer": None,
        # what opening and closing do by themselves
        "officer": None,
        "close": None,
        "settle_keys": None,
        "note_missing_tail": None,
    }
)
