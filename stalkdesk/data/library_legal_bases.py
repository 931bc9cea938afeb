"""The rules on which something may be shared without consent, out of `resources/legal_bases/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.officers import Authority
from stalkdesk.casework.sharing.consents import NEVER_TO_INVESTIGATE, WITHOUT_LEADER
from stalkdesk.data.library_contacts import known_source, status_of
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin
from stalkdesk.guidance.legal_bases import LegalBasis
from stalkdesk.guidance.sheets import Source
from stalkdesk.intake.checklist import Checklist
from stalkdesk.language import Language, tr

FILE: Final = "legal_bases/bases.toml"
_TWIN: Final = "legal_bases.toml"
_QUESTION: Final = "legal_basis"


def read_legal_bases(
    resources: Path, language: Language, sources: Mapping[str, Source]
) -> tuple[tuple[LegalBasis, ...], tuple[str, ...]]:
    """The rules in `language`, and the names of the texts that are not translated. Raises ContentBroken."""
    file, twin = ContentTable.read(resources, FILE), Twin(resources, language, _TWIN)
    tables = file.table("basis")
    bases = tuple(_basis(file, tables.table(code), code, twin, sources) for code in tables)
    for key in ("version", "status", "check_every_months"):
        file.given(key)
    file.close()
    return bases, twin.closed()


def _basis(file: ContentTable, table: ContentTable, code: str, twin: Twin, sources: Mapping[str, Source]) -> LegalBasis:
    words, codes = twin.part("basis", code), table.texts("sources")
    if not codes:
        table.blame(tr("reglen har ingen kilde."), "sources")
    basis = LegalBasis(
        code=code,
        name=words.text("name", table.text("name")),
        law=words.text("law", table.text("law")),
        says=words.text("says", table.text("says")),
        limits=words.text("limits", table.text("limits")),
        used_by=frozenset(Authority(one) for one in _known(table, "used_by", tuple(Authority))),
        receivers=frozenset(Receiver(one) for one in _known(table, "receivers", tuple(Receiver))),
        needs_leader=table.flag("needs_leader"),
        for_investigation=table.flag("for_investigation"),
        sources=tuple(sources[known_source(table, "sources", one, sources)] for one in codes),
        last_checked=table.day("last_checked"),
        checked_by=table.text("checked_by"),
        check_every_months=file.whole("check_every_months"),
        version=file.text("version"),
        status=status_of(file),
    )
    _check_floor(table, basis)
    table.close()
    return basis


def _known(table: ContentTable, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
    named = table.texts(key, ())
    for one in named:
        if one not in allowed:
            table.blame(tr("»{key}« skal være en af: {allowed}.", key=key, allowed=", ".join(allowed)), key)
    return named


def _check_floor(table: ContentTable, basis: LegalBasis) -> None:
    """What no content may loosen."""
    if basis.code in NEVER_TO_INVESTIGATE and basis.for_investigation:
        table.blame(tr("den regel må aldrig bruges til efterforskning."), "for_investigation")
    if basis.code not in WITHOUT_LEADER and not basis.needs_leader:
        table.blame(
            tr("uden samtykke og uden lederens godkendelse deles der kun ved fare nu og ved underretning."), "needs_leader"
        )
    if not basis.used_by:
        table.blame(tr("ingen skranke må bruge reglen; skriv kommune, politi eller begge."), "used_by")


def legal_basis_faults(bases: Sequence[LegalBasis], checklist: Checklist) -> Iterator[str]:
    """What the rules and the checklist's question about them disagree on."""
    asked = {choice.id for question in checklist.questions() if question.id == _QUESTION for choice in question.choices}
    written = {basis.code for basis in bases}
    for code in sorted(asked - written):
        yield tr("{file}: reglen »{code}« kan vælges i tjeklisten, men står her ikke.", file=FILE, code=code)
    for code in sorted(written - asked):
        yield tr("{file}: reglen »{code}« står her, men kan ikke vælges i tjeklisten.", file=FILE, code=code)


def overdue_bases(bases: Sequence[LegalBasis], today: date) -> tuple[str, ...]:
    """The rules that should have been checked again before `today`."""
    return tuple(
        tr("{file}: reglen »{name}« skal gennemgås igen ({law}).", file=FILE, name=basis.name, law=basis.law)
        for basis in bases
        if basis.is_overdue(today)
    )
