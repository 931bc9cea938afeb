"""Erasing a case in words: why it goes, what goes with it, and which backups still hold it."""

from __future__ import annotations

from collections.abc import Callable

from stalkdesk.casework.erasures import BackupHolding, Erased, ErasureReason, Vanishing
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import local_time


def reason_words() -> tuple[tuple[str, str], ...]:
    """Every reason with its word, and none as the first, so that nobody chooses by not choosing."""
    words = {
        ErasureReason.MISTAKE: tr("Sagen skulle aldrig have været oprettet"),
        ErasureReason.DUPLICATE: tr("Sagen findes to gange"),
        ErasureReason.NO_LONGER_KEPT: tr("Sagen skal ikke opbevares længere"),
        ErasureReason.DECIDED: tr("Det er besluttet, at sagen skal slettes"),
        ErasureReason.OTHER: tr("Andet (skriv hvad)"),
    }
    return (("", tr("Vælg …")), *((reason.value, words[reason]) for reason in ErasureReason))


def what_goes(vanishing: Vanishing) -> tuple[str, ...]:
    """A line for each thing that goes, with how many; what the case has none of is left out."""
    lines: tuple[tuple[int, Callable[[int], str]], ...] = (
        (vanishing.answers, lambda count: tr("{count} svar (A), også som de lød før", count=count)),
        (vanishing.protected, lambda count: tr("{count} beskyttede svar (B)", count=count)),
        (vanishing.evaluations, lambda count: tr("1 vurdering") if count == 1 else tr("{count} vurderinger", count=count)),
        (vanishing.incidents, lambda count: tr("1 hændelse") if count == 1 else tr("{count} hændelser", count=count)),
        (vanishing.addenda, lambda count: tr("1 tilføjet svar") if count == 1 else tr("{count} tilføjede svar", count=count)),
        (
            vanishing.instruments,
            lambda count: tr("1 vurdering fra andre") if count == 1 else tr("{count} vurderinger fra andre", count=count),
        ),
        (vanishing.attachments, lambda count: tr("1 bilag") if count == 1 else tr("{count} bilag", count=count)),
        (
            vanishing.sheets,
            lambda count: tr("noten om 1 ark") if count == 1 else tr("noterne om {count} ark", count=count),
        ),
        (vanishing.entries, _entries_said),
    )
    return tuple(word(count) for count, word in lines if count)


def _entries_said(count: int) -> str:
    if count == 1:
        return tr("1 notat om henvendelser, effekter, plan, samtykker eller overdragelse")
    return tr("{count} notater om henvendelser, effekter, plan, samtykker og overdragelser", count=count)


def when_gone(backup: BackupHolding) -> str:
    """When a backup goes by itself."""
    if backup.gone_by is None:
        return tr("bliver, til nogen sletter den")
    return tr("omkring {date}", date=f"{backup.gone_by:%d-%m-%Y}")


def backup_place(backup: BackupHolding) -> str:
    """Where a backup lies."""
    return str(backup.folder.parent)


def backup_name(backup: BackupHolding) -> str:
    """Which folder it is."""
    return backup.folder.name


def backup_time(backup: BackupHolding) -> str:
    """When it was made."""
    return local_time(backup.made_at)


def after_sentences(done: Erased) -> tuple[str, ...]:
    """What is still to be known when a case is erased: of the backups, seen and unseen."""
    said = []
    if done.backups:
        said.append(
            tr(
                "Disse sikkerhedskopier har den stadig. Datoen gælder, når der tages en kopi hver dag. Skal sagen væk før, så "
                "slet kopiens mappe i hånden, og tag en ny."
            )
        )
    else:
        said.append(tr("Ingen af de sikkerhedskopier, der kan ses nu, har den."))
    if done.unseen:
        places = ", ".join(str(place) for place in done.unseen)
        said.append(tr("Disse steder kan ikke ses lige nu, og kopierne der kan have den: {places}.", places=places))
    said.append(
        tr(
            "Kopier, som nogen selv har lagt andre steder, og papir og filer, der er givet ud, kender programmet ikke. Bliver "
            "en ældre sikkerhedskopi hentet frem, kommer sagen igen, og så skal den slettes igen."
        )
    )
    return tuple(said)
