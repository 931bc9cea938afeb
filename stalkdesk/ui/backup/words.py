"""How it stands with the backups, in sentences."""

from __future__ import annotations

from stalkdesk.casework.backups import BackupOpened, BackupSeen, BackupStatus, PlaceState, Restored, erased_again
from stalkdesk.language import Language, spoken, tr
from stalkdesk.ui.cases.case_table import local_time

_MEGABYTE = 1_000_000


def last_sentence(status: BackupStatus) -> str:
    """When the last one was made."""
    if status.last_at is None:
        return tr("Der er ingen sikkerhedskopi endnu.")
    return tr("Sidste sikkerhedskopi: {time}.", time=local_time(status.last_at))


def warning(status: BackupStatus) -> str:
    """What the supervisor should do about it; empty when all is well."""
    if not status.places:
        return tr("Der er ikke valgt noget sted til sikkerhedskopier. Går computeren i stykker, er alle sager væk.")
    trouble = next((one.trouble for one in status.places if one.trouble), "")
    if status.is_late:
        since = tr("Der er skrevet i sagsskabet siden.") if status.last_at is not None else ""
        return " ".join(part for part in (last_sentence(status), since, trouble) if part)
    if status.drill_trouble:
        return tr("Den sidste øvelse gik ikke godt: {trouble}", trouble=status.drill_trouble)
    return ""


def restored_sentence(restored: Restored) -> str:
    """What was lost when the store was restored, and what may be there again, told once."""
    return " ".join(part for part in (_lost(restored), erased_again() if restored.may_hold_erased else "") if part)


def _lost(restored: Restored) -> str:
    taken = local_time(restored.backup_at)
    if restored.last_lost:
        return tr(
            "Sagsskabet blev hentet fra en sikkerhedskopi fra {time}. Journalens linjer {first} til {last}, skrevet efter den, "
            "er gået tabt, og sagerne i dem med. En nyere sikkerhedskopi har dem måske.",
            time=taken,
            first=restored.first_lost,
            last=restored.last_lost,
        )
    return tr(
        "Sagsskabet blev hentet fra en sikkerhedskopi fra {time}. Hvad der blev skrevet efter den, er gået tabt.", time=taken
    )


def place_state(state: PlaceState) -> str:
    """How it stands with one place, in few words."""
    if not state.is_there:
        return tr("Ikke forbundet lige nu")
    if state.trouble:
        return state.trouble
    if state.last_at is None:
        return tr("Ingen kopi endnu")
    if state.on_same_disk:
        return tr("I orden, men på samme disk som sagsskabet")
    return tr("I orden")


def place_time(state: PlaceState) -> str:
    """When the last one there was made."""
    return local_time(state.last_at) if state.last_at is not None else "–"


def size_text(number: int) -> str:
    """Bytes as a person reads them."""
    text = f"{max(number / _MEGABYTE, 0.1):.1f}"
    return tr("{number} MB", number=text.replace(".", ",") if spoken() is Language.DANISH else text)


def seen_text(seen: BackupSeen) -> str:
    """A backup in a list."""
    return tr("{time} ({size})", time=local_time(seen.made_at), size=size_text(seen.bytes))


def opened_sentence(opened: BackupOpened) -> str:
    """What is in a backup."""
    return tr(
        "{unit}: {cases} sager og kladder, {officers} medarbejdere, {attachments} bilag. Taget {time}.",
        unit=opened.unit_name,
        cases=opened.cases,
        officers=opened.officers,
        attachments=opened.attachments,
        time=local_time(opened.seen.made_at),
    )
