"""What the search for persons says: by what somebody was found, why it was skipped, from what it is known that two are one."""

from __future__ import annotations

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.persons.clues import Clue
from stalkdesk.casework.persons.persons import FoundPersons, PersonHit, SkipReason, Tracing
from stalkdesk.casework.persons.same_person import Basis, Whose
from stalkdesk.casework.visits import often_said
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import urgency_word


def clue_word(clue: Clue) -> str:
    """By what somebody was found."""
    words = {
        Clue.NAME: tr("navn"),
        Clue.INITIALS: tr("initialer"),
        Clue.BIRTH: tr("fødselsdato"),
        Clue.CPR: tr("CPR-nummer"),
        Clue.PHONE: tr("telefon"),
        Clue.MAIL: tr("mail"),
        Clue.PLATE: tr("nummerplade"),
        Clue.PROFILE: tr("profil"),
        Clue.CODE: tr("kodekort"),
        Clue.REFERENCE: tr("sagsnummer"),
    }
    return words[clue]


def clues_said(hit: PersonHit) -> str:
    """By what a case was found, one after another."""
    return ", ".join(clue_word(clue) for clue in hit.matched)


def whose_word(whose: Whose) -> str:
    """Which of the two persons."""
    return {Whose.VICTIM: tr("Den udsatte"), Whose.PERPETRATOR: tr("Udøveren")}[whose]


def skip_words() -> tuple[tuple[SkipReason, str], ...]:
    """Why there is no search, in the order of the keys 1 to 4."""
    return (
        (SkipReason.CRISIS, tr("Det haster")),
        (SkipReason.ANONYMOUS, tr("Anonym")),
        (SkipReason.FIRST_TIME, tr("Første gang her")),
        (SkipReason.OTHER, tr("Anden grund …")),
    )


def basis_words() -> tuple[tuple[str, str], ...]:
    """From what it is known that two cases are of one person."""
    return (
        (Basis.HER_WORD.value, tr("Det siger den udsatte selv")),
        (Basis.CPR.value, tr("Samme CPR-nummer")),
        (Basis.CONTACT.value, tr("Samme telefon, mail eller adresse")),
        (Basis.KNOWN.value, tr("En kollega kender personen")),
        (Basis.OTHER.value, tr("Andet")),
    )


def basis_word(basis: Basis) -> str:
    """The same, of one."""
    return dict(basis_words())[basis.value]


def name_shown(hit: PersonHit) -> str:
    """The name, or why there is none; what must be seen of the case stands behind it."""
    name = hit.name or (tr("Anonym") if hit.is_anonymous else tr("Intet navn"))
    return tr("{name} – oprettet ved en fejl", name=name) if hit.is_in_error else name


def phone_shown(hit: PersonHit) -> str:
    """The end of a number."""
    return f"•• •• {hit.phone_tail[:2]} {hit.phone_tail[2:]}" if hit.phone_tail else ""


def standing_shown(hit: PersonHit) -> str:
    """The level, or that it is a draft."""
    return tr("Kladde") if hit.status is CaseStatus.DRAFT else urgency_word(hit.urgency)


def found_said(found: FoundPersons, whose: Whose, typed: str) -> str:
    """What a search gave, in a sentence."""
    if not typed.strip():
        return tr("Tre bogstaver af et navn eller fire cifre er nok. Pil ned går til listen, Enter åbner sagen.")
    if not found.is_enough:
        return tr("Skriv lidt mere: tre bogstaver af et navn eller fire cifre er nok.")
    if found.others:
        return others_said(found)
    if not found.hits:
        if whose is Whose.PERPETRATOR:
            return tr("Ingen andre sager med den udøver.")
        return tr("Ingen fundet. Prøv et andet navn, telefonen eller fødselsdatoen, eller begynd en ny sag.")
    if found.has_more:
        return tr("De {count} nyeste. Der er flere – skriv mere.", count=len(found.hits))
    return tr("1 fundet.") if len(found.hits) == 1 else tr("{count} fundet.", count=len(found.hits))


def others_said(found: FoundPersons) -> str:
    """That there are other cases of the same perpetrator, for a role that does not see which; empty when there are none."""
    if not found.others:
        return ""
    if found.others == 1 and not found.has_more:
        return tr("Der er 1 anden sag med den samme udøver: tal med visitatoren.")
    if found.has_more:
        return tr("Der er mindst {count} andre sager med den samme udøver: tal med visitatoren.", count=found.others)
    return tr("Der er {count} andre sager med den samme udøver: tal med visitatoren.", count=found.others)


def often_with_this(contacts: int) -> str:
    """How often it is with the one that goes on now; empty when it is the first."""
    return often_said(contacts + 1)


def tracing_said(tracing: Tracing) -> str:
    """That not every case can be found yet; empty when each can."""
    if tracing.is_complete:
        return ""
    return tr(
        "Ældre sager bliver gjort søgbare: {done} af {of} er gennemgået. Findes personen ikke, så prøv igen om lidt.",
        done=f"{tracing.done:,}".replace(",", "."),
        of=f"{tracing.of:,}".replace(",", "."),
    )
