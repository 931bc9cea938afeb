"""A case with something everywhere, and how it is erased in these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from stalkdesk.casework.additions import Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.erasures import Erased, Erasing, ErasureReason
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from tests.data import kept
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import PASSPHRASE, A, B, given
from tests.data.backed_up import filed

FILE = b"\x89PNG\r\n\x1a\n" + b"Silkehale" * 5000


def erasing(reference: str, reason: ErasureReason = ErasureReason.DECIDED, remark: str = "") -> Erasing:
    """What is given to erase that case."""
    return Erasing(reason, reference, remark)


def erase(drawer: OpenDrawer, reference: str) -> Erased:
    """Erases it, for a good reason."""
    return drawer.erase_case(reference, erasing(reference), PASSPHRASE)


def file_full_case(drawer: OpenDrawer) -> str:
    """A case that has something in every table of cases, between others."""
    filed(drawer)
    reference = file_case(drawer)
    for number in range(3):
        words = ((given("threat_words", f"Silkehale{number} " * 900), A), (given("safe_phone", f"+450000007{number}"), B))
        drawer.add_to_case(reference, addition(*words), weighing(), weighed_as(Urgency.ACUTE))
    use = InstrumentUse(Instrument.SAM, DateValue("2026-11"), "Vendehals", InstrumentResult.LOW, "Skovskade")
    drawer.note_instrument(reference, use)
    drawer.attach(reference, NewAttachment(FILE, "Silkehale.png", A, "Misteldrossel"))
    drawer.attach(reference, NewAttachment(FILE, "Sjagger.png", B, "Vindrossel"))
    drawer.keep_journal_number(reference, "Kirsebær-77")
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    drawer.keep_entries(reference, kept.every_entry(drawer))
    drawer.keep_sheet_given(reference, (SheetGiven("first_steps", "Stenpikker-1", "da", 2, How.PRINTED, at, "Bynkefugl"),))
    filed(drawer)
    return reference
