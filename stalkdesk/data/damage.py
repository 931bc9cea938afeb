"""The sentences for a store that can't be trusted, and how its words are read: what is unknown to the program is damage."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from stalkdesk.errors import StoreDamaged
from stalkdesk.language import tr

_Word = TypeVar("_Word", bound=StrEnum)


def damaged() -> StoreDamaged:
    """The sentence for a store whose pages can't be trusted."""
    return StoreDamaged(
        tr(
            "Sagsskabet er beskadiget. Ret ikke i det: luk programmet, gem mappen, som den er, "
            "og få en sikkerhedskopi lagt ind."
        )
    )


def unreadable() -> StoreDamaged:
    """The sentence for something in the store that can't be understood."""
    return StoreDamaged(
        tr("Noget i sagsskabet kan ikke læses: det er beskadiget. Luk programmet, og få en sikkerhedskopi lagt på plads.")
    )


def other_tables() -> StoreDamaged:
    """The sentence for a store whose tables are not those of its version."""
    return StoreDamaged(
        tr(
            "Sagsskabets tabeller passer ikke til denne udgave af StalkDesk. Åbn det med den udgave, som det er lavet med, "
            "eller få en sikkerhedskopi lagt ind."
        )
    )


def known(kind: type[_Word], stored: str) -> _Word:
    """The word of `kind` that stands in the store. Raises StoreDamaged."""
    try:
        return kind(stored)
    except ValueError:
        raise unreadable() from None
