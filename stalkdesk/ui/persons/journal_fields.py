"""What the journal says of a search for persons, in words: whose, how many, or why there was none."""

from __future__ import annotations

from stalkdesk.casework.persons.persons import SkipReason
from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.language import tr

PERSONS = "persons"
_HITS = "hits:"


def persons_words(field: str) -> dict[str, str]:
    """The fields of such a line, and what they mean."""
    words = {
        PERSONS: tr("efter personer"),
        Whose.VICTIM.value: tr("den udsatte"),
        Whose.PERPETRATOR.value: tr("udøveren"),
        SkipReason.CRISIS.value: tr("det hastede"),
        SkipReason.ANONYMOUS.value: tr("anonym"),
        SkipReason.FIRST_TIME.value: tr("første gang her"),
        SkipReason.OTHER.value: tr("anden grund"),
    }
    if field.startswith(_HITS):
        words[field] = tr("{count} fundet", count=field.removeprefix(_HITS))
    return words
