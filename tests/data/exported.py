"""A store with a little of everything in it, for the tests of the export."""

from __future__ import annotations

from stalkdesk.casework.additions import Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import CHECKLIST, A, B, given, not_asked
from tests.data.proposed import proposal

WHY = "Sagsskabet lukkes, sagerne flyttes"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


def fill(drawer: OpenDrawer) -> None:
    """Puts a little of everything into it."""
    reference = file_case(drawer)
    change = addition((given("impact", "fear"), A), (given("safe_phone", "+4500000044"), B))
    drawer.add_to_case(reference, change, weighing(), weighed_as(Urgency.ACUTE))
    use = InstrumentUse(Instrument.SASH, DateValue("2026-11-03"), "Pia Politiprøve", InstrumentResult.HIGH, "Høj")
    drawer.note_instrument(reference, use)
    drawer.attach(reference, NewAttachment(PICTURE, "Mit hus på Ærø.png", A, "Set fra vejen"))
    drawer.attach(reference, NewAttachment("Hemmelig adresse: Øen".encode(), "adresse.txt", B))
    drawer.keep_entries(reference, kept.every_entry(drawer))
    drawer.keep_in_register([kept.contact(), kept.away(), kept.checked()])
    drawer.keep_journal_number(reference, "26/777")
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("threats", "no"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Halv Øvelse"), B)
    drawer.keep_answer(draft.case_id, not_asked("impact", "Ville ikke svare"), A)
    drawer.keep_unfinished(draft.case_id, "latest_incident", {"date": "2026-0", "precision": "exact"})
    gone = drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(gone.case_id, "Gik igen")
    drawer.keep_setting("idle_lock_minutes", "9")
    drawer.propose_change(proposal())
