"""The words for changes of the shelf on the screen: what is changed, how far it has come, and what it says line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from stalkdesk.casework.content_changes import (
    ChangeKind,
    ChangeState,
    ContentChange,
    Proposal,
    Value,
    contacts_from,
)
from stalkdesk.casework.officers import ContactPerson
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart, Source
from stalkdesk.guidance.upkeep import SheetLine, Upkeep
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import SOURCE_LANGUAGE, tr
from stalkdesk.ui.contacts_editor import function_word
from stalkdesk.ui.papers.words import coded_language

_SHORT = 60


def day(on: date) -> str:
    """`22-11-2026`."""
    return on.strftime("%d-%m-%Y")


def state_word(state: ChangeState) -> str:
    """How far a change has come."""
    return {
        ChangeState.WAITING: tr("venter"),
        ChangeState.APPROVED: tr("godkendt"),
        ChangeState.REJECTED: tr("afvist"),
        ChangeState.WITHDRAWN: tr("trukket tilbage"),
    }[state]


def part_title(part: SheetPart) -> str:
    """What a part is called in a list: its heading, or how it begins."""
    said = part.title or part.text or (part.items[0] if part.items else "") or part.label
    return said if len(said) <= _SHORT else f"{said[:_SHORT].rstrip()} …"


def source_word(source_id: str, sources: Mapping[str, Source]) -> str:
    """A source as it is chosen and told."""
    if source_id == "OWN":
        return tr("Vores egen viden")
    return sources[source_id].title if source_id in sources else source_id


class Places:
    """Says in words what a change is of."""

    def __init__(self, danish: tuple[GuidanceSheet, ...], agencies: tuple[Agency, ...], entries: Mapping[str, str]) -> None:
        self._sheets = {sheet.id: sheet for sheet in danish}
        self._agencies = {agency.id: agency for agency in agencies}
        self._entries = entries

    def said(self, proposal: Proposal) -> str:
        """`Råd til dig · Børn og skole`, and the language when it is not Danish."""
        words = " · ".join(self._said(proposal))
        is_danish = proposal.language == SOURCE_LANGUAGE.value
        return words if is_danish else f"{words} ({coded_language(proposal.language)})"

    def _said(self, proposal: Proposal) -> Iterator[str]:
        target = proposal.target
        if proposal.kind is ChangeKind.UNIT:
            yield tr("Enhedens brevhoved")
        elif proposal.kind is ChangeKind.CONTACTS:
            yield tr("De faste kontaktpersoner")
        elif proposal.kind is ChangeKind.AGENCY:
            yield tr("Kontakt")
            yield self._agencies[target].name if target in self._agencies else target
        elif proposal.kind is ChangeKind.LOCAL:
            yield tr("Udfyldes her")
            yield self._entries.get(target, target)
        else:
            yield from self._of_sheet(proposal)

    def _of_sheet(self, proposal: Proposal) -> Iterator[str]:
        sheet_id, _, key = proposal.target.partition(".")
        sheet = self._sheets.get(sheet_id)
        yield sheet.title if sheet is not None else sheet_id
        if proposal.kind is ChangeKind.SHEET:
            yield tr("gennemgået igen") if proposal.language == SOURCE_LANGUAGE.value else tr("oversættelsen godkendt")
        else:
            part = next((part for part in sheet.parts if part.key == key), None) if sheet is not None else None
            yield part_title(part) if part is not None else key


def lines_said(kind: ChangeKind, value: Value) -> dict[str, str]:
    """What a change says, by the words before each text; a text that is not there is empty."""
    if kind is ChangeKind.CONTACTS:
        return {f"{tr('Kontaktperson')} {place}": _person(one) for place, one in enumerate(contacts_from(value), start=1)}
    names = _names()
    known = [name for name in names if name in value]
    return {names.get(name, name): _text(value[name]) for name in (*known, *(one for one in value if one not in names))}


def _names() -> dict[str, str]:
    return {
        "title": tr("Overskrift"),
        "text": tr("Tekst"),
        "items": tr("Punkter"),
        "label": tr("Foran"),
        "phone": tr("Telefon"),
        "hours": tr("Åbent"),
        "note": tr("Bemærkning"),
        "neutral_name": tr("Neutralt navn"),
        "address": tr("Adresse"),
        "printable": tr("Må stå på ark"),
        "name": tr("Navn"),
        "address_lines": tr("Adresse"),
        "last_checked": tr("Sidst gennemgået"),
        "translator": tr("Oversætter"),
    }


def _text(said: object) -> str:
    if isinstance(said, bool):
        return tr("Ja") if said else tr("Nej")
    if isinstance(said, list):
        return "\n".join(str(one) for one in said)
    return str(said)


def _person(person: ContactPerson) -> str:
    told = (person.name, function_word(person.function), shown_phone(person.phone), person.hours)
    return " · ".join(text for text in (*told, "" if person.is_active else tr("er stoppet")) if text)


def calls_said(line: SheetLine) -> str:
    """Why a sheet must be seen to; empty when it need not."""
    said = (
        tr("skal gennemgås igen") if line.is_overdue else "",
        tr("dansk er ændret siden") if line.is_stale else "",
        tr("{count} på dansk", count=line.in_danish) if line.in_danish else "",
        tr("for svær at læse") if line.is_hard else "",
        tr("{count} mangler at blive udfyldt", count=line.unfilled) if line.unfilled else "",
        tr("{count} ændring venter", count=line.waiting) if line.waiting == 1 else "",
        tr("{count} ændringer venter", count=line.waiting) if line.waiting > 1 else "",
        tr("programmets tekst er ændret under jeres") if line.moved else "",
    )
    return " · ".join(text for text in said if text)


def made_said(change: ContentChange, sources: Mapping[str, Source]) -> str:
    """Who wrote a change, when, and what it rests on."""
    return tr(
        "Skrevet af {name} {date}. Kilde: {source}, set efter {checked}.",
        name=change.maker,
        date=change.made_at.astimezone().strftime("%d-%m-%Y %H.%M"),
        source=source_word(change.proposal.source, sources),
        checked=day(change.proposal.checked_on),
    )


def decided_said(change: ContentChange) -> str:
    """Who decided it and why; empty while it waits."""
    if change.decided_at is None:
        return ""
    on = change.decided_at.astimezone().strftime("%d-%m-%Y")
    said = f"{state_word(change.state)} {on}, {change.decider}"
    return f"{said}: {change.reason}" if change.reason else said


def upkeep_said(upkeep: Upkeep) -> str:
    """What the front page says."""
    said = (
        tr("Én ændring venter på din godkendelse.") if upkeep.to_decide == 1 else "",
        tr("{count} ændringer venter på din godkendelse.", count=upkeep.to_decide) if upkeep.to_decide > 1 else "",
        tr("Noget, du har ændret, venter på en andens godkendelse.") if upkeep.own_waiting else "",
        tr("Ét ark skal gennemgås igen.") if upkeep.overdue == 1 else "",
        tr("{count} ark skal gennemgås igen.", count=upkeep.overdue) if upkeep.overdue > 1 else "",
    )
    return " ".join(text for text in said if text)
