"""The letters of the desk out of `resources/letters/`: a sheet, and who it is for, what it tells, which needs it serves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.support.plan import NEEDS
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_sheets import sheet_in
from stalkdesk.guidance.letters import Letter
from stalkdesk.guidance.sheets import Agency, Source
from stalkdesk.language import Language, tr

TO_VICTIM = "victim"
_RECEIVERS = (TO_VICTIM, *(one.value for one in Receiver))


def letter_names(resources: Path) -> tuple[str, ...]:
    """The files of the letters, relative to resources/, in the order of their names."""
    return tuple(sorted(f"letters/{path.name}" for path in (resources / "letters").glob("*.toml")))


def read_letter(
    resources: Path, language: Language, name: str, sources: Mapping[str, Source], agencies: tuple[Agency, ...]
) -> Letter:
    """One letter out of its file, in `language`. Raises ContentBroken naming file and line."""
    table = ContentTable.read(resources, name)
    own = table.table("letter")
    receiver = own.text("receiver")
    groups, needs = own.texts("groups", ()), own.texts("needs", ())
    for key, said, known in (("receiver", (receiver,), _RECEIVERS), ("groups", groups, tuple(Group)), ("needs", needs, NEEDS)):
        for one in said:
            if one not in known:
                own.blame(tr("»{key}« skal være en af: {allowed}.", key=key, allowed=", ".join(known)), key)
    if receiver != TO_VICTIM and not groups:
        own.blame(tr("et brev til andre skal sige, hvad det fortæller: »groups«."), "groups")
    own.close()
    return Letter(
        sheet=sheet_in(table, resources, language, name, sources, agencies),
        receiver=None if receiver == TO_VICTIM else Receiver(receiver),
        groups=tuple(Group(one) for one in groups),
        needs=needs,
    )
