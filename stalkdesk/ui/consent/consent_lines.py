"""The rows of the part: consents, what was shared without one, and what is withheld, each as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stalkdesk.casework.entries import Entry, EntryKind, newest_by_subject
from stalkdesk.casework.sharing.consent_words import consent_state, groups_said, how_word, receiver_said, shared_for_word
from stalkdesk.casework.sharing.consents import ACUTE_DANGER, Consent, Sharing, Withheld, is_in_force
from stalkdesk.language import tr

_ORDER = (EntryKind.CONSENT, EntryKind.SHARING, EntryKind.WITHHELD)


def lines_of(entries: Sequence[Entry], today: date) -> tuple[Entry, ...]:
    """The newest entry of each thing: what holds now first, each kind in the order in which it was begun."""
    newest = [one for kind in _ORDER for _subject, one in sorted(newest_by_subject(entries, kind).items())]
    return tuple(sorted(newest, key=lambda one: not holds_now(one, today)))


def holds_now(entry: Entry, today: date) -> bool:
    """Whether it still means something today."""
    said = entry.said
    if isinstance(said, Consent):
        return is_in_force(said, today)
    return not (isinstance(said, Withheld) and said.is_lifted)


def kind_said(entry: Entry) -> str:
    """What the row is."""
    return {
        EntryKind.CONSENT: tr("Samtykke"),
        EntryKind.SHARING: tr("Uden samtykke"),
        EntryKind.WITHHELD: tr("Holdt tilbage"),
    }[entry.kind]


def who_said(entry: Entry) -> str:
    """To whom."""
    return receiver_said(entry.said)


def what_said(entry: Entry) -> str:
    """What of the case."""
    return groups_said(entry.said.groups)


def state_said(entry: Entry, today: date) -> str:
    """How it stands."""
    said = entry.said
    if isinstance(said, Consent):
        return consent_state(said, today)
    if isinstance(said, Sharing):
        waits = said.basis == ACUTE_DANGER and not said.approved_by
        return tr("venter på leders godkendelse") if waits else tr("delt {date}", date=_day(said.shared_on))
    return tr("ophævet") if said.is_lifted else tr("holdes tilbage")


def detail_said(entry: Entry, approver: str) -> str:
    """The rest, in sentences. `approver`: the name of the leader who approved, or empty."""
    said = entry.said
    pieces = [what_said(entry)]
    if isinstance(said, Consent):
        how = tr("{how} den {date}.", how=how_word(said.how), date=_day(said.given_on))
        witness = tr("Vidne: {name}.", name=said.witness) if said.witness else ""
        purpose = tr("Formål: {purpose}", purpose=said.purpose) if said.purpose else ""
        ends = tr("Løber ud uden påmindelse.") if said.is_let_go and said.withdrawn_on is None else ""
        pieces += [purpose, f"{how} {witness}".strip(), ends]
    elif isinstance(said, Sharing):
        told = tr("Den udsatte har fået det at vide.") if said.is_told else tr("Den udsatte har ikke fået det at vide endnu.")
        by = tr("Godkendt af {name}.", name=approver) if approver else ""
        pieces += [
            f"{said.basis_words or said.basis} · {shared_for_word(said.shared_for)}",
            said.reason,
            f"{told} {by}".strip(),
        ]
    else:
        pieces.append(tr("Grund: {why}", why=said.why))
    return "\n".join(piece for piece in pieces if piece)


def _day(on: date) -> str:
    return on.strftime("%d-%m-%Y")
